"""The rest of what pages list: publishers, drops, people's decisions, activities, and how much there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model import Activity, Drop, Judgement, Stage
from onrecord.reading.paging import FIRST, Page, Turn, turn_page
from onrecord.reading.record import Record
from onrecord.reading.remembering import remember
from onrecord.store.paging import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """An outlet, as its pages name it."""

    name: str
    articles: int
    #: Days of its first and last article; "" where none of them has one.
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDrop:
    """Something refused, with the article or capture it was part of."""

    drop: Drop
    #: Ids; None where there is none.
    article: str | None
    capture: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is on record."""

    articles: int
    statements: int
    publishers: int
    entities: int
    utterances: int
    stories: int
    disputes: int
    drops: int


def count_record(record: Record) -> Counts:
    """Count what is on record; disputes are those in so many words that stand, as lists give them."""

    def count() -> Counts:
        names = Counts.__dataclass_fields__.keys() - {"disputes"}
        return Counts(disputes=_count_disputes(record), **{name: record.lists.count(name) for name in names})

    return remember(record, "counts", count)


def _count_disputes(record: Record) -> int:
    judged = {
        (min(it.a, it.b), max(it.a, it.b)) for it in record.judgements() if it.stage == "disputes" and it.b
    }
    pairs = [
        (pair.a, pair.b)
        for pair in record.linkage.pairs("disputes", {a for a, _ in judged})
        if (pair.a, pair.b) in judged and pair.data.get("relation") == "disputes"
    ]
    # What the database counts, it counts whatever people decided.
    groups = record.grouped.of("utterances", {end for pair in pairs for end in pair})
    apart = sum(groups.get(a, a) != groups.get(b, b) for a, b in pairs)
    return record.lists.count("disputes") - apart + len(record.links_of_pairs(pairs))


def list_publishers(record: Record, turn: Turn = FIRST) -> Page[Publisher]:
    """Give publishers by name, with the number of their articles; CursorError as in `lists`."""
    return remember(record, ("publishers", turn), lambda: _publishers(record, turn))


def _publishers(record: Record, turn: Turn) -> Page[Publisher]:
    found: dict[str, Publisher] = {}

    def read(after: Key | None, most: int) -> list[Key]:
        rows = record.lists.publishers(after, most)
        found.update((row[0], _publisher(row)) for row in rows)
        return [(row[0],) for row in rows]

    page = turn_page("publishers", turn, (str,), read)
    return Page(items=tuple(found[str(key[0])] for key in page.items), next=page.next)


def find_publisher(record: Record, name: str) -> Publisher | None:
    """Give the publisher with this whole name."""
    row = record.lists.publisher(name)
    return None if row is None else _publisher(row)


def list_drops(record: Record, turn: Turn = FIRST, *, stage: Stage | None = None) -> Page[KeptDrop]:
    """Give what was refused, the last first; of one stage where asked."""
    rows: dict[Key, Mapping[str, Any]] = {}

    def read(after: Key | None, most: int) -> list[Key]:
        rows.update({(row["number"],): row for row in record.lists.drops(stage, after, most)})
        return list(rows)

    page = turn_page("drops", turn, (int,), read)
    kept = [rows[key] for key in page.items]
    parts = ("stage", "item", "reason", "partial")
    items = tuple(
        KeptDrop(
            drop=Drop(**{name: row[name] for name in parts}), article=row["article"], capture=row["capture"]
        )
        for row in kept
    )
    return Page(items=items, next=page.next)


def list_judgements(record: Record, turn: Turn = FIRST) -> Page[Judgement]:
    """Give people's decisions, newest first, those that were taken back among them."""
    rows: dict[Key, Mapping[str, Any]] = {}

    def read(after: Key | None, most: int) -> list[Key]:
        rows.update({(row["when"], row["id"]): row for row in record.lists.judgements(after, most)})
        return list(rows)

    page = turn_page("judgements", turn, (str, str), read)
    return Page(items=tuple(Judgement(**rows[key]) for key in page.items), next=page.next)


def list_activities(record: Record, turn: Turn = FIRST) -> Page[Activity]:
    """Give what ran (software, settings, model), newest first."""
    rows: dict[Key, Mapping[str, Any]] = {}

    def read(after: Key | None, most: int) -> list[Key]:
        rows.update({(row["started"], row["id"]): row for row in record.lists.activities(after, most)})
        return list(rows)

    page = turn_page("activities", turn, (str, str), read)
    return Page(items=tuple(Activity(**rows[key]) for key in page.items), next=page.next)


def _publisher(row: tuple[str, int, str | None, str | None]) -> Publisher:
    name, articles, first, last = row
    return Publisher(name=name, articles=articles, first_day=first or "", last_day=last or "")
