"""Average linkage over a sparse graph: groups grow while their members are alike on the whole."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.blocks import MOST
from onrecord.link.parting import part, parted

#: The first and the last day that a member can be of, as ordinals; None for one that is not known.
Days = tuple[int | None, int | None]
#: Beyond every day.
_NEVER = 10_000_000
#: Likenesses are counted in hundredths: sums of whole numbers are the same in any order.
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Division:
    """How members fall into groups."""

    #: Each sorted, in order of their smallest member.
    groups: list[tuple[str, ...]]
    #: What is no member, but as near to one as what it was joined with, or would be joined: the groups are
    #: right only where there is none.
    beyond: frozenset[str]


def average_link(
    members: Collection[str],
    likenesses: Mapping[tuple[str, str], float],
    *,
    least: float,
    unlike: float,
    together: Sequence[Collection[str]] = (),
    apart: Collection[tuple[str, str]] = (),
    days: Mapping[str, Days] | None = None,
    furthest: int = 0,
) -> Division:
    """Join the two groups with the greatest mean likeness until none reaches `least` (UPGMA).

    Chains alone do not join: a group of ten takes in an eleventh only where it is like the ten on the
    whole. Likenesses have two decimals; pairs that `likenesses` does not have count `unlike`. What stands
    `together` is one from the start; of more than MOST copies only few were compared with another, so these
    are as like it as the likest is. Pairs set `apart`, and groups with members that are surely more than
    `furthest` days apart, by the first and the last day of each in `days`, are never joined, however alike
    what lies between them is. Ties fall to the smaller ids, so the result is the same in any order. Takes
    time by the number of pairs, not by the square of the members (Sokal and Michener 1958).

    `likenesses` may reach beyond the members: to others of which not all is known. A mean is never above the
    greatest of its parts (Bruynooghe 1978), so while none of these is nearer than the next to be joined, all
    is joined as if everything were known.
    """
    linking = _Linking(members, likenesses, unlike, together, apart)
    reach = {unit: _reach(group, days or {}) for unit, group in linking.groups.items()}
    groups, heap = linking.groups, linking.nearest()
    beyond: set[str] = set()
    stalled: set[str] = set()
    while heap:
        negative, a, b = heapq.heappop(heap)
        if -negative < least:
            break
        if a in stalled or b in stalled or not linking.is_current(a, b, -negative):
            continue
        nearer = linking.beyond(a, -negative) | linking.beyond(b, -negative)
        if nearer:
            beyond.update(*(groups[unit] for unit in nearer))
            stalled |= {a, b}
        elif _gap(reach[a], reach[b]) <= furthest and not parted(groups[a], groups[b], apart):
            reach[a] = min(reach[a][0], reach[b][0]), max(reach[a][1], reach[b][1])
            for found in linking.join(a, b):
                heapq.heappush(heap, found)
    inner = (group for unit, group in groups.items() if unit in linking.inner)
    return Division(sorted(tuple(sorted(group)) for group in inner), frozenset(beyond))


class _Linking:
    """Groups so far, each called by its smallest member, and how like each other they are."""

    def __init__(
        self,
        members: Collection[str],
        likenesses: Mapping[tuple[str, str], float],
        unlike: float,
        together: Sequence[Collection[str]],
        apart: Collection[tuple[str, str]],
    ) -> None:
        known = {*members, *(end for pair in likenesses for end in pair)}
        known.update(*(family for family in together if not known.isdisjoint(family)))
        ties = ((min(family), other) for family in together for other in sorted(family))
        self.groups = {min(unit): sorted(unit) for unit in part(known, ties, apart)}
        self.inner = self.groups.keys() & set(members)
        self._unlike = round(_WHOLE * unlike)
        self._size = {unit: len(group) if len(group) <= MOST else 1 for unit, group in self.groups.items()}
        self._sums: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
        stands_for = {member: unit for unit, group in self.groups.items() for member in group}
        for (a, b), value in likenesses.items():
            if stands_for[a] != stands_for[b]:
                self._count(stands_for[a], stands_for[b], round(_WHOLE * value))

    def _count(self, one: str, other: str, value: int) -> None:
        """Add a pair to what is known of two units; of many copies the likest pair stands for every one."""
        total, known = self._sums[one].get(other, (0, 0))
        every = self._size[one] * self._size[other]
        crowded = len(self.groups[one]) > MOST or len(self.groups[other]) > MOST
        added = (max(total, value * every), every) if crowded else (total + value, known + 1)
        self._sums[one][other] = self._sums[other][one] = added

    def mean(self, a: str, b: str) -> float:
        """Give how like two groups are on the whole."""
        total, known = self._sums[a][b]
        pairs = self._size[a] * self._size[b]
        return (total + self._unlike * (pairs - known)) / (pairs * _WHOLE)

    def nearest(self) -> list[tuple[float, str, str]]:
        """Give a heap of all pairs of which something is known, the likest first."""
        heap = [(-self.mean(a, b), a, b) for a in self._sums for b in self._sums[a] if a < b]
        heapq.heapify(heap)
        return heap

    def is_current(self, a: str, b: str, value: float) -> bool:
        """Tell whether two groups are still there, and as like each other."""
        return a in self.groups and b in self.groups and b in self._sums[a] and self.mean(a, b) == value

    def beyond(self, unit: str, value: float) -> set[str]:
        """Give what is not known to the end and at least so like a group of members."""
        if unit not in self.inner:
            return {unit}
        others = self._sums[unit].keys() - self.inner
        return {other for other in others if self.mean(unit, other) >= value}

    def join(self, a: str, b: str) -> list[tuple[float, str, str]]:
        """Put the second group into the first; gives what stands in the heap for it from now on."""
        self.groups[a] += self.groups.pop(b)
        self._size[a] += self._size.pop(b)
        del self._sums[a][b]
        for other, (total, known) in self._sums.pop(b).items():
            if other != a:
                before = self._sums[a].get(other, (0, 0))
                self._sums[a][other] = self._sums[other][a] = (before[0] + total, before[1] + known)
                del self._sums[other][b]
        return [(-self.mean(a, other), *sorted((a, other))) for other in self._sums[a]]  # type: ignore[misc]


def _reach(members: Collection[str], days: Mapping[str, Days]) -> tuple[int, int]:
    """Give the day by which the first of some members is there, and that before which the last is not."""
    known = [days[member] for member in members if member in days]
    first = min((last for _, last in known if last is not None), default=_NEVER)
    return first, max((first for first, _ in known if first is not None), default=-_NEVER)


def _gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Give the days that surely lie between some member of one group and some member of another."""
    return max(b[1] - a[0], a[1] - b[0])
