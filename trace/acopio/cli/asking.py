"""Asking for the lines of a form, one after the other, in the order of the paper."""

from typing import TYPE_CHECKING, Any

import typer

from acopio.cli.session import SESSION, say, told

if TYPE_CHECKING:
    from acopio.quality.protocol import Attribute
    from acopio.services.forms import FormShown

HELP, BACK, STOP = "?", "<", "."


def ask_lines(form: "FormShown", cupper: str) -> dict[str, Any]:
    """Return what was typed on the lines of one sheet.

    Enter keeps what stands there, ``?`` shows the words of the form, ``<`` goes back one line and
    ``.`` stops: what was typed so far is kept.
    """
    from acopio.errors import Refusal
    from acopio.messages import sentence
    from acopio.quality.sheet import CUPPER, raw_line, read_line
    from acopio.services.forms import typed_value

    language = SESSION.options.language
    sheet = next(
        (one for one in form.sheets if not form.protocol.panel or one.get(CUPPER) == cupper), {}
    )
    told("cli.form-keys")
    lines, place = form.protocol.attributes, 0
    values: dict[str, Any] = {}
    while place < len(lines):
        line = lines[place]
        stands = values.get(line.key, raw_line(sheet, line))
        given = _ask(line, stands, _counted(form, sheet, values), language)
        if given == STOP:
            break
        if given == BACK:
            place = max(place - 1, 0)
            continue
        if given == HELP:
            _explain(line, language)
            continue
        if given:
            value = typed_value(line, given)
            try:
                read_line(value, line)
            except Refusal as refused:
                say(sentence(refused, language))
                continue
            values[line.key] = value
        elif stands in (None, "") and not line.optional and line.default is None:
            told("cli.form-needed", line=line.name.of(language))
            continue
        place += 1
    return values


def _ask(line: "Attribute", stands: Any, counted: str, language: str) -> str:
    shown = ", ".join(map(str, stands)) if isinstance(stands, list | tuple) else stands
    default = "" if shown is None else f" [{shown}]"
    prompt = f"{line.name.of(language)} ({_scale(line, language)}){default}{counted}"
    return str(typer.prompt(prompt, default="", show_default=False, err=True)).strip()


def _scale(line: "Attribute", language: str) -> str:
    """Return what may be typed on a line."""
    if line.choices:
        return ", ".join(one.key for one in line.choices)
    if line.kind == "score":
        return f"{line.minimum.normalize():f}–{line.maximum.normalize():f}, ±{line.step}"
    if line.kind == "level":
        return f"{line.unit}, <…"
    return line.unit or "0, 1, 2 …"


def _counted(form: "FormShown", sheet: Any, values: dict[str, Any]) -> str:
    """Return the running count of a tally that has to reach a number: ``· 266/300``."""
    from acopio.quality.sheet import raw_line

    if not form.protocol.sample.exact:
        return ""
    counts = [
        values.get(line.key, raw_line(sheet, line))
        for line in form.protocol.attributes
        if line.kind == "count"
    ]
    found = sum(int(one) for one in counts if str(one or 0).isdecimal() and one)
    return f" · {found}/{form.protocol.sample.quantity}"


def _explain(line: "Attribute", language: str) -> None:
    """Show the words that the form prints under a line."""
    for anchor in line.anchors:
        say(f"  {anchor.value.normalize():f}  {anchor.name.of(language)}")
    for choice in line.choices:
        say(f"  {choice.key}  {choice.name.of(language)}")
    if not line.anchors and not line.choices:
        say(f"  {_scale(line, language)}")
