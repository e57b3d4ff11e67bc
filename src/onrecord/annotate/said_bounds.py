"""Turn the value of a time expression into the day, month or year of a statement, or into two bounds."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

from onrecord.model import Date, Evidence, Precision, Timex

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_MONTHS = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
#: First month and number of months of each part of a year; a winter begins in the December before.
_PARTS = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (0, 3),
}  # fmt: skip


def last_day(published: Date | None) -> str | None:
    """Give the last day that the publication can have been on, as ISO 8601; None where nothing bounds it."""
    if published is None:
        return None
    if published.value is None:
        return published.latest
    bounds = days_of(published.value)
    return bounds[1] if bounds else None


def said_date(timex: Timex, latest: str | None) -> Date | None:
    """Make the date of saying that `timex` fixes; None where it fixes none or it lies after `latest`.

    A day, month or year becomes `value` at its precision; a week, weekend, quarter, season or decade
    becomes `earliest` and `latest`, cut off at the day of publication.
    """
    bounds = days_of(timex.value or "")
    if bounds is None or (latest is not None and bounds[0] > latest):
        return None
    evidence = (Evidence(text=timex.text, start=timex.start, end=timex.end),)
    value, precision = _point(timex.value or "")
    if value is not None:
        return Date(value=value, precision=precision, method="timex", evidence=evidence)
    end = bounds[1] if latest is None else min(bounds[1], latest)
    return Date(value=None, precision=None, method="timex", earliest=bounds[0], latest=end, evidence=evidence)


def bounded_by(told: Date) -> Date:
    """Make of the day that something was told on the last one that it can have been said on."""
    bounds = days_of(told.value) if told.value else None
    latest = bounds[1] if bounds else told.latest
    return replace(told, value=None, precision=None, earliest=None, latest=latest)


def _point(value: str) -> tuple[str | None, Precision | None]:
    day = _DAY.fullmatch(value)
    if day:
        return day[1], "day"
    if re.fullmatch(r"\d{4}-\d{2}", value):
        return value, "month"
    return (value, "year") if re.fullmatch(r"\d{4}", value) else (None, None)


def days_of(value: str) -> tuple[str, str] | None:
    """Give the first and the last day that a TIMEX3 value covers; None where it covers no days."""
    try:
        if day := _DAY.fullmatch(value):
            return day[1], day[1]
        if week := _WEEK.fullmatch(value):
            monday = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
            first = monday + dt.timedelta(days=5 if week[3] else 0)
            return first.isoformat(), (monday + dt.timedelta(days=6)).isoformat()
        if part := _MONTHS.fullmatch(value):
            return _months(int(part[1]), *_PARTS[part[2]])
        if month := re.fullmatch(r"(\d{4})-(\d{2})", value):
            return _months(int(month[1]), int(month[2]), 1)
        if years := re.fullmatch(r"\d{3,4}", value):
            return years[0].ljust(4, "0") + "-01-01", years[0].ljust(4, "9") + "-12-31"
    except ValueError:
        return None
    return None


def _months(year: int, first: int, count: int) -> tuple[str, str]:
    start_year, start = (year, first) if first else (year - 1, 12)
    end_year, end = divmod(start_year * 12 + start - 1 + count - 1, 12)
    last = calendar.monthrange(end_year, end + 1)[1]
    return f"{start_year:04}-{start:02}-01", f"{end_year:04}-{end + 1:02}-{last:02}"
