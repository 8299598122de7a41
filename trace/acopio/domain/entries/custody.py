"""Entries about beans that leave: dispatch, receipt, report."""

from typing import Literal

from acopio.domain.entries.fields import (
    Body,
    Hash,
    Id,
    LotCode,
    Name,
    Part,
    Piece,
    Private,
    SackRange,
    Text,
    ZeroGrams,
)
from acopio.domain.entries.gate import Price


class DispatchSent(Body, frozen=True, kw_only=True):
    """One departure of lots to an organisation, or (``move``) to another place of ours."""

    dispatch: Id
    number: Name
    purpose: Name
    to: Id
    place: Id
    lots: tuple[Part, ...]
    to_place: Id | None = None
    sacks: tuple[SackRange, ...] = ()
    seal: Name | None = None
    vehicle: Private[Name] = None
    driver: Private[Name] = None
    price: Private[Price] = None


class Answer(Piece, frozen=True, kw_only=True):
    """What became of one lot of a dispatch."""

    lot: LotCode
    outcome: Literal["as-sent", "short", "over", "refused"]
    received_g: ZeroGrams
    typed: Name | None = None
    returned: LotCode | None = None


class DispatchAnswered(Body, frozen=True, kw_only=True):
    """The receiver, one of ours, says what arrived."""

    dispatch: Id
    place: Id
    answers: tuple[Answer, ...]
    reason: Private[Text] = None


class DispatchReported(Body, frozen=True, kw_only=True):
    """What an outside receiver said arrived: reported, not confirmed."""

    dispatch: Id
    reporter: Id
    answers: tuple[Answer, ...]
    reason: Private[Text] = None


class ReportRecorded(Body, frozen=True, kw_only=True):
    """What an outside organisation did or said, with its document in ``docs``.

    An arrival under another house's dispatch file is the one report an organisation makes of
    itself: it names the lots and masses that it received, and cites the entry of the dispatch.
    """

    report: Id
    number: Name
    reporter: Id
    about: Id
    """A lot, or a dispatch."""
    what: Name
    """A stable word: ``received``, ``processed``, ``tested``, ``returned`` …"""
    lots: tuple[Part, ...] = ()
    place: Id | None = None
    """Where the lots lie from here on, when they came."""
    cites: Hash | None = None
    """Leaf hash of the entry, in another house's log, that it answers."""
    text: Private[Text] = None


class ReportConfirmed(Body, frozen=True, kw_only=True):
    """The outside organisation confirms by an entry of its own log, under a vouched key."""

    report: Id
    """The dispatch whose arrival is confirmed."""
    origin: Name
    entry: str
    """The leaf bytes of its entry, as text."""
    proof: str
    """C2SP tlog-proof with the signed checkpoint."""
    vkey: Text
    cites: Hash
    """Leaf hash of our dispatch, which its entry cites too."""
