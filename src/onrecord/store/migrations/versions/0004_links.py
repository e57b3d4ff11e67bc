"""What the corpus stages find: items, pairs, groups, people's decisions; a vector a statement."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import TEXT, free_of_key

revision = "0004"
down_revision = "0003"


def _key(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, primary_key=True) for name in names]


def _text(*names: str, required: bool = True) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=not required) for name in names]


def upgrade() -> None:
    """Make the tables; what is in the store already waits to be linked."""
    op.add_column("statements", sa.Column("vector", sa.LargeBinary))
    op.create_table("unlinked", sa.Column("article", TEXT, sa.ForeignKey("articles.id"), primary_key=True))
    op.execute("INSERT INTO unlinked (article) SELECT id FROM articles")
    _items()
    _names()
    _groups()
    _judgements()


def _items() -> None:
    op.create_table(
        "link_items",
        *_key("stage", "id"),
        sa.Column("article", TEXT, sa.ForeignKey("articles.id"), nullable=False),
        *_text("keys", "body"),
        sqlite_with_rowid=False,
    )
    op.create_index("link_items_by_article", "link_items", ["stage", "article"])
    op.create_table("link_keys", *_key("stage", "key", "item"), sqlite_with_rowid=False)
    op.create_table(
        "link_pairs",
        *_key("stage", "a", "b"),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("joins", sa.Boolean, nullable=False),
        *_text("data"),
        sqlite_with_rowid=False,
    )
    op.create_index("link_pairs_by_second", "link_pairs", ["stage", "b"])


def _names() -> None:
    owner = ("article", "articles.id")
    op.create_table(
        "name_counts",
        sa.Column(owner[0], TEXT, sa.ForeignKey(owner[1]), primary_key=True),
        *_key("item", "form", "text"),
        sa.Column("count", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    free_of_key("name_counts", "(article, item)")
    op.create_index("name_counts_by_item", "name_counts", ["item"])
    op.create_table(
        "speaker_names",
        sa.Column("statement", TEXT, sa.ForeignKey("statements.id"), primary_key=True),
        *_text("item"),
        sqlite_with_rowid=False,
    )
    op.create_index("speaker_names_by_item", "speaker_names", ["item"])
    op.create_table(
        "mention_names",
        sa.Column(owner[0], TEXT, sa.ForeignKey(owner[1]), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        *_text("item"),
        sqlite_with_rowid=False,
    )
    op.create_index("mention_names_by_item", "mention_names", ["item"])


def _groups() -> None:
    op.create_table("groups", *_key("id"), *_text("stage", "record"), sqlite_with_rowid=False)
    op.create_index("groups_by_stage", "groups", ["stage", "id"])
    op.create_table(
        "group_members",
        *_key("stage", "item"),
        sa.Column("group", TEXT, sa.ForeignKey("groups.id"), nullable=False),
        *_text("alias"),
        sqlite_with_rowid=False,
    )
    op.create_index("group_members_by_group", "group_members", ["group", "item"])
    op.create_index("group_members_by_alias", "group_members", ["alias"])


def _judgements() -> None:
    op.create_table(
        "judgements",
        *_key("id"),
        *_text("decision", "stage", "a"),
        *_text("b", "field", "value", required=False),
        *_text("who", "when"),
        sa.Column("stands", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("judgements_by_first", "judgements", ["stage", "a"])
    op.create_index("judgements_by_second", "judgements", ["stage", "b"])
    op.create_table(
        "link_versions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *_text("version"),
    )
