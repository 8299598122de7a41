"""Entries about paper: labels, certificates, and files handed over."""

from typing import Annotated, Literal

import msgspec

from acopio.domain.entries.fields import (
    Body,
    Count,
    Day,
    Hash,
    Id,
    LotCode,
    Name,
    Private,
    Text,
    ZeroGrams,
)

LabelRun = tuple[Name, Count, Count, Count]
"""What labels are of (a lot code, a sample number), first and last sack, which printing of them.

A label without a sack has the number 1. The second printing is the one marked "COPIA 2".
"""


class LabelsPrinted(Body, frozen=True, kw_only=True):
    """A job of labels was sent to paper; a reprint says why."""

    job: Id
    number: Name
    """What people call it: ``E-7KQ4M9``."""
    what: Literal["sack", "lot", "sample", "cup", "pallet"]
    medium: Name
    start: Count
    """The place of the first on its sheet."""
    labels: tuple[LabelRun, ...]
    """In the order in which they come out."""
    copies: Count
    printer: Name | None = None
    resumes: Id | None = None
    """The job of which this one prints the rest."""
    reason: Private[Text] = None


class LabelsConfirmed(Body, frozen=True, kw_only=True):
    """Somebody looked at what came out: how many labels of a job are good, from its first on."""

    job: Id
    good: ZeroGrams


class LabelsVoided(Body, frozen=True, kw_only=True):
    """Labels that count no more; scanning one says so."""

    lot: LotCode
    first: Count
    last: Count
    job: Id | None = None
    reason: Private[Text] = None


class CertificateIssued(Body, frozen=True, kw_only=True):
    """A document about a lot that commits to the lot's whole history.

    ``entries`` and ``history_root``: how many entries the closure of ``after`` holds, and the RFC
    6962 root over their sorted (origin, index, leaf hash).
    """

    certificate: Id
    number: Name
    lot: LotCode
    about: Name
    """``custody`` or ``quality``."""
    language: Name
    layout: Name
    """Which version of the page was drawn."""
    entries: Count
    history_root: Hash
    balance: tuple[tuple[Name, int], ...]
    decision: Hash | None = None
    replaces: Id | None = None


class CertificateReplaced(Body, frozen=True, kw_only=True):
    """Another certificate stands in its place."""

    certificate: Id
    by: Id
    reason: Private[Text] = None


class DataHandedOver(Body, frozen=True, kw_only=True):
    """The origin of a lot, with land and families as codes, was handed to a named partner.

    ``digest``: SHA-256 of ``lot.json``, which names the hashes of the other files. It holds salts,
    so that nobody can guess coordinates until the digest fits; the other files do not.
    """

    hand_over: Id
    lot: LotCode
    what: Name
    """Such as ``eudr``."""
    scope: Literal["ancestry", "in-excess"]
    way: Literal["files", "link"]
    digest: Hash
    plots: Annotated[int, msgspec.Meta(ge=0, lt=2**31)]
    """How many plots the files show."""
    to: Id | None = None
    to_text: Private[Text] = None
    expires_on: Day | None = None
    """The last day of a link."""


class CertificateRevoked(Body, frozen=True, kw_only=True):
    """A certificate is good no more."""

    certificate: Id
    reason: Private[Text] = None
