"""A key on an inspector's own device: made there, used there, never on the operator's machine.

Nothing here needs a database: what leaves the device is the public key, and signatures.
"""

from dataclasses import dataclass
from pathlib import Path

from acopio.errors import Refusal
from acopio.ledger.b64 import encode
from acopio.ledger.keys import new_key, seal
from acopio.services.files import write_whole
from acopio.services.keys import load_key

SHORTEST = 8


@dataclass(eq=False)
class KeyThere(Refusal):
    """A file that is there already: a key is never overwritten."""

    code = "key-there"
    where: str


@dataclass(eq=False)
class PassphraseShort(Refusal):
    """A passphrase that is quickly guessed."""

    code = "passphrase-short"
    shortest: int = SHORTEST


def make_key(path: Path, name: str, passphrase: str) -> str:
    """Make a key and seal it into a file; return its public part, for the manager.

    Raises:
        KeyThere, PassphraseShort, BadKeyName, FileUnusable.
    """
    if len(passphrase) < SHORTEST:
        raise PassphraseShort
    if path.exists():
        raise KeyThere(where=str(path))
    key = new_key("inspector", f"own/inspector/{name.strip().lower()}")
    write_whole(path, seal(key, passphrase).encode("ascii"))
    return str(key.verifier_key)


def sign_text(path: Path, text: str, passphrase: str) -> str:
    """Return the signature over exactly this text, base64.

    Raises:
        KeyMissing, WrongPassphrase, DamagedKey.
    """
    return encode(load_key(path, passphrase).sign(text.encode("utf-8")))
