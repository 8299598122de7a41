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
    """The beans counted are not the 300 that the grade is defined for."""

    code: ClassVar[str] = "cut-test-needs-300"
    counted: int
    needed: int
