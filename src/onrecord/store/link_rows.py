"""Items and pairs of the corpus stages as rows, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from typing import Any

from sqlalchemy import Row

from onrecord.model import Item, Pair


def item_row(stage: str, item: Item) -> dict[str, str]:
    """Write an item."""
    keys, body = write_json(sorted(item.keys)), write_json(item.body)
    return {"stage": stage, "id": item.id, "article": item.article, "keys": keys, "body": body}


def pair_row(stage: str, pair: Pair) -> dict[str, Any]:
    """Write a pair."""
    same = {name: getattr(pair, name) for name in ("a", "b", "score", "joins")}
    return {"stage": stage, **same, "data": write_json(pair.data)}


def read_pair(row: Row[Any]) -> Pair:
    """Make a pair of its row."""
    return Pair(a=row.a, b=row.b, score=row.score, joins=bool(row.joins), data=json.loads(row.data))


def write_json(value: Any) -> str:
    """Write a value, or a dataclass, as JSON that is the same each time."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
