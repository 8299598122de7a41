"""Ed25519 keys: making them, signing with them, and their text at rest.

At rest a key is canonical JSON in ASCII: a header that says whose key it is, and the 32 secret
bytes under AES-256-GCM with a key that scrypt (RFC 7914) makes from a passphrase. The header is
authenticated with the secret, so a name or role cannot be exchanged.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar, Literal, get_args

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from acopio.errors import Refusal
from acopio.ledger import b64, canonical
from acopio.ledger.ed25519 import BadSignature, verify_signature
from acopio.ledger.note import Signer, VerifierKey, is_key_name

__all__ = [
    "BadKeyName",
    "BadSignature",
    "DamagedKey",
    "KeyPair",
    "Role",
    "WrongPassphrase",
    "new_key",
    "seal",
    "unseal",
    "verify_signature",
]

Role = Literal["log", "inspector", "witness"]
"""What a key is for; one key has one role."""

_FORMAT = "acopio-key/v1"
_SCRYPT = {"n": 2**15, "r": 8, "p": 1}
"""32 MiB and about a tenth of a second: bearable on an old laptop, dear for a guesser."""
_SALT_BYTES = 16
_NONCE_BYTES = 12
_SEED_BYTES = 32
_HEADER = ("format", "role", "name", "public", "scrypt", "salt", "nonce")


@dataclass(eq=False)
class WrongPassphrase(Refusal):
    """The passphrase does not open this key."""

    code: ClassVar[str] = "wrong-passphrase"


@dataclass(eq=False)
class DamagedKey(Refusal):
    """A text that is not a sealed key, or no longer the one that was written."""

    code: ClassVar[str] = "damaged-key"

    reason: str
    """What is wrong, as a short stable word."""


@dataclass(eq=False)
class BadKeyName(Refusal):
    """A name that cannot stand in a signature line: empty, not ASCII, or with a space or plus."""

    code: ClassVar[str] = "bad-key-name"

    name: str


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A private key with its role and name."""

    role: Role
    name: str
    private_key: Ed25519PrivateKey

    def __post_init__(self) -> None:
        if not (self.name.isascii() and is_key_name(self.name)):
            raise BadKeyName(self.name)

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public key."""
        return self.private_key.public_key().public_bytes_raw()

    @property
    def verifier_key(self) -> VerifierKey:
        """What others need to check the signatures of this key on notes."""
        return VerifierKey(self.name, self.public)

    @property
    def signer(self) -> Signer:
        """The same key as a signer of notes."""
        return Signer(self.name, self.private_key)

    def sign(self, data: bytes) -> bytes:
        """Return the 64 bytes of the signature over exactly these bytes."""
        return self.private_key.sign(data)


def new_key(role: Role, name: str) -> KeyPair:
    """Return a fresh random key.

    Raises:
        BadKeyName: the name cannot stand in a signature line.
    """
    return KeyPair(role, name, Ed25519PrivateKey.generate())


def seal(key: KeyPair, passphrase: str) -> str:
    """Return the text of a key at rest, one line of canonical JSON."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    header: dict[str, object] = {
        "format": _FORMAT,
        "role": key.role,
        "name": key.name,
        "public": b64.encode(key.public),
        "scrypt": _SCRYPT,
        "salt": b64.encode(salt),
        "nonce": b64.encode(nonce),
    }
    seed = key.private_key.private_bytes_raw()
    secret = _cipher(passphrase, salt).encrypt(nonce, seed, canonical.encode(header))
    sealed = header | {"secret": b64.encode(secret)}
    return canonical.encode(sealed | {"sum": _sum(sealed)}).decode("ascii") + "\n"


def unseal(text: str, passphrase: str) -> KeyPair:
    """Return the key out of its text at rest.

    Raises:
        DamagedKey: the text is not a sealed key, or a sign in it has changed.
        WrongPassphrase: the passphrase is not the one it was sealed with.
    """
    fields = _read(text)
    header = {name: fields[name] for name in _HEADER}
    salt, nonce = _bytes(header, "salt", _SALT_BYTES), _bytes(header, "nonce", _NONCE_BYTES)
    secret = _bytes(fields, "secret", _SEED_BYTES + 16)
    try:
        seed = _cipher(passphrase, salt).decrypt(nonce, secret, canonical.encode(header))
    except InvalidTag as exc:
        raise WrongPassphrase from exc
    key = KeyPair(_role(header), _name(header), Ed25519PrivateKey.from_private_bytes(seed))
    if key.public != _bytes(header, "public", 32):
        raise DamagedKey("other-public-key")
    return key


def _read(text: str) -> dict[str, object]:
    """Return the fields of a sealed key whose sum is right.

    The sum tells a damaged file from a wrong passphrase, which the cipher alone cannot; it is no
    protection against a forger, the cipher is.
    """
    try:
        fields = canonical.decode(text.removesuffix("\n").encode("utf-8"), strict=True)
    except (canonical.NotCanonical, UnicodeEncodeError) as exc:
        raise DamagedKey("not-canonical") from exc
    if fields.get("format") != _FORMAT:
        raise DamagedKey("unknown-format")
    if set(fields) != {*_HEADER, "secret", "sum"}:
        raise DamagedKey("other-fields")
    if fields.pop("sum") != _sum(fields):
        raise DamagedKey("sum")
    if fields["scrypt"] != _SCRYPT:
        # Other figures could make opening a file take all memory of the machine.
        raise DamagedKey("scrypt")
    return fields


def _sum(fields: dict[str, object]) -> str:
    return b64.encode(sha256(canonical.encode(fields)).digest())


def _bytes(fields: dict[str, object], name: str, length: int) -> bytes:
    text = fields[name]
    data = b64.decode(text) if isinstance(text, str) else None
    if data is None or len(data) != length:
        raise DamagedKey(name)
    return data


def _role(header: dict[str, object]) -> Role:
    for role in get_args(Role):
        if header["role"] == role:
            found: Role = role
            return found
    raise DamagedKey("role")


def _name(header: dict[str, object]) -> str:
    name = header["name"]
    if not (isinstance(name, str) and name.isascii() and is_key_name(name)):
        raise DamagedKey("name")
    return name


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    # NFC, because two keyboards may send the same letter with an accent as different signs.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return AESGCM(Scrypt(salt=salt, length=32, **_SCRYPT).derive(typed))
