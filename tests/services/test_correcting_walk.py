"""Random seasons with corrections and withdrawals at any depth: every gram keeps a booked cause."""

import random
from collections import Counter
from typing import Any

import pytest
from msgspec.structs import replace
from tests.support.walk import Walker
from tests.support.world import DAY, World, everything

from acopio.domain.entries import batches, custody, gate, lots, quality
from acopio.domain.entries.fields import Body
from acopio.domain.fold.graph import Node, downstream
from acopio.domain.fold.restating import restate
from acopio.domain.permissions import Actor
from acopio.domain.replay import replay
from acopio.domain.rows.lots import Batch, Flow, Lot
from acopio.domain.rules.correcting import Correct, Undo
from acopio.domain.shares import shares
from acopio.domain.state import State
from acopio.errors import Refusal
from acopio.services.acts import act_of, acts_about
from acopio.storage.audit_full import audit
from acopio.storage.engine import writer
from acopio.storage.rebuild import in_order, rebuild
from acopio.storage.tables import DISCLOSURE

STEPS = 220
SEEDS = (7, 31_744)


class Corrector:
    """Corrects or takes back any act at all, well or badly."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.random = world, random.Random(seed)
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def step(self) -> None:
        """Try one correction or withdrawal."""
        with self.world.node.reading() as reader:
            about: dict[str, Any] = (
                {"lot": self.random.choice(reader.where(Lot))}
                if self.random.random() < 0.6
                else {"batch": self.random.choice(reader.where(Batch) or [None])}
            )
            hashes = acts_about(reader, **about)
            if not hashes:
                return
            act = act_of(reader, self.random.choice(hashes))
            every = [lot.code for lot in reader.where(Lot)]
        fields: dict[str, Any] = {
            "id": self.world.uuid(), "entries": act.entries, "written_by": act.first.org,
            "old": act.body, "reason": "tecleado mal",
        }  # fmt: skip
        coop = next(one for one in self.world.coops if one.id == act.first.org)
        actor = coop.actor("manager", "second")
        if self.random.random() < 0.3:
            self._carry_out(actor, Undo(**fields, occurred_at=DAY))
            return
        new = self.changed(act.body, every)
        self._carry_out(
            actor, Correct(**fields, occurred_at=act.occurred_at, happened=act.occurred_at, new=new)
        )

    def _carry_out(self, actor: Actor, command: Correct | Undo) -> None:
        name = f"{type(command).__name__} {type(command.old).__name__}"
        try:
            self.world.node.carry_out(actor, [command])
        except Refusal as refusal:
            if refusal.code in {"database-unusable", "already-there"}:
                raise
            self.refused[refusal.code] += 1
        else:
            self.done[name] += 1

    def near(self, grams: int) -> int:
        """Return a mass that somebody may have meant."""
        return max(1, grams * self.random.choice((10, 50, 90, 99, 101, 110, 200, 1000)) // 100)

    def changed(self, old: Body, every: list[str]) -> Body:
        """Return another body of the same kind."""
        if isinstance(old, gate.DeliveryReceived):
            at = self.random.randrange(len(old.lines))
            return replace(
                old, lines=(*old.lines[:at], self.line(old.lines[at]), *old.lines[at + 1 :])
            )
        if isinstance(old, gate.LotOpened | gate.LotBought):
            return replace(old, mass_g=self.near(old.mass_g), claims=self.fewer(old.claims))
        if isinstance(old, batches.BatchTook | lots.LotBlended):
            inputs = self.inputs(old.inputs, every)
            if isinstance(old, batches.BatchTook):
                return replace(old, inputs=inputs)
            difference = sum(grams for _, grams, _ in inputs) - old.output_g
            return replace(old, inputs=inputs, difference_g=difference)
        if isinstance(old, batches.BatchGave):
            return replace(old, outputs=self.parts(old.outputs))
        return self.counted(old)

    def counted(self, old: Body) -> Body:
        """Return another weighing of what was there already."""
        if isinstance(old, lots.LotSplit):
            return replace(old, parts=self.parts(old.parts))
        if isinstance(old, lots.LotCounted):
            return replace(old, counted_g=self.near(old.counted_g))
        if isinstance(old, quality.SampleDrawn | lots.LotFound):
            return replace(old, mass_g=self.near(old.mass_g))
        if isinstance(old, custody.DispatchAnswered | custody.DispatchReported):
            answers = (
                replace(one, received_g=self.near(one.received_g))
                if one.outcome != "refused"
                else one
                for one in old.answers
            )
            return replace(old, answers=tuple(answers))
        return old

    def line(self, old: gate.Line) -> gate.Line:
        gross = self.near(old.gross[0])
        received = gross - (old.tare[0] if old.tare else 0)
        return replace(
            old, gross=(gross, f"{gross} g"), received_g=max(received, 1),
            payable_g=max(received - sum(one[1] for one in old.deductions), 0),
            claims=self.fewer(old.claims),
        )  # fmt: skip

    def fewer(self, claims: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in claims if self.random.random() < 0.8)

    def parts(self, parts: Any) -> Any:
        return tuple(
            (lot, self.near(grams) if self.random.random() < 0.5 else grams, how)
            for lot, grams, how in parts
        )

    def inputs(self, inputs: Any, every: list[str]) -> Any:
        kept = [one for one in self.parts(inputs) if self.random.random() < 0.8]
        if self.random.random() < 0.5:
            late = self.random.choice(every)
            kept += [(late, self.random.randint(1, 50_000), "w")]
        return tuple({one[0]: one for one in kept}.values()) or inputs


def check_books(world: World) -> None:
    """Assert that every gram has a booked cause, shares add up, and claims only get fewer."""
    with world.node.reading() as reader:
        rows = {lot.code: lot for lot in reader.where(Lot)}
        flows = reader.where(Flow)
        closed = {batch.id for batch in reader.where(Batch, state="closed")}
        edges = {code: reader.ancestry(code) for code in rows}
    gone = Counter[str]()
    balance = Counter[str]()
    for flow in flows:
        if flow.lot and flow.way != "out":
            gone[flow.lot] += flow.grams
        if flow.way == "in" or not flow.lot or flow.way == "out":
            balance[flow.step] += flow.grams if flow.way == "in" else -flow.grams
    for code, lot in rows.items():
        assert lot.made_g == lot.left_g + gone[code], code
        found = shares(code, max(lot.made_g, 0), edges[code])
        assert sum(found.values()) == max(lot.made_g, 0)
        for child, _step, parent, _grams in edges[code]:
            assert set(rows[child].claims) <= set(rows[parent].claims), (child, parent)
    blended = {lot.step for lot in rows.values() if lot.born in {"blend", "split"}}
    for step in closed | blended:
        assert balance[step] == 0, step


def check_settled(world: World) -> None:
    """Assert that restating everything again changes nothing."""
    state = State()
    with world.node.engine.connect() as connection:
        from sqlalchemy import select

        vault = dict(
            connection.execute(select(DISCLOSURE.c.digest, DISCLOSURE.c.text)).tuples().all()
        )
        for _ in replay(state, in_order(connection), vault.get):
            pass
    nodes = downstream(state, [Node(lot.code, True) for lot in state.all(Lot)])
    assert list(restate(state, nodes)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_corrected_the_books_balance(either_world: World, seed: int) -> None:
    world = either_world
    walker, corrector = Walker(world, seed), Corrector(world, seed)

    for number in range(STEPS):
        walker.step()
        if number > 40:
            corrector.step()
            if number % 20 == 1:
                check_books(world)

    check_books(world)
    check_settled(world)
    assert sum(corrector.done.values()) > STEPS // 10, corrector.refused
    assert len(corrector.done) > 5, corrector.done
    with writer(world.node.engine).begin() as connection:
        before = everything(connection)
        assert audit(connection, full=True) == []
        rebuild(connection)
        assert everything(connection) == before
