"""The record: captures, articles, statements and what hangs on them."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import HELD, TEXT, index_long

revision = "0001"
down_revision = None

_PATH = f"left(path, {HELD})"


def _text(*names: str, required: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=not required) for name in names]


def _words(*, required: bool = True, text: bool = True) -> list[sa.Column[int] | sa.Column[str]]:
    ends = [sa.Column(name, sa.Integer, nullable=not required) for name in ("start", "end")]
    return [*ends, *_text("text", required=required)] if text else [*ends]


def _date(name: str) -> list[sa.Column[str]]:
    return _text(name, f"{name}_precision", f"{name}_method", f"{name}_earliest", f"{name}_latest")


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _refer(name: str, to: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, sa.ForeignKey(to), nullable=not required)


def _child(name: str, parent: str, *columns: sa.Column[int] | sa.Column[str] | sa.Column[bool]) -> None:
    owner = sa.Column(parent, TEXT, sa.ForeignKey(f"{parent}s.id"), primary_key=True)
    op.create_table(name, owner, *columns, sqlite_with_rowid=False)


def _position() -> sa.Column[int]:
    return sa.Column("position", sa.Integer, primary_key=True, autoincrement=False)


def _role() -> sa.Column[str]:
    return sa.Column("role", TEXT, primary_key=True)


def upgrade() -> None:
    """Make all tables."""
    _captures()
    _articles()
    _statements()
    _drops()


def _captures() -> None:
    op.create_table(
        "activities",
        sa.Column("id", TEXT, primary_key=True),
        *_text("name", "started", "version", "settings", required=True),
        *_text("model"),
    )
    op.create_table(
        "contents",
        sa.Column("sha256", TEXT, primary_key=True),
        _integer("size"),
        *_text("compression", required=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "captures",
        sa.Column("id", TEXT, primary_key=True),
        *_text("path", required=True),
        *_text("key", "url"),
        *_text("media_type", required=True),
        *_text("charset"),
        _refer("sha256", "contents.sha256", required=True),
        *_text("declared_title", "declared_publisher", "declared_author", "declared_published"),
        *_text("captured"),
        _refer("activity", "activities.id"),
    )
    index_long("captures_by_address", "captures", ["path", "key", "id"], postgresql=_PATH)
    op.create_index("captures_by_content", "captures", ["sha256"])


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer, primary_key=True),
        *_text("id", required=True),
        _refer("capture", "captures.id", required=True),
        *_text("path", required=True),
        *_text("key"),
        _integer("item"),
        *_text("kind", required=True),
        *_text("url", "publisher", "title"),
        *_text("authors", required=True),
        *_text("language"),
        *_date("published"),
        *_date("updated"),
        _flag("truncated"),
        *_text("sha256", "text", required=True),
        sa.UniqueConstraint("id", name="articles_id"),
    )
    address = ["path", "key", "capture", "item"]
    index_long("articles_by_address", "articles", address, postgresql=_PATH)
    op.create_index("articles_by_capture", "articles", ["capture", "item"])
    kind = _text("kind", required=True)
    _child("blocks", "article", _position(), *_words(text=False), *kind)
    mention = [*_text("type", "form", required=True), *_text("entity")]
    _child("mentions", "article", _position(), *_words(), *mention)
    timex = [*_text("type", required=True), *_text("value")]
    _child("timexes", "article", _position(), *_words(), *timex)
    _evidence("article")


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer, primary_key=True),
        *_text("id", required=True),
        _refer("article", "articles.id", required=True),
        _integer("position"),
        *_text("kind", "act", "polarity", required=True),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("parent", TEXT, sa.ForeignKey("statements.id", deferrable=True, initially="DEFERRED")),
        *_text("speaker", "speaker_kind", "speaker_as_printed"),
        *_date("said"),
        *_text("source", "cue", "content", "addressee", required=True),
        *_text("first_day", "last_day"),
        sa.UniqueConstraint("id", name="statements_id"),
    )
    op.create_index("statements_by_article", "statements", ["article", "position"])
    op.create_index("statements_by_parent", "statements", ["parent"])
    op.create_index("statements_by_day", "statements", ["first_day", "last_day"])
    _child("spans", "statement", _role(), _position(), *_words())
    hop = _text("name", "kind", required=True)
    _child("hops", "statement", _position(), *hop, *_words(required=False), _flag("inferred"))
    _evidence("statement")


def _evidence(parent: str) -> None:
    words = [*_words(required=False, text=False), *_text("text", required=True)]
    place = _text("found_in", "name")
    _child(f"{parent}_evidence", parent, _role(), _position(), *words, *place)


def _drops() -> None:
    op.create_table(
        "drops",
        sa.Column("number", sa.Integer, primary_key=True),
        _refer("capture", "captures.id"),
        _refer("article", "articles.id"),
        *_text("level", required=True),
        _integer("position"),
        *_text("stage", "item", "reason", required=True),
        _flag("partial"),
    )
    op.create_index("drops_by_capture", "drops", ["capture", "level", "position"])
    op.create_index("drops_by_article", "drops", ["article", "level", "position"])
    reasons = ["item", "stage", "reason", "partial"]
    index_long("drops_by_item", "drops", reasons, postgresql="item", using="hash")
