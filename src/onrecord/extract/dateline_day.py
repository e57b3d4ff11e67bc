"""Infer a page's day from a dateline without a year ("PORT ALDA, Aug. 3 (SPS)") and its copyright line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from onrecord.extract.printed_date import MONTH, month_number
from onrecord.model import Block, Date, Evidence

#: A dateline opens its line, so no more characters of it are looked at.
_HEAD = 120
_DAY = re.compile(
    rf"^[A-ZÀ-Þ][^\n.:\"“]{{2,60}}?[,(]\s?(?P<date>(?:{MONTH}\s(?P<after>\d{{1,2}})|(?P<before>\d{{1,2}})\s"
    rf"{MONTH.replace('<month>', '<named>')}))(?!\d|,?\s(?:19|20)\d\d)(?=\s*(?:[(/—–:,.-]|$))",
    re.IGNORECASE,
)
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
        if block.kind in ("caption", "related"):
            continue
        found = _DAY.search(text[block.start : min(block.end, block.start + _HEAD)])
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
