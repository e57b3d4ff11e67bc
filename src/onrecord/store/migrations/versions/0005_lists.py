"""What lists are sorted and searched by: days, weights, names over all articles, and a count of changes."""

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import HELD, TEXT, index_long, make_functions, on_postgresql
from onrecord.store.migrations.tsvector import index_words

revision = "0005"
down_revision = "0004"

# As in schema_links.py at this revision.
_GROUP_DAY = (
    "coalesce(json_extract(record, '$.last_day'), json_extract(record, '$.said.value'), "
    "json_extract(record, '$.said.latest'), '')"
)
_GROUP_SIZE = (
    "coalesce(json_array_length(record, '$.statements'), json_array_length(record, '$.articles'), 0)"
)
_POSTGRESQL_DAY = (
    "coalesce(record_json(record) ->> 'last_day', record_json(record) #>> '{said,value}', "
    "record_json(record) #>> '{said,latest}', '')"
)
_POSTGRESQL_SIZE = (
    "coalesce(record_length(record_json(record) -> 'statements'), "
    "record_length(record_json(record) -> 'articles'), 0)"
)
_TOTALS = """
INSERT INTO name_totals (item, form, text, count)
SELECT item, form, text, sum(count) FROM name_counts GROUP BY item, form, text
"""
_WEIGHTS = """
UPDATE groups SET weight = coalesce((
    SELECT sum(name_totals.count) FROM group_members
    JOIN name_totals ON name_totals.item = group_members.item AND name_totals.form = 'name'
    WHERE group_members."group" = groups.id
), 0) WHERE stage = 'entities'
"""
_ABOUT = """
INSERT INTO about_names (statement, item, day)
SELECT DISTINCT statements.id, mention_names.item, statements.day FROM mention_names
JOIN mentions ON mentions.article = mention_names.article AND mentions.position = mention_names.position
JOIN statements ON statements.article = mention_names.article
JOIN spans ON spans.statement = statements.id AND spans.role = 'content'
    AND spans.start <= mentions.start AND mentions."end" <= spans."end"
"""
_LINK_DAYS = """
UPDATE link_pairs SET day = coalesce((
    SELECT day FROM statements WHERE statements.id = {by}
), '') WHERE relation IS NOT NULL
"""


def upgrade() -> None:
    """Make the columns and indexes, and fill them from what is there."""
    if on_postgresql():
        make_functions()
    _days()
    _totals()
    _groups()
    _links()
    changes = op.create_table(
        "changes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("store", TEXT, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.bulk_insert(changes, [{"number": 1, "store": secrets.token_hex(8), "count": 0}])


def _computed(table: str, name: str, kind: sa.types.TypeEngine[Any], made_of: str) -> None:
    # This PostgreSQL computes when it writes.
    op.add_column(table, sa.Column(name, kind, sa.Computed(made_of, persisted=on_postgresql())))


def _days() -> None:
    _computed("articles", "day", TEXT, "coalesce(published, published_latest, '')")
    op.create_index("articles_newest", "articles", ["day", "id"])
    by_publisher = f"left(publisher, {HELD}), day, id"
    index_long("articles_by_publisher", "articles", ["publisher", "day", "id"], postgresql=by_publisher)
    _computed("statements", "day", TEXT, "coalesce(last_day, '')")
    op.create_index("statements_newest", "statements", ["day", "id"])
    op.create_index("statements_by_act", "statements", ["act", "day", "id"])
    op.create_index("statements_by_polarity", "statements", ["polarity", "day", "id"])
    op.create_index("activities_newest", "activities", ["started", "id"])
    op.create_index("judgements_newest", "judgements", ["when", "id"])
    for table, owner in (("name_counts", "article"), ("speaker_names", "statement")):
        op.add_column(table, sa.Column("day", TEXT, nullable=False, server_default=""))
        of_owner = f"SELECT day FROM {owner}s WHERE {owner}s.id = {table}.{owner}"
        op.execute(f"UPDATE {table} SET day = coalesce(({of_owner}), '')")
        op.drop_index(f"{table}_by_item", table)
        op.create_index(f"{table}_by_item", table, ["item", "day", owner])


def _totals() -> None:
    op.create_table(
        "name_totals",
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, TEXT, nullable=False) for name in ("item", "form", "text")),
        sa.Column("count", sa.Integer, nullable=False),
        *([] if on_postgresql() else [sa.UniqueConstraint("item", "form", "text", name="name_totals_words")]),
    )
    if on_postgresql():
        op.execute("CREATE UNIQUE INDEX name_totals_words ON name_totals (item, form, md5(text))")
    op.execute(_TOTALS)
    if on_postgresql():
        index_words("name_totals", ("text",))
    else:
        _index_names()
    op.create_table(
        "about_names",
        sa.Column("statement", TEXT, sa.ForeignKey("statements.id"), primary_key=True),
        sa.Column("item", TEXT, primary_key=True),
        sa.Column("day", TEXT, nullable=False, server_default=""),
        sqlite_with_rowid=False,
    )
    op.create_index("about_names_by_item", "about_names", ["item", "day", "statement"])
    op.execute(_ABOUT)


def _index_names() -> None:
    """Index the words of names; a count alone, which changes often, changes nothing of it."""
    add = "INSERT INTO name_totals_search (rowid, text) VALUES (new.number, new.text);"
    remove = (
        "INSERT INTO name_totals_search (name_totals_search, rowid, text) "
        "VALUES ('delete', old.number, old.text);"
    )
    op.execute(
        "CREATE VIRTUAL TABLE name_totals_search USING fts5("
        "text, content='name_totals', content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(f"CREATE TRIGGER name_totals_added AFTER INSERT ON name_totals BEGIN {add} END")
    op.execute(f"CREATE TRIGGER name_totals_removed AFTER DELETE ON name_totals BEGIN {remove} END")
    op.execute("INSERT INTO name_totals_search (name_totals_search) VALUES ('rebuild')")


def _groups() -> None:
    server = on_postgresql()
    kind = "record_json(record) ->> 'kind'" if server else "json_extract(record, '$.kind')"
    _computed("groups", "kind", TEXT, kind)
    _computed("groups", "day", TEXT, _POSTGRESQL_DAY if server else _GROUP_DAY)
    _computed("groups", "size", sa.Integer(), _POSTGRESQL_SIZE if server else _GROUP_SIZE)
    op.add_column("groups", sa.Column("weight", sa.Integer, nullable=False, server_default=sa.text("0")))
    op.execute(_WEIGHTS)
    op.create_index("groups_newest", "groups", ["stage", "day", "id"])
    op.create_index("groups_by_size", "groups", ["stage", "size", "id"])
    op.create_index("groups_by_weight", "groups", ["stage", "weight", "id"])
    op.create_index("groups_by_kind", "groups", ["stage", "kind", "weight", "id"])


def _links() -> None:
    server = on_postgresql()
    relation = "record_json(data) ->> 'relation'" if server else "json_extract(data, '$.relation')"
    _computed("link_pairs", "relation", TEXT, relation)
    op.add_column("link_pairs", sa.Column("day", TEXT, nullable=False, server_default=""))
    by = "record_json(link_pairs.data) ->> 'by'" if server else "json_extract(link_pairs.data, '$.by')"
    op.execute(_LINK_DAYS.format(by=by))
    linked = sa.text("relation IS NOT NULL")
    columns = ["stage", "day", "a", "b"]
    op.create_index("link_pairs_newest", "link_pairs", columns, sqlite_where=linked, postgresql_where=linked)
