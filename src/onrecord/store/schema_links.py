"""The tables of the corpus stages: `link.stage` says what items, pairs and groups are."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from onrecord.store.schema import day_column, metadata, text_column

#: The day of a story, or of an utterance, that lists are sorted by.
GROUP_DAY = (
    "coalesce(json_extract(record, '$.last_day'), json_extract(record, '$.said.value'), "
    "json_extract(record, '$.said.latest'), '')"
)
#: Statements of an utterance, articles of a story.
GROUP_SIZE = "coalesce(json_array_length(record, '$.statements'), json_array_length(record, '$.articles'), 0)"


def _day() -> Column[str]:
    """Make the column of the day of a row's article or statement, as lists of them are sorted by it."""
    return Column("day", Text, nullable=False, server_default="")


def _computed(name: str, kind: type[Text | Integer], made_of: str) -> Column[Any]:
    return Column(name, kind, Computed(made_of, persisted=False))


#: Articles that are not linked yet.
unlinked = Table("unlinked", metadata, Column("article", Text, ForeignKey("articles.id"), primary_key=True))

link_items = Table(
    "link_items",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("article", Text, ForeignKey("articles.id"), nullable=False),
    # The days that it can be of, before its keys: who asks for these alone reads no long row.
    text_column("first_day"),
    text_column("last_day"),
    Column("reach", Integer),
    text_column("keys", required=True),  # a JSON list, sorted
    text_column("body", required=True),  # a JSON object
    # With row numbers, since a body is long: without, each would have pages of its own (`migrations` 0011).
    Index("link_items_by_article", "stage", "article"),
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
    _day(),
    Index("name_counts_by_item", "item", "day", "article"),
    sqlite_with_rowid=False,
)
#: The same over all articles; `name_totals_search` indexes its text.
name_totals = Table(
    "name_totals",
    metadata,
    Column("number", Integer, primary_key=True),
    text_column("item", required=True),
    text_column("form", required=True),
    text_column("text", required=True),
    Column("count", Integer, nullable=False),
    UniqueConstraint("item", "form", "text", name="name_totals_words"),
)
#: The item that names the speaker of a statement.
speaker_names = Table(
    "speaker_names",
    metadata,
    Column("statement", Text, ForeignKey("statements.id"), primary_key=True),
    Column("item", Text, nullable=False),
    _day(),
    Index("speaker_names_by_item", "item", "day", "statement"),
    sqlite_with_rowid=False,
)
#: The items that a statement's content names or means.
about_names = Table(
    "about_names",
    metadata,
    Column("statement", Text, ForeignKey("statements.id"), primary_key=True),
    Column("item", Text, primary_key=True),
    _day(),
    Index("about_names_by_item", "item", "day", "statement"),
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
    # Of a link between two statements: what it is, and the day of the one that answers.
    _computed("relation", Text, "json_extract(data, '$.relation')"),
    _day(),
    Index("link_pairs_by_second", "stage", "b"),
    Index("link_pairs_newest", "stage", "day", "a", "b", sqlite_where=text("relation IS NOT NULL")),
    sqlite_with_rowid=False,
)
groups = Table(
    "groups",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("stage", required=True),
    text_column("record", required=True),  # a JSON object
    _computed("kind", Text, "json_extract(record, '$.kind')"),
    day_column(GROUP_DAY),
    _computed("size", Integer, GROUP_SIZE),
    # Of an entity: how often the record prints one of its names.
    Column("weight", Integer, nullable=False, server_default=text("0")),
    Index("groups_by_stage", "stage", "id"),
    Index("groups_newest", "stage", "day", "id"),
    Index("groups_by_size", "stage", "size", "id"),
    Index("groups_by_weight", "stage", "weight", "id"),
    Index("groups_by_kind", "stage", "kind", "weight", "id"),
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
    Index("judgements_newest", "when", "id"),
    sqlite_with_rowid=False,
)

#: One row (number 1): which version of the corpus stages made what stands in the tables above.
link_versions = Table(
    "link_versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    text_column("version", required=True),
)
