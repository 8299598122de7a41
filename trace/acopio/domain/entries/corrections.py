"""Entries about other entries: corrections, withdrawals, erasure."""

from typing import Any

from acopio.domain.entries.fields import Body, Count, Hash, Name, Private, Text


class EntryCorrected(Body, frozen=True, kw_only=True):
    """The corrected fact, with the whole new body of the kind it corrects."""

    entries: tuple[Hash, ...]
    """The entry that was wrong, or all parts of a divided one."""
    kind: Name
    version: Count
    new: dict[str, Any]
    """A body of that kind; its committed fields are committed here too."""
    reason: Private[Text] = None


class EntryUndone(Body, frozen=True, kw_only=True):
    """An act that nothing rests on is withdrawn."""

    entries: tuple[Hash, ...]
    """The entry that is withdrawn, or all parts of a divided one."""
    kind: Name
    reason: Private[Text] = None


class DisclosuresErased(Body, frozen=True, kw_only=True):
    """The disclosures behind these digests are deleted; every hash and proof stays valid."""

    digests: tuple[Hash, ...]
    basis: Name
