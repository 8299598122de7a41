"""Rows of lots, deliveries, batches, flows and sacks."""

from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.rows.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot(Row):
    """A mass of one product with one history."""

    KEY: ClassVar[tuple[str, ...]] = ("code",)
    code: str
    organisation: str
    """Whose log the lot is acted on in; the holder."""
    owner: str
    place: str | None
    product: str
    born: str
    """How: delivery, opened, bought, found, batch, passed, blend or split."""
    step: str
    """The delivery, batch or act it came from."""
    day: str
    made_g: int
    left_g: int
    how: str
    claims: tuple[str, ...]
    latest: str
    """Leaf hash of the latest entry that changed it."""
    act: str
    """Leaf hash of the act that made it."""
    made_at: str
    """Place where it was made; ``place`` is where it lies."""
    said_g: int
    """Grams as first recorded; ``made_g`` follows corrections."""
    counts: int = 0
    """How often it was weighed since: each count begins a new segment of its balance."""
    lost: tuple[str, ...] = ()
    """Claims knowingly lost when it was blended."""
    certified: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    dispatch: str | None = None
    sacks: int = 0
    packed_g: int = 0
    harvest: str | None = None
    country: str | None = None
    process: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine(Row):
    """Where a lot came from: one line of a delivery, or a lot opened for a household."""

    KEY: ClassVar[tuple[str, ...]] = ("lot",)
    lot: str
    delivery: str
    line: int
    organisation: str
    place: str
    group_id: str | None
    day: str
    product: str
    received_g: int
    payable_g: int
    pad: str | None
    person: str | None
    household: str | None
    plots: tuple[tuple[str, int], ...] | None
    plots_known: str
    harvest_from: str | None
    harvest_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Row):
    """A box, dryer, mill run or sorting."""

    id: str
    organisation: str
    place: str
    vessel: str | None
    kind: str
    product: str
    source: str | None
    """The product it takes, known from the first lot."""
    state: str
    """``open``, ``giving`` (nothing more goes in) or ``closed``."""
    opened_on: str
    closed_on: str | None
    taken_g: int
    given_g: int
    weighed_g: int
    loss_g: int
    claims: tuple[str, ...] | None
    lost: tuple[str, ...]
    """Claims knowingly lost by what went in."""
    closed_by: str | None
    """Leaf hash of the act that closed it."""
    latest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchNote(Row):
    """Something done to or measured in a batch."""

    id: str
    act: str
    batch: str
    day: str
    what: str
    value: str | None
    unit: str | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCheck(Row):
    """What was counted among some beans of a batch at work: never a grade."""

    id: str
    act: str
    batch: str
    day: str
    protocol: str
    beans: int
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Row):
    """Grams that went into a step, came out of it, or were lost in it, as one act says."""

    KEY: ClassVar[tuple[str, ...]] = ("step", "way", "lot", "act")
    step: str
    way: str
    """``in``, ``out``, or ``loss`` (positive lost, negative gained)."""
    lot: str
    """Empty for the loss of a whole step."""
    act: str
    """Leaf hash of the act that says so."""
    grams: int
    """In force: restated where a correction changed what was there."""
    said_g: int
    """As recorded."""
    how: str
    """``w`` weighed, ``a`` all that was left, ``p`` an estimated part, ``e`` converted."""
    day: str
    segment: int
    """How often the lot had been weighed before."""
    cause: str
    rate: tuple[int, int] | None = None
    """Of an estimated output: its grams, for the grams that its step had taken."""


MOVED = "moved"
"""Cause of a count that nobody made: a lot came to another place of its owner as it was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Row):
    """Somebody weighed a lot: from here on it has what was counted, whatever the book said."""

    KEY: ClassVar[tuple[str, ...]] = ("lot", "number")
    lot: str
    number: int
    step: str
    """Where the difference is booked: the count's entry, or the dispatch it was received by."""
    act: str
    organisation: str
    day: str
    counted_g: int
    said_g: int
    """As first recorded."""
    book_g: int
    """What the book said then, in force."""
    cause: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sack(Row):
    """A numbered package; it keeps the code of the lot it was packed for."""

    KEY: ClassVar[tuple[str, ...]] = ("packed_for", "number")
    packed_for: str
    number: int
    lot: str
    mass_g: int | None
    packed_on: str
    state: str
    """``reserved``, ``packed``, ``re-bagged``, ``emptied``, ``burst``, ``missing``, ``void`` or
    ``re-used``."""


FULL = ("packed", "re-bagged")
"""States of a sack that holds weighed beans of its lot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Row):
    """Where and when the beans of a lot without shares were kept: sweepings, found beans."""

    KEY: ClassVar[tuple[str, ...]] = ("lot",)
    lot: str
    act: str
    organisation: str
    place: str
    kept_from: str
    kept_to: str
    cause: str
    reason: str | None
