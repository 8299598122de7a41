"""The manager's paper: jobs of labels, what came out of them, what is void, and printers.

The projection of label jobs gained fields; ``acopio`` folds it again from log and vault.

Revision: 0004, after: 0003
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.drop_table("label_job")
    op.create_table(
        "label_job",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("copies", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("printer", sa.Text(), nullable=True),
        sa.Column("good", sa.BigInteger(), nullable=True),
        sa.Column("resumes", sa.Text(), nullable=True),
        sa.Column("resumed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_job")),
        comment="projection: jobs of labels",
        info={"kind": "projection"},
    )
    op.create_index(
        op.f("ix_label_job_organisation_medium"), "label_job", ["organisation", "medium"]
    )
    op.create_index(op.f("ix_label_job_number"), "label_job", ["number"])
    op.create_index(op.f("ix_label_job_resumes"), "label_job", ["resumes"])

    op.create_table(
        "label_range",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("printing", sa.BigInteger(), nullable=False),
        sa.Column("good", sa.BigInteger(), nullable=True),
        sa.Column("most_good", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("job", "place", name=op.f("pk_label_range")),
        comment="projection: labels that jobs sent to paper",
        info={"kind": "projection"},
    )
    op.create_index(op.f("ix_label_range_subject"), "label_range", ["subject"])

    op.create_table(
        "label_void",
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("act", name=op.f("pk_label_void")),
        comment="projection: labels that count no more",
        info={"kind": "projection"},
    )
    op.create_index(op.f("ix_label_void_lot"), "label_void", ["lot"])

    op.create_table(
        "printer",
        sa.Column("organisation", sa.Text(), nullable=False, comment="whose printer it is"),
        sa.Column("name", sa.Text(), nullable=False, comment="what people call it: oficina"),
        sa.Column(
            "host",
            sa.Text(),
            nullable=True,
            comment="address that somebody typed; none for a printer that takes PDF",
        ),
        sa.Column("port", sa.BigInteger(), nullable=False, comment="raw port"),
        sa.Column("dots_per_inch", sa.BigInteger(), nullable=False, comment="how fine it prints"),
        sa.Column("medium", sa.Text(), nullable=True, comment="what usually lies in it"),
        sa.Column(
            "correction",
            sa.Text(),
            nullable=False,
            comment="dx, dy, sx, sy, rotation as decimal text, in JSON",
        ),
        sa.PrimaryKeyConstraint("organisation", "name", name=op.f("pk_printer")),
        comment="local: printers of this node's organisations",
        info={"kind": "local"},
    )


def downgrade() -> None:
    raise NotImplementedError("a ledger does not go back: restore the copy made before the upgrade")
