"""The tables of the ledger.

A migration imports nothing of ours. Log, vault and local tables are changed with care and never
lose a row; projections may be dropped and rebuilt. Alembic's batch mode drops triggers: create the
append-only triggers again after it. There is no way down for a table of the log.

Revision: 0001, after:
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:  # noqa: PLR0915 - one statement for each table and index
    op.create_table(
        "account",
        sa.Column("staff", sa.Text(), nullable=False, comment="opaque staff id"),
        sa.Column("organisation", sa.Text(), nullable=False, comment="where the person acts"),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="what the person types to say who it is"
        ),
        sa.Column("pin", sa.Text(), nullable=False, comment="Argon2 hash of the PIN"),
        sa.PrimaryKeyConstraint("staff", "organisation", name=op.f("pk_account")),
        sa.UniqueConstraint("organisation", "name", name=op.f("uq_account_organisation_name")),
        comment="local: who may act on this node",
        info={"kind": "local"},
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("vessel", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Text(), nullable=True),
        sa.Column("taken_g", sa.BigInteger(), nullable=False),
        sa.Column("given_g", sa.BigInteger(), nullable=False),
        sa.Column("weighed_g", sa.BigInteger(), nullable=False),
        sa.Column("loss_g", sa.BigInteger(), nullable=False),
        sa.Column("claims", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        comment="projection: boxes, dryers, mill runs, sortings",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_batch_organisation_state"), ["organisation", "state"], unique=False
        )

    op.create_table(
        "batch_note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_note")),
        comment="projection: notes on batches",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("batch_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_batch_note_batch"), ["batch"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("history_root", sa.Text(), nullable=False),
        sa.Column("leaf", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        comment="projection: certificates issued",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_lot"), ["lot"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_number"), ["number"], unique=False)

    op.create_table(
        "checkpoint",
        sa.Column("log", sa.Text(), nullable=False, comment="the log"),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="tree size"),
        sa.Column("note", sa.Text(), nullable=False, comment="signed C2SP checkpoint"),
        sa.PrimaryKeyConstraint("log", "size", name=op.f("pk_checkpoint")),
        comment="log: signed heads, kept so that what used one reprints to the same bytes",
        info={"kind": "log"},
    )
    op.create_table(
        "command",
        sa.Column("id", sa.Text(), nullable=False, comment="command id of the client"),
        sa.Column("log", sa.Text(), nullable=False, comment="where its entries stand"),
        sa.Column(
            "request",
            sa.Text(),
            nullable=False,
            comment="digest of the request: the same id with another one is refused",
        ),
        sa.Column("first", sa.BigInteger(), nullable=False, comment="position of its first entry"),
        sa.Column("entries", sa.BigInteger(), nullable=False, comment="number of entries"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
        comment="local: what makes retries harmless",
        info={"kind": "local"},
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("inspections", sa.Text(), nullable=False),
        sa.Column("by_staff", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        comment="projection: certified, downgraded, rejected",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_lot"), ["lot"], unique=False)

    op.create_table(
        "delivery_line",
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("received_g", sa.BigInteger(), nullable=False),
        sa.Column("payable_g", sa.BigInteger(), nullable=False),
        sa.Column("pad", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("household", sa.Text(), nullable=True),
        sa.Column("plots", sa.Text(), nullable=True),
        sa.Column("plots_known", sa.Text(), nullable=False),
        sa.Column("harvest_from", sa.Text(), nullable=True),
        sa.Column("harvest_to", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("lot", name=op.f("pk_delivery_line")),
        comment="projection: where delivered lots came from",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("delivery_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_line_household"), ["household"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_delivery_line_organisation_day"), ["organisation", "day"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_delivery_line_organisation_pad"), ["organisation", "pad"], unique=False
        )

    op.create_table(
        "disclosure",
        sa.Column("digest", sa.Text(), nullable=False, comment="SD-JWT digest in the entry"),
        sa.Column("log", sa.Text(), nullable=False, comment="log of the entry"),
        sa.Column("idx", sa.BigInteger(), nullable=False, comment="position of the entry"),
        sa.Column(
            "text",
            sa.Text(),
            nullable=False,
            comment="the encoded disclosure: salt, pointer, value",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_disclosure")),
        comment="vault: the values behind commitments; the only thing that can be erased",
        info={"kind": "vault"},
    )
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disclosure_log_idx"), ["log", "idx"], unique=False)

    op.create_table(
        "dispatch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("to_organisation", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("to_place", sa.Text(), nullable=True),
        sa.Column("vehicle", sa.Text(), nullable=True),
        sa.Column("seal", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        comment="projection: departures",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dispatch_number"), ["number"], unique=False)

    op.create_table(
        "dispatch_line",
        sa.Column("dispatch", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("sent_g", sa.BigInteger(), nullable=False),
        sa.Column("received_g", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("dispatch", "lot", name=op.f("pk_dispatch_line")),
        comment="projection: lots of departures",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("dispatch_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dispatch_line_lot"), ["lot"], unique=False)

    op.create_table(
        "entry",
        sa.Column("log", sa.Text(), nullable=False, comment="the log"),
        sa.Column("idx", sa.BigInteger(), nullable=False, comment="position, from 0"),
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="leaf hash, RFC 6962"),
        sa.Column("leaf", sa.Text(), nullable=False, comment="canonical JSON, exactly as hashed"),
        sa.Column("id", sa.Text(), nullable=False, comment="UUIDv7 of the entry"),
        sa.Column("cmd", sa.Text(), nullable=False, comment="command id of the client"),
        sa.Column("kind", sa.Text(), nullable=False, comment="kind of entry"),
        sa.CheckConstraint("idx >= 0", name=op.f("ck_entry_idx_not_negative")),
        sa.PrimaryKeyConstraint("log", "idx", name=op.f("pk_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_entry_hash")),
        sa.UniqueConstraint("id", name=op.f("uq_entry_id")),
        comment="log: the entries; never changed, never removed",
        info={"kind": "log"},
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_cmd"), ["cmd"], unique=False)

    op.create_table(
        "entry_link",
        sa.Column("hash", sa.Text(), nullable=False, comment="leaf hash of an entry, base64url"),
        sa.Column(
            "after", sa.Text(), nullable=False, comment="leaf hash of an entry that it follows"
        ),
        sa.PrimaryKeyConstraint("hash", "after", name=op.f("pk_entry_link")),
        comment="projection: which entry follows which, from `after`",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("entry_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_link_after"), ["after"], unique=False)

    op.create_table(
        "flow",
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("step", "way", "lot", name=op.f("pk_flow")),
        comment="projection: grams into, out of and lost in each step",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("flow", schema=None) as batch_op:
        batch_op.create_index("ix_flow_lot", ["lot", "way", "step", "grams"], unique=False)
        batch_op.create_index("ix_flow_step", ["step", "way", "lot", "grams"], unique=False)

    op.create_table(
        "hold",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("lifted", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        comment="projection: holds and recalls",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_subject"), ["subject"], unique=False)

    op.create_table(
        "household",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("district", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        comment="projection: farming families",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_household_organisation"), ["organisation"], unique=False
        )

    op.create_table(
        "inspection",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("sample", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=True),
        sa.Column("protocol", sa.Text(), nullable=False),
        sa.Column("protocol_version", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("working", sa.Text(), nullable=False),
        sa.Column("inspector", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("key_home", sa.Text(), nullable=False),
        sa.Column("drew_sample", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        comment="projection: signed evaluations",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_lot"), ["lot"], unique=False)

    op.create_table(
        "label_job",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("copy", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_job")),
        comment="projection: label jobs",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("label_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_label_job_lot"), ["lot"], unique=False)

    op.create_table(
        "log",
        sa.Column(
            "log", sa.Text(), nullable=False, comment="8 signs drawn when the log was opened"
        ),
        sa.Column("organisation", sa.Text(), nullable=False, comment="whose log it is"),
        sa.Column(
            "origin",
            sa.Text(),
            nullable=False,
            comment="identity in checkpoints: domain/log/prefix/log",
        ),
        sa.Column("vkey", sa.Text(), nullable=False, comment="key that verifies its checkpoints"),
        sa.Column("current", sa.Boolean(), nullable=False, comment="this node appends here"),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="number of entries"),
        sa.Column("root", sa.LargeBinary(), nullable=False, comment="RFC 6962 root of all entries"),
        sa.Column(
            "frontier", sa.LargeBinary(), nullable=False, comment="roots of the complete subtrees"
        ),
        sa.Column(
            "last_recorded_at",
            sa.Text(),
            nullable=True,
            comment="the latest recorded_at of its entries",
        ),
        sa.CheckConstraint("size >= 0", name=op.f("ck_log_size_not_negative")),
        sa.PrimaryKeyConstraint("log", name=op.f("pk_log")),
        sa.UniqueConstraint("origin", name=op.f("uq_log_origin")),
        comment="log: one row per organisation's log, with its head",
        info={"kind": "log"},
    )
    op.create_table(
        "lot",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("born", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("made_g", sa.BigInteger(), nullable=False),
        sa.Column("left_g", sa.BigInteger(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("certified", sa.Text(), nullable=False),
        sa.Column("rejected", sa.Text(), nullable=False),
        sa.Column("dispatch", sa.Text(), nullable=True),
        sa.Column("sacks", sa.BigInteger(), nullable=False),
        sa.Column("packed_g", sa.BigInteger(), nullable=False),
        sa.Column("harvest", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("process", sa.Text(), nullable=True),
        sa.CheckConstraint("left_g >= 0", name=op.f("ck_lot_left_not_negative")),
        sa.CheckConstraint("made_g > 0", name=op.f("ck_lot_made_positive")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_lot")),
        comment="projection: lots",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("lot", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lot_organisation_day"), ["organisation", "day"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_lot_step"), ["step"], unique=False)

    op.create_table(
        "membership",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("person", "organisation", "valid_from", name=op.f("pk_membership")),
        comment="projection: who belongs where, from when to when",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_organisation"), ["organisation"], unique=False
        )

    op.create_table(
        "organisation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("ruc", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("part_of", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("hosted_by", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("quintal_g", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        comment="projection: organisations, ours and outside",
        info={"kind": "projection"},
    )
    op.create_table(
        "other_name",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "kind", "name", name=op.f("pk_other_name")),
        comment="projection: what others call things",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("other_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_other_name_name"), ["name"], unique=False)

    op.create_table(
        "paper",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("hash", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("entry", "position", name=op.f("pk_paper")),
        comment="projection: documents behind entries",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_number"), ["number"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("household", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("document_type", sa.Text(), nullable=True),
        sa.Column("document_number", sa.Text(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=True),
        sa.Column("gender", sa.Text(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        comment="projection: persons of households",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_household"), ["household"], unique=False)

    op.create_table(
        "place",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("run_by", sa.Text(), nullable=True),
        sa.Column("vessels", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        comment="projection: places and vessels",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_organisation"), ["organisation"], unique=False)

    op.create_table(
        "plot",
        sa.Column("plot", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("household", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("crops", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("variety", sa.Text(), nullable=True),
        sa.Column("geometry", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("altitude", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("plot", "version", name=op.f("pk_plot")),
        comment="projection: plot versions",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("plot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plot_household"), ["household"], unique=False)

    op.create_table(
        "profile",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("limits", sa.Text(), nullable=False),
        sa.Column("qualification", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("valid_days", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        comment="projection: what lots must pass",
        info={"kind": "projection"},
    )
    op.create_table(
        "published",
        sa.Column("path", sa.Text(), nullable=False, comment="file under the publishing folder"),
        sa.Column("digest", sa.Text(), nullable=False, comment="SHA-256 of what was last written"),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_published")),
        comment="local: what `publish` has written",
        info={"kind": "local"},
    )
    op.create_table(
        "reported",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("protocol", sa.Text(), nullable=False),
        sa.Column("total", sa.Text(), nullable=True),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("graded_on", sa.Text(), nullable=True),
        sa.Column("expires_on", sa.Text(), nullable=True),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported")),
        comment="projection: results printed by outside bodies",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("reported", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reported_lot"), ["lot"], unique=False)

    op.create_table(
        "sack",
        sa.Column("packed_for", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("mass_g", sa.BigInteger(), nullable=True),
        sa.Column("packed_on", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("packed_for", "number", name=op.f("pk_sack")),
        comment="projection: numbered packages",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("sack", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sack_lot"), ["lot"], unique=False)

    op.create_table(
        "sample",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=True),
        sa.Column("mass_g", sa.BigInteger(), nullable=False),
        sa.Column("seals", sa.Text(), nullable=False),
        sa.Column("drawn_by", sa.Text(), nullable=True),
        sa.Column("blind", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
        comment="projection: samples",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("sample", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sample_lot"), ["lot"], unique=False)
        batch_op.create_index(batch_op.f("ix_sample_number"), ["number"], unique=False)

    op.create_table(
        "staff",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("key_text", sa.Text(), nullable=True),
        sa.Column("key_home", sa.Text(), nullable=True),
        sa.Column("credentials", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", "organisation", name=op.f("pk_staff")),
        comment="projection: members of staff",
        info={"kind": "projection"},
    )
    op.create_table(
        "tile",
        sa.Column("log", sa.Text(), nullable=False, comment="the log"),
        sa.Column("level", sa.BigInteger(), nullable=False, comment="0 = leaf hashes"),
        sa.Column("idx", sa.BigInteger(), nullable=False, comment="tile number in its level"),
        sa.Column(
            "hashes", sa.LargeBinary(), nullable=False, comment="up to 256 hashes of 32 bytes"
        ),
        sa.PrimaryKeyConstraint("log", "level", "idx", name=op.f("pk_tile")),
        comment="log: C2SP tlog-tiles, 256 wide; level 0 is written when full",
        info={"kind": "log"},
    )
    for table in APPEND_ONLY:
        _refuse_changes(table)


APPEND_ONLY = ("entry",)


def _refuse_changes(table: str) -> None:
    """Let the database itself refuse to change or remove what was appended."""
    for event in ("UPDATE", "DELETE"):
        name = f"{table}_no_{event.lower()}"
        if op.get_bind().dialect.name == "sqlite":
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: append only'); END"
            )
        else:
            op.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{table}: append only'; END $$"
            )
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_no_delete()"
        )


def downgrade() -> None:
    raise NotImplementedError("a ledger does not go back: restore the copy made before the upgrade")
