"""Checking one Ed25519 signature (RFC 8032)."""

from dataclasses import dataclass
from typing import ClassVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from acopio.errors import Refusal


@dataclass(eq=False)
class BadSignature(Refusal):
    """A signature that the key did not make over these bytes."""

    code: ClassVar[str] = "bad-signature"


def verify_signature(public: bytes, signature: bytes, data: bytes) -> None:
    """Return only when `signature` is the key's signature over exactly `data`.

    Args:
        public: the 32 bytes of the public key.
        signature: the 64 bytes of the signature.
        data: the bytes that were signed.

    Raises:
        BadSignature: it is not, or one of the two has the wrong length.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError) as exc:
        raise BadSignature from exc
