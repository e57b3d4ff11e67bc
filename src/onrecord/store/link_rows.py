"""Items and pairs of the corpus stages as rows, and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, is_dataclass
from typing import Any

import orjson
from sqlalchemy import Row

from onrecord.model import Days, Item, Pair

#: Characters of the longest key of a block that is kept as it is, and of the beginning of a longer one.
_LONGEST_KEY, _KEPT = 500, 400


def item_row(stage: str, item: Item) -> dict[str, str | None]:
    """Write an item."""
    first, last = item.days or (None, None)
    return {
        "stage": stage, "id": item.id, "article": item.article, "keys": write_json(sorted(item.keys)),
        "first_day": first, "last_day": last, "body": write_json(item.body),
    }  # fmt: skip


def read_item(row: Row[Any]) -> Item:
    """Make an item of its row."""
    return Item(
        id=row.id,
        article=row.article,
        keys=frozenset(orjson.loads(row.keys_)),
        body=orjson.loads(row.body),
        days=read_days(row.first_day, row.last_day),
    )


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


def read_pair(row: Row[Any]) -> Pair:
    """Make a pair of its row."""
    return Pair(a=row.a, b=row.b, score=row.score, joins=bool(row.joins), data=orjson.loads(row.data))


def write_json(value: Any) -> str:
    """Write a value, or a dataclass, as JSON that is the same each time."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
