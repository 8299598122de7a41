"""Two houses: a cooperative, and an outside buyer who runs acopio on a database of its own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.support.world import World, new_world

from acopio.domain.permissions import Actor
from acopio.services import confirming, register
from acopio.services.custody import DispatchWords, dispatch
from acopio.services.node import Node
from acopio.services.papers import kept


@dataclass
class House:
    """One of the two: a world with one cooperative that acts."""

    world: World
    other: str
    """What the other house is called here: it is an outside organisation."""

    @property
    def actor(self) -> Actor:
        """The manager."""
        return self.world.manager

    @property
    def vkey(self) -> str:
        """The key that signs the log."""
        with self.world.node.reading() as reader:
            return reader.log_of(self.world.coop.id).vkey

    def vouch(self, vkey: str, **more: str) -> None:
        """Vouch for the key of the other house."""
        confirming.vouch(self.world.node, self.actor, self.other, vkey, **more)


@dataclass
class Houses:
    """A sender and a receiver who know each other's keys."""

    sender: House
    buyer: House

    def sent(self, *lots: str, **words: object) -> tuple[str, bytes]:
        """Send lots to the buyer; return the dispatch's number and its file."""
        node, actor = self.sender.world.node, self.sender.actor
        left = dispatch(node, actor, DispatchWords(to=self.sender.other, lots=lots, **words))  # type: ignore[arg-type]
        return left.number, confirming.dispatch_file(node, actor, left.number)

    def arrived(self, data: bytes, *lots: str) -> tuple[confirming.Taken, bytes]:
        """Let the buyer take a dispatch in; return what it made, and the confirmation."""
        node, actor = self.buyer.world.node, self.buyer.actor
        path = node.home / "sent.json"
        path.write_bytes(data)
        with kept(node, [f"dispatch-file:sent={path}"]) as docs:
            words = confirming.ArrivalWords(lots=lots, place="Centro BYR", docs=docs)
            taken = confirming.arrive(node, actor, data, words)
        return taken, confirming.confirmation_file(node, actor, taken.report)


@contextmanager
def two_houses(world: World, url: str, home: Path) -> Iterator[Houses]:
    """Open the buyer's house beside a world, and let both vouch for each other's key.

    The sender gets a folder of its own: it signs, and the next test starts before that.
    """
    home.mkdir(parents=True, exist_ok=True)
    if not (own := home / "sender").exists():
        shutil.copytree(world.node.keys, own / "keys")
        world.node = replace(world.node, home=own)
    with new_world(url, home, ("BYR",)) as theirs:
        register.add_organisation(
            theirs.node, theirs.manager, register.Outside(name="Cooperativa NAR", kinds=("seller",))
        )
        houses = Houses(
            sender=House(world=world, other="Buyer NAR"),
            buyer=House(world=theirs, other="Cooperativa NAR"),
        )
        houses.sender.vouch(houses.buyer.vkey, how="leída por teléfono")
        houses.buyer.vouch(houses.sender.vkey, how="read over the phone")
        yield houses


def confirmed_by(node: Node, actor: Actor, number: str, receiver: str) -> None:
    """Let an outside receiver, who opens a house of its own, confirm a dispatch."""
    home = node.home / "receiver"
    home.mkdir()
    with new_world(f"sqlite:///{(home / 'acopio.db').as_posix()}", home, ("BYR",)) as theirs:
        theirs.clock.moment = max(theirs.clock.moment, node.now())
        seller = register.Outside(name="The sender", kinds=("exporter",))
        register.add_organisation(theirs.node, theirs.manager, seller)
        keys = []
        for house, organisation in ((node, actor.organisation), (theirs.node, theirs.coop.id)):
            with house.reading() as reader:
                keys.append(reader.log_of(organisation).vkey)
        confirming.vouch(theirs.node, theirs.manager, seller.name, keys[0])
        confirming.vouch(node, actor, receiver, keys[1])
        words = confirming.ArrivalWords(place="Centro BYR")
        data = confirming.dispatch_file(node, actor, number)
        taken = confirming.arrive(theirs.node, theirs.manager, data, words)
        answer = confirming.confirmation_file(theirs.node, theirs.manager, taken.report)
    confirming.confirm(node, actor, answer)
