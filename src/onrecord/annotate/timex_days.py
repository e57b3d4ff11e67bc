"""Values of time expressions that point to a day or a part of one: "Friday", "late yesterday", "10 p.m."."""

from __future__ import annotations

import datetime as dt

from onrecord.annotate import timex_calendar as cal
from onrecord.annotate.timex_context import Context
from onrecord.annotate.timex_dates import date
from onrecord.annotate.timex_found import Found, Valued


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


def weekdays(found: Found, context: Context) -> Valued | None:
    """Value "Mondays", "every Thursday", "Tuesday nights"."""
    codes = context.codes
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
