"""Find the sentence and the paragraph that a span stands in."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.annotate.lexicon import word_set
from onrecord.annotate.quotes import find_quotes

#: Characters looked at on each side of a span, so that a line of a megabyte costs no more than a page.
#: The longest sentences of news text stay under 600.
REACH = 1_000
#: A line shorter or longer than this was not broken by a wrapping editor but by its writer.
WRAPPED = range(40, 101)

_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”»’')\]]*(?=\s)")
_BULLET = re.compile(r"[•·▪◦‣*→►–—-]\s|By [A-Z]|\[|<<")
_NEXT_WORD = re.compile(r"\s*([\"“„«‘'(\[]*)([^\W_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.’'&-]*)$")
_REPORTING_AFTER = re.compile(
    r"\s+(?:[\w.’'-]+,?\s+){0,5}?(?:said|says|asked|asks|told|tells|wrote|writes|added|adds|replied|shouted|"
    r"cried|demanded|wondered|answered|tweeted|exclaimed|remarked|quipped|declared)\b"
)
#: Never the end of a sentence.
_TITLES = word_set(
    "mr mrs ms mx dr prof sen rep gov gen col lt sgt capt cmdr maj adm rev hon st pres supt insp messrs mme "
    "mlle vs v approx ca cf e.g i.e viz"
)
#: Never the end of a sentence before a number.
_NUMBERED = word_set("no nos art fig vol pp p para sec ch")
#: The end of a sentence only where the next word clearly begins one.
_EITHER = word_set(
    "u.s u.k u.n e.u u.s.a u.s.s.r a.m p.m d.c l.a n.y inc ltd co corp bros jr sr etc jan feb mar apr jun "
    "jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ph.d m.d b.c a.d"
)
_OPENERS = word_set(
    "the a an he she it they we i you in on at but and or so as if when while this that these those there "
    "his her its their our my for from after before since then meanwhile however asked according"
)


def paragraph_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the paragraph, `[start, end)`, that the span `[start, end)` stands in.

    A paragraph ends at a blank line or at a line end that no editor's wrapping made. At most `REACH`
    characters are looked at on each side.
    """
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    left = text.rfind("\n", low, start)
    while left >= 0 and not _breaks(text, left):
        left = text.rfind("\n", low, left)
    right = text.find("\n", end, high)
    while right >= 0 and not _breaks(text, right):
        right = text.find("\n", right + 1, high)
    return _trim(text, left + 1 if left >= 0 else low, right if right >= 0 else high)


@lru_cache(maxsize=128)
def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the sentence, `[start, end)`, that holds the span `[start, end)`.

    A quotation belongs whole to the sentence that it is reported in, however many sentences it holds;
    a span over several sentences gets them all. Offsets are code points of `text`. The last few answers are
    kept, since several readers ask for the same sentence in turn.
    """
    first, last = paragraph_around(text, start, end)
    pieces = sentences_of(text, first, last)
    low = max((a for a, _ in pieces if a <= start), default=min(first, start))
    high = min((b for _, b in pieces if b >= end), default=max(last, end))
    return low, high


@lru_cache(maxsize=128)
def sentences_of(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Split the paragraph `[start, end)` into sentences, without the space between them."""
    paragraph = text[start:end]
    closed = [(q.start, q.end) for q in find_quotes(paragraph) if q.closed]
    found: list[tuple[int, int]] = []
    begin, at = len(paragraph) - len(paragraph.lstrip()), 0
    for stop in _STOP.finditer(paragraph):
        while at < len(closed) and closed[at][1] < stop.end():
            at += 1
        inside = at < len(closed) and closed[at][0] < stop.start() and stop.end() < closed[at][1]
        ends_quote = at < len(closed) and closed[at][1] == stop.end()
        if inside or not _ends_sentence(paragraph, stop, ends_quote):
            continue
        found.append((start + begin, start + stop.end()))
        begin = stop.end() + 1
        while begin < len(paragraph) and paragraph[begin].isspace():
            begin += 1
    if paragraph[begin:].strip():
        found.append((start + begin, end))
    return tuple(found)


def _breaks(text: str, newline: int) -> bool:
    """Tell whether the line end at `newline` ends a paragraph."""
    following = text[newline + 1 : newline + 1 + WRAPPED.stop + 1]
    next_line = following.partition("\n")[0]
    if not next_line.strip() or _BULLET.match(next_line.lstrip()):
        return True
    previous = text[max(0, newline - WRAPPED.stop - 1) : newline]
    last_line = previous.rpartition("\n")[2].strip()
    if next_line[0].islower() and last_line:
        return False
    return len(last_line) not in WRAPPED or len(next_line.rstrip()) >= WRAPPED.stop


def _ends_sentence(paragraph: str, stop: re.Match[str], ends_quote: bool) -> bool:
    following = _NEXT_WORD.match(paragraph, stop.end())
    if following is None:
        return True
    opening, word = following.groups()
    if word[0].islower() and not opening:
        return False
    marks = stop.group()
    if ends_quote and marks[0] in "!?":
        return _REPORTING_AFTER.match(paragraph, stop.end(), stop.end() + 80) is None
    if not marks.startswith(".") or len(marks) > 1:
        return True
    before = _WORD_BEFORE.search(paragraph, max(0, stop.start() - 40), stop.start())
    last = before.group(1).lower() if before else ""
    if last in _TITLES or (len(last) == 1 and last != "i") or (last in _NUMBERED and word[0].isdigit()):
        return False
    return last not in _EITHER or bool(opening) or word.lower() in _OPENERS


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
