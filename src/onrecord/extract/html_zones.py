"""Tell by tags and by the names in class and id which parts of a page are not its article's prose."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, Literal

from onrecord.extract.html_outline import Outline
from onrecord.extract.html_tree import Element

Zone = Literal["caption", "byline", "related", "boilerplate"]
#: For every element around the lines of a page the zone that it stands in.
Zones = dict[Element, Zone | None]

#: An element that holds more than this share of the article's supposed text is the article, whatever
#: its name says ("article-with-sidebar", "page has-newsletter"). Body F1 of
#: `evals/pages.py` (fundus, aeb) at .2: .968, .965; .4: .970, .966; .6: .962, .963; .8: .952, .963.
MAJORITY = 0.4
#: Names are read from so many characters of class and id; hostile pages have longer ones.
_LONGEST_NAME = 400
#: So many names are remembered with what they announce: a site has some hundred.
_KEPT_NAMES = 4_096

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: Words for a picture: around one, and around little else, they mark its caption.
_PICTURE = frozenset(("image", "img", "photo", "picture", "foto", "bild", "imagen", "video", "media"))
#: These hold the article, whatever they are called.
_NOT_INSIDE = frozenset(("html", "body", "main", "article"))


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of data/html_zones.toml with the zone that each announces."""

    tags: dict[str, Zone]
    roles: dict[str, Zone]
    words: dict[str, Zone]
    pairs: dict[tuple[str, ...], Zone]


@cache
def _names() -> _Names:
    source = resources.files("onrecord.extract").joinpath("data/html_zones.toml").read_text(encoding="utf-8")
    data: dict[Zone, dict[str, Any]] = tomllib.loads(source)  # type: ignore[assignment]
    return _Names(
        tags={name: zone for zone, entry in data.items() for name in entry["tags"].split()},
        roles={name: zone for zone, entry in data.items() for name in entry["roles"].split()},
        words={name: zone for zone, entry in data.items() for name in entry["words"].split()},
        pairs={tuple(pair.split()): zone for zone, entry in data.items() for pair in entry["pairs"]},
    )


def zone_of(element: Element, has_picture: bool = False) -> Zone | None:
    """Give the zone that an element's own tag, role, class and id announce.

    Args:
        element: of the page.
        has_picture: there is a picture in it: its name may then say that its words are a caption.

    """
    tag = element.tag
    if tag in _NOT_INSIDE or not isinstance(tag, str):
        return None
    names = _names()
    announced = names.tags.get(tag) or names.roles.get(element.get("role") or "")
    if announced is not None:
        return announced
    name = _name_of(element)
    return _zone_of_name(name, has_picture) if name else None


@lru_cache(maxsize=_KEPT_NAMES)
def _zone_of_name(name: str, has_picture: bool) -> Zone | None:
    """Give the zone that the words of a class and an id announce; the pages of a site share their names."""
    names = _names()
    for part in _parts(name):
        words = _words(part)
        zone = next((names.pairs[pair] for pair in pairwise(words) if pair in names.pairs), None)
        if zone is None and not part.startswith(("has-", "with-", "no-", "is-")):
            zone = next((names.words[word] for word in words if word in names.words), None)
        if zone is None and has_picture and not _PICTURE.isdisjoint(words):
            zone = "caption"
        if zone is not None:
            return zone
    return None


def name_words(element: Element) -> list[str]:
    """Give the words of an element's class and id in lower case ("metaAuthor-list" has three)."""
    return [word for part in _parts(_name_of(element)) for word in _words(part)]


def _name_of(element: Element) -> str:
    """Give an element's class and id, or "" where it has neither."""
    of_class, of_id = element.get("class"), element.get("id")
    return f"{of_class or ''} {of_id or ''}"[:_LONGEST_NAME] if of_class or of_id else ""


def _parts(name: str) -> list[str]:
    # A utility class of a style framework ("lg:comment", "[&_x]:y") says nothing of the content.
    return [part for part in name.split() if ":" not in part and "[" not in part]


def _words(part: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(part)]


class Announced:
    """The zones that the elements of a page announce, from which `zones` makes those that they are in.

    Args:
        outline: of the page.

    """

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        pictured = _pictured(outline.root)
        self._own = {
            index: zone
            for index, element in enumerate(outline.elements)
            if (zone := zone_of(element, element in pictured))
        }
        self._names = {index: _name(outline.elements[index]) for index in self._own}

    def zones(self, chosen: Sequence[bool]) -> Zones:
        """Give the zone that each element around lines stands in; the outermost one decides.

        Elements that together, under one name, hold much of the chosen text are no zone.

        Args:
            chosen: for each line of the page, whether it is supposed to be the article's.

        """
        below = self._text_below(chosen)
        most = MAJORITY * max(1, below[0])
        together: Counter[tuple[str, str]] = Counter()
        for index, name in self._names.items():
            together[name] += below[index]
        found: list[Zone | None] = []
        for index, parent in enumerate(self._outline.parents):
            zone = found[parent] if found else None
            if zone is None and (own := self._own.get(index)) is not None:
                is_article = together[self._names[index]] > most
                zone = None if is_article or _frames_prose(self._outline.elements[index]) else own
            found.append(zone)
        return dict(zip(self._outline.elements, found, strict=True))

    def _text_below(self, chosen: Sequence[bool]) -> list[int]:
        """Count, for every element around lines, the characters of chosen lines in it."""
        outline = self._outline
        size = [0] * len(outline.elements)
        for line, holder, is_chosen in zip(outline.lines, outline.holders, chosen, strict=True):
            if is_chosen:
                size[holder] += len(line.text)
        # From the leaves up, each element once.
        for index in range(len(size) - 1, 0, -1):
            size[outline.parents[index]] += size[index]
        return size


def _pictured(root: Element) -> set[Element]:
    """Give the elements that hold a picture."""
    found: set[Element] = set()
    for picture in root.iter("img", "picture", "amp-img", "video"):
        element = picture.getparent()
        while element is not None and element not in found:
            found.add(element)
            element = element.getparent()
    return found


def _name(element: Element) -> tuple[str, str]:
    return (str(element.tag), f"{element.get('class') or ''} {element.get('role') or ''}")


def _frames_prose(element: Element) -> bool:
    """Tell whether an element is a <figure> that is no picture but frames a quotation or a table."""
    return element.tag == "figure" and any(child.tag in ("blockquote", "table") for child in element)
