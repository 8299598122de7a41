"""Writes the expected bytes of every entry kind: ``python -m tests.expected.make_entries``.

Only what is missing is written: bytes that a release has published never change. Before the first
release, while a format may still be mended, ``--rewrite`` writes everything again. When a kind
gains a version, its files of the version before stay, and the new ones go into a folder of their
own.
"""

import argparse
from pathlib import Path

from tests.expected.bodies import BODIES
from tests.expected.bodies_arriving import DOCUMENT
from tests.expected.invented import COOP, INSPECTOR, MANAGER, a_hash, identity, moment, salt

from acopio.domain.entries.commitments import redact
from acopio.domain.entries.envelope import Entry, leaf_bytes
from acopio.domain.entries.kinds import KINDS
from acopio.ledger.b64 import url_encode
from acopio.ledger.disclosure import disclose
from acopio.ledger.merkle import leaf_hash

FOLDER = Path(__file__).parent / "entries"
HASHES = "hashes.txt"


def folder_of(kind: str) -> Path:
    """Return where the files of a kind's current version lie."""
    return FOLDER / f"v{KINDS[kind].version}"


def expected_entry(kind: str) -> tuple[Entry, list[str]]:
    """Return the entry of a kind, with the disclosures behind its commitments."""
    number = list(BODIES).index(kind)
    raw, taken = redact(BODIES[kind])
    disclosures = [disclose(name, value, salt(f"{kind} {name}")) for name, value in taken]
    divided = KINDS[kind].items is not None
    entry = Entry(
        v=KINDS[kind].version,
        kind=kind,
        id=identity(f"entry {kind}"),
        cmd=identity(f"command {kind}"),
        org=COOP,
        by=(MANAGER, INSPECTOR) if number % 2 else (MANAGER,),
        occurred_at=moment(number) if number % 3 else "2027-03-01",
        recorded_at=moment(number),
        body=raw,
        clock="behind" if number % 5 == 0 else None,
        step=(identity(f"step {kind}"), 1, 2) if divided else None,
        after=tuple(sorted((a_hash(f"before {kind}"), a_hash(f"also {kind}")))),
        docs=(DOCUMENT,),
        sd=tuple(sorted(one.digest for one in disclosures)),
    )
    return entry, [one.text for one in disclosures]


def files_of(kind: str) -> dict[str, bytes]:
    """Return the files of a kind: the leaf, and one disclosure on each line."""
    entry, disclosures = expected_entry(kind)
    listed = "".join(f"{text}\n" for text in disclosures)
    return {f"{kind}.json": leaf_bytes(entry), f"{kind}.disclosures": listed.encode("ascii")}


def hash_lines(folder: Path) -> str:
    """Return the leaf hash of every stored entry of a folder."""
    return "".join(
        f"{path.name.removesuffix('.json')} {url_encode(leaf_hash(path.read_bytes()))}\n"
        for path in sorted(folder.glob("*.json"))
    )


def write(*, rewrite: bool = False) -> list[Path]:
    """Write what is missing; return what was written."""
    written = []
    for kind in BODIES:
        folder = folder_of(kind)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files_of(kind).items():
            path = folder / name
            if rewrite or not path.exists():
                path.write_bytes(data)
                written.append(path)
    for folder in sorted(FOLDER.glob("v*")):
        (folder / HASHES).write_text(hash_lines(folder), encoding="ascii")
    return written


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rewrite", action="store_true", help="only before the first release")
    print(f"{len(write(rewrite=parser.parse_args().rewrite))} files")
