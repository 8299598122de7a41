"""The balance of the demo's season, added up again from the entries alone."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from acopio.domain.rows.parties import Organisation
from acopio.services.balance import BalanceWords, balance, stock
from acopio.services.demo import season
from acopio.services.node import Node
from acopio.storage.engine import open_engine
from acopio.storage.log_store import leaves

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    home = tmp_path_factory.mktemp("season")
    engine = open_engine(f"sqlite:///{(home / 'acopio.db').as_posix()}")
    made = Node(engine=engine, home=home, passphrase=lambda: "a pass phrase")
    season.begin(made).run()
    yield made
    engine.dispose()


@dataclass
class Sums:
    """Grams by product and cause, from the bodies of entries and nothing else."""

    product: dict[str, str] = field(default_factory=dict)
    """Of each lot."""
    left: Counter[str] = field(default_factory=Counter)
    """Of each lot."""
    source: dict[str, str] = field(default_factory=dict)
    """Product of each batch."""
    inside: Counter[str] = field(default_factory=Counter)
    closed: dict[str, tuple[list[int] | None, bool]] = field(default_factory=dict)
    """Band and verdict of each batch when it was closed."""
    sums: Counter[tuple[str, str]] = field(default_factory=Counter)
    sent: dict[str, dict[str, int]] = field(default_factory=dict)

    def read(self, kind: str, body: dict[str, Any]) -> None:
        """Take one entry in."""
        handler = getattr(self, "_" + kind.replace(".", "_").replace("-", "_"), None)
        if handler is not None:
            handler(body)

    def _made(self, lot: str, product: str, grams: int) -> None:
        self.product[lot], self.left[lot] = product, grams

    def _delivery_received(self, body: dict[str, Any]) -> None:
        for line in body["lines"]:
            self._made(line["lot"], line["product"], line["received_g"])
            self.sums[line["product"], "delivery"] += line["received_g"]

    def _batch_took(self, body: dict[str, Any]) -> None:
        for lot, grams, _how in body["inputs"]:
            self.source[body["batch"]] = self.product[lot]
            self.left[lot] -= grams
            self.inside[body["batch"]] += grams

    def _gave(self, batch: str, lot: str, product: str, grams: int) -> None:
        self._made(lot, product, grams)
        self.inside[batch] -= grams
        self.sums[self.source[batch], f"became {product}"] += grams

    def _batch_passed(self, body: dict[str, Any]) -> None:
        self._gave(body["batch"], body["lot"], body["product"], body["mass_g"])

    def _batch_gave(self, body: dict[str, Any]) -> None:
        for lot, grams, _how in body["outputs"]:
            self._gave(body["batch"], lot, body["product"], grams)

    def _batch_closed(self, body: dict[str, Any]) -> None:
        self.closed[body["batch"]] = body.get("band"), body["inside"]
        self.inside[body["batch"]] -= body["loss_g"]
        self.sums[self.source[body["batch"]], "lost in a batch"] += body["loss_g"]

    def _lot_blended(self, body: dict[str, Any]) -> None:
        for lot, grams, _how in body["inputs"]:
            self.left[lot] -= grams
        self._made(body["lot"], body["product"], body["output_g"])
        self.sums[body["product"], "blend"] += body["difference_g"]

    def _lot_split(self, body: dict[str, Any]) -> None:
        for lot, grams, _how in body["parts"]:
            self._made(lot, self.product[body["lot"]], grams)
            self.left[body["lot"]] -= grams

    def _sample_drawn(self, body: dict[str, Any]) -> None:
        if "lot" in body:
            self.left[body["lot"]] -= body["mass_g"]
            self.sums[self.product[body["lot"]], "sample"] += body["mass_g"]

    def _dispatch_sent(self, body: dict[str, Any]) -> None:
        self.sent[body["dispatch"]] = {lot: grams for lot, grams, _how in body["lots"]}

    def _dispatch_reported(self, body: dict[str, Any]) -> None:
        sent = self.sent.pop(body["dispatch"])
        for answer in body["answers"]:
            lot, received = answer["lot"], answer["received_g"]
            self.sums[self.product[lot], "short"] += sent[lot] - received
            self.sums[self.product[lot], "dispatched"] += received
            del self.left[lot]

    def _dispatch_answered(self, body: dict[str, Any]) -> None:
        sent = self.sent.pop(body["dispatch"])
        for answer in body["answers"]:
            lot = answer["lot"]
            self.sums[self.product[lot], "short"] += sent[lot] - answer["received_g"]
            self.left[lot] = answer["received_g"]


@pytest.fixture(scope="module")
def summed(node: Node) -> Sums:
    sums = Sums()
    with node.reading() as reader:
        log = reader.log_of(season.manager(node).organisation)
        for _, leaf in leaves(reader.connection, log.log):
            entry = json.loads(leaf)
            sums.read(entry["kind"], entry["body"])
    return sums


def ours(node: Node) -> str:
    with node.reading() as reader:
        return reader.where(Organisation, ours=True)[0].id


def test_every_product_has_the_sums_of_its_entries(node: Node, summed: Sums) -> None:
    report = balance(node, ours(node), BalanceWords())

    found: Counter[tuple[str, str]] = Counter()
    left: Counter[str] = Counter()
    for part in report.by_product:
        left[str(part.boundary.product)] = part.closing.total_g
        for line in part.lines:
            if line.side == "in" and line.cause == "processed":
                continue  # the other end of what another product became
            name = f"became {line.other}" if line.cause == "processed" else line.cause
            name = "lost in a batch" if name in {"processing", "batch"} else name
            found[line.product, name] += line.grams

    expected: Counter[str] = Counter()
    for lot, grams in summed.left.items():
        expected[summed.product[lot]] += grams
    for batch, grams in summed.inside.items():
        expected[summed.source[batch]] += grams
    same = {f"became {product}": product for product in summed.product.values()}
    became_itself = {key for key in summed.sums if same.get(key[1]) == key[0]}
    assert +found == Counter({key: n for key, n in summed.sums.items()
                              if n and key not in became_itself})  # fmt: skip
    assert +left == +expected
    assert sum(line.grams for line in report.whole.side("in")) == 43_427_600


def test_what_is_on_the_way_is_what_was_sent_and_not_answered(node: Node, summed: Sums) -> None:
    report = balance(node, ours(node), BalanceWords())

    on_the_way = sum(grams for lots in summed.sent.values() for grams in lots.values())
    assert on_the_way == report.whole.closing.way_g > 0


def test_opening_and_movements_of_a_month_are_the_stock_of_its_ends(node: Node) -> None:
    asked = BalanceWords(first="2026-06-01", last="2026-06-30")
    june = balance(node, ours(node), asked)

    assert june.whole.closed
    assert june.gaps == ()
    assert june.whole.opening.total_g == stock(node, ours(node), day="2026-05-31").total_g
    assert june.whole.closing.total_g == stock(node, ours(node), day="2026-06-30").total_g
    assert june.whole.opening.batch_g > 0


def test_each_batch_shows_its_yield_beside_its_band(node: Node) -> None:
    report = balance(node, ours(node), BalanceWords(season="2026"))

    outside = [one for one in report.batches if one.plausible is False]
    assert [one.vessel for one in outside] == ["SECADOR-4"]
    assert (outside[0].percent, outside[0].band) == ("66.9", ("67.6", "93.0"))
    assert all(one.plausible is None and one.band is None
               for one in report.batches if one.estimated)  # fmt: skip


def test_no_batch_is_judged_otherwise_than_at_its_closing(node: Node, summed: Sums) -> None:
    report = balance(node, ours(node), BalanceWords())

    closed = [one for one in report.batches if one.closed_on]
    assert {one.batch for one in closed} == set(summed.closed)
    for one in closed:
        band, inside = summed.closed[one.batch]
        assert (one.plausible is not False) == inside
        if one.plausible is not None:
            assert band is not None
            assert one.band == tuple(f"{limit // 10}.{limit % 10}" for limit in band)
