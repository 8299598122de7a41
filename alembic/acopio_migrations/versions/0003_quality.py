"""The inspector's room: panels, portions, standing, disputes, what a decision judged, drafts.

Projections whose rows gained fields are dropped; ``acopio`` folds them again from log and vault.

Revision: 0003, after: 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DROPPED = ("decision", "inspection", "profile", "reported", "sample", "staff")
"""Projections: made anew below, and folded again afterwards."""


def upgrade() -> None:
    for table in DROPPED:
        op.drop_table(table)
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
        sa.Column("leaf", sa.Text(), nullable=False),
        sa.Column("judged", sa.Text(), nullable=False),
        sa.Column("retest", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        comment="projection: certified, downgraded, rejected",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_lot"), ["lot"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Text(), nullable=False, comment="what the person types: F-7KQ4M"),
        sa.Column("organisation", sa.Text(), nullable=False, comment="whose it is"),
        sa.Column("head", sa.Text(), nullable=False, comment="staff id of who will sign"),
        sa.Column("sample", sa.Text(), nullable=False, comment="the sample"),
        sa.Column("protocol", sa.Text(), nullable=False, comment="id of the protocol"),
        sa.Column("version", sa.Text(), nullable=False, comment="its version"),
        sa.Column(
            "observations", sa.Text(), nullable=False, comment="what was filled in so far, as JSON"
        ),
        sa.Column("day", sa.Text(), nullable=False, comment="day of the inspection"),
        sa.Column(
            "more",
            sa.Text(),
            nullable=False,
            comment="blind or not, portion, laboratory, what it supersedes and why, as JSON",
        ),
        sa.Column("made_at", sa.Text(), nullable=False, comment="when it was begun"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        comment="local: forms that are being filled in, until they are signed",
        info={"kind": "local"},
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_organisation"), ["organisation"], unique=False)

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
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("supersedes", sa.Text(), nullable=True),
        sa.Column("panel", sa.Text(), nullable=False),
        sa.Column("credentials", sa.Text(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("portion", sa.Text(), nullable=True),
        sa.Column("laboratory", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("disputed", sa.Text(), nullable=True),
        sa.Column("disputed_by", sa.Text(), nullable=True),
        sa.Column("disputed_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        comment="projection: signed evaluations",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_lot"), ["lot"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_sample"), ["sample"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_signature"), ["signature"], unique=False)

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
        sa.Column("buyer", sa.Text(), nullable=True),
        sa.Column("panel", sa.BigInteger(), nullable=True),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("sampler_apart", sa.Boolean(), nullable=False),
        sa.Column("retest", sa.Text(), nullable=True),
        sa.Column("retest_since", sa.Text(), nullable=True),
        sa.Column("approval", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        comment="projection: what lots must pass",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("profile", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_buyer"), ["buyer"], unique=False)

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
        sa.Column("reporter", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported")),
        comment="projection: results printed by outside bodies",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("reported", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reported_lot"), ["lot"], unique=False)

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
        sa.Column("portions", sa.Text(), nullable=False),
        sa.Column("opened_sacks", sa.BigInteger(), nullable=False),
        sa.Column("of_sacks", sa.BigInteger(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("drawn_by_outside", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
        comment="projection: samples",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("sample", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sample_blind"), ["blind"], unique=False)
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
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", "organisation", name=op.f("pk_staff")),
        comment="projection: members of staff",
        info={"kind": "projection"},
    )


def downgrade() -> None:
    raise NotImplementedError("a ledger does not go back: restore the copy made before the upgrade")
