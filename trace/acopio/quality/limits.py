"""A figure beside its limits, in a line of working: ``cat2_full: 6 > 5``."""

from fractions import Fraction

from acopio.quality.rounding import plain

NOT_STATED = "not-stated"
_NOT = {"<=": ">", ">=": "<", "<": ">="}


def beside(key: str, found: Fraction | None, *bounds: tuple[str, str], unit: str = "") -> str:
    """Return a figure compared with each of its limits; one that nobody measured is not stated.

    Args:
        key: of the line or figure.
        found: the figure, or nothing.
        bounds: a sign, ``<=``, ``>=`` or ``<``, and the limit as it is printed.
        unit: of figure and limits.
    """
    behind = f" {unit}" if unit else ""
    if found is None:
        return (
            f"{key}: {NOT_STATED} ({', '.join(f'{sign} {most}{behind}' for sign, most in bounds)})"
        )
    said = [
        f"{plain(found)}{behind} {_true(found, sign, most)} {most}{behind}" for sign, most in bounds
    ]
    return f"{key}: {', '.join(said)}"


def _true(found: Fraction, sign: str, bound: str) -> str:
    limit = Fraction(bound)
    met = {"<=": found <= limit, ">=": found >= limit, "<": found < limit}[sign]
    return sign if met else _NOT[sign]
