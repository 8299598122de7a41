"""SCA grading of green arabica: 350 g, full defects of two categories, limits of specialty.

Only the green limits: the cup of 80 is another protocol. The older classes (premium, exchange, …)
are defined on 300 g and do not belong on this form.
"""

from collections.abc import Mapping
from fractions import Fraction

from acopio.quality import green
from acopio.quality.form import choices
from acopio.quality.limits import beside
from acopio.quality.protocol import Computed, Protocol, Source, Words

SPECIALTY, NOT_SPECIALTY = "specialty", "not-specialty"
_CAT1_MOST, _CAT2_MOST, _QUAKERS_MOST = 0, 5, 0
_MOISTURE_LEAST, _MOISTURE_MOST = 10, 12
_WATER_ACTIVITY_BELOW = "0.70"
# At most 5 % of the beans may lie off the screens of the contract.
_SCREEN_LEAST = 95
_CUP_LEAST = 80

DEFECTS = green.ARABICA
ATTRIBUTES = green.lines(DEFECTS)
_GRADES = choices(
    (
        SPECIALTY,
        "Cumple los límites de café verde de especialidad",
        "Meets the green limits of specialty",
    ),
    (
        NOT_SPECIALTY,
        "No cumple los límites de café verde de especialidad",
        "Does not meet the green limits of specialty",
    ),
)
REASONS = choices(
    ("category-1", "categoría 1 mayor que 0", "category 1 above 0"),
    ("category-2", "categoría 2 mayor que 5", "category 2 above 5"),
    ("quakers-not-stated", "quakers sin contar", "quakers not counted"),
    ("quakers", "quakers mayores que 0", "quakers above 0"),
    ("moisture-not-stated", "humedad sin medir", "moisture not measured"),
    ("moisture-low", "humedad menor que 10 %", "moisture below 10 %"),
    ("moisture-high", "humedad mayor que 12 %", "moisture above 12 %"),
    ("water-activity", "actividad de agua no menor que 0.70", "water activity not below 0.70"),
    ("odour", "olor extraño", "foreign odour"),
    ("screen", "menos de 95 % en la malla del contrato", "below 95 % on the contract's screen"),
    ("cup", "taza menor que 80", "cup below 80"),
)


def reasons(
    counts: Mapping[str, int],
    quakers: int | None,
    moisture: Fraction | None,
    aw: Fraction | None,
    cup: Fraction | None,
    *,
    odour: str = green.CLEAN,
    screen: Fraction | None = None,
) -> tuple[str, ...]:
    """Return every limit of specialty that is not met, each looked at on its own.

    Without quakers and moisture there is no specialty. Water activity and screen are looked at
    where they were measured, the cup where one is given (SCA green arabica, limits of specialty).

    Args:
        counts: beans of each defect in 350 g.
        quakers: in 100 g roasted.
        moisture: per cent.
        aw: water activity, 0 to 1.
        cup: points of a cupping protocol; ``None`` where only the green is graded.
        odour: ``clean`` or ``foreign``.
        screen: per cent of the mass on or within the screens of the contract.
    """
    full = green.full_defects(counts, DEFECTS)
    is_met = {
        "category-1": full.cat1 <= _CAT1_MOST,
        "category-2": full.cat2 <= _CAT2_MOST,
        "quakers-not-stated": quakers is not None,
        "quakers": quakers is None or quakers <= _QUAKERS_MOST,
        "moisture-not-stated": moisture is not None,
        "moisture-low": moisture is None or moisture >= _MOISTURE_LEAST,
        "moisture-high": moisture is None or moisture <= _MOISTURE_MOST,
        "water-activity": aw is None or aw < Fraction(_WATER_ACTIVITY_BELOW),
        "odour": odour == green.CLEAN,
        "screen": screen is None or screen >= _SCREEN_LEAST,
        "cup": cup is None or cup >= _CUP_LEAST,
    }
    return tuple(key for key, met in is_met.items() if not met)


def _compute(observations: Mapping[str, object]) -> Computed:
    """Grade 350 g against the green limits of specialty (SCA defect poster 2018)."""
    form = green.read_green(observations, DEFECTS, ATTRIBUTES)
    failed = reasons(
        form.counts,
        form.quakers,
        form.moisture,
        form.water_activity,
        None,
        odour=form.odour,
        screen=form.screen,
    )
    grade = NOT_SPECIALTY if failed else SPECIALTY
    return Computed(
        result=green.result(form, grade, failed),
        working=(
            *green.working(form, DEFECTS),
            *_compared(form),
            *green.graded(form, grade, failed),
        ),
        warnings=form.warnings,
    )


def _compared(form: green.Green) -> tuple[str, ...]:
    """Set each figure beside its limit of specialty: what was not stated is not met, nor unmet."""
    cat1, cat2 = Fraction(form.full.cat1), Fraction(form.full.cat2)
    quakers = None if form.quakers is None else Fraction(form.quakers)
    return (
        beside("cat1_full", cat1, ("<=", str(_CAT1_MOST))),
        beside("cat2_full", cat2, ("<=", str(_CAT2_MOST))),
        beside("quakers", quakers, ("<=", str(_QUAKERS_MOST))),
        beside(
            "moisture",
            form.moisture,
            (">=", str(_MOISTURE_LEAST)),
            ("<=", str(_MOISTURE_MOST)),
            unit="%",
        ),
        beside("water_activity", form.water_activity, ("<", _WATER_ACTIVITY_BELOW)),
        f"odour: {form.odour} {'=' if form.odour == green.CLEAN else '!='} {green.CLEAN}",
        beside("screen", form.screen, (">=", str(_SCREEN_LEAST)), unit="%"),
    )


PROTOCOL = Protocol(
    id="coffee.green.sca-arabica",
    version="1",
    name=Words("Café verde arábica SCA (350 g)", "SCA green arabica (350 g)"),
    products=("coffee.green",),
    source=(
        Source(
            standard="SCA washed arabica green coffee defect poster (2018)",
            section="full defect equivalents; limits of specialty grade",
        ),
        Source(
            standard="SCA Coffee Value Assessment, physical form (2024)",
            section="sample of 350 g, colour, screens",
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
