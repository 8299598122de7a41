"""Nobody picks the better of two results, uses a signature twice, or tests until it passes."""

from typing import Any

import pytest
from tests.services.test_refusals_inspecting import dispute, drawn, row, sheet
from tests.services.test_refusals_quality import certify, profile
from tests.support.refused import assert_refuses
from tests.support.world import BAD_BEANS, DAY, SOUND_BEANS, World, kg

from acopio.domain import judging
from acopio.domain.entries.quality import Judged, Limit
from acopio.domain.judging import judged_again
from acopio.domain.rows.quality import Decision, Inspection, Sample
from acopio.domain.rules import decisions
from acopio.domain.rules.decisions import Decide
from acopio.domain.rules.inspecting import Cupper, Dispute, Inspect
from acopio.domain.rules.sampling import Portion
from acopio.services import deciding, inspecting
from acopio.services.find import SeveralMatch
from acopio.services.inspecting import NoResult, Which
from acopio.storage.audit_full import audit
from acopio.storage.reader import Reader

SEALED = (Portion(name="arbitration", mass=kg(1)),)


def test_a_signature_counts_once(world: World) -> None:
    sample = drawn(world, world.stock(), portions=SEALED)
    inspector = world.coop.actor("inspector")
    first = world.inspection(sample, SOUND_BEANS)
    made = world.do(inspector, Inspect, **first)
    bad = world.inspected(
        sample, BAD_BEANS, supersedes=made.entries[0].body["inspection"], reason="mal contado"
    )

    refused = assert_refuses(world, "signed-before", inspector, Inspect, **first)
    for other in ({"supersedes": bad, "reason": "otra"}, {"portion": "arbitration"}):
        assert_refuses(world, "signed-text-differs", inspector, Inspect, **first, **other)

    assert refused["day"] == DAY
    with world.node.reading() as reader:
        assert [one.id for one in reader.where(Inspection, superseded=False)] == [bad]


def test_mending_a_disputed_result_does_not_end_the_dispute(world: World) -> None:
    lot = world.stock()
    sample = drawn(world, lot, portions=SEALED)
    first = world.inspected(sample, SOUND_BEANS)
    world.do(world.manager, Dispute, **dispute(world, first, sample))
    second = world.inspected(sample, SOUND_BEANS, supersedes=first, reason="sin cambio")

    assert row(world, second).disputed_by == world.coop.buyer
    assert_refuses(
        world, "arbitration-needed", world.manager, Decide, **certify(world, lot, first, second)
    )
    final = world.inspected(sample, SOUND_BEANS, portion="arbitration")
    world.do(world.manager, Decide, **certify(world, lot, second, final))

    assert len(world.lot(lot).certified) == 1


def test_mending_the_first_result_makes_it_no_second_one(world: World) -> None:
    profile(world, retest="second")
    lot = world.stock()
    one, other = drawn(world, lot), drawn(world, lot)
    first = world.inspected(one, SOUND_BEANS)
    second = world.inspected(other, BAD_BEANS)
    mended = world.inspected(one, SOUND_BEANS, supersedes=first, reason="sin cambio")

    assert row(world, mended).recorded_at == row(world, first).recorded_at
    assert_refuses(
        world, "limits-not-met", world.manager, Decide,
        **certify(world, lot, mended, second, retest="second"),
    )  # fmt: skip


def test_a_third_test_does_not_undo_the_second(world: World) -> None:
    profile(world, retest="second")
    lot = world.stock()
    beans = (SOUND_BEANS, BAD_BEANS, SOUND_BEANS)
    tested = [world.inspected(drawn(world, lot), one) for one in beans]

    assert_refuses(
        world, "limits-not-met", world.manager, Decide,
        **certify(world, lot, *tested, retest="second"),
    )  # fmt: skip


def test_the_first_arbitration_is_the_last_word(world: World) -> None:
    profile(world, retest="arbitral")
    lot = world.stock()
    tested = [world.inspected(drawn(world, lot), one) for one in (SOUND_BEANS, BAD_BEANS)]
    finals = [
        world.inspected(drawn(world, lot, purpose="arbitration"), one)
        for one in (BAD_BEANS, SOUND_BEANS)
    ]

    assert_refuses(
        world, "limits-not-met", world.manager, Decide,
        **certify(world, lot, *tested, *finals, retest="arbitral"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("op", "value", "results", "found", "met"),
    [
        ("<=", "7.0", ("7.0", "7.0", "7.1"), "7.03", False),
        ("<=", "7.0", ("7.0", "7.0", "7.0"), "7.0", True),
        (">=", "80", ("80.00", "79.99"), "79.995", False),
        (">=", "80", ("80.00", "80.01"), "80.01", True),
        (">", "80", ("80.00", "80.00"), "80.00", False),
        ("in", "I,II", ("I", "SS"), "SS", False),
        ("<=", "0.5", ("<0.05", "0.60"), "0.60", False),
    ],
)
def test_the_exact_mean_is_held_against_the_limit_and_written_so_that_it_shows(
    op: str, value: str, results: tuple[str, ...], found: str, met: bool
) -> None:
    limit = Limit(protocol="x", field="y", op=op, value=value)

    assert judged_again(limit, [{"y": one} for one in results]) == (found, met)


@pytest.mark.parametrize("second", ["Ana Torres", "ana  torres".replace("  ", " "), "ÁNA TORRES"])
def test_a_cupper_has_one_form(world: World, second: str) -> None:
    sample = drawn(world, world.stock(product="coffee.green"))
    forms: dict[str, Any] = {"forms": [sheet(), sheet()]}

    refused = assert_refuses(
        world, "cupper-twice", world.coop.actor("inspector"), Inspect,
        **world.inspection(sample, forms, protocol="coffee.cup.sca2004"),
        panel=(Cupper(name="Ana Torres"), Cupper(name=second)),
    )  # fmt: skip

    assert refused == {"cupper": second}


def test_of_several_results_one_is_named_by_the_end_of_its_id(world: World) -> None:
    sample = drawn(world, world.stock(), portions=SEALED)
    one = world.inspected(sample, SOUND_BEANS)
    other = world.inspected(sample, BAD_BEANS, portion="arbitration")
    inspector = world.coop.actor("inspector")

    def found(result: str | None) -> str:
        with world.node.reading() as reader:
            drawn_one = reader.one(Sample, id=sample)
            assert drawn_one is not None
            its = Which(protocol="iso2451", result=result)
            return inspecting.inspection_of(reader, inspector.organisation, drawn_one, its).id

    assert (found(one[-6:]), found(other[-6:].upper())) == (one, other)
    with pytest.raises(SeveralMatch) as refused:
        found(None)
    assert f"arbitration --result {other[-6:]}" in refused.value.matches
    compared = inspecting.compare(world.node, inspector, (row_number(world, sample),), "iso2451")
    assert [one.id for one in compared.inspections] == [one, other]
    with pytest.raises(NoResult):
        inspecting.compare(world.node, inspector, (row_number(world, sample),), "physical")


def row_number(world: World, sample: str) -> str:
    with world.node.reading() as reader:
        found = reader.one(Sample, id=sample)
    assert found is not None
    return found.number


def test_a_result_that_is_signed_while_a_lot_is_decided_on_is_looked_at_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile(world)
    lot = world.stock()
    world.inspected(drawn(world, lot), SOUND_BEANS)
    real = deciding.citable

    def late(reader: Reader, row: Any) -> list[Any]:
        found = real(reader, row)
        monkeypatch.setattr(deciding, "citable", real)
        world.inspected(drawn(world, lot), BAD_BEANS)
        return found

    monkeypatch.setattr(deciding, "citable", late)
    with pytest.raises(deciding.ResultMeanwhile):
        deciding.decide(world.node, world.manager, lot, "Fino", "certified")

    assert world.lot(lot).certified == ()


def test_a_decision_that_its_inspections_do_not_give_is_found_by_the_audit(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lot = world.stock()
    inspection = world.inspected(drawn(world, lot), BAD_BEANS)
    real = judging.judged

    def lying(*args: Any) -> tuple[Judged, ...]:
        return tuple(
            Judged(limit=one.limit, found="I", met=True, inspections=one.inspections)
            for one in real(*args)
        )

    monkeypatch.setattr(decisions, "judged", lying)
    world.do(world.manager, Decide, **certify(world, lot, inspection))
    with world.node.reading() as reader:
        decision = reader.where(Decision, lot=lot)[0]
        findings = audit(reader.connection, full=True)

    assert [(one.table, one.problem) for one in findings] == [("decision", "decision-differs")]
    assert findings[0].row == str(decision.leaf)
