"""Infer a page's day from a dateline without a year ("PORT ALDA, Aug. 3 (SPS)") and its copyright line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from onrecord.extract.printed_date import MONTH, month_number
from onrecord.model import Block, BlockKind, Date, Evidence

#: A dateline opens its line, so no more characters of it are looked at.
_HEAD = 120
#: A place, with its country: capitalised words alone, so that no sentence is one.
_WORD = r"[A-ZÀ-Þ][\w’'-]+"
_NO_PLACE = r"(?!(?i:on|in|at|by|from|until|since|after|before|next|last|this|\w{3,6}day)\b)"
_PARTICLES = r"(?:(?:de|da|do|del|des|di|la|le|el|al|of|and|sur|upon|am) ){0,2}"
_PLACE = rf"{_NO_PLACE}{_WORD}(?:[ ,()/–]{{1,3}}{_PARTICLES}{_WORD}){{0,7}}?"
_DATE = (
    rf"(?P<date>(?i:{MONTH}\s(?P<after>\d{{1,2}})|"
    rf"(?P<before>\d{{1,2}})\s{MONTH.replace('<month>', '<named>')}))"
    r"(?!\d|,?\s(?:19|20)\d\d)"
)
#: Behind the day stands the agency or a dash, which parts no span of days ("Dec. 14 – 16").
_CLOSED = r"\s*(?:[(/]\s?[A-ZÀ-Þ]|[–—-](?!\d|\s*\d{1,2}(?!\d|\s[a-z])))"
_IN_PROSE = re.compile(rf"^{_PLACE}\s?[,(]\s?{_DATE}(?={_CLOSED})")
#: In a line of its own the day may also end the line.
_IN_A_LINE = re.compile(rf"^{_PLACE}\s?[,(]\s?{_DATE}(?={_CLOSED}|\s*(?::|$))")
_LINES: frozenset[BlockKind] = frozenset(("byline", "dateline", "boilerplate"))
_YEAR = re.compile(
    r"(?:©|\(c\)|copyright)[^\n|]{0,60}?\b(?P<year>(?:19|20)\d\d)\b(?!\s?[-–]\s?\d)", re.IGNORECASE
)


def dateline_day(blocks: Sequence[Block], text: str) -> Date | None:
    """Give the day that the dateline prints, in the one year that the page's copyright lines name.

    Of a span of years the last counts. None where the copyright lines name no year or several. Pure.
    """
    body = next((i for i, block in enumerate(blocks) if block.kind == "body"), len(blocks))
    years = [
        match
        for block in blocks
        if block.kind == "boilerplate" and block.end - block.start <= 400
        for match in _YEAR.finditer(text, block.start, block.end)
    ]
    if len({match["year"] for match in years}) != 1:
        return None
    for block in blocks[: body + 1]:
        if block.kind in ("headline", "caption", "related"):
            continue
        pattern = _IN_A_LINE if block.kind in _LINES else _IN_PROSE
        found = pattern.search(text[block.start : min(block.end, block.start + _HEAD)])
        if found is None:
            continue
        month = month_number(found["month"] or found["named"])
        try:
            day = datetime.date(int(years[0]["year"]), month, int(found["after"] or found["before"]))
        except ValueError:
            continue
        start, end = (block.start + place for place in found.span("date"))
        year = years[0]
        evidence = (
            Evidence(text=text[start:end], start=start, end=end),
            Evidence(text=year["year"], start=year.start("year"), end=year.end("year")),
        )
        return Date(value=day.isoformat(), precision="day", method="inferred", evidence=evidence)
    return None
