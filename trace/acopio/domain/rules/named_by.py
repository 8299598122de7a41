"""What the body of an act names: the lots it makes, all it is about, the rows beside them."""

from collections.abc import Iterator

from msgspec.structs import replace

from acopio.domain.entries.fields import Body
from acopio.domain.entries.gate import DeliveryReceived
from acopio.domain.entries.kinds import KIND_OF
from acopio.domain.pads import pad_key
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.gate import LotPrice, PadReceipt
from acopio.domain.rows.lots import Batch, BatchNote, DeliveryLine, Lot
from acopio.domain.rows.quality import Sample
from acopio.domain.rules.base import Need


def made_by(body: Body) -> list[str]:
    """Return the codes of the lots that a body makes."""
    if hasattr(body, "lines"):
        return [line.lot for line in body.lines]
    for name in ("outputs", "parts"):
        if hasattr(body, name):
            return [part[0] for part in getattr(body, name)]
    return [body.lot] if KIND_OF[type(body)].name in _MAKES_ONE else []  # type: ignore[attr-defined]


_MAKES_ONE = {"lot.opened", "lot.bought", "lot.found", "lot.blended", "batch.passed"}


def about(body: Body) -> Iterator[str]:
    """Yield the lots and batches that a body names."""
    yield from made_by(body)
    for name in ("lot", "batch"):
        if (named := getattr(body, name, None)) is not None:
            yield named
    for name in ("inputs", "lots"):
        yield from (part[0] for part in getattr(body, name, ()))
    yield from (answer.lot for answer in getattr(body, "answers", ()))


def lines_changed(old: Body, new: Body) -> list[str]:
    """Return the lots of a ticket's lines that differ, if nothing else of it does."""
    if not isinstance(old, DeliveryReceived) or not isinstance(new, DeliveryReceived):
        return []
    if replace(old, lines=()) != replace(new, lines=()):
        return []
    before = {line.lot: line for line in old.lines}
    return [line.lot for line in new.lines if line != before.get(line.lot)]


def rows_about(body: Body) -> Iterator[Need]:
    """Yield the rows, beside lots and flows, that a body is about."""
    if (dispatch := getattr(body, "dispatch", None)) is not None:
        yield Dispatch, "id", dispatch
        yield DispatchLine, "dispatch", dispatch
    if (sample := getattr(body, "sample", None)) is not None:
        yield Sample, "id", sample
    if (batch := getattr(body, "batch", None)) is not None:
        yield BatchNote, "batch", batch
        yield Batch, "id", batch
    for line in getattr(body, "lines", ()):
        yield Lot, "code", line.lot
        yield DeliveryLine, "lot", line.lot
        yield LotPrice, "lot", line.lot
        if line.pad:
            yield PadReceipt, "pad", pad_key(line.pad)
