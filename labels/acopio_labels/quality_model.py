"""What a quality certificate prints: frozen values, already worded and formatted by the caller.

Only the shares of a bar and the scores of a radar are read as numbers, to draw their lengths; what
is printed beside them is the text as it came.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from acopio_labels.errors import OffTheScale
from acopio_labels.model import Fact, Issuer, Language, Proof, Radar

Verdict = Literal["met", "not-met", "not-stated"]
"""What became of a limit; not stated: no cited inspection gives that figure."""

_WHOLE = Decimal(100)
_ROUNDING = Decimal("0.5")
"""The most, in per cent, by which rounding can make one share too large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided of the lot: by whom, of what standing, against what."""

    act: str
    """``Liberado``."""
    profile: str
    """Against which profile."""
    by: str
    """Name or role."""
    organisation: str
    standing: str
    """What that person may say: own staff, accredited laboratory, independent third party."""
    day: str
    credential: str = ""
    """Licence, course or appointment, with its number and its days."""
    key: str = ""
    """A sentence: where the key lies that signed this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRow:
    """One limit of the profile with what was found, and how it was found."""

    what: str
    limit: str
    """With its sign and unit: ``≤ 3 %``."""
    found: str
    method: str
    """Standard and section."""
    verdict: Verdict
    interval: str = ""
    """How sure the figure is: ``95 %: 1.6–5.6 %``."""
    note: str = ""
    """A sentence, such as: the limit lies inside the interval, a second test is advised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What left the lot to be looked at. Evaluations of one sample hold equal ones."""

    number: str
    mass: str = ""
    sacks: str = ""
    """From how many it was drawn: ``75 de 250``."""
    seals: str = ""
    drawn_by: str = ""
    """Who drew it, and in which capacity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPart:
    """One category with its share, as decimal text in per cent."""

    name: str
    share: str
    defect: bool = False

    def __post_init__(self) -> None:
        try:
            on_scale = 0 <= Decimal(self.share) <= _WHOLE
        except InvalidOperation:
            on_scale = False
        if not on_scale:
            raise OffTheScale(self.name, self.share, "0-100")


@dataclass(frozen=True, slots=True, kw_only=True)
class CutBar:
    """The shares of a cut test, drawn in the order given on a scale from 0 to 100, always."""

    title: str
    """What is shared out: ``300 granos cortados``."""
    parts: tuple[BarPart, ...]
    """Gravest first, as the sheet has them."""

    def __post_init__(self) -> None:
        total = sum((Decimal(part.share) for part in self.parts), Decimal(0))
        if total > _WHOLE + _ROUNDING * len(self.parts):
            raise OffTheScale(self.title, str(total), "0-100")


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectRow:
    """One kind of defect."""

    name: str
    count: str
    """Beans found."""
    equivalent: str
    """How many of them make one full defect."""
    full: str
    """Full defects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectCategory:
    """The defects of one category with their sum."""

    heading: str
    rows: tuple[DefectRow, ...]
    total: str
    """Full defects of the category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectTable:
    """Green grading: what was found, category by category."""

    title: str
    """What was looked at: ``350 g de café verde``."""
    categories: tuple[DefectCategory, ...]
    totals: tuple[Fact, ...] = ()
    """Figures of the whole sample: full defects in all, quakers."""


Picture = Radar | CutBar | DefectTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One inspection of one sample under one protocol."""

    protocol: str
    headline: str
    """The figure that stands for the result, with its unit: ``Grado I``, ``84.25 puntos``."""
    day: str
    inspector: str
    """Who headed the panel and signed."""
    sample: Sample
    panel: str = ""
    """``3 catadores``."""
    standing: str = ""
    credential: str = ""
    """Licence, course or appointment of the inspector on that day."""
    blind: str = ""
    """Whether the panel knew the sample: ``sí``, ``no``."""
    portion: str = ""
    """How much of the sample was looked at: ``300 granos``."""
    key: str = ""
    """A sentence: where the key lies that signed this."""
    working: tuple[str, ...] = ()
    """How the result comes about: a few lines of arithmetic."""
    note: str = ""
    """``Transcrito del informe …``."""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage:
    """Everything on a quality certificate."""

    language: Language
    title: str
    number: str
    state: str
    """One line: issued, draft, replaced by, revoked; and where to read today's state."""
    issuer: Issuer
    issued_on: str
    lot_code: str
    product: str
    mass: str
    season: str
    address: str
    """What the QR holds; in upper case, so that the symbol stays small."""
    decision: Decision
    limit_rows: tuple[LimitRow, ...]
    evaluations: tuple[Evaluation, ...]
    proof: Proof
    footer: str
    valid_to: str = ""
    """Nothing: no end is stated."""
    other_facts: tuple[Fact, ...] = ()
    """What only some lots have: claims, sacks, ICO mark, contract."""
    superseded: tuple[str, ...] = ()
    """Evaluations that newer ones replace, one sentence each."""
    not_said: tuple[str, ...] = ()
    """What this document does not say, one sentence each."""
