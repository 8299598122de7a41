"""Grading of green fine robusta: 350 g, the defects of arabica and chalky white beans.

The grades also ask for a cup of 80 points; that is another protocol (``coffee.cup.fine-robusta``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from acopio.quality import green
from acopio.quality.form import choices
from acopio.quality.limits import NOT_STATED
from acopio.quality.protocol import Computed, Protocol, Source, Words

FINE, PREMIUM, COMMERCIAL = "fine", "premium", "commercial"
_FINE_CAT1, _FINE_CAT2, _FINE_QUAKERS = 0, 5, 3
# A second source (hello5coffee.com) allows 12 full defects; the stricter figure is used.
_PREMIUM_TOTAL, _PREMIUM_QUAKERS = 8, 5

DEFECTS = green.ROBUSTA
ATTRIBUTES = green.lines(DEFECTS)
_GRADES = choices(
    (FINE, "Cumple los límites de robusta fino", "Meets the green limits of fine robusta"),
    (
        PREMIUM,
        "Cumple los límites de robusta premium",
        "Meets the green limits of premium robusta",
    ),
    (COMMERCIAL, "Comercial", "Commercial"),
)
REASONS = choices(
    ("category-1", "categoría 1 mayor que 0", "category 1 above 0"),
    ("category-2", "categoría 2 mayor que 5", "category 2 above 5"),
    ("quakers-not-stated", "quakers sin contar", "quakers not counted"),
    ("quakers", "quakers mayores que 3", "quakers above 3"),
    ("premium-defects", "más de 8 defectos completos", "more than 8 full defects"),
    ("premium-quakers", "quakers mayores que 5", "quakers above 5"),
)


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade, and the limits that keep the lot from a better one."""

    grade: str
    reasons: tuple[str, ...]


def graded(full: green.Full, quakers: int | None) -> Graded:
    """Grade green robusta (CQI/UCDA fine robusta standards, classification).

    Without quakers there is neither fine nor premium: a limit nobody looked at is not met.

    Args:
        full: full defects in 350 g.
        quakers: in 100 g roasted.
    """
    uncounted = ("quakers-not-stated",) if quakers is None else ()
    found = quakers or 0
    not_fine = _failed(
        ("category-1", full.cat1, _FINE_CAT1),
        ("category-2", full.cat2, _FINE_CAT2),
        ("quakers", found, _FINE_QUAKERS),
    )
    not_premium = _failed(
        ("premium-defects", full.total, _PREMIUM_TOTAL),
        ("premium-quakers", found, _PREMIUM_QUAKERS),
    )
    if not (uncounted or not_fine):
        return Graded(FINE, ())
    if not (uncounted or not_premium):
        return Graded(PREMIUM, not_fine)
    return Graded(COMMERCIAL, (*uncounted, *not_fine, *not_premium))


def _failed(*limits: tuple[str, int, int]) -> tuple[str, ...]:
    return tuple(key for key, found, most in limits if found > most)


def _compute(observations: Mapping[str, object]) -> Computed:
    """Grade 350 g by full defects and quakers (CQI/UCDA fine robusta standards)."""
    form = green.read_green(observations, DEFECTS, ATTRIBUTES)
    found = graded(form.full, form.quakers)
    return Computed(
        result=green.result(form, found.grade, found.reasons),
        working=(
            *green.working(form, DEFECTS),
            f"quakers: {NOT_STATED if form.quakers is None else form.quakers}",
            f"{FINE}: cat1_full <= {_FINE_CAT1}, cat2_full <= {_FINE_CAT2}, "
            f"quakers <= {_FINE_QUAKERS}",
            f"{PREMIUM}: total_full <= {_PREMIUM_TOTAL}, quakers <= {_PREMIUM_QUAKERS}",
            *green.graded(form, found.grade, found.reasons),
        ),
        warnings=form.warnings,
    )


PROTOCOL = Protocol(
    id="coffee.green.robusta",
    version="1",
    name=Words("Café verde robusta fino (350 g)", "Green fine robusta (350 g)"),
    products=("coffee.green",),
    source=(
        Source(
            standard="CQI/UCDA fine robusta standards and protocols (revised 2019)",
            section="green defects and classification",
        ),
    ),
    attributes=ATTRIBUTES,
    sample=green.SAMPLE,
    compute=_compute,
    headline="grade",
    figures=green.figures(DEFECTS, _GRADES, REASONS),
    chart="table",
    limits=green.LIMITS,
)
