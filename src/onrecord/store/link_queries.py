"""Questions about blocks, items and pairs, made once: each is asked several times for every portion."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, func, select

from onrecord.store.dialects import given, listed
from onrecord.store.schema_links import link_items, link_keys, link_pairs

#: Sorts after every id.
_BEYOND = "\uffff"
_WANTED = listed(bindparam("keys")).table_valued("value")
_ONE = link_keys.alias("one")
#: The last of the smallest members of a block that are asked for.
_LAST = (
    select(_ONE.c.item)
    .where(_ONE.c.stage == bindparam("stage"), _ONE.c.key == _WANTED.c.value)
    .order_by(_ONE.c.item)
    .limit(1)
    .offset(bindparam("most") - 1)
    .correlate(_WANTED)
    .scalar_subquery()
)
#: The smallest members of blocks. SQLite would begin
#: with all keys of the stage, but for the outer join, which it takes in the order that it is written in.
MEMBERS = select(_WANTED.c.value, link_keys.c.item).select_from(
    _WANTED.outerjoin(
        link_keys,
        and_(
            link_keys.c.stage == bindparam("stage"),
            link_keys.c.key == _WANTED.c.value,
            link_keys.c.item <= func.coalesce(_LAST, _BEYOND),
        ),
    )
)
_IDS = given()
#: Keys of items, without the items.
KEYS = select(link_items.c.id, link_items.c["keys"]).where(
    link_items.c.stage == bindparam("stage"), link_items.c.id.in_(_IDS)
)
_ITEM = link_items.c
#: Items by id.
ITEMS: Select[Any] = select(
    _ITEM.id, _ITEM.article, _ITEM["keys"], _ITEM.first_day, _ITEM.last_day, _ITEM.reach, _ITEM.body
).where(_ITEM.stage == bindparam("stage"), _ITEM.id.in_(_IDS))
#: Days and reach of items, without the items.
REACHES = select(_ITEM.id, _ITEM.first_day, _ITEM.last_day, _ITEM.reach).where(
    _ITEM.stage == bindparam("stage"), _ITEM.id.in_(_IDS)
)
#: Ids of the items of articles.
ITEMS_OF = select(link_items.c.id).where(
    link_items.c.stage == bindparam("stage"), link_items.c.article.in_(_IDS)
)
#: What a pair is made of: not what SQLite would work out for every row.
PAIR = tuple(link_pairs.c[name] for name in ("a", "b", "score", "joins", "data"))
#: Pairs by their first item, and by their second.
PAIRS_BY = tuple(
    select(*PAIR).where(link_pairs.c.stage == bindparam("stage"), end.in_(_IDS))
    for end in (link_pairs.c.a, link_pairs.c.b)
)
#: One pair less.
DROPPED = delete(link_pairs).where(
    link_pairs.c.stage == bindparam("of_stage"),
    link_pairs.c.a == bindparam("first"),
    link_pairs.c.b == bindparam("second"),
)
