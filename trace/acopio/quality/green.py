"""Green coffee: beans counted by defect, and the rest of the physical form.

Shared by the green gradings of arabica and robusta. Full defects are floored type by type and then
added: pooling the remainders of several types first gives another number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from acopio.quality.form import choices, chosen, counted, measured
from acopio.quality.protocol import Attribute, Caution, Choice, Figure, Sample, Words
from acopio.quality.refusals import SampleTooSmall
from acopio.quality.rounding import plain
from acopio.quality.sheet import Sheet, read_sheet, unusual

SAMPLE_G = 350
# The standard's sample is 350 g; a balance of the trade reads to 0.2 g.
_TOLERANCE_G = Decimal("0.2")
CLEAN, FOREIGN = "clean", "foreign"
CATEGORY_ONE, CATEGORY_TWO = 1, 2


@dataclass(frozen=True, slots=True)
class Defect:
    """One kind of defective bean; ``beans`` of them make one full defect."""

    key: str
    es: str
    en: str
    category: int
    beans: int


# SCA defect poster for washed arabica (2018), full defect equivalents.
ARABICA = (
    Defect("full_black", "Negro completo", "Full black", CATEGORY_ONE, 1),
    Defect("full_sour", "Agrio completo", "Full sour", CATEGORY_ONE, 1),
    Defect("dried_cherry_pod", "Cereza seca", "Dried cherry/pod", CATEGORY_ONE, 1),
    Defect("fungus_damage", "Daño por hongos", "Fungus damage", CATEGORY_ONE, 1),
    Defect("foreign_matter", "Materia extraña", "Foreign matter", CATEGORY_ONE, 1),
    Defect(
        "severe_insect_damage", "Daño severo por insectos", "Severe insect damage", CATEGORY_ONE, 5
    ),
    Defect("partial_black", "Negro parcial", "Partial black", CATEGORY_TWO, 3),
    Defect("partial_sour", "Agrio parcial", "Partial sour", CATEGORY_TWO, 3),
    Defect("parchment", "Pergamino", "Parchment", CATEGORY_TWO, 5),
    Defect("floater", "Flotador", "Floater", CATEGORY_TWO, 5),
    Defect("immature_unripe", "Inmaduro", "Immature/unripe", CATEGORY_TWO, 5),
    Defect("withered", "Averanado", "Withered", CATEGORY_TWO, 5),
    Defect("shell", "Concha", "Shell", CATEGORY_TWO, 5),
    Defect(
        "broken_chipped_cut", "Partido/mordido/cortado", "Broken/chipped/cut", CATEGORY_TWO, 5
    ),
    Defect("hull_husk", "Cáscara", "Hull/husk", CATEGORY_TWO, 5),
    Defect(
        "slight_insect_damage", "Daño leve por insectos", "Slight insect damage", CATEGORY_TWO, 10
    ),
)  # fmt: skip
# The robusta form has one kind more (CQI/UCDA fine robusta, green defects).
ROBUSTA = (*ARABICA, Defect("chalky_white", "Blanco yesoso", "Chalky white", CATEGORY_TWO, 5))

LIMITS = (
    "grade", "cat1_full", "cat2_full", "total_full", "quakers", "moisture_pct", "water_activity",
    "screen_pct", "odour",
)  # fmt: skip
"""The lines of a result that a profile may put a limit on."""
TYPES = {"coffee.green.sca-arabica": ARABICA, "coffee.green.robusta": ROBUSTA}
"""The kinds of defects of each green protocol."""

_ODOURS = choices(
    (CLEAN, "Limpio", "Clean"),
    (FOREIGN, "Extraño", "Foreign"),
)
_COLOURS = choices(
    ("blue-green", "Verde azul", "Blue-green"),
    ("bluish-green", "Verde azulado", "Bluish-green"),
    ("green", "Verde", "Green"),
    ("greenish", "Verdoso", "Greenish"),
    ("yellow-green", "Verde amarillo", "Yellow-green"),
    ("pale-yellow", "Amarillo pálido", "Pale yellow"),
    ("yellowish", "Amarillento", "Yellowish"),
    ("brownish", "Pardusco", "Brownish"),
)
_NOT_STATED = choices(
    ("quakers", "Quakers", "Quakers"),
    ("moisture", "Humedad", "Moisture"),
    ("water-activity", "Actividad de agua", "Water activity"),
    ("screen", "Malla del contrato", "Contract's screen"),
)

SAMPLE = Sample(
    quantity=SAMPLE_G,
    unit="g",
    note=Words(
        "350 g de café verde; un grano, un defecto: el que más daña la taza; 100 g tostados para "
        "los quakers; si no se tostó, ese dato queda vacío",
        "350 g of green coffee; one bean, one defect: the one that hurts the cup most; 100 g "
        "roasted for the quakers; where nothing was roasted, that line stays empty",
    ),
)


@dataclass(frozen=True, slots=True)
class Full:
    """Full defects of a sample, by type."""

    by_type: dict[str, int]
    cat1: int
    cat2: int

    @property
    def total(self) -> int:
        """Both categories together."""
        return self.cat1 + self.cat2


@dataclass(frozen=True, slots=True, kw_only=True)
class Green:
    """What stands on one physical form; ``None`` is what nobody measured."""

    sample_g: Fraction
    counts: dict[str, int]
    full: Full
    quakers: int | None
    moisture: Fraction | None
    water_activity: Fraction | None
    screen: Fraction | None
    odour: str
    colour: str | None
    written: dict[str, str]
    """Measured figures as they were typed."""
    warnings: tuple[Caution, ...]

    @property
    def not_stated(self) -> tuple[str, ...]:
        """The figures with a limit of their own that nobody measured."""
        figures = (self.quakers, self.moisture, self.water_activity, self.screen)
        named = zip(_NOT_STATED, figures, strict=True)
        return tuple(one.key for one, figure in named if figure is None)


def full_defects(counts: Mapping[str, int], defects: Sequence[Defect]) -> Full:
    """Count full defects: for each type beans // equivalent, then the sum (SCA defect poster 2018).

    Args:
        counts: whole beans by the key of their defect; one that is not there is 0.
        defects: the types, with how many beans of each make one full defect.
    """
    by_type = {one.key: counts.get(one.key, 0) // one.beans for one in defects}
    cat1, cat2 = (
        sum(by_type[one.key] for one in defects if one.category == category)
        for category in (CATEGORY_ONE, CATEGORY_TWO)
    )
    return Full(by_type, cat1, cat2)


def lines(defects: Sequence[Defect]) -> tuple[Attribute, ...]:
    """Return the lines of the physical form, in the order in which it is filled in."""
    sample = measured("sample_g", "Muestra", "Sample", "g", ("0", "20000"))
    quakers = counted("quakers", "Quakers en 100 g tostados", "Quakers in 100 g roasted")
    return (
        # Counts of a heavier sample are not scaled down: they are the stricter ones.
        replace(sample, usual_maximum=SAMPLE_G + _TOLERANCE_G),
        measured(
            "moisture", "Humedad", "Moisture", "%", ("5", "25"), usual=("10", "12"), optional=True
        ),
        measured("water_activity", "Actividad de agua", "Water activity", "", ("0", "1"),
                 optional=True),
        chosen("odour", "Olor", "Odour", _ODOURS, optional=False),
        chosen("colour", "Color", "Colour", _COLOURS),
        measured("screen", "En la malla del contrato", "On the contract's screen", "%",
                 ("0", "100"), optional=True),
        *(counted(one.key, one.es, one.en, part="counts") for one in defects),
        # Not roasted is not the same as none found.
        replace(quakers, default=None, optional=True),
    )  # fmt: skip


def read_green(
    observations: Mapping[str, object], defects: Sequence[Defect], attributes: Sequence[Attribute]
) -> Green:
    """Read ``{"sample_g": "350", "odour": "clean", "counts": {"shell": 7}, ...}``.

    Raises:
        SampleTooSmall: less than 350 g, with the 0.2 g of the balance.
        Refusal: a line is missing, unknown, unreadable or outside what can be.
    """
    sheet = read_sheet(observations, attributes)
    sample_g = sheet.number("sample_g")
    if sample_g < Fraction(SAMPLE_G - _TOLERANCE_G):
        raise SampleTooSmall(plain(sample_g), str(SAMPLE_G), "g")
    counts = {one.key: sheet.count(one.key) for one in defects}
    return Green(
        sample_g=sample_g,
        counts=counts,
        full=full_defects(counts, defects),
        quakers=_quakers(sheet),
        moisture=sheet.measured("moisture"),
        water_activity=sheet.measured("water_activity"),
        screen=sheet.measured("screen"),
        odour=sheet.word("odour") or "",
        colour=sheet.word("colour"),
        written=sheet.written,
        warnings=unusual((sheet,), attributes),
    )


def _quakers(sheet: Sheet) -> int | None:
    return sheet.count("quakers") if "quakers" in sheet.values else None


def result(green: Green, grade: str, failed: Sequence[str]) -> dict[str, str]:
    """Return the lines of a result: grade, limits not met, full defects, what was measured."""
    measures = {
        "quakers": None if green.quakers is None else str(green.quakers),
        "moisture_pct": green.written.get("moisture"),
        "water_activity": green.written.get("water_activity"),
        "screen_pct": green.written.get("screen"),
    }
    found = {
        "grade": grade,
        "reasons": ", ".join(failed),
        "not_stated": ", ".join(green.not_stated),
        "cat1_full": str(green.full.cat1),
        "cat2_full": str(green.full.cat2),
        "total_full": str(green.full.total),
        **{key: value for key, value in measures.items() if value is not None},
        "odour": green.odour,
        "colour": green.colour or "",
        "sample_g": plain(green.sample_g),
        **{f"{key}_full": str(full) for key, full in green.full.by_type.items()},
    }
    return {key: value for key, value in found.items() if value}


def working(green: Green, defects: Sequence[Defect]) -> tuple[str, ...]:
    """Show the division of every type that was found, and the sums."""
    shown = [
        f"{one.key}: {green.counts[one.key]} / {one.beans} -> {green.full.by_type[one.key]}"
        for one in defects
        if green.counts[one.key]
    ]
    for key, category in (("cat1_full", CATEGORY_ONE), ("cat2_full", CATEGORY_TWO)):
        full = [green.full.by_type[one.key] for one in defects if one.category == category]
        shown.append(_added(key, [one for one in full if one]))
    shown.append(_added("total_full", [green.full.cat1, green.full.cat2]))
    return tuple(shown)


def graded(green: Green, grade: str, failed: Sequence[str]) -> tuple[str, ...]:
    """Show what nobody measured, the grade, and the limits that keep the lot from a better one."""
    lines = (("not_stated", green.not_stated), ("reasons", failed))
    said = [f"{key}: {', '.join(listed)}" for key, listed in lines if listed]
    return (f"grade = {grade}", *reversed(said))


def _added(key: str, parts: Sequence[int]) -> str:
    shown = " + ".join(map(str, parts)) or "0"
    return f"{key}: {shown} = {sum(parts)}" if len(parts) > 1 else f"{key}: {shown}"


def figures(
    defects: Sequence[Defect], grades: tuple[Choice, ...], reasons: tuple[Choice, ...]
) -> tuple[Figure, ...]:
    """Return the names of the lines of a result."""
    return (
        Figure(key="grade", name=Words("Grado", "Grade"), words=grades),
        Figure(key="reasons", name=Words("Límites no cumplidos", "Limits not met"), words=reasons),
        Figure(key="not_stated", name=Words("No medido", "Not measured"), words=_NOT_STATED),
        Figure(
            key="cat1_full",
            name=Words("Defectos completos, categoría 1", "Full defects, category 1"),
        ),
        Figure(
            key="cat2_full",
            name=Words("Defectos completos, categoría 2", "Full defects, category 2"),
        ),
        Figure(key="total_full", name=Words("Defectos completos", "Full defects")),
        *(
            Figure(
                key=f"{one.key}_full",
                name=Words(f"{one.es}: defectos completos", f"{one.en}: full defects"),
            )
            for one in defects
        ),
    )
