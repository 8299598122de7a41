"""Fine robusta cupping form (CQI/UCDA): ten attributes, five cups, 100 points.

Its headings are not those of arabica: the ratios of salt to acid and of bitter to sweet stand where
arabica has acidity and sweetness.
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

# The form prints 6.00 to 10.00; lower is legal and does occur in real lots (5.17).
_SCALE = ("0.25", "10.00", "0.25")
_STEPS = anchors(
    ("5", "Promedio", "Average"),
    ("6", "Bueno", "Good"),
    ("7", "Muy bueno", "Very good"),
    ("8", "Fino", "Fine"),
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
    _scored("salt_acid", "Relación salado/ácido", "Salt/Acid ratio"),
    _scored("bitter_sweet", "Relación amargo/dulce", "Bitter/Sweet ratio"),
    _scored("mouthfeel", "Sensación en boca", "Mouthfeel"),
    _per_cup("uniform_cups", "Tazas uniformes", "Uniform cups"),
    _per_cup("clean_cups", "Tazas limpias", "Clean cups"),
    _scored("balance", "Balance", "Balance"),
    _scored("overall", "Puntaje global", "Overall"),
)

FINE = Band(minimum=Decimal(80), name=Words("Fino", "Fine"))
BELOW = Band(minimum=Decimal(0), name=Words("Por debajo de fino", "Below fine"))


def class_of(total: Decimal) -> Words:
    """Return the class of a printed total; 80.00 is fine (CQI/UCDA fine robusta)."""
    return FINE.name if total >= FINE.minimum else BELOW.name


def _compute(observations: Mapping[str, object]) -> Computed:
    """Sum ten attributes less intensity x cups (CQI/UCDA robusta form, final score)."""
    forms = cupping.read_panel(observations, ATTRIBUTES)
    total = half_up(cupping.total(forms), 2)
    return Computed(
        result={
            "total": str(total),
            "class": class_of(total).en,
            "cuppers": str(len(forms)),
            **cupping.means(forms, ATTRIBUTES),
        },
        working=cupping.working(forms),
        warnings=cupping.cautions(forms, ATTRIBUTES),
    )


PROTOCOL = Protocol(
    id="coffee.cup.fine-robusta",
    version="1",
    name=Words("Catación de robusta fino", "Fine robusta cupping form"),
    products=("coffee.green",),
    source=(
        Source(
            standard="Robusta fine coffee cupping form (CQI/UCDA, revised 2019)",
            section="scale, defects, final score; 80 points are fine",
        ),
    ),
    attributes=(*ATTRIBUTES, *cupping.DEFECT_CUPS),
    sample=Sample(
        quantity=cupping.CUPS,
        unit="cups",
        note=Words("8.75 g en 150 ml, agua a 93 °C", "8.75 g to 150 ml, water at 93 °C"),
    ),
    compute=_compute,
    bands=(FINE, BELOW),
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
