"""Disclosures (RFC 9901, SD-JWT): private values that an entry commits to without holding them.

The entry holds the digest; the disclosure lies elsewhere and can be erased, after which the salt
keeps anybody from guessing the value out of the digest.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from acopio.errors import Refusal
from acopio.ledger import b64
from acopio.ledger.canonical import NotCanonical, decode_any, encode

SALT_BYTES = 16
"""128 bits, as RFC 9901 section 4.2.1 recommends."""


@dataclass(eq=False)
class BadDisclosure(Refusal):
    """A text that is not a disclosure, or a salt of the wrong length."""

    code: ClassVar[str] = "bad-disclosure"

    reason: str
    """What is wrong, as a short stable word."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A private value on its way to the vault, and what the entry holds in its place."""

    text: str
    """The encoded disclosure: salt, pointer and value."""
    digest: str
    """The commitment."""


def disclose(pointer: str, value: object, salt: bytes) -> Disclosure:
    """Return disclosure and digest of a private value (RFC 9901 section 4.2.1).

    Args:
        pointer: JSON pointer of the place in the entry's body.
        value: anything canonical JSON can hold.
        salt: 16 fresh random bytes, never used for another value.

    Raises:
        BadDisclosure: the salt has another length, or the pointer is none.
        NotCanonical: canonical JSON cannot hold the value.
    """
    if len(salt) != SALT_BYTES:
        raise BadDisclosure("salt-length")
    if not pointer.startswith("/"):
        raise BadDisclosure("pointer")
    text = b64.url_encode(encode([b64.url_encode(salt), pointer, value]))
    return Disclosure(text, digest_of(text))


def digest_of(text: str) -> str:
    """Return the digest of an encoded disclosure (RFC 9901 section 4.2.3).

    Raises:
        BadDisclosure: the text is not ASCII.
    """
    if not text.isascii():
        raise BadDisclosure("not-base64url")
    return b64.url_encode(sha256(text.encode("ascii")).digest())


def open_disclosure(text: str) -> tuple[str, object]:
    """Return pointer and value of an encoded disclosure; its digest is the caller's to compare.

    Raises:
        BadDisclosure: not a disclosure as `disclose` writes it.
    """
    data = b64.url_decode(text)
    if data is None:
        raise BadDisclosure("not-base64url")
    try:
        parts = decode_any(data, strict=True)
    except NotCanonical as exc:
        raise BadDisclosure("not-canonical") from exc
    if not isinstance(parts, list) or len(parts) != 3:
        raise BadDisclosure("not-three-parts")
    salt, pointer, value = parts
    if not isinstance(salt, str) or len(b64.url_decode(salt) or b"") != SALT_BYTES:
        raise BadDisclosure("salt-length")
    if not isinstance(pointer, str) or not pointer.startswith("/"):
        raise BadDisclosure("pointer")
    return pointer, value
