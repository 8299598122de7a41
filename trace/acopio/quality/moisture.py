"""What moisture does to a mass: the dry matter stays, the water goes.

The conversion factors between forms are no matter of moisture: see ``acopio.domain.products``.
"""

from decimal import Decimal
from fractions import Fraction

from acopio.quality.refusals import MeasureOutOfRange
from acopio.quality.rounding import half_up

Percent = Decimal | Fraction


def mass_at(mass_g: int, moisture: Percent, reference: Percent) -> int:
    """Return what a mass weighs at another moisture: m x (100 - M) / (100 - M_ref).

    Args:
        mass_g: grams as weighed.
        moisture: its moisture, per cent on the wet basis.
        reference: the moisture to convert to.

    Returns:
        Grams, halves up.

    Raises:
        MeasureOutOfRange: a moisture below 0 %, or of 100 % and more.
    """
    return int(half_up(mass_g * yield_ceiling(moisture, reference), 0))


def yield_ceiling(wet: Percent, dry: Percent) -> Fraction:
    """Return the most that drying can leave of a mass: (100 - M_wet) / (100 - M_dry).

    Fermentation and sweating take more. A yield above it is a question to whoever weighed, and
    never blocks: nobody knows the moisture of wet beans to the per cent.

    Raises:
        MeasureOutOfRange: a moisture below 0 %, or of 100 % and more.
    """
    return _dry_part(wet) / _dry_part(dry)


def _dry_part(moisture: Percent) -> Fraction:
    impossible = isinstance(moisture, Decimal) and not moisture.is_finite()
    if impossible or not 0 <= moisture < 100:
        raise MeasureOutOfRange(1, "moisture", str(moisture)[:40], "0", "99", "%")
    return 100 - Fraction(moisture)
