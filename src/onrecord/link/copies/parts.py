"""Tell the pages of one article that is printed on several from articles of one address and copies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.link.revisions.address import addresses_of
from onrecord.link.stories.words import fold, words_of
from onrecord.model import Article, Pair
from onrecord.model.parts import part_address

#: What a title says of the page: "The pier (page 2 of 3)", "The pier - 2/3".
_PAGE = re.compile(
    r"[\s(|\[,:–—-]*(?:\b(?:page|seite|pagina|página)\s{0,2}\d{1,2}(?:\s{0,2}(?:of|von|de|di|/)\s{0,2}\d{1,2})?"
    r"|\(\d{1,2}\s{0,2}(?:of|/)\s{0,2}\d{1,2})[)\]]?\s*$",
    re.IGNORECASE,
)


def part_of(article: Article) -> dict[str, Any] | None:
    """Give what tells whether an article is a page of a longer one; None where nothing can."""
    found = addresses_of(article)
    address = found.url or found.path
    title = " ".join(map(fold, words_of(_PAGE.sub("", article.title)))) if article.title else ""
    if article.kind != "article" or not address or not title:
        return None
    part = part_address(address)
    return {"whole": part.whole, "page": part.page, "named": part.named, "title": title}


def are_parts(a: Mapping[str, Any], b: Mapping[str, Any]) -> str | None:
    """Say why two articles are pages of one, by the bodies of their items; None where they are not.

    They stand at one address but for the number of the page, under one title, with one publisher and one
    day, where these are known. A number that nothing names a page's may be anything: there the day must be
    known. That their texts are not the same is for the caller to ask.
    """
    one, other = a["part"], b["part"]
    if one is None or other is None or one["whole"] != other["whole"] or one["page"] == other["page"]:
        return None
    if one["title"] != other["title"] or a["publisher"] != b["publisher"]:
        return None
    if a["day"] != b["day"] and a["day"] and b["day"]:
        return None
    if not (one["named"] or other["named"] or (a["day"] and b["day"])):
        return None
    first, second = sorted((one["page"], other["page"]))
    return f"pages {first} and {second} of one article: one address but for the number, one title"


def part_pair(a: Any, b: Any, reason: str) -> Pair:
    """Join two pages of one article; the first page stands for all, where nothing else decides."""
    first, second = sorted((a, b), key=lambda item: item.body["part"]["page"])
    data = {"part": True, "original": first.id, "copy": second.id, "lead": 0.5, "evidence": [reason]}
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
