"""Laboratory figures against limits: ``<0.05`` is less than 0.05, and no number of its own."""

from dataclasses import dataclass
from fractions import Fraction

from acopio.quality import typed
from acopio.quality.protocol import Source, Words
from acopio.quality.refusals import LevelUnreadable, MeasureOutOfRange
from acopio.quality.rounding import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductLimit:
    """The most of a contaminant that the law allows in one finished product."""

    contaminant: str
    """The key of its line in ``lab.contaminants``."""
    product: Words
    most: str
    unit: str
    source: Source


def _limit(contaminant: str, es: str, en: str, most: str, section: str) -> ProductLimit:
    return ProductLimit(
        contaminant=contaminant,
        product=Words(es, en),
        most=most,
        unit="mg/kg" if contaminant == "cadmium" else "µg/kg",
        source=Source(standard="Reg. (EU) 2023/915, annex I", section=section),
    )


_CADMIUM = "cadmium; unchanged from Reg. (EU) 488/2014"
_OCHRATOXIN = "ochratoxin A; Reg. (EU) 2022/1370"
_PAH = "polycyclic aromatic hydrocarbons, per kg of fat"
EU_LIMITS = (
    _limit(
        "cadmium",
        "Chocolate con leche, menos de 30 % de cacao",
        "Milk chocolate, below 30 % of cocoa solids",
        "0.10",
        _CADMIUM,
    ),
    _limit(
        "cadmium",
        "Chocolate, menos de 50 %; con leche, desde 30 %",
        "Chocolate, below 50 %; milk chocolate, from 30 % on",
        "0.30",
        _CADMIUM,
    ),
    _limit("cadmium", "Chocolate, desde 50 %", "Chocolate, from 50 % on", "0.80", _CADMIUM),
    _limit(
        "cadmium",
        "Polvo de cacao al consumidor",
        "Cocoa powder for the consumer",
        "0.60",
        _CADMIUM,
    ),
    _limit("ochratoxin_a", "Polvo de cacao", "Cocoa powder", "3.0", _OCHRATOXIN),
    _limit("ochratoxin_a", "Café tostado", "Roasted coffee", "3.0", _OCHRATOXIN),
    _limit("ochratoxin_a", "Café soluble", "Soluble coffee", "5.0", _OCHRATOXIN),
    _limit("benzo_a_pyrene", "Cacao y derivados", "Cocoa and its products", "5.0", _PAH),
    _limit("pah4", "Cacao y derivados", "Cocoa and its products", "30.0", _PAH),
)
"""Of cadmium the law limits chocolate and powder, never beans: what beans may have is contract."""


def at_most(found: str, limit: str) -> bool | None:
    """Say whether a reported figure is no more than a limit; the limit itself is allowed.

    Returns:
        ``None`` where it cannot be said: ``<1.0`` against 0.8, or a text that is no figure.
    """
    given, against = _read(found), typed.number(limit)
    if given is None or against is None:
        return None
    value, below = given
    if value <= against:
        return True
    return None if below else False


def at_least(found: str, limit: str) -> bool | None:
    """Say whether a reported figure is no less than a limit; the limit itself is enough.

    Returns:
        ``None`` where it cannot be said: ``<1.0`` against 0.8, or a text that is no figure.
    """
    given, against = _read(found), typed.number(limit)
    if given is None or against is None:
        return None
    value, below = given
    if below:
        return False if value <= against else None
    return value >= against


def bar_estimate(found: str, nib_fraction: Fraction) -> str:
    """Estimate what a bar has of what its beans have, both in mg/kg: beans x share of nibs.

    An estimate only: cadmium sits in the solids, and added butter dilutes it. What is ``<`` in the
    beans is ``<`` in the bar.

    Args:
        found: the figure of the beans, as reported.
        nib_fraction: the part of the bar that is ground beans, 0 to 1.

    Raises:
        LevelUnreadable: ``found`` is no figure.
        MeasureOutOfRange: ``nib_fraction`` is no part of a whole.
    """
    given = _read(found)
    if given is None:
        raise LevelUnreadable(1, "cadmium", typed.shown(found), "mg/kg")
    if not 0 <= nib_fraction <= 1:
        raise MeasureOutOfRange(1, "nib_fraction", plain(nib_fraction), "0", "1", "")
    value, below = given
    return f"{'<' if below else ''}{plain(value * nib_fraction)}"


def _read(found: str) -> tuple[Fraction, bool] | None:
    below = found.startswith("<")
    value = typed.number(found.removeprefix("<"))
    return None if value is None or value < 0 else (value, below)
