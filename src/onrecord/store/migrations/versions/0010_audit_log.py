"""The audit log, which the database itself keeps from being changed."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import TEXT

revision = "0010"
down_revision = "0009"

_REFUSED = "the audit log is only added to"
_FUNCTION = f"""
CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$
"""


def upgrade() -> None:
    """Make the table and what guards it."""
    op.create_table(
        "audit_log",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("when", "who", "place", "action")),
        sa.Column("decision", TEXT),
        *(sa.Column(name, TEXT, nullable=False) for name in ("about", "digest")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_log_{change.lower()} BEFORE {change} ON audit_log "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            )
        # REPLACE takes the row before out without asking the trigger above.
        op.execute(
            "CREATE TRIGGER audit_log_replace BEFORE INSERT ON audit_log "
            "WHEN EXISTS (SELECT 1 FROM audit_log WHERE number = NEW.number) "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        )
        return
    op.execute(_FUNCTION)
    op.execute(
        "CREATE TRIGGER audit_log_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse()"
    )
