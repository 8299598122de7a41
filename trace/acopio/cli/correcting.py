"""correct, undo, history: what was typed wrong, and what follows from putting it right."""

from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.session import NEGATIVE, SESSION, code, kg, show, table, told, word

if TYPE_CHECKING:
    from typing import Protocol

    from acopio.domain.consequences import Consequence
    from acopio.services.correcting import Corrected

    class Act(Protocol):
        """Something that can be shown, and appended."""

        def __call__(self, *, append: bool) -> Corrected:
            """Show it, or append it."""


Subject = Annotated[
    str,
    typer.Argument(
        help="Recibo, lote, recipiente o despacho · pad receipt, lot, vessel or dispatch"
    ),
]
Number = Annotated[
    int | None,
    typer.Option(
        "--act", help="Número del acto en `acopio history` · its number in `acopio history`"
    ),
]
Reason = Annotated[str | None, typer.Option(help="Motivo · reason")]
Yes = Annotated[bool, typer.Option("--yes", help="Escribir sin preguntar · write without asking")]
Texts = list[str] | None


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(context_settings=NEGATIVE)(correct)
    app.command(context_settings=NEGATIVE)(undo)
    app.command(context_settings=NEGATIVE)(history)


def correct(
    subject: Subject,
    number: Number = None,
    gross: Annotated[str | None, typer.Option(help="Peso bruto · gross mass")] = None,
    tare: Annotated[str | None, typer.Option(help="Tara · tare")] = None,
    handed_back: Annotated[str | None, typer.Option(help="Devuelto · handed back")] = None,
    mass: Annotated[
        str | None,
        typer.Option(help="El peso del acto: existencias, conteo, muestra · the act's mass"),
    ] = None,
    lot_mass: Annotated[
        Texts, typer.Option("--lot", help="LOTE=PESO de uno de varios · LOT=MASS of one of several")
    ] = None,
    add: Annotated[
        Texts, typer.Option(help="También entró: LOTE o LOTE=PESO · went in too")
    ] = None,
    remove: Annotated[Texts, typer.Option(help="No entró: LOTE · did not go in")] = None,
    product: Annotated[str | None, typer.Option(help="Producto · product")] = None,
    household: Annotated[str | None, typer.Option("--from", help="Familia · family")] = None,
    person: Annotated[str | None, typer.Option(help="Persona · person")] = None,
    plot: Annotated[Texts, typer.Option(help="Parcela · plot")] = None,
    all_plots: Annotated[
        bool, typer.Option("--all-plots", help="Todas las parcelas · all plots")
    ] = False,
    claim: Annotated[Texts, typer.Option(help="Declaración que faltó · missing claim")] = None,
    drop_claim: Annotated[Texts, typer.Option(help="Declaración de más · claim too many")] = None,
    harvest_from: Annotated[
        str | None, typer.Option(help="Cosechado desde · harvested from")
    ] = None,
    harvest_to: Annotated[str | None, typer.Option(help="Cosechado hasta · harvested to")] = None,
    pad: Annotated[str | None, typer.Option(help="Número del recibo · pad number")] = None,
    moisture: Annotated[str | None, typer.Option(help="Humedad, % · moisture, %")] = None,
    place: Annotated[str | None, typer.Option(help="Lugar · place")] = None,
    day: Annotated[str | None, typer.Option(help="Día · day")] = None,
    cause: Annotated[str | None, typer.Option(help="Causa de un conteo · cause of a count")] = None,
    vehicle: Annotated[str | None, typer.Option(help="Placa · number plate")] = None,
    seal: Annotated[str | None, typer.Option(help="Precinto · seal")] = None,
    reason: Reason = None,
    yes: Yes = False,
) -> None:
    """Corregir lo mal tecleado, aunque ya esté mezclado · correct what was typed wrong."""
    from acopio.services.corrected_body import FactWords
    from acopio.services.correcting import correct as mend

    words = FactWords(
        gross=gross, tare=tare, handed_back=handed_back, product=product, household=household,
        person=person, plots=tuple(plot or ()), all_plots=all_plots, claims=tuple(claim or ()),
        drop_claims=tuple(drop_claim or ()), harvest_from=harvest_from, harvest_to=harvest_to,
        pad=pad, moisture=moisture, place=place, day=day, mass=mass, cause=cause,
        masses=tuple(lot_mass or ()), add=tuple(add or ()), remove=tuple(remove or ()),
        vehicle=vehicle, seal=seal,
    )  # fmt: skip

    def act(*, append: bool) -> "Corrected":
        return mend(
            SESSION.node, SESSION.actor, subject, words,
            number=number, reason=reason, append=append,
        )  # fmt: skip

    _shown_first(act, yes=yes)


def undo(subject: Subject, number: Number = None, reason: Reason = None, yes: Yes = False) -> None:
    """Retirar un acto que nada siguió todavía · take back what nothing follows yet."""
    from acopio.services.correcting import undo as take_back

    def act(*, append: bool) -> "Corrected":
        return take_back(
            SESSION.node, SESSION.actor, subject, number=number, reason=reason, append=append
        )

    _shown_first(act, yes=yes)


def _shown_first(act: "Act", *, yes: bool) -> None:
    """Show what would follow, ask, and only then append."""
    import sys

    would = act(append=False)
    if not SESSION.options.as_json:
        _table(would.consequences)
    if would.second_needed:
        told("cli.second-needed")
    if SESSION.options.dry_run or not (yes or _agreed(sys.stdin.isatty())):
        if SESSION.options.as_json:
            show(would, lambda: None)
        told("cli.only-shown")
        return
    done = act(append=True)
    show(done, lambda: None)
    told("cli.corrected", count=len(done.consequences))


def _agreed(terminal: bool) -> bool:
    """Ask whether to go on; without a terminal nothing is written unless ``--yes`` says so."""
    from acopio.messages import text

    return terminal and typer.confirm(text("cli.write-it", SESSION.options.language), err=True)


def _table(shown: "tuple[Consequence, ...]") -> None:
    if not shown:
        told("cli.no-figures-change")
        return
    table(
        ("qué cambia", "de qué", "antes", "después", "aviso"),
        [
            (
                word("figure", one.what),
                code(one.id) if len(one.id) == 11 else one.id,
                one.before or ("" if one.before_g is None else kg(one.before_g)),
                one.after or ("" if one.after_g is None else kg(one.after_g)),
                _remark(one.remark),
            )
            for one in shown
        ],
    )


def _remark(remark: str | None) -> str:
    if remark is None:
        return ""
    if remark in {"negative", "outside-band"}:
        return word("remark", remark)
    return ", ".join(word("claim", one.strip()) for one in remark.split(","))


def history(subject: Subject) -> None:
    """Ver los actos sobre un lote, recipiente o despacho · the acts about a lot or vessel."""
    from acopio.services.correcting import history as acts_about

    found = acts_about(SESSION.node, SESSION.organisation, subject)
    show(
        found,
        lambda: table(
            ("número", "acto", "día", "corregido"),
            [
                (
                    str(one.number), word("kind", one.kind), one.day,
                    word("remark", "undone") if one.undone else one.corrected_on or "",
                )
                for one in found
            ],
        ),
    )  # fmt: skip
