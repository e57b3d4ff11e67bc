"""Where the boxes of a graph stand: in columns from the origins to the ends, lines crossing little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

#: Rounds in which each column is put in the order of its neighbours; more change nothing to speak of.
_ROUNDS = 4


def columns(nodes: Sequence[Node], edges: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """Put nodes into columns so that every edge goes to the right, after Sugiyama, Tagawa and Toda (1981).

    An edge that would close a circle is left out of account. Within a column the nodes stand by the mean
    place of their neighbours (Eades and Wormald's barycentre). The same input gives the same columns.

    Args:
        nodes: in the order in which they shall stand where nothing else decides.
        edges: pairs of nodes.

    """
    forward = _without_circles(nodes, dict.fromkeys(edges))
    depth = _depths(nodes, forward)
    found: list[list[Node]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in nodes:
        found[depth[node]].append(node)
    before, after = defaultdict(list), defaultdict(list)
    for start, end in forward:
        after[start].append(end)
        before[end].append(start)
    for _ in range(_ROUNDS):
        for left, right in pairwise(found):
            _order(right, before, left)
        for right, left in pairwise(reversed(found)):
            _order(left, after, right)
    return found


def _without_circles(nodes: Sequence[Node], edges: Iterable[tuple[Node, Node]]) -> list[tuple[Node, Node]]:
    """Leave out the edges by which a walk from node to node comes back to where it is."""
    after: dict[Node, list[Node]] = defaultdict(list)
    for start, end in edges:
        if start != end:
            after[start].append(end)
    kept: list[tuple[Node, Node]] = []
    done: set[Node] = set()
    for root in nodes:
        if root in done:
            continue
        # A walk by hand: chains of a hostile page may be longer than Python's own stack.
        path, on_path = [(root, after[root][::-1])], {root}
        while path:
            node, rest = path[-1]
            if not rest:
                path.pop()
                on_path.discard(node)
                done.add(node)
                continue
            end = rest.pop()
            if end not in on_path:
                kept.append((node, end))
                if end not in done:
                    path.append((end, after[end][::-1]))
                    on_path.add(end)
    return kept


def _depths(nodes: Sequence[Node], edges: Sequence[tuple[Node, Node]]) -> Mapping[Node, int]:
    """Give the length of the longest way that leads to each node; there are no circles."""
    depth = dict.fromkeys(nodes, 0)
    after: dict[Node, list[Node]] = defaultdict(list)
    waiting: dict[Node, int] = dict.fromkeys(nodes, 0)
    for start, end in edges:
        after[start].append(end)
        waiting[end] += 1
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:
        for end in after[node]:
            depth[end] = max(depth[end], depth[node] + 1)
            waiting[end] -= 1
            if not waiting[end]:
                ready.append(end)
    return depth


def _order(column: list[Node], neighbours: Mapping[Node, Sequence[Node]], beside: Sequence[Node]) -> None:
    """Sort a column by the mean place of each node's neighbours in the column beside it."""
    place = {node: number for number, node in enumerate(beside)}
    own = {node: float(number) for number, node in enumerate(column)}
    for node in column:
        found = [place[it] for it in neighbours.get(node, ()) if it in place]
        if found:
            own[node] = sum(found) / len(found)
    column.sort(key=own.__getitem__)
