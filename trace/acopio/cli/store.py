"""count, sack, move: what happens in the store."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.custody import papers
from acopio.cli.session import (
    NEGATIVE,
    SESSION,
    UsualGroup,
    code,
    kg,
    put,
    say,
    show,
    table,
    told,
    word,
)

if TYPE_CHECKING:
    from acopio.services.store import Counted, CountWords, SackWords


class LotUnlessSaid(UsualGroup):
    """``acopio count LOT 4`` counts a lot."""

    usual = "lot"


counts = typer.Typer(
    cls=LotUnlessSaid,
    no_args_is_help=True,
    help="Contar lo que hay: un lote, un lugar, todo · count what is there: a lot, a place, all.",
)
sacks = typer.Typer(
    no_args_is_help=True,
    help="Sacos después de ensacar: pesar, vaciar, anular · sacks: weigh, empty, void.",
)

Lot = Annotated[
    str,
    typer.Argument(help="Código, saco, recibo u otro nombre · code, sack, receipt, other name"),
]
Cause = Annotated[
    str | None,
    typer.Option(
        help="secado, humedad, derrame, muestra, plagas, robo, balanza, hallado · "
        "dried, regain, spillage, sample, pests, theft, scale, found"
    ),
]
Before = Annotated[str | None, typer.Option(help="Humedad de antes, en % · moisture before, in %")]
After = Annotated[str | None, typer.Option(help="Humedad de ahora, en % · moisture now, in %")]
Reason = Annotated[str | None, typer.Option(help="Motivo · reason")]
Day = Annotated[
    str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026 · day: 2026-06-14 or 14/6/2026")
]
Listed = Annotated[
    list[str] | None, typer.Argument(help="LOTE=PESO, uno o más · LOT=MASS, one or more")
]
CountFile = Annotated[
    Path | None,
    typer.Option(
        "--csv",
        help="Archivo con columnas lote, peso y, si hace falta, causa, humedad antes, "
        "humedad después, motivo · file with columns lot, mass and perhaps cause, "
        "moisture before, moisture after, reason",
    ),
]
Sacks = Annotated[
    list[str] | None, typer.Argument(help="Sacos: 12-14 o 12-14,20 · sacks: 12-14 or 12-14,20")
]


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(counts, name="count")
    parent.add_typer(sacks, name="sack")
    parent.command()(move)


@counts.command("lot", context_settings=NEGATIVE)
def count_lot(
    lot: Lot,
    mass: Annotated[
        str, typer.Argument(help="Lo que dice la balanza; 0 si no queda · what the scale says")
    ],
    cause: Cause = None,
    moisture_before: Before = None,
    moisture_after: After = None,
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Contar un lote entero, con sus sacos · count a whole lot, its sacks included."""
    from acopio.services.store import CountWords

    words = CountWords(
        lot=lot,
        mass=mass,
        cause=cause,
        moisture_before=moisture_before,
        moisture_after=moisture_after,
        reason=reason,
    )
    _count([words], None, everything=False, day=day)


@counts.command("place", context_settings=NEGATIVE)
def count_place(
    place: Annotated[str, typer.Argument(help="Lugar · place")],
    lots: Listed = None,
    file: CountFile = None,
    cause: Cause = None,
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Contar lo que hay en un lugar, en un solo acto · count what lies at a place, in one act."""
    _count(_listed(lots, file, cause, reason), place, everything=False, day=day)


@counts.command("all", context_settings=NEGATIVE)
def count_all(
    lots: Listed = None,
    file: CountFile = None,
    cause: Cause = None,
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Contar todo lo que hay, en un solo acto · count everything, in one act."""
    _count(_listed(lots, file, cause, reason), None, everything=True, day=day)


def _listed(
    lots: list[str] | None, file: Path | None, cause: str | None, reason: str | None
) -> "list[CountWords]":
    """Return what is counted: from the command line, then from the file."""
    from acopio.services.store import CountWords
    from acopio.services.store_lists import COUNTS, pair, rows_of

    found = []
    for row, text in enumerate(lots or (), start=1):
        lot, mass = pair(text)
        found.append(CountWords(lot=lot, mass=mass, cause=cause, reason=reason, row=row))
    for row, cells in rows_of(file.read_bytes(), COUNTS) if file else ():
        words = {"lot": "", "mass": "", "cause": cause, "reason": reason, **cells}
        found.append(CountWords(row=row, **words))  # type: ignore[arg-type]
    if not found:
        raise typer.BadParameter("LOT=MASS … | --csv FILE")
    return found


def _count(
    listed: "list[CountWords]", place: str | None, *, everything: bool, day: str | None
) -> None:
    from acopio.services.store import count
    from acopio.services.store_lists import ListUnusable

    try:
        done = count(
            SESSION.node, SESSION.actor, listed, place=place, everything=everything, day=day
        )
    except ListUnusable as refusal:
        _say_problems(refusal)
        raise
    show(done, lambda: _differences(done))
    if done.not_counted:
        told("cli.not-counted", count=len(done.not_counted))
        for lot in done.not_counted:
            say(f"  {code(lot.lot)}  {kg(lot.left_g)}")


def _say_problems(refusal: Exception) -> None:
    """Say everything that is wrong in a list, line by line."""
    from acopio.messages import sentence
    from acopio.messages.forming import harmless

    for one in getattr(refusal, "problems", ()):
        told(
            "cli.list-problem",
            row=one.row,
            given=harmless(one.given),
            sentence=sentence(one.refusal, SESSION.options.language),
        )


def _differences(done: "Counted") -> None:
    table(
        ("lote", "libro", "contado", "diferencia", "causa"),
        [
            (code(one.lot), kg(one.book_g), kg(one.counted_g), kg(one.counted_g - one.book_g),
             word("cause", one.cause) if one.book_g != one.counted_g else "–")
            for one in done.lots
        ],
    )  # fmt: skip


Weights = Annotated[
    list[str] | None, typer.Argument(help="SACO=PESO, p. ej. 1=60.2 · SACK=MASS, e.g. 1=60.2")
]
SackFile = Annotated[
    Path | None,
    typer.Option("--csv", help="Archivo con columnas saco y peso · file with columns sack, mass"),
]


def _sack_words(
    lot: str, weights: list[str] | None, file: Path | None, reason: str | None, day: str | None
) -> "SackWords":
    from acopio.services.store import SackWords
    from acopio.services.store_lists import SACKS, pair, rows_of

    found = [pair(text) for text in weights or ()]
    for _row, cells in rows_of(file.read_bytes(), SACKS) if file else ():
        found.append((cells.get("number", ""), cells.get("mass", "")))
    return SackWords(lot=lot, weights=tuple(found), reason=reason, day=day)


@sacks.command("weigh", context_settings=NEGATIVE)
def weigh(
    lot: Lot,
    weights: Weights = None,
    file: SackFile = None,
    cause: Cause = None,
    moisture_before: Before = None,
    moisture_after: After = None,
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Pesar sacos reservados, o de nuevo; con --cause se cuenta también el lote · weigh sacks."""
    from dataclasses import replace

    from acopio.services.store import weigh_sacks

    words = replace(
        _sack_words(lot, weights, file, reason, day),
        cause=cause,
        moisture_before=moisture_before,
        moisture_after=moisture_after,
    )
    number, grams = weigh_sacks(SESSION.node, SESSION.actor, words)
    show({"sacks": number, "mass_g": grams}, lambda: typer.echo(f"{number}  {kg(grams)}"))


@sacks.command("rebag", context_settings=NEGATIVE)
def rebag(
    lot: Lot,
    weights: Weights = None,
    file: SackFile = None,
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Pasar sacos a bolsas nuevas, con su peso; el número queda · put sacks into new bags."""
    from dataclasses import replace

    from acopio.services.store import weigh_sacks

    words = replace(_sack_words(lot, weights, file, reason, day), rebagged=True)
    number, grams = weigh_sacks(SESSION.node, SESSION.actor, words)
    show({"sacks": number, "mass_g": grams}, lambda: typer.echo(f"{number}  {kg(grams)}"))


def _change(
    lot: str,
    becomes: str,
    listed: list[str] | None,
    reason: str | None,
    day: str | None,
    *,
    unused: bool = False,
) -> None:
    from acopio.services.store import change_sacks

    done = change_sacks(
        SESSION.node,
        SESSION.actor,
        lot,
        becomes,
        sacks=tuple(listed or ()),
        unused=unused,
        reason=reason,
        day=day,
    )
    show({"sacks": done, "state": becomes}, lambda: put(f"{done}  {word('state', becomes)}"))


@sacks.command()
def empty(lot: Lot, listed: Sacks = None, reason: Reason = None, day: Day = None) -> None:
    """Vaciar sacos: el grano queda suelto en su lote · empty sacks: beans stay loose in the lot."""
    _change(lot, "emptied", listed, reason, day)


@sacks.command()
def burst(lot: Lot, listed: Sacks = None, reason: Reason = None, day: Day = None) -> None:
    """Sacos reventados: el grano queda suelto; lo derramado se cuenta · burst sacks."""
    _change(lot, "burst", listed, reason, day)


@sacks.command()
def missing(lot: Lot, listed: Sacks = None, reason: Reason = None, day: Day = None) -> None:
    """Sacos que faltan: su peso sale del lote · missing sacks: their mass leaves the lot."""
    _change(lot, "missing", listed, reason, day)


@sacks.command()
def void(
    lot: Lot,
    listed: Sacks = None,
    unused: Annotated[
        bool, typer.Option("--unused", help="Todos los reservados sin llenar · all never filled")
    ] = False,
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Anular números reservados que no se llenaron · void reserved numbers never filled."""
    _change(lot, "void", listed, reason, day, unused=unused)


@sacks.command()
def reuse(lot: Lot, listed: Sacks = None, reason: Reason = None, day: Day = None) -> None:
    """Bolsas vacías que se usan otra vez: su etiqueta ya no vale · bags used again."""
    _change(lot, "re-used", listed, reason, day)


@sacks.command("list")
def list_(lot: Lot) -> None:
    """Los sacos de un lote: número, peso, estado · the sacks of a lot: number, mass, state."""
    from acopio.domain.codes import sack_code
    from acopio.domain.rows.lots import Sack
    from acopio.services.find import Finder

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = reader.where(Sack, lot=Finder(reader, organisation).lot(lot).code)
    show(
        rows,
        lambda: table(
            ("saco", "código", "peso", "estado"),
            [
                (str(one.number), code(sack_code(one.packed_for, one.number)),
                 kg(one.mass_g) if one.mass_g else "–", word("state", one.state))
                for one in rows
            ],
        ),
    )  # fmt: skip


def move(
    lots: Annotated[list[str], typer.Argument(help="LOTE o LOTE:1-120,125 · LOT or LOT:1-120,125")],
    to: Annotated[str, typer.Option("--to", help="Lugar nuestro al que va · our place it goes to")],
    doc: Annotated[
        list[str] | None,
        typer.Option(help="TIPO:NÚMERO[=ARCHIVO]: guia:T001-442 · TYPE:NUMBER[=FILE]"),
    ] = None,
    sent: Annotated[
        bool,
        typer.Option(
            "--sent", help="Salió y aún no llegó: luego `acopio receive` · left, not there yet"
        ),
    ] = False,
    vehicle: Annotated[str | None, typer.Option(help="Placa · number plate")] = None,
    seal: Annotated[str | None, typer.Option(help="Precinto · seal")] = None,
    driver: Annotated[
        str | None, typer.Option(help="Conductor (privado) · driver (private)")
    ] = None,
    day: Day = None,
) -> None:
    """Trasladar lotes o sacos a otro lugar nuestro · move lots to another place of ours."""
    from acopio.services.store import MoveWords
    from acopio.services.store import move as carry

    with papers(doc) as docs:
        words = MoveWords(
            lots=tuple(lots),
            to_place=to,
            arrived=not sent,
            vehicle=vehicle,
            seal=seal,
            driver=driver,
            day=day,
            docs=docs,
        )
        done = carry(SESSION.node, SESSION.actor, words)
    show(done, lambda: typer.echo(done.number))
    for lot, grams in done.lots:
        key = "cli.sent-to" if sent else "cli.moved"
        told(key, lot=code(lot), mass=kg(grams), place=done.place)
