from typing import Any

import pytest
from tests.support.refused import assert_refused, assert_refuses
from tests.support.world import BAD_BEANS, DAY, SOUND_BEANS, World, kg

from acopio.domain.rows.quality import Inspection, Sample
from acopio.domain.rules.batches import Close
from acopio.domain.rules.custody import Going, Send
from acopio.domain.rules.decisions import Decide
from acopio.domain.rules.inspecting import Inspect, ReportResult
from acopio.domain.rules.lots import Blend, Split
from acopio.domain.rules.sampling import Draw
from acopio.ledger.keys import new_key
from acopio.services import profiles
from acopio.services.deciding import decide

LIMITS = ("cacao.cut.iso2451:grade in I", "cacao.cut.iso2451:mouldy_pct<=3")


def sampled(world: World, lot: str) -> str:
    """Draw a sample of a lot; return it."""
    made = world.do(world.coop.actor("inspector"), Draw, purpose="offer", mass=kg(1), lot=lot)
    return str(made.entries[0].body["sample"])


def profile(world: World, **more: Any) -> str:
    fields = {"name": "Fino", "product": "cacao.dry", "limits": LIMITS, **more}
    return profiles.add_profile(world.node, world.manager, profiles.NewProfile(**fields))


def samples_of(world: World, lot: str) -> tuple[str, ...]:
    with world.node.reading() as reader:
        return tuple(one.id for one in reader.where(Sample, lot=lot))


def certify(world: World, lot: str, *inspections: str, **more: Any) -> dict[str, Any]:
    """Return the fields of a certification."""
    staff = (world.coop.staff["inspector"],)
    return {
        "lot": lot,
        "profile": profile(world, **more),
        "what": "certified",
        "inspections": inspections,
        "staff": staff,
        "samples": samples_of(world, lot),
    }


def test_a_sample_is_drawn_for_a_known_purpose_from_what_is_there(world: World) -> None:
    lot = world.stock(10)

    for code, fields in (
        ("unknown-purpose", {"purpose": "fun", "mass": kg(1), "lot": lot}),
        ("not-enough-mass", {"purpose": "offer", "mass": kg(11), "lot": lot}),
        ("not-found", {"purpose": "offer", "mass": kg(1), "lot": "NAR22222222"}),
        ("not-found", {"purpose": "offer", "mass": kg(1)}),
    ):
        assert_refuses(world, code, world.manager, Draw, **fields)


def test_a_sample_of_a_batch_is_drawn_while_it_is_open(world: World) -> None:
    batch = world.filled()
    world.do(world.manager, Draw, purpose="process", mass=kg(1), batch=batch)
    world.given(batch, 40)
    world.do(world.manager, Close, batch=batch)

    assert_refuses(
        world, "batch-closed", world.manager, Draw, purpose="process", mass=kg(1), batch=batch
    )


def test_an_inspection_is_signed_by_the_inspectors_own_key(world: World) -> None:
    fields = world.inspection(sampled(world, world.stock()), SOUND_BEANS)
    stranger = new_key("inspector", "nar/inspector")
    forged = {**fields, "signature": stranger.sign(fields["signed"].encode())}

    assert_refuses(world, "bad-signature", world.coop.actor("inspector"), Inspect, **forged)


def test_somebody_without_a_key_signs_nothing(world: World) -> None:
    from acopio.domain.permissions import Actor

    keyless = Actor(world.coop.id, (world.coop.staff["clerk"],), frozenset({"inspector"}))
    fields = world.inspection(sampled(world, world.stock()), SOUND_BEANS)
    fields["inspector"] = world.coop.staff["clerk"]

    assert_refuses(world, "signature-not-theirs", keyless, Inspect, **fields)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        (('"well_fermented_pct":"97.67"', '"well_fermented_pct":"99.67"'), "result"),
        (('"grade":"I"', '"grade":"II"'), "result"),
        ((f'"date":"{DAY}"', '"date":"2026-11-19"'), "date"),
        (("acopio/inspection/v1", "acopio/inspection/v9"), "context"),
        (('"key":"nar', '"key":"sur'), "key"),
        (('{"blind"', '{"also":"this","blind"'), "also"),
        (('{"blind"', '{ "blind"'), "form"),
    ],
)
def test_a_signed_text_says_what_its_inputs_give_and_nothing_else(
    world: World, changed: tuple[str, str], field: str
) -> None:
    fields = world.inspection(sampled(world, world.stock()), SOUND_BEANS)
    signed = fields["signed"].replace(*changed)
    assert signed != fields["signed"]
    fields |= {"signed": signed, "signature": world.coop.key.sign(signed.encode())}

    refused = assert_refuses(
        world, "signed-text-differs", world.coop.actor("inspector"), Inspect, **fields
    )

    assert refused == {"field": field}


def test_a_signed_text_of_another_sample_is_refused(world: World) -> None:
    lot = world.stock()
    one, other = sampled(world, lot), sampled(world, lot)
    fields = world.inspection(one, SOUND_BEANS) | {"sample": other}

    refused = assert_refuses(
        world, "signed-text-differs", world.coop.actor("inspector"), Inspect, **fields
    )

    assert refused == {"field": "blind"}


@pytest.mark.parametrize("signed", ["", "{", "[]", "null", '"x"', "{}", '{"protocol":"x"}'])
def test_a_signed_text_that_is_no_form_is_refused(world: World, signed: str) -> None:
    fields = world.inspection(sampled(world, world.stock()), SOUND_BEANS)
    fields |= {"signed": signed, "signature": world.coop.key.sign(signed.encode())}

    from acopio.errors import Refusal

    before = world.everything()
    with pytest.raises(Refusal):
        world.do(world.coop.actor("inspector"), Inspect, **fields)

    assert world.everything() == before


def test_another_organisations_sample_is_not_inspected(world: World) -> None:
    fields = world.inspection(sampled(world, world.stock()), SOUND_BEANS)

    fields["inspector"] = world.coops[1].staff["inspector"]

    assert_refuses(world, "not-the-holder", world.coops[1].actor("inspector"), Inspect, **fields)


def test_a_lot_that_was_not_tested_is_not_certified_and_each_limit_is_named(world: World) -> None:
    refused = assert_refuses(
        world, "limits-not-met", world.manager, Decide, **certify(world, world.stock())
    )

    assert refused["profile"] == "Fino"
    assert refused["failed"] == (
        "cacao.cut.iso2451 grade in I (–); cacao.cut.iso2451 mouldy_pct <= 3 (–)"
    )


def test_a_lot_that_failed_is_not_certified_and_each_failure_is_named(world: World) -> None:
    lot = world.stock()
    inspection = world.inspected(sampled(world, lot), BAD_BEANS)

    refused = assert_refuses(
        world, "limits-not-met", world.manager, Decide, **certify(world, lot, inspection)
    )

    assert "grade in I (" in refused["failed"]
    assert "mouldy_pct <= 3 (20.00)" in refused["failed"]


def test_a_superseded_inspection_counts_no_more(world: World) -> None:
    lot = world.stock()
    sample = sampled(world, lot)
    good = world.inspected(sample, SOUND_BEANS)
    again = world.inspection(sample, BAD_BEANS, supersedes=good, reason="se contó mal")
    world.do(world.coop.actor("inspector"), Inspect, **again)

    assert_refuses(world, "limits-not-met", world.manager, Decide, **certify(world, lot, good))


def test_what_an_outside_body_printed_is_never_enough(world: World) -> None:
    lot = world.stock()
    world.do(
        world.manager, ReportResult, lot=lot, issuer="Lab", protocol="cacao.cut.iso2451",
        printed=(("grade", "I"), ("mouldy_pct", "0")),
    )  # fmt: skip

    assert_refuses(world, "limits-not-met", world.manager, Decide, **certify(world, lot))


def test_an_inspector_has_what_the_profile_demands(world: World) -> None:
    lot = world.stock()
    inspection = world.inspected(sampled(world, lot), SOUND_BEANS)
    wanted = certify(world, lot, inspection, qualification=("q-grader",))

    refused = assert_refuses(world, "not-qualified", world.manager, Decide, **wanted)
    assert refused == {
        "inspector": "inspector", "needed": "q-grader", "day": DAY,
        "held": "course 1 (… – 2026-12-31)",
    }  # fmt: skip
    world.do(
        world.manager, Decide,
        **certify(world, lot, inspection, name="B", qualification=("q-grader", "course")),
    )  # fmt: skip

    assert len(world.lot(lot).certified) == 1


def test_a_qualification_is_valid_on_the_day_of_the_inspection(world: World) -> None:
    lot = world.stock()
    inspection = world.inspected(sampled(world, lot), SOUND_BEANS)
    with world.node.reading() as reader:
        row = reader.one(Inspection, id=inspection)

    assert row is not None
    assert row.day == DAY
    # The course of the inspector of these tests ends on 31 December 2026.
    world.clock.moment = world.clock.moment.replace(year=2027, month=1)
    late = world.do(
        world.coop.actor("inspector"), Inspect,
        **world.inspection(sampled(world, lot), SOUND_BEANS, "2027-01-05"),
    ).entries[0].body["inspection"]  # fmt: skip
    assert_refuses(
        world, "not-qualified", world.manager, Decide,
        **certify(world, lot, late, qualification=("course",)),
    )  # fmt: skip


def test_a_profile_is_for_one_product(world: World) -> None:
    refused = assert_refuses(
        world, "profile-for-other-product", world.manager, Decide,
        **certify(world, world.delivered()),
    )  # fmt: skip

    assert (refused["needed"], refused["found"]) == ("cacao.dry", "cacao.wet")


def test_a_used_up_lot_is_not_certified(world: World) -> None:
    lot = world.stock()
    inspection = world.inspected(sampled(world, lot), SOUND_BEANS)
    world.do(world.manager, Blend, inputs=((lot, None),), output=kg(99))

    assert_refuses(
        world, "not-enough-mass", world.manager, Decide, **certify(world, lot, inspection)
    )


@pytest.mark.parametrize("what", ["rejected", "downgraded"])
def test_a_lot_is_rejected_or_downgraded_with_a_reason(world: World, what: str) -> None:
    fields = {"lot": world.stock(), "profile": profile(world), "what": what}

    assert assert_refuses(world, "reason-needed", world.manager, Decide, **fields) == {"why": what}


def test_a_certification_goes_along_with_a_split_but_not_into_a_blend(world: World) -> None:
    lot = world.stock()
    inspection = world.inspected(sampled(world, lot), SOUND_BEANS)
    world.do(world.manager, Decide, **certify(world, lot, inspection))
    part = world.do(world.manager, Split, lot=lot, masses=(kg(9),)).entries[0].body["parts"][0][0]
    blend = world.do(world.manager, Blend, inputs=((lot, None),), output=kg(90)).entries[0]

    assert world.lot(part).certified == world.lot(lot).certified != ()
    assert world.lot(blend.body["lot"]).certified == ()


def test_an_inspection_of_another_lot_does_not_certify_this_one(world: World) -> None:
    tested, untested = world.stock(), world.stock()
    world.inspected(sampled(world, tested), SOUND_BEANS)
    profile(world)

    assert_refused(
        world,
        "limits-not-met",
        lambda: decide(world.node, world.manager, untested, "Fino", "certified"),
    )


def test_a_part_is_certified_by_inspections_of_the_lot_it_was_split_from(world: World) -> None:
    lot = world.stock()
    world.inspected(sampled(world, lot), SOUND_BEANS)
    part = world.do(world.manager, Split, lot=lot, masses=(kg(9),)).entries[0].body["parts"][0][0]
    small = world.do(world.manager, Split, lot=part, masses=(kg(5),)).entries[0].body["parts"][0][0]
    profile(world)
    decide(world.node, world.manager, small, "Fino", "certified")

    assert len(world.lot(small).certified) == 1
    assert world.do(world.manager, Send, to=world.coop.buyer, lots=(Going(lot=small),)).entries
