"""How the fields of an entry are marked: clear, or committed.

A clear field stands in the log for ever. A committed one never does: the log holds the digest of
a salted disclosure (SD-JWT, RFC 9901), and the value lives in the vault, from where it can be
erased. A committed field is therefore always optional: once erased it reads as ``None``.
"""

from typing import Annotated, Literal, TypeVar

import msgspec

COMMITTED = msgspec.Meta(extra_json_schema={"x-committed": True})

T = TypeVar("T")
Private = Annotated[T | None, COMMITTED]
"""A committed field: ``producer: Private[str] = None``."""

How = Literal["w", "a", "p", "e"]
"""How a mass is known: weighed, all that was left, an estimated part, converted."""

Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
LotCode = Annotated[str, msgspec.Meta(pattern=r"^[2-9A-HJKMNP-Z]{11}$")]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Hash = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{43}$")]
"""SHA-256 in base64url without padding."""
Grams = Annotated[int, msgspec.Meta(ge=1, lt=2**53)]
Count = Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
AnyGrams = Annotated[int, msgspec.Meta(gt=-(2**53), lt=2**53)]
ZeroGrams = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
Text = Annotated[str, msgspec.Meta(max_length=2000)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Figure = Annotated[str, msgspec.Meta(max_length=60)]
"""A printed value: a figure or a class, never a text."""
Part = tuple[LotCode, Grams, How]
"""Lot code, grams, how known."""

SackRange = tuple[LotCode, Count, Count]
"""Lot the sacks were packed for, first and last number."""

Weight = tuple[Grams, Name]
"""Grams, and the value and unit as typed."""


class Body(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """The base of every entry body. What is at its default (nothing) is left out of the bytes."""


class Piece(Body, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The base of the objects inside a body."""


class Document(Piece, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A paper that stands behind an entry; the file itself lies beside the database."""

    type: Name
    number: Name | None = None
    issuer: Name | None = None
    date: Day | None = None
    hash: Hash | None = None
