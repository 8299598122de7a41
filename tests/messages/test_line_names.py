"""A refusal about a line of a form calls it, and the words it may be, as the reader does."""

import pytest

from acopio.errors import Refusal
from acopio.messages import sentence
from acopio.services.forms import observed


def refused(protocol: str, *typed: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        observed(protocol, typed)
    return caught.value


def test_a_choice_is_taken_by_its_name_and_kept_by_its_key() -> None:
    typed = ("odour=limpio", "color=Verde azulado", "sample_g=350")

    assert observed("sca-arabica", typed) == {
        "odour": "clean", "colour": "bluish-green", "sample_g": "350",
    }  # fmt: skip
    (form,) = observed("cva-affective", ["tazas=pareja,Pareja,pareja,defectuosa,none"])["forms"]
    assert form == {"cups": ["none", "none", "none", "defective", "none"]}


def test_lines_and_choices_are_named_in_the_language_of_the_reader() -> None:
    refusal = refused("sca-arabica", "odour=azul")

    assert "Olor: “azul”" in sentence(refusal, "es")
    assert "se esperan Limpio, Extraño" in sentence(refusal, "es")
    assert "Odour: “azul” is not on the form; Clean, Foreign" in sentence(refusal, "en")


def test_a_line_that_is_not_there_is_answered_with_the_names_of_those_that_are() -> None:
    assert "se esperan Mohosos, Pizarrosos" in sentence(refused("iso2451", "moudly=3"), "es")
    assert "Mohosos: “x” no es" in sentence(refused("iso2451", "mouldy=x"), "es")
