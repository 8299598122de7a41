"""Lines of a ticket as people write them: ``F-012|baba|64.5|pad=004711``, or rows of a CSV.

Everything wrong is said at once, with row, column and value; nothing is written until all is right.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from acopio.domain.pads import pad_key
from acopio.domain.permissions import Actor
from acopio.domain.products import product
from acopio.domain.rows.gate import PadReceipt
from acopio.domain.rules.base import OWN, Context
from acopio.domain.rules.counting import percent
from acopio.domain.rules.gate import (
    Deliver,
    NewLine,
    PadShared,
    PadUsed,
    check_claims,
    check_harvest,
    check_pads,
    line_of,
    weighed,
)
from acopio.domain.state import State
from acopio.domain.times import day_of
from acopio.errors import Refusal
from acopio.services.filling import read_boxes
from acopio.services.gate import DeliveryWords, Desk, LineWords
from acopio.services.node import Node
from acopio.services.prices import PriceWords, read_words
from acopio.services.typed_tables import NotATable, bare, read_table

COLUMNS: dict[str, tuple[str, ...]] = {
    "household": ("familia", "family", "household", "hogar"),
    "person": ("persona", "person", "socio", "member", "dni"),
    "product": ("producto", "product"),
    "gross": ("bruto", "gross", "peso", "peso bruto", "weight", "gross weight", "mass"),
    "tare": ("tara", "tare"),
    "handed_back": ("devuelto", "handed back", "returned"),
    "deductions": ("descuento", "descuentos", "deduct", "deduction", "deductions"),
    "claims": ("declaracion", "declaraciones", "claim", "claims"),
    "plots": ("parcela", "parcelas", "plot", "plots"),
    "harvest_from": ("cosecha desde", "cosechado desde", "harvest from", "desde", "from"),
    "harvest_to": ("cosecha hasta", "cosechado hasta", "harvest to", "hasta", "to"),
    "pad": ("recibo", "talonario", "pad", "receipt"),
    "moisture": ("humedad", "moisture"),
    "price": ("precio", "price"),
    "basis": ("base", "basis"),
    "advance": ("adelanto", "advance"),
    "dry": ("seco", "dry"),
    "into": ("caja", "cajon", "into", "box"),
    "note": ("nota", "note"),
}
"""What a line may say, and what its column may be called; accents and capitals are free."""
ALL_PLOTS = {"todas", "todo", "all", "*"}
_FIRST = ("household", "product", "gross")
_FIELD_OF = {name: field for field, names in COLUMNS.items() for name in names}
_SEVERAL = ";"
_COLUMN_OF = {
    "mass-not-positive": "gross",
    "deductions-exceed": "deductions",
    "unknown-deduction": "deductions",
    "harvest-after-delivery": "harvest_to",
    "period-backwards": "harvest_to",
    "claim-not-backed": "claims",
    "single-farm-of-nobody": "claims",
    "price-unreadable": "price",
    "version-not-then": "plots",
    "moisture-unreadable": "moisture",
}
"""Where a refusal of the rules is mended."""


@dataclass(eq=False)
class LineUnreadable(Refusal):
    """A line that is not written as family, product, mass and named rest."""

    code = "line-unreadable"
    given: str


@dataclass(eq=False)
class LinesFileUnusable(Refusal):
    """A file of lines that is no table: not text, empty, too large, without product or mass."""

    code = "lines-file-unusable"
    why: str
    found: str
    known: str = ", ".join(names[0] for names in COLUMNS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong on a line."""

    row: int
    column: str
    """As the person called it."""
    value: str
    refusal: Refusal

    def __str__(self) -> str:
        """Return where it is: for logs and tests, never for people."""
        return f"{self.row} {self.column} {self.refusal.code}"


@dataclass(eq=False)
class LinesUnusable(Refusal):
    """Lines with something wrong; all of it is listed, and nothing was written."""

    code = "lines-unusable"
    count: int
    rows: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What stands on one line, by field."""

    row: int
    values: Mapping[str, str]
    names: Mapping[str, str]
    """What each column is called where it was written."""


def read_line(number: int, text: str) -> Cells:
    """Read ``FAMILY|product|gross|key=value,key=value``; what is left empty is not said.

    Raises:
        LineUnreadable: there are too many bars, or a rest without names.
    """
    parts = text.split("|")
    if len(parts) > len(_FIRST) + 1:
        raise LineUnreadable(given=text)
    values = {field: part.strip() for field, part in zip(_FIRST, parts, strict=False)}
    names = {field: COLUMNS[field][0] for field in _FIRST}
    last = None
    for piece in parts[len(_FIRST)].split(",") if len(parts) > len(_FIRST) else ():
        key, equals, value = piece.partition("=")
        field = _FIELD_OF.get(bare(key)) if equals else None
        if field is not None:
            values[field] = f"{values[field]}{_SEVERAL}{value}" if field in values else value
            names[field] = key.strip()
            last = field
        elif last is not None:  # a comma inside a value
            values[last] += f",{piece}"
        elif piece.strip():
            raise LineUnreadable(given=text)
    return Cells(row=number, values=values, names=names)


def read_file(data: bytes) -> list[Cells]:
    """Read the rows of a CSV with a header in Spanish or English; empty rows are left out.

    Raises:
        LinesFileUnusable: it is not such a file.
    """
    try:
        head, rows = read_table(data)
    except NotATable as no:
        why = "file-too-large" if no.why == "too-large" else no.why
        raise LinesFileUnusable(why=why, found=no.found) from None
    fields = [_FIELD_OF.get(bare(name)) for name in head]
    unknown = [name for name, field in zip(head, fields, strict=True) if not field and name.strip()]
    if unknown or len(set(fields)) < len(fields):
        raise LinesFileUnusable(why="columns-unknown", found=", ".join(unknown or head))
    if "gross" not in fields:
        raise LinesFileUnusable(why="columns-missing", found=", ".join(head))
    names = {field: name.strip() for field, name in zip(fields, head, strict=True) if field}
    found = []
    for number, row in rows:
        values = {f: cell.strip() for f, cell in zip(fields, row, strict=False) if f}
        found.append(Cells(row=number, values=values, names=names))
    if not found:
        raise LinesFileUnusable(why="no-lines", found="0")
    return found


def words_of(cells: Cells, defaults: LineWords) -> LineWords:
    """Return the words of a line; what it does not say is taken from ``defaults``."""
    said = {field: value for field, value in cells.values.items() if value}
    plots = _listed(said.get("plots"))
    words = replace(
        defaults,
        product=said.get("product", defaults.product),
        gross=said.get("gross", defaults.gross),
        tare=said.get("tare", defaults.tare),
        handed_back=said.get("handed_back", defaults.handed_back),
        harvest_from=said.get("harvest_from", defaults.harvest_from),
        harvest_to=said.get("harvest_to", defaults.harvest_to),
        pad=said.get("pad", defaults.pad),
        moisture=said.get("moisture", defaults.moisture),
        note=said.get("note", defaults.note),
    )
    if "household" in said or "person" in said:
        words = replace(words, household=said.get("household"), person=said.get("person"))
    if "deductions" in said:
        words = replace(words, deductions=tuple(map(_pair, _listed(said["deductions"]))))
    if "claims" in said:
        words = replace(words, claims=_listed(said["claims"].replace("+", _SEVERAL)))
    if plots:
        everything = all(bare(one) in ALL_PLOTS for one in plots)
        words = replace(words, plots=() if everything else plots, all_plots=everything)
    if "into" in said:
        words = replace(words, into=_listed(said["into"]))
    if price := _price(said, defaults):
        words = replace(words, price=price)
    return words


def _price(said: Mapping[str, str], defaults: LineWords) -> PriceWords | None:
    known = defaults.price if isinstance(defaults.price, PriceWords) else None
    text = said.get("price") or (known.text if known else None)
    if text is None:
        return None
    return PriceWords(
        text=text,
        basis=said.get("basis") or (known.basis if known else None),
        advance=said.get("advance") or (known.advance if known else None),
        dry=said.get("dry") or (known.dry if known else None),
    )


def _listed(text: str | None) -> tuple[str, ...]:
    """Return the values of a cell that may hold several: ``organic; fine-aromatic``."""
    parts = (text or "").split(_SEVERAL)
    return tuple(part.strip() for part in parts if part.strip())


def _pair(text: str) -> tuple[str, str]:
    kind, _, value = text.replace(":", "=").partition("=")
    return kind.strip(), value.strip()


def checked(desk: Desk, rows: Iterable[Cells], ticket: DeliveryWords) -> tuple[LineWords, ...]:
    """Return the words of every line, or refuse with all that is wrong on any of them.

    Raises:
        LinesUnusable.
    """
    on = desk.day(ticket.day)
    problems: list[Problem] = []
    words: list[LineWords] = []
    named = list(rows)
    for cells in named:
        typed = words_of(cells, ticket.lines[0])
        words.append(typed)
        wrong = [
            _problem(cells, field, refusal)
            for field, look in _looks(desk, typed, on)
            if (refusal := _refused(look))
        ]
        problems += wrong
        if not wrong:
            problems += _impossible(desk, cells, desk.line(typed, on), day_of(on, desk.zone))
    again = ticket.command is not None
    problems += _pads(desk, list(zip(named, words, strict=True)), again=again)
    if problems:
        problems.sort(key=lambda one: one.row)
        rows_named = ", ".join(map(str, dict.fromkeys(one.row for one in problems)))
        raise LinesUnusable(count=len(problems), rows=rows_named, problems=tuple(problems))
    return tuple(words)


def _problem(cells: Cells, field: str, refusal: Refusal) -> Problem:
    name = cells.names.get(field, COLUMNS[field][0])
    return Problem(row=cells.row, column=name, value=cells.values.get(field, ""), refusal=refusal)


def _refused(look: Callable[[], object]) -> Refusal | None:
    try:
        look()
    except Refusal as refusal:
        return refusal
    return None


def _looks(desk: Desk, words: LineWords, day: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield each field of a line with how it is read alone."""
    yield "product", lambda: product(words.product)
    yield "gross", lambda: desk.mass(words.gross)
    if words.tare:
        yield "tare", lambda: desk.mass(words.tare or "")
    if words.moisture:
        yield "moisture", lambda: percent(words.moisture or "")
    if words.handed_back:
        yield "handed_back", lambda: desk.mass(words.handed_back or "")
    yield "claims", lambda: check_claims(words.claims)
    yield "deductions", lambda: [desk.deduction(*one, 1) for one in words.deductions]
    yield "harvest_from", lambda: desk.harvest_day(words.harvest_from)
    yield "harvest_to", lambda: desk.harvest_day(words.harvest_to)
    yield "into", lambda: read_boxes(desk, words.into)
    who = "person" if words.person else "household"
    alone = LineWords(
        product="cacao.wet", gross="1", household=words.household, person=words.person
    )
    yield who, lambda: desk.line(alone, day)
    if words.plots and not _refused(lambda: desk.line(alone, day)):
        yield "plots", lambda: desk.line(replace(alone, plots=words.plots), day)
    price = words.price
    if isinstance(price, PriceWords):
        yield "price", lambda: read_words(desk, price, 1)


def _impossible(desk: Desk, cells: Cells, line: NewLine, day: str) -> list[Problem]:
    """Return what no field says alone: nothing left of the mass, picked after it was delivered."""
    looks: tuple[Callable[[], object], ...] = (
        lambda: weighed(line),
        lambda: check_harvest(line, day),
    )
    found = [refusal for look in looks if (refusal := _refused(look))]
    if not found and (refusal := _refused(lambda: _as_recorded(desk, line, day))):
        found.append(refusal)
    return [_problem(cells, _COLUMN_OF.get(one.code, "household"), one) for one in found]


def _as_recorded(desk: Desk, line: NewLine, day: str) -> None:
    """Ask the rules about a line alone, on what they would load for it."""
    asked = Deliver(id="", occurred_at=day, place="", lines=(line,))
    state = State()
    for kind, field, value in asked.needs():
        own = desk.actor.organisation if value is OWN else value
        state.load(desk.reader.among(kind, field, [own]))
    context = Context(
        actor=desk.actor, prefix="", now=desk.node.now(), ids=desk.node.ids, zone=desk.zone
    )
    line_of(state, context, replace(line, lot="-"), day)


def _pads(
    desk: Desk, lines: Sequence[tuple[Cells, LineWords]], *, again: bool
) -> Iterator[Problem]:
    """Yield the sheets of pads that are used already, or stand on two families.

    A ticket that may come ``again`` finds its own sheets used: the rules tell the two apart.
    """
    keys = set() if again else {pad_key(words.pad) for _, words in lines if words.pad}
    used = {
        sheet.pad: sheet
        for sheet in desk.reader.among(PadReceipt, "pad", keys)
        if sheet.organisation == desk.actor.organisation
    }
    shared = _refused(
        lambda: check_pads([(words.pad, words.household or words.person) for _, words in lines])
    )
    twice = pad_key(shared.pad) if isinstance(shared, PadShared) else None
    for cells, words in lines:
        key = pad_key(words.pad) if words.pad else ""
        if key in used:
            sheet = used[key]
            yield _problem(cells, "pad", PadUsed(pad=words.pad or "", lot=sheet.lot, day=sheet.day))
        elif key and key == twice:
            yield _problem(cells, "pad", PadShared(pad=words.pad or ""))


def ticket_of(
    node: Node, actor: Actor, rows: Iterable[Cells], ticket: DeliveryWords
) -> DeliveryWords:
    """Return a ticket with these lines; the one it has says what they leave unsaid.

    Raises:
        LinesUnusable: something is wrong on one or more of them.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        return replace(ticket, lines=checked(desk, rows, ticket))
