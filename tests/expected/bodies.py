"""One invented body of every kind, with something in every field.

Some could not happen all at once (a lot and a batch held by one entry): every field is to be seen.
"""

from tests.expected import bodies_arriving, bodies_later, bodies_leaving

from acopio.domain.entries.fields import Body

BODIES: dict[str, Body] = {
    **bodies_arriving.BODIES,
    **bodies_leaving.BODIES,
    **bodies_later.BODIES,
}
