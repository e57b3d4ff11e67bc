"""Days that other pages fix for an undated one, and the stories that they part."""

from __future__ import annotations

import itertools
from dataclasses import replace

from onrecord.link.copies import Copies
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stories import Stories
from onrecord.link.told import told_days
from onrecord.link.utterances import Utterances
from onrecord.model import AnnotatedArticle, Date
from strategies.marked import marked

_SALE = "[1:the old ferry would be sold to the harbour board before spring]"
_TALK = (
    "The quarrel over the crossing began when the pontoon sank, and islanders stayed ashore for weeks. "
    "Fishermen offered boats, schools closed early, and the bakery ran out of flour and yeast. "
    "Divers found rust on every chain, a crane was hired from the mainland, and goats grazed on the quay "
    "while the lamps of the jetty stayed dark, the hotel sent its cooks home and the postman his sacks back."
)
_ELSEWHERE = (
    "At the opera gala tenors sang arias, a soprano fainted twice, critics whistled, and an orchestra of "
    "amateurs from Brennick played waltzes until midnight under chandeliers lent by a glassworks. "
    "Velvet curtains caught fire, nobody was hurt, and the conductor auctioned his baton for a hospice, "
    "after which sculptors, jockeys and two bishops danced a polka that the papers will not soon forget."
)
_OLDER = (
    "Islanders of Tarrow have been ashore since the pontoon of the crossing sank. The bakery has no yeast "
    "left, nor flour. Two schools are closed, and a quarrel about fishermen and their boats fills the inn. "
    "A crane from the mainland is on its way, for the chains are full of rust, divers found. Goats graze on "
    "the quay, lamps of the jetty are dark, the postman keeps his sacks, and cooks have left the hotel."
)


def _with_day(page: AnnotatedArticle, day: str) -> AnnotatedArticle:
    """Fix by a phrase the day of the page's statements."""
    said = Date(value=day, precision="day", method="timex")
    statements = tuple(replace(it, said=said) for it in page.annotations.statements)
    return replace(page, annotations=replace(page.annotations, statements=statements))


def _pages(said: str = "2031-12-25", day: str = "2031-12-28") -> list[AnnotatedArticle]:
    """Make a dated report of a remark, an undated one of it, and an older page that is like the latter."""
    dated = marked(f"[1s:Ada Quell] [1c:said] that {_SALE}.", key="dated", day=day)
    undated = marked(f"[1s:Ada Quell] [1c:said] that {_SALE}.{_TALK}", key="undated", day=None)
    older = marked(_OLDER, key="older", day="2031-11-20")
    return [_with_day(dated, said), undated, older]


def _linked(*portions: list[AnnotatedArticle]) -> MemoryIndex:
    index = MemoryIndex()
    for portion in portions:
        link(portion, index, [Copies(), Utterances(), Stories()])
    return index


def _stories(index: MemoryIndex) -> set[frozenset[str]]:
    return {frozenset(group.members) for group in index.groups("stories")}


def test_an_undated_page_is_no_older_than_what_it_tells():
    dated, undated, _ = pages = _pages()
    index = _linked(pages)
    statements = index.items("utterances", [it.id for p in pages for it in p.annotations.statements])
    found = told_days(index.groups("utterances"), statements)
    assert found == {undated.article.id: "2031-12-25"}
    assert dated.article.id not in found


def test_it_is_of_no_story_that_was_over_by_then():
    _, undated, older = pages = _pages()
    assert not any({undated.article.id, older.article.id} <= story for story in _stories(_linked(pages)))
    # What was said in the days of the older page parts nothing.
    early = _pages(said="2031-11-19", day="2031-11-21")
    assert any({undated.article.id, older.article.id} <= story for story in _stories(_linked(early)))


def test_the_day_counts_whoever_comes_first():
    pages = _pages()
    expected = _stories(_linked(pages))
    for order in itertools.permutations(pages):
        assert _stories(_linked(*([page] for page in order))) == expected
