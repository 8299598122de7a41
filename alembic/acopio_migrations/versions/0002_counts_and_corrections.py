"""What really happens between gate and sack: counts, corrections, seasons, schemes, reports.

Projections whose rows gained fields are dropped; ``acopio`` folds them again from log and vault.

Revision: 0002, after: 0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DROPPED = (
    "batch",
    "batch_note",
    "certificate",
    "dispatch",
    "dispatch_line",
    "flow",
    "lot",
    "organisation",
    "paper",
    "sample",
)
"""Projections: made anew below, and folded again afterwards."""


def upgrade() -> None:  # noqa: PLR0915 - one statement for each table and index
    for table in DROPPED:
        op.drop_table(table)
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
        sa.Column("lost", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        comment="projection: boxes, dryers, mill runs, sortings",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_batch_organisation_state"), ["organisation", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_batch_place_vessel"), ["place", "vessel"], unique=False
        )

    op.create_table(
        "batch_check",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("protocol", sa.Text(), nullable=False),
        sa.Column("beans", sa.BigInteger(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_check")),
        comment="projection: process checks of beans",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("batch_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_batch_check_batch"), ["batch"], unique=False)

    op.create_table(
        "batch_note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
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
        sa.Column("corrected_on", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        comment="projection: certificates issued",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_lot"), ["lot"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_number"), ["number"], unique=False)

    op.create_table(
        "confirmation",
        sa.Column("dispatch", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("vkey", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("dispatch", name=op.f("pk_confirmation")),
        comment="projection: arrivals confirmed by the receiver's own log",
        info={"kind": "projection"},
    )
    op.create_table(
        "correction",
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("by_staff", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("act", name=op.f("pk_correction")),
        comment="projection: acts that were corrected or withdrawn",
        info={"kind": "projection"},
    )
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
        sa.Column("act", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        comment="projection: departures",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dispatch_act"), ["act"], unique=False)
        batch_op.create_index(batch_op.f("ix_dispatch_number"), ["number"], unique=False)

    op.create_table(
        "dispatch_line",
        sa.Column("dispatch", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("sent_g", sa.BigInteger(), nullable=False),
        sa.Column("received_g", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("returned", sa.Text(), nullable=True),
        sa.Column("returned_g", sa.BigInteger(), nullable=False),
        sa.Column("reported_g", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("dispatch", "lot", name=op.f("pk_dispatch_line")),
        comment="projection: lots of departures",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("dispatch_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dispatch_line_lot"), ["lot"], unique=False)

    op.create_table(
        "estimate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("household", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("season", sa.Text(), nullable=False),
        sa.Column("begins", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimate")),
        comment="projection: harvests that are expected",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("estimate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_estimate_household"), ["household"], unique=False)

    op.create_table(
        "flow",
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("said_g", sa.BigInteger(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("segment", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("rate", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("step", "way", "lot", "act", name=op.f("pk_flow")),
        comment="projection: grams into, out of and lost in each step",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("flow", schema=None) as batch_op:
        batch_op.create_index("ix_flow_lot", ["lot", "way", "step", "grams"], unique=False)
        batch_op.create_index("ix_flow_step", ["step", "way", "lot", "grams"], unique=False)

    op.create_table(
        "found",
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kept_from", sa.Text(), nullable=False),
        sa.Column("kept_to", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("lot", name=op.f("pk_found")),
        comment="projection: where and when beans without shares were kept",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("found", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_found_organisation_place"), ["organisation", "place"], unique=False
        )

    op.create_table(
        "hand_over",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("plots", sa.BigInteger(), nullable=False),
        sa.Column("to_organisation", sa.Text(), nullable=True),
        sa.Column("to_text", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Text(), nullable=True),
        sa.Column("by_staff", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        comment="projection: who was given data of origin",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("hand_over", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_over_lot"), ["lot"], unique=False)

    op.create_table(
        "handover_fetch",
        sa.Column("id", sa.Text(), nullable=False, comment="UUIDv7"),
        sa.Column("token", sa.Text(), nullable=False, comment="SHA-256 of the token"),
        sa.Column("file", sa.Text(), nullable=False, comment="what was fetched"),
        sa.Column("at", sa.Text(), nullable=False, comment="when"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_fetch")),
        comment="local: every use of such a link",
        info={"kind": "local"},
    )
    with op.batch_alter_table("handover_fetch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_fetch_token"), ["token"], unique=False)

    op.create_table(
        "handover_link",
        sa.Column(
            "token",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the token: the token itself is kept nowhere",
        ),
        sa.Column("organisation", sa.Text(), nullable=False, comment="who handed over"),
        sa.Column("hand_over", sa.Text(), nullable=False, comment="the hand-over that it serves"),
        sa.Column("lot", sa.Text(), nullable=False, comment="the lot"),
        sa.Column("made_at", sa.Text(), nullable=False, comment="when"),
        sa.Column(
            "expires_at",
            sa.Text(),
            nullable=False,
            comment="the first moment at which it is closed",
        ),
        sa.Column("revoked_at", sa.Text(), nullable=True, comment="when it was closed by a person"),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_handover_link")),
        comment="local: links to data handed over, until they expire",
        info={"kind": "local"},
    )
    with op.batch_alter_table("handover_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_handover_link_organisation"), ["organisation"], unique=False
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
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("said_g", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.BigInteger(), nullable=False),
        sa.Column("lost", sa.Text(), nullable=False),
        sa.Column("certified", sa.Text(), nullable=False),
        sa.Column("rejected", sa.Text(), nullable=False),
        sa.Column("dispatch", sa.Text(), nullable=True),
        sa.Column("sacks", sa.BigInteger(), nullable=False),
        sa.Column("packed_g", sa.BigInteger(), nullable=False),
        sa.Column("harvest", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("process", sa.Text(), nullable=True),
        sa.CheckConstraint("made_g >= 0", name=op.f("ck_lot_made_not_negative")),
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
        "lot_count",
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("counted_g", sa.BigInteger(), nullable=False),
        sa.Column("said_g", sa.BigInteger(), nullable=False),
        sa.Column("book_g", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("lot", "number", name=op.f("pk_lot_count")),
        comment="projection: lots that were weighed again",
        info={"kind": "projection"},
    )
    op.create_table(
        "lot_price",
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("later", sa.Boolean(), nullable=False),
        sa.Column("amount", sa.Text(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("per", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("advance", sa.Text(), nullable=True),
        sa.Column("quintal_g", sa.BigInteger(), nullable=False),
        sa.Column("dry_g", sa.BigInteger(), nullable=True),
        sa.Column("dry", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("lot", name=op.f("pk_lot_price")),
        comment="projection: what is paid for a lot",
        info={"kind": "projection"},
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
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        comment="projection: organisations, ours and outside",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_part_of"), ["part_of"], unique=False)

    op.create_table(
        "pad_receipt",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("pad", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "pad", name=op.f("pk_pad_receipt")),
        comment="projection: sheets of pads that were used",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("pad_receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pad_receipt_pad"), ["pad"], unique=False)

    op.create_table(
        "paper",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("hash", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entry", "position", name=op.f("pk_paper")),
        comment="projection: documents behind entries",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_hash"), ["hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_subject"), ["subject"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("reporter", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("lots", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        comment="projection: what outside organisations said",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_about"), ["about"], unique=False)

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
        sa.Column("sent_to", sa.Text(), nullable=True),
        sa.Column("sent_on", sa.Text(), nullable=True),
        sa.Column("courier", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Text(), nullable=True),
        sa.Column("returned_g", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
        comment="projection: samples",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("sample", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sample_lot"), ["lot"], unique=False)
        batch_op.create_index(batch_op.f("ix_sample_number"), ["number"], unique=False)

    op.create_table(
        "scheme_certificate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("certifier", sa.Text(), nullable=False),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.Column("products", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=False),
        sa.Column("suspended_on", sa.Text(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_certificate")),
        comment="projection: certificates that claims lean on",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("scheme_certificate", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scheme_certificate_organisation"), ["organisation"], unique=False
        )

    op.create_table(
        "scheme_member",
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("certificate", "member", name=op.f("pk_scheme_member")),
        comment="projection: who is listed on a scheme certificate",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("scheme_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scheme_member_member"), ["member"], unique=False)

    op.create_table(
        "season",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("crop", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("begins", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "crop", "name", name=op.f("pk_season")),
        comment="projection: seasons of an organisation and crop",
        info={"kind": "projection"},
    )
    op.create_table(
        "vouched_key",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("vkey", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "vkey", name=op.f("pk_vouched_key")),
        comment="projection: keys of outside organisations",
        info={"kind": "projection"},
    )


def downgrade() -> None:
    raise NotImplementedError("a ledger does not go back: restore the copy made before the upgrade")
