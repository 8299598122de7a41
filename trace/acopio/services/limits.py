"""The limits of a profile, as people type them; one that nothing could ever meet is refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from acopio.domain.entries.quality import Limit
from acopio.errors import Refusal
from acopio.quality.protocol import Protocol
from acopio.quality.registry import current
from acopio.quality.typed import number

_LIMIT = re.compile(r"\s*([^:\s]+)\s*:\s*([^<>\s]+)\s*(<=|>=|<|>|\bin\b)\s*(.+?)\s*")
_ON_A_SCALE = ("score", "measure", "level")
"""Kinds of attributes whose figure in a result lies on the scale of the form."""


@dataclass(eq=False)
class LimitUnreadable(Refusal):
    """A limit that is not written as protocol:field<=value."""

    code = "limit-unreadable"
    given: str


@dataclass(eq=False)
class LimitFieldUnknown(Refusal):
    """A limit on a figure that the protocol does not give."""

    code = "limit-field-unknown"
    protocol: str
    given: str
    known: tuple[str, ...]


@dataclass(eq=False)
class LimitWordUnknown(Refusal):
    """A limit on a grade or another word that asks for none of the words there are."""

    code = "limit-word-unknown"
    protocol: str
    field: str
    given: str
    known: tuple[str, ...]


@dataclass(eq=False)
class LimitNeverMet(Refusal):
    """A limit outside of the scale of its figure."""

    code = "limit-never-met"
    given: str
    scale: str


@dataclass(eq=False)
class LimitForOtherProduct(Refusal):
    """A limit of a protocol that is never used on the product of the profile."""

    code = "limit-for-other-product"
    protocol: str
    needed: str
    found: str


@dataclass(eq=False)
class LimitTwice(Refusal):
    """Two limits of one profile that say the same side of the same figure."""

    code = "limit-twice"
    protocol: str
    field: str
    op: str


def read_limits(texts: Iterable[str], product: str) -> tuple[Limit, ...]:
    """Read the limits of a profile for a product.

    Raises:
        LimitUnreadable, LimitFieldUnknown, LimitWordUnknown, LimitNeverMet, UnknownProtocol.
        LimitForOtherProduct: a protocol is not used on this product.
        LimitTwice: the same side of the same figure is limited twice.
    """
    found: dict[tuple[str, str, str], Limit] = {}
    for text in texts:
        limit = read_limit(text)
        products = current(limit.protocol).products
        if product not in products:
            raise LimitForOtherProduct(
                protocol=limit.protocol, needed=", ".join(products), found=product
            )
        if (limit.protocol, limit.field, limit.op) in found:
            raise LimitTwice(protocol=limit.protocol, field=limit.field, op=limit.op)
        found[limit.protocol, limit.field, limit.op] = limit
    return tuple(found.values())


def read_limit(text: str) -> Limit:
    """Read a limit as people type it: ``iso2451:grade in I``, ``contaminants:cadmium<=0.8``.

    Raises:
        LimitUnreadable: it is not written so, or its value is no figure.
        LimitWordUnknown: a grade is limited to something that is no grade.
        LimitNeverMet: no result could meet it.
        UnknownProtocol, LimitFieldUnknown.
    """
    found = _LIMIT.fullmatch(text)
    if found is None:
        raise LimitUnreadable(given=text)
    named, field, op, value = found.groups()
    protocol = current(named)
    if field not in protocol.limits:
        raise LimitFieldUnknown(protocol=protocol.id, given=field, known=protocol.limits)
    words = _words(protocol, field)
    if words:
        _check_words(protocol, field, op, value, words)
    elif op != "in":
        _check_figure(text, op, number(value), _scale(protocol, field))
    return Limit(protocol=protocol.id, field=field, op=op, value=value)


def _words(protocol: Protocol, field: str) -> tuple[str, ...]:
    """Return the words that a figure is one of; none where it is a number."""
    for figure in protocol.figures:
        if figure.key == field and figure.words:
            return tuple(one.key for one in figure.words)
    return tuple(
        choice.key for one in protocol.attributes if one.key == field for choice in one.choices
    )


def _check_words(
    protocol: Protocol, field: str, op: str, value: str, known: tuple[str, ...]
) -> None:
    given = [one.strip() for one in value.split(",")]
    unknown = [one for one in given if one not in known]
    if op != "in" or unknown:
        raise LimitWordUnknown(
            protocol=protocol.id,
            field=field,
            given=", ".join(unknown) if op == "in" else f"{op}{value}",
            known=known,
        )


def _scale(protocol: Protocol, field: str) -> tuple[Decimal, Decimal] | None:
    """Return between what a figure lies: a share is part of a whole, a score on its scale."""
    for one in protocol.attributes:
        if one.key == field and one.kind in _ON_A_SCALE:
            return one.minimum, one.maximum
    return (Decimal(0), Decimal(100)) if protocol.unit_of(field) == "%" else None


def _check_figure(
    text: str, op: str, value: Fraction | None, scale: tuple[Decimal, Decimal] | None
) -> None:
    if value is None:
        raise LimitUnreadable(given=text)
    if scale is None:
        return
    low, high = map(Fraction, scale)
    never = {"<=": value < low, "<": value <= low, ">=": value > high, ">": value >= high}
    if never[op]:
        raise LimitNeverMet(given=text, scale="–".join(f"{one.normalize():f}" for one in scale))
