"""Full-text search over articles and statements, and the view that reads them in one line."""

from alembic import op

from onrecord.store.migrations.kinds import on_postgresql
from onrecord.store.migrations.tsvector import index_words, make_totals

revision = "0002"
down_revision = "0001"

#: Indexed columns of each table.
INDEXED = {"articles": ("title", "text"), "statements": ("content", "speaker")}

# Day and publisher first, so that the view reads as a list of who said what, when and where.
WHO_SAID_WHAT = """
CREATE VIEW who_said_what AS
SELECT
    coalesce(statements.said, articles.published) AS day,
    articles.publisher,
    statements.speaker,
    statements.cue,
    statements.polarity,
    statements.content,
    statements.kind,
    statements.act,
    statements.said,
    articles.published,
    articles.title,
    articles.path,
    articles.key,
    articles.id AS article,
    statements.id AS statement
FROM statements JOIN articles ON articles.id = statements.article
"""


def upgrade() -> None:
    """Index what is there, and keep the indexes in step by triggers."""
    if on_postgresql():
        make_totals()
    for table, columns in INDEXED.items():
        if on_postgresql():
            index_words(table, columns)
        else:
            _index(table, columns)
    op.execute(WHO_SAID_WHAT)


def _index(table: str, columns: tuple[str, ...]) -> None:
    """Make an external-content FTS5 table; case and accents do not count in a search."""
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("old", "new"))
    add = f"INSERT INTO {table}_search (rowid, {names}) VALUES (new.number, {new});"
    remove = (
        f"INSERT INTO {table}_search ({table}_search, rowid, {names}) VALUES ('delete', old.number, {old});"
    )
    tokens = "unicode61 remove_diacritics 2"
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_search USING fts5("
        f"{names}, content='{table}', content_rowid='number', tokenize='{tokens}')"
    )
    op.execute(f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {add} END")
    op.execute(f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {remove} END")
    op.execute(f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN {remove} {add} END")
    op.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
