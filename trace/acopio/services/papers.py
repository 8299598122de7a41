"""Papers: documents beside the database, each file once, named by its own digest."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from acopio.documents.certificate import SAID
from acopio.domain.entries.fields import Document
from acopio.domain.papers import BESIDE, is_guide, looks_like_a_guide, paper_type
from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import Dispatch, Paper
from acopio.domain.rows.reports import Report
from acopio.domain.rules.reports import Attach
from acopio.domain.state import NotFound
from acopio.errors import Refusal
from acopio.ledger.b64 import url_decode, url_encode
from acopio.services.files import FileUnusable, unusable
from acopio.services.find import Finder
from acopio.services.node import Node
from acopio.storage.audit import Finding
from acopio.storage.reader import Reader

LARGEST_BYTES = 100_000_000
"""A scan of a paper has a few megabytes; what is larger is something else."""
_BLOCK = 1 << 20


@dataclass(eq=False)
class FileTooLarge(Refusal):
    """A file that is too large to be kept as a document."""

    code = "file-too-large"
    where: str
    megabytes: int
    largest: int = LARGEST_BYTES // 1_000_000


@contextmanager
def kept(node: Node, texts: Iterable[str]) -> Iterator[tuple[Document, ...]]:
    """Read papers written as ``type:number`` or ``type:number=FILE`` and keep their files.

    Files that came with an act that is then refused or only rehearsed are taken away again.

    Raises:
        FileTooLarge, FileUnusable: a file cannot be kept.
    """
    fresh: list[str] = []
    try:
        yield tuple(_document(node, text, fresh) for text in texts)
    except BaseException:
        _forget(node, fresh)
        raise


def _document(node: Node, text: str, fresh: list[str]) -> Document:
    named, equals, file = text.partition("=")
    kind, colon, number = named.partition(":")
    if not colon and not equals:
        kind, number = "document", named
    digest = None
    if equals:
        digest, is_new = keep(node, Path(file.strip()).expanduser())
        fresh += [digest] if is_new else []
    return Document(type=paper_type(kind), number=number.strip() or None, hash=digest)


def keep(node: Node, path: Path) -> tuple[str, bool]:
    """Copy a file beside the database; return its digest, and whether it was not there yet.

    Raises:
        FileTooLarge: it is over 100 MB; nothing of it was read.
        FileUnusable: it cannot be read, or is no file.
    """
    try:
        _check(path)
        return _kept(node, path)
    except OSError as error:
        raise unusable(error) from error


def _check(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise FileUnusable(where=str(path), problem=os.strerror(errno.EISDIR))
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise FileTooLarge(where=str(path), megabytes=size // 1_000_000)


def _kept(node: Node, path: Path) -> tuple[str, bool]:
    folder = node.home / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".{os.getpid()}-{node.ids.signs(8)}.part"
    try:
        digest = _copy(path, beside)
        final = file_of(node, digest)
        is_new = not final.exists()
        os.replace(beside, final)
    finally:
        beside.unlink(missing_ok=True)
    return digest, is_new


def _copy(path: Path, to: Path) -> str:
    """Copy a file block by block; return the digest of what was written."""
    hashed, done = sha256(), 0
    with path.open("rb") as source, to.open("xb") as target:
        while block := source.read(_BLOCK):
            done += len(block)
            if done > LARGEST_BYTES:  # it grew while it was read
                raise FileTooLarge(where=str(path), megabytes=done // 1_000_000)
            hashed.update(block)
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    return url_encode(hashed.digest())


def file_of(node: Node, digest: str) -> Path:
    """Return where the file of a digest lies: in hexadecimal, for disks that fold capitals.

    Raises:
        NotFound: it is no digest.
    """
    raw = url_decode(digest)
    if len(digest) == 64 and set(digest.lower()) <= set("0123456789abcdef"):
        raw = bytes.fromhex(digest)
    if raw is None or len(raw) != 32:
        raise NotFound(what="paper", given=digest)
    return node.home / "documents" / raw.hex()


def _forget(node: Node, fresh: Iterable[str]) -> None:
    """Take away files that no entry came to cite."""
    wanted = list(fresh)
    if not wanted:
        return
    with node.reading() as reader:
        cited = {one.hash for one in reader.among(Paper, "hash", wanted)}
    for digest in set(wanted) - cited:
        file_of(node, digest).unlink(missing_ok=True)


def odd_guides(docs: Iterable[Document]) -> list[str]:
    """Return the numbers of guías that do not look like SUNAT's: a warning, nothing more."""
    return [
        one.number
        for one in docs
        if one.number and is_guide(one.type) and not looks_like_a_guide(one.number)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What papers belong to: a lot, a dispatch, a report."""

    id: str
    name: str
    is_dispatch: bool = False
    holder: str | None = None
    """Who has the lot."""


def subject(reader: Reader, organisation: str, text: str) -> Subject:
    """Return what people mean: a report or dispatch by its number, else a lot.

    Raises:
        NotFound, SeveralMatch, UnknownCode.
    """
    given = text.strip().upper()
    report = reader.one(Report, number=given)
    if report is not None:
        return Subject(id=report.id, name=report.number)
    dispatch = reader.one(Dispatch, number=given)
    if dispatch is not None:
        return Subject(id=dispatch.id, name=dispatch.number, is_dispatch=True)
    lot = Finder(reader, organisation).lot(text)
    return Subject(id=lot.code, name=lot.code, holder=lot.organisation)


def attach(
    node: Node, actor: Actor, text: str, docs: tuple[Document, ...], note: str | None = None
) -> Subject:
    """Write down that papers belong to something that is recorded already.

    Raises:
        GuideUsed, NotFound, NotAllowed.
    """
    with node.reading() as reader:
        found = subject(reader, actor.organisation, text)
    command = Attach(
        id=node.ids.uuid(),
        occurred_at=node.today(),
        docs=docs,
        subject=found.id,
        dispatch=found.id if found.is_dispatch else None,
        note=note,
    )
    node.carry_out(actor, [command])
    return found


def papers_of(reader: Reader, organisation: str, text: str) -> list[Paper]:
    """Return the papers of a lot, dispatch or report, and of what was said about it."""
    found = subject(reader, organisation, text)
    about = [one.id for one in reader.where(Report, about=found.id)]
    rows = reader.among(Paper, "subject", [found.id, *about])
    return sorted(
        (row for row in rows if row.type != SAID and row.kind not in BESIDE),
        key=lambda one: (one.day, one.entry, one.position),
    )


def save(node: Node, digest: str, path: Path) -> None:
    """Write a kept document to a file of the person's choice.

    Raises:
        NotFound: no such document is kept here, or its file is gone.
    """
    source = file_of(node, digest.strip())
    if not source.is_file():
        raise NotFound(what="paper", given=digest)
    shutil.copyfile(source, path)


def damaged(node: Node, reader: Reader) -> list[Finding]:
    """Return a finding for each document that an entry cites and that is missing or changed."""
    findings = []
    cited = reader.cited_files(SAID)
    for digest in cited:
        path = file_of(node, digest)
        if not path.is_file():
            findings.append(Finding("document", digest, "missing"))
        elif _digest(path) != digest:
            findings.append(Finding("document", digest, "hash-differs"))
    return findings


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        hashed = sha256()
        while block := file.read(_BLOCK):
            hashed.update(block)
    return url_encode(hashed.digest())
