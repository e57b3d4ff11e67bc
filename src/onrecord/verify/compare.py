"""Compare the rows of a store with those of one that was made again, table by table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onrecord.store import Store
from onrecord.store.raw_rows import KeyedRow
from onrecord.verify.problem import Problem

if TYPE_CHECKING:
    from onrecord.verify.again import Remade

#: What is put in, or only tells of the file itself: nothing of it can be made again. Captures and what they
#: hold, runs and decisions are proved by their own ids, as far as these go.
GIVEN = (
    "contents", "captures", "activities", "judgements", "changes", "visits", "forgotten", "audit_log",
    "link_versions",
)  # fmt: skip
#: What the item stages make, of each capture by itself.
READ = (
    "articles", "blocks", "article_evidence", "mentions", "timexes", "statements", "spans", "hops",
    "statement_evidence", "events", "recipients", "event_evidence", "drops",
)  # fmt: skip
#: What the corpus stages make.
LINKED = (
    "unlinked", "link_items", "link_keys", "link_pairs", "groups", "group_members", "name_counts",
    "name_totals", "speaker_names", "about_names", "mention_names",
)  # fmt: skip
#: Columns that may say which page a row belongs to, the surest first.
_OWNERS = ("capture", "article", "statement", "event", "id", "a", "item")
#: Characters of a value that are told.
_SHOWN = 60


class Compared:
    """A store, and what was made again from its captures."""

    def __init__(self, store: Store, remade: Remade) -> None:
        self._store, self._remade = store, remade

    def problems(self, tally: Counter[str]) -> Iterator[Problem]:
        """Give the rows of the store that were not made again, or otherwise, and those that it lacks."""
        again = self._remade
        tables = READ if again.is_partial or again.is_linked_otherwise else READ + LINKED
        for table in tables:
            pairs = differences(self._store.rows(table), again.store.rows(table), tally, table)
            for key, was, now in pairs:
                if not _is_given(table, was):
                    yield from self._told(table, key, was, now)

    def _told(
        self,
        table: str,
        key: tuple[Any, ...],
        was: Mapping[str, Any] | None,
        now: Mapping[str, Any] | None,
    ) -> Iterator[Problem]:
        capture = self._capture_of(was or now or {})
        if capture in self._remade.untested and table not in LINKED:
            return
        row = "/".join("-" if it is None else str(it) for it in key)
        path = self._paths.get(capture or "")
        made_by = self._remade.versions.get(capture or "")
        by = f" (it was read by onrecord {made_by}, which may have read it otherwise)" if made_by else ""
        if was is None or now is None:
            reason = "is not made again: it was put in or moved" if now is None else "is missing"
            yield Problem(table=table, row=row, path=path, reason=reason + by)
            return
        for name in was:
            if was[name] != now[name]:
                reason = f"its {name} is {_shown(was[name])}, but made again it is {_shown(now[name])}{by}"
                yield Problem(table=table, row=row, path=path, reason=reason, column=name)

    def _capture_of(self, row: Mapping[str, Any]) -> str | None:
        for name in _OWNERS:
            owner = row.get(name)
            if owner in self._paths:
                return str(owner)
            if owner in self._owners:
                return self._owners[owner]
        return None

    @cached_property
    def _paths(self) -> dict[str, str]:
        """The path of each capture."""
        return {key[0]: row["path"] for key, row in self._store.rows("captures")}

    @cached_property
    def _owners(self) -> dict[str, str]:
        """The capture of each article, statement and event in either store; read when first needed."""
        found: dict[str, str] = {}
        for store in (self._remade.store, self._store):
            found |= {key[0]: row["capture"] for key, row in store.rows("articles")}
            for table in ("statements", "events"):
                rows = ((key[0], found.get(row["article"])) for key, row in store.rows(table))
                found |= {identity: capture for identity, capture in rows if capture is not None}
        return found


def differences(
    these: Iterator[KeyedRow], those: Iterator[KeyedRow], tally: Counter[str], table: str
) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    """Give each key whose row differs, with its row on either side; both must come in order of their keys."""
    one, other = next(these, None), next(those, None)
    while one is not None or other is not None:
        order = _compare(one, other)
        if order == 0 and one is not None and other is not None:
            tally[table] += 1
            if one[1] != other[1]:
                yield one[0], one[1], other[1]
        elif order < 0 and one is not None:
            yield one[0], one[1], None
        elif other is not None:
            yield other[0], None, other[1]
        one = next(these, None) if order <= 0 else one
        other = next(those, None) if order >= 0 else other


def _compare(one: KeyedRow | None, other: KeyedRow | None) -> int:
    """Say which of two rows comes first: -1, 0 for the same key, or 1; None comes behind all."""
    if one is None or other is None:
        return (one is None) - (other is None)
    a, b = (tuple((it is not None, "" if it is None else it) for it in row[0]) for row in (one, other))
    return (a > b) - (a < b)


def _is_given(table: str, row: Mapping[str, Any] | None) -> bool:
    """Tell the drops of inputs that gave no capture: nothing is there to make them again from."""
    return table == "drops" and row is not None and row["capture"] is None and row["article"] is None


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
