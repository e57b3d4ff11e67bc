"""A seal on each capture's row: over what its id does not hold, which nothing else on record shows."""

import sqlalchemy as sa
from alembic import op

from onrecord.model import content_id
from onrecord.store.migrations.kinds import TEXT

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the column, and seal the captures that are there as they are."""
    op.add_column("captures", sa.Column("seal", TEXT))
    sealed: list[sa.ColumnClause[str | None]] = [
        sa.column(name) for name in ("id", "media_type", "charset", "captured", "activity")
    ]
    rows = op.get_bind().execute(sa.select(*sealed).select_from(sa.table("captures"))).all()
    seals = [{"identity": row[0], "made": content_id("seal", *row)} for row in rows]
    if seals:
        op.get_bind().execute(sa.text("UPDATE captures SET seal = :made WHERE id = :identity"), seals)
