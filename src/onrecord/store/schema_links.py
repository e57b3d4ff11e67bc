"""The tables of the corpus stages: `link.stage` says what items, pairs and groups are."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text

from onrecord.store.schema import metadata, text_column

#: Articles that are not linked yet.
unlinked = Table("unlinked", metadata, Column("article", Text, ForeignKey("articles.id"), primary_key=True))

link_items = Table(
    "link_items",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("article", Text, ForeignKey("articles.id"), nullable=False),
    text_column("keys", required=True),  # a JSON list, sorted
    text_column("body", required=True),  # a JSON object
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
    text_column("data", required=True),  # a JSON object
    Index("link_pairs_by_second", "stage", "b"),
    sqlite_with_rowid=False,
)
groups = Table(
    "groups",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("stage", required=True),
    text_column("record", required=True),  # a JSON object
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
    text_column("alias", required=True),
    Index("group_members_by_group", "group", "item"),
    Index("group_members_by_alias", "alias"),
    sqlite_with_rowid=False,
)
judgements = Table(
    "judgements",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("decision", required=True),
    text_column("stage", required=True),
    text_column("a", required=True),
    text_column("b"),
    text_column("field"),
    text_column("value"),
    text_column("who", required=True),
    text_column("when", required=True),
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
    text_column("version", required=True),
)
