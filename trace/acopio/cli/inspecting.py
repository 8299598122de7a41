"""inspect: begin a form, fill it in, look at it, sign it; supersede, compare, dispute."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from acopio.cli import inspect_import, own_key
from acopio.cli.custody import papers
from acopio.cli.session import SESSION, UsualGroup, put, say, show, table, told, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acopio.quality.protocol import Evaluation
    from acopio.services.forms import FormShown

Sample = Annotated[
    str,
    typer.Argument(
        help="Código ciego, o número de la muestra (M-7KQ4M) · blind code, or number of the sample"
    ),
]
Form = Annotated[str, typer.Argument(help="Ficha, p. ej. F-7KQ4M · form, such as F-7KQ4M")]
Protocol = Annotated[
    str,
    typer.Option(
        help="Protocolo: `acopio quality protocols` los lista · protocol: `acopio quality "
        "protocols` lists them"
    ),
]
Observations = Annotated[
    Path | None,
    typer.Option("--from", help="Archivo JSON de lo observado · JSON file of what was observed"),
]
Line = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        "--count",
        "--score",
        help="LÍNEA=VALOR, p. ej. mouldy=3, sabor=7.75 · LINE=VALUE, such as mouldy=3, flavor=7.75",
    ),
]
Day = Annotated[
    str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026 · day: 2026-06-14 or 14/6/2026")
]
Portion = Annotated[
    str | None,
    typer.Option(help="Parte sellada que se evalúa, p. ej. arbitration · sealed portion"),
]
Laboratory = Annotated[
    str | None,
    typer.Option(help="Laboratorio cuyo informe se transcribe · laboratory that is copied from"),
]
Result = Annotated[
    str | None,
    typer.Option(
        help="Cuál, si hay varios: el final de su número · which of several: the end of its id"
    ),
]
Doc = Annotated[
    list[str] | None,
    typer.Option(help="TIPO:NÚMERO[=ARCHIVO], p. ej. lab:INF-12=informe.pdf · TYPE:NUMBER[=FILE]"),
]
Reason = Annotated[str | None, typer.Option(help="Motivo (privado) · reason (private)")]
Cupper = Annotated[
    str | None,
    typer.Option(help="De quién es la hoja, si no es de quien actúa · whose sheet it is"),
]


class NowUnlessSaid(UsualGroup):
    """``acopio inspect SAMPLE --protocol iso2451 …`` evaluates and signs at once."""

    usual = "now"


app = typer.Typer(
    cls=NowUnlessSaid,
    no_args_is_help=True,
    help="Evaluar: abrir una ficha, llenarla, firmarla (`acopio inspect MUESTRA …` de una vez) · "
    "inspect: begin a form, fill it in, sign it (`acopio inspect SAMPLE …` at once).",
)


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="inspect")


@app.command()
def now(
    sample: Sample,
    protocol: Protocol,
    observations: Observations = None,
    line: Line = None,
    portion: Portion = None,
    laboratory: Laboratory = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """Evaluar y firmar una muestra de una vez · evaluate and sign a sample at once."""
    from acopio.services.forms import observed
    from acopio.services.inspecting import Circumstances, inspect

    found = _file(observations) if observations else observed(protocol, line or ())
    with papers(doc) as docs:
        how = Circumstances(day=day, portion=portion, laboratory=laboratory, docs=docs)
        made = inspect(SESSION.node, SESSION.actor, sample, protocol, found, how=how)

    show(made, lambda: _told(made.protocol, made.protocol_version, made.working))
    _result_line(made.protocol, made.protocol_version, dict(made.result))


@app.command()
def new(
    sample: Sample,
    protocol: Protocol,
    portion: Portion = None,
    laboratory: Laboratory = None,
    day: Day = None,
) -> None:
    """Abrir una ficha para una muestra · begin a form for a sample."""
    from acopio.services.forms import NewForm, begin

    form = begin(
        SESSION.node,
        SESSION.actor,
        NewForm(sample=sample, protocol=protocol, portion=portion, laboratory=laboratory, day=day),
    )
    show(_plain(form), lambda: put(form.draft.id))
    told("cli.form-begun", form=form.draft.id)


@app.command()
def fill(
    form: Form,
    line: Line = None,
    observations: Observations = None,
    cupper: Cupper = None,
) -> None:
    """Llenar una ficha; sin datos, pregunta en el orden del papel · fill in a form, or be asked."""
    from acopio.cli.asking import ask_lines
    from acopio.services import forms

    node, actor = SESSION.node, SESSION.actor
    shown = forms.show(node, actor, form)
    if observations:
        values: dict[str, Any] = _flat(shown, _file(observations))
    elif line:
        values = forms.read_values(shown.protocol, line)
    else:
        values = ask_lines(shown, cupper or forms.account_name(node, actor))
    shown = forms.fill(node, actor, form, values, cupper=cupper)
    show(_plain(shown), lambda: _form(shown))


@app.command("show")
def show_(form: Form) -> None:
    """Mostrar una ficha: no hay total hasta que esté completa · show a form."""
    from acopio.services.forms import show as look

    shown = look(SESSION.node, SESSION.actor, form)
    show(_plain(shown), lambda: _form(shown))


@app.command("list")
def list_() -> None:
    """Listar las fichas sin firmar · list the forms that wait to be signed."""
    from acopio.services.forms import begun

    forms = begun(SESSION.node, SESSION.actor)
    language = SESSION.options.language
    show(
        [_plain(one) for one in forms],
        lambda: table(
            ("ficha", "muestra", "protocolo", "hojas", "faltan"),
            [
                (one.draft.id, _called(one), one.protocol.name.of(language), str(len(one.sheets)),
                 str(sum(map(len, one.missing)) or ("" if one.sheets else "–")))
                for one in forms
            ],
        ),
    )  # fmt: skip


@app.command()
def sign(
    form: Form,
    signature: Annotated[
        str | None,
        typer.Option(help="Firma hecha en otro equipo, base64 · signature made elsewhere, base64"),
    ] = None,
    doc: Doc = None,
    remark: Annotated[str | None, typer.Option(help="Nota (privada) · remark (private)")] = None,
) -> None:
    """Firmar una ficha: desde entonces no se edita · sign a form: it is never edited after."""
    from acopio.services.forms import sign as put_name
    from acopio.services.inspecting import Signer

    with papers(doc) as docs:
        made = put_name(
            SESSION.node,
            SESSION.actor,
            form,
            Signer(signature=signature),
            docs=docs,
            remark=remark,
        )

    show(made, lambda: _told(made.protocol, made.protocol_version, made.working))
    _result_line(made.protocol, made.protocol_version, dict(made.result))


@app.command()
def text(form: Form) -> None:
    """Mostrar lo que se firma, para firmarlo en otro equipo · show exactly what is signed."""
    from acopio.services.forms import text_to_sign

    typer.echo(text_to_sign(SESSION.node, SESSION.actor, form), nl=False)


@app.command()
def supersede(
    sample: Sample,
    protocol: Protocol,
    reason: Reason = None,
    result: Result = None,
    day: Day = None,
) -> None:
    """Abrir una ficha que reemplaza un resultado firmado · begin a form that replaces a result."""
    from acopio.services.forms import NewForm, begin

    form = begin(
        SESSION.node,
        SESSION.actor,
        NewForm(
            sample=sample,
            protocol=protocol,
            supersedes=True,
            result=result,
            reason=reason,
            day=day,
        ),
    )
    show(_plain(form), lambda: _form(form))
    told("cli.form-supersedes", form=form.draft.id)


@app.command()
def discard(form: Form) -> None:
    """Descartar una ficha sin firmar · give up a form that is not signed."""
    from acopio.services.forms import give_up

    gone = give_up(SESSION.node, SESSION.actor, form)
    show({"form": gone}, lambda: put(gone))


@app.command()
def compare(
    samples: Annotated[list[str], typer.Argument(help="Muestras · samples")],
    protocol: Annotated[
        str | None, typer.Option(help="Protocolo, si hay varios · protocol, if there are several")
    ] = None,
) -> None:
    """Comparar resultados de un mismo protocolo · compare results of one protocol."""
    from acopio.quality.naming import figure_name, figure_value
    from acopio.services.inspecting import compare as beside

    found = beside(SESSION.node, SESSION.actor, tuple(samples), protocol)
    results = [dict(one.result) for one in found.inspections]
    keys = list(dict.fromkeys(key for one in results for key in one))
    its = (found.protocol.id, found.protocol.version)
    language = SESSION.options.language

    def human() -> None:
        typer.echo(found.protocol.name.of(language))
        table(
            ("línea", *found.numbers),
            [
                (figure_name(*its, key, language),
                 *(figure_value(*its, key, one.get(key, ""), language) for one in results))
                for key in keys
                if not key.endswith("_95")
            ],
        )  # fmt: skip

    show(
        {
            "protocol": found.protocol.id,
            "version": found.protocol.version,
            "results": dict(zip(found.numbers, results, strict=True)),
        },
        human,
    )


@app.command()
def dispute(
    sample: Sample,
    by: Annotated[str, typer.Option(help="Organización que no lo acepta · who does not accept it")],
    protocol: Annotated[
        str | None, typer.Option(help="Protocolo, si hay varios · protocol, if there are several")
    ] = None,
    result: Result = None,
    reason: Reason = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """Anotar que alguien no acepta un resultado · somebody does not accept a result."""
    from acopio.services.inspecting import Which
    from acopio.services.inspecting import dispute as object_to

    with papers(doc) as docs:
        found = object_to(
            SESSION.node,
            SESSION.actor,
            sample,
            by,
            which=Which(protocol=protocol, result=result),
            reason=reason,
            day=day,
            docs=docs,
        )
    show({"sample": sample, "protocol": found.protocol}, lambda: put(sample))
    told("cli.disputed")


app.command("import")(inspect_import.import_)
app.command("own-key")(own_key.own_key)
app.command("signature")(own_key.signature)


def _called(form: "FormShown") -> str:
    """Return what the sample is called at the table: its blind code, if that is how it came."""
    blind = form.draft.more.by_blind_code and form.sample.blind
    return blind or form.sample.number


def _plain(form: "FormShown") -> dict[str, Any]:
    found = form.evaluation
    return {
        "form": form.draft.id,
        "sample": _called(form),
        "protocol": form.protocol.id,
        "version": form.protocol.version,
        "day": form.draft.day,
        "observations": form.draft.observations,
        "missing": form.missing,
        "complete": form.complete,
        "result": found.result if found else None,
        "working": list(found.working) if found else None,
    }


def _form(form: "FormShown") -> None:
    """Print a form in the order of the paper; a total only when it is complete."""
    from acopio.messages import sentence
    from acopio.quality.sheet import CUPPER, raw_line

    language = SESSION.options.language
    put(f"{form.draft.id} · {_called(form)} · {form.protocol.name.of(language)}")
    heads = [str(sheet.get(CUPPER, "")) or word("form", "sheet") for sheet in form.sheets]
    rows = []
    for line in form.protocol.attributes:
        cells = [_cell(raw_line(sheet, line), line.default) for sheet in form.sheets]
        rows.append((line.name.of(language), *cells))
    table(("línea", *heads), rows)
    for label, missing in zip(heads, form.missing, strict=True):
        if missing:
            named = ", ".join(
                line.name.of(language) for line in form.protocol.attributes if line.key in missing
            )
            told("cli.form-lacks", sheet=label, lines=named)
    if form.evaluation:
        _evaluated(form.evaluation)
    elif form.refused:
        say(sentence(form.refused, language))


def _cell(value: Any, default: str | None) -> str:
    if value is None or value == "":
        return default or "–"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _told(protocol: str, version: str, working: "Sequence[str]") -> None:
    """Print the arithmetic with the names that people use."""
    from acopio.quality.naming import working_in_words

    for line in working_in_words(protocol, version, working, SESSION.options.language):
        put(line)


def _evaluated(found: "Evaluation") -> None:
    _told(found.protocol, found.version, found.working)
    for caution in found.warnings:
        told(f"caution.{caution.code}", **dict(caution.values))
    _result_line(found.protocol, found.version, found.result)


def _result_line(protocol: str, version: str, result: dict[str, str]) -> None:
    """Say the figure that stands for the result, on stderr: stdout stays data."""
    from acopio.quality.naming import figure_name, figure_value, headline

    key = headline(protocol, version, result)
    if key:
        language = SESSION.options.language
        name = figure_name(protocol, version, key, language)
        value = figure_value(protocol, version, key, result[key], language)
        say(f"{name}: {value}")


def _flat(form: "FormShown", found: dict[str, Any]) -> dict[str, Any]:
    """Return the lines of a file: one sheet, its parts in one list."""
    from acopio.services.forms import sheets_of

    sheets = sheets_of(form.protocol, found) if "forms" in found else (found,)
    flat: dict[str, Any] = {}
    for key, value in (sheets[0] if sheets else {}).items():
        if isinstance(value, dict):
            flat |= value
        elif key != "cupper":
            flat[key] = value
    return flat


def _file(path: Path) -> dict[str, Any]:
    """Read what was observed from a JSON file."""
    import json

    from acopio.services.forms import ObservationUnreadable

    try:
        found = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
    except (ValueError, RecursionError):
        raise ObservationUnreadable(given=path.name) from None
    if not isinstance(found, dict):
        raise ObservationUnreadable(given=path.name)
    return found
