"""Rendered pages, kept while no log has grown."""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

Heads = tuple[tuple[str, int], ...]
"""Log and size: everything on a page comes from entries, so equal sizes mean equal pages."""
KEPT = 512


@dataclass(frozen=True, slots=True)
class Sheet:
    """One rendered page."""

    body: bytes
    packed: bytes
    etag: str
    status: int = 200


def sheet(body: bytes, *, status: int = 200) -> Sheet:
    """Return a page with its packed form and its name."""
    packed = gzip.compress(body, 9, mtime=0)
    # Weak: the packed and the plain form have one name.
    return Sheet(body, packed, f'W/"{sha256(body).hexdigest()[:32]}"', status)


class Shelf:
    """The last pages that were asked for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._heads: Heads = ()
        self._sheets: OrderedDict[tuple[str, ...], Sheet] = OrderedDict()

    def get(self, heads: Heads, key: tuple[str, ...], make: Callable[[], Sheet]) -> Sheet:
        """Return the page kept for these log sizes, else make it."""
        with self._lock:
            if heads != self._heads:
                self._sheets.clear()
                self._heads = heads
            kept = self._sheets.get(key)
            if kept is not None:
                self._sheets.move_to_end(key)
                return kept
        made = make()
        with self._lock:
            if heads == self._heads:
                self._sheets[key] = made
                while len(self._sheets) > KEPT:
                    self._sheets.popitem(last=False)
        return made
