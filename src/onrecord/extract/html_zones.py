"""Tell by tags and by the names in class and id which parts of a page are not its article's prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from onrecord.extract.html_tree import Element
from onrecord.extract.visible import Line

Zone = Literal["caption", "byline", "related", "boilerplate"]
#: For every element of a page the zone that it stands in.
Zones = dict[Element, Zone | None]

#: An element that holds more than this share of the article's supposed text is the article, whatever
#: its name says ("article-with-sidebar", "page has-newsletter"). Swept .2 to .8 with `evals/pages.py`: flat.
MAJORITY = 0.4
#: Names are read from so many characters of class and id; hostile pages have longer ones.
_LONGEST_NAME = 400

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_TAGS: Mapping[str, Zone] = {
    "nav": "boilerplate", "footer": "boilerplate", "form": "boilerplate", "button": "boilerplate",
    "menu": "boilerplate", "aside": "related", "figcaption": "caption", "figure": "caption", "caption": "caption",
    "address": "byline", "dialog": "boilerplate", "label": "boilerplate",
}  # fmt: skip
_ROLES: Mapping[str, Zone] = {
    "navigation": "boilerplate", "complementary": "related", "contentinfo": "boilerplate", "search": "boilerplate",
    "dialog": "boilerplate", "alertdialog": "boilerplate", "menu": "boilerplate", "tooltip": "boilerplate",
}  # fmt: skip


def _names(zone: Zone, words: str) -> dict[str, Zone]:
    return dict.fromkeys(words.split(), zone)


#: Words of class and id. One word is enough: what is prose after all is caught by MAJORITY.
_WORDS: Mapping[str, Zone] = {
    **_names("boilerplate", "comments comment disqus discussion newsletter newsletters signup subscribe subscription "
             "paywall regwall promo promos promotion advert advertisement advertising ads sponsor sponsored donate "
             "donation breadcrumb breadcrumbs pagination toolbar share sharing social sociable addtoany navbar sidebar "
             "modal popup popover tooltip cookie cookies consent gdpr poll survey rating ratings quiz copyright "
             "disclaimer print navigation masthead login banner cta advertorial anzeige werbung publicidad reklam "
             "toc feedback survicate piano whatsapp"),
    **_names("related", "related recommended recommendations recommendation recirc recirculation trending popular "
             "outbrain taboola mostread readmore alsoread readnext zergnet upnext morefrom infobox factbox factsheet "
             "faktabox faktaruta fact factboxes glossary tags taglist topics keywords"),
    **_names("caption", "caption captions figcaption credit credits imgcaption thumbcaption bildunterschrift legende "
             "slideshow gallery carousel lightbox"),
    **_names("byline", "byline bylines bio biography authorbox authorbio aboutauthor authors author dateline timestamp "
             "datetime pubdate postmeta entrymeta"),
}  # fmt: skip
#: Two words of one name, in this order, next to each other.
_PAIRS: Mapping[tuple[str, str], Zone] = {
    ("read", "more"): "related", ("read", "also"): "related", ("most", "read"): "related", ("see", "also"): "related",
    ("more", "from"): "related", ("more", "stories"): "related", ("more", "on"): "related", ("also", "like"): "related",
    ("next", "article"): "related", ("info", "box"): "related", ("fact", "box"): "related",
    ("in", "brief"): "related", ("sign", "up"): "boilerplate", ("log", "in"): "boilerplate",
    ("call", "to"): "boilerplate", ("follow", "us"): "boilerplate", ("ad", "slot"): "boilerplate",
    ("ad", "container"): "boilerplate", ("img", "description"): "caption", ("image", "description"): "caption",
    ("image", "source"): "caption", ("photo", "info"): "caption", ("media", "text"): "caption",
    ("entry", "meta"): "byline", ("post", "meta"): "byline", ("article", "meta"): "byline",
    ("post", "info"): "byline",
}  # fmt: skip
#: In the name of such a thing the word is no zone: "comment-free", "article-author" around the body.
_NOT_INSIDE = frozenset(("html", "body", "main", "article"))


def zone_of(element: Element) -> Zone | None:
    """Give the zone that an element's own tag, role, class and id announce."""
    tag = element.tag
    if tag in _NOT_INSIDE or not isinstance(tag, str):
        return None
    if (zone := _TAGS.get(tag)) is not None:
        return zone
    if (zone := _ROLES.get(element.get("role") or "")) is not None:
        return zone
    name = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAME]
    for part in name.split():
        # A utility class of a style framework ("lg:comment", "[&_x]:y") says nothing of the content.
        if ":" in part or "[" in part:
            continue
        words = [word.lower() for word in _WORD.findall(part)]
        for pair in zip(words, words[1:], strict=False):
            if pair in _PAIRS:
                return _PAIRS[pair]
        for word in words:
            if word in _WORDS and not part.startswith(("has-", "with-", "no-", "is-")):
                return _WORDS[word]
    return None


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
    announced = {element: zone for element in root.iter() if (zone := zone_of(element))}
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


def _name(element: Element) -> tuple[str, str]:
    return (str(element.tag), f"{element.get('class') or ''} {element.get('role') or ''}")


def _frames_prose(figure: Element) -> bool:
    """Tell whether a <figure> is no picture but frames a quotation or a table."""
    return any(child.tag in ("blockquote", "table") for child in figure)
