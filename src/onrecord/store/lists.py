"""Lists a page at a time: which rows come next, in an order that indexes keep.

Each method gives keys, at most `most`, that come after the key `after` (None to begin); the last part of
a key is the id. Newest first goes by day, which is "" where none is known, and then by id.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Table, func, select, tuple_, union

from onrecord.model import Group
from onrecord.store import sorts
from onrecord.store.counts import count_rows
from onrecord.store.dialects import is_text
from onrecord.store.groups import groups_from
from onrecord.store.hits import page_of_hits
from onrecord.store.indexed import INDEXED
from onrecord.store.likely import LikelyLists
from onrecord.store.paging import (
    Key,
    after_key,
    article_conditions,
    named_by,
    statement_conditions,
    statements_named,
)
from onrecord.store.schema import activities, articles, drops, statements
from onrecord.store.schema_links import (
    group_members,
    groups,
    judgements,
    link_pairs,
    name_counts,
    name_totals,
    speaker_names,
)
from onrecord.store.search import Hits, matches, search_of
from onrecord.store.searches import ArticleSearch, StatementSearch
from onrecord.store.words import beginnings_query, words_query

#: Articles of a publisher whose statements are sorted whole: 500 take some milliseconds, and a publisher with
#: more has some among the newest of all.
_FEW = 500
#: Statements that are looked up one by one among the links; 200 take about a millisecond.
_LITTLE = 200


class Lists(LikelyLists):
    """Pages of keys; part of `Linkage`."""

    def statements(
        self, wanted: StatementSearch, after: Key | None, most: int, *, oldest_first: bool = False
    ) -> list[Key]:
        """Give (day, id) of statements; StoreError where `words` holds no word, or a day is none."""
        few = wanted.publisher is not None and self._is_small(wanted.publisher)
        conditions = list(statement_conditions(wanted, publisher_first=few))
        day: ColumnElement[str]
        identity: ColumnElement[str]
        source = statements_named(wanted)
        if source is None:
            day, identity = statements.c.day, statements.c.id
            query = select(day, identity)
        else:
            day, identity = source.c.day, source.c.thing
            query = select(day, identity)
            if conditions or wanted.words is not None:
                query = query.join_from(source, statements, statements.c.id == identity)
        query, order = query.where(*conditions), (day, identity)
        if wanted.words is None:
            return self._page(query, order, after, most, rising=oldest_first)
        asked = words_query(wanted.words, INDEXED[statements.name])
        hits = query.where(matches(statements, asked))
        if source is not None:
            # From the hits to who said them, not from all that he said.
            of_hits = select(statements.c.id).where(matches(statements, asked), *conditions)
            hits = select(*order).where(identity.in_(of_hits))
        return page_of_hits(self._connection, query, hits, order, asked, after, most, rising=oldest_first)

    def articles(self, wanted: ArticleSearch, after: Key | None, most: int) -> list[Key]:
        """Give (day, id) of articles, newest first; StoreError as for statements."""
        conditions = list(article_conditions(wanted))
        order: tuple[ColumnElement[Any], ...] = articles.c.day, articles.c.id
        query = select(*order)
        if wanted.items is not None:
            named = named_by(name_counts, name_counts.c.article, wanted.items)
            order = named.c.day, named.c.thing
            query = select(*order)
            if conditions:
                query = query.join_from(named, articles, articles.c.id == named.c.thing)
        return self._page(query.where(*conditions), order, after, most)

    def entities(self, words: str | None, kind: str | None, after: Key | None, most: int) -> list[Key]:
        """Give (weight, id) of entities, most often named first; `words` begin words of one of its names."""
        order = groups.c.weight, groups.c.id
        query = select(*order).where(groups.c.stage == "entities")
        if kind is not None:
            query = query.where(groups.c.kind == kind)
        if words is not None:
            named = select(name_totals.c.item).where(
                matches(name_totals, beginnings_query(words, ("text",))), name_totals.c.form == "name"
            )
            of_items = select(group_members.c.group).where(
                group_members.c.stage == "entities", group_members.c.item.in_(named)
            )
            query = query.where(groups.c.id.in_(of_items))
        return self._page(query, order, after, most)

    def stories(
        self,
        after: Key | None,
        most: int,
        *,
        words: str | None = None,
        publisher: str | None = None,
        least: int = 1,
    ) -> list[Key]:
        """Give (day, id) of stories of at least `least` articles, newest first.

        `words` stand in the title of one of its articles; `publisher` published one.
        """
        order = groups.c.day, groups.c.id
        # Added 0 keeps the database from sorting by size first.
        query = select(*order).where(groups.c.stage == "stories", groups.c.size + 0 >= least)
        chosen = []
        if words is not None:
            chosen.append(matches(articles, words_query(words, ("title",))))
        if publisher is not None:
            chosen.append(is_text(articles.c.publisher, publisher))
        if chosen:
            of_articles = select(group_members.c.group).where(
                group_members.c.stage == "stories",
                group_members.c.item.in_(select(articles.c.id).where(*chosen)),
            )
            query = query.where(groups.c.id.in_(of_articles))
        return self._page(query, order, after, most)

    def utterances(
        self,
        after: Key | None,
        most: int,
        *,
        items: Collection[str] | None = None,
        order: Literal["newest", "most_reported"] = "newest",
        least: int = 1,
    ) -> list[Key]:
        """Give (day or number of reports, id) of utterances of at least `least` reports.

        `items` of stage "entities" name the speaker of one of them.
        """
        first = groups.c.day if order == "newest" else groups.c.size
        enough = (groups.c.size if order == "most_reported" else groups.c.size + 0) >= least
        query = select(first, groups.c.id).where(groups.c.stage == "utterances", enough)
        if items is not None:
            statements_of = select(speaker_names.c.statement).where(speaker_names.c.item.in_(items))
            spoken = select(group_members.c.group).where(
                group_members.c.stage == "utterances", group_members.c.item.in_(statements_of)
            )
            query = query.where(groups.c.id.in_(spoken))
        return self._page(query, (first, groups.c.id), after, most)

    def links(
        self,
        after: Key | None,
        most: int,
        *,
        relations: Collection[str],
        items: Collection[str] | None = None,
    ) -> list[Key]:
        """Give (day, a, b) of the pairs of statements with one of `relations`, newest answer first.

        `items` of stage "entities" name the speaker of one of the two.
        """
        order = link_pairs.c.day, link_pairs.c.a, link_pairs.c.b
        query = select(*order).where(link_pairs.c.stage == "disputes", link_pairs.c.relation.is_not(None))
        query = query.where(link_pairs.c.relation.in_(sorted(relations)))
        if items is not None:
            query = query.where(self._with_speaker(items))
        return self._page(query, order, after, most)

    def _with_speaker(self, items: Collection[str]) -> ColumnElement[bool]:
        """Say that one of these speaks in one of the two statements of a pair.

        What somebody said who said little is looked for among the pairs; else each pair is looked at, the
        newest first, until there are enough.
        """
        own = select(speaker_names.c.statement).where(speaker_names.c.item.in_(items))
        said = list(self._connection.execute(own.limit(_LITTLE + 1)).scalars())
        if len(said) <= _LITTLE:
            found = [
                select(link_pairs.c.a, link_pairs.c.b).where(link_pairs.c.stage == "disputes", end.in_(said))
                for end in (link_pairs.c.a, link_pairs.c.b)
            ]
            return tuple_(link_pairs.c.a, link_pairs.c.b).in_(union(*found))
        ends = speaker_names.c.statement.in_((link_pairs.c.a, link_pairs.c.b))
        return select(1).where(ends, speaker_names.c.item.in_(items)).exists()

    def groups(self, stage: str, first: str, most: int) -> list[Group]:
        """Give up to `most` groups of a stage, by id, from the id `first` on."""
        return groups_from(self._connection, stage, first, most)

    def publishers(self, after: Key | None, most: int) -> list[tuple[str, int, str, str]]:
        """Give name, number of articles, first and last day of publishers, by name."""
        name = articles.c.publisher
        days = func.min(func.nullif(articles.c.day, "")), func.max(articles.c.day)
        query = select(name, func.count(), *days).where(name.is_not(None)).group_by(name).order_by(name)
        if after is not None:
            query = query.where(name > after[0])
        return [tuple(row) for row in self._connection.execute(query.limit(most))]

    def publisher(self, name: str) -> tuple[str, int, str, str] | None:
        """Give the same of one publisher."""
        days = func.min(func.nullif(articles.c.day, "")), func.max(articles.c.day)
        query = select(func.count(), *days).where(is_text(articles.c.publisher, name))
        count, first, last = self._connection.execute(query).one()
        return (name, count, first, last) if count else None

    def drops(self, stage: str | None, after: Key | None, most: int) -> list[Mapping[str, Any]]:
        """Give rows of drops, the last kept first; their key is `number`."""
        query = select(drops).where(*([drops.c.stage == stage] if stage is not None else []))
        if after is not None:
            query = query.where(drops.c.number < after[0])
        rows = self._connection.execute(query.order_by(drops.c.number.desc()).limit(most))
        return [dict(row) for row in rows.mappings()]

    def judgements(self, after: Key | None, most: int) -> list[Mapping[str, Any]]:
        """Give rows of decisions, newest first; their key is (when, id)."""
        order = judgements.c.when, judgements.c.id
        return self._rows(select(judgements), order, after, most)

    def activities(self, after: Key | None, most: int) -> list[Mapping[str, Any]]:
        """Give rows of activities, newest first; their key is (started, id)."""
        order = activities.c.started, activities.c.id
        return self._rows(select(activities), order, after, most)

    def statement_hits(self, words: str, ids: Collection[str]) -> Hits:
        """Give where `words` stand in `content` and `speaker` of these statements."""
        return self._hits(statements, words, ids)

    def article_hits(self, words: str, ids: Collection[str]) -> Hits:
        """Give where `words` stand in `title` and `text` of these articles."""
        return self._hits(articles, words, ids)

    def count_statements(self, article_ids: Collection[str]) -> dict[str, int]:
        """Count the statements of each of these articles that has any."""
        query = select(statements.c.article, func.count()).where(statements.c.article.in_(article_ids))
        rows = self._connection.execute(query.group_by(statements.c.article))
        return {row[0]: row[1] for row in rows}

    def texts(self, article_ids: Collection[str]) -> dict[str, str]:
        """Give the texts of these articles."""
        query = select(articles.c.id, articles.c.text).where(articles.c.id.in_(article_ids))
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def count(self, table: str) -> int:
        """Count things; see `counts.count_rows`."""
        return count_rows(self._connection, table)

    def statement_sorts(self, ids: Collection[str]) -> list[sorts.Sort]:
        """Count these statements by day, polarity and kind."""
        return sorts.of_statements(self._connection, ids)

    def spoken_sorts(self, items: Collection[str], without: Collection[str]) -> list[sorts.Sort]:
        """Count so the statements whose speaker is one of these items, but for those `without`."""
        return sorts.of_speakers(self._connection, items, without)

    def _is_small(self, publisher: str) -> bool:
        """Tell whether it is quicker to sort all that a publisher prints than to look for it by day."""
        some = select(articles.c.id).where(is_text(articles.c.publisher, publisher)).limit(_FEW + 1)
        return len(self._connection.execute(some).all()) <= _FEW

    def _hits(self, table: Table, words: str, ids: Collection[str]) -> Hits:
        return search_of(self._connection).hits(table, words_query(words, INDEXED[table.name]), ids)

    def _page(
        self,
        query: Select[Any],
        order: tuple[ColumnElement[Any], ...],
        after: Key | None,
        most: int,
        *,
        rising: bool = False,
    ) -> list[Key]:
        rows = self._connection.execute(after_key(query, order, after, most, rising=rising))
        return [tuple(row) for row in rows]

    def _rows(
        self, query: Select[Any], order: tuple[ColumnElement[Any], ...], after: Key | None, most: int
    ) -> list[Mapping[str, Any]]:
        rows = self._connection.execute(after_key(query, order, after, most, rising=False))
        return [dict(row) for row in rows.mappings()]
