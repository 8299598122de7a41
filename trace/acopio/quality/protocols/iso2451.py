"""ISO 2451 cut test of cacao: 300 beans cut lengthwise, each counted under its gravest defect.

The limits are those of the 1973 edition, which NTP-ISO 2451:2011 takes over in full. A test of
fewer beans is a process check and gives no grade.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from acopio.quality import typed
from acopio.quality.form import choices, counted
from acopio.quality.intervals import wilson_95
from acopio.quality.protocol import Computed, Figure, Protocol, Sample, Source, Words
from acopio.quality.refusals import CutTestNeeds300, CutTestOver300
from acopio.quality.rounding import half_up

BEANS = 300


# Gravest first: the inspector counts a bean once, under the first that fits it. The last three are
# no defects: what is typical of the origin decides whether violet beans are accepted.
ATTRIBUTES = tuple(
    counted(key, es, en, most=BEANS, part="counts")
    for key, es, en in (
        ("mouldy", "Mohosos", "Mouldy"),
        ("slaty", "Pizarrosos", "Slaty"),
        ("insect_damaged", "Dañados por insectos", "Insect-damaged"),
        ("germinated", "Germinados", "Germinated"),
        ("flat", "Planos", "Flat"),
        ("violet", "Violetas", "Violet"),
        ("partly_purple", "Parcialmente fermentados", "Partly purple (partly fermented)"),
        ("well_fermented", "Bien fermentados", "Well fermented"),
    )
)
_KEYS = tuple(attribute.named for attribute in ATTRIBUTES)
_NO_DEFECTS = ("violet", "partly_purple", "well_fermented")
_GROUPS = {
    "mouldy": ("mouldy",),
    "slaty": ("slaty",),
    "other": ("insect_damaged", "germinated", "flat"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """The most per cent of beans, by count, that a grade may have; inclusive."""

    grade: str
    mouldy: int
    slaty: int
    other: int


# ISO 2451:1973, table of grades (NTP-ISO 2451:2011, same table). Some copies print 8 % mouldy for
# grade II: that is the limit for slaty beans.
LIMITS = (Limits("I", 3, 3, 3), Limits("II", 4, 8, 6))
SUBSTANDARD = "SS"


def grade_of(mouldy: int, slaty: int, other: int) -> str:
    """Return the grade of so many beans of 300, compared as whole numbers."""
    for limits in LIMITS:
        allowed = (limits.mouldy, limits.slaty, limits.other)
        if all(
            found * 100 <= most * BEANS
            for found, most in zip((mouldy, slaty, other), allowed, strict=True)
        ):
            return limits.grade
    return SUBSTANDARD


def _compute(observations: Mapping[str, object]) -> Computed:
    """Grade by count, per cent = 100 x beans / 300 (ISO 2451:1973, cut test of ISO 1114)."""
    counts = _read(observations)
    groups = {group: sum(counts[key] for key in keys) for group, keys in _GROUPS.items()}
    grade = grade_of(groups["mouldy"], groups["slaty"], groups["other"])
    result = {"grade": grade, "beans": str(BEANS)}
    for group, found in groups.items():
        result[f"{group}_pct"] = _per_cent(found)
        result[f"{group}_pct_95"] = _interval(found)
    result.update({f"{key}_pct": _per_cent(counts[key]) for key in _NO_DEFECTS})
    return Computed(result=result, working=_working(counts, groups, grade))


def _read(observations: Mapping[str, object]) -> dict[str, int]:
    typed.only(observations, ("counts",), 1)
    raw = typed.mapping(observations.get("counts"), "counts")
    typed.only(raw, _KEYS, 1)
    # A category nobody tapped is none of it; the sum of 300 catches what was forgotten.
    counts: dict[str, int] = {key: typed.count(raw.get(key, 0), key, 1) for key in _KEYS}
    counted = sum(counts.values())
    if counted > BEANS:
        raise CutTestOver300(counted, BEANS, counted - BEANS)
    if counted < BEANS:
        raise CutTestNeeds300(counted, BEANS)
    return counts


def _working(counts: dict[str, int], groups: dict[str, int], grade: str) -> tuple[str, ...]:
    added = " + ".join(str(count) for count in counts.values())
    lines = [f"{added} = {BEANS}"]
    for group, keys in _GROUPS.items():
        parts = " + ".join(str(counts[key]) for key in keys)
        shown = f"({parts})" if len(keys) > 1 else parts
        lines.append(f"{group}: 100 x {shown} / {BEANS} = {_per_cent(groups[group])} %")
    lines.extend(
        f"{limits.grade}: mouldy <= {limits.mouldy} %, slaty <= {limits.slaty} %, "
        f"other <= {limits.other} %"
        for limits in LIMITS
    )
    return (*lines, f"grade = {grade}")


def _per_cent(found: int) -> str:
    return str(half_up(Fraction(100 * found, BEANS), 2))


def _interval(found: int) -> str:
    # Shown as a reason to test again; it never changes the grade.
    low, high = wilson_95(found, BEANS)
    return f"{half_up(100 * low, 1)}-{half_up(100 * high, 1)}"


PROTOCOL = Protocol(
    id="cacao.cut.iso2451",
    version="1",
    name=Words("Prueba de corte ISO 2451", "ISO 2451 cut test"),
    products=("cacao.dry",),
    source=(
        Source(standard="ISO 2451:1973 (NTP-ISO 2451:2011)", section="table of grades"),
        Source(standard="ISO 1114:1977", section="cut test, one category per bean"),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        quantity=BEANS,
        unit="beans",
        exact=True,
        note=Words(
            "Mezclar y cuartear hasta algo más de 300 granos; contar los primeros 300 sin escoger; "
            "cortar a lo largo por el medio; mirar con luz de día; un grano, una categoría: la más "
            "grave",
            "Mix and quarter down to a little over 300 beans; count off the first 300 as they "
            "come; cut lengthwise through the middle; look by daylight; one bean, one category: "
            "the gravest",
        ),
    ),
    compute=_compute,
    headline="grade",
    figures=(
        Figure(
            key="grade",
            name=Words("Grado", "Grade"),
            words=choices(
                ("I", "Grado I", "Grade I"),
                ("II", "Grado II", "Grade II"),
                ("SS", "Bajo norma (SS)", "Substandard (SS)"),
            ),
        ),
        Figure(key="beans", name=Words("Granos cortados", "Beans cut")),
        Figure(key="mouldy_pct", name=Words("Mohosos", "Mouldy"), unit="%"),
        Figure(key="slaty_pct", name=Words("Pizarrosos", "Slaty"), unit="%"),
        Figure(
            key="other_pct",
            name=Words(
                "Insectos, germinados y planos", "Insect-damaged, germinated and flat"
            ),
            unit="%",
        ),
    ),
    limits=(
        "grade", "mouldy_pct", "slaty_pct", "other_pct", "violet_pct", "partly_purple_pct",
        "well_fermented_pct",
    ),
    chart="bar",
    axes=(
        "mouldy_pct", "slaty_pct", "other_pct", "violet_pct", "partly_purple_pct",
        "well_fermented_pct",
    ),
)  # fmt: skip
