"""A node with cooperatives to act on: real services, a fixed clock, ids from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from acopio.domain.entries.parties import Credential, SchemeCertificateRecorded, StaffAppointed
from acopio.domain.masses import Mass
from acopio.domain.permissions import Actor
from acopio.domain.rows.lots import Batch, Lot
from acopio.domain.rows.parties import Household, Person, SchemeCertificate
from acopio.domain.rows.quality import Sample
from acopio.domain.rules.base import Command
from acopio.domain.rules.batches import Give, Open, Take
from acopio.domain.rules.claims import SCHEME_CLAIMS
from acopio.domain.rules.gate import Deliver, NewLine, OpenLot
from acopio.domain.rules.inspecting import Inspect, text_to_sign
from acopio.domain.rules.parties import AppointStaff
from acopio.domain.rules.schemes import RecordScheme
from acopio.ledger.keys import KeyPair, new_key
from acopio.services import register
from acopio.services.ids import SeededIds
from acopio.services.node import Node
from acopio.services.opening import NewOrganisation, initialise
from acopio.storage.engine import open_engine
from acopio.storage.log_store import current_log, leaves
from acopio.storage.projections import dump
from acopio.storage.tables import ENTRY, LINK
from acopio.storage.unit_of_work import Outcome

DAY = "2026-11-20"
SOUND_BEANS = {"counts": {"mouldy": 3, "slaty": 4, "well_fermented": 293}}
BAD_BEANS = {"counts": {"mouldy": 60, "slaty": 4, "well_fermented": 236}}
CUT_TEST = "cacao.cut.iso2451"


@dataclass
class Clock:
    """A clock that moves only when it is told to, and a millisecond at each look."""

    moment: datetime = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        self.moment += timedelta(milliseconds=1)
        return self.moment


def kg(kilograms: int) -> Mass:
    """Return whole kilograms as a mass."""
    return Mass(kilograms * 1000, f"{kilograms} kg")


@dataclass(frozen=True)
class Family:
    """A household with one member and one plot."""

    household: str
    number: str
    plot: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Cooperative:
    """An organisation of ours with all that its work needs."""

    id: str
    prefix: str
    origin: str
    staff: dict[str, str]
    place: str
    other_place: str
    group: str
    buyer: str
    families: tuple[Family, ...]
    key: KeyPair
    """The inspector's."""

    def actor(self, *names: str) -> Actor:
        """Return who acts: the roles are those of the first."""
        role = {"manager": "manager", "second": "manager"}.get(names[0], names[0])
        return Actor(
            organisation=self.id,
            people=tuple(self.staff[name] for name in names),
            roles=frozenset({role}),
        )


@dataclass
class World:
    """A node and its cooperatives."""

    node: Node
    clock: Clock
    coops: list[Cooperative] = field(default_factory=list)

    @property
    def coop(self) -> Cooperative:
        """The first cooperative."""
        return self.coops[0]

    @property
    def manager(self) -> Actor:
        """The first cooperative's manager."""
        return self.coop.actor("manager")

    @property
    def two(self) -> Actor:
        """The first cooperative's manager with a second person."""
        return self.coop.actor("manager", "second")

    def uuid(self) -> str:
        """Return a fresh id."""
        return self.node.ids.uuid()

    def do(self, actor: Actor, kind: type[Command], /, **fields: Any) -> Outcome:
        """Carry out one command."""
        fields.setdefault("id", self.uuid())
        fields.setdefault("occurred_at", DAY)
        return self.node.carry_out(actor, [kind(**fields)])[0]

    def certified(self, coop: Cooperative | None = None) -> None:
        """Put certificates on file that back every claim of members, and of what is bought."""
        here = coop or self.coop
        with self.node.reading() as reader:
            if reader.where(SchemeCertificate, organisation=here.id):
                return
        for holder in (here.id, here.group, here.buyer):
            facts = SchemeCertificateRecorded(
                certificate=self.uuid(),
                scheme="all",
                number=f"{here.prefix}-{holder}",
                holder=holder,
                certifier="Invented",
                claims=("fairtrade", "in-conversion", "organic"),
                products=("cacao", "coffee"),
                valid_from="2020-01-01",
                valid_to="2030-12-31",
            )
            self.do(here.actor("manager"), RecordScheme, facts=facts)

    def delivered(self, mass: int = 100, **line: Any) -> str:
        """Let the first family deliver; return the lot."""
        if SCHEME_CLAIMS & set(line.get("claims", ())):
            self.certified()
            line.setdefault("household", self.coop.families[0].household)
            line.setdefault("people", self.coop.families[0].people)
        fields: dict[str, Any] = {"product": "cacao.wet", "gross": kg(mass), **line}
        made = self.do(self.manager, Deliver, place=self.coop.place, lines=(NewLine(**fields),))
        return str(made.entries[0].body["lines"][0]["lot"])

    def stock(self, mass: int = 100, coop: Cooperative | None = None, **more: Any) -> str:
        """Open a lot of dry cacao; return its code."""
        here = coop or self.coop
        if SCHEME_CLAIMS & set(more.get("claims", ())):
            self.certified(here)
        fields: dict[str, Any] = {"product": "cacao.dry", "place": here.place, **more}
        made = self.do(here.actor("manager"), OpenLot, mass=kg(mass), **fields)
        return str(made.entries[0].body["lot"])

    def opened(self, product: str = "cacao.dry", kind: str = "box", **more: Any) -> str:
        """Open a batch; return its id."""
        fields: dict[str, Any] = {"place": self.coop.place, **more}
        made = self.do(self.manager, Open, kind=kind, product=product, **fields)
        return str(made.entries[0].body["batch"])

    def filled(self, mass: int = 100) -> str:
        """Open a batch and put one delivery in; return its id."""
        batch = self.opened()
        self.do(self.manager, Take, batch=batch, lots=((self.delivered(mass), None, "w"),))
        return batch

    def given(self, batch: str, *masses: int) -> tuple[str, ...]:
        """Weigh dry cacao out of a batch; return the lots."""
        made = self.do(
            self.manager, Give, batch=batch, product="cacao.dry", masses=tuple(map(kg, masses))
        )
        return tuple(part[0] for part in made.entries[0].body["outputs"])

    def lot(self, code: str) -> Lot:
        """Return a lot as it stands."""
        with self.node.reading() as reader:
            found = reader.one(Lot, code=code)
        assert found is not None
        return found

    def batch(self, batch: str) -> Batch:
        """Return a batch as it stands."""
        with self.node.reading() as reader:
            found = reader.one(Batch, id=batch)
        assert found is not None
        return found

    def inspection(
        self,
        sample: str,
        observations: dict[str, Any],
        day: str = DAY,
        protocol: str = CUT_TEST,
        **more: Any,
    ) -> dict[str, Any]:
        """Return the fields of a signed inspection of a sample."""
        with self.node.reading() as reader:
            found = reader.one(Sample, id=sample)
        assert found is not None
        signed = text_to_sign(
            origin=self.coop.origin,
            blind=found.blind or "",
            protocol=protocol,
            version="1",
            observations=observations,
            day=day,
            vkey=str(self.coop.key.verifier_key),
            about={name: more.get(name) for name in ("supersedes", "portion", "laboratory")},
        )
        return {
            "inspector": self.coop.staff["inspector"],
            "sample": sample,
            "lot": found.lot,
            "origin": self.coop.origin,
            "signed": signed,
            "signature": self.coop.key.sign(signed.encode("utf-8")),
            "occurred_at": day,
            **more,
        }

    def inspected(self, sample: str, observations: dict[str, Any], **more: Any) -> str:
        """Record an inspection by the inspector; return its id."""
        made = self.do(
            self.coop.actor("inspector"), Inspect, **self.inspection(sample, observations, **more)
        )
        return str(made.entries[0].body["inspection"])

    def everything(self) -> dict[str, Any]:
        """Return heads, projections and links: what a refusal must leave as it was."""
        with self.node.reading() as reader:
            return everything(reader.connection)


def everything(connection: Connection) -> dict[str, Any]:
    """Return heads, entries, links and every projection of a database, to be compared."""
    from acopio.storage.log_store import all_logs

    found: dict[str, Any] = {name: list(rows) for name, rows in dump(connection).items()}
    found["logs"] = [(log.log, log.head, log.root) for log in all_logs(connection)]
    found["entries"] = connection.execute(select(ENTRY.c.hash).order_by(ENTRY.c.hash)).all()
    found["links"] = connection.execute(select(LINK).order_by(*LINK.primary_key.columns)).all()
    return found


def leaves_of(node: Node, organisation: str) -> list[tuple[str, bytes]]:
    """Return hash and bytes of every entry of an organisation's log."""
    with node.reading() as reader:
        log = current_log(reader.connection, organisation)
        return list(leaves(reader.connection, log.log))


def open_cooperative(world: World, prefix: str, families: int = 3) -> Cooperative:
    """Open a cooperative with places, vessels, households, staff and a buyer."""
    node = world.node
    opened = initialise(
        node,
        NewOrganisation(
            name=f"Cooperativa {prefix}", prefix=prefix, manager=f"rosa-{prefix}", pin="1234"
        ),
    )
    with node.reading() as reader:
        account = next(a for a in reader.accounts() if a.organisation == opened.organisation)
    manager = Actor(opened.organisation, (account.staff,), frozenset({"manager"}))
    key = new_key("inspector", f"{prefix.lower()}/inspector")
    staff = {"manager": account.staff, **_staff(world, manager, key)}
    place = register.add_place(
        node,
        manager,
        register.NewPlace(name=f"Centro {prefix}", vessels=(("CAJA-3", "box"), ("SEC-1", "dryer"))),
    )
    other = register.add_place(node, manager, register.NewPlace(name=f"Almacén {prefix}"))
    group = register.add_organisation(
        node,
        manager,
        register.Outside(
            name=f"Grupo {prefix}", kinds=("producer-group",), part_of=manager.organisation
        ),
    )
    buyer = register.add_organisation(
        node, manager, register.Outside(name=f"Buyer {prefix}", country="NL")
    )
    cooperative = Cooperative(
        id=opened.organisation,
        prefix=prefix,
        origin=opened.origin,
        staff=staff,
        place=place,
        other_place=other,
        group=group,
        buyer=buyer,
        families=tuple(_family(node, manager, group, number) for number in range(families)),
        key=key,
    )
    world.coops.append(cooperative)
    return cooperative


def _staff(world: World, manager: Actor, key: KeyPair) -> dict[str, str]:
    """Appoint a second manager, a clerk and an inspector without accounts: PINs are slow."""
    named = {}
    for name, role in (("second", "manager"), ("clerk", "clerk"), ("inspector", "inspector")):
        named[name] = world.uuid()
        inspects = role == "inspector"
        facts = StaffAppointed(
            staff=named[name],
            organisation=manager.organisation,
            roles=(role,),
            name=name,
            key=str(key.verifier_key) if inspects else None,
            key_home="own-device" if inspects else None,
            credentials=(Credential(scheme="course", number="1", valid_to="2026-12-31"),)
            if inspects
            else (),
        )
        world.do(manager, AppointStaff, facts=facts)
    return named


def _family(node: Node, manager: Actor, group: str, number: int) -> Family:
    name = f"F-{number + 1}"
    household = register.add_household(
        node,
        manager,
        register.NewHousehold(
            name=f"Familia {number + 1}",
            number=name,
            people=(
                register.NewPerson(
                    name=f"Ana {number + 1}",
                    document_type="DNI",
                    document_number=f"{40_000_000 + number}",
                    member_of=group,
                    member_number=f"{number + 1:03d}",
                ),
            ),
        ),
    )
    with node.reading() as reader:
        row = reader.one(Household, id=household)
        people = tuple(one.id for one in reader.where(Person, household=household))
    assert row is not None
    plot, _ = register.add_plot(
        node,
        manager,
        row,
        register.NewPlot(
            name="La Loma",
            crops=("cacao",),
            valid_from="2020-01-01",
            geometry=register.point("-6.123456", "-76.654321"),
        ),
    )
    return Family(household=household, number=name, plot=plot, people=people)


@contextmanager
def new_world(url: str, home: Path, prefixes: tuple[str, ...] = ("NAR",)) -> Iterator[World]:
    """Open a node at an empty database, with a cooperative for each prefix."""
    clock = Clock()
    node = Node(
        engine=open_engine(url),
        home=home,
        passphrase=lambda: "a secret passphrase",
        ids=SeededIds(1),
        now=clock,
    )
    world = World(node=node, clock=clock)
    try:
        for prefix in prefixes:
            open_cooperative(world, prefix)
        yield world
    finally:
        node.engine.dispose()


@contextmanager
def same_world(world: World, url: str, seed: int) -> Iterator[World]:
    """Open a copy of a world's database; ids are drawn from another seed."""
    clock = replace(world.clock)
    node = replace(world.node, engine=open_engine(url), ids=SeededIds(seed), now=clock)
    try:
        yield World(node=node, clock=clock, coops=list(world.coops))
    finally:
        node.engine.dispose()
