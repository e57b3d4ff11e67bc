"""The tables of events: who did what to whom, where and when, and in whose words."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from onrecord.store.schema import date_columns, metadata, text_column


def _words(name: str) -> list[Column[int] | Column[str]]:
    """Give the columns of one span that may be missing: the words under `name`, and where they stand."""
    return [text_column(name), Column(f"{name}_start", Integer), Column(f"{name}_end", Integer)]


events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("article", Text, ForeignKey("articles.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    text_column("text", required=True),
    text_column("type"),
    text_column("modality", required=True),
    *_words("actor"),
    # The mention of the article that the actor is, by its position: so it has an entity.
    Column("actor_mention", Integer),
    *_words("place"),
    *(text_column(name) for name in date_columns("when")),
    Column("statement", Text, ForeignKey("statements.id")),
    # The recipients' words, to be read and searched by.
    text_column("recipient", required=True),
    UniqueConstraint("id", name="events_id"),
    Index("events_by_article", "article", "position"),
    Index("events_by_statement", "statement"),
    Index("events_by_type", "type", "id"),
)

recipients = Table(
    "recipients",
    metadata,
    Column("event", Text, ForeignKey("events.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    text_column("text", required=True),
    Column("mention", Integer),
    sqlite_with_rowid=False,
)

event_evidence = Table(
    "event_evidence",
    metadata,
    Column("event", Text, ForeignKey("events.id"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer),
    Column("end", Integer),
    text_column("text", required=True),
    text_column("found_in"),
    text_column("name"),
    sqlite_with_rowid=False,
)
