"""Target quality of exported coffee, ICO Resolution 420 (2004): defects of 300 g and moisture.

The resolution is voluntary. Coffees that are traditionally moist, such as monsooned ones, are
outside of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from acopio.quality.form import choices, chosen, counted, measured
from acopio.quality.limits import beside
from acopio.quality.protocol import Computed, Figure, Protocol, Sample, Source, Words
from acopio.quality.rounding import plain
from acopio.quality.sheet import read_sheet, unusual

MET, NOT_MET = "S", "not S"
DEFECTS_MOST = {"arabica": 86, "robusta": 150}
"""Full defects in 300 g, inclusive, by species."""
_DRIEST, _WETTEST = Fraction(8), Fraction(125, 10)
# The marks of certificates that are not "S" are from memory: no text of the rules was at hand.
_MARKS = {("defects",): "XD", ("moisture",): "XM", ("defects", "moisture"): "XDM"}
_SPECIES = choices(("arabica", "Arábica", "Arabica"), ("robusta", "Robusta", "Robusta"))

ATTRIBUTES = (
    chosen("species", "Especie", "Species", _SPECIES, optional=False),
    # No default: a box left empty must not pass for a clean sample.
    replace(counted("defects_300g", "Defectos en 300 g", "Defects in 300 g"), default=None),
    measured("moisture", "Humedad", "Moisture", "%", ("5", "25"), usual=("8", "12.5")),
)


def fails(species: str, defects: int, moisture: Fraction) -> tuple[str, ...]:
    """Return which targets are not met: ``defects``, ``moisture`` (ICO Resolution 420).

    Args:
        species: ``arabica`` (at most 86 defects) or ``robusta`` (at most 150).
        defects: in 300 g, by the grading of the country.
        moisture: per cent by ISO 6673; 8.0 to 12.5, both inclusive.
    """
    is_met = {
        "defects": defects <= DEFECTS_MOST[species],
        "moisture": _DRIEST <= moisture <= _WETTEST,
    }
    return tuple(key for key, met in is_met.items() if not met)


def _compute(observations: Mapping[str, object]) -> Computed:
    """Compare defects and moisture with the targets (ICO Resolution 420)."""
    sheet = read_sheet(observations, ATTRIBUTES)
    species = sheet.word("species") or ""
    defects, moisture = sheet.count("defects_300g"), sheet.number("moisture")
    failed = fails(species, defects, moisture)
    label = NOT_MET if failed else MET
    result = {"label": label}
    if failed:
        result["fails"] = ", ".join(failed)
    result |= {
        "mark": _MARKS.get(failed, MET),
        "species": species,
        "defects_300g": str(defects),
        "moisture_pct": sheet.written["moisture"],
    }
    most = DEFECTS_MOST[species]
    bounds = ((">=", plain(_DRIEST)), ("<=", plain(_WETTEST)))
    working = (
        f"{beside('defects_300g', Fraction(defects), ('<=', str(most)))} ({species})",
        beside("moisture", moisture, *bounds, unit="%"),
        f"label = {label}",
        *([f"fails: {', '.join(failed)}"] if failed else []),
    )
    return Computed(result=result, working=working, warnings=unusual((sheet,), ATTRIBUTES))


PROTOCOL = Protocol(
    id="coffee.green.ico420",
    version="1",
    name=Words("Calidad mínima de exportación OIC 420", "ICO 420 export quality target"),
    products=("coffee.green",),
    source=(
        Source(
            standard="ICO Resolution 420 (2004)",
            section="maximum defects in 300 g, moisture by ISO 6673; voluntary",
        ),
        Source(
            standard="ICO rules on certificates of origin, box 17",
            section="marks XD, XM and XDM: from memory, to be checked before use on a certificate",
        ),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        quantity=300,
        unit="g",
        note=Words(
            "300 g de café verde; defectos según la norma del país; humedad por ISO 6673",
            "300 g of green coffee; defects by the standard of the country; moisture by ISO 6673",
        ),
    ),
    compute=_compute,
    limits=("label", "defects_300g", "moisture_pct"),
    headline="label",
    figures=(
        Figure(
            key="label",
            name=Words("Meta OIC 420", "ICO 420 target"),
            words=choices(
                (MET, "S: cumple", "S: met"),
                (NOT_MET, "No cumple", "Not met"),
            ),
        ),
        Figure(
            key="fails",
            name=Words("No cumple", "Not met"),
            words=choices(
                ("defects", "defectos", "defects"),
                ("moisture", "humedad", "moisture"),
            ),
        ),
        Figure(
            key="mark",
            name=Words("Marca del certificado (por verificar)", "Certificate mark (to be checked)"),
        ),
    ),
)
