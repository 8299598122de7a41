"""The base of every refusal.

A refusal is a small dataclass with a stable ``code`` and typed fields. It holds no sentence: the
edge that shows it (command line, page, document) forms one in the reader's language from
``acopio.messages``, so that the same refusal reads well everywhere and tests compare codes.
"""

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(eq=False)
class Refusal(Exception):
    """Something that was asked for and will not be done; nothing has been written."""

    code: ClassVar[str]

    def values(self) -> dict[str, object]:
        """Return the fields by name, as the sentence of this code expects them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        """Return code and fields: for logs and tests, never for people."""
        return f"{self.code}: {self.values()}"
