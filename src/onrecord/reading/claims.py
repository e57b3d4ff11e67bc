"""What a store has on record about claims: each article found is asked what it says of the claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.link.claims import ClaimIndex, ClaimLine, claim_lines, may_tell_of, search_words
from onrecord.link.wording import fold, stem
from onrecord.model import AnnotatedArticle
from onrecord.reading.record import Record

if TYPE_CHECKING:
    from onrecord.store import Store

#: Up to so many articles are read once for all claims; of more, each claim searches its own. A thousand
#: take some 20 MB and seconds to read; `onrecord claim` on a store of that size shows both.
READ_AT_ONCE = 2_000
#: A word is searched by its stem from this length on; shorter ones begin too many other words.
_SEARCHED_STEM = 4
#: Articles whose corrections are read at once.
_BATCH = 50


def find_claims(
    store: Store, record: Record, claims: Iterable[tuple[str | None, str]]
) -> Iterator[tuple[str, ClaimLine]]:
    """Give each line on record about claims, with the claim's text; of one claim the best line first.

    Args:
        store: the store that `record` reads.
        record: the linked record.
        claims: key and text of each.

    """
    index = None
    if store.counts()["articles"] <= READ_AT_ONCE:
        index = ClaimIndex(_corrected(store.articles(), record))
    for key, text in claims:
        if index is not None:
            found = index.lines(key, text)
        else:
            words = frozenset(map(_beginning, search_words(text)))
            articles = store.articles(any_word=words) if words else ()
            found = claim_lines(key, text, _corrected(articles, record))
        yield from ((text, line) for line in found)


def read_claim(record: Record, text: str, most: int = 24, whole: int = 8) -> list[ClaimLine]:
    """Give what the articles that fit a claim best have on record about it, the best line first.

    `find_claims` looks at all articles.

    Args:
        record: the linked record.
        text: the claim; nothing is on record about a text without words.
        most: articles whose leads are looked at, the best of a full-text search.
        whole: articles that are read whole, those whose leads hold most of the claim.

    """
    words = frozenset(map(_beginning, search_words(text)))
    likely = record.lists.articles_like(words, most) if words else []
    kept = may_tell_of(text, record.lists.bodies(likely))[:whole]
    return claim_lines(None, text, _respoken(record.lists.told_articles(kept), record))


def _respoken(articles: Sequence[AnnotatedArticle], record: Record) -> Iterator[AnnotatedArticle]:
    """Give articles with the speakers that people gave; a day says nothing about a stance."""
    said = [it for article in articles for it in article.annotations.statements]
    corrected = iter(record.with_corrections(said))
    for article in articles:
        statements = tuple(islice(corrected, len(article.annotations.statements)))
        yield replace(article, annotations=replace(article.annotations, statements=statements))


def _corrected(articles: Iterable[AnnotatedArticle], record: Record) -> Iterator[AnnotatedArticle]:
    remaining = iter(articles)
    while batch := list(islice(remaining, _BATCH)):
        corrected = iter(record.corrected([it for article in batch for it in article.annotations.statements]))
        for article in batch:
            statements = tuple(islice(corrected, len(article.annotations.statements)))
            yield replace(article, annotations=replace(article.annotations, statements=statements))


def _beginning(word: str) -> str:
    """Give what the forms of a word begin with, as far as that can be told."""
    ending = stem(fold(word))
    is_beginning = len(ending) >= _SEARCHED_STEM and fold(word).startswith(ending) and word.isascii()
    return ending if is_beginning else word
