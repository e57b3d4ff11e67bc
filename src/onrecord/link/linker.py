"""The runner of the corpus stages: brings articles in and regroups what they touch.

Whatever the order and the portions in which articles come, the groups are the same, since

- which items of a block are compared depends on its members alone (`blocks.py`),
- a pair's score depends on nothing else, and
- groups are made anew from whole components, or from regions that depend on nothing else (`regions.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.link.blocks import compare
from onrecord.link.descent import descents
from onrecord.link.index import Index
from onrecord.link.near import COPIES, UTTERANCES, Near, descents_of
from onrecord.link.parting import part
from onrecord.link.regions import region
from onrecord.link.shelf import Shelf
from onrecord.link.stage import Component, Descent, LocalStage, Stage
from onrecord.link.told import is_open, told_days
from onrecord.model import AnnotatedArticle, Pair, Verdicts

#: Components whose items are in memory at one time.
_AT_ONCE = 500

#: The items of a component, or of a part of one, and the pairs of the whole.
_Part = tuple[set[str], list[Pair]]


def link(articles: Sequence[AnnotatedArticle], index: Index, stages: Sequence[Stage]) -> None:
    """Bring `articles` into `index`, stage by stage, and regroup all that they touch.

    No article may be brought in twice under different contents; the same one again changes nothing.
    """
    copied: set[str] = set()
    for stage in stages:
        found = [item for article in articles for item in stage.items(article)]
        new, moved = index.add_items(stage.name, found)
        shelf = Shelf(stage.name, index)
        paired, lost = compare(stage, new, index, shelf)
        touched = {item.id for item in new} | lost.union(moved) | index.items_of(stage.name, copied)
        if not isinstance(stage, LocalStage):  # which finds by itself what the new items touch
            touched |= paired
        copied |= regroup(stage, touched, index, shelf)


def regroup(stage: Stage, touched: Collection[str], index: Index, shelf: Shelf | None = None) -> set[str]:
    """Make the groups anew of all that hangs together with the items `touched`, or of a region around them.

    Gives the articles whose text now comes from elsewhere, or whose day others now bound: what later stages
    made of them must be made anew. Only the stages "copies" and "utterances" say so of any.
    """
    near = Near(stage.name, index, shelf or Shelf(stage.name, index))
    components: Iterable[Component]
    if isinstance(stage, LocalStage):
        components = [found := region(stage, touched, near)]
        done = {item.id for item in found.items}
    else:
        done, components = _components(touched, near)
    groups = [group for component in components for group in stage.group(component)]
    changed: set[str] = set()
    if stage.name == COPIES:
        changed = _changed(descents(index.groups_of(COPIES, done)), descents(groups))
    elif stage.name == UTTERANCES:
        undated = {it: item for it, item in near.items(done).items() if is_open(item)}
        before = told_days(index.groups_of(UTTERANCES, undated), undated)
        changed = _changed(before, told_days(groups, undated))
    index.regroup(stage.name, done, groups)
    return changed


def _components(touched: Collection[str], near: Near) -> tuple[set[str], Iterator[Component]]:
    """Give all items that hang together with those touched, and the components (or parts) they are."""
    near.load_all(touched)
    done: set[str] = set()
    parts: list[_Part] = []
    for start in sorted(touched):
        if start not in done:
            members, pairs = _component(start, near)
            done |= members
            parts += [(divided, pairs) for divided in _parts(members, pairs, near.verdicts(members))]
    return done, _describe_all(parts, near)


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {article for article in {*before, *after} if before.get(article) != after.get(article)}


def _component(start: str, near: Near) -> tuple[set[str], list[Pair]]:
    """Collect all items that joining pairs, or people, connect with `start`, and every pair of theirs."""
    members, border = {start}, {start}
    pairs: dict[tuple[str, str], Pair] = {}
    while border:
        found = near.pairs(border)
        pairs |= {(pair.a, pair.b): pair for pair in found}
        ends = {end for pair in found if pair.joins for end in (pair.a, pair.b)}
        merged = {end for pair, together in near.verdicts(border).items() if together for end in pair}
        ends |= near.items(merged - members).keys()
        border = ends - members
        members |= border
    return members, [pairs[place] for place in sorted(pairs)]


def _parts(members: Collection[str], pairs: Sequence[Pair], verdicts: Verdicts) -> list[set[str]]:
    """Divide a component where people said that two of its items do not belong together.

    Items are joined strongest pair first, and no join may put together what was set apart.
    """
    apart = [pair for pair, together in verdicts.items() if not together]
    if not apart:
        return [set(members)]
    judged = [(pair, 2.0) for pair, together in verdicts.items() if together]
    scored = [((pair.a, pair.b), pair.score) for pair in pairs if pair.joins]
    ranked = sorted(judged + scored, key=lambda entry: (-entry[1], entry[0]))
    return part(members, (pair for pair, _ in ranked), apart)


def _describe_all(parts: Sequence[_Part], near: Near) -> Iterator[Component]:
    """Describe parts of components, so many at a time that what they hold is read in few questions."""
    for start in range(0, len(parts), _AT_ONCE):
        outlined = [_outline(part, pairs, near) for part, pairs in parts[start : start + _AT_ONCE]]
        items = near.items({it for outline in outlined for it in (*outline.part, *outline.others)})
        copies: dict[str, Descent] = {}
        if near.stage != COPIES:
            joined = (outline.part for outline in outlined if len(outline.part) > 1)
            copies = descents_of({items[it].article for part in joined for it in part}, near.index)
        for outline in outlined:
            articles = {items[it].article for it in outline.part}
            yield Component(
                items=tuple(items[identity] for identity in sorted(outline.part)),
                pairs=outline.joins,
                relations=outline.relations,
                others={identity: items[identity] for identity in sorted(outline.others)},
                copies=_among(articles, copies) if len(articles) > 1 else (),
            )


@dataclass(frozen=True, slots=True)
class _Outline:
    """A component by ids."""

    part: set[str]
    joins: tuple[Pair, ...]
    relations: tuple[Pair, ...]
    #: Items outside it with which a relation connects it.
    others: set[str]


def _outline(part: set[str], pairs: Sequence[Pair], near: Near) -> _Outline:
    within = [pair for pair in pairs if pair.a in part and pair.b in part]
    joins = {(pair.a, pair.b): pair for pair in within if pair.joins}
    for (a, b), together in near.verdicts(part).items():
        if together and a in part and b in part:
            found = joins.get((a, b)) or Pair(a=a, b=b, score=1.0, joins=True)
            joins[a, b] = replace(found, score=1.0, data={**found.data, "judged": True})
    relations = [
        pair for pair in pairs if (pair.a, pair.b) not in joins and (pair.a in part or pair.b in part)
    ]
    return _Outline(
        part=part,
        joins=tuple(joins[place] for place in sorted(joins)),
        relations=tuple(relations),
        others={end for pair in relations for end in (pair.a, pair.b)}.difference(part),
    )


def copies_among(articles: Collection[str], index: Index) -> tuple[Descent, ...]:
    """Say, sorted by article, where those of `articles` in a family of copies have their text from."""
    return _among(articles, descents_of(articles, index)) if len(articles) > 1 else ()


def _among(articles: Collection[str], known: Mapping[str, Descent]) -> tuple[Descent, ...]:
    return tuple(known[article] for article in sorted(known.keys() & set(articles)))
