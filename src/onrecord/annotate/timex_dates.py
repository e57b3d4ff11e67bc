"""Values of time expressions that print a date: "Feb. 24", "24 February 2022", "last May", a holiday."""

from __future__ import annotations

import datetime as dt
import re

from onrecord.annotate import timex_calendar as cal
from onrecord.annotate.timex_context import Context
from onrecord.annotate.timex_found import Found, Valued


def iso(found: Found, context: Context) -> Valued | None:
    """Value 2022-03-11."""
    return _printed(context, *map(int, found.first.text.split("-")))


def slash(found: Found, context: Context) -> Valued | None:
    """Value 10/31/89: month first, unless only the other order makes a date that has come."""
    first, second, year = map(int, found.first.text.split("/"))
    year = full_year(year, context)
    days = [d for d in (cal.date_or_none(year, *order) for order in ((first, second), (second, first))) if d]
    known = [d for d in days if context.anchor is None or d <= context.anchor] or days
    return _printed(context, known[0].year, known[0].month, known[0].day) if known else None


def _printed(context: Context, year: int, month: int, day: int) -> Valued | None:
    found = cal.date_or_none(year, month, day)
    if found is None:
        return None
    context.reference = found
    return "DATE", found.isoformat()


def full_year(year: int, context: Context) -> int:
    """Complete a year of two digits: the latest such year up to 20 years after the anchor."""
    if year >= 100:
        return year
    latest = (context.anchor or dt.date(2030, 1, 1)).year + 20
    return latest - (latest - year) % 100


def year_of(found: Found, context: Context) -> int | None:
    """Give the year printed in a match ("1996", "'96", "last year"); None without one."""
    if found.has("year"):
        return full_year(int(re.sub(r"\D", "", found.token("year").text)), context)
    if found.has("relyear"):
        base = _base(found.token("yearshift").value, context)
        shift = found.shift("yearshift") or 0
        return None if base is None else base.year + shift
    return None


def _base(word: object, context: Context) -> dt.date | None:
    return (context.reference or context.anchor) if word == "that" else context.anchor


def date(found: Found, context: Context) -> Valued | None:
    """Value "Feb. 24", "March 26, 1996", "Saturday, April 25"; a year not printed is found by tense."""
    month, day = int(found.token("month").value), int(found.token("day").value)
    year = year_of(found, context)
    if year is None and found.has("relyear"):
        return "DATE", None
    if year is not None:
        return _printed(context, year, month, day)
    if cal.date_or_none(2000, month, day) is None:
        return None
    if context.anchor is None:
        return "DATE", None
    chosen = _nearest_year(context.anchor, month, day, context.tense(), found.shift("rel") or 0)
    return ("DATE", None) if chosen is None else _printed(context, chosen.year, month, day)


def week_of(found: Found, context: Context) -> Valued | None:
    """Value "the week of March 6"."""
    if date(found, context) is None or context.reference is None:
        return None
    return "DATE", cal.value_at(context.reference, "week")


#: A date without a year is the one nearest to the page; where that lies further away than this many days, the
#: tense decides. Tried on TimeBank: 31, 45, 60 and 90 days, all within 0.3 points of value F1; run
#: `evals/times.py` to choose again.
SURE_DAYS = 45


def _years_around(anchor: dt.date) -> range:
    return range(max(anchor.year - 1, dt.MINYEAR), min(anchor.year + 1, dt.MAXYEAR) + 1)


def _nearest_year(
    anchor: dt.date, month: int, day: int, future: bool | None, shift: int = 0
) -> dt.date | None:
    """Find the year of a day: where "last" or "next" stands before it, that tells the direction."""
    candidates = [d for d in (cal.date_or_none(y, month, day) for y in _years_around(anchor)) if d]
    if shift:
        return cal.nearest(anchor, [d for d in candidates if d != anchor], future=shift > 0)
    chosen = cal.nearest(anchor, candidates, future=None)
    if chosen is None or abs((chosen - anchor).days) <= SURE_DAYS:
        return chosen
    return cal.nearest(anchor, candidates, future=bool(future))


def month_of_year(found: Found, context: Context) -> Valued | None:
    """Value "March 1996", "January this year"."""
    year = year_of(found, context)
    if year is None:
        return "DATE", None
    context.reference = dt.date(year, int(found.token("month").value), 1)
    return "DATE", cal.value_at(context.reference, "month")


def month(found: Found, context: Context) -> Valued | None:
    """Value "January", "last May", "early September"."""
    if not _is_month(found, context):
        return None
    if context.anchor is None:
        return "DATE", None
    here, shift = context.anchor.replace(day=1), found.shift("rel")
    candidates = [dt.date(y, int(found.token("month").value), 1) for y in _years_around(here)]
    if shift == 0:
        chosen = next((c for c in candidates if c.year == here.year), None)
    elif shift is not None:
        chosen = cal.nearest(here, [c for c in candidates if c != here], future=shift > 0)
    else:
        chosen = _nearest_month(here, candidates, context.tense())
    if chosen is None:
        return "DATE", None
    context.reference = chosen
    return "DATE", cal.value_at(chosen, "month")


#: A month without a year is the nearest one up to this many days away, whatever the tense; chosen the
#: same way (0, 31, 62, 93 days: 81.5, 81.8, 81.9, 81.9).
SURE_MONTH_DAYS = 62


def _nearest_month(here: dt.date, candidates: list[dt.date], future: bool | None) -> dt.date | None:
    chosen = cal.nearest(here, candidates, future=None)
    if chosen is not None and abs((chosen - here).days) <= SURE_MONTH_DAYS:
        return chosen
    return cal.nearest(here, candidates, future=bool(future))


def _is_month(found: Found, context: Context) -> bool:
    """Tell the month from the common word: "May" and "March" need a preposition, "Sept" its point."""
    token = found.token("month")
    if token.code == context.codes["month_short"]:
        return len(found.tokens_of("month")) == 2
    if token.code != context.codes["month_word"]:
        return True
    after = context.following()
    if token.value == 3 and after is not None and after.text.lower() in ("on", "to", "for", "of"):
        return False
    return found.has("rel") or found.has("pre") or context.after_preposition()


def holiday(found: Found, context: Context) -> Valued | None:
    """Value "Christmas", "the Easter weekend", "Thanksgiving 2021": the nearest one by tense."""
    spec = str(found.token("holiday").value)
    weekend = spec.startswith("weekend of ")
    spec = spec.removeprefix("weekend of ")
    printed = [
        t for t in found.tokens[found.match.start() : found.match.end()] if t.code == context.codes["year4"]
    ]
    if printed:
        day = cal.holiday(spec, int(printed[0].value))
    elif context.anchor is None:
        return "DATE", None
    else:
        candidates = [d for d in (cal.holiday(spec, y) for y in _years_around(context.anchor)) if d]
        shift = found.shift("rel")
        day = cal.nearest(context.anchor, candidates, future=shift > 0 if shift else context.tense())
    if day is None:
        return "DATE", None
    context.reference = day
    return "DATE", cal.weekend_of(day) if weekend else day.isoformat()
