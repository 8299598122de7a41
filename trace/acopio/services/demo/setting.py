"""The setting: staff, places, buyers, families with their plots, profiles."""

from dataclasses import replace
from functools import partial

from acopio.domain.entries.parties import PlotRecorded
from acopio.domain.rows.parties import Household, Plot
from acopio.domain.rules.base import Command
from acopio.domain.rules.parties import RecordPlot
from acopio.geo.points import check_geometry
from acopio.services import people, register, schemes
from acopio.services.demo.cast import (
    BUYERS,
    FAMILIES_OF_A_GROUP,
    FARMS,
    FINE,
    GROUPS,
    MANAGER,
    MEN,
    PINS,
    PLACES,
    PROFILES,
    SCHEMES,
    SECOND,
    STAFF,
    SURNAMES,
    WOMEN,
    Group,
)
from acopio.services.demo.story import Story
from acopio.services.profiles import add_profile

SPREAD = 24_000
"""Plots lie within so many millionths of a degree (2.6 km) of their village."""


def schedule(story: Story) -> None:
    """Put the first week into the agenda."""
    story.at("2026-04-01", 9, lambda: _staff(story))
    story.at("2026-04-01", 10, lambda: _places(story))
    for number, group in enumerate(GROUPS):
        story.at("2026-04-06", 9 + number, partial(_group, story, group))
    story.at("2026-04-07", 9, lambda: _measured_again(story))


def _staff(story: Story) -> None:
    for new in STAFF:
        people.appoint(story.node, story.manager, new)
    for name in PINS.keys() - story.actors.keys():
        story.actors[name] = people.sign_in(story.node, people.Secret(name, PINS.__getitem__))
    first, second = story.actors[MANAGER], story.actors[SECOND]
    story.actors["both"] = replace(first, people=(*first.people, *second.people))


def _places(story: Story) -> None:
    for place in PLACES:
        register.add_place(story.node, story.manager, place)
    for buyer in BUYERS:
        register.add_organisation(story.node, story.manager, buyer)
    for scheme in SCHEMES:
        schemes.add_scheme(story.beside, story.manager, scheme)
    for profile in PROFILES:
        node = story.beside if profile.name == FINE else story.node
        add_profile(node, story.manager, profile)


def number_of(group: Group, position: int) -> str:
    """Return the number of a family, such as ``P-07``."""
    return f"{group.letter}-{position:02d}"


def _group(story: Story, group: Group) -> None:
    """Register a group and its families in two transactions."""
    identity = register.add_organisation(
        story.node,
        story.manager,
        register.Outside(name=group.name, kinds=("group",), part_of=story.manager.organisation),
    )
    commands: list[Command] = []
    for position in range(1, FAMILIES_OF_A_GROUP + 1):
        family = register.household_command(story.node, _family(story, group, position, identity))
        commands.append(family)
        commands += _plots(story, group, family.household.household or "", position)
    story.node.carry_out(story.clerk, commands)


def _family(story: Story, group: Group, position: int, organisation: str) -> register.NewHousehold:
    """Return a couple; a woman or a man is the member, in every sixth family both are."""
    start = GROUPS.index(group) * FAMILIES_OF_A_GROUP + position
    number = number_of(group, position)
    surnames = f"{SURNAMES[start % 15]} {SURNAMES[(start * 7 + 3) % 15]}"
    couple = (
        (f"{WOMEN[start % 10]} {surnames}", "f", position % 2 == 0 or position % 6 == 1),
        (f"{MEN[start * 3 % 10]} {surnames}", "m", position % 2 == 1),
    )
    joined = f"{2011 + story.random.randrange(13)}-01-15"
    return register.NewHousehold(
        name=f"Familia {surnames} ({number})",
        number=number,
        district=group.district,
        people=tuple(
            register.NewPerson(
                name=name,
                document_type="DNI" if position != 8 else None,
                document_number=f"{start * 2 + (gender == 'm'):08d}" if position != 8 else None,
                gender=gender,
                member_of=organisation if member and position not in group.outsiders else None,
                member_since=joined,
                member_number=f"{number}-{gender.upper()}",
                consent="2026-04-06",
            )
            for name, gender, member in couple
        ),
    )


def _plots(story: Story, group: Group, household: str, position: int) -> list[Command]:
    """Return one to three plots; every fourth cacao family has a little coffee too."""
    commands: list[Command] = []
    for number in range(1 + position % 3):
        other = number == 2 and position % 4 == 0
        facts = PlotRecorded(
            plot=story.node.ids.uuid(),
            version=1,
            household=household,
            name=FARMS[(position + 2 * number) % len(FARMS)],
            crops=("cacao", "coffee") if other else (group.crop,),
            valid_from=f"{2008 + story.random.randrange(12)}-01-01",
            district=group.district,
            variety=group.variety,
            altitude=str(group.altitude + story.random.randrange(-40, 160)),
            **_land(story, group, polygon=(position + number) % 3 != 0),
        )
        check_geometry(facts.geometry or "")
        commands.append(RecordPlot(id=story.node.ids.uuid(), occurred_at="2026-04-06", facts=facts))
    return commands


def _land(story: Story, group: Group, *, polygon: bool) -> dict[str, str]:
    """Return geometry and hectares: a measured outline, or the point where the house stands."""
    latitude = group.latitude + story.random.randrange(-SPREAD, SPREAD)
    longitude = group.longitude + story.random.randrange(-SPREAD, SPREAD)
    if not polygon:
        return {
            "geometry": register.point(_degrees(latitude), _degrees(longitude)),
            "area": f"{1 + story.random.randrange(2)}.{story.random.randrange(4) * 25:02d}",
        }
    # A leaning rectangle: 1,000 millionths of a degree are 110 m here.
    width, height = story.random.randrange(800, 1700), story.random.randrange(800, 1500)
    corners = [(0, 0), (width, 90), (width - 60, height), (-40, height - 120), (0, 0)]
    ring = ",".join(
        f"[{_degrees(longitude + east)},{_degrees(latitude + north)}]" for east, north in corners
    )
    # 110.4 m x 110.6 m to the square thousandth of a degree, in hectares of 10,000 m².
    hundredths = width * height * 1221 // 10_000_000
    return {
        "geometry": f'{{"type":"Polygon","coordinates":[[{ring}]]}}',
        "area": f"{hundredths // 100}.{hundredths % 100:02d}",
    }


def _degrees(millionths: int) -> str:
    whole, rest = divmod(abs(millionths), 1_000_000)
    return f"{'-' if millionths < 0 else ''}{whole}.{rest:06d}"


def _measured_again(story: Story) -> None:
    """One plot is walked again with a receiver: its second version has an outline."""
    with story.node.reading() as reader:
        family = reader.where(Household, number="P-02")[0]
        plot = reader.where(Plot, household=family.id)[0]
    land = _land(story, GROUPS[0], polygon=True)
    register.add_plot(
        story.node,
        story.clerk,
        family,
        register.NewPlot(
            name=plot.name or "",
            crops=plot.crops,
            valid_from="2026-04-07",
            district=plot.district,
            variety=plot.variety,
            geometry=land["geometry"],
            area=land["area"],
            altitude=plot.altitude,
        ),
    )
