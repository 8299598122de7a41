"""quality: the protocols, the sampling plan, the profiles."""

from typing import Annotated, Any

import typer

from acopio.cli import profiles
from acopio.cli.session import SESSION, code, put, show, table, told, word

app = typer.Typer(
    no_args_is_help=True,
    help="Protocolos, plan de muestreo y perfiles · protocols, sampling plan and profiles.",
)


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="quality")
    app.add_typer(profiles.app, name="profile")


@app.command()
def protocols(
    name: Annotated[
        str | None,
        typer.Argument(help="Mostrar la ficha de uno, p. ej. iso2451 · show the form of one"),
    ] = None,
) -> None:
    """Listar los protocolos, o mostrar la ficha de uno · list the protocols, or show one's form."""
    from acopio.quality.registry import PROTOCOLS, current, newest

    if name:
        _one(current(name))
        return
    language = SESSION.options.language
    found = [newest(versions) for versions in PROTOCOLS.values()]
    show(
        [_plain(one) for one in found],
        lambda: table(
            ("protocolo", "nombre", "productos", "muestra"),
            [
                (one.id.rpartition(".")[2], one.name.of(language),
                 ", ".join(word("product", product) for product in one.products),
                 f"{one.sample.quantity} {word('unit', one.sample.unit)}")
                for one in found
            ],
        ),
    )  # fmt: skip


def _plain(one: Any) -> dict[str, Any]:
    from acopio.cli.session import plain

    return {
        key: plain(getattr(one, key))
        for key in ("id", "version", "name", "products", "source", "attributes", "sample",
                    "headline", "figures", "panel", "transcribed")
    }  # fmt: skip


def _one(protocol: Any) -> None:
    """Show a protocol: its form in the order of the paper, its sources, how much is looked at."""
    language = SESSION.options.language

    def human() -> None:
        put(f"{protocol.id} {protocol.version} · {protocol.name.of(language)}")
        put(f"{protocol.sample.quantity} {word('unit', protocol.sample.unit)}")
        if protocol.sample.note:
            put(protocol.sample.note.of(language))
        table(
            ("línea", "clave", "escala", "paso"),
            [
                (line.name.of(language), line.key, _span(line),
                 str(line.step) if line.kind == "score" else "")
                for line in protocol.attributes
            ],
        )  # fmt: skip
        for said, lines in _by_words(protocol, language).items():
            typer.echo(f"{', '.join(lines)}: {said}")
        for source in protocol.source:
            put(f"{source.standard}: {source.section}")

    show(_plain(protocol), human)


def _by_words(protocol: Any, language: str) -> dict[str, list[str]]:
    """Return the words that the form prints under its marks, with the lines that have them."""
    found: dict[str, list[str]] = {}
    for line in protocol.attributes:
        words = "; ".join(_words(line, language))
        if words:
            found.setdefault(words, []).append(line.name.of(language))
    return found


def _span(line: Any) -> str:
    if line.choices:
        return ""
    high = f"{line.maximum.normalize():f}" if line.maximum else "…"
    return f"{line.minimum.normalize():f}–{high} {line.unit}".strip()


def _words(line: Any, language: str) -> list[str]:
    """Return the words under the marks; marks of the same words in one: ``3–5 Característico``."""
    spans: list[tuple[str, str, str]] = []
    for one in line.anchors:
        value, name = f"{one.value.normalize():f}", one.name.of(language)
        if spans and spans[-1][2] == name:
            spans[-1] = (spans[-1][0], value, name)
        else:
            spans.append((value, value, name))
    marks = [f"{low if low == high else f'{low}–{high}'} {name}" for low, high, name in spans]
    return marks + [f"{one.key}: {one.name.of(language)}" for one in line.choices]


@app.command()
def plan(
    lot: Annotated[str | None, typer.Argument(help="Lote en sacos · lot in sacks")] = None,
    sacks: Annotated[
        int | None, typer.Option(help="Cuántos sacos hay, sin lote · how many sacks there are")
    ] = None,
    mass: Annotated[str | None, typer.Option(help="Peso de un lote a granel · loose mass")] = None,
    product: Annotated[str, typer.Option(help="Producto · product")] = "cacao.dry",
    seed: Annotated[
        str | None, typer.Option(help="Semilla, para repetir el sorteo · seed of the draw")
    ] = None,
) -> None:
    """Plan de muestreo: cuántos sacos abrir y cuáles · sampling plan: how many sacks, and which."""
    from acopio.domain.rules.lots import in_ranges
    from acopio.services.sampling import plan_for

    found = plan_for(
        SESSION.node, SESSION.organisation,
        lot=lot, product=product, sacks=sacks, mass=mass, seed=seed,
    )  # fmt: skip

    def human() -> None:
        made = found.plan
        if made.sacks:
            told("cli.plan-sacks", sacks=made.sacks, of=found.of_sacks or made.sacks)
            put(in_ranges(found.sacks))
        if made.beans:
            told("cli.plan-beans", beans=made.beans)
        told(
            "cli.plan-mass",
            mass=f"{made.sample_g} g",
            portions=", ".join(word("portion", one) for one in made.portions),
            portion=f"{made.portion_g} g",
        )
        put(f"{made.source.standard}: {made.source.section}")
        for caution in made.warnings:
            told(f"caution.{caution.code}", **dict(caution.values))
        told("cli.plan-seed", seed=found.seed)

    show(found, human)
    if found.lot:
        told("cli.plan-lot", lot=code(found.lot))
