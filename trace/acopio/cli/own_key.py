"""inspect own-key, inspect signature: on a device of the inspector's own, without a database."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from acopio.cli.session import ask_pin, show, told

KeyFile = Annotated[Path, typer.Argument(help="Archivo de la clave · file of the key")]


def own_key(
    file: KeyFile,
    name: Annotated[str, typer.Option(help="De quién es, p. ej. ines · whose it is")],
) -> None:
    """Crear una clave propia; su frase se pide o viene de ACOPIO_KEY_PASSPHRASE · make a key."""
    from acopio.services.own_key import make_key

    public = make_key(file, name, ask_pin("ACOPIO_KEY_PASSPHRASE", file.name))
    show({"key": public, "file": str(file)}, lambda: typer.echo(public))
    told("cli.own-key", name=name)


def signature(
    file: KeyFile,
    text: Annotated[
        Path | None,
        typer.Option(help="Archivo con el texto; si no, se lee de la entrada · file with the text"),
    ] = None,
) -> None:
    """Firmar lo que da `inspect text`; la frase se pide · sign what `inspect text` gives."""
    from acopio.services.own_key import sign_text

    data = text.read_bytes() if text else sys.stdin.buffer.read()
    made = sign_text(file, data.decode("utf-8"), ask_pin("ACOPIO_KEY_PASSPHRASE", file.name))
    show({"signature": made}, lambda: typer.echo(made))
