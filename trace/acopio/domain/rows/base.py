"""What all rows share."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact in force, folded from the log and the vault. ``KEY`` names the identifying fields."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    def key(self) -> Any:
        """Return the value (or tuple of values) that identifies this row."""
        if len(self.KEY) == 1:
            return getattr(self, self.KEY[0])
        return tuple(getattr(self, name) for name in self.KEY)
