"""Events: who did what to whom; what is in the store already has none until it is read anew."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_DATE = ("when", "when_precision", "when_method", "when_earliest", "when_latest")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "events",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("article", sa.Text, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *_place(required=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("type", sa.Text),
        sa.Column("modality", sa.Text, nullable=False),
        *_words("actor"),
        sa.Column("actor_mention", sa.Integer),
        *_words("place"),
        *(sa.Column(name, sa.Text) for name in _DATE),
        sa.Column("statement", sa.Text, sa.ForeignKey("statements.id")),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.UniqueConstraint("id", name="events_id"),
    )
    op.create_index("events_by_article", "events", ["article", "position"])
    op.create_index("events_by_statement", "events", ["statement"])
    op.create_index("events_by_type", "events", ["type", "id"])
    op.create_table(
        "recipients",
        *_key("position"),
        *_place(required=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("mention", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_evidence",
        *_key("role", "position"),
        *_place(required=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("found_in", sa.Text),
        sa.Column("name", sa.Text),
        sqlite_with_rowid=False,
    )


def _key(*names: str) -> list[sa.Column[str] | sa.Column[int]]:
    owner = sa.Column("event", sa.Text, sa.ForeignKey("events.id"), primary_key=True)
    kinds = {"role": sa.Text, "position": sa.Integer}
    return [owner, *(sa.Column(it, kinds[it], primary_key=True, autoincrement=False) for it in names)]


def _place(*, required: bool) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=not required) for name in ("start", "end")]


def _words(name: str) -> list[sa.Column[str] | sa.Column[int]]:
    return [
        sa.Column(name, sa.Text),
        sa.Column(f"{name}_start", sa.Integer),
        sa.Column(f"{name}_end", sa.Integer),
    ]
