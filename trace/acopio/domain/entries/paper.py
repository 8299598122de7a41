"""Entries about paper: labels and certificates."""

from acopio.domain.entries.fields import Body, Hash, Id, LotCode, Name, Private, Text


class LabelsPrinted(Body, frozen=True, kw_only=True):
    """A job of labels was made; a reprint says why."""

    job: Id
    lot: LotCode
    medium: Name
    first: int
    last: int
    copies: int = 1
    copy: int = 0
    printer: Name | None = None
    reason: Private[Text] = None


class LabelsConfirmed(Body, frozen=True, kw_only=True):
    """The last good label of a job."""

    job: Id
    lot: LotCode
    last_good: int


class LabelsVoided(Body, frozen=True, kw_only=True):
    """Labels that count no more; scanning one says so."""

    lot: LotCode
    first: int
    last: int
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
    entries: int
    history_root: Hash
    balance: tuple[tuple[Name, int], ...]
    decision: Hash | None = None
    replaces: Id | None = None


class CertificateReplaced(Body, frozen=True, kw_only=True):
    """Another certificate stands in its place."""

    certificate: Id
    by: Id
    reason: Private[Text] = None


class CertificateRevoked(Body, frozen=True, kw_only=True):
    """A certificate is good no more."""

    certificate: Id
    reason: Private[Text] = None
