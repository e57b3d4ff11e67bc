"""Run the stage of utterances over pages, in memory, with copies that a test knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from onrecord.link.copies import CopyFamily
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stage import Component, Group, Item, Pair, group_id
from onrecord.link.utterances import Utterances
from onrecord.model import AnnotatedArticle, Copy, Utterance

Copied = Sequence[tuple[AnnotatedArticle, AnnotatedArticle]]


class GivenCopies:
    """A stage "copies" that knows by path which page has its text from which."""

    name: ClassVar[str] = "copies"

    def __init__(self, copies: Sequence[tuple[AnnotatedArticle, AnnotatedArticle]] = ()) -> None:
        self.original = {copy.article.id: original.article.id for original, copy in copies}

    def items(self, article: AnnotatedArticle) -> list[Item]:
        return [Item(id=article.article.id, article=article.article.id, keys=frozenset("x"), body={})]

    def score(self, a: Item, b: Item) -> Pair | None:
        for original, copy in ((a.id, b.id), (b.id, a.id)):
            if self.original.get(copy) == original:
                data = {"type": "near", "original": original, "copy": copy}
                return Pair(a=a.id, b=b.id, score=1.0, joins=True, data=data)
        return None

    def group(self, component: Component) -> list[Group]:
        return [family_of(component.pairs)] if component.pairs else []


def family_of(pairs: Sequence[Pair]) -> Group:
    """Make the family of copy pairs that are connected, as the stage "copies" does."""
    made = tuple(
        Copy(original=pair.data["original"], copy=pair.data["copy"], type="near", score=1.0, evidence=())
        for pair in pairs
    )
    members = tuple(sorted({end for pair in pairs for end in (pair.a, pair.b)}))
    first = min(set(members) - {copy.copy for copy in made})
    record = CopyFamily(original=first, copies=made)
    return Group(id=group_id("copies", members), members=members, record=record)


def utterances(pages: Sequence[AnnotatedArticle], copies: Copied = ()) -> list[Utterance]:
    """Link `pages` at one go; `copies` are pairs of an original and its copy."""
    return in_portions([pages], copies)


def in_portions(portions: Iterable[Sequence[AnnotatedArticle]], copies: Copied = ()) -> list[Utterance]:
    """Link pages portion by portion."""
    index = MemoryIndex()
    for portion in portions:
        link(portion, index, [GivenCopies(copies), Utterances()])
    return [group.record for group in index.groups("utterances")]
