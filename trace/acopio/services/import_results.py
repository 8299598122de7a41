"""Importing results of a laboratory or a cupping app: each sample is inspected once, or none is.

Nothing is written unless everything in the file is right; a second time changes nothing.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from acopio.domain.entries.fields import Document
from acopio.domain.permissions import Actor
from acopio.errors import Refusal
from acopio.ledger.b64 import url_encode
from acopio.quality.protocol import Protocol
from acopio.quality.registry import current
from acopio.services.gate import Desk
from acopio.services.inspecting import Circumstances, prepared_command, signing_key
from acopio.services.node import Node
from acopio.services.papers import kept
from acopio.services.result_checks import Checker, Ready, ResultDiffers, in_force
from acopio.services.result_columns import Problem, columns_of
from acopio.services.result_rows import REPORT, read_row
from acopio.services.typed_tables import FILE_MAX_BYTES, NotATable, Table, read_sheet
from acopio.storage.reader import Reader
from acopio.storage.unit_of_work import Connection

FILE_TYPE = "lab-file"
"""As what the file itself is kept beside every entry that was made from it."""


@dataclass(eq=False)
class ResultFileUnusable(Refusal):
    """A file that is no table of results."""

    code = "result-file-unusable"
    why: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWords:
    """What a person says about a file of results."""

    protocol: str
    maps: tuple[str, ...] = ()
    """``COLUMN=LINE``: what a column means, where its heading does not say it."""
    ignored: tuple[str, ...] = ()
    sheet: str | None = None
    laboratory: str | None = None
    """Whose figures these are, where no column says so."""
    day: str | None = None
    docs: tuple[str, ...] = ()
    """Papers behind all of it: ``lab:INF-12=FILE``."""
    apply: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One inspection of a file."""

    rows: tuple[int, ...]
    sample: str
    """As the file names it."""
    known: bool
    """It was signed before, with exactly these values."""
    result: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a file."""

    protocol: Protocol
    table: Table
    inspections: tuple[Found, ...]
    written: int
    problems: tuple[Problem, ...]
    """Everything that is wrong, in the order of the rows; with one of them nothing is written."""

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return len(self.table.rows)

    @property
    def known(self) -> int:
        """How many inspections were signed before."""
        return sum(one.known for one in self.inspections)


Progress = Callable[[int, int], None]


def import_results(
    node: Node,
    actor: Actor,
    file: Path,
    words: ImportWords,
    *,
    progress: Progress = lambda _done, _of: None,
) -> Imported:
    """Check a file of results; with ``words.apply`` sign and record what it says, all or nothing.

    Raises:
        ResultFileUnusable: it is no table.
        MappingUnusable, UnknownProtocol, NotAllowed: what was said about it cannot be.
        SignsElsewhere: the inspector's key is not here.
        Refusal: the key does not open, or the rules of inspections refuse what was right before.
    """
    actor.require("inspect")
    protocol = current(words.protocol)
    data = _data(file)
    table = _table(data, words.sheet)
    columns, problems = columns_of(protocol, table, words.maps, words.ignored)
    rows = []
    for number, cells in table.rows:
        row, wrong = read_row(protocol, columns, number, cells)
        rows.append(row)
        problems += wrong
    ready: list[Ready] = []
    with node.reading() as reader:
        checker = Checker(
            desk=Desk(reader, actor, node),
            protocol=protocol,
            columns=columns,
            rows=rows,
            laboratory=words.laboratory,
            day=words.day,
        )
        done = 0
        for looked_at, made in checker.inspections():
            done += looked_at
            progress(done, len(rows))
            ready += [made] if made else []
    problems += checker.problems
    fresh = [one for one in ready if not one.known]
    written = 0
    if words.apply and fresh and not problems:
        written = _record(checker, fresh, words, file, data)
    return Imported(
        protocol=protocol,
        table=table,
        inspections=tuple(_found(one) for one in ready),
        written=written,
        problems=tuple(sorted(problems, key=lambda one: one.row)),
    )


def _data(file: Path) -> bytes:
    if file.stat().st_size > FILE_MAX_BYTES:
        raise ResultFileUnusable(why="table-too-large", found=file.name)
    return file.read_bytes()


def _table(data: bytes, sheet: str | None) -> Table:
    try:
        table = read_sheet(data, sheet)
    except NotATable as no:
        raise ResultFileUnusable(why=no.detail, found=no.found) from None
    if not table.rows:
        raise ResultFileUnusable(why="table-empty", found=table.sheet or "")
    return table


def _found(one: Ready) -> Found:
    result = msgspec.json.decode(one.made.signed)["result"]
    return Found(
        rows=one.rows, sample=one.given, known=one.known, result=tuple(sorted(result.items()))
    )


def _record(
    checker: Checker, fresh: list[Ready], words: ImportWords, file: Path, data: bytes
) -> int:
    """Sign and record inspections in one transaction; return how many were new."""
    node, actor, protocol = checker.desk.node, checker.desk.actor, checker.protocol
    key = signing_key(node, checker.bench)
    with kept(node, [f"{FILE_TYPE}={file}", *words.docs]) as docs:
        if docs[0].hash != url_encode(sha256(data).digest()):
            raise ResultFileUnusable(why="table-changed", found=file.name)
        commands = [
            prepared_command(
                one.made,
                _how(one, docs),
                key.sign(one.made.signed.encode("utf-8")),
                # Two imports at once: the second finds these carried out, and writes nothing.
                identity=str(uuid.uuid5(uuid.NAMESPACE_OID, one.digest)),
                asked=one.digest,
            )
            for one in fresh
        ]

        def alone(connection: Connection) -> None:
            _check_alone(Reader(connection), actor, protocol, fresh)

        outcomes = node.carry_out(actor, commands, after=alone)
    return sum(not one.repeated for one in outcomes)


def _how(one: Ready, docs: tuple[Document, ...]) -> Circumstances:
    report: tuple[Document, ...] = ()
    if one.report:
        report = (Document(type=REPORT, number=one.report, issuer=one.laboratory),)
    return Circumstances(
        by_blind_code=one.by_blind_code,
        portion=one.portion,
        laboratory=one.laboratory,
        docs=(*report, *docs),
    )


def _check_alone(reader: Reader, actor: Actor, protocol: Protocol, fresh: Iterable[Ready]) -> None:
    """Refuse when somebody signed another result of a sample since the file was checked.

    The samples are locked by now: nobody adds one after this.

    Raises:
        ResultDiffers.
    """
    wanted = {(one.made.sample.id, one.portion): one.given for one in fresh}
    seen: set[tuple[str, str | None]] = set()
    for row in in_force(reader, actor.organisation, protocol.id, {key[0] for key in wanted}):
        key = row.sample, row.portion
        if key in seen and key in wanted:
            raise ResultDiffers(sample=wanted[key], protocol=protocol.id, day=row.day)
        seen.add(key)
