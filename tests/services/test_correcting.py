"""Corrections at any depth: what was typed wrong, and everything that follows from it."""

import pytest
from msgspec.structs import replace as with_changes
from tests.services.mending import (
    certified,
    check_closed,
    check_rebuilt,
    check_refused,
    mended,
    season,
)
from tests.support.world import World, everything

from acopio.domain.rows.custody import Certificate
from acopio.domain.rows.lots import Flow
from acopio.domain.rules.batches import Close, Take
from acopio.domain.rules.correcting import Correct
from acopio.domain.rules.custody import Going, Receive, Send
from acopio.domain.shares import shares
from acopio.services.acts import act_of
from acopio.services.corrected_body import FactWords
from acopio.services.correcting import correct
from acopio.services.schemes import SchemeWords, add_scheme
from acopio.services.verify import verify_certificate


def test_640_for_64_is_corrected_after_ferment_dry_blend_and_pack(either_world: World) -> None:
    world = either_world
    made = season(world)

    mended(world, made["wrong"], gross="64.0")

    assert world.lot(made["wrong"]).made_g == 64_000
    assert world.lot(made["wrong"]).left_g == 0
    assert world.batch(made["box"]).taken_g == 364_000
    assert world.lot(made["blend"]).made_g == 200_000
    with world.node.reading() as reader:
        part = shares(made["blend"], 200_000, reader.ancestry(made["blend"]))
    assert part[made["wrong"]] == 25_319  # 144 kg of the blend, in the proportion 64 : 300
    assert part[made["right"]] == 118_681
    check_closed(world)
    check_rebuilt(world)


def test_the_estimated_lot_between_two_batches_is_restated(either_world: World) -> None:
    world = either_world
    made = season(world)

    mended(world, made["wrong"], gross="64.0")

    dryer = world.batch(made["dryer"])
    assert dryer.taken_g == 364_000 * 500 // 1000
    assert (dryer.given_g, dryer.loss_g) == (144_000, 38_000)


def test_correcting_back_restores_every_figure(either_world: World) -> None:
    world = either_world
    made = season(world)
    figures = ("lot", "flow", "batch", "delivery_line", "sack", "lot_count")
    with world.node.engine.connect() as connection:
        before = everything(connection)

    mended(world, made["wrong"], gross="64.0")
    mended(world, made["wrong"], gross="640 kg")

    with world.node.engine.connect() as connection:
        after = everything(connection)
    for name in figures:
        kept = [tuple(getattr(row, c) for c in row._fields if c != "latest") for row in after[name]]
        old = [tuple(getattr(row, c) for c in row._fields if c != "latest") for row in before[name]]
        assert kept == old, name
    check_rebuilt(world)


def test_a_correction_is_shown_before_it_is_appended(world: World) -> None:
    made = season(world)
    before = world.everything()

    shown = correct(
        world.node, world.two, made["wrong"], FactWords(gross="64"), reason="tecleado mal"
    )

    assert shown.entry is None
    figures = {(one.what, one.id): (one.before_g, one.after_g) for one in shown.consequences}
    assert figures["made", made["wrong"]] == (640_000, 64_000)
    assert any(what == "taken" for what, _ in figures)
    assert world.everything() == before


def test_a_yield_that_becomes_implausible_is_pointed_at(world: World) -> None:
    made = season(world)

    shown = correct(world.node, world.two, made["wrong"], FactWords(gross="6400"), reason="x")

    yields = [one for one in shown.consequences if one.what == "yield"]
    assert [(one.before, one.after, one.remark) for one in yields] == [
        ("15.3 %", "2.1 %", "outside-band")
    ]


def test_a_correction_that_a_weighed_output_contradicts_is_refused(world: World) -> None:
    batch = world.filled(100)
    lot = world.given(batch, 40)[0]
    with world.node.reading() as reader:
        delivery = next(flow.lot for flow in reader.where(Flow, step=batch, way="in"))
    before = world.everything()

    with check_refused("contradicts-weighed") as refusal:
        mended(world, delivery, gross="20")

    assert refusal.value.values()["taken_g"] == 20_000
    assert world.everything() == before
    assert world.lot(lot).made_g == 40_000


def test_a_partly_drawn_lot_shows_a_negative_difference_and_draws_stop(world: World) -> None:
    lot, batch = world.stock(100), world.opened(kind="sorting")
    world.do(world.manager, Take, batch=batch, lots=((lot, 80_000, "w"),))

    mended(world, lot, mass="50")

    assert world.lot(lot).left_g == -30_000
    with check_refused("not-enough-mass"):
        world.do(world.manager, Take, batch=batch, lots=((lot, 1_000, "w"),))
    check_closed(world)
    check_rebuilt(world)


def test_a_late_delivery_goes_into_a_closed_batch(either_world: World) -> None:
    world = either_world
    batch = world.filled(100)
    world.given(batch, 45)
    world.do(world.manager, Close, batch=batch)
    late = world.delivered(20)

    mended(world, batch, number=1, add=(late,))

    assert world.batch(batch).taken_g == 120_000
    assert world.batch(batch).loss_g == 75_000
    assert world.lot(late).left_g == 0
    check_closed(world)
    check_rebuilt(world)


def test_a_lot_that_was_moved_as_it_was_sent_keeps_following_corrections(world: World) -> None:
    lot = world.delivered(640)
    going = (Going(lot=lot),)
    made = world.do(
        world.manager, Send, to=world.coop.id, lots=going, purpose="move",
        to_place=world.coop.other_place,
    )  # fmt: skip
    dispatch = str(made.entries[-1].body["dispatch"])
    world.do(
        world.manager, Receive, dispatch=dispatch, place=world.coop.other_place,
        received=((lot, 640_000),),
    )  # fmt: skip

    mended(world, lot, gross="64.0")

    assert world.lot(lot).left_g == 64_000
    check_closed(world)
    check_rebuilt(world)


def test_beans_cannot_come_out_of_themselves(world: World) -> None:
    batch = world.filled(100)
    out = world.given(batch, 40)[0]

    with check_refused("goes-round"):
        mended(world, batch, number=1, add=(out,))


def test_the_member_is_corrected_and_no_mass_changes(world: World) -> None:
    lot = world.delivered(100, household=world.coop.families[0].household)
    before = world.lot(lot)

    mended(world, lot, household="F-2", all_plots=True)

    with world.node.reading() as reader:
        from acopio.domain.rows.lots import DeliveryLine

        line = reader.one(DeliveryLine, lot=lot)
    assert line is not None
    assert line.household == world.coop.families[1].household
    assert line.plots == ((world.coop.families[1].plot, 1),)
    assert world.lot(lot).left_g == before.left_g
    check_rebuilt(world)


def test_a_claim_taken_away_at_the_gate_is_gone_from_all_that_was_made(world: World) -> None:
    lot = world.delivered(100, claims=("fine-aromatic",))
    batch = world.opened()
    world.do(world.manager, Take, batch=batch, lots=((lot, None, "w"),))
    out = world.given(batch, 40)[0]
    assert world.lot(out).claims == ("fine-aromatic",)

    mended(world, lot, drop_claims=("fine-aromatic",))

    assert world.lot(out).claims == ()
    assert world.batch(batch).claims == ()
    check_rebuilt(world)


def test_a_scheme_claim_is_added_only_with_a_certificate_of_that_day(world: World) -> None:
    family = world.coop.families[0]
    lot = world.delivered(100, household=family.household)
    with check_refused("claim-not-backed"):
        mended(world, lot, claims=("organic",))
    add_scheme(
        world.node, world.manager,
        SchemeWords(
            scheme="organic", number="ORG-1", certifier="Buyer NAR", begins="2026-11-01",
            ends="2026-12-31", claims=("organic",), members=(family.number,),
        ),
    )  # fmt: skip

    mended(world, lot, claims=("organic",))

    assert world.lot(lot).claims == ("organic",)
    with check_refused("claim-not-backed"):
        mended(world, lot, household="F-2")
    with check_refused("claim-not-backed"):
        mended(world, lot, day="2026-10-01")
    check_rebuilt(world)


def test_product_day_and_place_are_corrected(world: World) -> None:
    lot = world.delivered(100)

    mended(world, lot, product="cacao.semi-dry", day="2026-11-18", place="Almacén NAR")

    row = world.lot(lot)
    assert (row.product, row.day, row.place) == (
        "cacao.semi-dry", "2026-11-18", world.coop.other_place,
    )  # fmt: skip
    check_rebuilt(world)


def test_only_the_day_of_a_delivery_is_corrected(world: World) -> None:
    batch = world.filled(100)
    with world.node.reading() as reader:
        lot = next(flow.lot for flow in reader.where(Flow, step=batch, way="in"))

    mended(world, lot, day="2026-11-18")

    assert world.lot(lot).day == "2026-11-18"
    check_rebuilt(world)


def test_a_correction_asks_for_a_reason(world: World) -> None:
    lot = world.delivered(100)

    with check_refused("reason-needed"):
        correct(world.node, world.two, lot, FactWords(gross="90"), append=True)


def test_saying_the_same_again_is_no_correction(world: World) -> None:
    lot = world.delivered(100)

    with check_refused("nothing-changes"):
        mended(world, lot, gross="100 kg")


def test_a_lot_that_the_act_made_cannot_be_left_out(world: World) -> None:
    batch = world.filled(100)
    kept, _left_out = world.given(batch, 20, 18)
    with world.node.reading() as reader:
        act = act_of(reader, world.lot(kept).act)
    new = with_changes(act.body, outputs=act.body.outputs[:1])  # type: ignore[attr-defined]

    with check_refused("lots-differ"):
        world.do(
            world.two, Correct, entries=act.entries, written_by=world.coop.id, old=act.body,
            new=new, happened=act.occurred_at, reason="x",
        )  # fmt: skip


def test_a_certificate_issued_after_a_correction_is_verified_offline(world: World) -> None:
    made = season(world)
    mended(world, made["wrong"], gross="64.0")
    mended(world, made["right"], gross="310")

    pdf = certified(world, made["blend"])

    verified = verify_certificate(pdf)
    assert verified.passed, verified.checks


def test_a_certificate_says_that_its_history_was_corrected(world: World) -> None:
    made = season(world)
    certified(world, made["blend"])

    mended(world, made["wrong"], gross="64.0")

    with world.node.reading() as reader:
        certificate = reader.where(Certificate)[0]
    assert certificate.corrected_on == "2026-11-20"
    check_rebuilt(world)


def test_certified_or_dispatched_lots_ask_for_a_second_person(world: World) -> None:
    made = season(world)
    certified(world, made["blend"])

    words = FactWords(gross="64.0")
    shown = correct(world.node, world.manager, made["wrong"], words, reason="tecleado mal")
    assert shown.second_needed
    assert shown.consequences
    with check_refused("second-person-needed"):
        correct(
            world.node, world.manager, made["wrong"], FactWords(gross="64.0"),
            reason="tecleado mal", append=True,
        )  # fmt: skip


@pytest.mark.parametrize("words", [{"masses": ("X=1",)}, {"vehicle": "ABC"}, {"add": ("X",)}])
def test_words_that_an_act_does_not_say_are_named(world: World, words: dict[str, object]) -> None:
    lot = world.delivered(100)

    with check_refused("word-not-for-act"):
        mended(world, lot, **words)
