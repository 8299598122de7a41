"""Entries about batches: boxes, dryers, mill runs and sortings."""

from acopio.domain.entries.fields import (
    AnyGrams,
    Body,
    Count,
    Day,
    Grams,
    Id,
    LotCode,
    Name,
    Part,
    Piece,
    Private,
    Text,
    ZeroGrams,
)


class BatchOpened(Body, frozen=True, kw_only=True):
    """A box, dryer, mill run or sorting starts."""

    batch: Id
    kind: Name
    place: Id
    product: Name
    """What its main output is expected to be."""
    vessel: Name | None = None


class BatchTook(Body, frozen=True, kw_only=True):
    """Lots, whole or part, went into a batch."""

    batch: Id
    inputs: tuple[Part, ...]
    claims: tuple[Name, ...] = ()
    """What the batch still carries after this."""
    lost: tuple[Name, ...] = ()
    typed: tuple[Name, ...] = ()
    """Masses as typed, of the whole act."""
    reason: Private[Text] = None


class BatchNoted(Body, frozen=True, kw_only=True):
    """Something was done to or measured in a batch: turned, °C, °Brix, moisture."""

    batch: Id
    what: Name
    value: Name | None = None
    unit: Name | None = None
    text: Private[Text] = None


class BatchPassed(Body, frozen=True, kw_only=True):
    """Beans passed on unweighed, as an estimated and unlabelled lot."""

    batch: Id
    lot: LotCode
    product: Name
    mass_g: Grams
    """Input grams × conversion × part."""
    part: tuple[Count, Count]
    conversion: tuple[Count, Count]
    into: Id | None = None


class BatchGave(Body, frozen=True, kw_only=True):
    """Weighed lots of one product came out of a batch."""

    batch: Id
    product: Name
    place: Id
    outputs: tuple[Part, ...]
    typed: tuple[Name, ...] = ()
    moisture: Name | None = None


class BatchClosed(Body, frozen=True, kw_only=True):
    """A batch is empty; what is missing is its loss, judged against the band."""

    batch: Id
    taken_g: ZeroGrams
    given_g: ZeroGrams
    loss_g: AnyGrams
    inside: bool
    band: tuple[ZeroGrams, Count] | None = None
    """Plausible yield, in thousandths of what was taken."""
    reason: Private[Text] = None


class ProcessCheck(Piece, frozen=True, kw_only=True):
    """One counted or measured figure of a process check."""

    what: Name
    value: Name


class BatchChecked(Body, frozen=True, kw_only=True):
    """A process check of any number of beans: percentages with n, never a grade."""

    batch: Id
    protocol: Name
    beans: Count
    values: tuple[ProcessCheck, ...]
    on: Day | None = None
