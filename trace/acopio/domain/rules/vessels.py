"""One open batch in a vessel, whoever opens it, corrects it or takes its closing back."""

from dataclasses import dataclass

from acopio.domain.rows.lots import Batch
from acopio.domain.state import State
from acopio.errors import Refusal


@dataclass(eq=False)
class VesselTaken(Refusal):
    """A vessel whose batch is not closed yet."""

    code = "vessel-taken"
    vessel: str
    since: str


def check_vacant(state: State, place: str, vessel: str | None, batch: str | None = None) -> None:
    """Refuse a vessel in which another batch is open; ``state`` holds those of the vessel.

    Raises:
        VesselTaken.
    """
    for other in state.where(Batch, "vessel", vessel) if vessel else ():
        if other.place == place and other.state != "closed" and other.id != batch:
            raise VesselTaken(vessel=other.vessel or other.id, since=other.opened_on)
