"""What the law asks on an organic sack: the control body's code, the holder's address.

Projections whose rows gained fields are dropped; ``acopio`` folds them again from log and vault.

Revision: 0005, after: 0004
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DROPPED = ("scheme_certificate",)
"""Projections: made anew below, and folded again afterwards."""


def upgrade() -> None:
    for table in DROPPED:
        op.drop_table(table)
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
        sa.Column("control_body", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_certificate")),
        comment="projection: certificates that claims lean on",
        info={"kind": "projection"},
    )
    with op.batch_alter_table("scheme_certificate", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scheme_certificate_organisation"), ["organisation"], unique=False
        )


def downgrade() -> None:
    raise NotImplementedError("a ledger does not go back: restore the copy made before the upgrade")
