"""inspect import: results of a laboratory or of a cupping app, from a file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from acopio.cli.session import FINDINGS, SESSION, progress, put, show, table, told, word

if TYPE_CHECKING:
    from acopio.services.import_results import Imported

COPIES = {".csv", ".xlsx"}
ROWS_SHOWN = 12


Source = Annotated[
    Path,
    typer.Argument(help="Archivo CSV o XLSX · CSV or XLSX file", exists=True, dir_okay=False),
]
Protocol = Annotated[
    str,
    typer.Option(
        help="Protocolo: `acopio quality protocols` los lista · protocol: `acopio quality "
        "protocols` lists them"
    ),
]
Maps = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        help="COLUMNA=LÍNEA, si el título no lo dice, p. ej. 'Cd total=cadmium' · "
        "COLUMN=LINE, where its heading does not say it",
    ),
]
Ignored = Annotated[
    list[str] | None, typer.Option(help="Columna que no se lee · column that is not read")
]
Sheet = Annotated[
    str | None, typer.Option(help="Hoja del libro, si hay varias · sheet of the workbook")
]
Laboratory = Annotated[
    str | None,
    typer.Option(
        help="Laboratorio, si no hay columna que lo diga · laboratory, if no column says it"
    ),
]
Day = Annotated[
    str | None, typer.Option(help="Día, si no hay columna que lo diga · day, if no column does")
]
Doc = Annotated[
    list[str] | None,
    typer.Option(help="TIPO:NÚMERO[=ARCHIVO], p. ej. lab:INF-12=informe.pdf · TYPE:NUMBER[=FILE]"),
]
Copy = Annotated[
    Path | None,
    typer.Option(
        help="Copia .csv o .xlsx con una columna de motivos · copy, .csv or .xlsx, with a column "
        "of reasons"
    ),
]
Apply = Annotated[
    bool, typer.Option("--apply", help="Firmar y escribir, no solo revisar · sign and write")
]


def import_(
    file: Source,
    protocol: Protocol,
    map_: Maps = None,
    ignore: Ignored = None,
    sheet: Sheet = None,
    laboratory: Laboratory = None,
    day: Day = None,
    doc: Doc = None,
    annotate: Copy = None,
    apply: Apply = False,
) -> None:
    """Leer resultados de un laboratorio o de una app de catación · read results from a file."""
    from acopio.services.import_results import ImportWords, import_results

    _check_copy(file, annotate)
    words = ImportWords(
        protocol=protocol,
        maps=tuple(map_ or ()),
        ignored=tuple(ignore or ()),
        sheet=sheet,
        laboratory=laboratory,
        day=day,
        docs=tuple(doc or ()),
        apply=apply,
    )
    with progress(file.name) as step:
        done = import_results(SESSION.node, SESSION.actor, file, words, progress=step)
    listed = _listed(done)
    if annotate is not None and not SESSION.options.dry_run:
        _copy(done, listed, annotate)
    show(_plain(done, listed), lambda: _problems(listed) if listed else _results(done))
    _told(done, len(listed), apply=apply)
    if listed:
        raise typer.Exit(FINDINGS)


def _check_copy(file: Path, annotate: Path | None) -> None:
    if annotate is None:
        return
    if annotate.suffix.lower() not in COPIES or annotate.resolve() == file.resolve():
        raise typer.BadParameter(annotate.name, param_hint="--annotate")


def _listed(done: "Imported") -> list[dict[str, Any]]:
    """Return every problem with its sentence; names are looked up once for all of them."""
    from acopio.messages import sentence

    fields = [value for one in done.problems for value in one.refusal.values().values()]
    names = SESSION.names_in(list(dict.fromkeys(map(str, fields))))
    return [
        {
            "row": one.row,
            "column": one.column,
            "value": str(one.value),
            "code": one.refusal.code,
            "reason": sentence(one.refusal, SESSION.options.language, names),
        }
        for one in done.problems
    ]


def _copy(done: "Imported", listed: list[dict[str, Any]], path: Path) -> None:
    """Write the file again, with the reasons beside the rows."""
    from acopio.services.annotated import annotated
    from acopio.services.files import write_whole
    from acopio.services.result_columns import OURS

    reasons: dict[int, list[str]] = {}
    for one in listed:
        where = f"{one['column']}: " if one["column"] else ""
        reasons.setdefault(one["row"], []).append(f"{where}{one['reason']}")
    data = annotated(
        done.table,
        {row: " · ".join(several) for row, several in reasons.items()},
        f"{OURS} {word('column', 'motivo')}",
        as_workbook=path.suffix.lower() == ".xlsx",
    )
    write_whole(path, data)
    told("cli.results-copied", where=str(path))


def _plain(done: "Imported", listed: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "protocol": done.protocol.id,
        "version": done.protocol.version,
        "sheet": done.table.sheet,
        "rows": done.rows,
        "written": done.written,
        "known": done.known,
        "inspections": [
            {
                "rows": list(one.rows),
                "sample": one.sample,
                "known": one.known,
                "result": dict(one.result),
            }
            for one in done.inspections
        ],
        "problems": listed,
    }


def _problems(listed: list[dict[str, Any]]) -> None:
    """Print what is wrong; the same thing in many rows stands once, with the rows it is in."""
    same: dict[tuple[str, str, str], list[int]] = {}
    for one in listed:
        same.setdefault((one["column"], one["value"], one["reason"]), []).append(one["row"])
    for (column, value, reason), rows in same.items():
        ranges = list(_ranges(rows))
        shown = ", ".join(ranges[:ROWS_SHOWN]) + (", …" if len(ranges) > ROWS_SHOWN else "")
        where = f"{word('column', 'fila')} {shown}"
        put(f"{' · '.join(filter(None, (where, column[:60], value[:40])))}: {reason}")


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Yield numbers as people write them: 2, 4-9."""
    ordered = sorted(set(numbers))
    first = ordered[0]
    for number, following in zip(ordered, [*ordered[1:], None], strict=True):
        if following != number + 1:
            yield str(number) if number == first else f"{first}-{number}"
            first = following or 0


def _results(done: "Imported") -> None:
    """Print what would be recorded, or was."""
    from acopio.quality.naming import figure_name, figure_value, headline

    language, its = SESSION.options.language, (done.protocol.id, done.protocol.version)
    rows = []
    for one in done.inspections:
        found = dict(one.result)
        key = headline(*its, found)
        shown = [key] if key else list(found)
        figures = [
            f"{figure_name(*its, name, language)} {figure_value(*its, name, found[name], language)}"
            for name in shown
        ]
        state = "known" if one.known else "written" if done.written else "ready"
        rows.append(
            (", ".join(_ranges(one.rows)), one.sample, word("result-state", state),
             "; ".join(figures))
        )  # fmt: skip
    table(("fila", "muestra", "estado", "resultado"), rows)


def _told(done: "Imported", wrong: int, *, apply: bool) -> None:
    """Say on stderr what came of it, and what to do next."""
    fresh = len(done.inspections) - done.known
    if done.written:
        told("cli.results-written", written=done.written, known=done.known)
        return
    told("cli.results-checked", rows=done.rows, fresh=fresh, known=done.known, wrong=wrong)
    if fresh and not wrong and not apply:
        told("cli.results-apply")
