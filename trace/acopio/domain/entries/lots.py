"""Entries about lots and sacks in the store."""

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
    Private,
    Text,
    ZeroGrams,
)


class LotBlended(Body, frozen=True, kw_only=True):
    """Lots of one product became one: inputs = output + difference."""

    lot: LotCode
    product: Name
    place: Id
    inputs: tuple[Part, ...]
    output_g: Grams
    difference_g: AnyGrams
    typed: Name | None = None
    inputs_typed: tuple[Name, ...] = ()
    """Masses of the inputs as typed, of the whole act."""
    claims: tuple[Name, ...] = ()
    lost: tuple[Name, ...] = ()
    reason: Private[Text] = None


class LotSplit(Body, frozen=True, kw_only=True):
    """A lot gave parts, or sack ranges, which are lots of their own from here on."""

    lot: LotCode
    parts: tuple[Part, ...]
    typed: tuple[Name, ...] = ()
    sacks: tuple[tuple[LotCode, LotCode, Count, Count], ...] = ()
    """New lot, lot the sacks were packed for, first and last number."""


class LotPacked(Body, frozen=True, kw_only=True):
    """Sacks of a lot, numbered from ``first``; a mass of null is reserved, not yet weighed."""

    lot: LotCode
    first: Count
    """Number of the first sack of the whole act."""
    sacks: tuple[Grams | None, ...]
    typed: tuple[Name, ...] = ()
    """Masses as typed: one for each sack, or one for all."""


Filling = tuple[LotCode, Count, Count, Grams | None]
"""Lot the sacks were packed for, first and last number, what each weighs if it was weighed."""


class SackChanged(Body, frozen=True, kw_only=True):
    """Sacks that lie in a lot were weighed, re-bagged, emptied, missed, voided or used again."""

    lot: LotCode
    """Where they lie now."""
    state: Name
    """``packed`` (weighed), ``re-bagged``, ``emptied``, ``burst``, ``missing``, ``void`` or
    ``re-used``."""
    sacks: tuple[Filling, ...]
    typed: tuple[Name, ...] = ()
    """Masses as typed, of the whole act."""
    reason: Private[Text] = None


class LotCounted(Body, frozen=True, kw_only=True):
    """Somebody weighed what is there; the difference is booked with its cause."""

    lot: LotCode
    book_g: AnyGrams
    """What the book said: less than nothing after a correction."""
    counted_g: ZeroGrams
    cause: Name
    typed: Name | None = None
    moisture_before: Name | None = None
    moisture_after: Name | None = None
    reason: Private[Text] = None


class LotFound(Body, frozen=True, kw_only=True):
    """Sweepings or found beans: a lot with an origin in time and place, no shares, no claims."""

    lot: LotCode
    product: Name
    place: Id
    mass_g: Grams
    kept_from: Day
    """It is of what was kept at the place from this day …"""
    kept_to: Day
    """… to this one."""
    cause: Name
    typed: Name | None = None
    reason: Private[Text] = None


class NameGiven(Body, frozen=True, kw_only=True):
    """What others call a lot, dispatch or delivery."""

    subject: Id
    kind: Name
    name: Name


class DocumentAttached(Body, frozen=True, kw_only=True):
    """Papers that belong to something already recorded; they stand in the entry's ``docs``."""

    subject: Id
    note: Private[Text] = None
