"""Moisture of cacao by the oven: what a weighed portion loses, on the wet basis.

Meters are read faster, and are set by this method.
"""

from fractions import Fraction

from acopio.quality.form import measured
from acopio.quality.panel import mean, mean_working, printed
from acopio.quality.protocol import Attribute, Computed, Figure, Protocol, Sample, Source, Words
from acopio.quality.refusals import AttributeMissing, CountsExceed
from acopio.quality.rounding import plain
from acopio.quality.sheet import Sheet, read_sheet, unusual


def _weighed(key: str, es: str, en: str, *, optional: bool = False) -> Attribute:
    return measured(key, es, en, "g", ("0.001", "10000"), optional=optional)


ATTRIBUTES = (
    _weighed("wet_g", "Porción 1, antes", "Portion 1, before"),
    _weighed("dry_g", "Porción 1, después", "Portion 1, after"),
    _weighed("wet_2_g", "Porción 2, antes", "Portion 2, before", optional=True),
    _weighed("dry_2_g", "Porción 2, después", "Portion 2, after", optional=True),
)
_LINES = {one.key: one for one in ATTRIBUTES}
_PORTIONS = (("wet_g", "dry_g"), ("wet_2_g", "dry_2_g"))
_MOISTURE = measured("moisture_pct", "Humedad", "Moisture", "%", ("0", "100"), usual=("1", "7.5"))


def _compute(observations: object) -> Computed:
    """M % = 100 x (wet - dry) / wet, and the mean of the portions (ISO 2291, annex F)."""
    sheet = read_sheet(observations, ATTRIBUTES)
    found, working = [], []
    for wet_key, dry_key in _PORTIONS:
        portion = _portion(sheet, wet_key, dry_key)
        if portion is not None:
            wet, dry = portion
            found.append(100 * (wet - dry) / wet)
            working.append(_line(wet, dry, found[-1]))
    exact = mean(found)
    result = {"moisture_pct": printed(exact), "portions": str(len(found))}
    if len(found) > 1:
        each = enumerate(found, start=1)
        result |= {f"moisture_{number}_pct": printed(one) for number, one in each}
        working.append(mean_working(found))
    return Computed(
        result=result,
        working=tuple(working),
        warnings=unusual([Sheet({_MOISTURE.key: exact})], (_MOISTURE,)),
    )


def _portion(sheet: Sheet, wet_key: str, dry_key: str) -> tuple[Fraction, Fraction] | None:
    wet, dry = sheet.measured(wet_key), sheet.measured(dry_key)
    if wet is None and dry is None:
        return None
    if wet is None or dry is None:
        raise AttributeMissing(1, _LINES[wet_key if wet is None else dry_key].named)
    if dry > wet:
        raise CountsExceed(plain(dry), plain(wet), "g")
    return wet, dry


def _line(wet: Fraction, dry: Fraction, moisture: Fraction) -> str:
    return f"100 x ({plain(wet)} - {plain(dry)}) / {plain(wet)} = {printed(moisture)} %"


PROTOCOL = Protocol(
    id="cacao.moisture.oven",
    version="1",
    name=Words("Humedad en estufa (ISO 2291)", "Moisture by oven (ISO 2291)"),
    products=("cacao.dry",),
    source=(
        Source(standard="ISO 2291", section="moisture, wet basis"),
        Source(standard="ISO 2451:2017", section="annex F (moisture)"),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        quantity=10,
        unit="g",
        # Portion, temperature and hours are from memory.
        note=Words(
            "Porción de unos 10 g de granos recién molidos; estufa a 103 ± 2 °C durante 16 horas; "
            "enfriar en desecador; una segunda porción confirma la primera",
            "Portion of about 10 g of freshly ground beans; oven at 103 ± 2 °C for 16 hours; cool "
            "in a desiccator; a second portion confirms the first",
        ),
    ),
    compute=_compute,
    limits=("moisture_pct",),
    headline="moisture_pct",
    figures=(
        Figure(key="moisture_pct", name=_MOISTURE.name, unit="%"),
        Figure(key="portions", name=Words("Porciones secadas", "Portions dried")),
        Figure(
            key="moisture_1_pct", name=Words("Humedad, porción 1", "Moisture, portion 1"), unit="%"
        ),
        Figure(
            key="moisture_2_pct", name=Words("Humedad, porción 2", "Moisture, portion 2"), unit="%"
        ),
    ),
)
