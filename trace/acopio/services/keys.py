"""Key files beside the database: made once, sealed under a passphrase, never inside it."""

from dataclasses import dataclass
from pathlib import Path

from acopio.errors import Refusal
from acopio.ledger.keys import KeyPair, seal, unseal
from acopio.services.files import write_whole


@dataclass(eq=False)
class KeyMissing(Refusal):
    """A key file that is not where it should be."""

    code = "key-missing"
    where: str


def key_file(folder: Path, role: str, name: str) -> Path:
    """Return where a key lies."""
    return folder / f"{role}-{name}.key"


def save_key(folder: Path, role: str, name: str, key: KeyPair, passphrase: str) -> Path:
    """Seal a key into a new file; an existing one is never overwritten.

    Inside a transaction it is the last step: a refused act leaves no key, and one that is tried
    again finds the key that it made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = key_file(folder, role, name)
    if not path.exists():
        write_whole(path, seal(key, passphrase).encode("ascii"))
    return path


def load_key(path: Path, passphrase: str) -> KeyPair:
    """Open a key file.

    Raises:
        KeyMissing: there is no such file.
        WrongPassphrase, DamagedKey: it does not open.
    """
    try:
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise KeyMissing(where=str(path)) from None
    return unseal(text, passphrase)
