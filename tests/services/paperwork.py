"""Worlds with papers to check, and certificates taken apart and put together again."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
from tests.web.world import World

from acopio.documents.bundle import KEY, PROOF, TWIN
from acopio.domain.entries.parties import OrganisationRecorded
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.parties import RecordOrganisation
from acopio.errors import Refusal
from acopio.services import custody, register
from acopio.services.label_jobs import print_to_file
from acopio.services.labelling import Job, Printing, Wanted, prepare
from acopio.services.node import Node
from acopio.services.opening import NewOrganisation, initialise
from acopio.services.people import Secret, sign_in
from acopio.services.verify import Verified, verify_certificate

SHORT = 203 / 72
"""Dots of the usual label printer per point."""


@dataclass(frozen=True)
class PrintedLabels:
    """A job of labels that went to a file."""

    job: Job
    number: str
    pdf: bytes


def labels(
    node: Node, actor: Actor, lot: str, *, reason: str | None = None, **wanted: Any
) -> PrintedLabels:
    """Print the labels of a lot on the usual roll, into a file."""
    made = prepare(node, actor, Wanted(lots=(lot,), **wanted), Printing(), reason)
    path = node.home / "labels.pdf"
    print_to_file(node, actor, made, path)
    return PrintedLabels(job=made, number=made.number, pdf=path.read_bytes())


def attached(pdf: bytes) -> dict[str, bytes]:
    """Return the files inside a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}


def with_file(pdf: bytes, name: str, data: bytes | None) -> bytes:
    """Return a PDF with one of the files inside replaced, added or taken out."""

    def change(opened: pikepdf.Pdf) -> None:
        if name in opened.attachments:
            del opened.attachments[name]
        if data is not None:
            opened.attachments[name] = pikepdf.AttachedFileSpec(opened, data, filename=name)

    return edited(pdf, change)


def edited(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return a PDF as an editor saves it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def with_twin(pdf: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Return a certificate whose machine-readable twin says something else, neatly written."""
    twin = msgspec.json.decode(attached(pdf)[TWIN])
    change(twin)
    return with_file(pdf, TWIN, msgspec.json.encode(twin, order="sorted"))


def verdict(pdf: bytes, key: str | None = None) -> str:
    """Return ``passed``, ``failed`` or the code of the refusal; anything else is an error."""
    try:
        found: Verified = verify_certificate(pdf, key)
    except Refusal as refusal:
        return refusal.code
    return "passed" if found.passed else "failed"


def failed_checks(pdf: bytes) -> set[str]:
    """Return the names of the checks that a certificate fails."""
    return {check.name for check in verify_certificate(pdf).checks if not check.passed}


def log_key_in(pdf: bytes) -> str:
    """Return the verifier key that a certificate carries."""
    return attached(pdf)[KEY].decode("ascii").strip()


def proof_in(pdf: bytes) -> str:
    """Return the proof that a certificate carries."""
    return attached(pdf)[PROOF].decode("utf-8")


def neighbour(world: World) -> Actor:
    """Open a second organisation on the same node, with a place; return its manager."""
    initialise(
        world.node,
        NewOrganisation(
            name="Exportadora del Sur",
            prefix="SUR",
            manager="Mateo",
            pin="4321",
            kinds=("exporter",),
            address="https://sur.example.pe",
        ),
    )
    actor = sign_in(world.node, Secret("Mateo", lambda _name: "4321"))
    register.add_place(
        world.node, actor, register.NewPlace(name="Almacén Callao", kinds=("warehouse",))
    )
    return actor


def handed_over(world: World, receiver: Actor) -> str:
    """Send two sacks of the world's lot to another organisation of ours, short by a little."""
    left = custody.dispatch(
        world.node,
        world.actor,
        custody.DispatchWords(to="Exportadora del Sur", lots=(f"{world.lot}:3-4",)),
    )
    ((lot, _grams),) = left.lots
    custody.receive(
        world.node,
        receiver,
        custody.ReceiptWords(
            dispatch=left.number, lots=(f"{lot}=99.2 kg",), place="Almacén Callao", reason="merma"
        ),
    )
    return lot


def without_address(world: World) -> Node:
    """Return the node after the cooperative's record says no address any more."""
    with world.node.reading() as reader:
        row = reader.one(Organisation, id=world.organisation)
    assert row is not None
    fields = {one.name for one in msgspec.structs.fields(OrganisationRecorded)}
    kept = {name: getattr(row, name) for name in fields if hasattr(row, name)}
    facts = OrganisationRecorded(**{**kept, "organisation": row.id, "address": None})
    world.node.carry_out(
        world.actor,
        [RecordOrganisation(id=world.node.ids.uuid(), occurred_at="2026-01-01", facts=facts)],
    )
    return world.node


def files_under(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def at(world: World, moment: Callable[[], Any]) -> Node:
    """Return the world's node with another clock."""
    return replace(world.node, now=moment)
