"""Fresh ids, codes and salts."""

import random
import secrets
import uuid
from dataclasses import dataclass, field

import uuid_utils

from acopio.domain.codes import new_lot_code, random_signs


class RandomIds:
    """Ids from the system's source of randomness."""

    def uuid(self) -> str:
        """Return a new UUIDv7: ordered by time, so that indexes stay compact."""
        return str(uuid_utils.uuid7())

    def lot_code(self, prefix: str) -> str:
        """Return a new lot code."""
        return new_lot_code(prefix, secrets.randbelow)

    def signs(self, count: int) -> str:
        """Return random signs of the code alphabet."""
        return random_signs(count, secrets.randbelow)

    def salt(self) -> bytes:
        """Return 16 random bytes."""
        return secrets.token_bytes(16)


@dataclass(slots=True)
class SeededIds:
    """The same ids every time from one seed: for the demo's repeatable season and for tests."""

    seed: int
    _random: random.Random = field(init=False)
    _count: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def uuid(self) -> str:
        """Return a UUIDv7-shaped id that grows with every call."""
        self._count += 1
        bits = (self._count << 80) | (7 << 76) | (2 << 62)
        return str(uuid.UUID(int=bits | self._random.getrandbits(62) | (self.seed & 0xFFF) << 64))

    def lot_code(self, prefix: str) -> str:
        """Return the next lot code."""
        return new_lot_code(prefix, self._random.randrange)

    def signs(self, count: int) -> str:
        """Return the next signs."""
        return random_signs(count, self._random.randrange)

    def salt(self) -> bytes:
        """Return the next salt."""
        return self._random.randbytes(16)
