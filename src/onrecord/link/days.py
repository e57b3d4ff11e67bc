"""The days that a day, a month or a year of the record covers."""

from __future__ import annotations

import calendar


def days_covered(value: str) -> tuple[str, str]:
    """Give the first and the last day of an ISO 8601 day, month or year, as days."""
    year, *rest = (int(part) for part in value.split("-"))
    if not rest:
        return f"{value}-01-01", f"{value}-12-31"
    if len(rest) == 1:
        return f"{value}-01", f"{value}-{calendar.monthrange(year, rest[0])[1]:02}"
    return value, value
