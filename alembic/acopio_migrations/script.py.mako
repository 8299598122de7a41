"""${message}

A migration imports nothing of ours. Log, vault and local tables are changed with care and never
lose a row; projections may be dropped and rebuilt. Alembic's batch mode drops triggers: create the
append-only triggers again after it. There is no way down for a table of the log.

Revision: ${up_revision}, after: ${down_revision | comma,n}
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision: str = ${repr(up_revision)}
down_revision: str | None = ${repr(down_revision)}
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    raise NotImplementedError("a ledger does not go back: restore the copy made before the upgrade")
