"""ISO 2451 physical analysis of cacao: bean count, moisture, and what is no sound bean, by mass.

It gives no grade: grades I and II are the cut test's. The tables of classes of the editions of
2014 and 2017 are not here, since their cells could not be read.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from acopio.quality.form import choices, counted, measured
from acopio.quality.panel import printed
from acopio.quality.protocol import Caution, Computed, Figure, Protocol, Sample, Source, Words
from acopio.quality.refusals import AttributeMissing, CountsExceed, NothingMeasured
from acopio.quality.rounding import half_up, plain
from acopio.quality.sheet import Sheet, read_sheet, unusual

_GRAMS = ("0", "100000")
_WHOLE_GRAMS = ("0.1", "100000")
BEANS = replace(counted("beans", "Granos contados", "Beans counted"), default=None, optional=True)
MASS = measured(
    "mass_g", "Masa de los granos contados", "Mass of the beans counted", "g", _WHOLE_GRAMS,
    optional=True,
)  # fmt: skip
# 7.5 % is the limit of the edition of 2014; the draft of 2016 has 8.0 at loading and 7.5 at
# discharge, and the final text of 2017 was not read: 7.5 is safe under all of them.
MOISTURE = measured(
    "moisture", "Humedad", "Moisture", "%", ("1", "25"), usual=("1", "7.5"), optional=True
)
SAMPLE = measured(
    "sample_g", "Masa de la muestra", "Mass of the sample", "g", _WHOLE_GRAMS, optional=True
)
PARTS = tuple(
    measured(key, es, en, "g", _GRAMS, optional=True)
    for key, es, en in (
        ("foreign_matter", "Materia extraña", "Foreign matter"),
        ("cocoa_related_matter", "Materia relacionada con el cacao", "Cocoa related matter"),
        ("flat_beans", "Granos planos", "Flat beans"),
        ("sieving", "Residuos de tamizado", "Sieving"),
    )
)
ATTRIBUTES = (BEANS, MASS, MOISTURE, SAMPLE, *PARTS)

LIMITS = {
    "moisture": Fraction("7.5"),
    "foreign_matter": Fraction("0.75"),
    "cocoa_related_matter": Fraction("3.5"),
    "flat_beans": Fraction("1.5"),
    "sieving": Fraction("1.5"),
}
"""The most per cent by mass that is allowed (ISO 2451:2014, 5.1 to 5.4); inclusive."""

# Ours, from half a gram to two and a half: beyond, a decimal point has slipped.
_MEAN_BEAN = measured(
    "mean_bean_g",
    "Masa media de un grano",
    "Mean mass of a bean",
    "g",
    _GRAMS,
    usual=("0.5", "2.5"),
)


def size_of(per_100g: int) -> str:
    """Return the size class of so many beans per 100 g (ISO 2451:2014): ``large`` to ``small``.

    A whole number goes in: between 100 and 101 the standard has no class.
    """
    if per_100g <= 100:
        return "large"
    return "medium" if per_100g <= 120 else "small"


def _compute(observations: object) -> Computed:
    """Return beans per 100 g, moisture, and the parts of the sample in per cent by mass."""
    sheet = read_sheet(observations, ATTRIBUTES)
    result, working, warnings = _bean_count(sheet)
    moisture = sheet.measured("moisture")
    shares = {} if moisture is None else {"moisture": moisture}
    if moisture is not None:
        result["moisture_pct"] = sheet.written["moisture"]
    parts, shown = _parts(sheet)
    result |= {f"{key}_pct": printed(share) for key, share in parts.items()}
    shares |= parts
    if not result:
        raise NothingMeasured(tuple(one.named for one in ATTRIBUTES if one is not SAMPLE))
    result |= _judged(shares)
    return Computed(
        result=result,
        working=(*working, *shown, *_compared(shares)),
        warnings=(*warnings, *unusual([sheet], ATTRIBUTES)),
    )


def _bean_count(sheet: Sheet) -> tuple[dict[str, str], list[str], tuple[Caution, ...]]:
    """Return the bean count (ISO 2451:2017, annex D), where one was made."""
    beans, mass = sheet.measured("beans"), sheet.measured("mass_g")
    if beans is None and mass is None:
        return {}, [], ()
    if not beans or mass is None:
        raise AttributeMissing(1, (MASS if beans else BEANS).named)
    exact, mean = 100 * beans / mass, mass / beans
    per_100g = int(half_up(exact, 0))
    size = size_of(per_100g)
    result = {"beans_per_100g": str(per_100g), "size": size, "mean_bean_g": printed(mean, 3)}
    working = [
        f"beans_per_100g: 100 x {beans} / {plain(mass)} = {plain(exact)} -> {per_100g}: {size}",
        f"mean_bean_g: {plain(mass)} / {beans} = {printed(mean, 3)}",
    ]
    return result, working, unusual([Sheet({_MEAN_BEAN.key: mean})], (_MEAN_BEAN,))


def _parts(sheet: Sheet) -> tuple[dict[str, Fraction], list[str]]:
    """Return what was weighed out of the sample, in per cent by mass (annexes B and C)."""
    grams = {one.key: sheet.number(one.key) for one in PARTS if one.key in sheet.values}
    if not grams:
        return {}, []
    sample = sheet.measured("sample_g")
    if sample is None:
        raise AttributeMissing(1, SAMPLE.named)
    together = sum(grams.values(), Fraction(0))
    if together > sample:
        raise CountsExceed(plain(together), plain(sample), "g")
    shares = {key: 100 * found / sample for key, found in grams.items()}
    working = [
        f"{key}: 100 x {plain(found)} / {plain(sample)} = {plain(shares[key])} %"
        for key, found in grams.items()
    ]
    return shares, working


def _judged(shares: dict[str, Fraction]) -> dict[str, str]:
    failed = [key for key, share in shares.items() if share > LIMITS[key]]
    if failed:
        return {"within": "no", "reasons": ", ".join(failed)}
    return {"within": "yes"} if shares else {}


def _compared(shares: dict[str, Fraction]) -> Iterable[str]:
    for key, share in shares.items():
        sign = "<=" if share <= LIMITS[key] else ">"
        yield f"{key}: {plain(share)} % {sign} {plain(LIMITS[key])} %"


PROTOCOL = Protocol(
    id="cacao.beans.physical",
    version="1",
    name=Words("Análisis físico ISO 2451", "ISO 2451 physical analysis"),
    products=("cacao.dry",),
    source=(
        Source(
            standard="ISO 2451:2017",
            section="annexes B (sieving), C (cocoa related matter), D (bean count), F (moisture)",
        ),
        Source(standard="ISO 2451:2014", section="5.1 to 5.4, limits; bean size; moisture 7.5 %"),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        # From memory: about 2 kg.
        quantity=2000,
        unit="g",
        note=Words(
            "Muestra de referencia de unos 2 kg; tamizar, escoger y pesar cada parte; contar los "
            "granos enteros de una porción pesada, unos 300",
            "Reference sample of about 2 kg; sieve, sort and weigh each part; count the whole "
            "beans of a weighed portion, about 300",
        ),
    ),
    compute=_compute,
    limits=(
        "beans_per_100g",
        "size",
        "mean_bean_g",
        "moisture_pct",
        *(f"{one.key}_pct" for one in PARTS),
        "within",
    ),
    headline="beans_per_100g",
    figures=(
        Figure(key="beans_per_100g", name=Words("Granos por 100 g", "Beans per 100 g")),
        Figure(
            key="size",
            name=Words("Tamaño", "Bean size"),
            words=choices(
                ("large", "Grande", "Large"),
                ("medium", "Mediano", "Medium"),
                ("small", "Pequeño", "Small"),
            ),
        ),
        Figure(key="mean_bean_g", name=_MEAN_BEAN.name, unit="g"),
        Figure(
            key="within",
            name=Words(
                "Lo medido está dentro de los límites", "What was measured is within limits"
            ),
            words=choices(("yes", "Sí", "Yes"), ("no", "No", "No")),
        ),
        Figure(
            key="reasons",
            name=Words("Fuera de límite", "Beyond the limit"),
            words=choices(*((one.key, one.name.es, one.name.en) for one in (MOISTURE, *PARTS))),
        ),
    ),
)
