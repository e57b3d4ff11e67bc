"""Pages of one article: one family and one story, and none is a copy of another."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from onrecord.link.copies import Copies, CopyFamily
from onrecord.link.descent import descents
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stories import Stories
from onrecord.model import AnnotatedArticle
from strategies.news import news

PIER = "https://lamp.example/pier"
FIRST = """The pier at Olm is to be pulled down before the winter, the harbour master told the council.

Nobody has walked on it since the storm of last year, in which eleven of its posts were carried away."""
SECOND = """The builders want nine weeks for the work and ask that the fish market be moved meanwhile.

The traders, of whom there are thirty, fear for their customers and have written to the province."""
THIRD = """Whether a new pier will follow is for the next council to say; the money has not been found.

A petition for one lies in the library, where it had been signed by four hundred people on Friday."""


def page(
    text: str, address: str, title: str = "The end of the pier", day: str | None = "2031-05-04"
) -> AnnotatedArticle:
    made = news(text, title=title, publisher="The Olm Lamp", day=day, path=address)
    return replace(made, article=replace(made.article, url=address))


def linked(pages: list[AnnotatedArticle]) -> tuple[list[CopyFamily], list[list[str]]]:
    index = MemoryIndex()
    for it in pages:
        link([it], index, [Copies(), Stories()])
    families = [group.record for group in index.groups("copies")]
    return families, sorted(sorted(group.record.articles) for group in index.groups("stories"))


@pytest.mark.parametrize("form", ["{}?page={}", "{}/page/{}", "{}/{}"])
def test_pages_of_one_article_are_one_family_and_one_story_in_any_order(form: str) -> None:
    pages = [page(FIRST, PIER), *(page(it, form.format(PIER, n)) for n, it in ((2, SECOND), (3, THIRD)))]
    ids = [it.article.id for it in pages]
    for seed in range(4):
        [family], stories = linked(random.Random(seed).sample(pages, 3))
        assert family == CopyFamily(original=ids[0], copies=(), parts=(tuple(ids),))
        assert stories == [sorted(ids)]


def test_each_page_is_of_the_family_and_made_from_none() -> None:
    pages = [page(FIRST, PIER), page(SECOND, f"{PIER}?page=2")]
    index = MemoryIndex()
    link(pages, index, [Copies()])
    found = descents(index.groups("copies"))
    first, second = (found[it.article.id] for it in pages)
    assert first.family == second.family == pages[0].article.id
    assert first.originals == second.originals == ()


def test_a_copy_of_the_whole_is_a_copy_of_each_page() -> None:
    pages = [page(FIRST, PIER), page(SECOND, f"{PIER}?page=2")]
    whole = news(f"{FIRST}\n\n{SECOND}", title="Olm's pier goes", publisher="The Gull", day="2031-05-06")
    [family], stories = linked([whole, *pages])
    assert family.parts == (tuple(it.article.id for it in pages),)
    ends = {end for copy in family.copies for end in (copy.original, copy.copy)}
    assert whole.article.id in ends
    assert len(family.copies) == 2
    assert len(stories) == 1


@pytest.mark.parametrize(
    "other",
    [
        page(SECOND, f"{PIER}?page=2", title="Letters from readers"),
        page(SECOND, f"{PIER}?page=2", day="2031-05-05"),
        page(SECOND, "https://lamp.example/market?page=2"),
        # A number that nothing names may be that of an issue.
        page(SECOND, f"{PIER}/2", day=None),
    ],
    ids=["other title", "other day", "other article", "bare number, no day"],
)
def test_what_is_no_page_of_it_is_no_part(other: AnnotatedArticle) -> None:
    families, _ = linked([page(FIRST, PIER), other])
    assert families == []


def test_a_page_of_comments_that_repeats_the_article_is_a_copy() -> None:
    [family], _ = linked([page(FIRST, PIER), page(FIRST, f"{PIER}?page=2")])
    assert [copy.type for copy in family.copies] == ["exact"]
    assert family.parts == ()


def test_a_title_that_counts_the_pages_is_the_same_title() -> None:
    one = page(FIRST, PIER, title="The end of the pier (page 1 of 2)")
    other = page(SECOND, f"{PIER}?page=2", title="The end of the pier - Page 2")
    [family], _ = linked([other, one])
    assert family.parts == ((one.article.id, other.article.id),)
