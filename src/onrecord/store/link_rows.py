"""Items and pairs of the corpus stages as rows, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import orjson

from onrecord.model import Days, Item, Pair

#: Characters of the longest key of a block that is kept as it is, and of the beginning of a longer one.
_LONGEST_KEY, _KEPT = 500, 400


def item_row(stage: str, item: Item) -> dict[str, Any]:
    """Write an item."""
    first, last = item.days or (None, None)
    return {
        "stage": stage, "id": item.id, "article": item.article, "keys": write_json(sorted(item.keys)),
        "first_day": first, "last_day": last, "reach": item.reach, "body": write_json(item.body),
    }  # fmt: skip


def read_item(row: Sequence[Any]) -> Item:
    """Make an item of a row of `link_queries.ITEMS`."""
    identity, article, keys, first, last, reach, body = row
    return Item(
        id=identity, article=article, keys=frozenset(orjson.loads(keys)), body=orjson.loads(body),
        days=read_days(first, last), reach=reach,
    )  # fmt: skip


def read_days(first: str | None, last: str | None) -> Days | None:
    """Make the days of an item of its columns."""
    return None if first is None or last is None else (first, last)


def held_key(key: str) -> str:
    """Give a key as it is kept in blocks: of a long one a beginning and a digest.

    A row of an index of PostgreSQL takes up to 2,704 bytes, and a character up to 4.
    """
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[:_KEPT]}{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}"


def pair_row(stage: str, pair: Pair) -> dict[str, Any]:
    """Write a pair."""
    same = {name: getattr(pair, name) for name in ("a", "b", "score", "joins")}
    return {"stage": stage, **same, "data": write_json(pair.data)}


def read_pair(row: Sequence[Any]) -> Pair:
    """Make a pair of a row of `link_queries.PAIR`."""
    a, b, score, joins, data = row
    return Pair(a=a, b=b, score=score, joins=bool(joins), data=orjson.loads(data))


def write_json(value: Any) -> str:
    """Write a value, or a dataclass, as JSON that is the same each time."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
