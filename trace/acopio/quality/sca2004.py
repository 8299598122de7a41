"""SCA cupping form of 2004 for arabica: ten attributes, five cups, 100 points.

Superseded in the trade by the Coffee Value Assessment of 2024, but still the scale of historical
lots and of many contracts. The two scales share numbers and are not comparable.
"""

from collections.abc import Mapping
from decimal import Decimal

from acopio.quality import cupping
from acopio.quality.protocol import Attribute, Band, Computed, Protocol, Sample, Source, Words
from acopio.quality.rounding import half_up


def _scored(key: str, es: str, en: str) -> Attribute:
    # The form prints 6.00 to 10.00; below 6 is legal on the scale and does occur in real lots.
    return Attribute(
        key=key,
        name=Words(es, en),
        minimum=Decimal("0.00"),
        maximum=Decimal("10.00"),
        step=Decimal("0.25"),
        usual_minimum=Decimal("6.00"),
    )


def _per_cup(key: str, es: str, en: str) -> Attribute:
    # Two points for each of the five cups.
    return Attribute(
        key=key,
        name=Words(es, en),
        minimum=Decimal(0),
        maximum=Decimal(10),
        step=Decimal(2),
    )


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
    attributes=ATTRIBUTES,
    sample=Sample(quantity=cupping.CUPS, unit="cups"),
    compute=_compute,
    bands=(*BANDS, Band(minimum=Decimal(0), name=BELOW)),
)
