"""Groups of the corpus stages with their members, read many at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from onrecord.model import Group
from onrecord.store.dialects import given
from onrecord.store.portions import portions
from onrecord.store.schema_links import group_members, groups

# Questions that every page asks are made once: making one takes longer than asking it.
_IDS = given()
#: Items of a stage with their groups.
GROUPS_OF = select(group_members.c.item, group_members.c.group).where(
    group_members.c.stage == bindparam("stage"), group_members.c.item.in_(_IDS)
)
#: Records of groups that have so many members, without these.
BARE = select(groups.c.id, groups.c.record).where(groups.c.id.in_(_IDS), groups.c.size >= bindparam("least"))
#: Groups by their ids.
BY_ID = select(groups.c.id, groups.c.record).where(groups.c.id.in_(_IDS))
#: Groups with their members.
MEMBERS_OF = (
    select(group_members.c.group, group_members.c.item)
    .where(group_members.c.group.in_(_IDS))
    .order_by(group_members.c.group, group_members.c.item)
)


def groups_from(connection: Connection, stage: str, first: str, most: int) -> list[Group]:
    """Give up to `most` groups of a stage by id, from the id `first` on, which may be gone by now."""
    query = select(groups.c.id, groups.c.record).where(groups.c.stage == stage, groups.c.id >= first)
    return read_groups(connection, query.order_by(groups.c.id).limit(most))


def read_groups(
    connection: Connection, query: Select[tuple[str, str]], values: Mapping[str, Any] | None = None
) -> list[Group]:
    """Give groups in the order of a query for their ids and records; `record` is a JSON object."""
    rows = connection.execute(query, values).all()
    members: dict[str, list[str]] = {row.id: [] for row in rows}
    for portion in portions(members):
        for group, item in connection.execute(MEMBERS_OF, {"ids": portion}).all():
            members[group].append(item)
    return [Group(id=row.id, members=tuple(members[row.id]), record=json.loads(row.record)) for row in rows]
