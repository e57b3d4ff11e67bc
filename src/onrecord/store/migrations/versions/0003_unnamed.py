"""What is said of a source without a name, beside its speaker; why it has none is one of the spans."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import TEXT

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; what is in the store already has none of it until it is read anew."""
    op.add_column("statements", sa.Column("unnamed_description", TEXT))
    op.add_column("statements", sa.Column("unnamed_count", sa.Integer))
