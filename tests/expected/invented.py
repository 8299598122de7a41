"""What the expected entries are made of: fixed ids, codes, keys and times, all invented."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from acopio.domain.codes import check_sign
from acopio.domain.times import stamp
from acopio.ledger.b64 import url_encode
from acopio.ledger.keys import KeyPair

BEGIN = datetime(2027, 3, 1, 13, 0, tzinfo=UTC)


def identity(name: str) -> str:
    """Return the id of something, shaped as a UUIDv7 and always the same."""
    digits = sha256(name.encode()).hexdigest()
    return f"0195500a-{digits[:4]}-7{digits[4:7]}-8{digits[7:10]}-{digits[10:22]}"


def lot(signs: str) -> str:
    """Return a lot code of the invented cooperative."""
    return f"NAR{signs}{check_sign(f'NAR{signs}')}"


def a_hash(name: str) -> str:
    """Return a leaf hash that stands for something."""
    return url_encode(sha256(name.encode()).digest())


def salt(name: str) -> bytes:
    """Return a salt that is no secret: only invented entries may have it."""
    return sha256(f"salt {name}".encode()).digest()[:16]


def key(role: str, name: str) -> KeyPair:
    """Return a key that is no secret."""
    seed = sha256(f"{role} {name}".encode()).digest()
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return KeyPair("log" if role == "log" else "inspector", name, private)


def moment(number: int) -> str:
    """Return the recording time of an entry."""
    return stamp(BEGIN + timedelta(minutes=number, microseconds=number))


COOP, BUYER, GROUP = identity("cooperative"), identity("buyer"), identity("group")
ORIGIN = "id.narango.example/log/nar/7kq4m9t2"
LOG_KEY = key("log", ORIGIN)
NEXT_KEY = key("log", f"{ORIGIN}2")
BUYER_KEY = key("log", "ledger.buyer.example/log/byr/3wq8m2zt")
INSPECTOR_KEY = key("inspector", f"nar/inspector/{identity('inspector')}")
MANAGER, INSPECTOR = identity("manager"), identity("inspector")
PERSON, HOUSEHOLD, PLOT = identity("person"), identity("household"), identity("plot")
CENTRE, STORE = identity("collection centre"), identity("warehouse")
BATCH, DRYER = identity("box 3"), identity("dryer 1")
SAMPLE, INSPECTION, PROFILE = identity("sample"), identity("inspection"), identity("profile")
DISPATCH, REPORT, CERTIFICATE = identity("dispatch"), identity("report"), identity("certificate")
LOTS = [lot(signs) for signs in ("7KQ4M9T", "3WXH82B", "PV6NC4Z", "A9RT5JM", "FE2YG7D")]
