"""Make entities of connected names.

1. Names printed alike are one node (`entities.nodes`).
2. Nodes that are one name in other letters are joined, if each is the same as every other of them.
3. From the fullest to the shortest, a node that may be short for another joins it where exactly one
   entity fits: "Mokadare" beside Lenna and Bartram Mokadare stays by itself, with both as candidates.

What people said belongs together is joined before all that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.link.entities.nodes import Node, compare_nodes, make_nodes, most_regular
from onrecord.link.names.verdict import NameVerdict
from onrecord.link.stage import Component
from onrecord.model import Candidate, Counted, Entity, EntityKind, Group, Merge, Pair, group_id

#: What ids of entities begin with.
PREFIX = "ent"
#: Candidates that an entity shows; a common surname has more namesakes than anybody looks at.
MOST_CANDIDATES = 20
#: A node is compared with no more members of an entity than these, its most different spellings.
MOST_COMPARED = 32


@dataclass(slots=True)
class _Cluster:
    """Nodes that are one entity so far; the first is the fullest."""

    nodes: list[Node]
    merges: list[Merge] = field(default_factory=list)
    #: Whether people joined any of it: names that no rule would take for one.
    judged: bool = False

    @property
    def parts(self) -> list[list[Node]]:
        """The nodes that another name must fit together: all, or any one where people joined them."""
        nodes = self.nodes[:MOST_COMPARED]
        return [[node] for node in nodes] if self.judged else [nodes]

    @property
    def kind(self) -> EntityKind:
        return next((node.kind for node in self.nodes if node.kind != "other"), "other")


def group_entities(component: Component) -> list[Group]:
    """Make the entities of one component, sorted by id."""
    nodes = make_nodes(component.items)
    clusters = _judged(nodes, component.pairs)
    clusters = _join(clusters, same_only=True)
    clusters = _join(clusters, same_only=False)
    owner = {item.id: place for place, c in enumerate(clusters) for node in c.nodes for item in node.items}
    groups = [
        _group(cluster, _candidates(place, owner, component, clusters))
        for place, cluster in enumerate(clusters)
    ]
    return sorted(groups, key=lambda group: group.id)


def _judged(nodes: Sequence[Node], pairs: Sequence[Pair]) -> list[_Cluster]:
    """Join what people said is one; every other node is a cluster of its own."""
    place = {item.id: at for at, node in enumerate(nodes) for item in node.items}
    root = list(range(len(nodes)))
    merges: dict[int, list[Merge]] = {}
    for pair in pairs:
        if not pair.data.get("judged"):
            continue
        a, b = sorted((_find(root, place[pair.a]), _find(root, place[pair.b])))
        root[b] = a
        names = (nodes[place[pair.a]].name, nodes[place[pair.b]].name)
        merge = Merge(names=names, score=1.0, reason="somebody decided so")
        merges[a] = [*merges.pop(a, []), *(merges.pop(b, []) if b != a else []), merge]
    joined: dict[int, list[Node]] = {}
    for at, node in enumerate(nodes):
        joined.setdefault(_find(root, at), []).append(node)
    return [_Cluster(found, merges.get(at, []), len(found) > 1) for at, found in joined.items()]


def _find(root: list[int], at: int) -> int:
    while root[at] != at:
        at = root[at]
    return at


def _join(clusters: Sequence[_Cluster], *, same_only: bool) -> list[_Cluster]:
    """Join each cluster with the one fuller cluster that fits it, the fullest first."""
    ordered = sorted(
        clusters, key=lambda c: (-max(node.fullness for node in c.nodes), c.nodes[0].items[0].id)
    )
    done: list[_Cluster] = []
    for cluster in ordered:
        fitting = [
            (other, verdict) for other in done if (verdict := _fits(cluster, other, same_only)) is not None
        ]
        if not fitting or (len(fitting) > 1 and not same_only):
            done.append(cluster)
            continue
        other, verdict = fitting[0]
        names = (cluster.nodes[0].name, other.nodes[0].name)
        merge = Merge(names=names, score=verdict.score, reason=verdict.reason)
        other.merges += [*cluster.merges, merge]
        other.nodes += cluster.nodes
        other.judged = other.judged or cluster.judged
    return done


def _fits(cluster: _Cluster, other: _Cluster, same_only: bool) -> NameVerdict | None:
    """Give how two clusters fit, by those parts that fit best; None where none do."""
    found = [_weakest(one, two, same_only) for one in cluster.parts for two in other.parts]
    return max((it for it in found if it is not None), key=lambda it: (it.score, it.reason), default=None)


def _weakest(part: Sequence[Node], other: Sequence[Node], same_only: bool) -> NameVerdict | None:
    """Give the weakest verdict between the nodes of two parts; None where any two do not fit."""
    weakest: NameVerdict | None = None
    for one in part:
        for two in other:
            verdict = compare_nodes(one, two)
            if verdict is None or verdict.likeness == "candidate":
                return None
            if same_only and verdict.likeness != "same":
                return None
            if weakest is None or verdict.score < weakest.score:
                weakest = verdict
    return weakest


def _candidates(
    place: int, owner: dict[str, int], component: Component, clusters: Sequence[_Cluster]
) -> tuple[Candidate, ...]:
    """List the entities that this one may be: pairs that don't join, and joining ones that were not used."""
    best: dict[str, Candidate] = {}
    for pair in (*component.pairs, *component.relations):
        for mine, theirs in ((pair.a, pair.b), (pair.b, pair.a)):
            if owner.get(mine) != place or owner.get(theirs) == place:
                continue
            at = owner.get(theirs)
            if at is None:
                item, name = theirs, component.others[theirs].body["name"]
            else:
                item = min(found.id for node in clusters[at].nodes for found in node.items)
                name = _name(clusters[at])
            reason = str(pair.data.get("reason", ""))
            if pair.joins:
                reason += ", but others fit as well"
            # The id that a group has, or had, by this member: of one outside only the member is known.
            identity = group_id(PREFIX, (item,))
            found = Candidate(entity=identity, name=name, score=pair.score, reason=reason)
            if item not in best or (found.score, found.reason) > (best[item].score, best[item].reason):
                best[item] = found
    ordered = sorted(best.values(), key=lambda candidate: (-candidate.score, candidate.entity))
    return tuple(ordered[:MOST_CANDIDATES])


def _name(cluster: _Cluster) -> str:
    full = max(node.fullness for node in cluster.nodes)
    return most_regular({node.name for node in cluster.nodes if node.fullness == full})


def _group(cluster: _Cluster, candidates: tuple[Candidate, ...]) -> Group:
    items = sorted((item for node in cluster.nodes for item in node.items), key=lambda item: item.id)
    members = tuple(item.id for item in items)
    identity = group_id(PREFIX, members)
    names = sorted({item.body["name"] for item in items})
    printed = [
        Merge(names=(node.name, name), score=1.0, reason="printed alike but for capitals and accents")
        for node in cluster.nodes
        for name in sorted({item.body["name"] for item in node.items} - {node.name})
    ]
    record = Entity(
        id=identity,
        name=_name(cluster),
        kind=cluster.kind,
        names=tuple(Counted(text=name, count=1) for name in names),
        candidates=candidates,
        merges=tuple(sorted([*cluster.merges, *printed], key=lambda m: (-m.score, m.names))),
    )
    return Group(id=identity, members=members, record=record)
