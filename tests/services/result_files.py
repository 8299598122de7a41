"""Samples in a world, and files of results about them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import event
from tests.services.books import book
from tests.support.world import DAY, World

from acopio.domain.entries.parties import StaffAppointed
from acopio.domain.masses import Mass
from acopio.domain.rows.quality import Inspection, Sample
from acopio.domain.rules.parties import AppointStaff
from acopio.domain.rules.sampling import Draw
from acopio.quality.registry import current
from acopio.services.import_results import Imported, ImportWords, import_results
from acopio.services.keys import save_key

LABORATORY = "Lab Sur"
CUPPING = ("Fragancia/Aroma", "Sabor", "Sabor residual", "Acidez", "Cuerpo", "Uniformidad",
           "Balance", "Taza limpia", "Dulzor", "Puntaje del catador")  # fmt: skip


def with_key(world: World) -> World:
    """Let the inspector of a world sign with a key that is kept there."""
    staff = world.coop.staff["inspector"]
    save_key(world.node.keys, "inspector", staff, world.coop.key, world.node.passphrase())
    facts = StaffAppointed(
        staff=staff,
        organisation=world.coop.id,
        roles=("inspector",),
        name="inspector",
        key=str(world.coop.key.verifier_key),
        key_home="operator",
    )
    world.do(world.manager, AppointStaff, facts=facts)
    return world


def drawn(world: World, number: int, product: str = "cacao.dry", **more: Any) -> list[Sample]:
    """Draw samples of one lot, in one act each."""
    lot = world.stock(1000, product=product)
    fields: dict[str, Any] = {"purpose": "own-grading", "mass": Mass(1, "1 g"), "lot": lot, **more}
    made = world.node.carry_out(
        world.manager,
        [Draw(id=world.uuid(), occurred_at=DAY, **fields) for _ in range(number)],
    )
    ids = [one.entries[0].body["sample"] for one in made]
    with world.node.reading() as reader:
        rows = {one.id: one for one in reader.among(Sample, "id", ids)}
    return [rows[one] for one in ids]


def csv_of(rows: Sequence[Sequence[str]], divider: str = ";") -> bytes:
    """Return rows as a CSV that needs no quotes."""
    return "".join(f"{divider.join(row)}\n" for row in rows).encode()


def filed(folder: Path, rows: Sequence[Sequence[Any]], name: str = "resultados.csv") -> Path:
    """Write rows as the kind of file that a name says."""
    path = folder / name
    path.write_bytes(book(rows) if path.suffix == ".xlsx" else csv_of(rows))
    return path


def brought(
    world: World, path: Path, protocol: str = "contaminants", *, apply: bool = True, **more: Any
) -> Imported:
    """Import a file as the inspector of the first cooperative."""
    progress = {"progress": more.pop("progress")} if "progress" in more else {}
    if current(protocol).transcribed:
        more.setdefault("laboratory", LABORATORY)
    words = ImportWords(protocol=protocol, apply=apply, **more)
    return import_results(world.node, world.coop.actor("inspector"), path, words, **progress)


def wrong(done: Imported) -> list[tuple[int, str, str]]:
    """Return row, column and code of everything that is wrong."""
    return [(one.row, one.column, one.refusal.code) for one in done.problems]


def results(world: World) -> dict[str, Mapping[str, str]]:
    """Return the results in force by the number of their sample."""
    with world.node.reading() as reader:
        rows = reader.where(Inspection, superseded=False)
        numbers = {one.id: one.number for one in reader.where(Sample)}
    return {numbers[one.sample]: dict(one.result) for one in rows}


def statements(world: World, path: Path, **more: Any) -> int:
    """Return how many statements an import takes."""
    count: list[str] = []

    def counted(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        count.append(statement)

    event.listen(world.node.engine, "before_cursor_execute", counted)
    done = brought(world, path, **more)
    event.remove(world.node.engine, "before_cursor_execute", counted)
    assert wrong(done) == []
    return len(count)


def kept_files(world: World) -> set[str]:
    """Return the files beside the database; worlds of one run of the tests share their folder."""
    folder = world.node.home / "documents"
    return {one.name for one in folder.iterdir()} if folder.exists() else set()


def cupped(sample: Sample, cupper: str, score: str, **more: str) -> list[str]:
    """Return the row of a cupper: seven scores, and three that are whole."""
    whole = {"Uniformidad", "Taza limpia", "Dulzor"}
    return [sample.number, cupper, *(more.get(n, "10" if n in whole else score) for n in CUPPING)]


CUPPING_HEAD = ["Muestra", "Catador", *CUPPING]
