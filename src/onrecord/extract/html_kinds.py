"""Give the lines of an HTML page their kinds of block: what is headline, body, caption, another story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.dates import is_dated
from onrecord.extract.html_headline import find_bylines, find_standfirsts
from onrecord.extract.html_outline import Around
from onrecord.extract.html_select import home, is_prose
from onrecord.extract.html_tree import Element
from onrecord.extract.html_zones import Zones
from onrecord.extract.plain_patterns import rule_of
from onrecord.extract.printed_date import is_date_line
from onrecord.extract.visible import Line
from onrecord.model import BlockKind

#: A line that is a link to this share of its characters points to another story.
LINKED = 0.7
#: A list is one of links if its items are so to this share of their characters, "Kicker: Title of a story".
LINKED_ITEM = 0.4
#: Longer items, in words, tell something themselves.
LONGEST_TITLE = 25
#: A line of no more words is looked at for phrases of debris; paragraphs are let be.
SHORT = 45
#: Text that hides itself is the article where what is shown is less than this share of it (a paywall).
SCANT = 0.3
#: What stands before the headline is no body, unless it is this share of it.
BEFORE_HEADLINE = 0.3
#: The paragraph after the first one stands within so many lines of it.
LEAD_REACH = 12
#: Articles beside the one with the headline are other stories, unless they hold this share of the text:
#: then the headline stands in a box of its own. Body F1 on aeb at .3 and .6: .966, at .9: .970; fundus
#: .970 at all (`evals/pages.py`).
OTHER_ARTICLES = 0.85

_SPEAKING_BODY = frozenset(("body", "list", "quote"))
_ALSO = re.compile(
    r"\W{0,4}(?:read (?:more|also|next)|more ?:|related|see also|also read|watch|don['’]t miss|"
    r"les også|læs også|läs (?:även|också|mer)|lesen sie (?:auch|mehr)|mehr (?:zum thema|dazu)|lesetipp|"
    r"lire (?:aussi|également)|à lire|leer también|lea también|te puede interesar|leia (?:também|mais)|"
    r"leggi anche|lees ook|lue myös|"
    r"czytaj (?:też|także|również)|čtěte|olvassa|читайте также|читать также|читайте|"
    r"baca juga|đọc thêm|xem thêm|okuyun|関連記事|相关阅读)(?:\W|$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\W{0,3}(?:(?:image|photo|picture|video)s?(?: credit| source| by| courtesy)?|foto(?:graf|graphie)?s?|"
    r"bild(?:quelle)?|crédits?|fotografía|imagen|фото|写真|图片|照片|fotoğraf|hình ảnh|ảnh)\s?"
    r"(?:[:：/©|]|by\b)|\W{0,3}©",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of the page that goes into the article's text, with its kind."""

    line: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as it has been read so far."""

    lines: Sequence[Line]
    #: For each line, whether it is supposed to be the article's.
    chosen: Sequence[bool]
    zones: Zones
    around: dict[Element, Around]
    #: Index of the headline's line, or None.
    headline: int | None


def pieces_of(page: Reading, summary: str | None) -> list[Piece]:
    """Give the lines that go into the article's text, in order, each with its kind.

    Args:
        page: its lines, chosen and with their zones.
        summary: what the page tells of its content, to know the standfirst by.

    """
    lines = page.lines
    kinds = [_kind(page, i) for i in range(len(lines))]
    _drop_hidden(page, kinds)
    _drop_before_headline(page, kinds)
    _set_apart_other_articles(page, kinds)
    _set_apart_link_lists(page, kinds)
    first = next(
        (i for i, kind in enumerate(kinds) if kind in _SPEAKING_BODY and is_prose(lines[i])), len(lines)
    )
    for i in find_standfirsts(lines, page.headline, first, page.zones, summary):
        if not _is_among_body(page, kinds, i):
            kinds[i] = "standfirst"
    for i in find_bylines(lines, page.headline, first, page.zones):
        kinds[i] = "byline" if kinds[i] != "standfirst" else kinds[i]
    title: list[str] = []
    if page.headline is not None:
        kinds[page.headline] = "headline"
        title = lines[page.headline].words
    pieces: list[Piece] = []
    seen: set[tuple[str, ...]] = set()
    for i, kind in enumerate(kinds):
        words = tuple(lines[i].words) if kind else ()
        # The same line twice is one for small screens, or a caption and its picture's text.
        if kind and (i == page.headline or (list(words) != title and not (len(words) > 4 and words in seen))):
            seen.add(words)
            pieces.append(Piece(i, kind))
    return pieces


def _kind(page: Reading, index: int) -> BlockKind | None:
    """Give the kind of a line by itself; None for one that stays out of the text."""
    line = page.lines[index]
    if not page.chosen[index]:
        return None
    zone = page.zones[line.element]
    if zone is not None:
        return zone
    if line.linked >= LINKED * len(line.text):
        return "related"
    if line.element.tag == "figcaption":
        # Of a gallery as well, where captions are most of the words.
        return "caption"
    words = line.words
    around = page.around[line.element]
    if len(words) <= SHORT and not around.quote and (kind := _debris(line, words)) is not None:
        return kind
    return "quote" if around.quote else "list" if around.item is not None else "body"


def _debris(line: Line, words: Sequence[str]) -> BlockKind | None:
    """Tell what a short line is that is no prose of the article; None for one that may be."""
    text = line.text
    if _ALSO.match(text) and (line.linked > 0.3 * len(text) or len(words) <= 3):
        return "related"
    if _CREDIT.match(text) and len(words) <= 25:
        return "caption"
    if is_date_line(text) or (is_dated(line) and not text.endswith(".")):
        return "byline"
    rule = rule_of(text, len(words))
    return rule.kind if rule else None


def _is_among_body(page: Reading, kinds: Sequence[BlockKind | None], index: int) -> bool:
    """Tell whether a line is the first paragraph of the body: metadata often repeats it as the summary."""
    if kinds[index] != "body":
        return False
    place = home(page.lines[index])
    after = range(index + 1, min(len(kinds), index + LEAD_REACH))
    return any(kinds[i] == "body" and home(page.lines[i]) is place and is_prose(page.lines[i]) for i in after)


def _drop_hidden(page: Reading, kinds: list[BlockKind | None]) -> None:
    """Leave out what hides itself: a second copy, or an overlay; unless it is the article (a paywall)."""
    sizes = {True: 0, False: 0}
    for line, kind in zip(page.lines, kinds, strict=True):
        sizes[line.hidden] += len(line.text) if kind in _SPEAKING_BODY else 0
    if sizes[False] >= SCANT * sizes[True]:
        kinds[:] = [None if x.hidden else kind for x, kind in zip(page.lines, kinds, strict=True)]


def _drop_before_headline(page: Reading, kinds: list[BlockKind | None]) -> None:
    """Leave out what stands before the headline, if it is little."""
    if page.headline is None:
        return
    sizes = [len(x.text) if k in _SPEAKING_BODY else 0 for x, k in zip(page.lines, kinds, strict=True)]
    if sum(sizes[: page.headline]) < BEFORE_HEADLINE * sum(sizes):
        kinds[: page.headline] = [None] * page.headline


def _set_apart_other_articles(page: Reading, kinds: list[BlockKind | None]) -> None:
    """Mark what stands in another <article> than the headline does, unless the text is there."""
    own = page.around[page.lines[page.headline].element].article if page.headline is not None else None
    if own is None:
        return
    mine = {own, *own.iterancestors("article")}
    others: list[int] = []
    size = 0
    for i, (line, kind) in enumerate(zip(page.lines, kinds, strict=True)):
        article = page.around[line.element].article
        if kind in _SPEAKING_BODY:
            size += len(line.text)
            if article is not None and article not in mine:
                others.append(i)
    if sum(len(page.lines[i].text) for i in others) < OTHER_ARTICLES * size:
        for i in others:
            kinds[i] = "related"


def _set_apart_link_lists(page: Reading, kinds: list[BlockKind | None]) -> None:
    """Mark lists whose items are nearly all links to other stories."""
    items: Counter[Element] = Counter()
    links: Counter[Element] = Counter()
    of: dict[int, Element] = {}
    for i, (line, kind) in enumerate(zip(page.lines, kinds, strict=True)):
        item = page.around[line.element].item
        if item is not None and item.getparent() is not None and kind in ("list", "related"):
            of[i] = item.getparent()
            items[of[i]] += 1
            links[of[i]] += line.linked >= LINKED_ITEM * len(line.text) and len(line.words) <= LONGEST_TITLE
    for i, place in of.items():
        if items[place] > 1 and links[place] >= 0.8 * items[place]:
            kinds[i] = "related"
