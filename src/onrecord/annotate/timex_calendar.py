"""Count days, weeks, months, quarters and years, and write them as TIMEX3 values (ISO 8601)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Literal

#: Grains of a calendar value, from fine to coarse.
Grain = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century", "millennium"
]  # fmt: skip
#: Units below the day, or without a value of their own: counted, never named.
UNIT_CODES = {
    "second": ("T", 1, "S"), "minute": ("T", 1, "M"), "hour": ("T", 1, "H"), "day": ("", 1, "D"),
    "weekend": ("", 1, "WE"), "week": ("", 1, "W"), "fortnight": ("", 2, "W"), "month": ("", 1, "M"),
    "quarter": ("", 3, "M"), "year": ("", 1, "Y"), "decade": ("", 10, "Y"), "century": ("", 100, "Y"),
    "millennium": ("", 1000, "Y"),
}  # fmt: skip
#: First month of each season of the northern year; winter begins the year, as TimeBank counts it.
SEASON_MONTHS = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}


def value_at(day: dt.date, grain: Grain) -> str:
    """Write the `grain` that holds `day`: 2022-03-11, 2022-W10, 2022-W10-WE, 2022-03, 2022-Q1, 2022."""
    year, week, _ = day.isocalendar()
    match grain:
        case "day":
            return day.isoformat()
        case "week":
            return f"{year:04}-W{week:02}"
        case "weekend":
            return f"{year:04}-W{week:02}-WE"
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "half":
            return f"{day.year:04}-H{1 if day.month < 7 else 2}"
        case "season":
            return season_value(day)
        case "decade":
            return f"{day.year:04}"[:3]
        case "century":
            return f"{day.year:04}"[:2]
        case "millennium":
            return f"{day.year:04}"[:1]
        case "year":
            return f"{day.year:04}"


def season_value(day: dt.date) -> str:
    """Write the season of `day`; a winter is named by the year its January falls in."""
    name = ("WI", "SP", "SU", "FA")[day.month % 12 // 3]
    return f"{day.year + (day.month == 12):04}-{name}"


def shifted(day: dt.date, grain: str, count: int) -> dt.date | None:
    """Move `day` by `count` of `grain`; None where that leaves the calendar."""
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(grain)
    months = {
        "month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
        "millennium": 12000,
    }.get(grain)  # fmt: skip
    try:
        if days is not None:
            return day + dt.timedelta(days=days * count)
        if months is None:
            return None
        total = day.year * 12 + day.month - 1 + months * count
        year, month = divmod(total, 12)
        return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError, calendar.IllegalMonthError):
        return None


def shifted_value(day: dt.date, unit: str, count: int) -> str | None:
    """Write the `unit` that lies `count` units from `day`, at the unit's own grain."""
    moved = shifted(day, unit, count)
    if moved is None:
        return None
    grain: Grain = "week" if unit == "fortnight" else unit  # type: ignore[assignment]
    return value_at(moved, grain)


def duration(count: float | str, unit: str) -> str:
    """Write a duration: P3D, PT2H, P2Y6M for two and a half years, PXY where the number is vague."""
    time, factor, code = UNIT_CODES[unit]
    if isinstance(count, str):
        return f"P{time}{count}{'Q' if unit == 'quarter' else code}"
    amount = count * factor
    whole = int(amount)
    part = amount - whole
    if not part:
        return f"P{time}{whole}{code}"
    finer = {("", "Y"): (12, "M"), ("T", "H"): (60, "M"), ("T", "M"): (60, "S")}.get((time, code))
    if finer is None:
        return f"P{time}{amount:g}{code}"
    rest = f"{round(part * finer[0])}{finer[1]}"
    return f"P{time}{whole}{code}{rest}" if whole else f"P{time}{rest}"


def nearest(day: dt.date, candidates: list[dt.date], *, future: bool | None) -> dt.date | None:
    """Choose the candidate closest to `day`: from it on (`future`), up to it, or on either side (None)."""
    if future is not None:
        candidates = [c for c in candidates if (c >= day if future else c <= day)] or candidates
    return min(candidates, key=lambda c: (abs((c - day).days), c), default=None)


def date_or_none(year: int, month: int, day: int) -> dt.date | None:
    """Build a date; None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def holiday(spec: str, year: int) -> dt.date | None:
    """Find the day of a holiday as the word table names it: "12-25", "easter-2", "thanksgiving"."""
    fixed = re.fullmatch(r"(\d\d)-(\d\d)", spec)
    if fixed:
        return date_or_none(year, int(fixed[1]), int(fixed[2]))
    named = re.fullmatch(r"([a-z]+)([+-]\d+)?", spec)
    if named is None:
        return None
    base = {
        "easter": lambda: easter(year),
        "thanksgiving": lambda: _weekday_of_month(year, 11, 3, 4),
        "labor": lambda: _weekday_of_month(year, 9, 0, 1),
        "memorial": lambda: _weekday_of_month(year, 6, 0, 1) - dt.timedelta(days=7),
    }[named[1]]()
    return base + dt.timedelta(days=int(named[2] or 0))


def weekend_of(day: dt.date) -> str:
    """Write the weekend nearest to `day`, as for "the Christmas weekend"."""
    saturday = day + dt.timedelta(days=(5 - day.weekday() + 3) % 7 - 3)
    return value_at(day if day.weekday() >= 5 else saturday, "weekend")


def _weekday_of_month(year: int, month: int, weekday: int, nth: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> dt.date:
    """Give Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)
