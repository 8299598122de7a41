"""sample: draw, send, answer."""

from typing import Annotated

import typer

from acopio.cli.custody import Doc, papers
from acopio.cli.session import NEGATIVE, SESSION, UsualGroup, code, put, show, told

Sample = Annotated[
    str, typer.Argument(help="Número de la muestra, p. ej. M-7KQ4M · number of the sample")
]
Day = Annotated[
    str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026 · day: 2026-06-14 or 14/6/2026")
]
Returned = Annotated[
    str | None, typer.Option(help="Peso que volvió: lote aparte · mass that came back")
]
Kept = Annotated[
    str | None, typer.Option(help="Lugar donde se guarda lo que volvió · where it is kept")
]
Reason = Annotated[str | None, typer.Option(help="Motivo · reason")]


class DrawUnlessSaid(UsualGroup):
    """``acopio sample LOT 0.6`` draws: a lot is what is sampled most."""

    usual = "draw"


app = typer.Typer(
    cls=DrawUnlessSaid,
    no_args_is_help=True,
    help="Muestras: sacar (`acopio sample LOTE PESO`), enviar, responder · "
    "samples: draw (`acopio sample LOT MASS`), send, answer.",
)


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="sample")


@app.command(context_settings=NEGATIVE)
def draw(
    lot: Annotated[
        str,
        typer.Argument(help="Código, saco, recibo u otro nombre · code, sack, receipt, other name"),
    ],
    mass: Annotated[str, typer.Argument(help="Peso de la muestra · mass of the sample")],
    purpose: Annotated[
        str, typer.Option(help="Para qué: own-grading, offer … · purpose: own-grading, offer …")
    ] = "own-grading",
    sacks: Annotated[
        str | None,
        typer.Option(help="Sacos que se abrieron: 1-75,80 · sacks that were opened: 1-75,80"),
    ] = None,
    seal: Annotated[list[str] | None, typer.Option(help="Número de precinto · seal")] = None,
    portion: Annotated[
        list[str] | None,
        typer.Option(
            help="Parte sellada: arbitraje=0.6:PRECINTO[:LUGAR[:HASTA]] · sealed portion: "
            "arbitration=0.6:SEAL[:PLACE[:UNTIL]]; seller, buyer, arbitration"
        ),
    ] = None,
    witness: Annotated[
        str | None, typer.Option(help="Testigo (privado) · witness (private)")
    ] = None,
    drawn_by: Annotated[
        str | None,
        typer.Option(help="Quién la sacó: colega u organización · who drew it: colleague or body"),
    ] = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """Sacar una muestra · draw a sample."""
    from acopio.services.sampling import SampleWords, planned_sacks
    from acopio.services.sampling import draw as take

    words = SampleWords(
        lot=lot,
        mass=mass,
        purpose=purpose,
        sacks=sacks,
        seals=tuple(seal or ()),
        witness=witness,
        day=day,
        portions=tuple(portion or ()),
        drawn_by=drawn_by,
    )
    with papers(doc) as docs:
        made = take(SESSION.node, SESSION.actor, words, docs)
    shown = {"sample": made.number, "blind": made.blind, "mass_g": made.mass_g}
    show(shown, lambda: typer.echo(made.number))
    told("cli.blind", blind=made.blind or "")
    planned = planned_sacks(SESSION.node, made)
    if planned:
        told("cli.below-plan", opened=made.opened_sacks, planned=planned, of=made.of_sacks or 0)


@app.command()
def send(
    sample: Sample,
    to: Annotated[str, typer.Argument(help="Organización que la recibe · who receives it")],
    courier: Annotated[
        str | None, typer.Option(help="Mensajería y número · courier and its number")
    ] = None,
    day: Day = None,
) -> None:
    """Enviar una muestra a un comprador o laboratorio · send a sample."""
    from acopio.services.samples import send as post

    number = post(SESSION.node, SESSION.actor, sample, to, courier=courier, day=day)
    show({"sample": number}, lambda: put(number))


@app.command("answer", context_settings=NEGATIVE)
def answer_(
    sample: Sample,
    answered: Annotated[str, typer.Argument(help="aprobada o rechazada · approved or declined")],
    returned: Returned = None,
    place: Kept = None,
    reason: Reason = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """Anotar lo que respondió quien recibió la muestra · record what was answered."""
    _answered(sample, answered, returned, place, reason, doc, day)


@app.command(context_settings=NEGATIVE)
def approve(
    sample: Sample,
    returned: Returned = None,
    place: Kept = None,
    reason: Reason = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """El comprador aprobó la muestra · the buyer approved the sample."""
    _answered(sample, "approved", returned, place, reason, doc, day)


@app.command(context_settings=NEGATIVE)
def decline(
    sample: Sample,
    returned: Returned = None,
    place: Kept = None,
    reason: Reason = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """El comprador rechazó la muestra · the buyer declined the sample."""
    _answered(sample, "declined", returned, place, reason, doc, day)


def _answered(
    sample: str,
    answered: str,
    returned: str | None,
    place: str | None,
    reason: str | None,
    doc: list[str] | None,
    day: str | None,
) -> None:
    from acopio.services.samples import AnswerWords, answer

    with papers(doc) as docs:
        words = AnswerWords(
            sample=sample,
            answer=answered,
            returned=returned,
            place=place,
            reason=reason,
            docs=docs,
            day=day,
        )
        made = answer(SESSION.node, SESSION.actor, words)
    show({"sample": sample, "lot": made}, lambda: put(code(made) if made else sample))
