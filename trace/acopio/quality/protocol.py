"""What a protocol is, and what evaluating one gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Words:
    """One name in both languages."""

    es: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the figures of a protocol come from."""

    standard: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How much has to be looked at: five cups, three hundred beans."""

    quantity: int
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One thing that is scored or counted, in the order of the paper form."""

    key: str
    name: Words
    minimum: Decimal
    maximum: Decimal
    step: Decimal
    usual_minimum: Decimal | None = None
    """Below it a value is allowed but rare: it is warned of, never refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One class of a scale; its limit belongs to it."""

    minimum: Decimal
    name: Words


@dataclass(frozen=True, slots=True)
class Caution:
    """Something worth a second look that changes no figure: a code and its values."""

    code: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What the function of a protocol gives back."""

    result: dict[str, str]
    working: tuple[str, ...]
    warnings: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A result with its arithmetic, under one version of one protocol.

    Results are exact decimal text: they are signed and hashed, so no number type may reshape them.
    """

    protocol: str
    version: str
    result: dict[str, str]
    working: tuple[str, ...]
    warnings: tuple[Caution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """Data and one pure function; a published version is never changed or removed."""

    id: str
    version: str
    name: Words
    products: tuple[str, ...]
    source: tuple[Source, ...]
    attributes: tuple[Attribute, ...]
    sample: Sample
    compute: Callable[[Mapping[str, object]], Computed] = field(repr=False)
    bands: tuple[Band, ...] = ()
