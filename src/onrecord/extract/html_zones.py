"""Tell by tags and by the names in class and id which parts of a page are not its article's prose."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, Literal

from onrecord.extract.html_tree import Element
from onrecord.extract.visible import Line

Zone = Literal["caption", "byline", "related", "boilerplate"]
#: For every element of a page the zone that it stands in.
Zones = dict[Element, Zone | None]

#: An element that holds more than this share of the article's supposed text is the article, whatever
#: its name says ("article-with-sidebar", "page has-newsletter"). Body F1 of
#: `evals/pages.py` (fundus, aeb) at .2: .968, .965; .4: .970, .966; .6: .962, .963; .8: .952, .963.
MAJORITY = 0.4
#: Names are read from so many characters of class and id; hostile pages have longer ones.
_LONGEST_NAME = 400

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
    for part in _name_parts(element):
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
    return [word for part in _name_parts(element) for word in _words(part)]


def _name_parts(element: Element) -> list[str]:
    name = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAME]
    # A utility class of a style framework ("lg:comment", "[&_x]:y") says nothing of the content.
    return [part for part in name.split() if ":" not in part and "[" not in part]


def _words(part: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(part)]


def text_below(lines: Sequence[Line], chosen: Sequence[bool]) -> Counter[Element]:
    """Count, for every element, the characters of chosen lines below it."""
    size: Counter[Element] = Counter()
    for line, is_chosen in zip(lines, chosen, strict=True):
        if is_chosen:
            size[line.element] += len(line.text)
    # From the leaves up, each element once: children stand behind their parents in document order.
    if lines:
        root = lines[0].element.getroottree().getroot()
        for element in reversed(list(root.iter())):
            parent = element.getparent()
            if parent is not None and element in size:
                size[parent] += size[element]
    return size


def zones(root: Element, lines: Sequence[Line], chosen: Sequence[bool]) -> Zones:
    """Give the zone that each element of the page stands in; the outermost one decides.

    Elements that together, under one name, hold much of the chosen text are no zone.

    Args:
        root: of the page.
        lines: of the page, in order.
        chosen: for each line, whether it is supposed to be the article's.

    """
    below = text_below(lines, chosen)
    most = MAJORITY * max(1, below[root])
    pictured = _pictured(root)
    announced = {e: zone for e in root.iter() if (zone := zone_of(e, e in pictured))}
    together: Counter[tuple[str, str]] = Counter()
    for element in announced:
        together[_name(element)] += below[element]
    found: Zones = {}
    for element in root.iter():
        parent = element.getparent()
        inherited = found[parent] if parent is not None else None
        own = announced.get(element)
        if own and (together[_name(element)] > most or (element.tag == "figure" and _frames_prose(element))):
            own = None
        found[element] = inherited or own
    return found


def _pictured(root: Element) -> set[Element]:
    """Give the elements that hold a picture."""
    found: set[Element] = set()
    for element in reversed(list(root.iter())):
        parent = element.getparent()
        if parent is not None and (element.tag in ("img", "picture", "amp-img", "video") or element in found):
            found.add(parent)
    return found


def _name(element: Element) -> tuple[str, str]:
    return (str(element.tag), f"{element.get('class') or ''} {element.get('role') or ''}")


def _frames_prose(figure: Element) -> bool:
    """Tell whether a <figure> is no picture but frames a quotation or a table."""
    return any(child.tag in ("blockquote", "table") for child in figure)
