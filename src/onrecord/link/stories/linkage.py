"""Average linkage over a sparse graph: groups grow while their members are alike on the whole."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence


def average_link(
    members: Sequence[str], likenesses: Mapping[tuple[str, str], float], *, least: float, unlike: float
) -> list[tuple[str, ...]]:
    """Join the two groups with the greatest mean likeness until none reaches `least` (UPGMA).

    Chains alone do not join: a group of ten takes in an eleventh only where it is like the ten on the
    whole. Pairs that `likenesses` does not have count `unlike`. Ties fall to the smaller ids, so the
    result is the same in any order. Gives the groups, each sorted, in order of their smallest member.
    Takes time by the number of pairs, not by the square of the members (Sokal and Michener 1958).
    """
    groups = {member: [member] for member in members}
    sums: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
    for (a, b), value in sorted(likenesses.items()):
        if a in groups and b in groups and a != b:
            sums[a][b] = sums[b][a] = (value, 1)

    def mean(a: str, b: str) -> float:
        total, known = sums[a][b]
        pairs = len(groups[a]) * len(groups[b])
        return round((total + unlike * (pairs - known)) / pairs, 9)

    heap = [(-mean(a, b), a, b) for a in sorted(sums) for b in sorted(sums[a]) if a < b]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if -negative < least:
            break
        if a not in groups or b not in groups or b not in sums[a] or -mean(a, b) != negative:
            continue
        groups[a] += groups.pop(b)
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
