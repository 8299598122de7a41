"""A small season of one cooperative, with everything private that must never show."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from acopio.domain.entries.gate import Price
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Household
from acopio.services import (
    custody,
    deciding,
    gate,
    inspecting,
    people,
    processing,
    profiles,
    register,
    sampling,
)
from acopio.services.node import Node
from acopio.services.opening import NewOrganisation, initialise
from acopio.services.people import Secret, sign_in
from acopio.storage.engine import open_engine

PRIVATE = (
    "Familia Quispe", "Rosaura Quispe", "40112233", "987654321", "La Loma de Rosaura",
    "-6.123456", "-76.654321", "13.75", "Genoveva", "Inesita", "Teófilo Mamani", "10401122333",
    "Chofer Huamán", "motivo secreto", "004711", "64.5", "64500",
)  # fmt: skip
"""Persons, documents, places on the map, prices, weights of one family: none may be public."""
HOSTILE = "<script>alert('ñ')</script>\"'&{{7*7}}<img src=x onerror=alert(1)>"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A node and the lots that tests ask for."""

    node: Node
    actor: Actor
    inspector: Actor
    organisation: str
    lot: str
    """250 kg in five sacks, released, one part dispatched."""
    sent: str
    """What was dispatched: two of the sacks."""
    delivered: str
    """One family's delivery, never processed."""
    single: str
    """Dried beans of that family alone, packed."""


def build(
    folder: Path,
    *,
    url: str | None = None,
    name: str = "Cooperativa Ñaupe",
    profile: str = "Fino de exportación",
) -> World:
    """Make the world: deliveries, a box, a dryer, a blend, sacks, an inspection, a dispatch."""
    node = Node(
        engine=open_engine(url or f"sqlite:///{(folder / 'acopio.db').as_posix()}"),
        home=folder,
        passphrase=lambda: "a passphrase",
    )
    opened = initialise(
        node,
        NewOrganisation(
            name=name,
            prefix="NAR",
            manager="Genoveva",
            pin="1234",
            address="https://id.example.pe",
        ),
    )
    actor = sign_in(node, Secret("Genoveva", lambda _name: "1234"))
    people.appoint(node, actor, people.NewStaff(name="Inesita", pin="9999", roles=("inspector",)))
    inspector = sign_in(node, Secret("Inesita", lambda _name: "9999"))
    _set_up(node, actor, profile)
    lot = _blended(node, actor)
    _judge(node, inspector, lot, profile)
    sent = _send(node, actor, lot)
    delivered = gate.deliver(
        node, actor, gate.DeliveryWords(lines=(_line(0, "64.5"),), place="Centro Juanjuí")
    ).lots[0]
    return World(
        node=node,
        actor=actor,
        inspector=inspector,
        organisation=opened.organisation,
        lot=lot,
        sent=sent,
        delivered=delivered,
        single=_single(node, actor),
    )


def copy_of(world: World, folder: Path) -> World:
    """Return the same world in a folder of its own; its SQLite file must be closed."""
    shutil.copytree(world.node.home, folder)
    engine = open_engine(f"sqlite:///{(folder / 'acopio.db').as_posix()}")
    return replace(world, node=replace(world.node, engine=engine, home=folder))


def _set_up(node: Node, actor: Actor, profile: str) -> None:
    register.add_place(
        node,
        actor,
        register.NewPlace(
            name="Centro Juanjuí",
            district="220601",
            vessels=tuple((f"CAJA-{number}", "box") for number in range(1, 10))
            + tuple((f"SEC-{number}", "dryer") for number in range(1, 10)),
        ),
    )
    groups = [
        register.add_organisation(
            node, actor, register.Outside(name=group, kinds=("producer-group",))
        )
        for group in ("Grupo Alto Huayabamba", "Grupo Nuevo Jerusalén", "Grupo Chico")
    ]
    register.add_organisation(node, actor, register.Outside(name="Choc Maker BV", country="NL"))
    register.add_organisation(
        node, actor, register.Outside(name="Teófilo Mamani", ruc="10401122333")
    )
    for number in range(14):
        _family(node, actor, number, groups[0 if number < 7 else 1 if number < 12 else 2])
    profiles.add_profile(
        node,
        actor,
        profiles.NewProfile(
            name=profile,
            product="cacao.dry",
            limits=(
                "cacao.cut.iso2451:grade in I",
                "cacao.cut.iso2451:mouldy_pct<=3",
                "cacao.cut.iso2451:slaty_pct<=3",
            ),
            valid_days=180,
        ),
    )


def _family(node: Node, actor: Actor, number: int, group: str) -> None:
    household = register.add_household(
        node,
        actor,
        register.NewHousehold(
            name=f"Familia Quispe {number}",
            number=f"F-{number}",
            people=(
                register.NewPerson(
                    name=f"Rosaura Quispe {number}",
                    document_type="DNI",
                    document_number="40112233",
                    telephone="987654321",
                    member_of=group,
                    member_number=f"{number:03d}",
                ),
            ),
        ),
    )
    with node.reading() as reader:
        row = reader.one(Household, id=household)
    assert row is not None
    register.add_plot(
        node,
        actor,
        row,
        register.NewPlot(
            name="La Loma de Rosaura",
            crops=("cacao",),
            valid_from="2020-01-01",
            geometry=register.point("-6.123456", "-76.654321"),
        ),
    )


def _line(family: int, gross: str, series: str = "A") -> gate.LineWords:
    return gate.LineWords(
        product="baba",
        gross=gross,
        household=f"F-{family}",
        all_plots=True,
        pad=f"{series}-004711",
        claims=("fine-aromatic",),
        price=Price(amount="13.75", currency="PEN", per="kg", basis="payable"),
        note="motivo secreto",
    )


def _dried(node: Node, actor: Actor, families: Sequence[int], number: int, out: str) -> str:
    for family in families:
        line = _line(family, f"{60 + family}.3", f"{number}F{family}")
        gate.deliver(node, actor, gate.DeliveryWords(lines=(line,), into=f"CAJA-{number}"))
    processing.pass_on(node, actor, f"CAJA-{number}", f"SEC-{number}")
    processing.close(node, actor, f"CAJA-{number}")
    (made,) = processing.give(node, actor, f"SEC-{number}", (out,), moisture="6.8")
    processing.close(node, actor, f"SEC-{number}")
    return made


def _blended(node: Node, actor: Actor) -> str:
    dried = [
        _dried(node, actor, range(7), 1, "175 kg"),
        _dried(node, actor, range(7, 14), 2, "185 kg"),
    ]
    old = gate.take_in(
        node,
        actor,
        gate.StockWords(
            product="cacao.dry",
            mass="140 kg",
            place="Centro Juanjuí",
            claims=("fine-aromatic",),
            seller="Teófilo Mamani",
        ),
    )
    lot = processing.blend(node, actor, (*dried, old), "499.5 kg")
    processing.pack(node, actor, lot, of="50")
    return lot


def _judge(node: Node, inspector: Actor, lot: str, profile: str) -> None:
    sample = sampling.draw(
        node, inspector, sampling.SampleWords(lot=lot, mass="2 kg", seals=("S-1",))
    )
    counts = {"mouldy": 3, "slaty": 4, "violet": 20, "well_fermented": 273}
    inspecting.inspect(node, inspector, sample.number, "cacao.cut.iso2451", {"counts": counts})
    deciding.decide(node, inspector, lot, profile, "certified", reason="motivo secreto")


def _send(node: Node, actor: Actor, lot: str) -> str:
    left = custody.dispatch(
        node,
        actor,
        custody.DispatchWords(
            to="Choc Maker BV", lots=(f"{lot}:1-2",), seal="X1", driver="Chofer Huamán"
        ),
    )
    sent = left.lots[0][0]
    custody.receive(
        node,
        actor,
        custody.ReceiptWords(
            dispatch=left.number, lots=(f"{sent}=99.4 kg",), reason="motivo secreto"
        ),
    )
    return sent


def _single(node: Node, actor: Actor) -> str:
    lot = _dried(node, actor, (3,), 3, "25 kg")
    processing.pack(node, actor, lot, of="25")
    return lot
