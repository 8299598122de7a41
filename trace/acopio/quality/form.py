"""Short ways to describe the lines of a paper form."""

from decimal import Decimal

from acopio.quality.protocol import Anchor, Attribute, Choice, Words


def scored(
    key: str, es: str, en: str, scale: tuple[str, str, str], *,
    usual: str | None = None, anchors: tuple[Anchor, ...] = (), part: str = "",
    default: str | None = None,
) -> Attribute:  # fmt: skip
    """Return a line with a score on ``(minimum, maximum, step)``."""
    low, high, step = map(Decimal, scale)
    return Attribute(
        key=key,
        name=Words(es, en),
        minimum=low,
        maximum=high,
        step=step,
        usual_minimum=Decimal(usual) if usual else None,
        anchors=anchors,
        part=part,
        default=default,
    )


def counted(key: str, es: str, en: str, *, most: int = 0, part: str = "") -> Attribute:
    """Return a line with a whole number of things; one that nobody wrote down is 0."""
    return Attribute(
        key=key,
        name=Words(es, en),
        maximum=Decimal(most),
        step=Decimal(1),
        kind="count",
        part=part,
        default="0",
    )


def measured(
    key: str, es: str, en: str, unit: str, span: tuple[str, str], *,
    usual: tuple[str, str] | None = None, optional: bool = False, part: str = "",
) -> Attribute:  # fmt: skip
    """Return a line with a measured figure: refused outside ``span``, warned of outside usual."""
    return Attribute(
        key=key,
        name=Words(es, en),
        minimum=Decimal(span[0]),
        maximum=Decimal(span[1]),
        usual_minimum=Decimal(usual[0]) if usual else None,
        usual_maximum=Decimal(usual[1]) if usual else None,
        kind="measure",
        unit=unit,
        optional=optional,
        part=part,
    )


def chosen(
    key: str, es: str, en: str, choices: tuple[Choice, ...], *,
    most: int = 1, optional: bool = True, default: str | None = None,
) -> Attribute:  # fmt: skip
    """Return a line where one word is marked, or up to ``most``."""
    return Attribute(
        key=key,
        name=Words(es, en),
        kind="choice" if most == 1 else "choices",
        choices=choices,
        most=most,
        optional=optional,
        default=default,
    )


def cups(key: str, es: str, en: str, choices: tuple[Choice, ...], number: int) -> Attribute:
    """Return a line with one mark for each cup; the first choice is what a sound cup has."""
    return Attribute(
        key=key,
        name=Words(es, en),
        kind="cups",
        choices=choices,
        most=number,
        optional=True,
    )


def level(key: str, es: str, en: str, unit: str, highest: str) -> Attribute:
    """Return a line with a laboratory's figure, which may be ``<0.05``."""
    return Attribute(
        key=key,
        name=Words(es, en),
        maximum=Decimal(highest),
        kind="level",
        unit=unit,
        optional=True,
    )


def choices(*words: tuple[str, str, str]) -> tuple[Choice, ...]:
    """Return choices of ``(key, es, en)``."""
    return tuple(Choice(key, Words(es, en)) for key, es, en in words)


def anchors(*words: tuple[str, str, str]) -> tuple[Anchor, ...]:
    """Return anchors of ``(value, es, en)``."""
    return tuple(Anchor(Decimal(value), Words(es, en)) for value, es, en in words)
