"""The tables as they are now; how an older file gets there stands in migrations/versions.

Ids are the content ids of the model, so that a row says the same in every store. `position` is the
place in the article's or statement's own order, `[start, end)` are code points of `articles.text`.
`number` exists for the full-text indexes alone and means nothing outside the file.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

#: The newest revision in migrations/versions (a test holds the two together).
HEAD = "0014"

#: What `published`, `updated` and `said` have beside their value.
DATE_PARTS = ("precision", "method", "earliest", "latest")

metadata = MetaData()


def date_columns(name: str) -> list[str]:
    """Name the columns of a date: its value's first."""
    return [name, *(f"{name}_{part}" for part in DATE_PARTS)]


def text_column(name: str, *, required: bool = False) -> Column[str]:
    """Make a column of text."""
    return Column(name, Text, nullable=not required)


def day_column(made_of: str) -> Column[str]:
    """Make the column of the day that lists are sorted by; "" where no day is known.

    It is computed from other columns of its row when it is read, so that no row has to be written for it.
    """
    return Column("day", Text, Computed(made_of, persisted=False))


def _words(*, required: bool = True) -> list[Column[int] | Column[str]]:
    """Give the columns of words in a text: `[start, end)` and the words themselves."""
    return [
        Column("start", Integer, nullable=not required),
        Column("end", Integer, nullable=not required),
        Column("text", Text, nullable=not required),
    ]


def _date(name: str) -> list[Column[str]]:
    """Give the columns of a date: its value under `name`, and how it is known."""
    return [text_column(column) for column in date_columns(name)]


def _child(name: str, parent: str, *columns: Column[int] | Column[str] | Column[bool]) -> Table:
    """Define a table of ordered rows that belong to one row of `parent`, stored beside one another."""
    owner = Column(parent, Text, ForeignKey(f"{parent}s.id"), primary_key=True)
    return Table(name, metadata, owner, *columns, sqlite_with_rowid=False)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


def _role() -> Column[str]:
    return Column("role", Text, primary_key=True)


activities = Table(
    "activities",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("name", required=True),
    text_column("started", required=True),
    text_column("version", required=True),
    text_column("settings", required=True),
    text_column("model"),
    Index("activities_newest", "started", "id"),
)

#: One row (number 1): how often the store was written to. `store` is drawn by chance when the store is
#: made, so that no two stores are ever taken for one another in the same state.
changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    text_column("store", required=True),
    Column("count", Integer, nullable=False),
)

#: What is remembered of web addresses; no part of the record, and in no export.
visits = Table(
    "visits",
    metadata,
    Column("url", Text, primary_key=True),
    text_column("address", required=True),
    text_column("etag"),
    text_column("modified"),
    text_column("visited", required=True),
    text_column("not_before"),
    Column("failures", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: Digests of what was forgotten, and when; see `forgetting.py`.
forgotten = Table(
    "forgotten",
    metadata,
    Column("digest", Text, primary_key=True),
    text_column("kind", required=True),  # "capture", "content" or "address"
    text_column("when", required=True),
    sqlite_with_rowid=False,
)

#: Who decided or forgot what, when and from where; see `audit.py`.
audit_log = Table(
    "audit_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(text_column(name, required=True) for name in ("when", "who", "place", "action")),
    text_column("decision"),
    *(text_column(name, required=True) for name in ("about", "digest")),
)

contents = Table(
    "contents",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),  # bytes before compression
    text_column("compression", required=True),  # "zlib"
    Column("data", LargeBinary, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("path", required=True),
    text_column("key"),
    text_column("url"),
    text_column("media_type", required=True),
    text_column("charset"),
    Column("sha256", Text, ForeignKey("contents.sha256"), nullable=False),
    text_column("declared_title"),
    text_column("declared_publisher"),
    text_column("declared_author"),
    text_column("declared_published"),
    text_column("captured"),
    Column("activity", Text, ForeignKey("activities.id")),
    text_column("seal"),  # see `rows.seal_of`
    Index("captures_by_address", "path", "key", "id"),
    Index("captures_by_content", "sha256"),
)

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("capture", Text, ForeignKey("captures.id"), nullable=False),
    text_column("path", required=True),
    text_column("key"),
    Column("item", Integer, nullable=False),
    text_column("kind", required=True),
    text_column("url"),
    text_column("publisher"),
    text_column("title"),
    text_column("authors", required=True),  # a JSON list, which Datasette can facet by
    text_column("language"),
    *_date("published"),
    *_date("updated"),
    Column("truncated", Boolean, nullable=False),
    text_column("sha256", required=True),
    text_column("text", required=True),
    day_column("coalesce(published, published_latest, '')"),
    UniqueConstraint("id", name="articles_id"),
    Index("articles_by_address", "path", "key", "capture", "item"),
    Index("articles_by_capture", "capture", "item"),
    Index("articles_newest", "day", "id"),
    Index("articles_by_publisher", "publisher", "day", "id"),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("article", Text, ForeignKey("articles.id"), nullable=False),
    Column("position", Integer, nullable=False),
    text_column("kind", required=True),
    text_column("act", required=True),
    text_column("polarity", required=True),
    Column("score", Float, nullable=False),
    # What the content means: 128 signed bytes, a unit vector (`model.Statement.vector`).
    Column("vector", LargeBinary),
    # Deferred, because a statement may stand before the one it is reported inside of.
    Column("parent", Text, ForeignKey("statements.id", deferrable=True, initially="DEFERRED")),
    text_column("speaker"),
    text_column("speaker_kind"),
    text_column("speaker_as_printed"),
    # Of a source without a name; why it has none is a span.
    text_column("unnamed_description"),
    Column("unnamed_count", Integer),
    *_date("said"),
    # What follows is made from the rows above and from `spans`, to be read and searched by.
    text_column("source", required=True),
    text_column("cue", required=True),
    text_column("content", required=True),
    text_column("addressee", required=True),
    text_column("first_day"),
    text_column("last_day"),
    day_column("coalesce(last_day, '')"),
    UniqueConstraint("id", name="statements_id"),
    Index("statements_by_article", "article", "position"),
    Index("statements_by_parent", "parent"),
    Index("statements_by_day", "first_day", "last_day"),
    Index("statements_newest", "day", "id"),
    Index("statements_by_act", "act", "day", "id"),
    Index("statements_by_polarity", "polarity", "day", "id"),
    Index("statements_sorts", "id", "polarity", "kind"),
)

blocks = _child(
    "blocks", "article", _position(), *_words()[:2], text_column("kind", required=True)
)  # fmt: skip
mentions = _child(
    "mentions", "article", _position(), *_words(),
    text_column("type", required=True), text_column("form", required=True), text_column("entity"),
)  # fmt: skip
timexes = _child(
    "timexes", "article", _position(), *_words(), text_column("type", required=True), text_column("value")
)  # fmt: skip
spans = _child("spans", "statement", _role(), _position(), *_words())
hops = _child(
    "hops", "statement", _position(), text_column("name", required=True), text_column("kind", required=True),
    *_words(required=False), Column("inferred", Boolean, nullable=False),
)  # fmt: skip


def _evidence(parent: str) -> Table:
    words = [*_words(required=False)[:2], text_column("text", required=True)]
    return _child(
        f"{parent}_evidence",
        parent,
        _role(),
        _position(),
        *words,
        text_column("found_in"),
        text_column("name"),
    )


article_evidence = _evidence("article")
statement_evidence = _evidence("statement")

drops = Table(
    "drops",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("capture", Text, ForeignKey("captures.id")),
    Column("article", Text, ForeignKey("articles.id")),
    # Where the drop was handed in: "input" (without a capture), "capture", "article", "annotations".
    text_column("level", required=True),
    Column("position", Integer, nullable=False),
    text_column("stage", required=True),
    text_column("item", required=True),
    text_column("reason", required=True),
    Column("partial", Boolean, nullable=False),
    Index("drops_by_capture", "capture", "level", "position"),
    Index("drops_by_article", "article", "level", "position"),
    Index("drops_by_item", "item", "stage", "reason", "partial"),
)
