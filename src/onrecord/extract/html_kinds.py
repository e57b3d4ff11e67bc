"""Give the lines of an HTML page their kinds of block: what is headline, body, caption, another story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.authors import looks_like_person
from onrecord.extract.html_select import Choice, is_prose, tokens
from onrecord.extract.html_tree import Element
from onrecord.extract.html_zones import Zone, Zones
from onrecord.extract.plain_patterns import rule_of
from onrecord.extract.printed_date import is_date_line
from onrecord.extract.visible import Line, fold
from onrecord.model import BlockKind

#: A standfirst is looked for on so many lines after the headline, a byline likewise.
NEAR = 16
#: A line that is a link to this share of its characters points to another story.
LINKED = 0.7
#: A line of no more words is looked at for phrases of debris; paragraphs are let be.
SHORT = 45

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEAD = re.compile(
    r"(?:^|[-_\s])(?:lead|lede|leadtext|standfirst|excerpt|summary|sub-?title|sub-?head(?:line|ing)?|sub-?line|intro(?:duction)?|"
    r"desc(?:ription)?|dek|deck|abstract|teaser|preamble|ingress|chapo|vorspann|entradilla|bajada|copete|sapo|sottotitolo|"
    r"manchet|underrubrik|undertitel)(?:$|[-_\s])",
    re.IGNORECASE,
)
#: "Read also" in the languages of the pages that we measure on; what follows is another story's title.
_ALSO = re.compile(
    r"\W{0,4}(?:read (?:more|also|next)|more ?:|related|see also|also read|watch|don['’]t miss|les også|læs også|läs (?:även|också|mer)|"
    r"lesen sie (?:auch|mehr)|mehr (?:zum thema|dazu)|lesetipp|lire (?:aussi|également)|à lire|leer también|lea también|"
    r"te puede interesar|leia (?:também|mais)|leggi anche|lees ook|lue myös|czytaj (?:też|także|również)|čtěte|olvassa|"
    r"читайте также|читать также|читайте|baca juga|đọc thêm|xem thêm|okuyun|скачать|関連記事|相关阅读)(?:\W|$)",
    re.IGNORECASE,
)
#: The beginning of a picture's credit.
_CREDIT = re.compile(
    r"\W{0,3}(?:(?:image|photo|picture|video)s?(?: credit| source| by| courtesy)?|foto(?:graf|graphie)?s?|bild(?:quelle)?|crédits?|"
    r"fotografía|imagen|фото|写真|图片|照片|fotoğraf|hình ảnh|ảnh)\s?(?:[:：/©|]|by\b)|\W{0,3}©",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of the page that goes into the article's text, with its kind."""

    line: int
    kind: BlockKind


def same(one: str, other: str | None) -> bool:
    """Tell whether two titles are the same but for punctuation, case and white space."""
    return bool(other) and tokens(one) == tokens(other or "")


def find_headline(
    lines: Sequence[Line], chosen: Sequence[bool], page_zones: Zones, titles: Sequence[str]
) -> int | None:
    """Find the line that is the headline: a title that the page states of itself, or its <h1>.

    Args:
        lines: of the page, in order.
        chosen: for each, whether it is supposed to be the article's.
        page_zones: zones of the page's elements.
        titles: of the page by its metadata, the best first.
    """
    prose = [
        i for i, (x, c) in enumerate(zip(lines, chosen, strict=True)) if c and is_prose(x) and not _in_h1(x)
    ]
    start = prose[0] if prose else len(lines)
    keys = [tokens(title) for title in titles if title]
    best: tuple[float, int] | None = None
    for i, line in enumerate(lines):
        words = tokens(line.text)
        if not words or len(words) > 60:
            continue
        title = words in keys
        # "Opinion: The title" in the <h1>, or the title with the site's name.
        part = not title and any(k and len(k) > 2 and " ".join(k) in " ".join(words) for k in keys)
        h1 = _in_h1(line)
        heading = line.element.tag in _HEADINGS
        if not (title or h1):
            continue
        rank = 3.0 * title + 1.0 * (part and h1) + 2.0 * h1 + 1.0 * (heading and not h1)
        rank -= 2.0 * (line.linked > LINKED * len(line.text) and not h1)
        rank -= 2.0 * (page_zones[line.element] is not None) + 4.0 * line.hidden
        rank -= 3.0 * (prose != [] and i > prose[len(prose) // 2]) + 0.01 * min(abs(start - i), 90)
        if best is None or rank > best[0]:
            best = (rank, i)
    return best[1] if best and best[0] >= 1.0 else None


def _in_h1(line: Line) -> bool:
    return line.element.tag == "h1" or any(e.tag == "h1" for e in line.element.iterancestors("h1"))


def pieces_of(
    lines: Sequence[Line],
    chosen: Sequence[bool],
    page_zones: Zones,
    headline: int | None,
    description: str | None,
) -> list[Piece]:
    """Give the lines that go into the article's text, in order, each with its kind.

    Args:
        lines: of the page, in order.
        chosen: for each, whether it is supposed to be the article's.
        page_zones: zones of the page's elements.
        headline: index of the headline's line, or None.
        description: the page's summary of itself, to know the standfirst by.
    """
    shown = sum(len(x.text) for x, c in zip(lines, chosen, strict=True) if c and not x.hidden)
    hidden = sum(len(x.text) for x, c in zip(lines, chosen, strict=True) if c and x.hidden)
    start = _beginning(lines, chosen, page_zones, headline)
    pieces: list[Piece] = []
    seen: set[tuple[str, ...]] = set()
    title = tokens(lines[headline].text) if headline is not None else []
    for i, line in enumerate(lines):
        if i == headline:
            pieces.append(Piece(i, "headline"))
            continue
        # What hides itself is a second copy or an overlay, unless it is most of the article (a paywall).
        if line.hidden and hidden < shown:
            continue
        words = tokens(line.text)
        kind = _kind(line, words, chosen[i], page_zones[line.element])
        if headline is not None and kind is None or kind == "body":
            lead = _is_lead(line, words, i, start, headline, page_zones, description)
            kind = "standfirst" if lead else kind
        if kind in ("body", "list", "quote") and i < start:
            continue
        if kind is None or words == title or (len(words) > 4 and tuple(words) in seen):
            continue
        seen.add(tuple(words))
        pieces.append(Piece(i, kind))
    return pieces


def _beginning(lines: Sequence[Line], chosen: Sequence[bool], page_zones: Zones, headline: int | None) -> int:
    """Give the index of the line before which nothing is body: the headline, if little stands before it."""
    if headline is None:
        return 0
    sizes = [
        len(x.text) if c and page_zones[x.element] is None and is_prose(x) else 0
        for x, c in zip(lines, chosen, strict=True)
    ]
    return headline if sum(sizes[:headline]) < 0.3 * sum(sizes) else 0


def _kind(line: Line, words: list[str], is_chosen: bool, zone: Zone | None) -> BlockKind | None:
    """Give the kind of a line by itself; None for one that stays out of the text."""
    if not is_chosen:
        return None
    if zone is not None:
        return zone
    if line.linked >= LINKED * len(line.text):
        return "related"
    if len(words) <= SHORT and (kind := _debris(line, words)) is not None:
        return kind
    if line.element.tag == "blockquote" or any(True for _ in line.element.iterancestors("blockquote")):
        return "quote"
    if line.element.tag in ("li", "dd", "dt") or any(True for _ in line.element.iterancestors("li")):
        return "list"
    return "body"


def _debris(line: Line, words: list[str]) -> BlockKind | None:
    """Tell what a short line is that is no prose of the article; None for one that may be."""
    text = line.text
    if _ALSO.match(text) and (line.linked > 0.3 * len(text) or len(words) <= 3):
        return "related"
    if _CREDIT.match(text) and len(words) <= 25:
        return "caption"
    if is_date_line(text):
        return "byline"
    rule = rule_of(text, len(words))
    return rule.kind if rule else None


def _is_lead(
    line: Line,
    words: list[str],
    index: int,
    start: int,
    headline: int | None,
    page_zones: Zones,
    description: str | None,
) -> bool:
    """Tell whether a line by the headline is the standfirst: by its class, or as the page's own summary."""
    if headline is None or not headline - 3 <= index <= headline + NEAR or index == headline:
        return False
    if len(words) < 5 or line.linked > 0.5 * len(line.text) or looks_like_person(line.text):
        return False
    if page_zones[line.element] not in (None, "byline") or is_date_line(line.text):
        return False
    if (
        description
        and len(words) >= 6
        and (Choice(description).holds(line.text) or fold(line.text) in description)
    ):
        return True
    element: Element = line.element
    for _ in range(2):
        if element is None or element.tag in ("body", "main", "article"):
            return False
        if _LEAD.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}") and index > headline:
            return True
        element = element.getparent()
    return False
