"""Cut a live blog into its posts: each is an item with its own time, and its headline where it has one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.dates import time_of
from onrecord.extract.html_tree import Element
from onrecord.extract.metadata import Metadata
from onrecord.extract.visible import Line
from onrecord.model import Date

#: Fewer posts are a story with updates.
FEWEST_POSTS = 3
#: The posts hold at least this share of the words of the page's longer lines; comments on a story do not.
SHARE = 0.6
#: A line of so many words tells something.
FEWEST_WORDS = 4
#: Elements around a `<time>` that are asked whether they are posts; deeper markup is rare.
REACH = 6

_LIVE = re.compile(
    r"\blive\b|\bas it happened\b|\blive ?blog\b|\bliveticker\b|\bminute by minute\b", re.IGNORECASE
)
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a live blog."""

    #: Its headline's line, or None.
    headline: int | None
    #: Its other lines that tell something.
    lines: tuple[int, ...]
    published: Date | None


def posts_of(root: Element, lines: Sequence[Line], metadata: Metadata, titles: Sequence[str]) -> list[Post]:
    """Give the posts of a live blog in the order of the page; none where the page is something else.

    A live blog says that it is one, in its metadata or its title, and repeats one element with a time in it.

    Args:
        root: of the page.
        lines: of the page.
        metadata: of the page.
        titles: of the page.

    """
    kind = str(metadata.article.get("@type") or "")
    if "LiveBlog" not in kind and not any(map(_LIVE.search, titles[:1])):
        return []
    groups: dict[tuple[Element, str, str], dict[Element, Element]] = defaultdict(dict)
    for time in root.iter("time"):
        place = time.getparent()
        for _ in range(REACH):
            parent = None if place is None else place.getparent()
            if place is None or parent is None:
                break
            key = (parent, str(place.tag), str(place.get("class") or "").partition(" ")[0])
            groups[key].setdefault(place, time)
            place = parent
    best: tuple[int, list[Post]] = (0, [])
    for members in groups.values():
        if len(members) >= FEWEST_POSTS:
            posts = _posts(lines, members)
            size = sum(len(lines[i].text) for post in posts for i in post.lines)
            best = max(best, (size, posts), key=lambda pair: pair[0])
    size, posts = best
    prose = sum(len(line.text) for line in lines if _tells(line))
    return posts if len(posts) >= FEWEST_POSTS and size >= SHARE * prose else []


def _posts(lines: Sequence[Line], members: dict[Element, Element]) -> list[Post]:
    of: dict[Element, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        place: Element | None = line.element
        for _ in range(2 * REACH):
            if place is None or place in members:
                break
            place = place.getparent()
        if place is not None and place in members:
            of[place].append(i)
    posts = []
    for place, own in of.items():
        headline = next((i for i in own if lines[i].element.tag in _HEADINGS), None)
        told = tuple(i for i in own if i != headline and _tells(lines[i]))
        # A heading alone, and a short message, are posts as well.
        if told or headline is not None:
            posts.append(Post(headline, told, time_of(members[place])))
    return [post for post in posts if post.lines]


def _tells(line: Line) -> bool:
    return len(line.words) >= FEWEST_WORDS and line.linked < 0.7 * len(line.text)
