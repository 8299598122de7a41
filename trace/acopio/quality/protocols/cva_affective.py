"""SCA Coffee Value Assessment, affective (SCA-104, 2024): eight impressions from 1 to 9.

The score has no pass mark of its own, and is no score of the form of 2004: the two share numbers
and are not comparable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from acopio.quality.form import anchors, choices, chosen, cups, scored
from acopio.quality.panel import mean, mean_working, printed
from acopio.quality.protocol import Computed, Figure, Protocol, Sample, Source, Words
from acopio.quality.rounding import half_up, plain
from acopio.quality.sheet import Sheet, read_forms

CUPS = 5
NON_UNIFORM, DEFECTIVE = "non-uniform", "defective"
_WEIGHT, _OFFSET = Fraction(21, 32), Fraction(211, 4)
_IMPRESSION = anchors(
    ("1", "Extremadamente bajo", "Extremely low"),
    ("2", "Muy bajo", "Very low"),
    ("3", "Moderadamente bajo", "Moderately low"),
    ("4", "Ligeramente bajo", "Slightly low"),
    ("5", "Ni alto ni bajo", "Neither high nor low"),
    ("6", "Ligeramente alto", "Slightly high"),
    ("7", "Moderadamente alto", "Moderately high"),
    ("8", "Muy alto", "Very high"),
    ("9", "Extremadamente alto", "Extremely high"),
)
SECTIONS = tuple(
    # Whole numbers, as in the published table; whether quarters are allowed is disputed.
    scored(key, es, en, ("1", "9", "1"), anchors=_IMPRESSION)
    for key, es, en in (
        ("fragrance", "Fragancia", "Fragrance"),
        ("aroma", "Aroma", "Aroma"),
        ("flavor", "Sabor", "Flavor"),
        ("aftertaste", "Sabor residual", "Aftertaste"),
        ("acidity", "Acidez", "Acidity"),
        ("sweetness", "Dulzor", "Sweetness"),
        ("mouthfeel", "Sensación en boca", "Mouthfeel"),
        ("overall", "Impresión global", "Overall"),
    )
)
MARKS = choices(
    ("none", "Pareja", "Uniform"),
    (NON_UNIFORM, "No uniforme", "Non-uniform"),
    (DEFECTIVE, "Defectuosa", "Defective"),
)
DEFECTS = choices(
    ("moldy", "Mohoso", "Moldy"),
    ("phenolic", "Fenólico", "Phenolic"),
    ("potato", "Papa", "Potato"),
)
ATTRIBUTES = (
    *SECTIONS,
    cups("cups", "Tazas", "Cups", MARKS, CUPS),
    chosen("defect", "Tipo de defecto", "Type of defect", DEFECTS),
)


@dataclass(frozen=True, slots=True)
class Form:
    """The sheet of one cupper, with its exact score."""

    sections: tuple[Fraction, ...]
    non_uniform: int
    defective: int

    @property
    def exact(self) -> Fraction:
        """S = 0.65625 x Σ + 52.75 - 2u - 4d (SCA-104-2024, 5.5), before rounding."""
        lost = 2 * self.non_uniform + 4 * self.defective
        return _WEIGHT * sum(self.sections, Fraction(0)) + _OFFSET - lost

    @property
    def score(self) -> Fraction:
        """The score of this sheet: to the nearest quarter, halves up (SCA-104-2024, 7.1)."""
        return Fraction(half_up(4 * self.exact, 0)) / 4


def penalties(marks: Sequence[str], defect: str | None) -> tuple[int, int]:
    """Return how many cups count as non-uniform and as defective.

    A defective cup is also non-uniform, except when all of them share the defect (5.4.2); without
    a named type it does not count as defective, but stays non-uniform (5.4.1).
    """
    defective = sum(mark == DEFECTIVE for mark in marks)
    uneven = defective + sum(mark == NON_UNIFORM for mark in marks)
    if defect is None:
        return uneven, 0
    return (0 if defective == CUPS else uneven), defective


def _form(sheet: Sheet) -> Form:
    u, d = penalties(sheet.words("cups"), sheet.word("defect"))
    return Form(tuple(sheet.number(one.key) for one in SECTIONS), u, d)


def _compute(observations: Mapping[str, object]) -> Computed:
    """Score each sheet (SCA-104-2024, 5.4 and 5.5); the panel's score is the mean of the sheets.

    The standard scores one assessor. A panel keeps every sheet's own score and shows their mean.
    """
    forms = [_form(sheet) for sheet in read_forms(observations, ATTRIBUTES)]
    scores = [form.score for form in forms]
    result = {
        "score": printed(mean(scores)),
        "cuppers": str(len(forms)),
        **{
            section.key: printed(mean([form.sections[place] for form in forms]))
            for place, section in enumerate(SECTIONS)
        },
        "non_uniform": printed(mean([Fraction(form.non_uniform) for form in forms])),
        "defective": printed(mean([Fraction(form.defective) for form in forms])),
    }
    return Computed(result=result, working=_working(forms, scores))


def _working(forms: Sequence[Form], scores: Sequence[Fraction]) -> tuple[str, ...]:
    lines = [_sheet(form) for form in forms]
    if len(forms) == 1:
        return tuple(lines)
    numbered = [f"{number}: {line}" for number, line in enumerate(lines, start=1)]
    return (*numbered, mean_working(scores))


def _sheet(form: Form) -> str:
    added = " + ".join(plain(one) for one in form.sections)
    return (
        f"0.65625 x ({added}) + 52.75 - 2 x {form.non_uniform} - 4 x {form.defective} = "
        f"{plain(form.exact)} -> {printed(form.score)}"
    )


PROTOCOL = Protocol(
    id="coffee.cup.cva-affective",
    version="1",
    name=Words("CVA afectiva (SCA-104)", "CVA affective (SCA-104)"),
    products=("coffee.green",),
    source=(
        Source(standard="SCA-104-2024", section="5.4.1, 5.4.2, 5.5 and table 7.1"),
        Source(standard="SCA-102-2024", section="preparation and tasting"),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        quantity=CUPS,
        unit="cups",
        note=Words(
            "8.25 g en 150 ml, agua a 93 ± 3 °C; romper entre los 3 y 5 minutos; probar desde unos "
            "70 °C, al menos 3 rondas; a lo más 6 cafés por sesión",
            "8.25 g to 150 ml, water at 93 ± 3 °C; break at 3 to 5 minutes; taste from about "
            "70 °C, in at least 3 rounds; at most 6 coffees a session",
        ),
    ),
    compute=_compute,
    panel=True,
    headline="score",
    figures=(
        Figure(key="score", name=Words("Puntaje CVA", "CVA score")),
        Figure(key="cuppers", name=Words("Catadores", "Cuppers")),
        Figure(key="non_uniform", name=Words("Tazas no uniformes", "Non-uniform cups")),
        Figure(key="defective", name=Words("Tazas defectuosas", "Defective cups")),
    ),
    chart="radar",
    axes=tuple(section.key for section in SECTIONS),
    limits=("score", *(section.key for section in SECTIONS), "non_uniform", "defective"),
)
