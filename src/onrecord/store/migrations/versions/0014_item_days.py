"""The days that each item of the corpus stages can be of, beside it; what is linked anew has them."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import TEXT

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the columns."""
    for name in ("first_day", "last_day"):
        op.add_column("link_items", sa.Column(name, TEXT))
