"""What must be grouped anew with some items of a stage whose components have no bound.

In a large record nearly all articles of a month hang together by likeness, each like the next. To group such
a component whole for every article that comes would cost more the larger the record is. So a region grows
around what changed until the stage finds nothing outside that its groups depend on; what lies outside is
grouped as before, since a region holds whole groups.
"""

from __future__ import annotations

from collections.abc import Collection

from onrecord.link.near import Near, descents_of, told_by
from onrecord.link.stage import Component, LocalStage


def region(stage: LocalStage, touched: Collection[str], near: Near) -> Component:
    """Give what must be grouped together with the items `touched`, as one component."""
    members: set[str] = set()
    wanted = set(touched)
    while True:
        members |= _whole(wanted, near)
        component = _describe(members, near)
        wanted = set(stage.beyond(component)) - members
        if not wanted:
            return component


def _whole(ids: Collection[str], near: Near) -> set[str]:
    """Add all that is one with these items: their present groups, copies, and what people put together."""
    found: set[str] = set()
    border = set(ids)
    while border:
        found |= border
        more = {member for group in near.index.groups_of(near.stage, border) for member in group.members}
        more |= {end for pair, together in near.verdicts(border).items() if together for end in pair}
        more |= descents_of(border, near.index).keys()
        border = near.items(more - found).keys() - found
    return found


def _describe(members: Collection[str], near: Near) -> Component:
    items = near.items(members)
    own = [pair for pair in near.pairs(members) if pair.joins]
    border = {end for pair in own for end in (pair.a, pair.b)}.difference(members)
    around = tuple(group.members for group in near.index.groups_of(near.stage, border))
    outside = {member for group in around for member in group}
    pairs = {(pair.a, pair.b): pair for pair in (*own, *near.pairs(outside)) if pair.joins}
    known = outside.union(members)
    copies = descents_of(known, near.index)
    return Component(
        items=tuple(items[identity] for identity in sorted(items)),
        pairs=tuple(pairs[it] for it in sorted(pairs) if known.issuperset(it)),
        copies=tuple(copies[article] for article in sorted(copies.keys() & known)),
        told=told_by({it for it, item in items.items() if item.body["day"] is None}, near.index),
        around=around,
        verdicts={it: one for it, one in near.verdicts(known).items() if known.issuperset(it)},
        days={it: days for it, (days, _) in near.index.reaches_of(near.stage, known).items()},
    )
