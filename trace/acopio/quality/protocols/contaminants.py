"""Contaminants of cacao and coffee, copied from a laboratory's report.

``<0.05`` says that less than that was found; it is kept as it is printed and never becomes a
number. No limit is applied here: the legal ones of cadmium are on chocolate and powder, never on
beans, and what beans may have is a matter of contract (see ``acopio.quality.levels``).
"""

from acopio.quality.form import level
from acopio.quality.protocol import Computed, Protocol, Sample, Source, Words
from acopio.quality.refusals import CountsExceed, NothingMeasured
from acopio.quality.sheet import Level, read_sheet

ATTRIBUTES = (
    # The most is far beyond anything found in beans: more is a figure in another unit.
    level("cadmium", "Cadmio", "Cadmium", "mg/kg", "50"),
    level("lead", "Plomo", "Lead", "mg/kg", "50"),
    level("ochratoxin_a", "Ocratoxina A", "Ochratoxin A", "µg/kg", "10000"),
    level("benzo_a_pyrene", "Benzo(a)pireno, en grasa", "Benzo(a)pyrene, in fat", "µg/kg", "10000"),
    level("pah4", "Suma de 4 HAP, en grasa", "Sum of 4 PAH, in fat", "µg/kg", "10000"),
    level("free_fatty_acids", "Ácidos grasos libres", "Free fatty acids", "%", "100"),
)


def _compute(observations: object) -> Computed:
    """Return the figures as the report prints them (Reg. (EU) 2023/915 says what is tested)."""
    sheet = read_sheet(observations, ATTRIBUTES)
    found = {one.key: sheet.level(one.key) for one in ATTRIBUTES}
    reported = {key: given for key, given in found.items() if given is not None}
    if not reported:
        raise NothingMeasured(tuple(one.named for one in ATTRIBUTES))
    _part_of_sum(reported.get("benzo_a_pyrene"), reported.get("pah4"))
    units = {one.key: one.unit for one in ATTRIBUTES}
    return Computed(
        result={key: given.printed for key, given in reported.items()},
        working=tuple(f"{key}: {given.printed} {units[key]}" for key, given in reported.items()),
    )


def _part_of_sum(one: Level | None, together: Level | None) -> None:
    """Refuse more benzo(a)pyrene than the sum of four that it is one of."""
    if one is None or together is None or one.below:
        return
    if one.value > together.value:
        raise CountsExceed(one.printed, together.printed, "µg/kg")


PROTOCOL = Protocol(
    id="lab.contaminants",
    version="1",
    name=Words("Contaminantes, informe de laboratorio", "Contaminants, laboratory report"),
    products=("cacao.dry", "coffee.green"),
    source=(
        Source(
            standard="Reg. (EU) 2023/915",
            section="annex I: cadmium (as Reg. 488/2014), ochratoxin A, benzo(a)pyrene and PAH4",
        ),
        Source(standard="ICA method 42", section="free fatty acids of cocoa butter"),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        # From memory; the laboratory says what it needs.
        quantity=1000,
        unit="g",
        note=Words(
            "Muestra de laboratorio sellada; nombrar el informe, el laboratorio y el método; "
            "copiar también el signo “<”",
            "Sealed laboratory sample; name the report, the laboratory and the method; copy the "
            "sign “<” as well",
        ),
    ),
    compute=_compute,
    limits=tuple(one.key for one in ATTRIBUTES),
    transcribed=True,
)
