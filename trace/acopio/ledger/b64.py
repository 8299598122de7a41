"""Strict base64 (RFC 4648 sections 4 and 5).

Lenient decoders accept several texts for the same bytes: missing padding, spaces, bits after the
last byte. A proof in which such a change went unnoticed would have more than one spelling, so a
text is decoded here only when it is exactly what the encoder would have written.
"""

import binascii

_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_", b"+/")


def encode(data: bytes) -> str:
    """Return standard base64 with padding (RFC 4648 section 4)."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def decode(text: str) -> bytes | None:
    """Return the bytes of a standard base64 text, or None when it is not canonical."""
    try:
        data = binascii.a2b_base64(text, strict_mode=True)
    except ValueError:  # binascii.Error, or a sign outside ASCII
        return None
    return data if encode(data) == text else None


def url_encode(data: bytes) -> str:
    """Return base64url without padding (RFC 4648 section 5, RFC 7515 section 2)."""
    raw = binascii.b2a_base64(data, newline=False)
    return raw.translate(_TO_URL).rstrip(b"=").decode("ascii")


def url_decode(text: str) -> bytes | None:
    """Return the bytes of an unpadded base64url text, or None when it is not canonical."""
    if not text.isascii():
        return None
    raw = text.encode("ascii").translate(_FROM_URL) + b"=" * (-len(text) % 4)
    try:
        data = binascii.a2b_base64(raw, strict_mode=True)
    except binascii.Error:
        return None
    return data if url_encode(data) == text else None
