"""What is left out of the bytes means the same for ever."""

from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from acopio.domain.entries.envelope import Entry
from acopio.domain.entries.fields import Body
from acopio.domain.entries.kinds import KINDS

EMPTY = (None, (), msgspec.NODEFAULT)

# A field at its default is left out of the bytes: to change one of these would change what every
# stored entry says. A new meaning is a new field, or a new version of the kind.
DEFAULTS = {
    "DeliveryReceived.collected": False,
    "SchemeCertificateRecorded.listed": False,
    "ProfileRecorded.blind": False,
    "ProfileRecorded.sampler_apart": False,
    "ProfileRecorded.approval": False,
    "InspectionSigned.blind": False,
    "Judged.met": False,
}


def structs(kind: Any) -> Iterator[type[Body]]:  # a type, or a form such as tuple[Line, ...]
    if isinstance(kind, type) and issubclass(kind, Body):
        yield kind
        for field in msgspec.structs.fields(kind):
            yield from structs(field.type)
    for part in get_args(kind):
        yield from structs(part)


def test_the_default_of_a_field_never_changes() -> None:
    found = {
        f"{struct.__name__}.{field.name}": field.default
        for kind in (Entry, *(one.body for one in KINDS.values()))
        for struct in structs(kind)
        for field in msgspec.structs.fields(struct)
        if field.default not in EMPTY
    }

    assert found == DEFAULTS
