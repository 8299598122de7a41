"""SCA Coffee Value Assessment, descriptive (SCA-103, 2024): intensities and words, and no score.

It says what a coffee tastes of and how strongly, never how good it is: nothing of it is added up.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from acopio.quality.form import anchors, choices, chosen, scored
from acopio.quality.panel import mean, printed
from acopio.quality.protocol import (
    Attribute,
    Computed,
    Figure,
    Protocol,
    Sample,
    Source,
    Words,
)
from acopio.quality.rounding import plain
from acopio.quality.sheet import Sheet, read_forms

FEWEST_CUPS, MOST_CUPS = 3, 5
_MOST_NOTES, _MOST_TASTES, _MOST_FEELS = 5, 2, 2
# Each word stands where its third of the scale begins: low 0-5, medium 5-10, high 10-15.
_THIRDS = anchors(("0", "Baja", "Low"), ("5", "Media", "Medium"), ("10", "Alta", "High"))
# Group by group, each before the narrower words in it; they are boxes of their own.
_NOTES = choices(
    ("floral", "Floral", "Floral"),
    ("fruity", "Frutal", "Fruity"),
    ("berry", "Bayas", "Berry"),
    ("dried-fruit", "Fruta deshidratada", "Dried fruit"),
    ("citrus-fruit", "Cítricos", "Citrus fruit"),
    ("sour-fermented", "Agrio/fermentado", "Sour/fermented"),
    ("sour", "Agrio", "Sour"),
    ("fermented", "Fermentado", "Fermented"),
    ("green-vegetative", "Verde/vegetal", "Green/vegetative"),
    ("other", "Otro", "Other"),
    ("chemical", "Químico", "Chemical"),
    ("musty-earthy", "Mohoso/terroso", "Musty/earthy"),
    ("papery", "Papel", "Papery"),
    ("roasted", "Tostado", "Roasted"),
    ("nutty-cocoa", "Nueces/cacao", "Nutty/cocoa"),
    ("nutty", "Nueces", "Nutty"),
    ("cocoa", "Cacao", "Cocoa"),
    ("spicy", "Especiado", "Spicy"),
    ("sweet", "Dulce", "Sweet"),
    ("vanilla", "Vainilla/vainillina", "Vanilla/vanillin"),
    ("brown-sugar", "Azúcar morena", "Brown sugar"),
)
_TASTES = choices(
    ("salty", "Salado", "Salty"),
    ("sour", "Ácido", "Sour"),
    ("sweet", "Dulce", "Sweet"),
    ("bitter", "Amargo", "Bitter"),
    ("umami", "Umami", "Umami"),
)
_ACIDITIES = choices(("dry", "Seca", "Dry"), ("sweet", "Dulce", "Sweet"))
_FEELS = choices(
    ("oily", "Aceitosa", "Oily"),
    ("rough", "Áspera", "Rough"),
    ("smooth", "Suave", "Smooth"),
    ("mouth-drying", "Seca la boca", "Mouth-drying"),
    ("metallic", "Metálica", "Metallic"),
)


def _intensity(key: str, es: str, en: str) -> Attribute:
    return scored(key, es, en, ("0", "15", "1"), anchors=_THIRDS)


ATTRIBUTES = (
    _intensity("fragrance", "Fragancia", "Fragrance"),
    _intensity("aroma", "Aroma", "Aroma"),
    chosen(
        "fragrance_aroma", "Notas de fragancia y aroma", "Fragrance and aroma notes", _NOTES,
        most=_MOST_NOTES,
    ),
    _intensity("flavor", "Sabor", "Flavor"),
    _intensity("aftertaste", "Sabor residual", "Aftertaste"),
    chosen(
        "flavor_aftertaste", "Notas de sabor y sabor residual", "Flavor and aftertaste notes",
        _NOTES, most=_MOST_NOTES,
    ),
    chosen("main_tastes", "Gustos principales", "Main tastes", _TASTES, most=_MOST_TASTES),
    _intensity("acidity", "Acidez", "Acidity"),
    chosen("acidity_type", "Tipo de acidez", "Type of acidity", _ACIDITIES),
    _intensity("sweetness", "Dulzor", "Sweetness"),
    _intensity("mouthfeel", "Sensación en boca", "Mouthfeel"),
    chosen(
        "mouthfeel_words", "Palabras de la sensación en boca", "Mouthfeel words", _FEELS,
        most=_MOST_FEELS,
    ),
    Attribute(
        key="cups",
        name=Words("Tazas", "Cups"),
        minimum=Decimal(FEWEST_CUPS),
        maximum=Decimal(MOST_CUPS),
        step=Decimal(1),
        optional=True,
    ),
)  # fmt: skip
INTENSITIES = tuple(one for one in ATTRIBUTES if one.kind == "score" and not one.optional)
WORDS = tuple(one for one in ATTRIBUTES if one.choices)


def _compute(observations: Mapping[str, object]) -> Computed:
    """Average intensities from 0 to 15 and count the cuppers behind each word (SCA-103-2024, 6).

    Words of several cuppers are never averaged: a rare note is told with how few found it.
    """
    forms = read_forms(observations, ATTRIBUTES)
    values = {one.key: [form.number(one.key) for form in forms] for one in INTENSITIES}
    means = {key: printed(mean(found)) for key, found in values.items()}
    words = {one.key: _tally(forms, one) for one in WORDS}
    both = {**means, **words}
    result = {
        "cuppers": str(len(forms)),
        **{one.key: both[one.key] for one in ATTRIBUTES if both.get(one.key)},
    }
    cups = _cups(forms)
    if cups:
        result["cups"] = cups
    working = [
        f"{key}: ({' + '.join(plain(one) for one in found)}) / {len(forms)} = {means[key]}"
        for key, found in values.items()
    ]
    working += [f"{key}: {found}" for key, found in words.items() if found]
    return Computed(result=result, working=tuple(working))


def _tally(forms: Sequence[Sheet], line: Attribute) -> str:
    """Say how many cuppers marked each word, in the order of the form: ``floral 1, fruity 2``."""
    marked = [word for form in forms for word in form.words(line.key)]
    found = [(one.key, marked.count(one.key)) for one in line.choices]
    return ", ".join(f"{key} {number}" for key, number in found if number)


def _cups(forms: Sequence[Sheet]) -> str:
    """Return how many cups the cuppers had, where they say: ``5``, or ``3-5``."""
    stated = sorted({cups for form in forms if (cups := form.measured("cups")) is not None})
    return "-".join(plain(cups) for cups in dict.fromkeys((*stated[:1], *stated[-1:])))


PROTOCOL = Protocol(
    id="coffee.cup.cva-descriptive",
    version="1",
    name=Words("CVA descriptiva (SCA-103)", "CVA descriptive (SCA-103)"),
    products=("coffee.green",),
    source=(
        Source(standard="SCA-103-2024", section="6.2 and 6.3"),
        Source(
            standard="SCA CVA descriptive form, beta 1.1 (2023)",
            section="boxes, words and how many of them",
        ),
        Source(standard="SCA-102-2024", section="preparation and tasting"),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        quantity=FEWEST_CUPS,
        unit="cups",
        note=Words(
            "3 a 5 tazas; 8.25 g en 150 ml, agua a 93 ± 3 °C; romper entre los 3 y 5 minutos; "
            "probar desde unos 70 °C, al menos 3 rondas",
            "3 to 5 cups; 8.25 g to 150 ml, water at 93 ± 3 °C; break at 3 to 5 minutes; taste "
            "from about 70 °C, in at least 3 rounds",
        ),
    ),
    compute=_compute,
    panel=True,
    figures=(Figure(key="cuppers", name=Words("Catadores", "Cuppers")),),
    limits=tuple(one.key for one in INTENSITIES),
)
