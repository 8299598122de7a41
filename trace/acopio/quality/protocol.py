"""What a protocol is, and what evaluating one gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Words:
    """One name in both languages."""

    es: str
    en: str

    def of(self, language: str) -> str:
        """Return the name in the reader's language."""
        return self.en if language == "en" else self.es


class Named(str):
    """A key that knows what people call it: in a refusal it is said in the reader's language."""

    __slots__ = ("names",)
    names: Words

    def __new__(cls, key: str, names: Words) -> "Named":
        """Keep the names beside the key."""
        made = super().__new__(cls, key)
        made.names = names
        return made


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
    """``cups``, ``beans``, ``g``."""
    note: Words | None = None
    """How it is prepared."""
    exact: bool = False
    """Exactly so many: neither more nor fewer."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that the form prints under a mark of its scale."""

    value: Decimal
    name: Words


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words that may be marked."""

    key: str
    name: Words

    @property
    def named(self) -> Named:
        """Its key with its names, as a refusal hands it on."""
        return Named(self.key, self.name)


AttributeKind = Literal["score", "count", "measure", "choice", "choices", "cups", "level"]
"""A point on a scale; things counted; something measured; one word; several words; a mark for each
cup; a laboratory's figure, which may be ``<0.05``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One thing that is scored, counted, measured or marked, in the order of the paper form."""

    key: str
    name: Words
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(0)
    """Of a count 0 means: as many as there are."""
    step: Decimal = Decimal(0)
    """0 where any decimal will do."""
    usual_minimum: Decimal | None = None
    usual_maximum: Decimal | None = None
    """Outside of these a value is allowed but rare: it is warned of, never refused."""
    kind: AttributeKind = "score"
    part: str = ""
    """Under which name of the sheet it stands; nothing: in the sheet itself."""
    unit: str = ""
    anchors: tuple[Anchor, ...] = ()
    choices: tuple[Choice, ...] = ()
    most: int = 1
    """How many words may be marked, or how many cups there are."""
    optional: bool = False
    default: str | None = None
    """What nobody wrote down means: a defect that nobody counted was not there."""

    @property
    def named(self) -> Named:
        """Its key with its names, as a refusal hands it on."""
        return Named(self.key, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of a result: its name, and how people read it."""

    key: str
    name: Words
    unit: str = ""
    words: tuple[Choice, ...] = ()
    """Where the figure is one of several words: what they mean."""


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
    """In the order of the paper form."""
    sample: Sample
    compute: Callable[[Mapping[str, object]], Computed] = field(repr=False)
    bands: tuple[Band, ...] = ()
    panel: bool = False
    """Each cupper has a form of their own."""
    headline: str | None = None
    """The figure that stands for the result; ``None`` where the standard gives no single one."""
    figures: tuple[Figure, ...] = ()
    """The lines of the result that have names of their own, besides the attributes."""
    limits: tuple[str, ...] = ()
    """The lines of the result that a profile may put a limit on."""
    chart: Literal["radar", "bar", "table", "none"] = "none"
    """A radar has a fixed scale from 0 to 10, a bar shares that add up to a whole, a table the
    defects that were counted."""
    axes: tuple[str, ...] = ()
    """What radar or bar show, in their fixed order: figures of the result."""
    transcribed: bool = False
    """The figures are a laboratory's: they are copied from its report, which has to be named."""

    def name_of(self, key: str, language: str) -> str | None:
        """Return what people call a line of the result."""
        for figure in self.figures:
            if figure.key == key:
                return figure.name.of(language)
        base = key.removesuffix("_pct")
        for attribute in self.attributes:
            if attribute.key == base:
                return attribute.name.of(language)
        return None

    def unit_of(self, key: str) -> str:
        """Return the unit of a line of the result; nothing for points and grades."""
        for figure in self.figures:
            if figure.key == key:
                return figure.unit
        if key.endswith("_pct"):
            return "%"
        found = [one.unit for one in self.attributes if one.key == key]
        return found[0] if found else ""
