"""The sampling plan: from how many sacks a sample is drawn, from which, and how much of it.

Pure: which sacks are opened is drawn from a seed, so that anybody can draw them again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from random import Random
from typing import ClassVar

from acopio.errors import Refusal
from acopio.quality.protocol import Caution, Source
from acopio.quality.refusals import NothingMeasured
from acopio.quality.rounding import plain

PORTIONS = ("seller", "buyer", "arbitration")
"""Who keeps a sealed portion (custom of the trade, from memory)."""
_G_PER_T = 1_000_000


@dataclass(eq=False)
class NoSamplingPlan(Refusal):
    """A product that no standard of sampling is kept for."""

    code: ClassVar[str] = "no-sampling-plan"
    product: str
    known: tuple[str, ...]


@dataclass(eq=False)
class PlanImpossible(Refusal):
    """Numbers that no lot has: no sacks, no mass, more sacks to open than there are."""

    code: ClassVar[str] = "plan-impossible"
    what: str
    """``sacks``, ``grams`` or ``drawn``."""
    given: int
    allowed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one product is sampled. What is from memory is to be checked before it is relied on."""

    source: Source
    share: Fraction
    """At least this part of the sound sacks is opened."""
    fewest: int = 1
    """But never fewer than these, or all there are."""
    beans_per_t: int | None = None
    """Of loose beans at least so many for each tonne; none where only sacks are sampled."""
    increment_g: int | None = None
    """The most that is taken at once."""
    portion_g: int
    """What one portion needs for all tests."""
    lot_most_g: int | None = None
    """A larger lot is divided, and each part is sampled."""


RULES = {
    "cacao.dry": Rule(
        source=Source(
            standard="ISO 2292:2017",
            section="5.4.1; lots to 25 t and samples of 2 kg are from memory, to be checked",
        ),
        share=Fraction(30, 100),
        beans_per_t=300,
        increment_g=1000,
        portion_g=2000,
        lot_most_g=25 * _G_PER_T,
    ),
    "coffee.green": Rule(
        source=Source(
            standard="ISO 4072:1982",
            section="a tenth of the bags and at least ten: from memory, to be checked",
        ),
        share=Fraction(10, 100),
        fewest=10,
        # 350 g to grade, and 300 g for a count of defects by the classes of the trade.
        portion_g=350 + 300,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to draw from one lot."""

    product: str
    source: Source
    sacks: int | None
    """How many sacks to open at least; none where the lot is loose."""
    beans: int | None
    """How many beans to take at least from a loose lot."""
    increment_g: int | None
    portion_g: int
    portions: tuple[str, ...]
    warnings: tuple[Caution, ...]

    @property
    def sample_g(self) -> int:
        """Grams of all portions together."""
        return self.portion_g * len(self.portions)


def plan(product: str, *, sacks: int | None = None, mass_g: int | None = None) -> Plan:
    """Return how a lot is sampled (ISO 2292 for cacao, ISO 4072 for green coffee).

    Args:
        product: its id.
        sacks: how many sound sacks it has; none where it lies loose.
        mass_g: its grams.

    Raises:
        NoSamplingPlan: there is no rule for the product.
        NothingMeasured: neither sacks nor, where loose lots are sampled, a mass.
        PlanImpossible: no sacks, or no mass.
    """
    rule = RULES.get(product)
    if rule is None:
        raise NoSamplingPlan(product, tuple(RULES))
    for what, given in (("sacks", sacks), ("grams", mass_g)):
        if given is not None and given < 1:
            raise PlanImpossible(what, given, "≥ 1")
    loose = _loose(rule, mass_g) if sacks is None else None
    if sacks is None and loose is None:
        raise NothingMeasured(("sacks", "mass_g") if rule.beans_per_t else ("sacks",))
    return Plan(
        product=product,
        source=rule.source,
        sacks=None if sacks is None else max(ceil(rule.share * sacks), min(rule.fewest, sacks)),
        beans=loose,
        increment_g=rule.increment_g,
        portion_g=rule.portion_g,
        portions=PORTIONS,
        warnings=_warnings(rule, mass_g),
    )


def pick(number: int, of: Sequence[int], seed: str) -> tuple[int, ...]:
    """Return which sacks to open: drawn at random from a seed, in their order.

    Args:
        number: how many.
        of: the numbers of the sound sacks, each once, in any order.
        seed: what the draw can be repeated from.

    Raises:
        PlanImpossible: none are to be opened, or more than there are.
    """
    known = sorted(set(of))
    if not 1 <= number <= len(known):
        raise PlanImpossible("drawn", number, f"1–{len(known)}")
    return tuple(sorted(Random(seed).sample(known, number)))


def _loose(rule: Rule, mass_g: int | None) -> int | None:
    if rule.beans_per_t is None or mass_g is None:
        return None
    return ceil(Fraction(rule.beans_per_t * mass_g, _G_PER_T))


def _warnings(rule: Rule, mass_g: int | None) -> tuple[Caution, ...]:
    if mass_g is None or rule.lot_most_g is None or mass_g <= rule.lot_most_g:
        return ()
    masses = (("mass_kg", mass_g), ("most_kg", rule.lot_most_g))
    values = tuple((name, plain(Fraction(grams, 1000))) for name, grams in masses)
    return (Caution("lot-above-one-sample", values),)
