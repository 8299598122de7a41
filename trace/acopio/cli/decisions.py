"""certify, reject, downgrade, hold, lift: a person's acts about a lot."""

from typing import Annotated

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
    for command in (certify, reject, downgrade, hold, lift):
        app.command(context_settings=NEGATIVE)(command)


def _judge(lot: str, profile: str, what: str, reason: str | None, day: str | None) -> None:
    from acopio.services.deciding import decide

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
    from acopio.services.deciding import hold as stop

    found = stop(SESSION.node, SESSION.actor, lot, reason, day=day)
    show({"held": found}, lambda: put(lot))


def lift(lot: Lot, reason: Reason = None, day: Day = None) -> None:
    """Levantar una retención · lift a hold."""
    from acopio.services.deciding import lift as release

    found = release(SESSION.node, SESSION.actor, lot, reason, day=day)
    show({"lifted": found}, lambda: put(lot))
