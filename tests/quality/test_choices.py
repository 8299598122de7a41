"""Words to be marked are known by key and by name, and refusals name them and their lines."""

import pytest
from tests.quality.test_sheet import FORM, PUBLISHED, read

from acopio.errors import Refusal
from acopio.quality.protocol import Attribute, Named
from acopio.quality.protocols import ico420
from acopio.quality.sheet import choice_key

CHOOSING = [
    pytest.param(line, id=f"{protocol.id}-{line.key}")
    for protocol in PUBLISHED
    for line in protocol.attributes
    if line.choices
]


@pytest.mark.parametrize("line", CHOOSING)
def test_a_choice_is_known_by_its_key_and_by_its_name_in_either_language(line: Attribute) -> None:
    for choice in line.choices:
        for said in (choice.key, choice.name.es, choice.name.en, f" {choice.name.es.upper()} "):
            assert choice_key(line, said) == choice.key
        # Several are typed with commas between them.
        assert not {","} & {*choice.key, *choice.name.es, *choice.name.en}


def test_accents_do_not_matter_and_what_is_no_choice_stays_to_be_refused() -> None:
    (colour,) = [line for line in FORM if line.key == "colour"]
    species = ico420.ATTRIBUTES[0]

    assert choice_key(species, "arabica") == choice_key(species, "Arábica") == "arabica"
    assert choice_key(colour, " azul ") == "azul"
    with pytest.raises(Refusal, match="choice-unknown"):
        read(colour=choice_key(colour, "azul"))


def test_a_refusal_knows_what_people_call_its_line_and_the_choices() -> None:
    with pytest.raises(Refusal) as caught:
        read(colour="azul")

    said = caught.value.values()
    assert said["attribute"] == "colour"
    assert said["known"] == ("floral", "nutty", "none")
    assert isinstance(said["attribute"], Named)
    assert said["attribute"].names.of("es") == "Color"
    assert isinstance(said["known"], tuple)
    named = [one.names.of("es") for one in said["known"] if isinstance(one, Named)]
    assert named == ["Floral", "Nuez", "No"]
