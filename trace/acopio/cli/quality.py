"""inspect, certify, hold, lift, reject."""

from pathlib import Path
from typing import Annotated, Any

import typer

from acopio.cli.session import NEGATIVE, SESSION, code, put, show, word

Lot = Annotated[
    str,
    typer.Argument(
        help="Código, código de saco o número de recibo · code, sack code or receipt number"
    ),
]
Profile = Annotated[str, typer.Option(help="Perfil de calidad · quality profile")]
Reason = Annotated[str | None, typer.Option(help="Motivo · reason")]
Day = Annotated[
    str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026 · day: 2026-06-14 or 14/6/2026")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (inspect, certify, reject, downgrade, hold, lift):
        app.command(context_settings=NEGATIVE)(command)


def inspect(
    sample: Annotated[
        str, typer.Argument(help="Número de la muestra, p. ej. M-7KQ4M · number of the sample")
    ],
    protocol: Annotated[str, typer.Option(help="sca2004 o iso2451 · sca2004 or iso2451")],
    observations: Annotated[
        Path | None,
        typer.Option(
            "--from", help="Archivo JSON de lo observado · JSON file of what was observed"
        ),
    ] = None,
    count: Annotated[
        list[str] | None,
        typer.Option(help="iso2451: CATEGORÍA=GRANOS, p. ej. mouldy=3 · iso2451: CATEGORY=BEANS"),
    ] = None,
    score: Annotated[
        list[str] | None,
        typer.Option(
            help="sca2004: ATRIBUTO=PUNTAJE, p. ej. aroma=7.75 · sca2004: ATTRIBUTE=SCORE"
        ),
    ] = None,
    day: Day = None,
) -> None:
    """Evaluar y firmar una muestra · evaluate and sign a sample."""
    from acopio.services.inspecting import inspect as evaluate
    from acopio.services.inspecting import observed

    found = _file(observations) if observations else observed(protocol, count, score)
    made = evaluate(SESSION.node, SESSION.actor, sample, protocol, found, day=day)

    def human() -> None:
        for line in made.working:
            typer.echo(line)

    show(made, human)


def _file(path: Path) -> dict[str, Any]:
    """Read what was observed from a JSON file."""
    import json

    from acopio.services.inspecting import ObservationUnreadable

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise ObservationUnreadable(given=path.name) from None
    if not isinstance(found, dict):
        raise ObservationUnreadable(given=path.name)
    return found


def _judge(lot: str, profile: str, what: str, reason: str | None, day: str | None) -> None:
    from acopio.services.inspecting import decide

    found = decide(SESSION.node, SESSION.actor, lot, profile, what, reason=reason, day=day)
    show({"lot": found, "act": what}, lambda: typer.echo(f"{code(found)}  {word('act', what)}"))


def certify(lot: Lot, profile: Profile, day: Day = None) -> None:
    """Liberar un lote para un perfil · release a lot against a profile."""
    _judge(lot, profile, "certified", None, day)


def reject(lot: Lot, profile: Profile, reason: Reason = None, day: Day = None) -> None:
    """Rechazar un lote para un perfil · reject a lot for a profile."""
    _judge(lot, profile, "rejected", reason, day)


def downgrade(lot: Lot, profile: Profile, reason: Reason = None, day: Day = None) -> None:
    """Rebajar un lote · downgrade a lot."""
    _judge(lot, profile, "downgraded", reason, day)


def hold(lot: Lot, reason: Reason = None, day: Day = None) -> None:
    """Retener un lote, o lo que hay en un recipiente · hold a lot or batch."""
    from acopio.services.inspecting import hold as stop

    found = stop(SESSION.node, SESSION.actor, lot, reason, day=day)
    show({"held": found}, lambda: put(lot))


def lift(lot: Lot, reason: Reason = None, day: Day = None) -> None:
    """Levantar una retención · lift a hold."""
    from acopio.services.inspecting import lift as release

    found = release(SESSION.node, SESSION.actor, lot, reason, day=day)
    show({"lifted": found}, lambda: put(lot))
