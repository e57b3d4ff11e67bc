"""Days that a date may stand for, so that dates of different precision can be compared."""

from __future__ import annotations

import calendar
import re

from onrecord.model import Date

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def day_range(value: str) -> tuple[str, str] | None:
    """Give the first and the last day of an ISO 8601 day, month or year; None where it is none of them."""
    match = _DAY.fullmatch(value)
    if match is None:
        return None
    year, month, day = match.groups()
    if not 1 <= int(year) <= 9999 or (month and not 1 <= int(month) <= 12):
        return None
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    last = calendar.monthrange(int(year), int(month))[1]
    if not day:
        return f"{year}-{month}-01", f"{year}-{month}-{last:02}"
    return (value, value) if 1 <= int(day) <= last else None


def first_and_last_day(*dates: Date | None) -> tuple[str | None, str | None]:
    """Give the days between which something lies, from the first of `dates` that says so.

    A date with a value goes before one that has bounds only: of a statement, `said` where it is
    known, else the publication day, else what bounds there are.
    """
    for date in dates:
        if date is not None and date.value is not None and (days := day_range(date.value)):
            return days
    for date in dates:
        if date is not None and (date.earliest or date.latest):
            return date.earliest, date.latest
    return None, None
