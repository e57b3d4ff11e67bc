"""Read what a page credits its words to: agencies, outlets it copied from, its own publisher."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from onrecord.annotate.credits_initials import initials_credits
from onrecord.annotate.outlet_names import kind_of, known_outlet, same_outlet
from onrecord.annotate.outlets import Outlet, find_outlets, outlet_hop
from onrecord.annotate.telling import teller
from onrecord.model import Article, BlockKind, Hop, Mention

#: Blocks whose credits concern something else: pictures and links to other pages.
_ELSEWHERE: frozenset[BlockKind] = frozenset(("caption", "related"))
_PICTURES: frozenset[BlockKind] = frozenset(("caption",))
#: What stands above the story and can credit somebody; a headline that names a body tells its news.
_CREDITING: frozenset[BlockKind] = frozenset(("byline", "dateline", "boilerplate"))
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
    r"\s*+(?:(?:story|text|report)?\s*+(?:by|from|via)\b|source\s?:|agency\s?:|credit\s?:)", re.IGNORECASE
)
_PICTURE = re.compile(r"photo|picture|image|illustration|video|graphic|getty|caption", re.IGNORECASE)
#: The words before the outlet that a page was taken over from.
_ORIGINAL = re.compile(
    r"\b(?:read (?:the|this) (?:original|full|whole|complete)(?: (?:article|story|report|piece|post|text|"
    r"version))? (?:on|at|in|by|from)"
    r"|(?:original(?:ly)?|first) (?:published|appeared|posted|printed|reported|ran|aired|broadcast)"
    r"(?: \w+ \d{1,2},? \d{4})? (?:on|at|in|by)"
    r"|(?:story|article|report|piece|post|text|content) (?:was |is )?(?:provided|supplied|syndicated|"
    r"produced|distributed|republished|reprinted|reproduced|courtesy|translated) (?:by|from|of)"
    r"|(?:re-?published|reprinted|reproduced|syndicated|adapted|translated|taken)"
    r"(?: here)?(?: with (?:the )?(?:kind )?permission)? (?:from|of)"
    r"|original (?:source|article|story|report|text)\s?:|^source\s?:|^via\s?:?"
    r"|based on (?:an? )?(?:reporting|report|article|story) (?:by|from|in))\s+(?-i:the\s)?",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = re.compile(
    r"(?:The\s)?[A-ZÀ-Þ0-9][\w.’'&-]*(?: (?:(?:of|and|the|de|&|on) )?[A-ZÀ-Þ0-9][\w’'&-]*(?:\.\w+)*){0,5}"
)
_DAY = re.compile(
    r"\b(?:\d[\d:.]*|[AP]M|GMT|UTC|EST|EDT|am|pm|(?:[A-Z][a-z]{2,8}\.?,? )(?=\d)|(?<=\d )[A-Z][a-z]+)\b"
)
#: Letters beside a name that still leave it alone in its line ("Updated", "from").
_BESIDE = 12
#: How far behind the last paragraph a signature stands, in characters.
_SIGNATURE = 40
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
    heads, tails = _edges(article)
    abbreviated, outlets = initials_credits(text, ranges, heads, tails, outlets)
    spans = [
        *abbreviated,
        *_dateline_credits(text, ranges, outlets),
        *_line_credits(article, outlets),
        *_copyright_credits(text, ranges, outlets),
    ]
    through: list[Hop] = []
    agencies = [outlet_hop(text, outlet) for outlet in spans]
    authors = [_author_hop(author) for author in article.authors if _is_agency(author)]
    for hop in [*agencies, *authors, *_originals(text, list(_ranges(article, _PICTURES)), outlets)]:
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


def _ranges(article: Article, without: frozenset[BlockKind] = _ELSEWHERE) -> Iterator[tuple[int, int]]:
    """Give the parts of the text outside blocks of the kinds `without`; of a teaser its own blocks."""
    if article.kind == "teaser":
        yield from ((block.start, block.end) for block in article.blocks)
        return
    at = 0
    for block in article.blocks:
        if block.kind in without:
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


def _line_credits(article: Article, outlets: Sequence[Outlet]) -> Iterator[Outlet]:
    """Find agencies credited in a byline, in a line of their own near the headline, or at the end."""
    text, blocks = article.text, article.blocks
    for block in blocks:
        if block.kind in ("byline", "dateline"):
            for outlet in _between(outlets, block.start, block.end):
                if outlet.kind == "agency" or _BYLINE.match(text, *_line(text, outlet)):
                    yield outlet
    body = [block for block in blocks if block.kind == "body"]
    if not body:
        return
    heads = [b.end for b in blocks if b.kind == "headline" and b.end <= body[0].start]
    low = max([*heads, body[0].start - _BYLINE_REACH, 0])
    for outlet in _between(outlets, low, body[0].start):
        start, end = _line(text, outlet)
        by = _BYLINE.match(text, start, end)
        if _is_credit_line(text, start, end) and (
            by or (outlet.kind == "agency" and _is_alone(text, outlet))
        ):
            yield outlet
    for outlet in _between(outlets, body[-1].start, body[-1].end + _SIGNATURE):
        if outlet.kind == "agency" and (_is_alone(text, outlet) or _signs(text, outlet, body[-1].end)):
            yield outlet


def _edges(article: Article) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Give the short crediting blocks above the story, and the short ones from its last paragraph on."""
    body = [block for block in article.blocks if block.kind == "body"]
    if not body or article.kind == "teaser":
        return [], []
    short = [b for b in article.blocks if b.kind not in _ELSEWHERE and b.end - b.start <= _LINE]
    heads = [(b.start, b.end) for b in short if b.kind in _CREDITING and b.end <= body[0].start]
    return heads, [(b.start, b.end) for b in short if b.start >= body[-1].start]


def _signs(text: str, outlet: Outlet, end: int) -> bool:
    """Tell whether the outlet's name closes the last paragraph like a signature ("… . (ABC)", "… — ABC")."""
    before, after = text[outlet.start - 3 : outlet.start].strip(), text[outlet.end : end].strip()
    return before[-1:] in ("(", "—", "–", "/", "-") and after in ("", ")", "/", ".", ").")


def _copyright_credits(
    text: str, ranges: Iterable[tuple[int, int]], outlets: Sequence[Outlet]
) -> Iterator[Outlet]:
    starts = {o.start: o for o in outlets if o.kind == "agency"}
    for start, end in ranges:
        for match in _COPYRIGHT.finditer(text, start, end):
            named = starts.get(match.end()) or starts.get(match.end() - 4)
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


def _is_alone(text: str, outlet: Outlet) -> bool:
    """Tell whether the outlet's line holds little but its name and a date."""
    start, end = _line(text, outlet)
    if not _is_credit_line(text, start, end):
        return False
    rest = _DAY.sub("", text[start : outlet.start] + text[outlet.end : end])
    return sum(character.isalpha() for character in rest) <= _BESIDE


def _is_credit_line(text: str, start: int, end: int) -> bool:
    return end - start <= _LINE and _PICTURE.search(text, start, end) is None


def _line(text: str, outlet: Outlet) -> tuple[int, int]:
    """Give the outlet's line, `[start, end)`, as far as it is looked at."""
    low, high = max(0, outlet.start - _LINE), min(len(text), outlet.end + _LINE)
    left, right = text.rfind("\n", low, outlet.start), text.find("\n", outlet.end, high)
    return (left + 1 if left >= 0 else low), (right if right >= 0 else high)


def _is_agency(author: str) -> bool:
    return kind_of(author) == "agency"


def _author_hop(author: str) -> Hop:
    return Hop(name=known_outlet(author) or author, kind="agency", inferred=True)
