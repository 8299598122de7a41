"""Signed notes (C2SP signed-note): a text and the Ed25519 signatures under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from acopio.errors import Refusal
from acopio.ledger import b64
from acopio.ledger.ed25519 import BadSignature, verify_signature

MOST_SIGNATURES = 100
"""Signatures read in one note; C2SP asks for at least 16, Go stops at 100."""

_ED25519 = b"\x01"
"""Signature type of a plain Ed25519 note signature (C2SP signed-note, "Signature types")."""
_DASH = "\u2014 "
_KEY_ID_BYTES = 4
_FORBIDDEN = re.compile("[\\x00-\\x09\\x0b-\\x1f\\ud800-\\udfff]")
"""No control sign but the newline (C2SP signed-note, "Format"); no half of a surrogate pair."""


@dataclass(eq=False)
class BadNote(Refusal):
    """A note, or a key for notes, that is malformed or not signed as it must be."""

    code: ClassVar[str] = "bad-note"

    reason: str
    """What is wrong, as a short stable word."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A name and a public key, written `name+key id+base64` as Go's sumdb does."""

    name: str
    """Who signs: for a log its origin. No space, no plus."""
    public: bytes
    """The 32 bytes of the Ed25519 public key."""

    def __post_init__(self) -> None:
        if not is_key_name(self.name):
            raise BadNote("key-name")
        if len(self.public) != 32:
            raise BadNote("key-length")

    @property
    def key_id(self) -> bytes:
        """The four bytes by which a signature names its key; a hint, not a fingerprint."""
        hashed = self.name.encode("utf-8") + b"\n" + _ED25519 + self.public
        return sha256(hashed).digest()[:_KEY_ID_BYTES]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key that a text stands for.

        Raises:
            BadNote: malformed, of another algorithm, or with a key id that is not its own.
        """
        parts = text.split("+", 2)  # base64 may hold a plus itself
        if len(parts) != 3:
            raise BadNote("malformed-key")
        key = b64.decode(parts[2])
        if not key:
            raise BadNote("malformed-key")
        if key[:1] != _ED25519:
            raise BadNote("unknown-algorithm")
        found = cls(parts[0], key[1:])
        if found.key_id.hex() != parts[1]:
            raise BadNote("wrong-key-id")
        return found

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64.encode(_ED25519 + self.public)}"


@dataclass(frozen=True, slots=True)
class Signer:
    """A name and a private key that signs notes."""

    name: str
    private_key: Ed25519PrivateKey

    @property
    def verifier_key(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, self.private_key.public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who claims to have signed, and the bytes."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {b64.encode(self.key_id + self.signature)}\n"

    @classmethod
    def parse(cls, line: str) -> Self:
        """Return the signature in one line, without its newline.

        Raises:
            BadNote: the line is not a signature line.
        """
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        raw = b64.decode(encoded)
        well_formed = line.startswith(_DASH) and is_key_name(name)
        if not well_formed or raw is None or len(raw) <= _KEY_ID_BYTES:
            raise BadNote("malformed-signature")
        return cls(name, raw[:_KEY_ID_BYTES], raw[_KEY_ID_BYTES:])


@dataclass(frozen=True, slots=True)
class Note:
    """A text and signatures under it; `open_note` says which of them hold."""

    text: str
    """What is signed, with its final newline."""
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return text and signatures of a note without checking any signature.

        Raises:
            BadNote: not a note.
        """
        _check_signs(text)
        body, blank, block = text.rpartition("\n\n")
        if not blank or not block.endswith("\n"):
            raise BadNote("no-signature-block")
        lines = block[:-1].split("\n")
        if len(lines) > MOST_SIGNATURES:
            raise BadNote("too-many-signatures")
        return cls(body + "\n", tuple(Signature.parse(line) for line in lines))


def sign(text: str, signers: Sequence[Signer]) -> str:
    """Return a note: the text, a blank line, a signature line of each signer.

    Raises:
        BadNote: the text does not end in a newline or holds control signs, or nobody signs.
    """
    _check_signs(text)
    if not text.endswith("\n"):
        raise BadNote("no-final-newline")
    if not signers:
        raise BadNote("no-signer")
    return str(Note(text, tuple(_signature(text, signer) for signer in signers)))


def open_note(text: str, verifiers: Sequence[VerifierKey]) -> Note:
    """Return the note with those signatures that known keys have made.

    Signatures of unknown keys are left out, as C2SP demands; one that a known key did not make
    spoils the whole note, even beside a good one.

    Args:
        text: the note as it was received.
        verifiers: the keys that are trusted.

    Raises:
        BadNote: malformed, no known key signed it, or a known key's signature is wrong.
    """
    note = Note.parse(text)
    known = _by_name_and_id(verifiers)
    verified: dict[tuple[str, bytes], Signature] = {}
    for line in note.signatures:
        key = known.get((line.name, line.key_id))
        if key is None or (line.name, line.key_id) in verified:
            continue
        _verify(key, line, note.text)
        verified[line.name, line.key_id] = line
    if not verified:
        raise BadNote("no-known-signature")
    return Note(note.text, tuple(verified.values()))


def is_key_name(name: str) -> bool:
    """Say whether C2SP signed-note allows this key name: not empty, no Unicode space, no plus."""
    spaces = any(map(str.isspace, name))
    return bool(name) and "+" not in name and not spaces and not _FORBIDDEN.search(name)


def _signature(text: str, signer: Signer) -> Signature:
    signed = signer.private_key.sign(text.encode("utf-8"))
    return Signature(signer.name, signer.verifier_key.key_id, signed)


def _verify(key: VerifierKey, line: Signature, text: str) -> None:
    try:
        verify_signature(key.public, line.signature, text.encode("utf-8"))
    except BadSignature as exc:
        raise BadNote("wrong-signature") from exc


def _by_name_and_id(
    verifiers: Sequence[VerifierKey],
) -> dict[tuple[str, bytes], VerifierKey]:
    known: dict[tuple[str, bytes], VerifierKey] = {}
    for key in verifiers:
        if known.setdefault((key.name, key.key_id), key) != key:
            raise BadNote("ambiguous-key")
    return known


def _check_signs(text: str) -> None:
    if _FORBIDDEN.search(text):
        raise BadNote("forbidden-sign")


def fingerprint(key: VerifierKey) -> str:
    """Return 16 hexadecimal digits of a key's SHA-256, in fours, for people to compare."""
    digest = sha256(key.public).hexdigest()[:16].upper()
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))
