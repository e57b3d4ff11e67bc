"""The stage that brings captures of one page together; which of them is older is told when they are read."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import islice
from typing import ClassVar

from onrecord.link.revisions.address import Addresses, address_key, addresses_of
from onrecord.link.revisions.paragraphs import paragraphs_of
from onrecord.link.stage import Component, Group, Item, Pair, group_id
from onrecord.link.stories.words import fold, words_of
from onrecord.model import AnnotatedArticle, Article

#: Words that a page begins with and by which two pages are known for versions of one.
_READ = 5_000
#: Words in a row that two texts hardly share by chance.
_SHINGLE = 4
#: Smallest hashes of these that are kept: a sample of the text that any version of it shares in part
#: (bottom-k sketch; Broder 1997, "On the resemblance and containment of documents").
_SAMPLE = 64
#: Share of the sample that two versions of one page have in common. A page keeps half of it when half its
#: paragraphs are new; other pages of one outlet share under a twentieth. Asked only where the address
#: alone does not tell.
ALIKE = 0.15


class Revisions:
    """Joins articles that stand at one address; each of their groups is a page with all its captures."""

    name: ClassVar[str] = "revisions"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        """Give the article itself; the items of a listing are others each time, and are left out."""
        page = article.article
        if page.kind != "article" or page.item != 0:
            return []
        found = addresses_of(page)
        named = {"url": found.url, "key": found.key, "path": found.path}
        keys = frozenset(address_key(kind, value) for kind, value in named.items() if value)
        body = {**named, "file": page.path, "publisher": _fold_name(page.publisher), "sample": _sample(page)}
        return [Item(id=page.id, article=page.id, keys=keys, body=body)] if keys else []

    def score(self, a: Item, b: Item) -> Pair | None:
        """Say whether two articles at one address are captures of one page."""
        return Pair(a=a.id, b=b.id, score=1.0, joins=True) if _is_one_page(a, b) else None

    def group(self, component: Component) -> Sequence[Group]:
        """Make a group of the captures of one page, where there are several."""
        members = tuple(item.id for item in component.items)
        if len(members) < 2:
            return []
        return [Group(id=group_id("rev", members), members=members, record={})]


def _fold_name(name: str | None) -> str | None:
    return "".join(map(fold, words_of(name))) or None if name else None


def _is_one_page(a: Item, b: Item) -> bool:
    """Compare two items of one address.

    An URL names one page, unless two outlets state it: a republished article names the original's. A key
    is only sure within one file, a path only where the pages do not say that they are two.
    """
    one, other = _addresses(a), _addresses(b)
    one_publisher = _is_one_publisher(a.body["publisher"], b.body["publisher"])
    if one.url and one.url == other.url:
        return one_publisher or (one.path is not None and one.path == other.path)
    if not one_publisher:
        return False
    if one.url and other.url:
        return one.path is not None and one.path == other.path and _alike(a, b)
    if one.key and one.key == other.key:
        return a.body["file"] == b.body["file"] or _alike(a, b)
    return one.key == other.key and one.path is not None and one.path == other.path


def _is_one_publisher(a: str | None, b: str | None) -> bool:
    """Tell whether two folded names may be one outlet's: "The Lamp" is "Lamp"."""
    return a is None or b is None or a in b or b in a


def _addresses(item: Item) -> Addresses:
    return Addresses(url=item.body["url"], key=item.body["key"], path=item.body["path"])


def _alike(a: Item, b: Item) -> bool:
    """Estimate by their samples how much of two texts is the same."""
    one, other = set(a.body["sample"]), set(b.body["sample"])
    smallest = sorted(one | other)[:_SAMPLE]
    return sum(it in one and it in other for it in smallest) >= ALIKE * len(smallest) > 0


def _sample(article: Article) -> list[int]:
    words = (word for it in paragraphs_of(article) for word in map(fold, words_of(it.text)) if word)
    read = list(islice(words, _READ))
    runs = {" ".join(read[i : i + _SHINGLE]) for i in range(max(1, len(read) - _SHINGLE + 1))}
    return sorted({zlib.crc32(run.encode()) for run in runs})[:_SAMPLE]
