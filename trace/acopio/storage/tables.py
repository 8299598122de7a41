"""Every table, and which of four kinds it is.

*log*: entries, tiles, heads, checkpoints; append only. *vault*: the disclosures behind commitments;
the only thing that can be erased. *projection*: the fold of log and vault; may be dropped and
rebuilt. *local*: accounts and command ids of this node; never facts.
"""

from dataclasses import fields
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from acopio.domain.rows import custody, gate, labels, lots, parties, quality, reports
from acopio.domain.rows.base import Row
from acopio.storage.types import column_type

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, comment: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null, comment=comment)


def _int(name: str, comment: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, comment=comment)


LOG = Table(
    "log",
    METADATA,
    _text("log", "8 signs drawn when the log was opened"),
    _text("organisation", "whose log it is"),
    _text("origin", "identity in checkpoints: domain/log/prefix/log"),
    _text("vkey", "key that verifies its checkpoints"),
    Column("current", Boolean, nullable=False, comment="this node appends here"),
    _int("size", "number of entries"),
    Column("root", LargeBinary, nullable=False, comment="RFC 6962 root of all entries"),
    Column("frontier", LargeBinary, nullable=False, comment="roots of the complete subtrees"),
    _text("last_recorded_at", "the latest recorded_at of its entries", null=True),
    PrimaryKeyConstraint("log"),
    UniqueConstraint("origin"),
    CheckConstraint("size >= 0", name="size_not_negative"),
    comment="log: one row per organisation's log, with its head",
    info={"kind": "log"},
)

ENTRY = Table(
    "entry",
    METADATA,
    _text("log", "the log"),
    _int("idx", "position, from 0"),
    Column("hash", LargeBinary, nullable=False, comment="leaf hash, RFC 6962"),
    _text("leaf", "canonical JSON, exactly as hashed"),
    _text("id", "UUIDv7 of the entry"),
    _text("cmd", "command id of the client"),
    _text("kind", "kind of entry"),
    PrimaryKeyConstraint("log", "idx"),
    UniqueConstraint("id"),
    UniqueConstraint("hash"),
    Index(None, "cmd"),
    CheckConstraint("idx >= 0", name="idx_not_negative"),
    comment="log: the entries; never changed, never removed",
    info={"kind": "log"},
)

TILE = Table(
    "tile",
    METADATA,
    _text("log", "the log"),
    _int("level", "0 = leaf hashes"),
    _int("idx", "tile number in its level"),
    Column("hashes", LargeBinary, nullable=False, comment="up to 256 hashes of 32 bytes"),
    PrimaryKeyConstraint("log", "level", "idx"),
    comment="log: C2SP tlog-tiles, 256 wide; level 0 is written when full",
    info={"kind": "log"},
)

CHECKPOINT = Table(
    "checkpoint",
    METADATA,
    _text("log", "the log"),
    _int("size", "tree size"),
    _text("note", "signed C2SP checkpoint"),
    PrimaryKeyConstraint("log", "size"),
    comment="log: signed heads, kept so that what used one reprints to the same bytes",
    info={"kind": "log"},
)

DISCLOSURE = Table(
    "disclosure",
    METADATA,
    _text("digest", "SD-JWT digest in the entry"),
    _text("log", "log of the entry"),
    _int("idx", "position of the entry"),
    _text("text", "the encoded disclosure: salt, pointer, value"),
    PrimaryKeyConstraint("digest"),
    Index(None, "log", "idx"),
    comment="vault: the values behind commitments; the only thing that can be erased",
    info={"kind": "vault"},
)

LINK = Table(
    "entry_link",
    METADATA,
    _text("hash", "leaf hash of an entry, base64url"),
    _text("after", "leaf hash of an entry that it follows"),
    PrimaryKeyConstraint("hash", "after"),
    Index(None, "after"),
    comment="projection: which entry follows which, from `after`",
    info={"kind": "projection"},
)

ACCOUNT = Table(
    "account",
    METADATA,
    _text("staff", "opaque staff id"),
    _text("organisation", "where the person acts"),
    _text("name", "what the person types to say who it is"),
    _text("pin", "Argon2 hash of the PIN"),
    PrimaryKeyConstraint("staff", "organisation"),
    UniqueConstraint("organisation", "name"),
    comment="local: who may act on this node",
    info={"kind": "local"},
)

COMMAND = Table(
    "command",
    METADATA,
    _text("id", "command id of the client"),
    _text("log", "where its entries stand"),
    _text("request", "digest of the request: the same id with another one is refused"),
    _int("first", "position of its first entry"),
    _int("entries", "number of entries"),
    PrimaryKeyConstraint("id"),
    comment="local: what makes retries harmless",
    info={"kind": "local"},
)

PUBLISHED = Table(
    "published",
    METADATA,
    _text("path", "file under the publishing folder"),
    _text("digest", "SHA-256 of what was last written"),
    PrimaryKeyConstraint("path"),
    comment="local: what `publish` has written",
    info={"kind": "local"},
)

HANDOVER_LINK = Table(
    "handover_link",
    METADATA,
    _text("token", "SHA-256 of the token: the token itself is kept nowhere"),
    _text("organisation", "who handed over"),
    _text("hand_over", "the hand-over that it serves"),
    _text("lot", "the lot"),
    _text("made_at", "when"),
    _text("expires_at", "the first moment at which it is closed"),
    _text("revoked_at", "when it was closed by a person", null=True),
    PrimaryKeyConstraint("token"),
    Index(None, "organisation"),
    comment="local: links to data handed over, until they expire",
    info={"kind": "local"},
)

HANDOVER_FETCH = Table(
    "handover_fetch",
    METADATA,
    _text("id", "UUIDv7"),
    _text("token", "SHA-256 of the token"),
    _text("file", "what was fetched"),
    _text("at", "when"),
    PrimaryKeyConstraint("id"),
    Index(None, "token"),
    comment="local: every use of such a link",
    info={"kind": "local"},
)

DRAFT = Table(
    "draft",
    METADATA,
    _text("id", "what the person types: F-7KQ4M"),
    _text("organisation", "whose it is"),
    _text("head", "staff id of who will sign"),
    _text("sample", "the sample"),
    _text("protocol", "id of the protocol"),
    _text("version", "its version"),
    _text("observations", "what was filled in so far, as JSON"),
    _text("day", "day of the inspection"),
    _text("more", "blind or not, portion, laboratory, what it supersedes and why, as JSON"),
    _text("made_at", "when it was begun"),
    PrimaryKeyConstraint("id"),
    Index(None, "organisation"),
    comment="local: forms that are being filled in, until they are signed",
    info={"kind": "local"},
)

PRINTER = Table(
    "printer",
    METADATA,
    _text("organisation", "whose printer it is"),
    _text("name", "what people call it: oficina"),
    _text("host", "address that somebody typed; none for a printer that takes PDF", null=True),
    _int("port", "raw port"),
    _int("dots_per_inch", "how fine it prints"),
    _text("medium", "what usually lies in it", null=True),
    _text("correction", "dx, dy, sx, sy, rotation as decimal text, in JSON"),
    PrimaryKeyConstraint("organisation", "name"),
    comment="local: printers of this node's organisations",
    info={"kind": "local"},
)

TABLE_OF: dict[type[Row], Table] = {}


def _projection(row: type[Row], name: str, comment: str, *more: Any) -> Table:
    """Return the table of a row type: the same names, types from the annotations."""
    columns = [
        Column(
            field.name,
            column_type(str(_hint(field.type))),
            nullable=str(field.type).endswith("| None"),
        )
        for field in fields(row)
    ]
    table = Table(
        name,
        METADATA,
        *columns,
        PrimaryKeyConstraint(*row.KEY),
        *more,
        comment=f"projection: {comment}",
        info={"kind": "projection"},
    )
    TABLE_OF[row] = table
    return table


def _hint(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) and not hasattr(hint, "__args__") else str(hint)


_projection(parties.Organisation, "organisation", "organisations, ours and outside",
            Index(None, "part_of"))  # fmt: skip
_projection(parties.Staff, "staff", "members of staff")
_projection(parties.Household, "household", "farming families", Index(None, "organisation"))
_projection(parties.Person, "person", "persons of households", Index(None, "household"))
_projection(parties.Membership, "membership", "who belongs where, from when to when",
            Index(None, "organisation"))  # fmt: skip
_projection(parties.Plot, "plot", "plot versions", Index(None, "household"))
_projection(parties.Place, "place", "places and vessels", Index(None, "organisation"))
_projection(parties.Profile, "profile", "what lots must pass", Index(None, "buyer"))
_projection(parties.Season, "season", "seasons of an organisation and crop")
_projection(parties.SchemeCertificate, "scheme_certificate", "certificates that claims lean on",
            Index(None, "organisation"))  # fmt: skip
_projection(parties.SchemeMember, "scheme_member", "who is listed on a scheme certificate",
            Index(None, "member"))  # fmt: skip
_projection(lots.Lot, "lot", "lots",
            Index(None, "organisation", "day"), Index(None, "step"),
            CheckConstraint("made_g >= 0", name="made_not_negative"))  # fmt: skip
_projection(lots.DeliveryLine, "delivery_line", "where delivered lots came from",
            Index(None, "organisation", "pad"), Index(None, "organisation", "day"),
            Index(None, "household"))  # fmt: skip
_projection(gate.PadReceipt, "pad_receipt", "sheets of pads that were used", Index(None, "pad"))
_projection(gate.LotPrice, "lot_price", "what is paid for a lot")
_projection(gate.Estimate, "estimate", "harvests that are expected", Index(None, "household"))
_projection(lots.Batch, "batch", "boxes, dryers, mill runs, sortings",
            Index(None, "organisation", "state"), Index(None, "place", "vessel"))  # fmt: skip
_projection(lots.BatchNote, "batch_note", "notes on batches", Index(None, "batch"))
_projection(lots.BatchCheck, "batch_check", "process checks of beans", Index(None, "batch"))
_projection(lots.Flow, "flow", "grams into, out of and lost in each step",
            Index("ix_flow_step", "step", "way", "lot", "grams"),
            Index("ix_flow_lot", "lot", "way", "step", "grams"))  # fmt: skip
_projection(lots.Count, "lot_count", "lots that were weighed again")
_projection(lots.Sack, "sack", "numbered packages", Index(None, "lot"))
_projection(lots.Found, "found", "where and when beans without shares were kept",
            Index(None, "organisation", "place"))  # fmt: skip
_projection(quality.Sample, "sample", "samples", Index(None, "lot"), Index(None, "number"),
            Index(None, "blind"))  # fmt: skip
_projection(quality.Inspection, "inspection", "signed evaluations", Index(None, "lot"),
            Index(None, "sample"), Index(None, "signature"))  # fmt: skip
_projection(quality.Decision, "decision", "certified, downgraded, rejected", Index(None, "lot"))
_projection(quality.Hold, "hold", "holds and recalls", Index(None, "subject"))
_projection(quality.Reported, "reported", "results printed by outside bodies", Index(None, "lot"))
_projection(custody.Dispatch, "dispatch", "departures", Index(None, "number"), Index(None, "act"))
_projection(custody.DispatchLine, "dispatch_line", "lots of departures", Index(None, "lot"))
_projection(custody.Certificate, "certificate", "certificates issued", Index(None, "lot"),
            Index(None, "number"))  # fmt: skip
_projection(custody.Correction, "correction", "acts that were corrected or withdrawn")
_projection(custody.HandOver, "hand_over", "who was given data of origin", Index(None, "lot"))
_projection(labels.LabelJob, "label_job", "jobs of labels", Index(None, "organisation", "medium"),
            Index(None, "number"), Index(None, "resumes"))  # fmt: skip
_projection(labels.LabelRange, "label_range", "labels that jobs sent to paper",
            Index(None, "subject"))  # fmt: skip
_projection(labels.LabelVoid, "label_void", "labels that count no more", Index(None, "lot"))
_projection(custody.OtherName, "other_name", "what others call things", Index(None, "name"))
_projection(custody.Paper, "paper", "documents behind entries", Index(None, "number"),
            Index(None, "subject"), Index(None, "hash"))  # fmt: skip
_projection(reports.Report, "report", "what outside organisations said", Index(None, "about"))
_projection(reports.VouchedKey, "vouched_key", "keys of outside organisations")
_projection(reports.Confirmation, "confirmation", "arrivals confirmed by the receiver's own log")

PROJECTIONS = [table for table in METADATA.sorted_tables if table.info["kind"] == "projection"]
