"""Reading one filled-in form, line by line, against what the form asks for."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from acopio.quality import typed
from acopio.quality.protocol import Attribute, Caution, Protocol
from acopio.quality.refusals import (
    AttributeMissing,
    ChoiceUnknown,
    CountTooLarge,
    CupsDiffer,
    LevelUnreadable,
    MeasureOutOfRange,
    MeasureUnreadable,
    ObservationsUnreadable,
    PanelEmpty,
    TooManyChosen,
)
from acopio.quality.rounding import plain

CUPPER = "cupper"
"""Name of whose form it is, where there are several."""


@dataclass(frozen=True, slots=True)
class Level:
    """A laboratory's figure; ``below`` where it only says that there is less than that."""

    value: Fraction
    below: bool
    printed: str


Value = Fraction | int | str | tuple[str, ...] | Level


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one form, by the keys of its lines; what was left empty is not there."""

    values: dict[str, Value]
    written: dict[str, str] = field(default_factory=dict)
    """Measured figures with the decimals that they were typed with."""
    empty: frozenset[str] = frozenset()
    """Lines on which nobody wrote anything, also those that then mean something."""

    def number(self, key: str) -> Fraction:
        """Return a score, count or measured figure that the form must have."""
        value = self.values[key]
        assert isinstance(value, Fraction | int)  # noqa: S101 - the form's own kinds
        return value if isinstance(value, Fraction) else Fraction(value)

    def count(self, key: str) -> int:
        """Return a count."""
        value = self.values[key]
        assert isinstance(value, int)  # noqa: S101
        return value

    def measured(self, key: str) -> Fraction | None:
        """Return a figure, or nothing where it was left empty."""
        return self.number(key) if key in self.values else None

    def words(self, key: str) -> tuple[str, ...]:
        """Return the words that were marked, or the mark of each cup."""
        value = self.values.get(key, ())
        if isinstance(value, str):
            return (value,)
        return value if isinstance(value, tuple) else ()

    def word(self, key: str) -> str | None:
        """Return the word that was marked, if one was."""
        return next(iter(self.words(key)), None)

    def level(self, key: str) -> Level | None:
        """Return a laboratory's figure, if it reported one."""
        value = self.values.get(key)
        return value if isinstance(value, Level) else None


def read_sheet(
    value: object, attributes: Sequence[Attribute], form: int = 1, *, also: tuple[str, ...] = ()
) -> Sheet:
    """Read one form.

    Args:
        value: the form as it was filled in, by the keys of its lines.
        attributes: the lines of the form.
        form: its number.
        also: further names that may stand on it.

    Raises:
        Refusal: a line is missing, unknown, unreadable or outside what the form allows.
    """
    sheet = typed.mapping(value, f"forms/{form}")
    parts = {attribute.part for attribute in attributes if attribute.part}
    top = [attribute.named for attribute in attributes if not attribute.part]
    typed.only(sheet, (*top, *sorted(parts), *also), form)
    for part in sorted(parts):
        inside = typed.mapping(sheet.get(part, {}), part)
        typed.only(inside, [one.named for one in attributes if one.part == part], form)
    values, written = {}, {}
    for attribute in attributes:
        raw = raw_line(sheet, attribute)
        found = read_line(raw, attribute, form)
        if found is not None:
            values[attribute.key] = found
        if attribute.kind == "measure" and isinstance(found, Fraction):
            written[attribute.key] = typed.written(raw, found)
    empty = [one.key for one in attributes if _is_empty(raw_line(sheet, one))]
    return Sheet(values, written, frozenset(empty))


def read_line(value: object, attribute: Attribute, form: int = 1) -> Value | None:
    """Read one line of a form by itself; nothing where it may be empty and is.

    Raises:
        Refusal: it is missing, unreadable or outside what the form allows.
    """
    if _is_empty(value):
        if attribute.default is not None:
            return _default(attribute)
        if attribute.optional:
            return None
        raise AttributeMissing(form, attribute.named)
    return _READERS[attribute.kind](value, attribute, form)


def _default(attribute: Attribute) -> Value | None:
    """Return what an empty line means: the form's own word, which needs no checking."""
    if attribute.kind == "count":
        return int(attribute.default or "0")
    return typed.number(attribute.default) if attribute.kind == "score" else attribute.default


def read_forms(observations: Mapping[str, object], attributes: Sequence[Attribute]) -> list[Sheet]:
    """Read ``{"forms": [{...}, ...]}``: one form for each cupper.

    Raises:
        PanelEmpty, ObservationsUnreadable, Refusal: as for one form.
    """
    typed.only(observations, ("forms",), 0)
    forms = observations.get("forms")
    if not isinstance(forms, list | tuple):
        raise ObservationsUnreadable("forms")
    if not forms:
        raise PanelEmpty
    return [
        read_sheet(form, attributes, number, also=(CUPPER,))
        for number, form in enumerate(forms, start=1)
    ]


def missing_lines(protocol: Protocol, sheet: Mapping[str, object]) -> list[Attribute]:
    """Return the lines of a form that still have to be filled in, in the order of the paper."""
    return [
        attribute
        for attribute in protocol.attributes
        if not attribute.optional
        and attribute.default is None
        and _is_empty(raw_line(sheet, attribute))
    ]


def unusual(sheets: Sequence[Sheet], attributes: Sequence[Attribute]) -> tuple[Caution, ...]:
    """Name every value outside what is usual: it stands, and is worth a second look."""
    found = []
    for number, sheet in enumerate(sheets, start=1):
        for attribute in attributes:
            value = sheet.values.get(attribute.key)
            if isinstance(value, Fraction | int):
                found += _outside(number, attribute, Fraction(value))
    return tuple(found)


def _outside(form: int, attribute: Attribute, value: Fraction) -> list[Caution]:
    low, high = attribute.usual_minimum, attribute.usual_maximum
    said = (("form", str(form)), ("attribute", attribute.key), ("value", plain(value)))
    if low is not None and value < low:
        return [Caution("below-usual", (*said, ("usual", str(low))))]
    if high is not None and value > high:
        return [Caution("above-usual", (*said, ("usual", str(high))))]
    return []


def raw_line(sheet: Mapping[str, object], attribute: Attribute) -> object:
    """Return what stands on a line of a form, unread; nothing where it is empty."""
    if not attribute.part:
        return sheet.get(attribute.key)
    inside = sheet.get(attribute.part)
    return inside.get(attribute.key) if isinstance(inside, Mapping) else None


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [])


def choice_key(attribute: Attribute, text: str) -> str:
    """Return the key of a choice that was typed by its key or its name in either language.

    Capitals, accents and spaces around it do not matter. What the form does not have stays as it
    is, to be refused where the line is read: observations hold keys and nothing else.
    """
    wanted = _bare(text)
    for choice in attribute.choices:
        if wanted in {_bare(choice.key), _bare(choice.name.es), _bare(choice.name.en)}:
            return choice.key
    return text.strip()


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())


def _score(value: object, attribute: Attribute, form: int) -> Value:
    return typed.score(value, attribute, form)


def _count(value: object, attribute: Attribute, form: int) -> Value:
    found = typed.count(value, attribute.named, form)
    if attribute.maximum and found > attribute.maximum:
        raise CountTooLarge(form, attribute.named, found, int(attribute.maximum))
    return found


def _measure(value: object, attribute: Attribute, form: int) -> Value:
    exact = typed.number(value)
    if exact is None:
        raise MeasureUnreadable(form, attribute.named, typed.shown(value), attribute.unit)
    low, high = attribute.minimum, attribute.maximum
    if not low <= exact <= high:
        given = typed.shown(value)
        raise MeasureOutOfRange(form, attribute.named, given, str(low), str(high), attribute.unit)
    return exact


def _known(value: object, attribute: Attribute, form: int) -> str:
    keys = tuple(choice.named for choice in attribute.choices)
    if not isinstance(value, str) or value not in keys:
        raise ChoiceUnknown(form, attribute.named, typed.shown(value), keys)
    return value


def _choice(value: object, attribute: Attribute, form: int) -> Value:
    return _known(value, attribute, form)


def _choices(value: object, attribute: Attribute, form: int) -> Value:
    marked = [value] if isinstance(value, str) else value
    if not isinstance(marked, list | tuple):
        raise ObservationsUnreadable(attribute.key)
    found = tuple(_known(one, attribute, form) for one in marked)
    if len(found) > attribute.most or len(set(found)) < len(found):
        raise TooManyChosen(form, attribute.named, ", ".join(found), attribute.most)
    # In the order of the form: what was marked first means nothing.
    order = [choice.key for choice in attribute.choices]
    return tuple(sorted(found, key=order.index))


def _cups(value: object, attribute: Attribute, form: int) -> Value:
    if not isinstance(value, list | tuple):
        raise ObservationsUnreadable(attribute.key)
    if len(value) != attribute.most:
        raise CupsDiffer(form, attribute.named, len(value), attribute.most)
    return tuple(_known(one, attribute, form) for one in value)


def _level(value: object, attribute: Attribute, form: int) -> Value:
    text = value.strip() if isinstance(value, str) else value
    below = isinstance(text, str) and text.startswith("<")
    exact = typed.number(text[1:].strip() if isinstance(text, str) and below else text)
    if exact is None or exact < 0 or (below and not exact):
        raise LevelUnreadable(form, attribute.named, typed.shown(value), attribute.unit)
    if exact > attribute.maximum:
        given, high = typed.shown(value), str(attribute.maximum)
        raise MeasureOutOfRange(form, attribute.named, given, "0", high, attribute.unit)
    # As printed: the noughts at the end of 0.30 say how finely it was measured.
    return Level(exact, below, "".join(text.split()) if isinstance(text, str) else plain(exact))


_READERS = {
    "score": _score,
    "count": _count,
    "measure": _measure,
    "choice": _choice,
    "choices": _choices,
    "cups": _cups,
    "level": _level,
}
