"""Members who change group, joint members, plots that are sold or measured again."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from tests.support.refused import assert_refused, assert_refuses
from tests.support.world import DAY, World, kg

from acopio.domain.entries.parties import (
    MembershipRecorded,
    OrganisationRecorded,
    PlaceRecorded,
    PlotRecorded,
    StaffAppointed,
    StaffDismissed,
)
from acopio.domain.rows.lots import DeliveryLine
from acopio.domain.rows.parties import Household, Membership, Organisation, Person, Plot, Staff
from acopio.domain.rules.base import Command
from acopio.domain.rules.gate import Deliver, NewLine
from acopio.domain.rules.parties import (
    AppointStaff,
    DismissStaff,
    RecordMembership,
    RecordOrganisation,
    RecordPlace,
    RecordPlot,
    RegisterHousehold,
)
from acopio.services import gate, land, members, people, register
from acopio.services.gate import DeliveryWords, LineWords
from acopio.services.register import NewHousehold, NewPerson, NewPlot, Outside


def later(world: World, days: int = 10) -> None:
    world.clock.moment = world.clock.moment.replace(day=20 + days)


def belongs(world: World, family: int = 0) -> list[tuple[str, str, str | None]]:
    with world.node.reading() as reader:
        names = {one.id: one.name or "" for one in reader.where(Organisation)}
        people = reader.where(Person, household=world.coop.families[family].household)
        rows = reader.among(Membership, "person", [one.id for one in people])
    return sorted((names[one.organisation], one.valid_from, one.valid_to) for one in rows)


def delivered(world: World, family: str = "F-1", **line: object) -> list[tuple[str, int]]:
    """Return the plot versions that a delivery cites."""
    words = LineWords(product="baba", gross="20", household=family, **line)  # type: ignore[arg-type]
    made = gate.deliver(
        world.node, world.manager, DeliveryWords(lines=(words,), place="Centro NAR")
    )
    with world.node.reading() as reader:
        row = reader.one(DeliveryLine, lot=made.lots[0])
    assert row is not None
    return list(row.plots or ())


def test_a_household_without_membership_delivers_too(world: World) -> None:
    register.add_household(
        world.node, world.manager, NewHousehold(name="Vecina", people=(NewPerson(name="Eva"),))
    )

    assert delivered(world, "Vecina") == []


def test_a_member_changes_group_from_one_day_to_the_next(world: World) -> None:
    register.add_organisation(
        world.node, world.manager, Outside(name="Grupo Alto", kinds=("producer-group",))
    )
    members.leave(world.node, world.manager, "F-1", "Grupo NAR", on=DAY)
    members.join(world.node, world.manager, "F-1", "Grupo Alto", since="2026-11-21")

    assert belongs(world) == [("Grupo Alto", "2026-11-21", None), ("Grupo NAR", DAY, DAY)]


def test_one_person_may_belong_to_two_cooperatives(world: World) -> None:
    register.add_organisation(
        world.node, world.manager, Outside(name="Coop Vecina", kinds=("cooperative",))
    )
    members.join(world.node, world.manager, "F-1", "Coop Vecina", since="2025-01-01", number="9")

    assert [name for name, *_ in belongs(world)] == ["Coop Vecina", "Grupo NAR"]


def test_one_membership_at_a_time_and_only_an_open_one_ends(world: World) -> None:
    join = ("F-1", "Grupo NAR")
    assert_refused(world, "member-already", lambda: members.join(world.node, world.manager, *join))
    members.leave(world.node, world.manager, *join, on=DAY)
    assert_refused(world, "not-a-member", lambda: members.leave(world.node, world.manager, *join))
    assert_refused(
        world, "member-already", lambda: members.join(world.node, world.manager, *join, since=DAY)
    )
    members.join(world.node, world.manager, *join, since="2026-11-25")
    assert_refused(
        world,
        "period-backwards",
        lambda: members.leave(world.node, world.manager, *join, on="2026-11-24"),
    )
    assert_refused(
        world, "not-found", lambda: members.join(world.node, world.manager, "F-1", "Nadie")
    )


def test_joint_members_of_a_household_are_told_apart_by_name(world: World) -> None:
    register.add_household(
        world.node,
        world.manager,
        NewHousehold(
            name="Pareja", number="P-1", people=(NewPerson(name="Ana"), NewPerson(name="Luis"))
        ),
    )
    assert_refused(
        world,
        "several-match",
        lambda: members.join(world.node, world.manager, "P-1", "Grupo NAR"),
    )
    for name in ("ana", "Luis"):
        members.join(world.node, world.manager, "P-1", "Grupo NAR", person=name)

    assert_refused(
        world,
        "several-match",
        lambda: members.leave(world.node, world.manager, "P-1", "Grupo NAR"),
    )
    members.leave(world.node, world.manager, "P-1", "Grupo NAR", person="Ana")
    with world.node.reading() as reader:
        family = reader.where(Household, organisation=world.coop.id, number="P-1")[0]
        found = {
            person.name: [one.valid_to for one in rows]
            for person, rows in members.members_of(reader, family)
        }
    assert found == {"Ana": [DAY], "Luis": [None]}


def test_nobody_is_made_a_member_of_another_cooperative_of_this_node(world: World) -> None:
    with world.node.reading() as reader:
        person = reader.where(Person, household=world.coop.families[0].household)[0].id
    facts = MembershipRecorded(organisation=world.coops[1].id, person=person, valid_from=DAY)

    assert_refuses(world, "not-yours", world.manager, RecordMembership, facts=facts)


def test_a_plot_that_was_sold_is_the_buyers_from_that_day(world: World) -> None:
    later(world)
    plot = world.coop.families[0].plot
    version = land.sell_plot(world.node, world.manager, "F-1", "La Loma", "F-2", "2026-11-25")

    assert version == 2
    # The seller picked before, and delivers after.
    assert delivered(world, "F-1", plots=("La Loma",), harvest_to="2026-11-24") == [(plot, 1)]
    assert_refused(world, "not-found", lambda: delivered(world, "F-1", plots=("La Loma",)))
    bought = (plot, 2)
    assert bought in delivered(world, "F-2", all_plots=True)
    assert bought not in delivered(world, "F-2", all_plots=True, harvest_to="2026-11-24")


def test_a_version_outside_its_days_is_refused_by_name(world: World) -> None:
    later(world)
    plot = world.coop.families[0].plot
    land.sell_plot(world.node, world.manager, "F-1", "La Loma", "F-2", "2026-11-25")
    line = NewLine(product="cacao.wet", gross=kg(5), plots=((plot, 1),))
    ticket = {"place": world.coop.place, "occurred_at": "2026-11-26"}

    refused = assert_refuses(
        world, "version-not-then", world.manager, Deliver, lines=(line,), **ticket
    )

    assert refused == {
        "plot": "La Loma", "version": 1, "begins": "2020-01-01", "ends": "2026-11-24",
        "first": "2026-11-26", "last": "2026-11-26",
    }  # fmt: skip
    early = replace(line, plots=((plot, 2),), harvest_from="2026-11-20", harvest_to="2026-11-24")
    assert_refuses(world, "version-not-then", world.manager, Deliver, lines=(early,), **ticket)
    across = replace(line, harvest_from="2026-11-24", harvest_to="2026-11-26")
    world.do(world.manager, Deliver, lines=(across,), **ticket)


def test_a_plot_that_ended_is_cited_no_more(world: World) -> None:
    later(world)
    land.end_plot(world.node, world.manager, "F-1", "la loma", "2026-11-22")

    assert delivered(world, all_plots=True) == []
    assert delivered(world, all_plots=True, harvest_to="2026-11-22") == [
        (world.coop.families[0].plot, 2)
    ]
    assert_refused(
        world,
        "period-backwards",
        lambda: land.end_plot(world.node, world.manager, "F-1", "La Loma", "2019-01-01"),
    )
    assert_refused(
        world, "not-found", lambda: land.end_plot(world.node, world.manager, "F-2", "El Mango")
    )


def measured(world: World, **changed: object) -> tuple[str, int]:
    with world.node.reading() as reader:
        family = reader.where(Household, id=world.coop.families[0].household)[0]
    new = replace(
        NewPlot(
            name="La Loma",
            crops=("cacao",),
            valid_from="2026-11-10",
            geometry=register.point("-6.123457", "-76.654322"),
        ),
        **changed,  # type: ignore[arg-type]
    )
    return register.add_plot(world.node, world.manager, family, new)


def test_a_plot_that_was_measured_again_keeps_its_name_and_its_versions(world: World) -> None:
    plot, version = measured(world, area="1.75", crops=("cacao", "café"))

    assert (plot, version) == (world.coop.families[0].plot, 2)
    with world.node.reading() as reader:
        rows = reader.where(Plot, plot=plot)
    assert [(one.version, one.area, one.crops) for one in rows] == [
        (1, None, ("cacao",)), (2, "1.75", ("cacao", "coffee")),
    ]  # fmt: skip
    assert delivered(world, all_plots=True) == [(plot, 2)]


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("area-unreadable", {"area": "grande"}),
        ("area-unreadable", {"area": "0"}),
        ("area-unreadable", {"area": "-1.5 ha"}),
        ("area-unreadable", {"area": "1,5"}),
        ("unknown-crop", {"crops": ("arroz",)}),
        ("nothing-named", {"crops": ()}),
        ("version-too-early", {"valid_from": "2019-12-31"}),
        ("period-backwards", {"valid_to": "2026-11-09"}),
        ("time-unreadable", {"valid_from": "ayer"}),
    ],
)
def test_a_version_that_cannot_be_is_refused(
    world: World, code: str, changed: dict[str, object]
) -> None:
    assert_refused(world, code, lambda: measured(world, **changed))


def test_a_moisture_at_the_gate_is_a_percentage(world: World) -> None:
    for moisture in ("wet", "100", "-1", "7,5"):
        line = NewLine(product="cacao.wet", gross=kg(5), moisture=moisture)
        assert_refuses(
            world, "moisture-unreadable", world.manager, Deliver,
            place=world.coop.place, lines=(line,),
        )  # fmt: skip


def test_another_organisations_records_are_not_ours_to_change(world: World) -> None:
    other = world.coops[1]
    with world.node.reading() as reader:
        house = reader.where(Organisation, id=other.id)[0]
        family = reader.where(Household, id=other.families[0].household)[0]
        plot = reader.where(Plot, household=family.id)[0]
    facts = OrganisationRecorded(
        organisation=other.id, kinds=house.kinds, ours=True, name="Mine", country="PE",
        zone=house.zone, quintal_g=house.quintal_g,
    )  # fmt: skip
    refuse: list[tuple[type[Command], Any]] = [
        (RecordOrganisation, facts),
        (RecordOrganisation, replace_body(facts, organisation=other.buyer, ours=False)),
        (RecordOrganisation, replace_body(facts, organisation="another")),
        (AppointStaff, StaffAppointed(staff="s", organisation=other.id, roles=("manager",))),
        (DismissStaff, StaffDismissed(staff=other.staff["clerk"], organisation=other.id)),
        (RecordPlace, PlaceRecorded(place=other.place, name="Mine", kinds=())),
    ]  # fmt: skip
    for kind, body in refuse:
        assert_refuses(world, "not-yours", world.manager, kind, facts=body)
    new = NewHousehold(name="Mine", household=family.id)
    command = register.household_command(world.node, new)
    assert_refuses(
        world, "not-yours", world.manager, RegisterHousehold, household=command.household
    )
    version = {name: getattr(plot, name) for name in ("plot", "household", "crops", "valid_from")}
    assert_refuses(
        world, "not-yours", world.manager, RecordPlot, facts=PlotRecorded(version=2, **version)
    )


def replace_body(body: OrganisationRecorded, **changed: object) -> OrganisationRecorded:
    return msgspec.structs.replace(body, **changed)


def test_our_own_facts_can_still_be_changed(world: World) -> None:
    with world.node.reading() as reader:
        house = reader.where(Organisation, id=world.coop.id)[0]
    facts = OrganisationRecorded(
        organisation=house.id, kinds=house.kinds, ours=True, name="Otro nombre", country="PE",
        prefix=house.prefix, zone=house.zone, quintal_g=house.quintal_g,
    )  # fmt: skip
    world.do(world.manager, RecordOrganisation, facts=facts)

    with world.node.reading() as reader:
        assert reader.where(Organisation, id=house.id)[0].name == "Otro nombre"
    assert_refuses(
        world, "unknown-country", world.manager, RecordOrganisation,
        facts=replace_body(facts, country="Perú"),
    )  # fmt: skip


def test_who_is_dismissed_acts_no_more_and_a_manager_stays(world: World) -> None:
    nora = people.appoint(
        world.node, world.manager, people.NewStaff(name="nora", pin="4444", roles=("clerk",))
    )
    people.dismiss(world.node, world.manager, "nora", "moved away")

    actor = people.sign_in(world.node, people.Secret("nora", lambda _name: "4444"))
    assert actor.roles == frozenset()
    with world.node.reading() as reader:
        row = reader.one(Staff, id=nora)
    assert row is not None
    assert not row.active
    gone = StaffDismissed(staff=nora, organisation=world.coop.id)
    assert_refuses(world, "not-found", world.manager, DismissStaff, facts=gone)
    for name in ("second", "manager"):
        facts = StaffDismissed(staff=world.coop.staff[name], organisation=world.coop.id)
        if name == "second":
            world.do(world.manager, DismissStaff, facts=facts)
        else:
            assert_refuses(world, "last-manager", world.manager, DismissStaff, facts=facts)


@pytest.mark.parametrize("name", ["Choc BV", " choc  bv", "CHOCBV"])
def test_a_name_is_given_to_one_organisation_only(world: World, name: str) -> None:
    register.add_organisation(world.node, world.manager, Outside(name="Choc BV"))

    refused = assert_refused(
        world,
        "organisation-name-taken",
        lambda: register.add_organisation(world.node, world.manager, Outside(name=name)),
    )

    assert refused == {"name": "Choc BV"}


def test_each_cooperative_names_a_buyer_for_itself(world: World) -> None:
    for coop in world.coops[:2]:
        register.add_organisation(world.node, coop.actor("manager"), Outside(name="Choc BV"))

    with world.node.reading() as reader:
        keepers = {one.recorded_by for one in reader.where(Organisation, name="Choc BV")}
    assert keepers == {coop.id for coop in world.coops[:2]}
