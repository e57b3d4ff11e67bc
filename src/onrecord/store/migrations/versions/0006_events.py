"""Events: who did what to whom; what is in the store already has none until it is read anew."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import TEXT

revision = "0006"
down_revision = "0005"

_DATE = ("when", "when_precision", "when_method", "when_earliest", "when_latest")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "events",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("article", TEXT, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *_place(required=True),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("type", TEXT),
        sa.Column("modality", TEXT, nullable=False),
        *_words("actor"),
        sa.Column("actor_mention", sa.Integer),
        *_words("place"),
        *(sa.Column(name, TEXT) for name in _DATE),
        sa.Column("statement", TEXT, sa.ForeignKey("statements.id")),
        sa.Column("recipient", TEXT, nullable=False),
        sa.UniqueConstraint("id", name="events_id"),
    )
    op.create_index("events_by_article", "events", ["article", "position"])
    op.create_index("events_by_statement", "events", ["statement"])
    op.create_index("events_by_type", "events", ["type", "id"])
    op.create_table(
        "recipients",
        *_key("position"),
        *_place(required=True),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("mention", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_evidence",
        *_key("role", "position"),
        *_place(required=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("found_in", TEXT),
        sa.Column("name", TEXT),
        sqlite_with_rowid=False,
    )


def _key(*names: str) -> list[sa.Column[str] | sa.Column[int]]:
    owner = sa.Column("event", TEXT, sa.ForeignKey("events.id"), primary_key=True)
    kinds: dict[str, sa.types.TypeEngine[Any]] = {"role": TEXT, "position": sa.Integer()}
    return [owner, *(sa.Column(it, kinds[it], primary_key=True, autoincrement=False) for it in names)]


def _place(*, required: bool) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=not required) for name in ("start", "end")]


def _words(name: str) -> list[sa.Column[str] | sa.Column[int]]:
    return [
        sa.Column(name, TEXT),
        sa.Column(f"{name}_start", sa.Integer),
        sa.Column(f"{name}_end", sa.Integer),
    ]
