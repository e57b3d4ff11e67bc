"""The days that things of the record can be of, and how far two of them lie apart."""

from __future__ import annotations

import calendar
import datetime

from onrecord.model import Days


def days_covered(value: str) -> tuple[str, str]:
    """Give the first and the last day of an ISO 8601 day, month or year, as days."""
    year, *rest = (int(part) for part in value.split("-"))
    if not rest:
        return f"{value}-01-01", f"{value}-12-31"
    if len(rest) == 1:
        return f"{value}-01", f"{value}-{calendar.monthrange(year, rest[0])[1]:02}"
    return value, value


def apart(one: Days | None, other: Days | None) -> int:
    """Count the days that surely lie between two things; 0 where they may be of one day."""
    if one is None or other is None or (one[0] <= other[1] and other[0] <= one[1]):
        return 0
    earlier, later = (one[1], other[0]) if one[1] < other[0] else (other[1], one[0])
    return (datetime.date.fromisoformat(later) - datetime.date.fromisoformat(earlier)).days
