"""Why observations are not evaluated."""

from dataclasses import dataclass
from typing import ClassVar

from acopio.errors import Refusal


@dataclass(eq=False)
class UnknownProtocol(Refusal):
    """No such protocol, or not in this version."""

    code: ClassVar[str] = "unknown-protocol"
    protocol_id: str
    version: str
    known: tuple[str, ...]


@dataclass(eq=False)
class ObservationsUnreadable(Refusal):
    """A part of the observations has another shape than the protocol's form."""

    code: ClassVar[str] = "observations-unreadable"
    part: str


@dataclass(eq=False)
class PanelEmpty(Refusal):
    """There is not one form to evaluate."""

    code: ClassVar[str] = "panel-empty"


@dataclass(eq=False)
class AttributeMissing(Refusal):
    """A line of the form has no value yet: there is no total before the form is complete."""

    code: ClassVar[str] = "attribute-missing"
    form: int
    attribute: str


@dataclass(eq=False)
class AttributeUnknown(Refusal):
    """A value stands under a name that the protocol does not have."""

    code: ClassVar[str] = "attribute-unknown"
    form: int
    attribute: str
    known: tuple[str, ...]


@dataclass(eq=False)
class ScoreUnreadable(Refusal):
    """A score is neither a whole number nor decimal text such as 7.75."""

    code: ClassVar[str] = "score-unreadable"
    form: int
    attribute: str
    value: str


@dataclass(eq=False)
class ScoreOutOfScale(Refusal):
    """A score lies outside the scale of its attribute."""

    code: ClassVar[str] = "score-out-of-scale"
    form: int
    attribute: str
    value: str
    minimum: str
    maximum: str


@dataclass(eq=False)
class ScoreOffStep(Refusal):
    """A score lies between two marks of its scale."""

    code: ClassVar[str] = "score-off-step"
    form: int
    attribute: str
    value: str
    step: str


@dataclass(eq=False)
class CountNotWhole(Refusal):
    """A count is not zero or a positive whole number."""

    code: ClassVar[str] = "count-not-whole"
    form: int
    attribute: str
    value: str


@dataclass(eq=False)
class DefectCupsOutOfRange(Refusal):
    """More tainted and faulty cups than there are cups on the table."""

    code: ClassVar[str] = "defect-cups-out-of-range"
    form: int
    taint_cups: int
    fault_cups: int
    cups: int


@dataclass(eq=False)
class CutTestNeeds300(Refusal):
    """Fewer beans were counted than the 300 that the grade is defined for."""

    code: ClassVar[str] = "cut-test-needs-300"
    counted: int
    needed: int


@dataclass(eq=False)
class CutTestOver300(Refusal):
    """More beans were counted than the 300 that the grade is defined for."""

    code: ClassVar[str] = "cut-test-over-300"
    counted: int
    needed: int
    over: int


@dataclass(eq=False)
class CountTooLarge(Refusal):
    """More things of one kind than there can be."""

    code: ClassVar[str] = "count-too-large"
    form: int
    attribute: str
    value: int
    maximum: int


@dataclass(eq=False)
class CountsExceed(Refusal):
    """The parts are more than the whole that they were counted or weighed from."""

    code: ClassVar[str] = "counts-exceed"
    counted: str
    whole: str
    unit: str


@dataclass(eq=False)
class CountsDiffer(Refusal):
    """The categories do not add up to the number of things that were looked at."""

    code: ClassVar[str] = "counts-differ"
    counted: int
    stated: int


@dataclass(eq=False)
class MeasureUnreadable(Refusal):
    """A measured figure is neither a whole number nor decimal text such as 7.1."""

    code: ClassVar[str] = "measure-unreadable"
    form: int
    attribute: str
    value: str
    unit: str


@dataclass(eq=False)
class MeasureOutOfRange(Refusal):
    """A measured figure that cannot be: moisture of 1104 %."""

    code: ClassVar[str] = "measure-out-of-range"
    form: int
    attribute: str
    value: str
    minimum: str
    maximum: str
    unit: str


@dataclass(eq=False)
class LevelUnreadable(Refusal):
    """A laboratory's figure is neither a number nor less than one, such as <0.05."""

    code: ClassVar[str] = "level-unreadable"
    form: int
    attribute: str
    value: str
    unit: str


@dataclass(eq=False)
class ChoiceUnknown(Refusal):
    """A word is marked that the form does not have."""

    code: ClassVar[str] = "choice-unknown"
    form: int
    attribute: str
    value: str
    known: tuple[str, ...]


@dataclass(eq=False)
class TooManyChosen(Refusal):
    """More words are marked than the form allows, or one twice."""

    code: ClassVar[str] = "too-many-chosen"
    form: int
    attribute: str
    value: str
    most: int


@dataclass(eq=False)
class CupsDiffer(Refusal):
    """Marks for more or fewer cups than stand on the table."""

    code: ClassVar[str] = "cups-differ"
    form: int
    attribute: str
    given: int
    cups: int


@dataclass(eq=False)
class NothingMeasured(Refusal):
    """A form on which not one figure was filled in."""

    code: ClassVar[str] = "nothing-measured"
    known: tuple[str, ...]


@dataclass(eq=False)
class SampleTooSmall(Refusal):
    """Less was looked at than the standard asks for."""

    code: ClassVar[str] = "sample-too-small"
    given: str
    needed: str
    unit: str


@dataclass(eq=False)
class NotComparable(Refusal):
    """Results of different protocols, or of different versions of one, side by side."""

    code: ClassVar[str] = "not-comparable"
    protocols: str
