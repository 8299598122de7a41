"""The entries and disclosures by which a receiver checks what is handed over against the log."""

from collections.abc import Iterable, Iterator
from typing import Any

from acopio.domain.entries.envelope import Entry, read_entry
from acopio.integrations.eudr.model import EntryOut
from acopio.ledger.b64 import url_encode
from acopio.services.eudr_origin import Origin, Version
from acopio.storage.opened import Opened, opened, plot_entries
from acopio.storage.reader import Reader, Stored

OF_A_LINE = ("household", "plots")
OF_A_PLOT = ("plot", "household", "geometry", "area")
"""What of an entry is handed over: never names, documents, prices or notes."""
BEGINNINGS = ("delivery.received", "lot.opened")
CORRECTED = "entry.corrected"


def opening_entries(
    reader: Reader, history: Iterable[tuple[Stored, Entry]], origin: Origin
) -> tuple[EntryOut, ...]:
    """Return the entries of the origin, each with the disclosures of what is handed over."""
    beginnings = [stored for stored, entry in history if _begins(entry)]
    latest: dict[str, tuple[Opened, list[str]]] = {}
    for one in opened(reader.connection, beginnings):
        for lot, pointers in _of_lines(read_entry(one.stored.leaf)):
            if lot in origin.grams:
                # What a correction put another fact in the place of is handed over no more.
                latest[lot] = (one, pointers)
    by_entry: dict[bytes, tuple[Opened, list[str]]] = {}
    for one, pointers in latest.values():
        by_entry.setdefault(one.stored.hash, (one, []))[1].extend(pointers)
    found = [_out(one, pointers) for one, pointers in by_entry.values()]
    newest: dict[Version, EntryOut] = {}
    for one in plot_entries(reader.connection):
        entry = read_entry(one.stored.leaf)
        prefix, body = _said(entry)
        version = (str(one.values.get(f"{prefix}/plot")), int(body.get("version", 0)))
        if version in origin.rows and "geometry" not in body:
            newest[version] = _out(one, [f"{prefix}/{name}" for name in OF_A_PLOT])
    found += newest.values()
    return tuple(one for one in found if one.disclosures)


def _begins(entry: Entry) -> bool:
    """Say whether an entry records where a lot begins, or corrects one that does."""
    kind = entry.body.get("kind") if entry.kind == CORRECTED else entry.kind
    return kind in BEGINNINGS


def _said(entry: Entry) -> tuple[str, dict[str, Any]]:
    """Return what an entry says, or what a correction puts in the place of another."""
    if entry.kind == CORRECTED:
        return "/new", entry.body.get("new", {})
    return "", entry.body


def _of_lines(entry: Entry) -> Iterator[tuple[str, list[str]]]:
    """Yield each lot that begins in an entry, with the pointers of what is handed over of it."""
    prefix, body = _said(entry)
    if "lot" in body:
        yield body["lot"], [f"{prefix}/{name}" for name in OF_A_LINE]
    for number, line in enumerate(body.get("lines", ())):
        yield line["lot"], [f"{prefix}/lines/{number}/{name}" for name in OF_A_LINE]


def _out(one: Opened, pointers: Iterable[str]) -> EntryOut:
    return EntryOut(
        origin=one.stored.origin,
        index=one.stored.index,
        hash=url_encode(one.stored.hash),
        leaf=one.stored.leaf.decode("utf-8"),
        disclosures=tuple(one.texts[name] for name in pointers if name in one.texts),
    )
