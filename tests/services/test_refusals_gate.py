from typing import Any

import pytest
from tests.support.refused import assert_refused, assert_refuses
from tests.support.world import DAY, World, kg

from acopio.domain.entries.fields import Document
from acopio.domain.entries.parties import (
    HouseholdRegistered,
    MembershipRecorded,
    OrganisationRecorded,
    PersonRegistered,
    PlotRecorded,
    StaffAppointed,
)
from acopio.domain.masses import Mass
from acopio.domain.rules.base import Command
from acopio.domain.rules.batches import Open, Take
from acopio.domain.rules.gate import BuyLot, Deliver, NewLine, OpenLot
from acopio.domain.rules.lots import Blend
from acopio.domain.rules.opening import ConfirmClock, Erase
from acopio.domain.rules.parties import (
    AppointStaff,
    RecordOrganisation,
    RecordPlot,
    RegisterHousehold,
)
from acopio.services import gate
from acopio.services.gate import DeliveryWords, LineWords


def assert_line_refused(world: World, code: str, **line: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {"product": "cacao.wet", "gross": kg(64), **line}
    return assert_refuses(
        world, code, world.coop.actor("clerk"), Deliver,
        place=world.coop.place, lines=(NewLine(**fields),),
    )  # fmt: skip


def test_a_line_weighs_something_after_tare_and_what_is_handed_back(world: World) -> None:
    assert_line_refused(world, "mass-not-positive", tare=kg(64))
    assert_line_refused(world, "mass-not-positive", tare=kg(40), handed_back=kg(24))
    assert_line_refused(world, "mass-not-positive", gross=Mass(-5, "-5 kg"))


def test_no_more_is_taken_off_than_was_received(world: World) -> None:
    refused = assert_line_refused(
        world, "deductions-exceed", tare=kg(4), deductions=(("moisture", 60_001, "60.001 kg"),)
    )

    assert refused == {"received_g": 60_000, "deducted_g": 60_001}
    assert_line_refused(world, "unknown-deduction", deductions=(("luck", 1, "1 g"),))


def test_what_is_received_is_gross_less_tare_and_handed_back(world: World) -> None:
    lot = world.delivered(
        64,
        tare=kg(2),
        handed_back=kg(4),
        deductions=(("moisture", 3_000, "3"), ("impurities", 500, "0.5")),
    )

    assert world.lot(lot).made_g == 58_000
    with world.node.reading() as reader:
        from acopio.domain.rows.lots import DeliveryLine

        line = reader.one(DeliveryLine, lot=lot)
    assert line is not None
    assert (line.received_g, line.payable_g) == (58_000, 54_500)


def test_a_ticket_has_a_line_and_a_place(world: World) -> None:
    assert_refuses(world, "nothing-named", world.manager, Deliver, place=world.coop.place, lines=())
    assert_refuses(
        world, "not-found", world.manager, Deliver,
        place="nowhere", lines=(NewLine(product="cacao.wet", gross=kg(1)),),
    )  # fmt: skip


def test_nobody_and_nothing_unknown_delivers(world: World) -> None:
    assert_line_refused(world, "not-found", person="nobody")
    assert_line_refused(world, "not-found", household="nobody")
    assert_line_refused(world, "not-found", plots=(("nothing", 1),))
    assert_line_refused(world, "not-found", plots=((world.coop.families[0].plot, 2),))
    assert_line_refused(world, "unknown-product", product="tea")
    assert_line_refused(world, "unknown-claim", claims=("organic", "best"))


def test_a_plot_is_of_the_household_that_delivers(world: World) -> None:
    one, other = world.coop.families[:2]

    refused = assert_line_refused(
        world, "not-this-households", household=one.household, plots=((other.plot, 1),)
    )

    assert refused["plot"] == "La Loma"


def test_beans_are_picked_before_they_are_delivered(world: World) -> None:
    assert_line_refused(world, "harvest-after-delivery", harvest_from="2026-11-21")
    assert_line_refused(
        world, "harvest-after-delivery", harvest_from="2026-11-01", harvest_to="2026-11-21"
    )
    assert_line_refused(
        world, "period-backwards", harvest_from="2026-11-10", harvest_to="2026-11-09"
    )
    world.delivered(harvest_from="2026-11-01", harvest_to=DAY)


@pytest.mark.parametrize(
    "line",
    [
        {"pad": ""},
        {"pad": "x" * 301},
        {"pad": "4711\x00"},
        {"pad": "\ud800"},
        {"note": "x" * 2001},
        {"harvest_from": "1/11/2026"},
        {"moisture": ""},
        {"gross": Mass(2**53, "very much")},
        {"gross": Mass(64_000, "")},
        {"deductions": (("moisture", 1, ""),)},
        {"lot": "nar22222222"},
    ],
    ids=str,
)
def test_what_could_not_be_read_back_is_refused(world: World, line: dict[str, Any]) -> None:
    assert_line_refused(world, "field-unusable", **line)


def test_a_paper_that_could_not_be_read_back_is_refused(world: World) -> None:
    for paper in (Document(type=""), Document(type="guia", number=""), Document(type="a\x00")):
        assert_refuses(
            world, "field-unusable", world.manager, OpenLot,
            product="cacao.dry", mass=kg(1), place=world.coop.place, docs=(paper,),
        )  # fmt: skip


def test_an_entry_that_no_log_can_hold_is_refused(world: World) -> None:
    papers = tuple(Document(type="guia", number=f"{n:0300d}") for n in range(300))

    assert_refuses(
        world, "entry-too-large", world.manager, OpenLot,
        product="cacao.dry", mass=kg(1), place=world.coop.place, docs=papers,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("gross", "code"),
    [
        ("64,5", "mass-unreadable"),
        ("0", "mass-not-positive"),
        ("-3", "mass-not-positive"),
        ("64.00001", "mass-too-fine"),
        ("9,999,999,999", "mass-too-large"),
        ("64 bags", "unit-unknown"),
    ],
)
def test_a_badly_typed_mass_is_refused_at_the_gate(world: World, gross: str, code: str) -> None:
    words = DeliveryWords(
        lines=(LineWords(product="baba", gross=gross),), place=f"Centro {world.coop.prefix}"
    )

    assert_refused(world, code, lambda: gate.deliver(world.node, world.manager, words))


@pytest.mark.parametrize(
    ("day", "code"), [("2026-11-21", "time-in-future"), ("x", "time-unreadable")]
)
def test_a_badly_typed_day_is_refused_at_the_gate(world: World, day: str, code: str) -> None:
    words = DeliveryWords(
        lines=(LineWords(product="baba", gross="64.5"),), place="Centro NAR", day=day
    )

    assert_refused(world, code, lambda: gate.deliver(world.node, world.manager, words))


def test_a_ticket_with_one_wrong_line_is_refused_whole(world: World) -> None:
    good = LineWords(product="baba", gross="64.5", household="F-1")
    words = DeliveryWords(lines=(good, LineWords(product="baba", gross="0")), into="CAJA-3")

    assert_refused(
        world, "mass-not-positive", lambda: gate.deliver(world.node, world.manager, words)
    )


def test_a_bought_lot_has_a_known_seller_and_product(world: World) -> None:
    fields: dict[str, Any] = {"mass": kg(5), "place": world.coop.place}

    assert_refuses(
        world, "not-found", world.manager, BuyLot, product="cacao", seller="nobody", **fields
    )
    assert_refuses(
        world, "unknown-product", world.manager, BuyLot,
        product="tea", seller=world.coop.buyer, **fields,
    )  # fmt: skip
    assert_refuses(
        world, "unknown-claim", world.manager, OpenLot,
        product="cacao", claims=("best",), **fields,
    )  # fmt: skip


def test_plot_versions_follow_one_another(world: World) -> None:
    family = world.coop.families[0]
    fields: dict[str, Any] = {
        "plot": family.plot,
        "household": family.household,
        "crops": ("cacao",),
        "valid_from": "2024-01-01",
    }

    for version in (0, 1, 3):
        refused = assert_refuses(
            world, "version-not-next", world.manager, RecordPlot,
            facts=PlotRecorded(version=version, **fields),
        )  # fmt: skip
        assert refused == {"given": version, "expected": 2}
    assert_refuses(
        world, "period-backwards", world.manager, RecordPlot,
        facts=PlotRecorded(version=2, valid_to="2023-12-31", **fields),
    )  # fmt: skip
    assert_refuses(
        world, "not-found", world.manager, RecordPlot,
        facts=PlotRecorded(version=1, **(fields | {"household": "nobody", "plot": "new"})),
    )  # fmt: skip


def test_a_membership_does_not_end_before_it_begins(world: World) -> None:
    assert_refuses(
        world, "period-backwards", world.manager, RegisterHousehold,
        household=HouseholdRegistered(household="h", name="Familia"),
        people=(PersonRegistered(person="p", household="h", name="Ana"),),
        memberships=(
            MembershipRecorded(
                organisation=world.coop.group, person="p",
                valid_from="2026-01-01", valid_to="2025-12-31",
            ),
        ),
    )  # fmt: skip


def test_roles_and_prefixes_are_known(world: World) -> None:
    assert_refuses(
        world, "unknown-role", world.manager, AppointStaff,
        facts=StaffAppointed(staff="s", organisation=world.coop.id, roles=("owner",)),
    )  # fmt: skip
    assert_refuses(
        world, "bad-prefix", world.manager, RecordOrganisation,
        facts=OrganisationRecorded(
            organisation="o", kinds=("buyer",), ours=False, prefix="N0",
            country="PE", zone="America/Lima", quintal_g=46_000,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "kind", "fields"),
    [
        ("inspector", Deliver, {"place": "p", "lines": ()}),
        ("inspector", Blend, {"inputs": (), "output": kg(1)}),
        ("clerk", ConfirmClock, {}),
        ("clerk", Erase, {"digests": (), "basis": "asked"}),
        ("inspector", Open, {"kind": "box", "place": "p", "product": "cacao.dry"}),
        ("clerk", AppointStaff, {"facts": StaffAppointed(staff="s", organisation="o", roles=())}),
    ],
)
def test_somebody_without_the_role_is_told_who_may(
    world: World, role: str, kind: type[Command], fields: dict[str, Any]
) -> None:
    refused = assert_refuses(world, "not-allowed", world.coop.actor(role), kind, **fields)

    assert refused["roles"] == role
    assert "manager" in refused["needed"]


def test_erasure_takes_two_people(world: World) -> None:
    assert_refuses(
        world, "second-person-needed", world.manager, Erase, digests=("A" * 43,), basis="asked"
    )


def test_a_command_id_is_not_used_for_another_request(either_world: World) -> None:
    world = either_world
    identity = world.uuid()
    fields: dict[str, Any] = {"id": identity, "product": "cacao.dry", "place": world.coop.place}
    world.do(world.manager, OpenLot, mass=kg(5), **fields)

    refused = assert_refuses(
        world, "command-id-reused", world.manager, OpenLot, mass=kg(6), **fields
    )

    assert refused == {"command": identity}


def test_a_command_that_comes_again_returns_what_it_did(either_world: World) -> None:
    world = either_world
    fields: dict[str, Any] = {
        "id": world.uuid(), "product": "cacao.dry", "place": world.coop.place, "mass": kg(5),
    }  # fmt: skip
    first = world.do(world.manager, OpenLot, **fields)
    before = world.everything()
    second = world.do(world.manager, OpenLot, **fields)

    assert (first.repeated, second.repeated) == (False, True)
    assert [entry.id for entry in second.entries] == [entry.id for entry in first.entries]
    assert world.everything() == before


def test_two_commands_of_one_id_in_one_transaction_are_refused(world: World) -> None:
    stock = OpenLot(
        id=world.uuid(), occurred_at=DAY, product="cacao.dry", mass=kg(5), place=world.coop.place
    )

    assert_refused(
        world, "command-id-reused", lambda: world.node.carry_out(world.manager, [stock, stock])
    )


def test_when_the_last_command_is_refused_none_is_carried_out(either_world: World) -> None:
    world = either_world
    stock = OpenLot(
        id=world.uuid(), occurred_at=DAY, product="cacao.dry", mass=kg(5),
        place=world.coop.place, lot="NAR22222222",
    )  # fmt: skip
    wrong = Take(id=world.uuid(), occurred_at=DAY, batch="none", lots=(("NAR22222222", None, "w"),))

    assert_refused(world, "not-found", lambda: world.node.carry_out(world.manager, [stock, wrong]))


def test_a_clock_a_year_ahead_writes_nothing_until_a_person_confirms_it(world: World) -> None:
    from dataclasses import replace

    world.clock.moment = world.clock.moment.replace(year=2028)
    assert_refuses(world, "clock-ahead", world.manager, ConfirmClock)
    world.node = replace(world.node, clock_confirmed=True)
    entry = world.do(world.manager, ConfirmClock, occurred_at="2028-11-20").entries[0]

    assert (entry.body["date"], entry.clock) == ("2028-11-20", None)


def test_a_clock_in_2009_marks_what_is_written(world: World) -> None:
    world.clock.moment = world.clock.moment.replace(year=2009)
    entry = world.do(world.manager, ConfirmClock, occurred_at="2009-11-20").entries[0]

    assert entry.clock == "behind"
    assert entry.recorded_at.startswith("2009-11-20T15:00:00")
