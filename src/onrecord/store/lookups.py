"""Find things by the beginning of their id or by a name, and what people corrected, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Column, Connection, Text, and_, func, select

from onrecord.model import Judgement
from onrecord.store.dialects import ByDialect, given
from onrecord.store.portions import portions
from onrecord.store.schema import articles, captures, statements
from onrecord.store.schema_links import group_members, groups, judgements, link_items, name_totals

#: Sorts after every character that an id has.
_LAST = "\uffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """What names an article to a reader."""

    id: str
    path: str
    key: str | None
    url: str | None
    publisher: str | None
    title: str | None
    #: Publication day as far as it is known: its value, else the latest it can be; ISO 8601.
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTime:
    """When an article was captured."""

    #: Its id.
    article: str
    #: ISO 8601 in UTC; None where it is not known.
    captured: str | None
    #: The day that the page itself gives: of its update, else of its publication; ISO 8601.
    day: str | None


@dataclass(frozen=True, slots=True)
class DatedReport:
    """What an item of stage "utterances" says of the days of its statement."""

    #: Ids.
    statement: str
    article: str
    #: The parts of a `Date`, with its evidence as [text, …] lists; None where no day is known.
    said: Mapping[str, Any] | None
    #: The day of publication.
    published: str | None


# Questions that every page asks are made once: making one takes longer than asking it.
_IDS = given()
_HEAD = ("id", "path", "key", "url", "publisher", "title")
_HEADS = select(
    *(articles.c[name] for name in _HEAD), func.coalesce(articles.c.published, articles.c.published_latest)
).where(articles.c.id.in_(_IDS))
#: SQLite takes the two out of a body of some kilobytes, most of which is a vector. PostgreSQL reads no JSON
#: with an escaped NUL in it.
_DAYS = ByDialect(
    func.json_extract(link_items.c.body, "$.said", "$.published"), link_items.c.body.expression, Text()
)
_DATED = select(link_items.c.id, link_items.c.article, _DAYS).where(
    link_items.c.stage == "utterances", link_items.c.id.in_(_IDS)
)
_LINKED = select(link_items.c.id, link_items.c.article).where(
    link_items.c.stage == "utterances", link_items.c.article.in_(_IDS)
)


class Lookups:
    """Questions that go by id or name across the tables; part of `Linkage`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ids(self, beginning: str, most: int) -> list[str]:
        """Give ids of statements, articles and groups that begin so, sorted, at most `most` of each.

        A group is found by an earlier id as well and goes by its present one. The whole id of something
        gives that alone.
        """
        found: set[str] = set()
        aliases: dict[str, str] = {}
        for column in (statements.c.id, articles.c.id, groups.c.id):
            found.update(row[0] for row in self._beginning(column, [column], beginning, most))
        wanted: list[Column[str]] = [group_members.c.alias, group_members.c.group]
        for row in self._beginning(group_members.c.alias, wanted, beginning, most):
            aliases[row[0]] = row[1]
        if beginning in found:
            return [beginning]
        if beginning in aliases:
            return [aliases[beginning]]
        return sorted(found.union(aliases.values()))

    def judgement_ids(self, beginning: str, most: int) -> list[str]:
        """Give ids of decisions that begin so, sorted."""
        column: Column[str] = judgements.c.id
        return [row[0] for row in self._beginning(column, [column], beginning, most)]

    def names(self) -> Iterator[tuple[str, str]]:
        """Give each name that articles print, with the item of stage "entities" that it is printed for."""
        query = select(name_totals.c.text, name_totals.c.item).where(name_totals.c.form == "name")
        yield from ((row[0], row[1]) for row in self._connection.execute(query))

    def heads(self, ids: Collection[str]) -> dict[str, ArticleHead]:
        """Give what names these articles, of those that are there."""
        found = {}
        for portion in portions(ids):
            for *head, day in self._connection.execute(_HEADS, {"ids": portion}).all():
                found[head[0]] = ArticleHead(**dict(zip(_HEAD, head, strict=True)), day=day)
        return found

    def dated_reports(self, statement_ids: Collection[str]) -> list[DatedReport]:
        """Give what is known of the days of these statements, of those that are linked."""
        found = []
        for portion in portions(statement_ids):
            for identity, article, days in self._connection.execute(_DATED, {"ids": portion}).all():
                read = json.loads(days)
                said, published = (read["said"], read["published"]) if isinstance(read, dict) else read
                found.append(DatedReport(identity, article, said, published))
        return found

    def capture_times(self, ids: Collection[str]) -> list[CaptureTime]:
        """Give when these articles were captured, of those that are there."""
        found = []
        columns = (articles.c.id, captures.c.captured, articles.c.updated, articles.c.published)
        joined = select(*columns).join(captures, captures.c.id == articles.c.capture)
        for portion in portions(ids):
            for row in self._connection.execute(joined.where(articles.c.id.in_(portion))):
                found.append(CaptureTime(article=row[0], captured=row[1], day=row[2] or row[3]))
        return found

    def linked_statements(self, article_ids: Collection[str]) -> dict[str, str]:
        """Give the linked statements of these articles, each with its article."""
        found: dict[str, str] = {}
        for portion in portions(article_ids):
            found |= {row[0]: row[1] for row in self._connection.execute(_LINKED, {"ids": portion})}
        return found

    def captured(self, article_ids: Collection[str]) -> dict[str, str]:
        """Give when the captures of these articles were made (ISO 8601, UTC), where that is known."""
        found: dict[str, str] = {}
        for portion in portions(article_ids):
            query = select(articles.c.id, captures.c.captured).join(
                captures, captures.c.id == articles.c.capture
            )
            query = query.where(articles.c.id.in_(portion), captures.c.captured.is_not(None))
            found |= {row[0]: row[1] for row in self._connection.execute(query)}
        return found

    def days(self, statement_ids: Collection[str]) -> dict[str, str]:
        """Give the day that each of these statements is listed under; "" where none is known."""
        found: dict[str, str] = {}
        for portion in portions(statement_ids):
            query = select(statements.c.id, statements.c.day).where(statements.c.id.in_(portion))
            found |= {row[0]: row[1] for row in self._connection.execute(query)}
        return found

    def corrections(self, ids: Collection[str] | None = None) -> list[Judgement]:
        """Give the standing corrections of statements, of these or of all, oldest first."""
        if not self._is_corrected:
            return []
        stands = and_(judgements.c.stage == "statement", judgements.c.stands)
        query = select(judgements).where(stands)
        parts = [query] if ids is None else [query.where(judgements.c.a.in_(part)) for part in portions(ids)]
        found = [Judgement(**row) for part in parts for row in self._connection.execute(part).mappings()]
        return sorted(found, key=lambda judgement: (judgement.when, judgement.id))

    def forget(self) -> None:
        """Forget whether there is any correction: there may be one now."""
        self.__dict__.pop("_is_corrected", None)

    @cached_property
    def _is_corrected(self) -> bool:
        """Whether there is any correction at all: most records have none, and are asked often."""
        of_statements = select(judgements.c.id).where(judgements.c.stage == "statement").limit(1)
        return self._connection.execute(of_statements).first() is not None

    def _beginning(
        self, column: Column[str], wanted: Sequence[Column[str]], beginning: str, most: int
    ) -> list[tuple[str, ...]]:
        within = and_(column >= beginning, column < beginning + _LAST)
        rows = self._connection.execute(select(*wanted).where(within).order_by(column).limit(most))
        return [tuple(row) for row in rows]
