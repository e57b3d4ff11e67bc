"""Questions to the tables: filters, full-text search and the one order of reading."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    Table,
    and_,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
)

from onrecord.errors import StoreError
from onrecord.store.days import day_range
from onrecord.store.protocol import StatementFilter
from onrecord.store.schema import articles, captures, contents, date_columns, statements
from onrecord.store.schema_links import group_members

#: What full-text search tells words apart by.
_TOKEN = re.compile(r"[^\W_]+")
#: The order of articles: by address first, because that is how a reader looks for them.
ADDRESS = (
    articles.c.path,
    articles.c.key.asc().nulls_first(),
    articles.c.capture,
    articles.c.item,
    articles.c.id,
)
#: Columns of an article that go along with each of its statements.
HEAD = ("path", "key", "url", "publisher", "title")


def capture_ids() -> Select[Any]:
    """Select the ids of all captures in order."""
    return select(captures.c.id).order_by(captures.c.path, captures.c.key.asc().nulls_first(), captures.c.id)


def capture_with_content(capture_id: str) -> Select[Any]:
    """Select one capture with its packed bytes."""
    packed = (contents.c.size, contents.c.compression, contents.c.data)
    return select(captures, *packed).join(contents).where(captures.c.id == capture_id)


def article_rows(
    *,
    capture: str | None = None,
    about: str | None = None,
    any_word: Collection[str] | None = None,
    article: str | None = None,
) -> Select[Any]:
    """Select articles in order, of one capture, one of them, or with words in title or text where asked."""
    query = select(articles).order_by(*ADDRESS)
    if capture is not None:
        query = query.where(articles.c.capture == capture)
    if article is not None:
        query = query.where(articles.c.id == article)
    if about is not None:
        query = query.where(matches(articles, words_query(about, ("title", "text"))))
    if any_word is not None:
        query = query.where(matches(articles, any_word_query(any_word, ("title", "text"))))
    return query


def statement_rows(wanted: StatementFilter) -> Select[Any]:
    """Select the statements that pass a filter, with the head of their article, in order."""
    return _with_heads().where(*_conditions(wanted)).order_by(*ADDRESS, statements.c.position)


def statements_by_id(ids: BindParameter[Any]) -> Select[Any]:
    """Select the same of statements by id, in order."""
    return _with_heads().where(statements.c.id.in_(ids)).order_by(*ADDRESS, statements.c.position)


def _with_heads() -> Select[Any]:
    head = [articles.c[name] for name in (*HEAD, *date_columns("published"))]
    return select(statements, *head).join(articles, articles.c.id == statements.c.article)


def words_query(words: str, columns: tuple[str, ...]) -> str:
    """Write a person's words as an FTS5 query: all of them, in any order, nothing of it syntax.

    Each word becomes a quoted string, in which a doubled quotation mark is the only thing that FTS5
    reads (https://www.sqlite.org/fts5.html#full_text_query_syntax). NUL would end the query early.

    Raises:
        StoreError: there is no word in it.

    """
    return f"{{{' '.join(columns)}}} : ({' '.join(_quoted(words))})"


def any_word_query(words: Collection[str], columns: tuple[str, ...]) -> str:
    """Write words as an FTS5 query for any of them, and for longer words that begin with one.

    Raises:
        StoreError: there is no word in them.

    """
    quoted = _quoted(" ".join(sorted(words)))
    return f"{{{' '.join(columns)}}} : ({' OR '.join(word + '*' for word in quoted)})"


def beginnings_query(words: str, columns: tuple[str, ...]) -> str:
    """Write a person's words as an FTS5 query for all of them, each of which may go on.

    Raises:
        StoreError: there is no word in it.

    """
    return f"{{{' '.join(columns)}}} : ({' '.join(word + '*' for word in _quoted(words))})"


def _quoted(words: str) -> list[str]:
    """Quote each word once: FTS5 looks up every phrase of a query, also those that it has looked up."""
    found: dict[tuple[str, ...], str] = {}
    for word in words.replace("\0", " ").split():
        tokens = tuple(_TOKEN.findall(word.casefold()))
        if tokens:
            found.setdefault(tokens, word)
    if not found:
        raise StoreError(repr(words), "holds no word to search for")
    return ['"' + word.replace('"', '""') + '"' for word in found.values()]


def _conditions(wanted: StatementFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        statements.c[name] == getattr(wanted, name)
        for name in ("kind", "act", "polarity")
        if getattr(wanted, name) is not None
    ]
    if wanted.about is not None:
        conditions.append(matches(statements, words_query(wanted.about, ("content",))))
    if wanted.any_word is not None:
        conditions.append(matches(statements, any_word_query(wanted.any_word, ("content",))))
    if wanted.ids is not None:
        conditions.append(among(statements.c.id, wanted.ids))
    if wanted.publisher is not None:
        conditions.append(in_publisher(wanted.publisher))
    besides = among(statements.c.id, wanted.besides) if wanted.besides else None
    if wanted.speaker is not None:
        conditions.append(_or(matches(statements, words_query(wanted.speaker, ("speaker",))), besides))
    days = list(_days(wanted))
    if days:
        conditions.append(_or(and_(*days), besides, _has_open_day() if wanted.open_days else None))
    return conditions


def in_publisher(part: str) -> ColumnElement[bool]:
    """Say that the publisher's name has this part: without LIKE, so that % and _ are just characters."""
    return func.instr(func.casefold(articles.c.publisher, type_=String), part.casefold()) > 0


def _days(wanted: StatementFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.from_day is not None:
        yield statements.c.last_day >= days_of(wanted.from_day)[0]
    if wanted.to_day is not None:
        yield statements.c.first_day <= days_of(wanted.to_day)[1]


def _or(*conditions: ColumnElement[bool] | None) -> ColumnElement[bool]:
    return or_(*(condition for condition in conditions if condition is not None))


def _has_open_day() -> ColumnElement[bool]:
    """Say that a statement without a day has another report, or stands in a copy without a day."""
    own, other, copy = (group_members.alias(name) for name in ("own", "other", "copy"))
    reported = (
        select(own.c.item)
        .join(other, and_(other.c.group == own.c.group, other.c.item != own.c.item))
        .where(own.c.stage == "utterances", own.c.item == statements.c.id)
        .exists()
    )
    copied = select(copy.c.item).where(copy.c.stage == "copies", copy.c.item == articles.c.id).exists()
    undated = or_(articles.c.published.is_(None), articles.c.published_precision != "day")
    return and_(statements.c.said.is_(None), or_(reported, and_(undated, copied)))


def among(column: ColumnElement[str], ids: Collection[str]) -> ColumnElement[bool]:
    """Say that a column is one of `ids`, as one value: a list of values has a limit, JSON has none."""
    listed = func.json_each(json.dumps(sorted(ids))).table_valued("value")
    return column.in_(select(listed.c.value))


def days_of(value: str) -> tuple[str, str]:
    """Give the first and last day of a day, month or year; StoreError where it is none."""
    days = day_range(value)
    if days is None:
        raise StoreError(value, "is no day: write 2022-03-11, 2022-03 or 2022")
    return days


def matches(indexed: Table, query: str, *, first: bool = True) -> ColumnElement[bool]:
    """Say that the row of a table with a full-text index is among those that an FTS5 query finds.

    `first` lets the database begin with what the index finds. Otherwise rows found by other means are looked
    up among them: SQLite would try every row that the index finds for each of those.
    """
    index = table(f"{indexed.name}_search", column("rowid"))
    whole_row: ColumnElement[str] = literal_column(index.name, String)
    found = select(index.c.rowid).where(whole_row.op("MATCH")(query))
    number = indexed.c.number
    return (number if first else number + 0).in_(found)
