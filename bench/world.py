"""A cooperative to measure on: places, families, prepared deliveries."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from acopio.domain.masses import Mass
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Household, Person, Plot
from acopio.domain.rules.gate import Deliver, NewLine
from acopio.services.node import Node
from acopio.services.opening import NewOrganisation, initialise
from acopio.services.people import Secret, sign_in
from acopio.services.register import (
    NewHousehold,
    NewPerson,
    NewPlace,
    NewPlot,
    add_household,
    add_place,
    add_plot,
)
from acopio.storage.engine import open_engine

FAMILIES = 40


@dataclass(slots=True)
class World:
    """A cooperative that is set up, and what its deliveries name."""

    node: Node
    actor: Actor
    place: str
    people: list[tuple[str, str, str]]
    """Person, household, plot."""
    pads: Iterator[int] = field(default_factory=itertools.count)
    """Sheets of the pad: each is used once."""

    def deliveries(self, count: int) -> list[Deliver]:
        """Return prepared deliveries of wet cacao, each its own ticket."""
        chance = random.Random(count)
        return [self._delivery(number, chance) for number in range(count)]

    def _delivery(self, number: int, chance: random.Random) -> Deliver:
        person, household, plot = self.people[number % len(self.people)]
        grams = chance.randrange(20_000, 120_000)
        line = NewLine(
            product="cacao.wet",
            gross=Mass(grams + 1_000, f"{(grams + 1_000) / 1000} kg"),
            tare=Mass(1_000, "1 kg"),
            claims=("fine-aromatic",),
            person=person,
            household=household,
            plots=((plot, 1),),
            plots_known="versions",
            harvest_from="2026-06-01",
            harvest_to="2026-06-02",
            pad=f"{next(self.pads):06d}",
        )
        return Deliver(
            id=self.node.ids.uuid(), occurred_at="2026-06-03", place=self.place, lines=(line,)
        )


def make_world(url: str, home: Path) -> World:
    """Set up a cooperative in an empty database."""
    node = Node(engine=open_engine(url), home=home, passphrase=lambda: "bench")
    initialise(
        node,
        NewOrganisation(
            name="Bench", prefix="BEN", manager="bench", pin="0000", address="https://id.example.pe"
        ),
    )
    actor = sign_in(node, Secret("bench", lambda _name: "0000"))
    place = add_place(node, actor, NewPlace(name="Centro"))
    people = []
    for number in range(FAMILIES):
        new = NewHousehold(name=f"Familia {number}", people=(NewPerson(name=f"Persona {number}"),))
        household = add_household(node, actor, new)
        with node.reading() as reader:
            row = reader.one(Household, id=household)
            person = reader.where(Person, household=household)[0]
        assert row is not None
        plot = NewPlot(name="Loma", crops=("cacao",), valid_from="2020-01-01")
        add_plot(node, actor, row, plot)
        with node.reading() as reader:
            made = reader.where(Plot, household=household)[0]
        people.append((person.id, household, made.plot))
    return World(node=node, actor=actor, place=place, people=people)
