"""Forms are begun, filled in by several hands, checked line by line, and signed once."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.web.world import World, build

from acopio.domain.rows.quality import Inspection
from acopio.errors import Refusal
from acopio.ledger.b64 import encode as b64_encode
from acopio.ledger.keys import new_key
from acopio.ledger.note import VerifierKey
from acopio.services import forms, inspecting, people, qualifying, sampling
from acopio.services.inspecting import Signer
from acopio.storage.drafts import drafts_of

CUPPED = {
    "fragrance_aroma": "7.75", "flavor": "8", "aftertaste": "7.5", "acidity": "7.75",
    "body": "7.5", "uniformity": "10", "balance": "7.5", "clean_cup": "10", "sweetness": "10",
    "overall": "7.75",
}  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> World:
    return build(tmp_path)


def begun(world: World, protocol: str = "iso2451", lot: str | None = None) -> str:
    words = sampling.SampleWords(lot=lot or world.lot, mass="1 kg")
    sample = sampling.draw(world.node, world.actor, words)
    form = forms.NewForm(sample=sample.blind or "", protocol=protocol)
    return forms.begin(world.node, world.inspector, form).draft.id


def fill(world: World, form: str, **values: Any) -> forms.FormShown:
    return forms.fill(world.node, world.inspector, form, values)


def inspections(world: World) -> list[Inspection]:
    with world.node.reading() as reader:
        return reader.where(Inspection)


def heads(world: World) -> list[int]:
    with world.node.reading() as reader:
        return [log.head.size for log in reader.logs()]


def refusal(act: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_a_form_is_no_fact_before_it_is_signed(world: World) -> None:
    form = begun(world)
    before = heads(world)

    shown = fill(world, form, mouldy=3)

    assert not shown.complete
    assert shown.refused is not None
    assert shown.refused.code == "cut-test-needs-300"
    assert heads(world) == before
    assert refusal(lambda: forms.sign(world.node, world.inspector, form, Signer())) == (
        "cut-test-needs-300"
    )
    assert heads(world) == before


def test_there_is_a_result_only_when_every_line_is_filled_in(world: World) -> None:
    form = begun(world)

    assert fill(world, form, mouldy=3, slaty=4).evaluation is None
    shown = fill(world, form, well_fermented=293)

    assert shown.evaluation is not None
    assert shown.evaluation.result["grade"] == "I"


def test_a_signed_form_is_gone_and_its_result_recorded(world: World) -> None:
    form = begun(world)
    fill(world, form, well_fermented=300)
    number = len(inspections(world))

    made = forms.sign(world.node, world.inspector, form, Signer())

    assert made.blind, "the manager drew it, and the inspector knew its code only"
    assert len(inspections(world)) == number + 1
    assert refusal(lambda: forms.show(world.node, world.inspector, form)) == "not-found"
    assert forms.begun(world.node, world.inspector) == []


@pytest.mark.parametrize(
    ("protocol", "values", "code"),
    [
        ("iso2451", {"mouldy": -1}, "count-not-whole"),
        ("iso2451", {"mouldy": "3.5"}, "count-not-whole"),
        ("iso2451", {"purple": 3}, "attribute-unknown"),
        ("iso2451", {"mouldy": 301}, "count-too-large"),
        ("physical", {"moisture": "1104"}, "measure-out-of-range"),
        ("physical", {"moisture": "NaN"}, "measure-unreadable"),
        ("contaminants", {"cadmium": "n.d."}, "level-unreadable"),
        ("coex", {"cacao": "6.3"}, "score-off-step"),
        ("coex", {"cacao": "11"}, "score-out-of-scale"),
    ],
)
def test_a_line_is_checked_when_it_is_typed_and_nothing_is_kept(
    world: World, protocol: str, values: dict[str, Any], code: str
) -> None:
    form = begun(world, protocol)
    before = forms.show(world.node, world.inspector, form).draft.observations

    assert refusal(partial(fill, world, form, **values)) == code
    assert forms.show(world.node, world.inspector, form).draft.observations == before


def test_lines_are_known_by_their_names_in_both_languages(world: World) -> None:
    form = begun(world)
    protocol = forms.show(world.node, world.inspector, form).protocol

    read = forms.read_values(protocol, ["Mohosos=3", "slaty=4", "Well fermented=293"])

    assert read == {"mouldy": 3, "slaty": 4, "well_fermented": 293}
    assert refusal(lambda: forms.read_values(protocol, ["mouldy"])) == "observation-unreadable"


def test_an_emptied_line_is_empty_again(world: World) -> None:
    form = begun(world, "physical")
    fill(world, form, moisture="6.8")

    assert "moisture" not in fill(world, form, moisture="").draft.observations


def test_every_cupper_has_a_sheet_and_the_head_signs(world: World) -> None:
    words = sampling.SampleWords(lot=world.lot, mass="1 kg")
    sample = sampling.draw(world.node, world.actor, words)
    form = forms.begin(
        world.node, world.inspector, forms.NewForm(sample=sample.number, protocol="coex")
    ).draft.id
    values = {
        "cacao": "6", "fruity": "3", "acetic": "1", "lactic": "0", "mineral_butyric": "0",
        "bitterness": "3", "astringency": "2", "roast_degree": "5", "global_quality": "7",
    }  # fmt: skip
    forms.fill(world.node, world.inspector, form, values)
    forms.fill(world.node, world.actor, form, {**values, "global_quality": "8"})
    forms.fill(world.node, world.inspector, form, values, cupper="Ana")

    made = forms.sign(world.node, world.inspector, form, Signer())

    assert dict(made.result)["global_quality"] == "7.33"
    staff = [who for who, _name, _held in made.panel]
    assert staff == [world.inspector.people[0], world.actor.people[0], None]
    assert [name for _who, name, _held in made.panel] == [None, None, "Ana"]
    assert not made.blind, "the number on the seal leads to the lot"


def test_two_cuppers_who_fill_in_at_once_both_keep_their_sheet(world: World) -> None:
    form = begun(world, "coex")

    def cup(name: str) -> None:
        forms.fill(world.node, world.inspector, form, {"cacao": "5"}, cupper=name)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(cup, [f"C-{n}" for n in range(8)]))

    sheets = forms.show(world.node, world.inspector, form).sheets
    assert sorted(str(one["cupper"]) for one in sheets) == [f"C-{n}" for n in range(8)]


def test_a_result_is_superseded_from_what_was_observed_before(world: World) -> None:
    words = sampling.SampleWords(lot=world.lot, mass="1 kg")
    sample = sampling.draw(world.node, world.actor, words)
    counts = {"mouldy": 30, "well_fermented": 270}
    first = inspecting.inspect(
        world.node, world.inspector, sample.number, "iso2451", {"counts": counts}
    )
    new = forms.NewForm(
        sample=sample.number, protocol="iso2451", supersedes=True, reason="30 era 3"
    )
    form = forms.begin(world.node, world.inspector, new)

    assert form.draft.observations == {"counts": counts}
    fill(world, form.draft.id, mouldy=3, well_fermented=297)
    second = forms.sign(world.node, world.inspector, form.draft.id, Signer())

    assert second.supersedes == first.id
    with world.node.reading() as reader:
        old = reader.one(Inspection, id=first.id)
    assert old is not None
    assert old.superseded
    assert dict(old.result)["mouldy_pct"] == "10.00", "the result that was signed stays"


def test_an_inspector_signs_on_a_device_of_her_own(world: World) -> None:
    key = new_key("inspector", "own/device")
    with world.node.reading() as reader:
        name = next(one.name for one in reader.accounts() if one.staff == world.inspector.people[0])
    qualifying.use_own_key(world.node, world.actor, name, str(key.verifier_key))
    form = begun(world)
    fill(world, form, well_fermented=300)

    text = forms.text_to_sign(world.node, world.inspector, form)
    stranger = new_key("inspector", "own/device").sign(text.encode("utf-8"))
    for wrong in (b64_encode(stranger), "no base64", ""):
        assert refusal(
            partial(forms.sign, world.node, world.inspector, form, Signer(signature=wrong))
        ) in {"bad-signature", "signature-not-theirs"}
    signature = b64_encode(key.sign(text.encode("utf-8")))
    made = forms.sign(world.node, world.inspector, form, Signer(signature=signature))

    assert made.key_home == "own-device"


def test_a_key_on_a_device_is_of_one_person_only(world: World) -> None:
    key = new_key("inspector", "own/ines").verifier_key
    with world.node.reading() as reader:
        name = next(one.name for one in reader.accounts() if one.staff == world.inspector.people[0])
    new = people.NewStaff(name="ines", pin="4321", roles=("inspector",))
    people.appoint(world.node, world.actor, new)
    qualifying.use_own_key(world.node, world.actor, "ines", str(key))

    renamed = VerifierKey("own/luis", key.public)
    for taken in (key, renamed):
        with pytest.raises(Refusal) as refused:
            qualifying.use_own_key(world.node, world.actor, name, str(taken))
        assert (refused.value.code, refused.value.values()) == (
            "staff-key-taken",
            {"holder": "ines"},
        )
    qualifying.use_own_key(world.node, world.actor, "ines", str(key))
    people.dismiss(world.node, world.actor, "ines")
    with pytest.raises(Refusal, match="staff-key-taken"):
        qualifying.use_own_key(world.node, world.actor, name, str(key))


def test_a_form_of_another_organisation_is_not_there(world: World) -> None:
    assert refusal(lambda: forms.show(world.node, world.inspector, "F-22222")) == "not-found"


def test_a_form_is_given_up(world: World) -> None:
    form = begun(world)
    forms.give_up(world.node, world.inspector, form.lower())

    with world.node.reading() as reader:
        assert drafts_of(reader.connection, world.organisation) == []


def test_results_are_compared_within_one_protocol_only(world: World) -> None:
    words = sampling.SampleWords(lot=world.lot, mass="1 kg")
    samples = [sampling.draw(world.node, world.actor, words).number for _ in range(2)]
    node, inspector = world.node, world.inspector
    inspecting.inspect(node, inspector, samples[0], "iso2451", {"counts": {"well_fermented": 300}})
    fermented = {"beans": 50, "well_fermented": 50}
    inspecting.inspect(node, inspector, samples[1], "fermentation", fermented)

    with pytest.raises(Refusal) as refused:
        inspecting.compare(node, inspector, tuple(samples), None)
    assert refused.value.code == "not-comparable"
    inspecting.inspect(node, inspector, samples[1], "iso2451", {"counts": {"well_fermented": 300}})
    assert refusal(lambda: inspecting.compare(node, inspector, tuple(samples), None)) == (
        "several-match"
    )
    found = inspecting.compare(node, inspector, tuple(samples), "iso2451")
    assert found.numbers == tuple(samples)


def test_a_full_cupping_form_is_read_from_a_file(world: World) -> None:
    observations = forms.observed("sca2004", [f"{key}={value}" for key, value in CUPPED.items()])

    assert observations == {"forms": [{"scores": CUPPED}]}


def test_a_form_that_changes_while_it_is_signed_is_not_signed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = begun(world)
    fill(world, form, well_fermented=300)
    real = inspecting.record

    def slow(*args: Any, **more: Any) -> Inspection:
        fill(world, form, well_fermented=240, mouldy=60)
        return real(*args, **more)

    monkeypatch.setattr(forms, "record", slow)
    before = heads(world)
    act = partial(forms.sign, world.node, world.inspector, form, Signer())

    assert refusal(act) == "form-changed"
    assert heads(world) == before
    evaluation = forms.show(world.node, world.inspector, form).evaluation
    assert evaluation is not None
    assert evaluation.result["mouldy_pct"] == "20.00"


def test_one_form_signed_twice_at_once_is_one_inspection(world: World) -> None:
    form = begun(world)
    fill(world, form, well_fermented=300)
    before = len(inspections(world))

    def sign(_: int) -> str:
        try:
            return forms.sign(world.node, world.inspector, form, Signer()).id
        except Refusal as refused:
            return refused.code

    with ThreadPoolExecutor(2) as pool:
        done = sorted(pool.map(sign, range(2)), key=len)

    assert done[0] in {"form-changed", "signed-before", "not-found"}
    assert len(inspections(world)) == before + 1


def test_a_cupper_is_known_however_the_name_is_spelt(world: World) -> None:
    form = begun(world, protocol="sca2004", lot=world.single)
    for name in ("Ana Torres", "ana torres", "ÁNA TORRES"):
        shown = forms.fill(world.node, world.inspector, form, {"flavor": "8"}, cupper=name)

    assert len(shown.sheets) == 1
