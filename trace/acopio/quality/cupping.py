"""Forms of a cupping panel: read, averaged exactly, shown with their arithmetic.

Shared by the cupping protocols whose total is a sum of attributes less the defects.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from acopio.quality import typed
from acopio.quality.form import counted
from acopio.quality.panel import mean, mean_working, printed
from acopio.quality.protocol import Attribute, Caution
from acopio.quality.refusals import (
    AttributeMissing,
    DefectCupsOutOfRange,
    ObservationsUnreadable,
    PanelEmpty,
)
from acopio.quality.sheet import CUPPER

CUPS = 5
_TAINT, _FAULT = 2, 4
DEFECT_CUPS = (
    counted("taint_cups", "Tazas con defecto leve (−2)", "Tainted cups (−2)", most=CUPS),
    counted("fault_cups", "Tazas con defecto grave (−4)", "Faulty cups (−4)", most=CUPS),
)
_FORM_FIELDS = ("scores", "taint_cups", "fault_cups", CUPPER)


@dataclass(frozen=True, slots=True)
class Form:
    """The sheet of one cupper."""

    scores: dict[str, Fraction]
    taint_cups: int
    fault_cups: int

    @property
    def defects(self) -> int:
        """Intensity times cups (SCA form 2004, defects): a taint costs 2, a fault 4."""
        return _TAINT * self.taint_cups + _FAULT * self.fault_cups

    @property
    def total(self) -> Fraction:
        """The final score of this sheet alone."""
        return sum(self.scores.values(), Fraction(0)) - self.defects


def read_panel(
    observations: Mapping[str, object], attributes: Sequence[Attribute]
) -> tuple[Form, ...]:
    """Read ``{"forms": [{"scores": {...}, "taint_cups": 0, "fault_cups": 0}, ...]}``."""
    typed.only(observations, ("forms",), 0)
    forms = observations.get("forms")
    if not isinstance(forms, list | tuple):
        raise ObservationsUnreadable("forms")
    if not forms:
        raise PanelEmpty
    return tuple(_read_form(form, number, attributes) for number, form in enumerate(forms, start=1))


def total(forms: Sequence[Form]) -> Fraction:
    """Return the exact total of the panel: the mean of the cuppers' totals, never rounded here.

    The sum of means that were each rounded first is another number, by up to 0.05.
    """
    return mean([form.total for form in forms])


def means(forms: Sequence[Form], attributes: Sequence[Attribute]) -> dict[str, str]:
    """Return the printed mean of each attribute, and of the defects."""
    found = {
        attribute.key: printed(mean([form.scores[attribute.key] for form in forms]))
        for attribute in attributes
    }
    found["defects"] = printed(mean([Fraction(form.defects) for form in forms]))
    return found


def working(forms: Sequence[Form]) -> tuple[str, ...]:
    """Show the sums so that anybody can repeat them: each sheet, then the panel."""
    totals = [form.total for form in forms]
    lines = [_sheet(form) for form in forms]
    if len(forms) == 1:
        return tuple(lines)
    numbered = [f"{number}: {line}" for number, line in enumerate(lines, start=1)]
    return (*numbered, mean_working(totals))


def cautions(forms: Sequence[Form], attributes: Sequence[Attribute]) -> tuple[Caution, ...]:
    """Name every score below the range that the form prints."""
    return tuple(
        _below(number, attribute, form.scores[attribute.key])
        for number, form in enumerate(forms, start=1)
        for attribute in attributes
        if attribute.usual_minimum is not None
        and form.scores[attribute.key] < attribute.usual_minimum
    )


def _read_form(value: object, number: int, attributes: Sequence[Attribute]) -> Form:
    sheet = typed.mapping(value, f"forms/{number}")
    typed.only(sheet, _FORM_FIELDS, number)
    scores = typed.mapping(sheet.get("scores"), f"forms/{number}/scores")
    typed.only(scores, tuple(attribute.named for attribute in attributes), number)
    taint, fault = (typed.count(sheet.get(line.key, 0), line.named, number) for line in DEFECT_CUPS)
    if taint + fault > CUPS:
        raise DefectCupsOutOfRange(number, taint, fault, CUPS)
    return Form({a.key: _read_score(scores, a, number) for a in attributes}, taint, fault)


def _read_score(scores: Mapping[str, object], attribute: Attribute, number: int) -> Fraction:
    value = scores.get(attribute.key)
    if value is None or value == "":
        raise AttributeMissing(number, attribute.named)
    return typed.score(value, attribute, number)


def _sheet(form: Form) -> str:
    added = " + ".join(printed(score) for score in form.scores.values())
    return f"{added} - {form.defects} = {printed(form.total)}"


def _below(number: int, attribute: Attribute, value: Fraction) -> Caution:
    values = (
        ("form", str(number)),
        ("attribute", attribute.key),
        ("value", printed(value)),
        ("usual_minimum", str(attribute.usual_minimum)),
    )
    return Caution("score-below-usual", values)
