"""The state a decision rests on: rows loaded from the store, overlaid with what acts changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from acopio.domain.rows.base import Row
from acopio.domain.rows.quality import Hold
from acopio.errors import Refusal

R = TypeVar("R", bound=Row)


@dataclass(eq=False)
class NotFound(Refusal):
    """Something that is referred to and is not there."""

    code = "not-found"
    what: str
    given: str


@dataclass(slots=True)
class State:
    """Rows by type and key. ``changed`` keeps what was put since it was last emptied."""

    rows: dict[type[Row], dict[Any, Row]] = field(default_factory=dict)
    changed: dict[tuple[type[Row], Any], Row] = field(default_factory=dict)
    loaded: set[tuple[type[Row], Any]] = field(default_factory=set)
    """Which rows came from the store."""
    holds: dict[str, tuple[Hold, ...]] = field(default_factory=dict)
    """Open holds on a lot or on anything it was made from, by lot."""

    def find(self, kind: type[R], key: object) -> R | None:
        """Return the row with this key, or ``None``."""
        return cast("R | None", self.rows.get(kind, {}).get(key))

    def get(self, kind: type[R], key: object) -> R:
        """Return the row with this key.

        Raises:
            NotFound: it is not there.
        """
        row = self.find(kind, key)
        if row is None:
            raise NotFound(what=kind.__name__.lower(), given=str(key))
        return row

    def all(self, kind: type[R]) -> list[R]:
        """Return the loaded rows of one type."""
        return cast("list[R]", list(self.rows.get(kind, {}).values()))

    def load(self, rows: Iterable[Row]) -> None:
        """Take in rows from the store; what was changed since stays."""
        for row in rows:
            key = row.key()
            self.rows.setdefault(type(row), {}).setdefault(key, row)
            self.loaded.add((type(row), key))

    def put(self, rows: Iterable[Row]) -> None:
        """Take in what an entry changed."""
        for row in rows:
            key = row.key()
            self.rows.setdefault(type(row), {})[key] = row
            self.changed[type(row), key] = row
