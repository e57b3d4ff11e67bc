"""Which names an article prints for which items of the stage "entities", in one open transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import text as sql

from onrecord.model import Counted, PrintedNames
from onrecord.store.dialects import gathered, given
from onrecord.store.portions import portions
from onrecord.store.schema import articles, hops, mentions, spans, statements
from onrecord.store.schema_links import (
    about_names,
    group_members,
    groups,
    mention_names,
    name_counts,
    name_totals,
    speaker_names,
)
from onrecord.store.search import search_of

# Questions that every page asks are made once: making one takes longer than asking it.
_IDS = given()
#: Items of the agencies and publishers of chains, by the hop's name, where the article has one for it.
_OUTLETS = (
    select(hops.c.statement, hops.c.name, func.min(name_counts.c.item))
    .join(statements, statements.c.id == hops.c.statement)
    .join(
        name_counts,
        and_(name_counts.c.article == statements.c.article, name_counts.c.text == hops.c.name),
    )
    .where(hops.c.kind.in_(("agency", "publisher")), name_counts.c.form == "name", hops.c.statement.in_(_IDS))
    .group_by(hops.c.statement, hops.c.name)
    .having(func.min(name_counts.c.item) == func.max(name_counts.c.item))
)
_SPOKEN = select(gathered(speaker_names.c.statement)).where(speaker_names.c.item.in_(_IDS))
_TIMES = func.sum(name_totals.c.count)
_COUNTED = (
    select(group_members.c.group, name_totals.c.text, _TIMES)
    .join(name_totals, name_totals.c.item == group_members.c.item)
    .where(name_totals.c.form == bindparam("form"), group_members.c.group.in_(_IDS))
    .group_by(group_members.c.group, name_totals.c.text)
    .order_by(_TIMES.desc(), name_totals.c.text)
)


#: PostgreSQL indexes a digest of the words, which may be long.
_WORDS = {"sqlite": "text", "postgresql": "md5(text)"}
_ADDED = {
    database: sql(
        "INSERT INTO name_totals (item, form, text, count) VALUES (:item, :form, :text, :count) "
        f"ON CONFLICT (item, form, {words}) DO UPDATE SET count = name_totals.count + excluded.count"
    )
    for database, words in _WORDS.items()
}


@cache
def _look_up(table: Table, key: str, value: str) -> Select[Any]:
    return select(table.c[key], table.c[value]).where(table.c[key].in_(_IDS))


def weigh(connection: Connection, entities: Collection[str]) -> None:
    """Count how often the record prints the names of some entities, for lists by that."""
    printed = (
        select(func.sum(name_totals.c.count))
        .select_from(group_members)
        .join(name_totals, and_(name_totals.c.item == group_members.c.item, name_totals.c.form == "name"))
        .where(group_members.c.group == groups.c.id)
        .scalar_subquery()
    )
    for portion in portions(sorted(entities)):
        chosen = update(groups).where(groups.c.id.in_(portion), groups.c.stage == "entities")
        connection.execute(chosen.values(weight=func.coalesce(printed, 0)))


class NameTables:
    """Names, speakers and mentions by item; part of `Linkage`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_names(self, printed: Sequence[PrintedNames]) -> None:
        """Keep what articles print, in the place of what was kept of them."""
        articles_put = [it.article for it in printed]
        touched = self._take_off(articles_put)
        rows: dict[Table, list[dict[str, Any]]] = {
            name_counts: [
                {"article": it.article, "item": item, "form": form, "text": text, "count": count}
                for it in printed
                for (item, form, text), count in sorted(it.counts.items())
            ],
            speaker_names: [
                {"statement": key, "item": item} for it in printed for key, item in it.speakers.items()
            ],
            mention_names: [
                {"article": it.article, "position": position, "item": item}
                for it in printed
                for position, item in it.mentions.items()
            ],
        }
        for table, found in rows.items():
            if found:
                self._connection.execute(insert(table), found)
        self._sum_up(rows[name_counts])
        for portion in portions(articles_put):
            self._date_and_relate(portion)
        weigh(self._connection, self._groups_of(touched.union(row["item"] for row in rows[name_counts])))

    def _take_off(self, printing: Sequence[str]) -> set[str]:
        """Forget what is kept of articles, and take it off the totals; gives the items they printed."""
        touched: set[str] = set()
        for portion in portions(printing):
            known = select(name_counts).where(name_counts.c.article.in_(portion))
            for row in self._connection.execute(known).mappings().all():
                same = and_(*(name_totals.c[name] == row[name] for name in ("item", "form", "text")))
                less = {"count": name_totals.c.count - row["count"]}
                self._connection.execute(update(name_totals).where(same).values(less))
                self._connection.execute(delete(name_totals).where(same, name_totals.c.count <= 0))
                touched.add(row["item"])
            of_these = select(statements.c.id).where(statements.c.article.in_(portion))
            for table in (speaker_names, about_names):
                self._connection.execute(delete(table).where(table.c.statement.in_(of_these)))
            for table in (name_counts, mention_names):
                self._connection.execute(delete(table).where(table.c.article.in_(portion)))
        return touched

    def _sum_up(self, rows: Collection[Mapping[str, Any]]) -> None:
        if not rows:
            return
        plain = [{name: row[name] for name in ("item", "form", "text", "count")} for row in rows]
        self._connection.execute(_ADDED[self._connection.dialect.name], plain)
        search_of(self._connection).add(name_totals, plain)

    def _date_and_relate(self, printing: Sequence[str]) -> None:
        """Note the days that lists are sorted by, and which items each statement's content is about."""
        day = select(articles.c.day).where(articles.c.id == name_counts.c.article).scalar_subquery()
        dated = update(name_counts).where(name_counts.c.article.in_(printing))
        self._connection.execute(dated.values(day=func.coalesce(day, "")))
        said = select(statements.c.day).where(statements.c.id == speaker_names.c.statement).scalar_subquery()
        of_these = select(statements.c.id).where(statements.c.article.in_(printing))
        spoken = update(speaker_names).where(speaker_names.c.statement.in_(of_these))
        self._connection.execute(spoken.values(day=func.coalesce(said, "")))
        about = (
            select(statements.c.id, mention_names.c.item, statements.c.day)
            .distinct()
            .select_from(mention_names)
            .join(
                mentions,
                and_(
                    mentions.c.article == mention_names.c.article,
                    mentions.c.position == mention_names.c.position,
                ),
            )
            .join(statements, statements.c.article == mention_names.c.article)
            .join(
                spans,
                and_(
                    spans.c.statement == statements.c.id,
                    spans.c.role == "content",
                    spans.c.start <= mentions.c.start,
                    mentions.c.end <= spans.c.end,
                ),
            )
            .where(mention_names.c.article.in_(printing))
        )
        self._connection.execute(insert(about_names).from_select(["statement", "item", "day"], about))

    def _groups_of(self, items: Collection[str]) -> set[str]:
        found: set[str] = set()
        for portion in portions(items):
            here = and_(group_members.c.stage == "entities", group_members.c.item.in_(portion))
            found.update(self._connection.execute(select(group_members.c.group).where(here)).scalars())
        return found

    def count_names(self, items: Collection[str], form: str) -> list[Counted]:
        """Count the words printed for these items, most frequent first; `form` as in `name_counts`."""
        counts: dict[str, int] = {}
        for portion in portions(items):
            here = (name_totals.c.item.in_(portion), name_totals.c.form == form)
            query = select(name_totals.c.text, func.sum(name_totals.c.count)).where(*here)
            for text, count in self._connection.execute(query.group_by(name_totals.c.text)):
                counts[text] = counts.get(text, 0) + count
        ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        return [Counted(text=text, count=count) for text, count in ranked]

    def count_by_group(self, entities: Collection[str], form: str) -> dict[str, list[Counted]]:
        """Count the words printed for entities (ids of groups), most frequent first."""
        found: dict[str, list[Counted]] = {}
        for portion in portions(entities):
            for group, text, times in self._connection.execute(
                _COUNTED, {"form": form, "ids": portion}
            ).all():
                found.setdefault(group, []).append(Counted(text=text, count=times))
        return found

    def speakers(self, statement_ids: Collection[str]) -> Mapping[str, str]:
        """Give the item of the speaker of each statement that has a named one."""
        return self._look_up(speaker_names, "statement", "item", statement_ids)

    def outlets(self, statement_ids: Collection[str]) -> dict[str, dict[str, str]]:
        """Give, by statement, the item of each agency or publisher of its chain, by the hop's name.

        A name that the article prints for two items is left out.
        """
        found: dict[str, dict[str, str]] = {}
        for portion in portions(statement_ids):
            for statement, name, item in self._connection.execute(_OUTLETS, {"ids": portion}).all():
                found.setdefault(statement, {})[name] = item
        return found

    def spoken_by(self, items: Collection[str]) -> set[str]:
        """Give the ids of the statements whose speaker is one of these items."""
        found: set[str] = set()
        for portion in portions(items):
            # As one value: of thousands of rows each would be handed over by itself.
            listed = self._connection.execute(_SPOKEN, {"ids": portion}).scalar_one()
            found.update(json.loads(listed))
        return found

    def count_spoken(self, items: Collection[str]) -> int:
        """Count the statements whose speaker is one of these items."""
        here = speaker_names.c.item.in_(items)
        return self._connection.execute(select(func.count()).where(here)).scalar_one()

    def publishers_of(self, items: Collection[str], most: int, of_newest: int) -> list[Counted]:
        """Give the publishers that print most of the newest statements of these speakers, with how many."""
        order = speaker_names.c.day.desc(), speaker_names.c.statement
        spoken = select(speaker_names.c.statement).where(speaker_names.c.item.in_(items)).order_by(*order)
        newest = spoken.limit(of_newest).subquery()
        count = func.count()
        query = (
            select(articles.c.publisher, count)
            .select_from(newest)
            .join(statements, statements.c.id == newest.c.statement)
            .join(articles, articles.c.id == statements.c.article)
            .where(articles.c.publisher.is_not(None))
            .group_by(articles.c.publisher)
            .order_by(count.desc(), articles.c.publisher)
        )
        rows = self._connection.execute(query.limit(most))
        return [Counted(text=row[0], count=row[1]) for row in rows]

    def mentions(self, article: str) -> Mapping[int, str]:
        """Give the item of each mention of an article that has one, by the mention's position."""
        query = select(mention_names.c.position, mention_names.c.item)
        rows = self._connection.execute(query.where(mention_names.c.article == article))
        return {row[0]: row[1] for row in rows}

    def clear(self) -> None:
        """Forget all names."""
        for table in (name_counts, name_totals, speaker_names, about_names, mention_names):
            self._connection.execute(delete(table))

    def _look_up(self, table: Table, key: str, value: str, wanted: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for portion in portions(wanted):
            rows = self._connection.execute(_look_up(table, key, value), {"ids": portion}).all()
            found |= {row[0]: row[1] for row in rows}
        return found
