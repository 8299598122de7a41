"""What stands on each kind of label, in the order and with the weight in which it is drawn.

No place is said here: `label_layout` finds it for the size at hand.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from acopio_labels.fonts import Face
from acopio_labels.label_model import CupLabel, Label, LotTag, PalletLabel, SampleLabel
from acopio_labels.model import Organic, SackLabel
from acopio_labels.text import clean
from acopio_labels.wording import LABEL_WORDS as WORDS

MOST_LINES = 60
"""Of a text of which no line is left out."""
NEVER = 0
"""Rank of a block that is never left out, however small the label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One text or code with the letters it would like to have."""

    field: str
    texts: tuple[str, ...]
    letter: float
    smallest: float = 1.2
    face: Face = Face.CONDENSED
    lines: int = 1
    rank: int = NEVER
    """The higher, the sooner it is left out where there is no room."""
    code: bool = False
    """Never shortened."""
    whole: bool = False
    """No line of it is left out, however long it is: else the label does not fit."""
    own: bool = False
    """Differs from label to label: the text here only holds the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything on a label, sorted by where it may go."""

    kind: str
    head: tuple[Block, ...]
    body: tuple[Block, ...]
    codes: tuple[Block, ...]
    """Across the whole label where it is high enough for that."""
    stub: tuple[Block, ...] = ()
    twice: bool = False
    """Whether a second symbol is worth its room."""
    bars: tuple[str, str, bool] | None = None
    """Of a Code 128: what it holds, how people read it, and whether GS1's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A label as content: what it shares with others, and its own values by field."""

    key: Label
    own: dict[str, str]
    address: str | None
    name: str


Pairs = tuple[tuple[str, str | None], ...]


def said(*texts: str | None) -> tuple[str, ...]:
    """Return the texts that say something, as they can be printed."""
    return tuple(cleaned for text in texts if text and (cleaned := clean(text)))


def _facts(captioned: Pairs, *, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> Block:
    """Return one block of lines, a caption before each value."""
    texts = (*before, *_worded(captioned), *after)
    return Block(field="facts", texts=texts, letter=2.1, lines=14, rank=2)


def _worded(captioned: Pairs) -> tuple[str, ...]:
    """Return a caption with its value for each value there is."""
    return tuple(form.format(value=cleaned) for form, value in captioned for cleaned in said(value))


def _run_on(block: Block) -> Block:
    """Return a list as one paragraph."""
    return replace(block, texts=(" · ".join(block.texts),)) if block.texts else block


def _caption(text: str, field: str = "caption") -> Block:
    return Block(field=field, texts=(text,), letter=1.6, smallest=1.3, rank=5)


def _code(field: str, code: str, *, bold: bool = True, letter: float = 7.3) -> Block:
    face = Face.CONDENSED_BOLD if bold else Face.CONDENSED
    texts = said(code)
    return Block(field=field, texts=texts, letter=letter, smallest=2.2, face=face, code=True)


def _name(text: str, *, letter: float = 3.6, rank: int = NEVER) -> Block:
    face = Face.CONDENSED_BOLD
    return Block(
        field="organisation", texts=said(text), letter=letter, face=face, lines=2, rank=rank
    )


def _ruc(ruc: str | None) -> tuple[Block, ...]:
    texts = tuple(WORDS.ruc.format(value=value) for value in said(ruc))
    return (Block(field="ruc", texts=texts, letter=1.9, rank=1, code=True),) if texts else ()


def _products(*texts: str | None) -> Block:
    return Block(field="products", texts=said(*texts), letter=2.3, lines=4)


def _strong(field: str, text: str, *, letter: float = 4.2, rank: int = NEVER) -> Block:
    face = Face.CONDENSED_BOLD
    return Block(field=field, texts=(text,), letter=letter, smallest=1.6, face=face, rank=rank)


# ---- sacks --------------------------------------------------------------------------------------


def fill_sack(label: SackLabel) -> Filled:
    """Return what this sack has of its own, and what it shares with the others of its lot."""
    number, count = label.sack_number, label.sack_count
    mass = clean(label.net_mass) if label.net_mass else WORDS.no_mass
    numbered = WORDS.sack_number.format(number=number, count=count)
    code = clean(label.sack_code)
    # Places depend on lengths alone, so that all sacks of a lot share them.
    key = replace(
        label,
        sack_number=1,
        sack_code="0" * len(label.sack_code),
        address="",
        net_mass="0" if label.net_mass else None,
    )
    own = {
        "sack_code": code,
        "sack_number": numbered,
        "sack_in_words": WORDS.sack_of.format(number=number, count=count),
        "net_mass": mass,
        "number_and_mass": f"{numbered} · {mass}",
    }
    return Filled(key=key, own=own, address=label.address, name=f"{code} {number}/{count}")


def _sack(label: SackLabel, *, small: bool) -> Content:
    ico = label.ico_mark if label.crop == "coffee" else None
    organic = label.organic
    facts = _facts(
        (
            (WORDS.season, label.season),
            (WORDS.grade, label.grade),
            (WORDS.origin, label.origin),
            (WORDS.packed_on, label.packed_on),
        ),
        before=said(*label.claims),
        after=said(*label.other_lines),
    )
    said_marks = _short_marks(label) if small else _marks(label)
    marks = tuple(_strong("mark", text, letter=3.0) for text in said_marks)
    products = _products(label.product_es, label.product_en, label.process)
    if small:  # one paragraph wraps into fewer lines than a list
        facts, products = _run_on(facts), _run_on(products)
    ico_mark = (_caption(WORDS.ico_mark), _code("ico_mark", ico, letter=3.6)) if ico else ()
    sack_code = replace(_code("sack_code", label.sack_code, bold=False), own=True)
    return Content(
        kind="sack",
        head=(
            Block(field="country", texts=said(label.country), letter=2.7, face=Face.BOLD, rank=3),
            _name(label.organisation),
            *_ruc(label.ruc),
            products,
        ),
        body=(*marks, *_counted(small=small), *ico_mark, *_organic(organic), facts),
        codes=(
            _caption(WORDS.lot),
            _code("lot_code", label.lot_code),
            _caption(WORDS.sack_code),
            sack_code,
        ),
        stub=(
            replace(_caption(WORDS.stub), smallest=1.1),
            _code("lot_code", label.lot_code, letter=4.6),
            replace(sack_code, letter=3.6),
            *marks,
            _own("sack_number", 5.0),
            _own("sack_in_words", 1.7),
            _own("net_mass", 3.6),
            Block(
                field="stub_facts",
                texts=said(label.organisation, label.product_es, label.season),
                letter=1.9,
                lines=5,
                rank=2,
            ),
        ),
        twice=True,
    )


def _organic(organic: Organic | None) -> tuple[Block, ...]:
    """Return what makes a sack organic in the eyes of the law: never shortened or left out."""
    if organic is None:
        return ()
    body = _worded(((WORDS.organic, organic.control_body),))
    face = Face.CONDENSED_BOLD
    operator = _worded(((WORDS.operator, f"{organic.operator}, {organic.address}"),))
    return (
        Block(field="organic", texts=body, letter=2.4, smallest=1.5, face=face, code=True),
        Block(field="operator", texts=operator, letter=2.1, lines=MOST_LINES, whole=True),
    )


def _marks(label: SackLabel) -> tuple[str, ...]:
    """Return what sets this label apart from the ordinary sack of its lot."""
    marks = []
    if label.copy is not None:
        form = WORDS.copy_because if label.copy_reason else WORDS.copy
        marks.append(form.format(number=label.copy, reason=clean(label.copy_reason or "")))
    if label.remainder:
        marks.append(WORDS.remainder)
    return tuple(marks)


def _short_marks(label: SackLabel) -> tuple[str, ...]:
    """Return the same on one line, in Spanish, what matters most first."""
    marks = said(
        WORDS.short_copy.format(number=label.copy) if label.copy is not None else None,
        WORDS.short_remainder if label.remainder else None,
        label.copy_reason if label.copy is not None else None,
    )
    return (" · ".join(marks),) if marks else ()


def _own(field: str, letter: float, rank: int = NEVER) -> Block:
    return replace(_strong(field, field, letter=letter, rank=rank), own=True, smallest=1.3)


def _counted(*, small: bool) -> tuple[Block, ...]:
    """Return number and mass: each large, or both on one line where the label is low."""
    if small:
        return (_own("number_and_mass", 3.4),)
    return (
        _own("sack_number", 6.4),
        replace(_own("sack_in_words", 1.7, rank=4), face=Face.CONDENSED),
        _caption(WORDS.net_mass),
        _own("net_mass", 5.2),
    )


# ---- other kinds --------------------------------------------------------------------------------


def _lot_tag(label: LotTag) -> Content:
    facts = _facts(
        (
            (WORDS.sacks, label.sacks),
            (WORDS.mass, label.net_mass),
            (WORDS.season, label.season),
            (WORDS.grade, label.grade),
            (WORDS.origin, label.origin),
            (WORDS.opened_on, label.opened_on),
        ),
        before=said(*label.claims),
    )
    return Content(
        kind="lot",
        head=(
            _strong("title", WORDS.lot_folder, letter=2.7, rank=3),
            _name(label.organisation),
            *_ruc(label.ruc),
            _products(label.product_es, label.product_en, label.process),
        ),
        body=(replace(facts, letter=2.7),),
        codes=(_caption(WORDS.lot), _code("lot_code", label.lot_code, letter=10.0)),
    )


def _sample(label: SampleLabel) -> Content:
    facts = _facts(
        (
            (WORDS.mass, label.net_mass),
            (WORDS.drawn_on, label.drawn_on),
            (WORDS.drawn_by, label.drawn_by),
            (WORDS.seals, label.seals),
        )
    )
    lot = said(label.lot_code)
    of_lot = tuple(
        replace(_code("lot_code", WORDS.of_lot.format(value=code), letter=3.4), smallest=1.5)
        for code in lot
    )
    return Content(
        kind="sample",
        head=(
            _strong("title", WORDS.sample, letter=3.0, rank=3),
            _name(label.organisation, letter=3.0),
            _products(label.product_es, label.product_en),
        ),
        body=(*of_lot, facts),
        codes=(_code("sample_code", label.sample_code, letter=9.0),),
    )


def _cup(label: CupLabel) -> Content:
    facts = _facts(
        ((WORDS.cup_number, label.cup), (WORDS.session, label.session), (WORDS.day, label.day))
    )
    return Content(
        kind="cup",
        head=(_strong("title", WORDS.cup, letter=3.0, rank=3),),
        body=(replace(facts, letter=3.0),),
        codes=(_code("cup_code", label.cup_code, letter=14.0),),
    )


def _pallet(label: PalletLabel) -> Content:
    code, sscc = clean(label.code), label.sscc
    facts = _facts(
        (
            (WORDS.sacks, label.sacks),
            (WORDS.mass, label.net_mass),
            (WORDS.gross_mass, label.gross_mass),
        )
    )
    of_lot = tuple(_code("lot_code", lot, letter=5.0) for lot in said(label.lot_code))
    return Content(
        kind="pallet",
        head=(
            _strong("title", WORDS.pallet, letter=2.7, rank=6),
            _name(label.organisation),
            replace(_products(label.product_es, label.product_en), rank=3),
        ),
        body=(facts, *((_caption(WORDS.lot), *of_lot) if of_lot else ())),
        codes=(_caption(WORDS.pallet_code), replace(_code("code", code), rank=1)),
        bars=(f"00{sscc}", f"(00){sscc}", True) if sscc else (code, code, False),
    )


_NAMES: dict[type, str] = {
    LotTag: "lot_code",
    SampleLabel: "sample_code",
    CupLabel: "cup_code",
    PalletLabel: "code",
}

_CONTENTS: dict[type, Callable[[Any], Content]] = {
    LotTag: _lot_tag,
    SampleLabel: _sample,
    CupLabel: _cup,
    PalletLabel: _pallet,
}


def fill(label: Label) -> Filled:
    """Return a label as what it shares and what it has of its own."""
    if isinstance(label, SackLabel):
        return fill_sack(label)
    name = clean(str(getattr(label, _NAMES[type(label)])))
    return Filled(key=label, own={}, address=label.address, name=name)


def content_of(key: Label, *, small: bool) -> Content:
    """Return what stands on a label; ``small`` sets two short facts on one line."""
    if isinstance(key, SackLabel):
        return _sack(key, small=small)
    return _CONTENTS[type(key)](key)
