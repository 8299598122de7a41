"""What is known of a lot, gathered once for label, certificate and page.

Nothing here is private: families are counted, never named; no price, coordinate or per-family
weight.
"""

from dataclasses import dataclass

from acopio.quality.naming import figure_unit, figure_value, headline, protocol_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One line of where the beans came from."""

    group: str
    """Producer group, or what stands for it: opened or bought-in stock."""
    district: str | None
    families: int
    deliveries: int
    grams: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of custody: what happened where, with the mass in and out."""

    kind: str
    """delivery, opened, bought, box, dryer, mill, sorting, passed, blend, split, sample, dispatch,
    receipt."""
    first_day: str
    last_day: str
    where: str
    in_g: int | None
    out_g: int | None
    difference_g: int | None
    detail: str = ""
    reported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One inspection, or one result that an outside body printed."""

    protocol: str
    version: str | None
    values: tuple[tuple[str, str], ...]
    working: tuple[str, ...]
    day: str | None
    by: str
    """Roles of who made it, or the outside body: never a person's name."""
    organisation: str | None
    """Name of the organisation that answers for it, when it is recorded."""
    standing: str
    key_home: str | None
    drew_sample: bool
    sample: str | None
    reported: bool
    flags: tuple[str, ...] = ()
    cuppers: int = 0
    """How many filled in a form, where the protocol has a panel."""
    blind: bool = False
    laboratory: str | None = None
    purpose: str | None = None
    """``arrival``: found by who received the beans, beside what was found at origin."""
    disputed: str | None = None
    """The day on which somebody did not accept it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision about the lot."""

    act: str
    profile: str
    limits: tuple[tuple[str, str, str, str], ...]
    by: str
    organisation: str | None
    standing: str | None
    day: str
    valid_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SackFacts:
    """One sack of the lot."""

    code: str
    number: int
    of: int
    mass_g: int | None
    packed_on: str
    state: str
    lot: str
    """The lot it is in now."""
    printing: int = 0
    """Which printing of its label is out there; 0 when there is none."""
    voided_on: str | None = None
    """The day on which its label was made void, if no other was printed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The organisation whose log the lot stands in."""

    name: str
    prefix: str
    ruc: str | None
    address: str | None
    hosted_by: str | None
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LotFacts:
    """Everything that may be shown of a lot."""

    code: str
    product: str
    issuer: Issuer
    holder: str
    place: str | None
    district: str | None
    born: str
    day: str
    season: str
    made_g: int
    left_g: int
    claims: tuple[str, ...]
    country: str
    process: str | None
    state: str
    """``in-store``, ``on-the-way``, ``delivered``, ``used-up`` or ``held``."""
    certified: tuple[str, ...]
    rejected: tuple[str, ...]
    origins: tuple[Origin, ...]
    families: int
    with_plots_g: int
    """Grams whose plots are stated."""
    declared_g: int
    """Grams whose earlier history is declared, not recorded."""
    steps: tuple[Step, ...]
    results: tuple[Result, ...]
    judgements: tuple[Judgement, ...]
    sacks: tuple[SackFacts, ...]
    balance: tuple[tuple[str, int], ...]
    """Cause and grams; ``made`` = all the others together."""
    latest: str
    """Leaf hash of the latest entry."""


def result_line(result: Result, language: str) -> str:
    """Return a result in one line: protocol, its main figure, day."""
    its, values = (result.protocol, result.version), dict(result.values)
    key = headline(*its, values)
    unit = figure_unit(*its, key) if key else ""
    shown = f"{figure_value(*its, key, values[key], language)} {unit}".strip() if key else ""
    return "  ".join(filter(None, (protocol_name(*its, language), shown, result.day)))
