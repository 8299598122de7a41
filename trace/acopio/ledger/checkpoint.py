"""Checkpoints (C2SP tlog-checkpoint): a tree head that its log has signed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from acopio.errors import Refusal
from acopio.ledger import b64
from acopio.ledger.merkle import EMPTY_ROOT, HASH_BYTES
from acopio.ledger.note import Signer, VerifierKey, open_note, sign

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


@dataclass(eq=False)
class BadCheckpoint(Refusal):
    """A checkpoint that is malformed, or of another log."""

    code: ClassVar[str] = "bad-checkpoint"

    reason: str
    """What is wrong, as a short stable word."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log at one size."""

    origin: str
    """Which log."""
    size: int
    """Number of entries."""
    root: bytes
    """Root hash of the tree of that size."""
    extensions: tuple[str, ...] = ()
    """Further lines. C2SP advises against them, as nobody audits them."""

    def __post_init__(self) -> None:
        if not all(map(_is_line, (self.origin, *self.extensions))):
            raise BadCheckpoint("malformed-line")
        if parse_decimal(str(self.size)) is None:
            raise BadCheckpoint("size")
        if len(self.root) != HASH_BYTES or (self.size == 0 and self.root != EMPTY_ROOT):
            raise BadCheckpoint("root")

    def text(self) -> str:
        """Return the text that is signed."""
        lines = (self.origin, str(self.size), b64.encode(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the checkpoint in a note's text. It says nothing until a signature is checked.

        Raises:
            BadCheckpoint: malformed.
        """
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop():
            raise BadCheckpoint("missing-line")
        size, root = parse_decimal(lines[1]), b64.decode(lines[2])
        if size is None:
            raise BadCheckpoint("size")
        if root is None:
            raise BadCheckpoint("root")
        return cls(lines[0], size, root, tuple(lines[3:]))


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> str:
    """Return the checkpoint as a signed note."""
    return sign(checkpoint.text(), [signer])


def open_checkpoint(
    note_text: str, verifier_keys: Sequence[VerifierKey], origin: str
) -> Checkpoint:
    """Return the checkpoint of a signed note.

    Args:
        note_text: the note as it was received.
        verifier_keys: the keys of this log, and only of it: one of them must have signed.
        origin: the log that is meant.

    Raises:
        BadNote: malformed, or not signed by the log.
        BadCheckpoint: not a checkpoint, or of another log.
    """
    checkpoint = Checkpoint.parse(open_note(note_text, verifier_keys).text)
    if checkpoint.origin != origin:
        raise BadCheckpoint("other-origin")
    return checkpoint


def parse_decimal(text: str) -> int | None:
    """Return a number written in ASCII without leading zeroes and below 10^19, else None."""
    return int(text) if _DECIMAL.fullmatch(text) else None


def _is_line(line: str) -> bool:
    return bool(line) and min(line) >= " " and not any("\ud800" <= s <= "\udfff" for s in line)
