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


Key = tuple[type[Row], Any]


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that is there no more: what it said was withdrawn or corrected away."""

    row: Row


Change = Row | Gone


@dataclass(slots=True)
class State:
    """Rows by type and key. ``changed`` keeps what was put; what is gone is in ``gone``."""

    rows: dict[type[Row], dict[Any, Row]] = field(default_factory=dict)
    changed: dict[Key, Row] = field(default_factory=dict)
    gone: dict[Key, Row] = field(default_factory=dict)
    loaded: dict[Key, Row] = field(default_factory=dict)
    """The rows that came from the store, as they stood there."""
    holds: dict[str, tuple[Hold, ...]] = field(default_factory=dict)
    """Open holds on a lot or on anything it was made from, by lot."""
    farms: dict[str, frozenset[str]] = field(default_factory=dict)
    """Where lots and batches that are of a single farm come from, as they stood in the store."""
    indexes: dict[type[Row], dict[str, dict[Any, dict[Any, None]]]] = field(default_factory=dict)
    """Keys by the value of a field, for the types and fields that ``where`` was asked for."""

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

    def copy(self) -> "State":
        """Return a state to try something out on."""
        return State(
            rows={kind: dict(rows) for kind, rows in self.rows.items()},
            changed=dict(self.changed),
            gone=dict(self.gone),
            loaded=self.loaded,
            holds=self.holds,
            farms=self.farms,
        )

    def where(self, kind: type[R], name: str, value: object) -> list[R]:
        """Return the rows of one type whose field has this value, in the order they came."""
        indexes = self.indexes.setdefault(kind, {})
        index = indexes.get(name)
        if index is None:
            index = indexes[name] = {}
            for key, row in self.rows.get(kind, {}).items():
                index.setdefault(getattr(row, name), {})[key] = None
        rows = self.rows.get(kind, {})
        return cast("list[R]", [rows[key] for key in index.get(value, ())])

    def load(self, rows: Iterable[Row]) -> None:
        """Take in rows from the store; what was changed since stays."""
        for row in rows:
            key = row.key()
            if (type(row), key) not in self.gone and key not in self.rows.get(type(row), {}):
                self._set(key, row)
            self.loaded.setdefault((type(row), key), row)

    def put(self, changes: Iterable[Change]) -> None:
        """Take in what an entry changed."""
        for change in changes:
            row = change.row if isinstance(change, Gone) else change
            key = row.key()
            if isinstance(change, Gone):
                self._unset(key, row)
                self.changed.pop((type(row), key), None)
                self.gone[type(row), key] = row
            else:
                self._set(key, row)
                self.changed[type(row), key] = row
                self.gone.pop((type(row), key), None)

    def _set(self, key: Any, row: Row) -> None:
        kept = self.rows.setdefault(type(row), {})
        before = kept.get(key)
        kept[key] = row
        for name, index in self.indexes.get(type(row), {}).items():
            value = getattr(row, name)
            if before is not None and (old := getattr(before, name)) != value:
                index[old].pop(key, None)
            index.setdefault(value, {})[key] = None

    def _unset(self, key: Any, row: Row) -> None:
        before = self.rows.get(type(row), {}).pop(key, None)
        if before is not None:
            for name, index in self.indexes.get(type(row), {}).items():
                index[getattr(before, name)].pop(key, None)
