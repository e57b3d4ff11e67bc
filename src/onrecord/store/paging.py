"""The parts that questions for a page are made of: where it begins, and what narrows the list."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    Subquery,
    Table,
    and_,
    literal,
    select,
    tuple_,
    union_all,
)

from onrecord.store.dialects import among, is_text
from onrecord.store.indexed import INDEXED
from onrecord.store.queries import days_of
from onrecord.store.schema import articles, statements
from onrecord.store.schema_links import about_names, speaker_names
from onrecord.store.search import matches
from onrecord.store.searches import ArticleSearch, StatementSearch
from onrecord.store.words import words_query

#: What a row is sorted by, its id last.
Key = tuple[str | int, ...]


def after_key(
    query: Select[Any],
    order: tuple[ColumnElement[Any], ...],
    after: Key | None,
    most: int | None,
    *,
    rising: bool,
) -> Select[Any]:
    """Narrow a query to the `most` rows, or all, that come after a key in an order, rising or falling."""
    if after is not None:
        here, there = tuple_(*order), tuple_(*(literal(part) for part in after))
        query = query.where(here > there if rising else here < there)
    return query.order_by(*(part if rising else part.desc() for part in order)).limit(most)


def named_by(table: Table, thing: Column[str], items: Collection[str]) -> Subquery:
    """Select day and thing (a statement, an article), each once, of the rows for some items."""
    rows = select(table.c.day, thing.label("thing")).where(table.c.item.in_(sorted(items)))
    return rows.distinct().subquery()


def statements_named(wanted: StatementSearch) -> Subquery | None:
    """Select day and id of the statements of a speaker, or else about somebody, where one is asked for."""
    if wanted.items is not None:
        return spoken(wanted.items, wanted.given, wanted.taken)
    if wanted.about_items is not None:
        return named_by(about_names, about_names.c.statement, wanted.about_items)
    return None


def statement_conditions(
    wanted: StatementSearch, *, publisher_first: bool = False
) -> Iterator[ColumnElement[bool]]:
    """Say what else, but for its words, a statement has to be.

    `publisher_first` begins with the publisher's articles.
    """
    for name in ("kind", "act", "polarity", "article"):
        if getattr(wanted, name) is not None:
            # An expression has no index: the database must not begin with a kind of statements.
            column = statements.c[name].concat("") if publisher_first else statements.c[name]
            yield column == getattr(wanted, name)
    if wanted.items is not None and wanted.about_items is not None:
        about = named_by(about_names, about_names.c.statement, wanted.about_items)
        yield statements.c.id.in_(select(about.c.thing))
    if wanted.publisher is not None:
        of_publisher = select(articles.c.id).where(is_text(articles.c.publisher, wanted.publisher))
        yield (statements.c.article if publisher_first else statements.c.article.concat("")).in_(of_publisher)
    if wanted.from_day is not None:
        yield statements.c.day >= days_of(wanted.from_day)[0]
    if wanted.to_day is not None:
        yield and_(statements.c.day <= days_of(wanted.to_day)[1], statements.c.day > "")


def article_conditions(wanted: ArticleSearch) -> Iterator[ColumnElement[bool]]:
    """Say what an article has to be."""
    for name in ("kind", "language"):
        if getattr(wanted, name) is not None:
            yield articles.c[name] == getattr(wanted, name)
    if wanted.publisher is not None:
        yield is_text(articles.c.publisher, wanted.publisher)
    if wanted.words is not None:
        yield matches(articles, words_query(wanted.words, INDEXED["articles"]), first=wanted.items is None)
    # A month or a year sorts before its first day: it counts where it begins like the asked one.
    if wanted.from_day is not None:
        yield articles.c.day >= wanted.from_day
        days_of(wanted.from_day)
    if wanted.to_day is not None:
        yield articles.c.day <= days_of(wanted.to_day)[1]
        yield articles.c.day > ""


def spoken(items: Collection[str], given: Collection[str], taken: Collection[str]) -> Subquery:
    """Select day and thing, the statements of a speaker, as people corrected them."""
    named = select(speaker_names.c.day, speaker_names.c.statement.label("thing"))
    named = named.where(speaker_names.c.item.in_(sorted(items)))
    if not given and not taken:
        return named.subquery()
    kept = named.where(~among(speaker_names.c.statement, {*given, *taken}))
    added = select(statements.c.day, statements.c.id).where(among(statements.c.id, given))
    return union_all(kept, added).subquery()
