"""Rows of what outside organisations said, of their keys, and of what they confirmed."""

from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.rows.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Row):
    """What an outside organisation did or said, as we wrote it down."""

    id: str
    number: str
    organisation: str
    """Who wrote it down."""
    reporter: str
    about: str
    """Code of a lot, or id of a dispatch."""
    what: str
    lots: tuple[tuple[str, int, str], ...]
    place: str | None
    cites: str | None
    day: str
    act: str
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchedKey(Row):
    """A key of an outside organisation that somebody of ours vouches for."""

    KEY: ClassVar[tuple[str, ...]] = ("organisation", "vkey")
    organisation: str
    """Who vouches."""
    vkey: str
    owner: str
    """Whose key it is."""
    origin: str
    valid_from: str
    day: str
    act: str
    how: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation(Row):
    """An arrival that the receiver confirmed by an entry of its own log."""

    KEY: ClassVar[tuple[str, ...]] = ("dispatch",)
    dispatch: str
    organisation: str
    """Whose dispatch it was."""
    receiver: str
    origin: str
    entry: str
    """Leaf hash of the receiver's entry."""
    vkey: str
    day: str
    act: str
