"""The public pages: what is read for one, and writing all of them as files for any web host.

Published files answer while the node is asleep. A second run writes only what changed, and a run
that was killed is simply repeated: a file is replaced whole, and remembered after it is there.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path

from acopio.documents.pages.public import CertificateRow, Ledger, PublicLot, to_json
from acopio.documents.pages.render import Notice, notice, published_lot
from acopio.documents.pages.veil import FEW, Around, of_sack, public_lot
from acopio.documents.pages.wording import LANGUAGES, text
from acopio.domain.codes import (
    SACK_LENGTH,
    clean,
    parse_lot_code,
    parse_sack_code,
    sack_code,
)
from acopio.domain.rows.custody import Certificate
from acopio.domain.rows.lots import DeliveryLine, Sack
from acopio.domain.rows.parties import Organisation
from acopio.domain.state import NotFound
from acopio.domain.times import LIMA, day_of
from acopio.ledger.b64 import url_encode
from acopio.services.facts import lot_facts
from acopio.services.files import write_whole
from acopio.services.node import Node
from acopio.storage.published import (
    files_of,
    forget,
    lots_with_pages,
    remember,
)
from acopio.storage.reader import Reader
from acopio.storage.unit_of_work import in_transaction

Progress = Callable[[int, int], None]
"""Lots done, lots in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a run did, in files."""

    lots: int
    written: int
    unchanged: int
    removed: int


def public_facts(reader: Reader, code: str) -> PublicLot:
    """Return what is public of a lot or sack, by its code in any writing.

    Raises:
        UnknownCode: no code, or its check sign is wrong.
        NotFound: nothing carries it.
    """
    if len(clean(code)) != SACK_LENGTH:
        return _lot(reader, parse_lot_code(code))
    asked = parse_sack_code(code)
    sack = reader.one(Sack, packed_for=asked.lot, number=asked.number)
    lot = _lot(reader, sack.lot) if sack else None
    whole = sack_code(asked.lot, asked.number)
    row = next((one for one in (lot.sacks if lot else None) or () if one.code == whole), None)
    if lot is None or row is None:
        raise NotFound(what="sack", given=code)
    return of_sack(lot, row, asked.lot)


def _lot(reader: Reader, code: str) -> PublicLot:
    facts = lot_facts(reader, code)
    certificates = reader.where(Certificate, lot=code)
    organisations = reader.where(Organisation)
    zone = next((o.zone for o in organisations if o.prefix == facts.issuer.prefix), LIMA)
    entries = reader.entries(list({facts.latest, *(one.latest for one in certificates)}))
    stands = next(one for one in entries if url_encode(one.hash) == facts.latest)
    stamps = [str(json.loads(one.leaf)["recorded_at"]) for one in entries]
    around = Around(
        persons=frozenset(
            one.name
            for one in organisations
            if one.name and one.country == "PE" and (one.ruc or "").startswith("10")
        ),
        thin=_thin(reader, code),
        certificates=tuple(
            CertificateRow(number=one.number, about=one.about, day=one.day, state=one.standing)
            for one in certificates
        ),
        ledger=Ledger(origin=stands.origin, entry=stands.index, leaf=facts.latest),
        as_of=day_of(max(stamps), zone),
    )
    return public_lot(facts, around)


def _thin(reader: Reader, code: str) -> bool:
    """Say whether some step above a lot took the beans of a few families only."""
    edges = reader.ancestry(code)
    taken: dict[str, set[str]] = {}
    given: dict[str, set[str]] = {}
    for child, step, parent, _grams in edges:
        taken.setdefault(step, set()).add(parent)
        given.setdefault(step, set()).add(child)
    lines = reader.among(DeliveryLine, "lot", {edge[2] for edge in edges})
    behind = {line.lot: frozenset({line.household or "?"}) for line in lines}
    for step in _downwards(taken, given):
        families = {one for lot in taken[step] for one in behind.get(lot, frozenset())}
        if 0 < len(families) < FEW:
            return True
        # Five are enough to know, so that no set grows with the season.
        few = frozenset(sorted(families)[:FEW])
        behind.update(dict.fromkeys(given[step], few))
    return False


def _downwards(taken: dict[str, set[str]], given: dict[str, set[str]]) -> Iterable[str]:
    """Return the steps so that each follows those that its inputs came from."""
    came = {lot: step for step, lots in given.items() for lot in lots}
    before = {
        step: {came[lot] for lot in lots if lot in came} - {step} for step, lots in taken.items()
    }
    return TopologicalSorter(before).static_order()


def publish(
    node: Node, organisation: str, folder: Path, *, progress: Progress | None = None
) -> Published:
    """Write the pages of an organisation's lots and sacks: those that may be out in the world.

    Raises:
        NotFound: there is no such organisation of ours.
    """
    with node.reading() as reader:
        ours = reader.one(Organisation, id=organisation)
        if ours is None or not ours.prefix:
            raise NotFound(what="organisation", given=organisation)
        codes = lots_with_pages(reader.connection, ours.prefix)
    run = _Run(node, folder)
    run.write(dict(_fixed()))
    wanted: set[str] = set()
    for done, code in enumerate(codes, 1):
        with node.reading() as reader:
            lot = _lot(reader, code)
        made = dict(_files(lot, ours.prefix))
        wanted.update(made)
        run.write(made)
        if progress:
            progress(done, len(codes))
    run.remove(ours.prefix, wanted)
    run.manifest(ours.prefix)
    return Published(
        lots=len(codes), written=run.written, unchanged=run.unchanged, removed=run.removed
    )


def _files(lot: PublicLot, prefix: str) -> Iterable[tuple[str, bytes]]:
    yield f"L/{lot.code}/index.html", published_lot(lot)
    yield f"L/{lot.code}/index.json", to_json(lot)
    for row in lot.sacks or ():
        if row.code.startswith(prefix):
            sack = of_sack(lot, row, row.code[: len(lot.code)])
            yield f"S/{row.code}/index.html", published_lot(sack)
            yield f"S/{row.code}/index.json", to_json(sack)


def _fixed() -> Iterable[tuple[str, bytes]]:
    """Yield the front page, and what hosts show where there is no file."""
    home, none = (
        [
            Notice(
                language=language,
                title=text(title, language),
                lines=(text(line, language),),
                issuer="acopio",
                tone=tone,
            )
            for language in LANGUAGES
        ]
        for title, line, tone in (
            ("home.title", "home.published", ""),
            ("missing.title", "missing.published", "bad"),
        )
    )
    yield "index.html", notice(home, published=True)
    yield "404.html", notice(none, published=True)


@dataclass(slots=True)
class _Run:
    """One run: what it wrote, left and removed."""

    node: Node
    folder: Path
    written: int = 0
    unchanged: int = 0
    removed: int = 0

    def write(self, files: dict[str, bytes]) -> None:
        """Write the files that are new, changed or gone; then remember them."""
        digests = {path: sha256(data).hexdigest() for path, data in files.items()}
        changed = {
            path: digest for path, digest in digests.items() if self._lies_there(path) != digest
        }
        for path in changed:
            write_whole(self.folder / path, files[path])
        if changed:
            in_transaction(self.node.engine, lambda connection: remember(connection, changed))
        self.written += len(changed)
        self.unchanged += len(files) - len(changed)

    def _lies_there(self, path: str) -> str | None:
        """Return the digest of what really lies there: another folder has other files."""
        try:
            return sha256((self.folder / path).read_bytes()).hexdigest()
        except OSError:
            return None

    def remove(self, prefix: str, wanted: set[str]) -> None:
        """Remove the files of lots and sacks that are no longer there."""
        with self.node.reading() as reader:
            gone = sorted(set(files_of(reader.connection, prefix)) - wanted)
        for path in gone:
            (self.folder / path).unlink(missing_ok=True)
        if gone:
            in_transaction(self.node.engine, lambda connection: forget(connection, gone))
        self.removed += len(gone)

    def manifest(self, prefix: str) -> None:
        """Write the list of files with their digests, as ``sha256sum --check`` reads it."""
        with self.node.reading() as reader:
            rows = sorted(files_of(reader.connection, prefix).items())
        lines = "".join(f"{digest}  {path}\n" for path, digest in rows)
        data, path = lines.encode("utf-8"), self.folder / f"SHA256SUMS-{prefix}.txt"
        if not path.is_file() or path.read_bytes() != data:
            write_whole(path, data)
