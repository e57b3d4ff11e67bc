"""Average linkage over a sparse graph: groups grow while their members are alike on the whole."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

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
    #: Of the groups around, what would be joined to a member: the groups are right only where there is none.
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
    around: Sequence[Collection[str]] = (),
) -> Division:
    """Join the two groups with the greatest mean likeness until none reaches `least` (UPGMA).

    Chains alone do not join: a group of ten takes in an eleventh only where it is like the ten on the
    whole. Likenesses have two decimals; pairs that `likenesses` does not have count `unlike`. What stands
    `together` is one from the start; of more than MOST copies only few were compared with another, so these
    are as like it as the likest is. Pairs set `apart`, and groups with members that are surely more than
    `furthest` days apart, by the first and the last day of each in `days`, are never joined, however alike
    what lies between them is. Ties fall to the smaller ids, so the result is the same in any order. Takes
    time by the number of pairs, not by the square of the members (Sokal and Michener 1958).

    `around` are groups that others made of what is like a member, complete. They are joined again beside the
    members, each within itself; while no member would be joined to one, the members fall into the groups that
    they have among everything.
    """
    linking = _Linking(members, likenesses, unlike, together, apart, around)
    groups, inner, heap = linking.groups, linking.inner, linking.nearest()
    reach = {unit: _reach(group, days or {}) for unit, group in groups.items()}
    beyond: set[str] = set()
    stalled: set[str] = set()
    while heap:
        negative, a, b = heapq.heappop(heap)
        if -negative < least:
            break
        if not linking.is_current(a, b, -negative):
            continue
        if (a in inner or b in inner) and (
            _gap(reach[a], reach[b]) > furthest or parted(groups[a], groups[b], apart)
        ):
            continue
        if a in stalled or b in stalled:  # what would be joined before is not sure, so neither is this
            stalled |= {a, b}
        elif (a in inner) != (b in inner):
            stalled |= {a, b}
            beyond.update(groups[b if a in inner else a])
        else:
            reach[a] = min(reach[a][0], reach[b][0]), max(reach[a][1], reach[b][1])
            for found in linking.join(a, b):
                heapq.heappush(heap, found)
    own = (tuple(sorted(group)) for unit, group in groups.items() if unit in inner)
    return Division(sorted(own), frozenset(beyond))


class _Linking:
    """Groups so far, each called by its smallest member, and how like each other they are."""

    def __init__(
        self,
        members: Collection[str],
        likenesses: Mapping[tuple[str, str], float],
        unlike: float,
        together: Sequence[Collection[str]],
        apart: Collection[tuple[str, str]],
        around: Sequence[Collection[str]],
    ) -> None:
        #: The group around that something stands in; None for members.
        place: dict[str, int | None] = {it: at for at, group in enumerate(around) for it in group}
        place |= dict.fromkeys(members)
        self.groups = {min(unit): sorted(unit) for unit in part(place, _ties(together, place, apart), apart)}
        #: Groups of members.
        self.inner = {unit for unit in self.groups if place[unit] is None}
        self._unlike = round(_WHOLE * unlike)
        self._size = {unit: len(group) if len(group) <= MOST else 1 for unit, group in self.groups.items()}
        self._sums: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
        stands_for = {member: unit for unit, group in self.groups.items() for member in group}
        for (a, b), value in likenesses.items():
            if None in (place[a], place[b]) or place[a] == place[b]:
                self._count(stands_for[a], stands_for[b], round(_WHOLE * value))

    def _count(self, one: str, other: str, value: int) -> None:
        """Add a pair to what is known of two units; of many copies the likest pair stands for every one."""
        if one == other:
            return
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


def _ties(
    together: Sequence[Collection[str]], place: Mapping[str, int | None], apart: Collection[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Tie what stands together in one place; each to each where people set some of it apart."""
    judged = {member for pair in apart for member in pair}
    for family in together:
        here: dict[int | None, list[str]] = defaultdict(list)
        for member in sorted(place.keys() & family):
            here[place[member]].append(member)
        for found in here.values():
            if judged.isdisjoint(found):
                yield from ((found[0], other) for other in found[1:])
            else:
                yield from combinations(found, 2)


def _reach(members: Collection[str], days: Mapping[str, Days]) -> tuple[int, int]:
    """Give the day by which the first of some members is there, and that before which the last is not."""
    known = [days[member] for member in members if member in days]
    first = min((last for _, last in known if last is not None), default=_NEVER)
    return first, max((first for first, _ in known if first is not None), default=-_NEVER)


def _gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Give the days that surely lie between some member of one group and some member of another."""
    return max(b[1] - a[0], a[1] - b[0])
