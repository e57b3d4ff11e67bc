"""Put groups in the place of others, and leave those alone that are as they were."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection, delete, insert

from onrecord.model import Group, group_id
from onrecord.store.groups import BY_ID, MEMBERS_OF
from onrecord.store.link_rows import write_json
from onrecord.store.names import weigh
from onrecord.store.portions import portions
from onrecord.store.schema_links import group_members
from onrecord.store.schema_links import groups as group_table


def replace_groups(
    connection: Connection, stage: str, known: Collection[str], groups: Sequence[Group]
) -> None:
    """Put `groups` of a stage in the place of the groups with the ids `known`.

    Most are as they were: of a component that one more article touches little changes, and a row has a place
    in seven indexes.
    """
    before = {it: (record, members) for it, record, members in _written(connection, known)}
    after = {group.id: (write_json(group.record), sorted(group.members)) for group in groups}
    for old in portions(sorted(it for it in before if before[it] != after.get(it))):
        connection.execute(delete(group_members).where(group_members.c.group.in_(old)))
        connection.execute(delete(group_table).where(group_table.c.id.in_(old)))
    new = sorted(it for it in after if after[it] != before.get(it))
    if not new:
        return
    connection.execute(
        insert(group_table), [{"id": it, "stage": stage, "record": after[it][0]} for it in new]
    )
    members = [
        {"stage": stage, "item": member, "group": it, "alias": group_id(it.split("-", 1)[0], [member])}
        for it in new
        for member in after[it][1]
    ]
    connection.execute(insert(group_members), members)
    weigh(connection, new)


def _written(connection: Connection, ids: Collection[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Give groups by id: their records as written, and their members, sorted."""
    for portion in portions(sorted(ids)):
        members: dict[str, list[str]] = {it: [] for it in portion}
        for group, item in connection.execute(MEMBERS_OF, {"ids": portion}):
            members[group].append(item)
        for group, record in connection.execute(BY_ID, {"ids": portion}):
            yield group, record, sorted(members[group])
