"""What a balance page prints: frozen values, already worded and formatted by the caller.

Only widths are drawn from numbers: grams of the picture's links. Every mass that is read is text.
"""

from dataclasses import dataclass
from typing import Literal

from acopio_labels.model import Fact, Language

NodeKind = Literal["in", "stage", "out", "stock", "loss", "gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode:
    """One bar of the picture."""

    key: str
    label: str
    mass: str
    """With its unit."""
    column: int
    """From 0, left to right."""
    kind: NodeKind
    group: str = ""
    """Nodes of one group lie together, in a band of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLink:
    """Grams that flow from a node to one further right: the width of the ribbon."""

    source: str
    target: str
    grams: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPicture:
    """Where the mass came from, what became of it, where it went."""

    nodes: tuple[FlowNode, ...]
    """At least one, each with a link."""
    links: tuple[FlowLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """One cause; ``strong`` is a sum."""

    label: str
    mass: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """The balance of one product or place in one line."""

    name: str
    opening: str
    came: str
    went: str
    lost: str
    closing: str
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YieldRow:
    """What one batch gave for what it took."""

    batch: str
    days: str
    products: str
    taken: str
    given: str
    loss: str
    share: str
    """Given of taken, per cent."""
    band: str
    """What is plausible, per cent."""
    verdict: str
    """Inside or outside the band, still open, or estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BalancePage:
    """Everything on the one page of a balance."""

    language: Language
    organisation: str
    title: str
    subject: str
    """What the balance is about."""
    period: str
    made_on: str
    equation: tuple[Fact, Fact, Fact, Fact, Fact]
    """Opening, in, out, lost, closing: the first two are the other three together."""
    closed: bool
    verdict: str
    """Closes to the gram, or by how much it does not."""
    picture: FlowPicture | None
    """None when there was nothing."""
    in_rows: tuple[BalanceRow, ...] = ()
    out_rows: tuple[BalanceRow, ...] = ()
    products: tuple[PartRow, ...] = ()
    places: tuple[PartRow, ...] = ()
    yields: tuple[YieldRow, ...] = ()
    gaps: tuple[str, ...] = ()
    """What does not add up, one sentence each."""
    notes: tuple[str, ...] = ()
    footer: str = ""
