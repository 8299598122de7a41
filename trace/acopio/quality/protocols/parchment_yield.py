"""Yield of dry parchment coffee: what one hulled sample gives in exportable green.

The factor is the Colombian one, kilograms of parchment for a bag of 70 kg. Peru trades in per cent,
or in parchment for a quintal of 46 kg.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from acopio.quality.form import measured
from acopio.quality.protocol import (
    Caution,
    Computed,
    Figure,
    Protocol,
    Sample,
    Source,
    Words,
)
from acopio.quality.refusals import CountsExceed
from acopio.quality.rounding import half_up, plain
from acopio.quality.sheet import Sheet, read_sheet, unusual

HULLING_G = 250
_BAG_KG, _QUINTAL_KG = 70, 46
# Husk alone is 16 to 20 % of dry parchment: more green than this is worth a second weighing.
_USUAL_MOST_PCT = 84
_SPAN = ("0", "999999")

_PARCHMENT = measured("parchment_g", "Pergamino pesado", "Parchment weighed", "g", ("1", _SPAN[1]))
ATTRIBUTES = (
    replace(_PARCHMENT, usual_minimum=Decimal(HULLING_G)),
    measured("sound_g", "Almendra sana exportable", "Sound exportable green", "g", _SPAN),
    measured("byproduct_g", "Subproductos", "By-products", "g", _SPAN, optional=True),
    measured(
        "moisture", "Humedad", "Moisture", "%", ("5", "25"), usual=("10", "12"), optional=True
    ),
)


def exportable_pct(parchment_g: Fraction, sound_g: Fraction) -> Fraction:
    """Return exportable green in per cent of the parchment, by mass."""
    return 100 * sound_g / parchment_g


def parchment_kg(green_kg: int, parchment_g: Fraction, sound_g: Fraction) -> Fraction:
    """Return the kilograms of parchment behind so much exportable green; 70 kg: the FNC factor."""
    return green_kg * parchment_g / sound_g


def _compute(observations: Mapping[str, object]) -> Computed:
    """Compute the shares of a hulled sample and the factor F = 70 x parchment / sound (FNC).

    Raises:
        CountsExceed: sound green and by-products weigh more than the parchment they came from.
    """
    sheet = read_sheet(observations, ATTRIBUTES)
    whole, sound = sheet.number("parchment_g"), sheet.number("sound_g")
    byproduct = sheet.measured("byproduct_g")
    parts = sound + (byproduct or 0)
    if parts > whole:
        raise CountsExceed(plain(parts), plain(whole), "g")
    share = exportable_pct(whole, sound)
    result = {"exportable_pct": _two(share)}
    working = [f"exportable: 100 x {plain(sound)} / {plain(whole)} = {_two(share)} %"]
    for key, green_kg in (("factor", _BAG_KG), ("quintal_kg", _QUINTAL_KG)):
        # Where nothing of it is sound, no mass of parchment gives a bag.
        if sound:
            result[key] = _two(parchment_kg(green_kg, whole, sound))
            working.append(
                f"{key}: {green_kg} x {plain(whole)} / {plain(sound)} = {result[key]} kg"
            )
    if byproduct is not None:
        lost = whole - parts
        for key, grams in (("byproduct_pct", byproduct), ("loss_pct", lost)):
            result[key] = _two(100 * grams / whole)
            working.append(f"{key}: 100 x {plain(grams)} / {plain(whole)} = {result[key]} %")
    if "moisture" in sheet.values:
        result["moisture_pct"] = sheet.written["moisture"]
    return Computed(result=result, working=tuple(working), warnings=_cautions(sheet, share))


def _two(value: Fraction) -> str:
    return str(half_up(value, 2))


def _cautions(sheet: Sheet, share: Fraction) -> tuple[Caution, ...]:
    found = unusual((sheet,), ATTRIBUTES)
    if share <= _USUAL_MOST_PCT:
        return found
    said = (("form", "1"), ("attribute", "exportable_pct"), ("value", _two(share)))
    return (*found, Caution("above-usual", (*said, ("usual", str(_USUAL_MOST_PCT)))))


PROTOCOL = Protocol(
    id="coffee.parchment.yield",
    version="1",
    name=Words("Rendimiento de pergamino", "Parchment yield"),
    products=("coffee.dry-parchment",),
    source=(
        Source(
            standard="FNC factor de rendimiento",
            section="F = 70 x parchment / sound; reference 92.2 kg for 70 kg",
        ),
        Source(
            standard="Peruvian trade",
            section="quintal of 46 kg green: from memory, to be checked",
        ),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        quantity=HULLING_G,
        unit="g",
        note=Words(
            "650 g en total: 250 g para trillar, 400 g para la humedad (10 a 12 %); separar lo "
            "sano exportable de los subproductos",
            "650 g in all: 250 g to hull, 400 g for moisture (10 to 12 %); part sound exportable "
            "green from by-products",
        ),
    ),
    compute=_compute,
    limits=("exportable_pct", "factor", "quintal_kg", "byproduct_pct", "loss_pct", "moisture_pct"),
    headline="exportable_pct",
    figures=(
        Figure(
            key="exportable_pct",
            name=Words("Rendimiento exportable", "Exportable yield"),
            unit="%",
        ),
        Figure(
            key="factor", name=Words("Factor de rendimiento (70 kg)", "Yield factor (70 kg)"),
            unit="kg",
        ),
        Figure(
            key="quintal_kg",
            name=Words("Pergamino por quintal de 46 kg", "Parchment for a quintal of 46 kg"),
            unit="kg",
        ),
        Figure(key="byproduct_pct", name=Words("Subproductos", "By-products"), unit="%"),
        Figure(key="loss_pct", name=Words("Cascarilla y mermas", "Husk and losses"), unit="%"),
    ),
)  # fmt: skip
