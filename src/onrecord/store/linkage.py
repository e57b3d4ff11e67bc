"""The tables of the corpus stages, in one open transaction: blocks, pairs, groups, decisions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, and_, delete, func, insert, select, update

from onrecord.model import AnnotatedArticle, Days, Group, Item, Judgement, Pair, Verdicts
from onrecord.model.audit import LogEntry, Signature
from onrecord.store.audit import read_entries
from onrecord.store.changes import read_state
from onrecord.store.decisions import Decisions
from onrecord.store.event_names import EventNames
from onrecord.store.groups import BARE, BY_ID, GROUPS_OF, read_groups
from onrecord.store.link_queries import DROPPED, ITEMS, ITEMS_OF, KEYS, MEMBERS, PAIR, PAIRS_BY, REACHES
from onrecord.store.link_rows import held_key, item_row, pair_row, read_days, read_item, read_pair
from onrecord.store.lists import Lists
from onrecord.store.lookups import Lookups
from onrecord.store.names import NameTables
from onrecord.store.portions import portions
from onrecord.store.reading import read_articles
from onrecord.store.regrouping import replace_groups
from onrecord.store.scans import scan_articles
from onrecord.store.schema import articles as article_table
from onrecord.store.schema_links import (
    group_members,
    link_items,
    link_keys,
    link_pairs,
    link_versions,
    unlinked,
)
from onrecord.store.schema_links import groups as group_table


class Linkage:
    """What the corpus stages keep, read and written in the transaction of one connection.

    Implements `onrecord.link.index.Index`; see there for what the methods promise.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        #: Which names the articles print for the items of stage "entities".
        self.names = NameTables(connection)
        #: Whose deeds are whose.
        self.events = EventNames(connection)
        #: Things by the beginning of their id or by name, and people's corrections.
        self.lookups = Lookups(connection)
        self._decisions = Decisions(connection)
        #: Things a page at a time, by index.
        self.lists = Lists(connection)

    def unlinked(self, most: int) -> list[AnnotatedArticle]:
        """Give up to `most` articles that are not linked yet, smallest id first."""
        ids = select(unlinked.c.article).order_by(unlinked.c.article).limit(most)
        query = select(article_table).where(article_table.c.id.in_(ids)).order_by(article_table.c.id)
        return read_articles(self._connection, self._connection.execute(query).mappings().all())

    def article(self, identity: str) -> AnnotatedArticle | None:
        """Give one article with all that is marked in it."""
        return next(scan_articles(self._connection, article=identity), None)

    def count_unlinked(self) -> int:
        """Count the articles that are not linked yet."""
        return self._connection.execute(select(func.count()).select_from(unlinked)).scalar_one()

    def mark_linked(self, ids: Iterable[str]) -> None:
        """Note that these articles are linked."""
        for portion in portions(ids):
            self._connection.execute(delete(unlinked).where(unlinked.c.article.in_(portion)))

    def add_items(self, stage: str, items: Sequence[Item]) -> tuple[list[Item], list[str]]:
        """Keep items; give the new ones, and the ids of those that now stand in a smaller article id."""
        found: dict[str, Item] = {}
        for item in items:
            if item.id not in found or item.article < found[item.id].article:
                found[item.id] = item
        known = self.items(stage, found)
        new = [item for item in found.values() if item.id not in known]
        moved = [
            item for item in found.values() if item.id in known and item.article < known[item.id].article
        ]
        if new:
            self._connection.execute(insert(link_items), [item_row(stage, item) for item in new])
        named = ((held_key(key), item.id) for item in new for key in item.keys)
        keys = [{"stage": stage, "key": key, "item": identity} for key, identity in sorted(named)]
        if keys:
            self._connection.execute(insert(link_keys), keys)
        for item in moved:
            here = and_(link_items.c.stage == stage, link_items.c.id == item.id)
            self._connection.execute(update(link_items).where(here).values(article=item.article))
        return new, sorted(item.id for item in moved)

    def blocks(self, stage: str, keys: Collection[str], most: int) -> dict[str, list[str]]:
        """Give the `most` smallest ids of each of these blocks, sorted; of those with two members or more."""
        found: dict[str, list[str]] = {}
        held = {held_key(key): key for key in keys}
        for portion in portions(held):
            wanted = {"stage": stage, "keys": json.dumps(portion), "most": most}
            # All rows at once, here and below: one by one each costs a call of the driver.
            for key, item in self._connection.execute(MEMBERS, wanted).all():
                found.setdefault(held[key], []).append(item)
        return {key: sorted(members) for key, members in found.items() if len(members) > 1}

    def members(self, stage: str, key: str, most: int) -> list[str]:
        """Give the `most` smallest ids in a block, sorted, of a block of one member too."""
        here = and_(link_keys.c.stage == stage, link_keys.c.key == held_key(key))
        query = select(link_keys.c.item).where(here).order_by(link_keys.c.item).limit(most)
        return list(self._connection.execute(query).scalars())

    def items(self, stage: str, ids: Collection[str]) -> dict[str, Item]:
        """Give items by id, those that are there."""
        found: dict[str, Item] = {}
        for portion in portions(ids):
            rows = self._connection.execute(ITEMS, {"stage": stage, "ids": portion}).all()
            found |= {row[0]: read_item(row) for row in rows}
        return found

    def keys_of(self, stage: str, ids: Collection[str]) -> dict[str, frozenset[str]]:
        """Give the keys of items, without the items."""
        found: dict[str, frozenset[str]] = {}
        for portion in portions(ids):
            rows = self._connection.execute(KEYS, {"stage": stage, "ids": portion}).all()
            found |= {row[0]: frozenset(orjson.loads(row[1])) for row in rows}
        return found

    def reaches_of(self, stage: str, ids: Collection[str]) -> dict[str, tuple[Days | None, int | None]]:
        """Give the days and the reach of items, without the items."""
        found: dict[str, tuple[Days | None, int | None]] = {}
        for portion in portions(ids):
            rows = self._connection.execute(REACHES, {"stage": stage, "ids": portion}).all()
            found |= {row[0]: (read_days(row[1], row[2]), row[3]) for row in rows}
        return found

    def items_of(self, stage: str, articles: Collection[str]) -> set[str]:
        """Give the ids of the items whose smallest article is one of these."""
        found: set[str] = set()
        for portion in portions(articles):
            found.update(self._connection.execute(ITEMS_OF, {"stage": stage, "ids": portion}).scalars())
        return found

    def pairs(self, stage: str, ids: Collection[str]) -> list[Pair]:
        """Give the pairs with any of these items, sorted by (a, b)."""
        found: dict[tuple[str, str], Pair] = {}
        for portion in portions(ids):
            for query in PAIRS_BY:
                rows = self._connection.execute(query, {"stage": stage, "ids": portion}).all()
                found |= {(row[0], row[1]): read_pair(row) for row in rows if (row[0], row[1]) not in found}
        return [found[place] for place in sorted(found)]

    def all_pairs(self, stage: str) -> Iterator[Pair]:
        """Give all pairs of a stage, sorted by (a, b)."""
        query = select(*PAIR).where(link_pairs.c.stage == stage).order_by(link_pairs.c.a, link_pairs.c.b)
        yield from map(read_pair, self._connection.execute(query))

    def put_pairs(self, stage: str, pairs: Iterable[Pair]) -> None:
        """Keep scored pairs."""
        kept = list(pairs)
        self.drop_pairs(stage, ((pair.a, pair.b) for pair in kept))
        days = self.lookups.days([pair.data["by"] for pair in kept if "relation" in pair.data])
        rows = [{**pair_row(stage, pair), "day": days.get(pair.data.get("by", ""), "")} for pair in kept]
        if rows:
            self._connection.execute(insert(link_pairs), rows)

    def drop_pairs(self, stage: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget pairs that no block brings together any more."""
        dropped = [{"of_stage": stage, "first": a, "second": b} for a, b in pairs]
        if dropped:
            self._connection.execute(DROPPED, dropped)

    def regroup(self, stage: str, items: Collection[str], groups: Sequence[Group]) -> None:
        """Put `groups` in the place of all groups that hold any of `items`; equal ones stay as they are."""
        replace_groups(self._connection, stage, self._groups_of(stage, items), groups)

    def _groups_of(self, stage: str, items: Collection[str]) -> set[str]:
        return set(self.group_ids(stage, items).values())

    def group_ids(self, stage: str, items: Collection[str]) -> dict[str, str]:
        """Give the id of the group of each of these items, of those that have one."""
        found: dict[str, str] = {}
        for portion in portions(items):
            rows = self._connection.execute(GROUPS_OF, {"stage": stage, "ids": portion}).all()
            found |= {row[0]: row[1] for row in rows}
        return found

    def records(self, ids: Collection[str]) -> dict[str, Group]:
        """Give groups by their present ids, those that are there."""
        found: dict[str, Group] = {}
        for portion in portions(ids):
            found |= {it.id: it for it in read_groups(self._connection, BY_ID, {"ids": portion})}
        return found

    def groups_of(self, stage: str, items: Collection[str]) -> list[Group]:
        """Give the groups that hold any of `items`, sorted by id."""
        found = self.records(self._groups_of(stage, items))
        return [found[identity] for identity in sorted(found)]

    def bare_records(self, ids: Collection[str], *, least: int = 0) -> dict[str, Any]:
        """Give the records of groups by their present ids, without their members.

        Args:
            ids: of groups.
            least: only of utterances and stories with so many members.

        """
        found: dict[str, Any] = {}
        for portion in portions(ids):
            rows = self._connection.execute(BARE, {"least": least, "ids": portion}).all()
            found |= {row[0]: orjson.loads(row[1]) for row in rows}
        return found

    def resolve(self, identity: str) -> str | None:
        """Give the present id of the group that has, or by another member had, this id."""
        query = select(group_members.c.group).where(group_members.c.alias == identity)
        return self._connection.execute(query).scalars().first()

    def resolve_all(self, identities: Collection[str]) -> dict[str, str]:
        """Give the same for many ids, of those that have one."""
        found: dict[str, str] = {}
        for portion in portions(identities):
            query = select(group_members.c.alias, group_members.c.group)
            rows = self._connection.execute(query.where(group_members.c.alias.in_(portion)))
            found |= {row[0]: row[1] for row in rows}
        return found

    def group(self, stage: str, identity: str) -> Group | None:
        """Give a group of a stage by its present or an earlier id."""
        here = and_(group_table.c.id == self.resolve(identity), group_table.c.stage == stage)
        query = select(group_table.c.id, group_table.c.record).where(here)
        return next(iter(read_groups(self._connection, query)), None)

    def groups(self, stage: str) -> Iterator[Group]:
        """Give all groups of a stage, by id; `record` is a JSON object."""
        query = select(group_table.c.id, group_table.c.record).where(group_table.c.stage == stage)
        yield from read_groups(self._connection, query.order_by(group_table.c.id))

    def verdicts(self, stage: str, ids: Collection[str]) -> Verdicts:
        """Give what people decided about pairs with any of these items; the newest decision counts."""
        return self._decisions.verdicts(stage, ids)

    def judge(self, judgement: Judgement, by: Signature) -> None:
        """Keep a decision, or that it was taken back, and who did that in the audit log."""
        self.lookups.forget()
        self._decisions.judge(judgement, by)

    def judgements(self) -> Iterator[Judgement]:
        """Give all decisions, oldest first."""
        return self._decisions.judgements()

    def audit_log(self) -> Iterator[LogEntry]:
        """Give the lines of the audit log, the oldest first."""
        return read_entries(self._connection)

    def state(self) -> str:
        """Name the state that the store is in, as `Store.state` does."""
        return read_state(self._connection)

    def version(self) -> str | None:
        """Give the version of the corpus stages that made what is kept; None where nothing is."""
        return self._connection.execute(select(link_versions.c.version)).scalars().first()

    def set_version(self, version: str) -> None:
        """Note which version of the corpus stages makes what is kept from now on."""
        self._connection.execute(delete(link_versions))
        self._connection.execute(insert(link_versions), {"number": 1, "version": version})

    def clear(self) -> None:
        """Forget all that was linked, but no decision: every article waits to be linked again."""
        self.names.clear()
        for table in (group_members, group_table, link_pairs, link_keys, link_items, unlinked):
            self._connection.execute(delete(table))
        self._connection.execute(insert(unlinked).from_select(["article"], select(article_table.c.id)))
