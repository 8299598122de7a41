"""Entries about the log itself and its keys."""

from acopio.domain.entries.fields import Body, Day, Hash, Id, Name, Piece, Private, Text


class CheckpointRef(Piece, frozen=True, kw_only=True):
    """The last known signed head of another log."""

    origin: Name
    size: int
    root: Hash
    note: Text
    """The signed checkpoint itself."""


class LogKey(Piece, frozen=True, kw_only=True):
    """A key and what it may sign."""

    role: Name
    vkey: Text


class LogOpened(Body, frozen=True, kw_only=True):
    """The first entry of every log: whose it is and which key signs its checkpoints."""

    origin: Name
    organisation: Id
    prefix: Name
    keys: tuple[LogKey, ...]
    program: Name
    previous: CheckpointRef | None = None


class ClockConfirmed(Body, frozen=True, kw_only=True):
    """A person looked at the date and says it is right."""

    date: Day
    reason: Private[Text] = None


class KeyReplaced(Body, frozen=True, kw_only=True):
    """A key gives way to another; both sign ``old || new``."""

    role: Name
    old: Text
    new: Text
    old_signature: Text
    new_signature: Text


class KeyVouched(Body, frozen=True, kw_only=True):
    """A person vouches for the key of an organisation that this node does not operate."""

    organisation: Id
    origin: Name
    vkey: Text
    valid_from: Day
    how: Private[Text] = None
