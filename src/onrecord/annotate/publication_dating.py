"""Date a page that prints no day, and with it the expressions of time that are told from that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.annotate.publication import infer_publication
from onrecord.annotate.said_bounds import days_of
from onrecord.annotate.timex import find_timexes
from onrecord.annotate.world_calendar import WorldCalendar
from onrecord.model import Article, Date, Timex

#: Characters on each side of an expression that are read again to value it: its clause with the verb.
_CLAUSE = 200
#: Bounds further apart than this value no expression alike.
_LONGEST = dt.timedelta(days=370)


def date_page(
    article: Article, timexes: tuple[Timex, ...], calendar: WorldCalendar
) -> tuple[Article, tuple[Timex, ...]]:
    """Give the article with what its text tells of its day, and its expressions with the values it gives.

    A page that has a day, or of which nothing can be told, comes back as it is. Between two bounds an
    expression gets the value that it has on both of them, if it is the same.

    Args:
        article: the article.
        timexes: what `find_timexes` gives for its speaking blocks on the day it has, in order.
        calendar: the dated world events.

    """
    inferred = infer_publication(article, timexes, calendar)
    if inferred is None:
        return article, timexes
    known = {start: day.isoformat() for start, day in inferred.days.items()}
    anchors = _anchors(inferred.published)
    open_ones = [timex for timex in timexes if timex.value is None and timex.start not in known]
    if anchors is not None and open_ones:
        first = _values(article.text, open_ones, anchors[0])
        last = _values(article.text, open_ones, anchors[1]) if anchors[0] != anchors[1] else first
        known |= {start: value for start, value in first.items() if last.get(start) == value}
    valued = tuple(
        replace(timex, value=known[timex.start]) if timex.value is None and timex.start in known else timex
        for timex in timexes
    )
    return replace(article, published=inferred.published), valued


def _anchors(published: Date) -> tuple[dt.date, dt.date] | None:
    """Give the first and the last day that the page can be of; None where they are open or far apart."""
    bounds = days_of(published.value) if published.value else (published.earliest, published.latest)
    if bounds is None or bounds[0] is None or bounds[1] is None:
        return None
    first, last = dt.date.fromisoformat(bounds[0]), dt.date.fromisoformat(bounds[1])
    return (first, last) if last - first <= _LONGEST else None


def _values(text: str, timexes: Sequence[Timex], anchor: dt.date) -> Mapping[int, str]:
    """Value the expressions on one day, by their start, reading no more than their clauses."""
    ranges: list[tuple[int, int]] = []
    for timex in timexes:
        low, high = max(0, timex.start - _CLAUSE), min(len(text), timex.end + _CLAUSE)
        while low > 0 and text[low - 1].isalnum() and low < timex.start:
            low += 1
        while high > timex.end and high < len(text) and text[high].isalnum():
            high -= 1
        if ranges and low <= ranges[-1][1]:
            ranges[-1] = ranges[-1][0], max(high, ranges[-1][1])
        else:
            ranges.append((low, high))
    starts = {timex.start: timex.end for timex in timexes}
    found = find_timexes(text, ranges, anchor)
    return {t.start: t.value for t in found if t.value is not None and starts.get(t.start) == t.end}
