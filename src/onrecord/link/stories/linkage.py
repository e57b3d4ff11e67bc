"""Average linkage over a sparse graph: groups grow while their members are alike on the whole."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from onrecord.link.blocks import MOST

#: The first and the last day that a member can be of, as ordinals; None for one that is not known.
Days = tuple[int | None, int | None]
#: Beyond every day.
_NEVER = 10_000_000


def average_link(
    members: Sequence[str],
    likenesses: Mapping[tuple[str, str], float],
    *,
    least: float,
    unlike: float,
    together: Sequence[Collection[str]] = (),
    days: Mapping[str, Days] | None = None,
    furthest: int = 0,
) -> list[tuple[str, ...]]:
    """Join the two groups with the greatest mean likeness until none reaches `least` (UPGMA).

    Chains alone do not join: a group of ten takes in an eleventh only where it is like the ten on the
    whole. Pairs that `likenesses` does not have count `unlike`. What stands `together` is one from the
    start; of more than MOST copies only few were compared with another, so these are as like it as the
    likest is. Groups with members that are surely more than `furthest` days apart, by the first and the
    last day of each in `days`, are never joined, however alike the undated ones between them are. Ties
    fall to the smaller ids, so the result is the same in any order. Gives the groups, each sorted, in
    order of their smallest member. Takes time by the number of pairs, not by the square of the members
    (Sokal and Michener 1958).
    """
    groups, stands_for = _begin(members, together)
    size = {unit: len(group) if len(group) <= MOST else 1 for unit, group in groups.items()}
    reach = {unit: _reach(group, days or {}) for unit, group in groups.items()}
    sums: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
    for (a, b), value in sorted(likenesses.items()):
        one, other = stands_for.get(a), stands_for.get(b)
        if one is not None and other is not None and one != other:
            total, known = sums[one].get(other, (0.0, 0))
            crowded = len(groups[one]) > MOST or len(groups[other]) > MOST
            every = size[one] * size[other]
            added = (max(total, value * every), every) if crowded else (total + value, known + 1)
            sums[one][other] = sums[other][one] = added

    def mean(a: str, b: str) -> float:
        total, known = sums[a][b]
        pairs = size[a] * size[b]
        return round((total + unlike * (pairs - known)) / pairs, 9)

    heap = [(-mean(a, b), a, b) for a in sorted(sums) for b in sorted(sums[a]) if a < b]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if -negative < least:
            break
        if a not in groups or b not in groups or b not in sums[a] or -mean(a, b) != negative:
            continue
        if _gap(reach[a], reach[b]) > furthest:
            continue
        reach[a] = min(reach[a][0], reach[b][0]), max(reach[a][1], reach[b][1])
        groups[a] += groups.pop(b)
        size[a] += size.pop(b)
        del sums[a][b]
        for other, (total, known) in sums.pop(b).items():
            if other != a:
                before = sums[a].get(other, (0.0, 0))
                sums[a][other] = sums[other][a] = (before[0] + total, before[1] + known)
                del sums[other][b]
        for other in sums[a]:
            first, second = sorted((a, other))
            heapq.heappush(heap, (-mean(first, second), first, second))
    return sorted(tuple(sorted(group)) for group in groups.values())


def _reach(members: Collection[str], days: Mapping[str, Days]) -> tuple[int, int]:
    """Give the day by which the first of some members is there, and that before which the last is not."""
    known = [days[member] for member in members if member in days]
    first = min((last for _, last in known if last is not None), default=_NEVER)
    return first, max((first for first, _ in known if first is not None), default=-_NEVER)


def _gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Give the days that surely lie between some member of one group and some member of another."""
    return max(b[1] - a[0], a[1] - b[0])


def _begin(
    members: Sequence[str], together: Sequence[Collection[str]]
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Give the groups to begin with, by their smallest member, and that of each member."""
    known = set(members)
    stands_for = {member: member for member in members}
    for family in together:
        here = known.intersection(family)
        stands_for |= dict.fromkeys(here, min(here, default=""))
    groups: dict[str, list[str]] = defaultdict(list)
    for member in members:
        groups[stands_for[member]].append(member)
    return groups, stands_for
