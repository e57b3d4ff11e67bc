"""What the copy stage needs of an article: its sentences, names, credits and day, and its blocks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.link.copies.outlets import credit_lines, credits_of, page_credits
from onrecord.link.copies.text import Run, Text, compared_lines, read_lines
from onrecord.link.keys import for_days
from onrecord.link.parts import part_key, part_of
from onrecord.link.stories.words import fold, words_of
from onrecord.model import AnnotatedArticle, Item, Mention

#: Of the runs of words every so many serves as a key: an excerpt of 100 words shares about six with its
#: original, however long that is. Quotations survive rewriting, so more of theirs do.
_EVERY_RUN, _EVERY_QUOTE = 16, 4
#: And the smallest so many, so that a teaser has keys as well (a bottom-k sketch, Broder 1997).
_SMALLEST = 6
#: Keys of one kind at most: a megabyte of text costs no more than a long page.
_MOST_KEYS = 48
#: Names and figures that are kept, in order of appearance.
_MOST_NAMES = 60
#: People whose pairs serve as keys.
_MOST_PEOPLE = 6
#: Days for which people and figures alone bring two articles together: what is printed again later has words
#: or quotations of the first one.
_REWRITTEN = 30
#: A shorter figure ("four arrests") is in too many articles to be a key.
_LONG_FIGURE = 4
#: Characters in which a dateline ends.
_DATELINE = 90
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")


def make_item(article: AnnotatedArticle) -> Item | None:
    """Make the item of an article or teaser; None where it has no words of its own."""
    page = article.article
    lines = compared_lines(page)
    if page.kind not in ("article", "teaser") or not lines:
        return None
    counts = credits_of(article)
    published = page.published
    body: dict[str, Any] = {
        "capture": page.capture,
        "kind": page.kind,
        "title": page.title,
        "publisher": page.publisher,
        "day": published.value if published and published.precision == "day" else None,
        "truncated": page.truncated,
        "authors": list(page.authors),
        "statements": len(article.annotations.statements),
        "credits": counts,
        "page_credits": page_credits(article, counts),
        "credit_lines": credit_lines(article),
        "first_line": _first_line(article),
        "people": _names(article, ("PERSON",)),
        "names": _names(article, ("PERSON", "ORG", "GPE", "LOC", "FAC")),
        "lines": "\n".join(lines),
        "part": part_of(page),
    }
    days = (body["day"], body["day"]) if body["day"] else None
    return Item(id=page.id, article=page.id, keys=_keys(body), body=body, days=days)


def text_of(body: Mapping[str, Any]) -> Text:
    """Give the text of an item's body, ready for comparison."""
    return read_lines(body["lines"])


def _first_line(article: AnnotatedArticle) -> str:
    """Give the beginning of the first paragraph, where a dateline stands."""
    page = article.article
    starts = (block.start for block in page.blocks if block.kind in ("dateline", "body"))
    start = next(starts, 0)
    return " ".join(page.text[start : start + _DATELINE].split())


def _names(article: AnnotatedArticle, types: tuple[str, ...]) -> list[str]:
    names = (m.entity or m.text for m in article.annotations.mentions if _named(m, types))
    return list(dict.fromkeys(" ".join(name.split()) for name in names))[:_MOST_NAMES]


def _named(mention: Mention, types: tuple[str, ...]) -> bool:
    return mention.form == "name" and mention.type in types


def _keys(body: Mapping[str, Any]) -> frozenset[str]:
    text = text_of(body)
    keys = {f"text {_hash(text.words):016x}"}
    keys |= _run_keys(text.prose, _EVERY_RUN) | _run_keys(text.quotes, _EVERY_QUOTE)
    figures = sorted(n for n in text.numbers if len(n) >= _LONG_FIGURE and not _YEAR.match(n))
    loose = {f"figure {figure}" for figure in figures[:_MOST_KEYS]}
    people = [" ".join(fold(word) for word in words_of(name)) for name in body["people"]]
    full = sorted({name for name in people if " " in name})[:_MOST_PEOPLE]
    loose |= {f"people {one}, {other}" for one in full for other in full if one < other}
    keys |= {for_days(key, _REWRITTEN) for key in loose}
    if body["title"]:
        title = tuple(fold(word) for word in words_of(body["title"]))
        keys |= {f"title {_hash(title):016x}"} if len(title) > 2 else set()
    if body["part"]:
        keys.add(part_key(body["part"]))
    return frozenset(keys)


def _run_keys(runs: Iterable[Run], every: int) -> set[str]:
    hashes = sorted(_hash(run) for run in runs)
    chosen = [value for value in hashes if value % every == 0][:_MOST_KEYS]
    return {f"run {value:016x}" for value in (*chosen, *hashes[:_SMALLEST])}


def _hash(words: Run) -> int:
    digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big")
