"""A random program of commands: people who do anything at all, in any order."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.support import label_walk, store_walk
from tests.support.world import BAD_BEANS, CUT_TEST, DAY, SOUND_BEANS, Cooperative, World

from acopio.domain.entries.fields import Document
from acopio.domain.masses import Mass
from acopio.domain.permissions import Actor
from acopio.domain.products import PRODUCTS, conversion
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import FULL, Batch, Lot, Sack
from acopio.domain.rows.parties import Profile
from acopio.domain.rows.quality import Hold, Inspection, Sample
from acopio.domain.rules import (
    batches,
    custody,
    decisions,
    gate,
    inspecting,
    lots,
    reports,
    sampling,
)
from acopio.domain.rules.base import Command
from acopio.errors import Refusal
from acopio.services import papers

ALL_CLAIMS = ("organic", "fairtrade", "fine-aromatic")
WETS = ("cacao.wet", "cacao.wet", "cacao.wet", "cacao.semi-dry", "coffee.cherry")
Made = tuple[type[Command], dict[str, Any]]


def grams(number: int) -> Mass:
    return Mass(number, f"{number} g")


@dataclass
class Walker:
    """Draws one command after the other from a seed."""

    world: World
    seed: int
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        for coop in self.world.coops:
            self.world.certified(coop)
        self.acts: list[Callable[[Cooperative], Made | None]] = [
            *[self.deliver] * 5, self.open_lot, self.buy, *[self.open_batch] * 2,
            *[self.take] * 8, self.note, *[self.pass_on] * 3, *[self.give] * 4,
            *[self.close] * 2, *[self.blend] * 4, *[self.split] * 2, *[self.pack] * 2,
            *[self.split_sacks] * 2, *[self.draw] * 2, *[self.inspect] * 2, self.dispute,
            *[self.decide] * 2, self.hold, *[self.lift] * 2, *[self.send] * 3,
            *[self.receive] * 5, *[self.report] * 4, self.reported,
            self.say, *[self.take_back] * 3,
            *(partial(act, self) for act in (*store_walk.ACTS, *label_walk.ACTS)),
        ]  # fmt: skip

    def step(self) -> bool:
        """Try one command; return whether it was carried out."""
        coop = self.random.choice(self.world.coops)
        made = self.random.choice(self.acts)(coop)
        if made is None:
            return False
        kind, fields = made
        role = "inspector" if kind is inspecting.Inspect else "manager"
        names = (role, "second") if self.random.random() < 0.8 else (role,)
        fields = {"id": self.world.uuid(), "occurred_at": DAY, **fields}
        return self._carry_out(coop.actor(*names), kind(**fields))

    def _carry_out(self, actor: Actor, command: Command) -> bool:
        name = type(command).__name__
        try:
            self.world.node.carry_out(actor, [command])
        except Refusal as refusal:
            if refusal.code in {"database-unusable", "field-unusable", "already-there"}:
                raise
            self.refused[refusal.code] += 1
            return False
        self.done[name] += 1
        return True

    def rows(self, kind: type[Any], **equal: object) -> list[Any]:
        with self.world.node.reading() as reader:
            return reader.where(kind, **equal)

    def pick(self, found: list[Any]) -> Any:
        return self.random.choice(found) if found else None

    def claims(self) -> tuple[str, ...]:
        return tuple(one for one in ALL_CLAIMS if self.random.random() < 0.7)

    def some_lots(self, coop: Cooperative, most: int) -> list[Lot]:
        """Return lots of one product at one place; now and then any lots at all."""
        if self.random.random() < 0.05:
            return self.random.sample(every := self.rows(Lot), min(most, len(every)))
        here = [lot for lot in self.rows(Lot, organisation=coop.id) if lot.left_g > 0]
        one = self.pick(here)
        if one is None:
            return []
        alike = [lot for lot in here if (lot.product, lot.place) == (one.product, one.place)]
        return self.random.sample(alike, min(self.random.randint(1, most), len(alike)))

    def part(self, lot: Lot) -> int:
        return self.random.randint(0, max(lot.left_g, 0) * 11 // 10)

    def explained(self) -> dict[str, Any]:
        if self.random.random() < 0.2:
            return {}
        return {"lose": ALL_CLAIMS, "reason": "said so"}

    def deliver(self, coop: Cooperative) -> Made:
        lines = []
        for _ in range(self.random.randint(1, 3)):
            family = self.random.choice(coop.families)
            lines.append(
                gate.NewLine(
                    product=self.random.choice(WETS),
                    gross=grams(self.random.randint(900, 90_000)),
                    tare=grams(self.random.randint(1, 1000))
                    if self.random.random() < 0.5
                    else None,
                    claims=self.claims(),
                    household=family.household,
                    people=family.people,
                    plots=((family.plot, 1),),
                    pad=str(self.random.randint(1, 10**12)),
                    note="wet",
                )
            )
        return gate.Deliver, {"place": coop.place, "lines": tuple(lines)}

    def open_lot(self, coop: Cooperative) -> Made:
        product = self.random.choice(("cacao.dry", "coffee.dry-parchment", "coffee.green"))
        mass = grams(self.random.randint(1000, 500_000))
        fields = {"product": product, "mass": mass, "place": coop.place, "claims": self.claims()}
        family = self.random.choice(coop.families)
        return gate.OpenLot, fields | {"household": family.household, "declared": "old stock"}

    def buy(self, coop: Cooperative) -> Made:
        _, fields = self.open_lot(coop)
        del fields["household"]
        return gate.BuyLot, fields | {"seller": coop.group}

    def open_batch(self, coop: Cooperative) -> Made:
        product = self.random.choice(("cacao.dry", "cacao.dry", "coffee.dry-parchment"))
        kind = self.random.choice(("box", "dryer"))
        return batches.Open, {"kind": kind, "place": coop.place, "product": product}

    def batch(self, coop: Cooperative, *states: str) -> Batch | None:
        if self.random.random() < 0.05:
            return self.pick(self.rows(Batch))  # type: ignore[no-any-return]
        return self.pick(self.rows(Batch, organisation=coop.id, state=list(states)))  # type: ignore[no-any-return]

    def fitting(self, coop: Cooperative, batch: Batch) -> list[Lot]:
        """Return lots that the batch could take."""
        here = self.rows(Lot, organisation=coop.id, place=batch.place, dispatch=None)
        source = batch.source
        return [
            lot
            for lot in here
            if lot.left_g
            and (source is None or lot.product == source)
            and lot.product.split(".")[0] == batch.product.split(".")[0]
            and PRODUCTS[lot.product].form <= PRODUCTS[batch.product].form
        ]

    def take(self, coop: Cooperative) -> Made | None:
        batch, chosen = self.batch(coop, "open"), self.some_lots(coop, 4)
        if batch is not None and self.random.random() < 0.8:
            chosen = self.fitting(coop, batch)
            one = self.pick(chosen)
            chosen = [lot for lot in chosen if lot.product == one.product][:5]
        if batch is None or not chosen:
            return None
        wanted = [
            (lot.code, None if self.random.random() < 0.8 else self.part(lot), "w")
            for lot in chosen
        ]
        return batches.Take, {"batch": batch.id, "lots": tuple(wanted), **self.explained()}

    def note(self, coop: Cooperative) -> Made | None:
        batch = self.batch(coop, "open", "giving")
        return (batches.Note, {"batch": batch.id, "what": "turned", "text": "x"}) if batch else None

    def pass_on(self, coop: Cooperative) -> Made | None:
        sources = self.rows(Batch, organisation=coop.id, source=["cacao.wet", "coffee.cherry"])
        batch = self.pick([one for one in sources if one.state != "closed"])
        if batch is None or self.random.random() < 0.1:
            batch = self.batch(coop, "open", "giving")
        opened = self.rows(Batch, organisation=coop.id, state="open", source=None)
        into = self.pick([one for one in opened if batch and one.product == batch.product])
        if batch is None or into is None:
            return None
        product = "cacao.semi-dry" if "cacao" in batch.product else "coffee.wet-parchment"
        part = self.random.choice(((1, 1), (1, 2), (1, 3), (3, 2)))
        return batches.Pass, {"batch": batch.id, "into": into.id, "product": product, "part": part}

    def give(self, coop: Cooperative) -> Made | None:
        batch = self.batch(coop, "open", "giving")
        if batch is None or not batch.taken_g:
            return None
        usual = conversion(batch.source or batch.product, batch.product).usual
        share = self.random.choice((usual, usual, usual * 9 // 10, 150, 1100))
        whole = batch.taken_g * share // 1000
        masses = tuple(grams(max(whole // 2, 1)) for _ in range(self.random.randint(1, 2)))
        product = batch.product if self.random.random() < 0.9 else "cacao.husk"
        return batches.Give, {"batch": batch.id, "product": product, "masses": masses}

    def close(self, coop: Cooperative) -> Made | None:
        batch = self.batch(coop, "giving", "giving", "open")
        if batch is None:
            return None
        reason = "wet" if self.random.random() < 0.8 else None
        return batches.Close, {"batch": batch.id, "reason": reason}

    def blend(self, coop: Cooperative) -> Made | None:
        chosen = self.some_lots(coop, 5)
        if not chosen:
            return None
        inputs = [
            (lot.code, None if self.random.random() < 0.6 else self.part(lot)) for lot in chosen
        ]
        left = {lot.code: lot.left_g for lot in chosen}
        total = sum(left[code] if part is None else part for code, part in inputs)
        output = max(total + self.random.randint(-total // 50 - 1, total // 50 + 1), 1)
        return lots.Blend, {"inputs": tuple(inputs), "output": grams(output), **self.explained()}

    def split(self, coop: Cooperative) -> Made | None:
        chosen = self.some_lots(coop, 1)
        if not chosen:
            return None
        count = self.random.randint(1, 3)
        each = self.random.randint(1, max(chosen[0].left_g, 0) // count + 2)
        return lots.Split, {"lot": chosen[0].code, "masses": (grams(each),) * count}

    def pack(self, coop: Cooperative) -> Made | None:
        chosen = self.some_lots(coop, 1)
        if not chosen:
            return None
        count = self.random.randint(1, 6)
        each = max(chosen[0].left_g // self.random.randint(count, count + 3), 1)
        masses = tuple(self.random.choice((each, each, each, None)) for _ in range(count))
        return lots.Pack, {"lot": chosen[0].code, "masses": masses}

    def sacks(self, coop: Cooperative) -> tuple[str, tuple[tuple[int, int], ...]] | None:
        here = {lot.code for lot in self.rows(Lot, organisation=coop.id) if lot.packed_g}
        sack = self.pick([one for one in self.rows(Sack, state=list(FULL)) if one.lot in here])
        if sack is None:
            return None
        last = sack.number + self.random.randint(0, 2)
        ranges = [(sack.number, last)]
        if self.random.random() < 0.4:
            ranges.append((last + self.random.randint(0, 1), last + 1))
        return sack.lot, tuple(ranges)

    def split_sacks(self, coop: Cooperative) -> Made | None:
        found = self.sacks(coop)
        return (lots.Split, {"lot": found[0], "sacks": found[1]}) if found else None

    def draw(self, coop: Cooperative) -> Made | None:
        mass_g = self.random.randint(1, 900)
        fields: dict[str, Any] = {"purpose": "offer", "mass": grams(mass_g)}
        if self.random.random() < 0.5 and mass_g > 1:
            part = sampling.Portion(name="arbitration", mass=grams(mass_g // 2), seal="P-1")
            fields["portions"] = (part,)
        batch = self.batch(coop, "open", "giving") if self.random.random() < 0.3 else None
        if batch is not None:
            return sampling.Draw, fields | {"batch": batch.id}
        if self.random.random() < 0.4 and (found := self.sacks(coop)):
            return sampling.Draw, fields | {"lot": found[0], "sacks": found[1]}
        chosen = self.some_lots(coop, 1)
        return (sampling.Draw, fields | {"lot": chosen[0].code}) if chosen else None

    def inspect(self, coop: Cooperative) -> Made | None:
        sample = self.pick(self.rows(Sample, organisation=coop.id))
        if sample is None:
            return None
        beans = self.random.choice((SOUND_BEANS, SOUND_BEANS, BAD_BEANS))
        earlier = self.pick(self.rows(Inspection, sample=sample.id, superseded=False))
        supersedes = earlier.id if earlier and self.random.random() < 0.5 else None
        portion = self.pick([one[0] for one in sample.portions])
        signed = inspecting.text_to_sign(
            origin=coop.origin, blind=sample.blind or "", protocol=CUT_TEST, version="1",
            observations=beans, day=DAY, vkey=str(coop.key.verifier_key),
            about=inspecting.signed_about(supersedes, portion, None),
        )  # fmt: skip
        return inspecting.Inspect, {
            "inspector": coop.staff["inspector"],
            "sample": sample.id,
            "lot": sample.lot,
            "origin": coop.origin,
            "signed": signed,
            "signature": coop.key.sign(signed.encode()),
            "supersedes": supersedes,
            "reason": "counted again",
            "by_blind_code": self.random.random() < 0.5,
            "portion": portion,
        }

    def dispute(self, coop: Cooperative) -> Made | None:
        found = self.pick(self.rows(Inspection, organisation=coop.id))
        if found is None:
            return None
        return inspecting.Dispute, {
            "inspection": found.id, "sample": found.sample, "lot": found.lot, "by": coop.buyer,
            "reason": "we count more",
        }  # fmt: skip

    def decide(self, coop: Cooperative) -> Made | None:
        sample = self.pick(self.rows(Sample, organisation=coop.id))
        profile = self.pick(self.rows(Profile, organisation=coop.id))
        chosen = sample.lot if sample and sample.lot else None
        if chosen is None or profile is None:
            return None
        return decisions.Decide, {
            "lot": chosen,
            "profile": profile.id,
            "what": self.random.choice(("certified", "certified", "rejected", "downgraded")),
            "inspections": tuple(one.id for one in self.rows(Inspection, lot=chosen)),
            "staff": (coop.staff["inspector"],),
            "samples": tuple(one.id for one in self.rows(Sample, lot=chosen)),
            "reason": "said so",
        }

    def hold(self, coop: Cooperative) -> Made | None:
        batch = self.batch(coop, "closed", "open") if self.random.random() < 0.3 else None
        if batch is not None:
            return decisions.HoldLot, {"batch": batch.id, "reason": "smell"}
        lot = self.pick(self.rows(Lot, organisation=coop.id))
        return (decisions.HoldLot, {"lot": lot.code, "reason": "smell"}) if lot else None

    def lift(self, _coop: Cooperative) -> Made | None:
        hold = self.pick([one for one in self.rows(Hold) if one.lifted is None])
        if hold is None:
            return None
        subject = "lot" if len(hold.subject) == 11 else "batch"
        return decisions.Lift, {"hold": hold.id, subject: hold.subject, "reason": "aired"}

    def send(self, coop: Cooperative) -> Made | None:
        other = next(one for one in self.world.coops if one.id != coop.id)
        to = self.random.choice((other.id, other.id, coop.buyer, coop.id))
        going = [custody.Going(lot=lot.code) for lot in self.some_lots(coop, 3)]
        if self.random.random() < 0.4 and (found := self.sacks(coop)):
            going = [custody.Going(lot=found[0], sacks=found[1])]
        fields = {"to": to, "lots": tuple(going), "driver": "Luis"}
        return (custody.Send, fields) if going else None

    def answer(self, dispatch: Dispatch) -> tuple[tuple[str, int | None], ...]:
        found: list[tuple[str, int | None]] = []
        for line in self.rows(DispatchLine, dispatch=dispatch.id):
            less = self.random.choice((0, 0, line.sent_g // 50, -(line.sent_g // 100), None))
            found.append((line.lot, None if less is None else line.sent_g - less))
        return tuple(found)

    def some_refused(
        self, dispatch: Dispatch, answers: tuple[tuple[str, int | None], ...]
    ) -> dict[str, Any]:
        """Return answers of which, now and then, a sack or two were not accepted."""
        lot, received = self.random.choice(answers)
        sacks = self.rows(Sack, lot=lot, state=list(FULL))
        if received is None or not sacks or self.random.random() < 0.5:
            return {"received": answers}
        some = self.random.sample(sacks, min(len(sacks), 2))
        left = max(received - sum(one.mass_g or 0 for one in some), 0)
        ranges = tuple((one.number, one.number) for one in some)
        return {
            "received": tuple((code, left if code == lot else g) for code, g in answers),
            "refused": (custody.Going(lot=lot, sacks=ranges),),
        }

    def take_back(self, coop: Cooperative) -> Made | None:
        there = [lot for lot in self.rows(Lot, organisation=coop.buyer) if lot.left_g]
        lot = self.pick(there)
        if lot is None:
            return None
        sent = [one.dispatch for one in self.rows(DispatchLine, lot=lot.code)]
        sacks = self.rows(Sack, lot=lot.code, state=list(FULL))
        one = self.pick(sacks) if self.random.random() < 0.6 else None
        weighed = grams(self.random.randint(1, lot.left_g)) if self.random.random() < 0.4 else None
        return reports.TakeBack, {
            "lot": lot.code,
            "holder": coop.buyer,
            "dispatch": sent[-1] if sent else "",
            "place": coop.other_place,
            "sacks": ((one.number, one.number),) if one else (),
            "weighed": weighed,
            "docs": (Document(type="guia", number="V001-1"),),
        }

    def say(self, coop: Cooperative) -> Made | None:
        lot = self.pick(self.rows(Lot))
        dispatch = self.pick(self.rows(Dispatch)) if self.random.random() < 0.3 else None
        if lot is None:
            return None
        paper = self.world.node.home / "letter.txt"
        paper.write_text("they said so", encoding="utf-8")
        digest, _ = papers.keep(self.world.node, paper)
        about = {"dispatch": dispatch.id} if dispatch else {"lot": lot.code}
        return reports.Report, {
            "reporter": coop.buyer,
            "what": "stored",
            "holder": lot.organisation,
            "text": "in a silo",
            "docs": (Document(type="letter", hash=digest),),
            **about,
        }

    def receive(self, coop: Cooperative) -> Made | None:
        ids = [one.id for one in self.world.coops]
        waiting = self.rows(Dispatch, state="sent", to_organisation=ids)
        dispatch = self.pick([one for one in waiting if one.to_organisation == coop.id] or waiting)
        if dispatch is None:
            return None
        place = self.random.choice((coop.place, coop.other_place))
        return custody.Receive, {
            "dispatch": dispatch.id,
            "place": place,
            **self.some_refused(dispatch, self.answer(dispatch)),
            "reason": "weighed",
        }

    def report(self, coop: Cooperative) -> Made | None:
        ours = {one.id for one in self.world.coops}
        sent = self.rows(Dispatch, state="sent", organisation=coop.id)
        outside = [one for one in sent if one.to_organisation not in ours]
        dispatch = self.pick(outside if self.random.random() < 0.9 else sent)
        if dispatch is None:
            return None
        return custody.ReportReceipt, {
            "dispatch": dispatch.id,
            "receiver": dispatch.to_organisation,
            **self.some_refused(dispatch, self.answer(dispatch)),
            "reason": "by letter",
        }

    def reported(self, coop: Cooperative) -> Made | None:
        lot = self.pick(self.rows(Lot, organisation=coop.id))
        fields = {"issuer": "Lab", "protocol": "x", "printed": (("a", "b"),), "remark": "r"}
        return (inspecting.ReportResult, fields | {"lot": lot.code}) if lot else None
