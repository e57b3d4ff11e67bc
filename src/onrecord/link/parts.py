"""Tell the pages of one article that is printed on several from articles of one address and copies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.link.revisions.address import addresses_of
from onrecord.link.stories.words import fold, words_of
from onrecord.model import Article, Item, Pair
from onrecord.model.parts import part_address

#: What a title says of the page: "The pier (page 2 of 3)", "The pier - 2/3".
_PAGE = re.compile(
    r"(?<![\s(|\[,:–—-])[\s(|\[,:–—-]*"  # all of what stands between, and not from its middle on
    r"(?:\b(?:page|seite|pagina|página)\s{0,2}\d{1,2}(?:\s{0,2}(?:of|von|de|di|/)\s{0,2}\d{1,2})?"
    r"|\(\d{1,2}\s{0,2}(?:of|/)\s{0,2}\d{1,2})[)\]]?\s*$",
    re.IGNORECASE,
)
#: Points that the first page has before the others, as signs of direction count them: less than any sign.
_LEAD = 0.5


def part_of(article: Article) -> dict[str, Any] | None:
    """Give what tells whether an article is a page of a longer one; None where nothing can."""
    found = addresses_of(article)
    address = found.url or found.path
    title = " ".join(map(fold, words_of(_PAGE.sub("", article.title)))) if article.title else ""
    if article.kind != "article" or not address or not title:
        return None
    part, day = part_address(address), article.published
    return {
        "whole": part.whole,
        "page": part.page,
        "named": part.named,
        "title": title,
        "publisher": article.publisher,
        "day": day.value if day and day.precision == "day" and day.method != "inferred" else None,
    }


def part_key(part: Mapping[str, Any]) -> str:
    """Give the block that brings the pages of one article together."""
    words = f"{part['title']}\n{part['whole']}".encode("utf-8", "surrogatepass")
    return f"part {hashlib.blake2b(words, digest_size=8).hexdigest()}"


def are_parts(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """Tell whether two articles are pages of one, by what `part_of` gives.

    They stand at one address but for the number of the page, under one title, with one publisher and one
    day, where these are known. A number that nothing names a page's may be anything: there the day must be
    known. That their texts are not the same is for the caller to ask.
    """
    if one is None or other is None or one["page"] == other["page"]:
        return False
    if any(one[name] != other[name] for name in ("whole", "title", "publisher")):
        return False
    if one["day"] and other["day"]:
        return bool(one["day"] == other["day"])
    return bool(one["named"] or other["named"])


def part_pair(a: Item, b: Item) -> Pair:
    """Join two pages of one article; the first page stands for all, where nothing else decides."""
    first, second = sorted((a, b), key=lambda item: item.body["part"]["page"])
    data = {"part": True, "original": first.id, "copy": second.id, "lead": _LEAD}
    return Pair(a=a.id, b=b.id, score=1.0, joins=True, data=data)


def parts_in(items: Mapping[str, Mapping[str, Any]], pairs: Sequence[Pair]) -> tuple[tuple[str, ...], ...]:
    """Give the articles among `items` that have several pages: each the ids of its pages, in order."""
    articles: dict[str, set[str]] = {}
    for pair in pairs:
        if pair.data.get("part"):
            joined = articles.get(pair.a, {pair.a}) | articles.get(pair.b, {pair.b})
            articles |= dict.fromkeys(joined, joined)
    found = {tuple(sorted(it, key=lambda one: (items[one]["part"]["page"], one))) for it in articles.values()}
    return tuple(sorted(found))
