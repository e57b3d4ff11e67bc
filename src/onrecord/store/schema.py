"""The tables as they are now; how an older file gets there stands in migrations/versions.

Ids are the content ids of the model, so that a row says the same in every store. `position` is the
place in the article's or statement's own order, `[start, end)` are code points of `articles.text`.
`number` exists for the full-text indexes alone and means nothing outside the file.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
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
HEAD = "0004"

#: What `published`, `updated` and `said` have beside their value.
DATE_PARTS = ("precision", "method", "earliest", "latest")

metadata = MetaData()


def date_columns(name: str) -> list[str]:
    """Name the columns of a date: its value's first."""
    return [name, *(f"{name}_{part}" for part in DATE_PARTS)]


def _text(name: str, *, required: bool = False) -> Column[str]:
    return Column(name, Text, nullable=not required)


def _words(*, required: bool = True) -> list[Column[int] | Column[str]]:
    """Give the columns of words in a text: `[start, end)` and the words themselves."""
    return [
        Column("start", Integer, nullable=not required),
        Column("end", Integer, nullable=not required),
        Column("text", Text, nullable=not required),
    ]


def _date(name: str) -> list[Column[str]]:
    """Give the columns of a date: its value under `name`, and how it is known."""
    return [_text(column) for column in date_columns(name)]


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
    _text("name", required=True),
    _text("started", required=True),
    _text("version", required=True),
    _text("settings", required=True),
    _text("model"),
)

contents = Table(
    "contents",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),  # bytes before compression
    _text("compression", required=True),  # "zlib"
    Column("data", LargeBinary, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("id", Text, primary_key=True),
    _text("path", required=True),
    _text("key"),
    _text("url"),
    _text("media_type", required=True),
    _text("charset"),
    Column("sha256", Text, ForeignKey("contents.sha256"), nullable=False),
    _text("declared_title"),
    _text("declared_publisher"),
    _text("declared_author"),
    _text("declared_published"),
    _text("captured"),
    Column("activity", Text, ForeignKey("activities.id")),
    Index("captures_by_address", "path", "key", "id"),
    Index("captures_by_content", "sha256"),
)

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("capture", Text, ForeignKey("captures.id"), nullable=False),
    _text("path", required=True),
    _text("key"),
    Column("item", Integer, nullable=False),
    _text("kind", required=True),
    _text("url"),
    _text("publisher"),
    _text("title"),
    _text("authors", required=True),  # a JSON list, which Datasette can facet by
    _text("language"),
    *_date("published"),
    *_date("updated"),
    Column("truncated", Boolean, nullable=False),
    _text("sha256", required=True),
    _text("text", required=True),
    UniqueConstraint("id", name="articles_id"),
    Index("articles_by_address", "path", "key", "capture", "item"),
    Index("articles_by_capture", "capture", "item"),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("article", Text, ForeignKey("articles.id"), nullable=False),
    Column("position", Integer, nullable=False),
    _text("kind", required=True),
    _text("act", required=True),
    _text("polarity", required=True),
    Column("score", Float, nullable=False),
    # What the content means: 128 signed bytes, a unit vector (`model.Statement.vector`).
    Column("vector", LargeBinary),
    # Deferred, because a statement may stand before the one it is reported inside of.
    Column("parent", Text, ForeignKey("statements.id", deferrable=True, initially="DEFERRED")),
    _text("speaker"),
    _text("speaker_kind"),
    _text("speaker_as_printed"),
    # Of a source without a name; why it has none is a span.
    _text("unnamed_description"),
    Column("unnamed_count", Integer),
    *_date("said"),
    # What follows is made from the rows above and from `spans`, to be read and searched by.
    _text("source", required=True),
    _text("cue", required=True),
    _text("content", required=True),
    _text("addressee", required=True),
    _text("first_day"),
    _text("last_day"),
    UniqueConstraint("id", name="statements_id"),
    Index("statements_by_article", "article", "position"),
    Index("statements_by_parent", "parent"),
    Index("statements_by_day", "first_day", "last_day"),
)

blocks = _child(
    "blocks", "article", _position(), *_words()[:2], _text("kind", required=True)
)  # fmt: skip
mentions = _child(
    "mentions", "article", _position(), *_words(),
    _text("type", required=True), _text("form", required=True), _text("entity"),
)  # fmt: skip
timexes = _child(
    "timexes", "article", _position(), *_words(), _text("type", required=True), _text("value")
)  # fmt: skip
spans = _child("spans", "statement", _role(), _position(), *_words())
hops = _child(
    "hops", "statement", _position(), _text("name", required=True), _text("kind", required=True),
    *_words(required=False), Column("inferred", Boolean, nullable=False),
)  # fmt: skip


def _evidence(parent: str) -> Table:
    words = [*_words(required=False)[:2], _text("text", required=True)]
    return _child(
        f"{parent}_evidence", parent, _role(), _position(), *words, _text("found_in"), _text("name")
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
    _text("level", required=True),
    Column("position", Integer, nullable=False),
    _text("stage", required=True),
    _text("item", required=True),
    _text("reason", required=True),
    Column("partial", Boolean, nullable=False),
    Index("drops_by_capture", "capture", "level", "position"),
    Index("drops_by_article", "article", "level", "position"),
    Index("drops_by_item", "item", "stage", "reason", "partial"),
)

# What follows holds the corpus stages: `link.stage` says what items, pairs and groups are.

#: Articles that are not linked yet.
unlinked = Table("unlinked", metadata, Column("article", Text, ForeignKey("articles.id"), primary_key=True))

link_items = Table(
    "link_items",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("article", Text, ForeignKey("articles.id"), nullable=False),
    _text("keys", required=True),  # a JSON list, sorted
    _text("body", required=True),  # a JSON object
    Index("link_items_by_article", "stage", "article"),
    sqlite_with_rowid=False,
)
#: Items of the stage "entities" with the words that an article prints for them, and how often.
name_counts = Table(
    "name_counts",
    metadata,
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Column("item", Text, primary_key=True),
    Column("form", Text, primary_key=True),  # "name" or "description"
    Column("text", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Index("name_counts_by_item", "item"),
    sqlite_with_rowid=False,
)
#: The item that names the speaker of a statement.
speaker_names = Table(
    "speaker_names",
    metadata,
    Column("statement", Text, ForeignKey("statements.id"), primary_key=True),
    Column("item", Text, nullable=False),
    Index("speaker_names_by_item", "item"),
    sqlite_with_rowid=False,
)
#: The item that a mention is an instance of, by the mention's place in its article's list.
mention_names = Table(
    "mention_names",
    metadata,
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("item", Text, nullable=False),
    Index("mention_names_by_item", "item"),
    sqlite_with_rowid=False,
)
link_keys = Table(
    "link_keys",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    sqlite_with_rowid=False,
)
link_pairs = Table(
    "link_pairs",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("score", Float, nullable=False),
    Column("joins", Boolean, nullable=False),
    _text("data", required=True),  # a JSON object
    Index("link_pairs_by_second", "stage", "b"),
    sqlite_with_rowid=False,
)
groups = Table(
    "groups",
    metadata,
    Column("id", Text, primary_key=True),
    _text("stage", required=True),
    _text("record", required=True),  # a JSON object
    Index("groups_by_stage", "stage", "id"),
    sqlite_with_rowid=False,
)
group_members = Table(
    "group_members",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("group", Text, ForeignKey("groups.id"), nullable=False),
    # The id that the group would have if this were its smallest member, and had when it was.
    _text("alias", required=True),
    Index("group_members_by_group", "group", "item"),
    Index("group_members_by_alias", "alias"),
    sqlite_with_rowid=False,
)
judgements = Table(
    "judgements",
    metadata,
    Column("id", Text, primary_key=True),
    _text("decision", required=True),
    _text("stage", required=True),
    _text("a", required=True),
    _text("b"),
    _text("field"),
    _text("value"),
    _text("who", required=True),
    _text("when", required=True),
    Column("stands", Boolean, nullable=False),
    Index("judgements_by_first", "stage", "a"),
    Index("judgements_by_second", "stage", "b"),
    sqlite_with_rowid=False,
)

#: One row (number 1): which version of the corpus stages made what stands in the tables above.
link_versions = Table(
    "link_versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("version", required=True),
)
