"""Another house: the buyer in Antwerp keeps a database of its own, and confirms what arrived."""

from dataclasses import dataclass, replace
from pathlib import Path

from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.parties import Organisation
from acopio.services import confirming, people, register
from acopio.services.demo.cast import ANTWERP, NAME
from acopio.services.demo.season import end
from acopio.services.files import write_whole
from acopio.services.node import Node
from acopio.services.opening import NewOrganisation, initialise
from acopio.services.papers import kept
from acopio.storage.engine import open_engine

BUYER = NewOrganisation(
    name=ANTWERP.name, prefix="CVB", manager="inkoop", pin="2610", kinds=("buyer",)
)
WAREHOUSE = "Pakhuis Antwerpen"
MISSING_G = 5_200
"""What the buyer's own scale misses; the cooperative had been told half a kilogram more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """An arrival that the buyer confirmed from its own database."""

    buyer: str
    home: Path
    """Where the buyer's database lies."""
    number: str
    """Of the dispatch."""
    sent_g: int
    reported_g: int
    confirmed_g: int


def confirm_arrival(node: Node, actor: Actor, folder: Path) -> Confirmed:
    """Let the buyer take the first departure in on its own database, and confirm it here."""
    buyer = _house(node)
    try:
        theirs = _opened(buyer)
        number, lot, sent_g = _departure(node)
        _know_each_other((node, actor), (buyer, theirs))
        sent = folder / "despacho.json"
        write_whole(sent, confirming.dispatch_file(node, actor, number))
        with kept(buyer, [f"dispatch-file:{number}={sent}"]) as docs:
            words = confirming.ArrivalWords(
                lots=(f"{lot}={sent_g - MISSING_G} g",),
                place=WAREHOUSE,
                day="2026-08-24",
                docs=docs,
            )
            taken = confirming.arrive(buyer, theirs, sent.read_bytes(), words)
        answer = confirming.confirmation_file(buyer, theirs, taken.report)
        write_whole(folder / "confirmacion.json", answer)
        done = confirming.confirm(node, actor, answer)
    finally:
        buyer.engine.dispose()
    ((_lot, sent_g, reported_g, confirmed_g),) = done.lots
    return Confirmed(
        buyer=done.receiver,
        home=buyer.home,
        number=done.number,
        sent_g=sent_g,
        reported_g=reported_g or 0,
        confirmed_g=confirmed_g,
    )


def _house(node: Node) -> Node:
    """Return the buyer's node: a folder and a database of its own, beside the cooperative's."""
    number, home = 1, node.home / "comprador"
    while home.exists():  # of a demo that was loaded before
        number += 1
        home = node.home / f"comprador-{number}"
    home.mkdir(parents=True)
    engine = open_engine(f"sqlite:///{(home / 'acopio.db').as_posix()}")
    return replace(node, engine=engine, home=home)


def _opened(buyer: Node) -> Actor:
    """Open the buyer's log, with a warehouse and the cooperative as an outside organisation."""
    initialise(buyer, BUYER)
    theirs = people.sign_in(buyer, people.Secret(BUYER.manager, lambda _name: BUYER.pin))
    register.add_place(buyer, theirs, register.NewPlace(name=WAREHOUSE, kinds=("warehouse",)))
    register.add_organisation(
        buyer, theirs, register.Outside(name=NAME, kinds=("exporter", "cooperative"))
    )
    end(buyer, theirs)
    return theirs


def _departure(node: Node) -> tuple[str, str, int]:
    """Return the number, the lot and the mass of what went to the buyer."""
    with node.reading() as reader:
        (organisation,) = reader.where(Organisation, name=ANTWERP.name)
        (sent,) = reader.where(Dispatch, to_organisation=organisation.id)
        (line,) = reader.where(DispatchLine, dispatch=sent.id)
    return sent.number, line.lot, line.sent_g


def _know_each_other(ours: tuple[Node, Actor], theirs: tuple[Node, Actor]) -> None:
    """Each vouches for the key of the other, as it was read to them over the telephone."""
    names = (ANTWERP.name, NAME)
    for (node, actor), (other, them), name in zip(
        (ours, theirs), (theirs, ours), names, strict=True
    ):
        with other.reading() as reader:
            vkey = reader.log_of(them.organisation).vkey
        confirming.vouch(node, actor, name, vkey, how="leída por teléfono")
