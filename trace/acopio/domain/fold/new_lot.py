"""The row of a lot as it begins."""

from acopio.domain.entries.fields import Part
from acopio.domain.fold.recorded import Recorded
from acopio.domain.rows.lots import Lot


def new_lot(
    recorded: Recorded,
    part: Part,
    *,
    product: str,
    place: str,
    born: str,
    step: str,
    claims: tuple[str, ...],
) -> Lot:
    """Return a lot of the acting organisation with all of its mass left."""
    code, grams, how = part
    return Lot(
        code=code,
        organisation=recorded.entry.org,
        owner=recorded.entry.org,
        place=place,
        product=product,
        born=born,
        step=step,
        day=recorded.day,
        made_g=grams,
        left_g=grams,
        how=how,
        claims=claims,
        latest=recorded.hash,
        act=recorded.hash,
        made_at=place,
        said_g=grams,
    )
