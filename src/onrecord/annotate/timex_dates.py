"""Values of time expressions that name a day or a part of one: dates, weekdays, yesterday, clock times, holidays."""

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
    """Value 10/31/89: month first, unless only the other order makes a date."""
    first, second, year = map(int, found.first.text.split("/"))
    year = full_year(year, context)
    return _printed(context, year, first, second) or _printed(context, year, second, first)


def _printed(context: Context, year: int, month: int, day: int) -> Valued | None:
    found = cal.date_or_none(year, month, day)
    if found is None:
        return None
    context.reference = found
    return "DATE", found.isoformat()


def full_year(year: int, context: Context) -> int:
    """Complete a year of two digits to the century that puts it nearest to the anchor, at most 20 years ahead."""
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
    """Value "Feb. 24", "March 26, 1996", "Saturday, April 25": the year nearest by tense where none is printed."""
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
    chosen = _nearest_year(context.anchor, month, day, context.close_tense())
    return ("DATE", None) if chosen is None else _printed(context, chosen.year, month, day)


def week_of(found: Found, context: Context) -> Valued | None:
    """Value "the week of March 6"."""
    if date(found, context) is None or context.reference is None:
        return None
    return "DATE", cal.value_at(context.reference, "week")


#: A date without a year lies within half a year of the page, as a rule; beyond this many days the tense is asked.
#: Chosen on TimeBank; run `evals/times.py` to choose again.
SURE_DAYS = 31


def _nearest_year(anchor: dt.date, month: int, day: int, future: bool | None) -> dt.date | None:
    years = range(max(anchor.year - 1, 1), min(anchor.year + 1, dt.MAXYEAR) + 1)
    candidates = [d for d in (cal.date_or_none(y, month, day) for y in years) if d]
    chosen = cal.nearest(anchor, candidates, future=None)
    if chosen is None or future is None or abs((chosen - anchor).days) <= SURE_DAYS:
        return chosen
    return cal.nearest(anchor, candidates, future=future)


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
    years = range(max(here.year - 1, 1), here.year + 2)
    candidates = [dt.date(y, int(found.token("month").value), 1) for y in years]
    if shift == 0:
        chosen: dt.date | None = candidates[here.year - years[0]]
    elif shift is not None:
        chosen = cal.nearest(here, [c for c in candidates if c != here], future=shift > 0)
    else:
        chosen = _nearest_month(here, candidates, context.tense())
    if chosen is None:
        return "DATE", None
    context.reference = chosen
    return "DATE", cal.value_at(chosen, "month")


#: A month without a year is the nearest one up to this many days ahead, whatever the tense; chosen as SURE_DAYS was.
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


def weekday(found: Found, context: Context) -> Valued | None:
    """Value "Friday", "last Friday", "Thursday evening": by tense, the same weekday is the day itself."""
    tokens = found.tokens_of("weekday")
    if tokens[0].code == context.codes["weekday_short"] and len(tokens) == 1:
        return None
    shift = found.shift("rel")
    future = shift > 0 if shift else (True if shift == 0 and _coming(found) else context.tense())
    return _with_part(found, context, _weekday(found, context, future=bool(future), strict=bool(shift)))


def _coming(found: Found) -> bool:
    return found.has("rel") and len(found.tokens_of("rel")) > 1


def _weekday(found: Found, context: Context, *, future: bool, strict: bool = False) -> dt.date | None:
    if context.anchor is None:
        return None
    apart = int(found.token("weekday").value) - context.anchor.weekday()
    days = apart % 7 if future else -((-apart) % 7)
    if days == 0 and strict:
        days = 7 if future else -7
    return cal.shifted(context.anchor, "day", days)


def weekday_of_week(found: Found, context: Context) -> Valued | None:
    """Value "Monday of last week"."""
    day = context.anchor
    if day is not None:
        monday = day - dt.timedelta(days=min(day.weekday(), day.toordinal() - 1))
        start = cal.shifted(monday, "week", found.shift("rel") or 0)
        day = start and cal.shifted(start, "day", int(found.token("weekday").value))
    return _with_part(found, context, day)


def weekdays(found: Found, _context: Context) -> Valued | None:
    """Value "Mondays", "every Thursday", "Tuesday nights"."""
    codes = _context.codes
    spelled = next(
        t for t in found.tokens[found.match.start() : found.match.end()]
        if t.code in (codes["weekday"], codes["weekday_plural"], codes["weekday_short"])
    )  # fmt: skip
    part = next((str(found.token(g).value) for g in ("part", "parts") if found.has(g)), "")
    return "SET", f"XXXX-WXX-{int(spelled.value) + 1}{part}"


def deictic(found: Found, context: Context) -> Valued | None:
    """Value "yesterday", "late yesterday", "tomorrow morning"."""
    return _with_part(found, context, _deictic(found, context))


def _deictic(found: Found, context: Context) -> dt.date | None:
    if context.anchor is None:
        return None
    return cal.shifted(context.anchor, "day", int(found.token("deictic").value))


def _with_part(found: Found, context: Context, day: dt.date | None) -> Valued:
    """Give a DATE, or a TIME where a part of the day is named."""
    if found.has("part"):
        part = str(found.token("part").value)
        return "TIME", None if day is None else day.isoformat() + part
    if day is None:
        return "DATE", None
    context.reference = day
    return "DATE", day.isoformat()


def tonight(_found: Found, context: Context) -> Valued | None:
    """Value "tonight", "overnight"."""
    return "TIME", None if context.anchor is None else context.anchor.isoformat() + "TNI"


def part_of_day(found: Found, context: Context) -> Valued | None:
    """Value "this morning", "last night"."""
    day = context.anchor and cal.shifted(context.anchor, "day", found.shift("rel") or 0)
    return _with_part(found, context, day)


def part_then_day(found: Found, context: Context) -> Valued | None:
    """Value "the evening of Friday", "mid-afternoon yesterday", "mid-afternoon"."""
    if not found.has("deictic") and not found.has("weekday"):
        return _with_part(found, context, context.anchor) if len(found.classes()) > 1 else None
    if found.has("deictic"):
        return _with_part(found, context, _deictic(found, context))
    return _with_part(found, context, _weekday(found, context, future=bool(context.tense())))


def noon(found: Found, context: Context) -> Valued | None:
    """Value "noon", "midnight Friday"."""
    return "TIME", _at_clock(found, context, str(found.token("noon").value))


def clock(found: Found, context: Context) -> Valued | None:
    """Value "10 p.m. Wednesday", "7:15", "5 p.m. EST Nov. 9"."""
    tokens = found.tokens_of("clock")
    time = _clock_time(tokens[0].text, tokens[1].text if len(tokens) > 1 else "")
    if time is None and tokens[0].code == context.codes["count"]:
        time = f"T{int(tokens[0].value):02}:00"
    bare = len(tokens) == 1 and not found.classes() & {context.codes["timezone"]}
    if time is None or (bare and not context.after_preposition()):
        return None
    return "TIME", _at_clock(found, context, time)


def _clock_time(digits: str, half: str) -> str | None:
    hour, _, rest = digits.replace(".", ":").partition(":")
    minute = rest[:2] or "00"
    if not (hour.isdigit() and minute.isdigit() and len(hour) < 3 and len(minute) == 2):
        return None
    hours = int(hour)
    if half[:1].lower() in ("a", "p"):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half[0].lower() == "p" else 0)
    return f"T{hours:02}:{minute}" if hours < 24 and int(minute) < 60 else None


def _at_clock(found: Found, context: Context, time: str) -> str | None:
    if found.has("month"):
        value = date(found, context)
        return None if value is None or value[1] is None else value[1] + time
    if found.has("weekday"):
        day = _weekday(found, context, future=bool(context.tense()))
    elif found.has("deictic"):
        day = _deictic(found, context)
    else:
        day = context.anchor
    return None if day is None else day.isoformat() + time


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
        years = range(max(context.anchor.year - 1, 1), context.anchor.year + 2)
        candidates = [d for d in (cal.holiday(spec, y) for y in years) if d]
        shift = found.shift("rel")
        day = cal.nearest(context.anchor, candidates, future=shift > 0 if shift else context.tense())
    if day is None:
        return "DATE", None
    context.reference = day
    return "DATE", cal.weekend_of(day) if weekend else day.isoformat()
