"""The copy stage: which articles have their text from which, in what way, and how it shows.

The pages of one article are of one family as well: what is one text elsewhere is one text here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from onrecord.link.copies.direction import direction
from onrecord.link.copies.families import families
from onrecord.link.copies.items import make_item, text_of
from onrecord.link.copies.kinds import judge
from onrecord.link.parts import are_parts, part_pair, parts_in
from onrecord.link.stage import Component
from onrecord.model import AnnotatedArticle, Copy, Group, Item, Pair, group_id

#: An article that is about as near to the original as to another copy hangs on the original. In the story
#: sets nothing made from the original is nearer to another copy, and what was made from a copy is nearer to
#: that by 6 and 24 per cent (`python evals/stories_own.py` and `story.py` print what another value gives).
ABOUT_AS_NEAR = 0.95
#: A pair whose own signs point the other way counts for less.
AGAINST = 0.8
#: Kinds of copy whose two texts are one: a page of comments repeats the article above them.
_SAME_TEXT = ("exact", "near")


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFamily:
    """An article and all that was made of it."""

    #: Id of the article that the others have their text from.
    original: str
    #: One for each of the others; most come straight from the original, some from one of its copies.
    copies: tuple[Copy, ...]
    #: Ids of the pages of each article that is printed on several, in order.
    parts: tuple[tuple[str, ...], ...] = ()


class Copies:
    """Corpus stage "copies": an item is an article or a teaser, a group a family of copies.

    `Pair.data` has `type`, `original`, `copy` (ids of articles), `lead` (points by which the direction
    was decided), `nearness`, `guessed` (a rewrite without a credit) and `evidence`, a sentence each. Pages
    of one article join without being copies: theirs has `part` in place of `type`.
    """

    name: ClassVar[str] = "copies"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        """Give the one item of an article or a teaser."""
        item = make_item(article)
        return [] if item is None else [item]

    def score(self, a: Item, b: Item) -> Pair | None:
        """Compare two articles; None where neither has its text from the other."""
        part, whole = sorted((a, b), key=lambda item: (len(text_of(item.body).words), item.id))
        found = judge(part.body, whole.body)
        if (found is None or found[0].type not in _SAME_TEXT) and are_parts(a.body["part"], b.body["part"]):
            return part_pair(a, b)
        if found is None:
            return None
        finding, measured = found
        points, reasons = direction(finding, measured)
        # What nothing decides falls to the smaller id: the same in any order of arrival.
        original, copy = (
            (whole, part) if points > 0 or (points == 0 and whole.id < part.id) else (part, whole)
        )
        data = {
            "type": finding.type,
            "original": original.id,
            "copy": copy.id,
            "lead": round(abs(points), 2),
            "nearness": finding.nearness,
            "guessed": finding.guessed,
            "evidence": list(dict.fromkeys((*finding.evidence, *reasons))),
        }
        return Pair(a=a.id, b=b.id, score=round(finding.score, 2), joins=True, data=data)

    def group(self, component: Component) -> Sequence[Group]:
        """Make families of a component; a rewrite that fits several originals belongs to the nearest."""
        items = {item.id: item.body for item in component.items}
        groups = []
        for members in families(sorted(items), component.pairs):
            if len(members) < 2:
                continue
            pairs = [pair for pair in component.pairs if pair.a in members and pair.b in members]
            original = _original({member: items[member] for member in members}, pairs)
            record = CopyFamily(
                original=original, copies=_tree(original, pairs), parts=parts_in(items, pairs)
            )
            groups.append(Group(id=group_id("copies", members), members=members, record=record))
        return groups


def _original(items: Mapping[str, Mapping[str, Any]], pairs: Sequence[Pair]) -> str:
    """Give the article that most of its pairs hold for the original; the earlier, then the smaller id."""
    lead = dict.fromkeys(items, 0.0)
    for pair in pairs:
        if "original" in pair.data:
            lead[pair.data["original"]] += pair.data["lead"]
            lead[pair.data["copy"]] -= pair.data["lead"]
    return min(items, key=lambda member: (-round(lead[member], 2), items[member]["day"] or "9999", member))


def _tree(original: str, pairs: Sequence[Pair]) -> tuple[Copy, ...]:
    """Hang every article on the one it is nearest to, from the original on (Prim's algorithm)."""
    joined = {original}
    copies: list[Copy] = []
    left = list(pairs)
    while True:
        ready = [pair for pair in left if (pair.a in joined) != (pair.b in joined)]
        if not ready:
            return tuple(sorted(copies, key=lambda copy: (copy.original, copy.copy)))
        best = min(ready, key=lambda pair: (-_pull(pair, original, joined), -pair.score, pair.a, pair.b))
        source, copy = (best.a, best.b) if best.a in joined else (best.b, best.a)
        joined.add(copy)
        if not best.data.get("part"):
            copies.append(_copy(source, copy, best))
        left = [pair for pair in left if pair is not best]


def _pull(pair: Pair, original: str, joined: set[str]) -> float:
    """Give how strongly a pair hangs its second article on one that is joined."""
    pull = float(pair.data.get("nearness", 0.0))
    if original in (pair.a, pair.b):
        pull /= ABOUT_AS_NEAR
    return pull * AGAINST if pair.data.get("copy") in joined else pull


def _copy(original: str, copy: str, pair: Pair) -> Copy:
    evidence = tuple(pair.data.get("evidence", ("a person joined the two",)))
    if pair.data.get("copy") == original:
        evidence = (*evidence, "the family as a whole shows the direction, against this pair's own signs")
    kind = pair.data.get("type", "near")
    return Copy(original=original, copy=copy, type=kind, score=pair.score, evidence=evidence)
