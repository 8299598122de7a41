"""Book-keeping from outside: what the entries say, added up by other means than the fold.

It reads stored leaf bytes as plain JSON and knows nothing of rows or projections.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.support.label_book import LabelBook
from tests.support.sack_book import SackBook

Parts = list[tuple[str, int]]


@dataclass
class Beans:
    """A lot as the entries leave it."""

    made: int
    left: int
    holder: str
    place: str | None
    claims: frozenset[str]
    step: str | None
    """What it came out of; nothing for a lot at the beginning of its history."""
    sent: str | None = None


@dataclass
class Step:
    """Something that takes lots and gives lots."""

    claims: frozenset[str] | None = None
    taken: dict[str, int] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    lost: int = 0
    done: bool = True


@dataclass
class Book:
    """Everything that was read so far."""

    lots: dict[str, Beans] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    dispatches: dict[str, str] = field(default_factory=dict)
    """To whom."""
    senders: set[str] = field(default_factory=set)
    latest: dict[str, str] = field(default_factory=dict)
    """By lot, batch, sample, dispatch or inspection: the entry that changed it last."""
    sacks: SackBook = field(default_factory=SackBook)
    labels: LabelBook = field(default_factory=LabelBook)
    samples: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Lot and grams."""
    origins_g: int = 0
    vanished_g: int = 0
    """Lost less gained, in samples and on the way."""

    def read(self, leaf: bytes, leaf_hash: str) -> None:
        """Take in the next entry, and assert that it keeps the rules."""
        entry = json.loads(leaf)
        assert "step" not in entry
        kind, body = entry["kind"], entry["body"]
        changed = touched(kind, body)
        if kind == "sample.answered":
            changed = [body["sample"]]
            changed += [self.samples[body["sample"]][0]] if "lot" in body else []
        known = {self.latest[one] for one in changed if one in self.latest}
        assert entry.get("after", []) == sorted(known)
        assert len(known) == len({self.latest.get(one, one) for one in changed})
        record = getattr(self, kind.replace(".", "_").replace("-", "_"), None)
        if record is not None:
            record(entry, body)
        for one in [*changed, *made(kind, body)]:
            self.latest[one] = leaf_hash

    def _origin(self, entry: dict[str, Any], code: str, grams: int, item: dict[str, Any]) -> None:
        assert code not in self.lots
        place = item.get("place") or entry["body"]["place"]
        claims = frozenset(item.get("claims", ()))
        self.lots[code] = Beans(grams, grams, entry["org"], place, claims, None)
        self.origins_g += grams

    def delivery_received(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        for line in body["lines"]:
            minus = [line[name][0] for name in ("tare", "handed_back") if name in line]
            assert line["received_g"] == line["gross"][0] - sum(minus)
            self._origin(entry, line["lot"], line["received_g"], line)

    def lot_opened(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        self._origin(entry, body["lot"], body["mass_g"], body)

    lot_bought = lot_opened

    def lot_found(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        assert "claims" not in body
        assert body["kept_from"] <= body["kept_to"] <= entry["occurred_at"]
        self._origin(entry, body["lot"], body["mass_g"], body)

    def _draw(self, entry: dict[str, Any], step: str, parts: list[list[Any]]) -> None:
        for code, grams, how in parts:
            lot = self.lots[code]
            assert 0 < grams <= lot.left
            assert (lot.holder, lot.sent) == (entry["org"], None)
            assert how != "a" or grams == lot.left
            lot.left -= grams
            if not lot.left and entry["kind"] != "lot.split":
                self.sacks.empty(code)
            taken = self.steps[step].taken
            taken[code] = taken.get(code, 0) + grams

    def _make(self, entry: dict[str, Any], step: str, code: str, grams: int, place: str) -> None:
        assert code not in self.lots
        assert grams > 0
        claims = self.steps[step].claims or frozenset()
        self.lots[code] = Beans(grams, grams, entry["org"], place, claims, step)
        self.steps[step].given[code] = grams

    def _mixed(self, before: frozenset[str] | None, body: dict[str, Any]) -> frozenset[str]:
        """Assert that claims only get fewer, and that each that ends is said."""
        sets = [self.lots[code].claims for code, *_ in body["inputs"]]
        sets += [before] if before is not None else []
        kept = frozenset.intersection(*sets)
        assert frozenset(body.get("claims", ())) == kept
        assert frozenset(body.get("lost", ())) == frozenset.union(*sets) - kept
        return kept

    def batch_opened(self, _entry: dict[str, Any], body: dict[str, Any]) -> None:
        assert body["batch"] not in self.steps
        self.steps[body["batch"]] = Step(done=False)

    def batch_took(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        step = self.steps[body["batch"]]
        assert not step.given
        assert not step.done
        step.claims = self._mixed(step.claims, body)
        self._draw(entry, body["batch"], body["inputs"])

    def batch_passed(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        # Where it lies is where the next entry takes it: the place of the batch.
        place = self.lots[next(iter(self.steps[body["batch"]].taken))].place or ""
        self._make(entry, body["batch"], body["lot"], body["mass_g"], place)

    def batch_gave(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        assert not self.steps[body["batch"]].done
        for code, grams, _how in body["outputs"]:
            self._make(entry, body["batch"], code, grams, body["place"])

    def batch_closed(self, _entry: dict[str, Any], body: dict[str, Any]) -> None:
        step = self.steps[body["batch"]]
        assert not step.done
        step.done, step.lost = True, body["loss_g"]

    def lot_blended(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        step = self.steps[entry["id"]] = Step(lost=body["difference_g"])
        step.claims = self._mixed(None, body)
        self._draw(entry, entry["id"], body["inputs"])
        self._make(entry, entry["id"], body["lot"], body["output_g"], body["place"])

    def lot_split(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        whole = self.lots[body["lot"]]
        self.steps[entry["id"]] = Step(claims=whole.claims)
        total = sum(grams for _, grams, _ in body["parts"])
        if (whole.holder, whole.sent) != (entry["org"], None):
            self._split_away(entry, body, whole, total)
            return
        self._draw(entry, entry["id"], [[body["lot"], total, "w"]])
        for code, grams, _how in body["parts"]:
            self._make(entry, entry["id"], code, grams, whole.place or "")

        self.sacks.split(body)

    def _split_away(
        self, entry: dict[str, Any], body: dict[str, Any], whole: Beans, total: int
    ) -> None:
        """Take sacks off a lot that is on the way or with a buyer: they stay whose they were."""
        assert body["sacks"]
        assert entry["org"] in {whole.holder, self.dispatches.get(whole.sent or "")} | self.senders
        assert 0 < total < whole.left
        whole.left -= total
        step = self.steps[entry["id"]]
        step.taken[body["lot"]] = total
        for code, grams, _how in body["parts"]:
            assert code not in self.lots
            place, claims = whole.place, whole.claims
            self.lots[code] = Beans(grams, grams, whole.holder, place, claims, entry["id"])
            step.given[code] = grams
        self.sacks.split(body)

    def report_recorded(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        """Words move nothing, but for what an outside buyer gives back."""
        assert any("hash" in paper for paper in entry["docs"]) or body["what"] == "returned"
        for code, grams, _how in body.get("lots", []) if body["what"] == "returned" else []:
            lot = self.lots[code]
            assert lot.holder == self.dispatches[body["about"]] == body["reporter"]
            self.sacks.settle(code, lot.left, grams)
            self.vanished_g += lot.left - grams
            lot.left, lot.holder, lot.place = grams, entry["org"], body["place"]

    def lot_packed(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        assert (self.lots[body["lot"]].holder, self.lots[body["lot"]].sent) == (entry["org"], None)
        self.sacks.pack(body)

    def sack_changed(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        lot = self.lots[body["lot"]]
        assert (lot.holder, lot.sent) == (entry["org"], None)
        gone = self.sacks.change(body)
        lot.left -= gone
        self.vanished_g += gone

    def lot_counted(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        lot = self.lots[body["lot"]]
        assert (lot.holder, lot.sent) == (entry["org"], None)
        assert body["book_g"] == lot.left
        assert (
            body["counted_g"] * 100 <= lot.left * 115
            or (body["counted_g"] - lot.left) * 100 <= lot.made
        )
        assert len(entry["by"]) == 2 or body["counted_g"] * 1000 <= lot.left * 1021
        self.sacks.settle(body["lot"], lot.left, body["counted_g"])
        self.vanished_g += lot.left - body["counted_g"]
        lot.left = body["counted_g"]

    def labels_printed(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        self.labels.print(entry, body)

    def labels_confirmed(self, _entry: dict[str, Any], body: dict[str, Any]) -> None:
        self.labels.confirm(body)

    def labels_voided(self, _entry: dict[str, Any], body: dict[str, Any]) -> None:
        self.labels.void(body)

    def sample_answered(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        """What comes back is a lot of its own: the old one takes nothing in."""
        if "lot" not in body:
            return
        code, drawn = self.samples[body["sample"]]
        whole = self.lots[code]
        assert body["returned_g"] <= drawn
        self.vanished_g -= body["returned_g"]
        step = self.steps[entry["id"]] = Step(claims=whole.claims)
        step.taken[code] = body["returned_g"]
        self._make(entry, entry["id"], body["lot"], body["returned_g"], body["place"])

    def sample_drawn(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        if "lot" in body:
            lot = self.lots[body["lot"]]
            assert (lot.holder, lot.sent) == (entry["org"], None)
            assert 0 < body["mass_g"] <= lot.left
            self.samples[body["sample"]] = body["lot"], body["mass_g"]
            self.sacks.sample(body, lot.left)
            lot.left -= body["mass_g"]
            self.vanished_g += body["mass_g"]

    def dispatch_sent(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        assert body["dispatch"] not in self.dispatches
        self.dispatches[body["dispatch"]] = body["to"]
        self.senders.add(entry["org"])
        for code, grams, _how in body["lots"]:
            lot = self.lots[code]
            assert (lot.holder, lot.sent) == (entry["org"], None)
            assert grams == lot.left > 0
            lot.sent = body["dispatch"]

    def dispatch_answered(self, entry: dict[str, Any], body: dict[str, Any]) -> None:
        to = self.dispatches[body["dispatch"]]
        assert entry["kind"] == "dispatch.reported" or entry["org"] == to
        sent = {code for code, lot in self.lots.items() if lot.sent == body["dispatch"]}
        assert {answer["lot"] for answer in body["answers"]} == sent
        for answer in body["answers"]:
            lot = self.lots[answer["lot"]]
            lot.sent = None
            if answer["outcome"] == "refused":
                continue
            self.sacks.settle(answer["lot"], lot.left, answer["received_g"])
            self.vanished_g += lot.left - answer["received_g"]
            lot.left = answer["received_g"]
            lot.holder, lot.place = to, body.get("place")

    dispatch_reported = dispatch_answered

    def check_masses(self) -> None:
        """Assert that every gram has a booked cause."""
        for code, lot in self.lots.items():
            assert lot.left >= 0, code
        inside = 0
        for name, step in self.steps.items():
            rest = sum(step.taken.values()) - sum(step.given.values()) - step.lost
            assert rest == 0 or not step.done, name
            inside += rest
        left = sum(lot.left for lot in self.lots.values())
        lost = sum(step.lost for step in self.steps.values()) + self.vanished_g
        assert self.origins_g == left + inside + lost

    def edges(self, code: str) -> set[tuple[str, str, str, int]]:
        """Return every edge of a lot's ancestry: child, step, parent, grams."""
        found: set[tuple[str, str, str, int]] = set()
        waiting, seen = [code], set[str]()
        while waiting:
            child = waiting.pop()
            step = self.lots[child].step
            if child in seen or step is None:
                continue
            seen.add(child)
            taken = self.steps[step].taken
            found |= {(child, step, parent, grams) for parent, grams in taken.items()}
            waiting += taken
        return found


def touched(kind: str, body: dict[str, Any]) -> list[str]:
    """Return the lots, batches, samples and dispatches whose state an entry changes."""
    listed = {
        "batch.took": "inputs",
        "lot.blended": "inputs",
        "dispatch.sent": "lots",
    }
    if kind in listed:
        lots = [code for code, *_ in body[listed[kind]]]
        return [*lots, body["batch"]] if kind == "batch.took" else lots
    if kind in {"dispatch.answered", "dispatch.reported", "report.recorded"}:
        return said_of(body)
    if kind in {"batch.passed", "batch.gave", "batch.closed", "sample.sent"}:
        return [body[kind.partition(".")[0]]]
    named = {
        "inspection.signed": ("sample", "lot", "supersedes"),
        "inspection.disputed": ("inspection", "sample", "lot"),
        "lot.held": ("lot", "batch"),
        "lot.lifted": ("lot", "batch"),
        "sample.drawn": ("lot", "batch"),
    }
    if kind in named:
        return [body[name] for name in named[kind] if name in body]
    decided = {"lot.certified", "lot.downgraded", "lot.rejected", "result.reported"}
    changed = {"lot.split", "lot.packed", "lot.counted", "sack.changed"}
    return [body["lot"]] if kind in decided | changed else []


def said_of(body: dict[str, Any]) -> list[str]:
    """Return what an answer or a report changes."""
    if "answers" in body:
        lots = [answer["lot"] for answer in body["answers"]]
        lots += [answer["returned"] for answer in body["answers"] if "returned" in answer]
        return [body["dispatch"], *lots]
    given_back = [code for code, *_ in body.get("lots", [])]
    return given_back if body["what"] == "returned" else [body["about"]]


def made(kind: str, body: dict[str, Any]) -> list[str]:
    """Return the lots, batches, samples and dispatches that an entry makes."""
    if kind == "delivery.received":
        return [line["lot"] for line in body["lines"]]
    if kind in {"batch.gave", "lot.split"}:
        return [code for code, *_ in body["outputs" if kind == "batch.gave" else "parts"]]
    named = {
        "lot.opened": "lot",
        "lot.bought": "lot",
        "lot.found": "lot",
        "sample.answered": "lot",
        "batch.opened": "batch",
        "batch.passed": "lot",
        "lot.blended": "lot",
        "sample.drawn": "sample",
        "inspection.signed": "inspection",
        "dispatch.sent": "dispatch",
    }
    return [body[named[kind]]] if kind in named and named[kind] in body else []
