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
    """What an outside organisation did or said, with its document."""

    report: Id
    reporter: Id
    about: Id
    what: Name
    lots: tuple[Part, ...] = ()
    text: Private[Text] = None


class ReportConfirmed(Body, frozen=True, kw_only=True):
    """The outside organisation confirms by an entry of its own log, under a vouched key."""

    report: Id
    origin: Name
    entry: str
    proof: str
    vkey: Text
    cites: Hash
