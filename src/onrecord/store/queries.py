"""Questions to the tables: filters, full-text search and the one order of reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from onrecord.errors import StoreError
from onrecord.store.days import day_range
from onrecord.store.dialects import among, given, in_order_of
from onrecord.store.protocol import StatementFilter
from onrecord.store.schema import articles, captures, contents, date_columns, statements
from onrecord.store.schema_links import group_members
from onrecord.store.search import matches
from onrecord.store.words import any_word_query, words_query

#: The order of articles: by address first, because that is how a reader looks for them.
ADDRESS = in_order_of(
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
    order = in_order_of(captures.c.path, captures.c.key.asc().nulls_first(), captures.c.id)
    return select(captures.c.id).order_by(order)


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
    query = select(articles).order_by(ADDRESS)
    if capture is not None:
        query = query.where(articles.c.capture == capture)
    if article is not None:
        query = query.where(articles.c.id == article)
    if about is not None:
        query = query.where(matches(articles, words_query(about, ("title", "text"))))
    if any_word is not None:
        query = query.where(matches(articles, any_word_query(any_word, ("title", "text"))))
    return query


def statement_rows(wanted: StatementFilter, publishers: Collection[str] = ()) -> Select[Any]:
    """Select the statements that pass a filter, with the head of their article, in order.

    Args:
        wanted: the filter.
        publishers: the whole names of those that it lets through, where it asks for one.

    """
    return _with_heads().where(*_conditions(wanted, publishers)).order_by(ADDRESS, statements.c.position)


def statements_by_id() -> Select[Any]:
    """Select the same of the statements that the question is given as `ids`, in order."""
    return _with_heads().where(statements.c.id.in_(given())).order_by(ADDRESS, statements.c.position)


def _with_heads() -> Select[Any]:
    head = [articles.c[name] for name in (*HEAD, *date_columns("published"))]
    return select(statements, *head).join(articles, articles.c.id == statements.c.article)


def _conditions(wanted: StatementFilter, publishers: Collection[str]) -> list[ColumnElement[bool]]:
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
        conditions.append(among(articles.c.publisher, publishers))
    besides = among(statements.c.id, wanted.besides) if wanted.besides else None
    if wanted.speaker is not None:
        conditions.append(_or(matches(statements, words_query(wanted.speaker, ("speaker",))), besides))
    days = list(_days(wanted))
    if days:
        conditions.append(_or(and_(*days), besides, _has_open_day() if wanted.open_days else None))
    return conditions


def publishers_named(connection: Connection, part: str | None) -> list[str]:
    """Give the publishers whose names have this part, without regard to case; none where none is asked for.

    They are few, and no database knows the case of every letter by itself.
    """
    if part is None:
        return []
    names = connection.execute(select(articles.c.publisher).distinct()).scalars()
    return [name for name in names if name is not None and part.casefold() in name.casefold()]


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


def days_of(value: str) -> tuple[str, str]:
    """Give the first and last day of a day, month or year; StoreError where it is none."""
    days = day_range(value)
    if days is None:
        raise StoreError(value, "is no day: write 2022-03-11, 2022-03 or 2022")
    return days
