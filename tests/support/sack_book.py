"""Book-keeping of sacks from outside: what the entries say each one weighs and where it lies."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

FULL = {"packed", "re-bagged"}


@dataclass
class Bag:
    """A sack as the entries leave it."""

    lot: str
    grams: int | None
    state: str


@dataclass
class SackBook:
    """Every sack by label and number."""

    bags: dict[tuple[str, int], Bag] = field(default_factory=dict)

    def full(self, lot: str) -> list[Bag]:
        """Return the bags of a lot with beans in them, in order of label and number."""
        return [
            bag
            for _key, bag in sorted(self.bags.items(), key=lambda item: item[0])
            if bag.lot == lot and bag.state in FULL
        ]

    def packed_g(self, lot: str) -> int:
        return sum(bag.grams or 0 for bag in self.full(lot))

    def pack(self, body: dict[str, Any]) -> None:
        for number, grams in enumerate(body["sacks"], start=body["first"]):
            assert (body["lot"], number) not in self.bags
            state = "reserved" if grams is None else "packed"
            self.bags[body["lot"], number] = Bag(body["lot"], grams, state)

    def split(self, body: dict[str, Any]) -> None:
        for new, label, first, last in body.get("sacks", ()):
            for number in range(first, last + 1):
                bag = self.bags[label, number]
                assert (bag.lot, bag.state in FULL) == (body["lot"], True)
                bag.lot = new

    def change(self, body: dict[str, Any]) -> int:
        """Take in what happened to sacks; return the grams that are gone with them."""
        gone = 0
        for label, first, last, grams in body["sacks"]:
            for number in range(first, last + 1):
                bag = self.bags[label, number]
                assert bag.lot == body["lot"]
                if body["state"] == "missing":
                    gone += bag.grams or 0
                if grams is not None:
                    bag.grams = grams
                bag.state = body["state"]
        return gone

    def settle(self, lot: str, book_g: int, left_g: int) -> None:
        """Let the sacks of a lot share what is left, where it was all in sacks or is less."""
        packed_g = self.packed_g(lot)
        if not packed_g or (packed_g != book_g and packed_g <= left_g):
            return
        if left_g <= 0:
            self.empty(lot)
        else:
            share(self.full(lot), left_g)

    def empty(self, lot: str) -> None:
        for bag in self.full(lot):
            bag.state = "emptied"

    def sample(self, body: dict[str, Any], book_g: int) -> None:
        left_g = book_g - body["mass_g"]
        if not body.get("sacks") or not left_g:
            self.settle(body["lot"], book_g, left_g)
            return
        bags = [
            self.bags[label, number]
            for label, first, last in body["sacks"]
            for number in range(first, last + 1)
        ]
        share(bags, sum(bag.grams or 0 for bag in bags) - body["mass_g"])


def share(bags: list[Bag], total: int) -> None:
    """Divide grams in proportion to what each weighed: largest remainder, ties to the first."""
    whole = sum(bag.grams or 0 for bag in bags)
    exact = [Fraction(total * (bag.grams or 0), whole) for bag in bags]
    floors = [one.numerator // one.denominator for one in exact]
    order = sorted(range(len(bags)), key=lambda i: (floors[i] - exact[i], i))
    for i in order[: total - sum(floors)]:
        floors[i] += 1
    for bag, grams in zip(bags, floors, strict=True):
        bag.grams = grams
