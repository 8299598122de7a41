"""Fermentation of cacao by cutting: how many beans of how many are well fermented.

"Per cent fermented" is said of well fermented beans alone and of well and partly fermented ones
together, and of 50, 100 or 300 beans: both figures and the number of beans are always given. It is
a check of the process, and gives no grade.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from acopio.quality.form import counted
from acopio.quality.intervals import wilson_95
from acopio.quality.panel import printed
from acopio.quality.protocol import Computed, Figure, Protocol, Sample, Source, Words
from acopio.quality.refusals import CountsDiffer, NothingMeasured
from acopio.quality.sheet import read_sheet, unusual

# Of fewer than 50 nobody reports a percentage: one bean is more than two per cent.
BEANS = replace(
    counted("beans", "Granos cortados", "Beans cut"), default=None, usual_minimum=Decimal(50)
)
CLASSES = tuple(
    counted(key, es, en)
    for key, es, en in (
        ("well_fermented", "Bien fermentados", "Well fermented"),
        ("partly_fermented", "Parcialmente fermentados", "Partly fermented"),
        ("violet", "Violetas", "Violet"),
        ("slaty", "Pizarrosos", "Slaty"),
        ("over_fermented", "Sobrefermentados", "Over-fermented"),
        ("mouldy", "Mohosos", "Mouldy"),
        ("insect_damaged", "Dañados por insectos", "Insect-damaged"),
        ("germinated", "Germinados", "Germinated"),
        ("flat", "Planos", "Flat"),
        ("other", "Otros defectos", "Other defects"),
    )
)
ATTRIBUTES = (BEANS, *CLASSES)
FIGURES = {
    "well_fermented": ("well_fermented",),
    "partly_fermented": ("partly_fermented",),
    "total_fermented": ("well_fermented", "partly_fermented"),
    "violet": ("violet",),
    "slaty": ("slaty",),
    "defects": ("over_fermented", "mouldy", "insect_damaged", "germinated", "flat", "other"),
}
"""The classes that each percentage counts."""


def _compute(observations: object) -> Computed:
    """Per cent = 100 x beans of the classes / beans cut, by count, with its 95 % interval."""
    sheet = read_sheet(observations, ATTRIBUTES)
    beans = sheet.count("beans")
    counts = {one.key: sheet.count(one.key) for one in CLASSES}
    if sum(counts.values()) != beans:
        raise CountsDiffer(sum(counts.values()), beans)
    if not beans:
        raise NothingMeasured(tuple(one.named for one in CLASSES))
    result = {"beans": str(beans)}
    for figure, keys in FIGURES.items():
        found = sum(counts[key] for key in keys)
        result[f"{figure}_pct"] = _per_cent(found, beans)
        result[f"{figure}_pct_95"] = _interval(found, beans)
    return Computed(
        result=result, working=_working(counts, beans), warnings=unusual([sheet], (BEANS,))
    )


def _working(counts: Mapping[str, int], beans: int) -> tuple[str, ...]:
    lines = [f"{' + '.join(str(count) for count in counts.values())} = {beans}"]
    for figure, keys in FIGURES.items():
        parts = " + ".join(str(counts[key]) for key in keys)
        shown = f"({parts})" if len(keys) > 1 else parts
        found = sum(counts[key] for key in keys)
        lines.append(f"{figure}: 100 x {shown} / {beans} = {_per_cent(found, beans)} %")
    return tuple(lines)


def _per_cent(found: int, beans: int) -> str:
    return printed(Fraction(100 * found, beans))


def _interval(found: int, beans: int) -> str:
    low, high = wilson_95(found, beans)
    return f"{printed(100 * low, 1)}-{printed(100 * high, 1)}"


PROTOCOL = Protocol(
    id="cacao.cut.fermentation",
    version="1",
    name=Words("Índice de fermentación por corte", "Fermentation index by cutting"),
    products=("cacao.dry",),
    source=(
        Source(standard="ISO 1114:1977", section="cut test, one category per bean"),
        Source(
            standard="Practice of Andean cooperatives",
            section="50, 100 or 300 beans; well fermented, and well and partly fermented",
        ),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        quantity=100,
        unit="beans",
        note=Words(
            "Anotar cuántos granos se cortan: 50, 100 o 300; cortar a lo largo por el medio; un "
            "grano, una sola clase",
            "Note how many beans are cut: 50, 100 or 300; cut lengthwise through the middle; one "
            "bean, one class",
        ),
    ),
    compute=_compute,
    headline="well_fermented_pct",
    figures=(
        Figure(
            key="total_fermented_pct",
            name=Words("Bien y parcialmente fermentados", "Well and partly fermented"),
            unit="%",
        ),
        Figure(key="defects_pct", name=Words("Con otro defecto", "With another defect"), unit="%"),
    ),
    limits=("beans", *(f"{figure}_pct" for figure in FIGURES)),
    chart="bar",
    axes=("slaty_pct", "defects_pct", "violet_pct", "partly_fermented_pct", "well_fermented_pct"),
)
