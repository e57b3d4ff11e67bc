"""Run the stage of utterances over pages, in memory, with copies that a test knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stage import Component, Group, Item, Pair
from onrecord.link.utterances import Utterances
from onrecord.model import AnnotatedArticle, Utterance

Copied = Sequence[tuple[AnnotatedArticle, AnnotatedArticle]]


class GivenCopies:
    """A stage "copies" that knows by path which page has its text from which."""

    name = "copies"

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
        return []


def utterances(pages: Sequence[AnnotatedArticle], copies: Copied = ()) -> list[Utterance]:
    """Link `pages` at one go; `copies` are pairs of an original and its copy."""
    return in_portions([pages], copies)


def in_portions(portions: Iterable[Sequence[AnnotatedArticle]], copies: Copied = ()) -> list[Utterance]:
    """Link pages portion by portion."""
    index = MemoryIndex()
    for portion in portions:
        link(portion, index, [GivenCopies(copies), Utterances()])
    return [group.record for group in index.groups("utterances")]
