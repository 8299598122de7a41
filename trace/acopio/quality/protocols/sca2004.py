"""SCA cupping form of 2004 for arabica: ten attributes, five cups, 100 points.

Superseded in the trade by the Coffee Value Assessment of 2024, but still the scale of historical
lots and of many contracts. The two scales share numbers and are not comparable.
"""

from collections.abc import Mapping
from decimal import Decimal

from acopio.quality import cupping
from acopio.quality.form import anchors, scored
from acopio.quality.protocol import (
    Attribute,
    Band,
    Computed,
    Figure,
    Protocol,
    Sample,
    Source,
    Words,
)
from acopio.quality.rounding import half_up

# The form prints 6.00 to 10.00; below 6 is legal on the scale and does occur in real lots.
_SCALE = ("0.00", "10.00", "0.25")
_STEPS = anchors(
    ("6", "Bueno", "Good"),
    ("7", "Muy bueno", "Very good"),
    ("8", "Excelente", "Excellent"),
    ("9", "Extraordinario", "Outstanding"),
)


def _scored(key: str, es: str, en: str) -> Attribute:
    return scored(key, es, en, _SCALE, usual="6.00", anchors=_STEPS, part="scores")


def _per_cup(key: str, es: str, en: str) -> Attribute:
    # Two points for each of the five cups.
    return scored(key, es, en, ("0", "10", "2"), part="scores")


ATTRIBUTES = (
    _scored("fragrance_aroma", "Fragancia/Aroma", "Fragrance/Aroma"),
    _scored("flavor", "Sabor", "Flavor"),
    _scored("aftertaste", "Sabor residual", "Aftertaste"),
    _scored("acidity", "Acidez", "Acidity"),
    _scored("body", "Cuerpo", "Body"),
    _per_cup("uniformity", "Uniformidad", "Uniformity"),
    _scored("balance", "Balance", "Balance"),
    _per_cup("clean_cup", "Taza limpia", "Clean cup"),
    _per_cup("sweetness", "Dulzor", "Sweetness"),
    _scored("overall", "Puntaje del catador", "Overall"),
)

BANDS = (
    Band(minimum=Decimal(90), name=Words("Extraordinario", "Outstanding")),
    Band(minimum=Decimal(85), name=Words("Excelente", "Excellent")),
    Band(minimum=Decimal(80), name=Words("Muy bueno", "Very good")),
)
BELOW = Words("Por debajo de la calidad de especialidad", "Below specialty quality")


def class_of(total: Decimal) -> Words:
    """Return the class of a printed total; each limit belongs to the class above it."""
    for band in BANDS:
        if total >= band.minimum:
            return band.name
    return BELOW


def _compute(observations: Mapping[str, object]) -> Computed:
    """Sum ten attributes less intensity x cups (SCA form 2004, final score)."""
    forms = cupping.read_panel(observations, ATTRIBUTES)
    total = half_up(cupping.total(forms), 2)
    result = {
        "total": str(total),
        "class": class_of(total).en,
        "cuppers": str(len(forms)),
        **cupping.means(forms, ATTRIBUTES),
    }
    return Computed(
        result=result,
        working=cupping.working(forms),
        warnings=cupping.cautions(forms, ATTRIBUTES),
    )


PROTOCOL = Protocol(
    id="coffee.cup.sca2004",
    version="1",
    name=Words("Formato de catación SCA 2004", "SCA cupping form 2004"),
    products=("coffee.green",),
    source=(
        Source(standard="SCA arabica cupping form (2004)", section="scale, defects, final score"),
        Source(standard="SCAA cupping protocol (2009)", section="total score classification"),
    ),
    attributes=(*ATTRIBUTES, *cupping.DEFECT_CUPS),
    sample=Sample(
        quantity=cupping.CUPS,
        unit="cups",
        note=Words(
            "8.25 g en 150 ml, agua a 93 °C; tostado de 8 a 12 minutos, reposado de 8 a 24 horas",
            "8.25 g to 150 ml, water at 93 °C; roasted in 8 to 12 minutes, rested 8 to 24 hours",
        ),
    ),
    compute=_compute,
    bands=(*BANDS, Band(minimum=Decimal(0), name=BELOW)),
    panel=True,
    headline="total",
    figures=(
        Figure(key="total", name=Words("Puntaje", "Score")),
        Figure(key="class", name=Words("Clase", "Class")),
        Figure(key="cuppers", name=Words("Catadores", "Cuppers")),
        Figure(key="defects", name=Words("Defectos de taza", "Cup defects")),
    ),
    chart="radar",
    axes=tuple(attribute.key for attribute in ATTRIBUTES),
    limits=("total", "class", *(attribute.key for attribute in ATTRIBUTES), "defects", "cuppers"),
)
