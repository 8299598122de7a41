"""A random program of commands between two organisations, checked from outside at each step."""

import random
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import Connection, select
from tests.support.book import Book
from tests.support.shares import exact_shares
from tests.support.walk import Walker
from tests.support.world import World, everything, leaves_of

from acopio.domain.rows.lots import Flow, Lot, Sack
from acopio.domain.shares import shares
from acopio.ledger.b64 import url_encode
from acopio.ledger.merkle import leaf_hash, root_of, verify_inclusion
from acopio.services import profiles
from acopio.services.facts import standings_of
from acopio.storage import log_store
from acopio.storage.engine import writer
from acopio.storage.erasure import delete_disclosures
from acopio.storage.rebuild import rebuild
from acopio.storage.tables import DISCLOSURE, TABLE_OF

STEPS = 400
SEEDS = (5, 2026, 31_744)
GONE_WITH_THEIR_ID = {"household", "person", "membership", "plot"}
"""Rows of these are nobody's once their id is erased."""


@dataclass
class Observer:
    """Reads each new entry of every log, and compares what it adds up to with the projections."""

    world: World
    book: Book = field(default_factory=Book)
    seen: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, list[bytes]] = field(default_factory=dict)

    def read(self) -> int:
        """Take in new entries; return how many."""
        count = 0
        for coop in self.world.coops:
            found = leaves_of(self.world.node, coop.id)
            for stored, leaf in found[self.seen.get(coop.id, 0) :]:
                assert stored == url_encode(leaf_hash(leaf))
                assert len(leaf) <= 60_000
                self.book.read(leaf, stored)
                self.hashes.setdefault(coop.id, []).append(leaf_hash(leaf))
                count += 1
            self.seen[coop.id] = len(found)
        return count

    def check(self) -> None:
        """Assert that masses add up, and that the projections say the same of every lot."""
        self.book.check_masses()
        with self.world.node.reading() as reader:
            rows = {lot.code: lot for lot in reader.where(Lot)}
        assert rows.keys() == self.book.lots.keys()
        for code, beans in self.book.lots.items():
            row = rows[code]
            expected = (beans.made, beans.left, beans.holder, beans.place, beans.sent)
            assert (row.made_g, row.left_g, row.organisation, row.place, row.dispatch) == expected
            assert frozenset(row.claims) == beans.claims
            assert row.latest == self.book.latest[code]
            assert 0 <= row.packed_g <= max(row.left_g, 0)
            assert row.packed_g == self.book.sacks.packed_g(code)
        self.check_balances(rows)

    def check_balances(self, rows: dict[str, Lot]) -> None:
        """Assert that every lot has what was made of it, less what left, and sacks as they said."""
        gone: dict[str, int] = {}
        with self.world.node.reading() as reader:
            for flow in reader.where(Flow, way=["in", "loss"]):
                gone[flow.lot] = gone.get(flow.lot, 0) + flow.grams
            sacks = reader.where(Sack)
        for code, row in rows.items():
            assert row.made_g == row.left_g + gone.get(code, 0)
        said = {key: (bag.lot, bag.grams, bag.state) for key, bag in self.book.sacks.bags.items()}
        assert {
            (one.packed_for, one.number): (one.lot, one.mass_g, one.state) for one in sacks
        } == said

    def check_labels(self) -> None:
        """Assert that the label of every sack is worth what happened to it."""
        book = self.book.labels
        with self.world.node.reading() as reader:
            for code in {lot for lot, _ in book.labels}:
                standings = standings_of(reader, code)
                for label in [one for one in book.labels if one[0] == code]:
                    found = standings.of(label[1])
                    latest = max((one.printing for one in book.out(label)), default=0)
                    assert (found.worth, found.printing) == (book.worth(label), latest)

    def check_shares(self) -> None:
        """Assert that the shares of every lot add up, and are what fractions say."""
        with self.world.node.reading() as reader:
            for code, beans in self.book.lots.items():
                edges = reader.ancestry(code)
                assert added_up(edges) == self.book.edges(code)
                assert shares(code, beans.made, edges) == by_fractions(
                    code, beans.made, added_up(edges)
                )

    def check_tree(self) -> None:
        """Assert root and every inclusion proof from the leaf bytes."""
        with self.world.node.reading() as reader:
            for coop in self.world.coops:
                log, hashes = reader.log_of(coop.id), self.hashes[coop.id]
                assert log.head.size == len(hashes)
                assert log.root == log.head.root == root_of(hashes)
                for index, one in enumerate(hashes):
                    proof = log_store.proof_at(reader.connection, log.log, index, len(hashes))
                    verify_inclusion(index, len(hashes), one, proof, log.root)


def added_up(edges: Any) -> set[tuple[str, str, str, int]]:
    """Return edges with what a lot gave to a step on several days added up."""
    grams: dict[tuple[str, str, str], int] = {}
    for *edge, part in edges:
        key = (edge[0], edge[1], edge[2])
        grams[key] = grams.get(key, 0) + part
    return {(*key, total) for key, total in grams.items()}


def by_fractions(lot: str, mass_g: int, edges: Any) -> dict[str, int]:
    """Return grams by origin: the exact share, rounded by largest remainder."""
    exact = {code: share * mass_g for code, share in exact_shares(lot, edges).items()}
    assert sum(exact.values(), Fraction(0)) == mass_g
    grams = {code: share.numerator // share.denominator for code, share in exact.items()}
    by_rest = sorted(exact, key=lambda code: (grams[code] - exact[code], code))
    for code in by_rest[: mass_g - sum(grams.values())]:
        grams[code] += 1
    return grams


def folded_again(connection: Connection) -> dict[str, Any]:
    rebuild(connection)
    return everything(connection)


def some_digests(connection: Connection, seed: int) -> list[str]:
    """Return a third of the digests in the vault."""
    found = sorted(connection.execute(select(DISCLOSURE.c.digest)).scalars())
    return random.Random(seed).sample(found, len(found) // 3)


def check_erased(before: dict[str, Any], after: dict[str, Any]) -> int:
    """Assert that nothing but committed values reads as null; return how many do."""
    nulls = 0
    for table in TABLE_OF.values():
        keys = [column.name for column in table.primary_key.columns]
        rows = {tuple(getattr(row, key) for key in keys): row for row in after[table.name]}
        for old in before[table.name]:
            new = rows.pop(tuple(getattr(old, key) for key in keys), None)
            if new is None:
                assert table.name in GONE_WITH_THEIR_ID | {"delivery_line"}
                continue
            for name in old._fields:
                if getattr(new, name) != getattr(old, name):
                    assert getattr(new, name) is None, (table.name, name)
                    nulls += 1
        assert rows == {}
    return nulls


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_people_do_the_books_balance(either_world: World, seed: int) -> None:
    world = either_world
    observer, walker = Observer(world), Walker(world, seed)
    for coop in world.coops:
        limits = ("cacao.cut.iso2451:grade in I",)
        profile = profiles.NewProfile(name="Fino", product="cacao.dry", limits=limits)
        profiles.add_profile(world.node, coop.actor("manager"), profile)
    observer.read()

    for _ in range(STEPS):
        acted = walker.step()
        assert (observer.read() > 0) == acted
        if acted:
            observer.check()

    assert sum(walker.done.values()) > STEPS // 3, walker.refused
    observer.check_labels()
    observer.check_shares()
    observer.check_tree()
    with writer(world.node.engine).begin() as connection:
        before = everything(connection)
        assert folded_again(connection) == before
        delete_disclosures(connection, some_digests(connection, seed))
        erased = folded_again(connection)
        assert check_erased(before, erased) > 0
        assert erased["logs"] == before["logs"]
        assert erased["entries"] == before["entries"]
        assert erased["links"] == before["links"]
    observer.check()
    observer.check_tree()
