"""Read what a page credits its words to: agencies, outlets it copied from, its own publisher."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from onrecord.annotate.outlets import Outlet, find_outlets, kind_of, known_outlet, outlet_hop, same_outlet
from onrecord.annotate.telling import teller
from onrecord.model import Article, Hop, Mention

#: Blocks whose credits concern something else: pictures and links to other pages.
_ELSEWHERE = frozenset(("caption", "related"))
#: A credit line is short; what is longer is prose.
_LINE = 140
#: How far from the headline a byline can stand, in characters.
_BYLINE_REACH = 1_500
#: "PORT ALDA, Feb. 9 (ABC) -", "(Reuters) -".
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ(][^\n()]{0,90}?\s)?\((?P<name>[A-Z][^\n()]{1,40})\)\s?[-–—:]+\s", re.MULTILINE
)
_DATED = re.compile(r"\b[A-ZÀ-Þ]{3,}|,|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by\s+)?", re.IGNORECASE
)
_BYLINE = re.compile(
    r"\s*(?:(?:story|text|report)?\s*(?:by|from|via)\b|source\s?:|agency\s?:|credit\s?:)", re.IGNORECASE
)
_PICTURE = re.compile(r"photo|picture|image|illustration|video|graphic|getty|caption", re.IGNORECASE)
#: The words before the outlet that a page was taken over from.
_ORIGINAL = re.compile(
    r"(?:read (?:the|this) (?:original|full|whole|complete)(?: (?:article|story|report|piece|post|text|version))?"
    r" (?:on|at|in|by|from)"
    r"|(?:original(?:ly)?|first) (?:published|appeared|posted|printed|reported|ran|aired|broadcast)"
    r"(?: \w+ \d{1,2},? \d{4})? (?:on|at|in|by)"
    r"|(?:story|article|report|piece|post|text|content) (?:was |is )?(?:provided|supplied|syndicated|produced|distributed|"
    r"republished|reprinted|reproduced|courtesy|translated) (?:by|from|of)"
    r"|(?:re-?published|reprinted|reproduced|syndicated|adapted|translated|taken)"
    r"(?: here)?(?: with (?:the )?(?:kind )?permission)? (?:from|of)"
    r"|original (?:source|article|story|report|text)\s?:|^source\s?:|^via\s?:?"
    r"|based on (?:an? )?(?:reporting|report|article|story) (?:by|from|in))\s+(?:the\s(?=[A-Z]))?",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = re.compile(
    r"(?:The\s)?[A-ZÀ-Þ0-9][\w.’'&-]*(?: (?:(?:of|and|the|de|&|on) )?[A-ZÀ-Þ0-9][\w’'&-]*(?:\.\w+)*){0,5}"
)
_END_MARKS = " .,;:|'’\"”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """What one page says of the way its words took; made once a page, used for each of its chains."""

    #: Every naming of an outlet, in order.
    outlets: tuple[Outlet, ...]
    #: Agencies and outlets that all words of the page came through, the first hand first.
    through: tuple[Hop, ...]
    #: The page's own publisher, or the page where that is not known.
    last: Hop
    #: The outlet that the headline gives the news to ("…, reports NAME"), None without one.
    headline: Outlet | None = None
    #: By the head noun of an unnamed teller, the outlet told ("a clerk … told NAME").
    told: dict[str, Outlet] = field(default_factory=dict)

    def between(self, start: int, end: int) -> tuple[Outlet, ...]:
        """Give the outlets named in `[start, end)`."""
        return tuple(_between(self.outlets, start, end))


def page_credits(article: Article, names: Sequence[Mention]) -> Credits:
    """Read the credits of `article`: in its dateline, byline, copyright line and closing words.

    Of a teaser only its own blocks are read, since the page's text belongs to all of its items. Pure; the
    time is linear in the length of the text.
    """
    text = article.text
    ranges = list(_ranges(article))
    outlets = find_outlets(text, names, ranges, article.publisher)
    last = _last(article, outlets)
    spans = [
        *_dateline_credits(text, ranges, outlets),
        *_line_credits(article, ranges, outlets),
        *_copyright_credits(text, ranges, outlets),
    ]
    through: list[Hop] = []
    agencies = [outlet_hop(text, outlet) for outlet in spans]
    authors = [_author_hop(author) for author in article.authors if _is_agency(author)]
    for hop in [*agencies, *authors, *_originals(text, ranges, outlets)]:
        if not same_outlet(hop.name, last.name) and not any(same_outlet(hop.name, h.name) for h in through):
            through.append(hop)
    headline = _headline_outlet(article, outlets)
    told: dict[str, Outlet] = {}
    for outlet in outlets:
        head = teller(text, outlet)
        if head and not same_outlet(outlet.name, last.name):
            told.setdefault(head, outlet)
    return Credits(outlets=tuple(outlets), through=tuple(through), last=last, headline=headline, told=told)


def _between(outlets: Sequence[Outlet], start: int, end: int) -> Sequence[Outlet]:
    low = bisect_left(outlets, start, key=lambda o: o.start)
    return outlets[low : bisect_left(outlets, end, key=lambda o: o.start)]


def _ranges(article: Article) -> Iterator[tuple[int, int]]:
    """The parts of the text that credits and outlets are looked for in, in order."""
    if article.kind == "teaser":
        yield from ((block.start, block.end) for block in article.blocks)
        return
    at = 0
    for block in article.blocks:
        if block.kind in _ELSEWHERE:
            if at < block.start:
                yield at, block.start
            at = block.end
    if at < len(article.text):
        yield at, len(article.text)


def _last(article: Article, outlets: Sequence[Outlet]) -> Hop:
    if article.publisher is None:
        host = urlsplit(article.url).hostname if article.url else None
        return Hop(name=(host or article.path).removeprefix("www."), kind="page", inferred=True)
    printed = next((o for o in outlets if same_outlet(o.name, article.publisher)), None)
    if printed is not None:
        return replace(outlet_hop(article.text, printed), name=article.publisher, kind="publisher")
    pattern = r"\s+".join(re.escape(word) for word in article.publisher.split())
    found = re.search(rf"(?<!\w){pattern}(?!\w)", article.text, re.IGNORECASE)
    if found is None:
        return Hop(name=article.publisher, kind="publisher", inferred=True)
    start, end = found.span()
    return Hop(name=article.publisher, kind="publisher", start=start, end=end, text=found.group())


def _dateline_credits(
    text: str, ranges: Iterable[tuple[int, int]], outlets: Sequence[Outlet]
) -> Iterator[Outlet]:
    for start, end in ranges:
        for match in _DATELINE.finditer(text, start, end):
            place = match["place"] or ""
            if place and (not _DATED.search(place) or place.startswith("The ")):
                continue
            inside = _between(outlets, *match.span("name"))
            if inside:
                yield from inside
            elif match["name"].isupper() and match["name"].isalpha() and len(match["name"]) <= 6:
                yield Outlet(
                    start=match.start("name"), end=match.end("name"), name=match["name"], kind="agency"
                )


def _line_credits(
    article: Article, ranges: Iterable[tuple[int, int]], outlets: Sequence[Outlet]
) -> Iterator[Outlet]:
    """Find agencies credited in a byline, in a line of their own near the headline, or after the last word."""
    text, blocks = article.text, article.blocks
    bylines = [b for b in blocks if b.kind in ("byline", "dateline")]
    body = [b for b in blocks if b.kind == "body"]
    first = body[0].start if body else _BYLINE_REACH
    heads = [b.end for b in blocks if b.kind == "headline" and b.end <= first]
    low = max([*heads, first - _BYLINE_REACH, 0]) if body else 0
    for outlet in outlets:
        if outlet.kind != "agency" and not _BYLINE.match(text, text.rfind("\n", 0, outlet.start) + 1):
            continue
        start, end = _line(text, outlet.start, outlet.end)
        line = text[start:end]
        if len(line) > _LINE or _PICTURE.search(line):
            continue
        in_byline = any(b.start <= outlet.start < b.end for b in bylines)
        near = low <= outlet.start < first and (_BYLINE.match(line) or _is_alone(line, text, outlet))
        ends = (
            bool(body)
            and outlet.start >= body[-1].start
            and _is_alone(line, text, outlet)
            and bool(line.strip())
        )
        closes = bool(body) and outlet.end <= body[-1].end + 40 and outlet.start > body[-1].start and ends
        if (in_byline and (outlet.kind == "agency" or _BYLINE.match(line))) or near or closes:
            yield outlet


def _copyright_credits(
    text: str, ranges: Iterable[tuple[int, int]], outlets: Sequence[Outlet]
) -> Iterator[Outlet]:
    starts = {o.start: o for o in outlets if o.kind == "agency"}
    for start, end in ranges:
        for match in _COPYRIGHT.finditer(text, start, end):
            at = match.end()
            named = starts.get(at) or (starts.get(at + 4) if text[at : at + 4].lower() == "the " else None)
            if named is not None:
                yield named


def _originals(text: str, ranges: Iterable[tuple[int, int]], outlets: Sequence[Outlet]) -> Iterator[Hop]:
    named = {o.start: o for o in outlets}
    for start, end in ranges:
        for match in _ORIGINAL.finditer(text, start, end):
            at = match.end()
            outlet = named.get(at) or named.get(at - 4)
            if outlet is not None:
                yield outlet_hop(text, outlet)
                continue
            name = _NAME.match(text, at, min(end, at + 80))
            bare = match.group().lower().startswith(("source", "via"))
            if name is not None and not bare:
                stop = name.start() + len(name.group().rstrip(_END_MARKS))
                yield Hop(
                    name=text[name.start() : stop], kind="publisher", start=name.start(), end=stop,
                    text=text[name.start() : stop],
                )  # fmt: skip


def _headline_outlet(article: Article, outlets: Sequence[Outlet]) -> Outlet | None:
    """Find the outlet that the headline gives the news to ("…, reports NAME", "… – NAME", "NAME: …")."""
    for block in article.blocks:
        if block.kind != "headline":
            continue
        line = article.text[block.start : block.end]
        for outlet in _between(outlets, block.start, block.end):
            before, after = line[: outlet.start - block.start], line[outlet.end - block.start :]
            closes = re.search(r"(?:\b(?:reports?|says|writes|according to)\s+|[-–—|:]\s*)(?:the )?$", before)
            opens = re.match(r"\s*:|\s+(?:reports|says|writes)\b", after)
            if (closes and not after.strip()) or (opens and not before.strip()):
                return outlet
    return None


def _is_alone(line: str, text: str, outlet: Outlet) -> bool:
    """Tell whether a line holds little but the outlet's name (and a date)."""
    rest = line.replace(text[outlet.start : outlet.end], "", 1)
    rest = re.sub(
        r"\b(?:\d[\d:.]*|[AP]M|GMT|UTC|EST|EDT|am|pm|[A-Z][a-z]{2,8}\.?(?= \d)|(?<=\d )[A-Z][a-z]+)\b",
        "",
        rest,
    )
    return sum(ch.isalpha() for ch in rest) <= 12


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    left = text.rfind("\n", max(0, start - _LINE - 1), start) + 1 or max(0, start - _LINE - 1)
    right = text.find("\n", end, end + _LINE + 1)
    return left, right if right >= 0 else min(len(text), end + _LINE + 1)


def _is_agency(author: str) -> bool:
    return kind_of(author) == "agency"


def _author_hop(author: str) -> Hop:
    return Hop(name=known_outlet(author) or author, kind="agency", inferred=True)
