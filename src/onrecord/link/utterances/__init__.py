"""Stage "utterances": statements, in one article or many, that report one act of speech."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import ClassVar

from onrecord.link.stage import Component, Group, Item, Pair, group_id
from onrecord.link.utterances.cluster import Copies, clusters
from onrecord.link.utterances.items import read_items
from onrecord.link.utterances.record import in_order, make_utterance
from onrecord.link.utterances.score import score_statements
from onrecord.link.variants.fused import find_fused
from onrecord.model import AnnotatedArticle, Variant


class Utterances:
    """The stage; its items are statements, by their ids."""

    name: ClassVar[str] = "utterances"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        """Read the statements off one article."""
        return read_items(article)

    def score(self, a: Item, b: Item) -> Pair | None:
        """Compare two statements."""
        return score_statements(a, b)

    def group(self, component: Component) -> Sequence[Group]:
        """Make the utterances of one component; each of its statements is in exactly one."""
        copies = Copies(component.copies)
        known = {item.id: item for item in component.items} | dict(component.others)
        pairs_of: dict[str, list[Pair]] = defaultdict(list)
        for pair in (*component.pairs, *component.relations):
            pairs_of[pair.a].append(pair)
            pairs_of[pair.b].append(pair)
        groups = []
        for part in clusters(component, copies):
            members = {item.id for item in part}
            first = in_order(part, copies)[0]
            fused: list[Variant] = []
            for item in part:
                outside = [pair for pair in pairs_of[item.id] if not {pair.a, pair.b} <= members]
                fused += find_fused(first, item, outside, known)
            groups.append(
                Group(
                    id=group_id("utt", sorted(members)),
                    members=tuple(sorted(members)),
                    record=make_utterance(part, fused, copies),
                )
            )
        return groups
