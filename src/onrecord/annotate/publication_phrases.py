"""What phrases of time leave of the days a page can be of, once the day of what they are about is known."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from onrecord.annotate.day_sets import OPEN_LAST, DaySet, shifted
from onrecord.model import Timex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_MONTH_DAY = re.compile(
    rf"(?:\b(?P<weekday>[a-z]+day),?\s+)?(?:\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?:the\s+)?(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<named>{_MONTH}))$",
    re.I,
)
_WEEKDAY = re.compile(
    r"(?:(?P<rel>last|next|this)\s+)?(?:late |early )?(?P<name>[a-z]+day)"
    r"(?:\s+(?:morning|afternoon|evening|night))?$",
    re.I,
)
#: Days from the one that a phrase means to the day of the page.
_SINCE = {"today": 0, "tonight": 0, "yesterday": 1, "tomorrow": -1, "last night": 1}
_PART_OF_TODAY = re.compile(r"(?:earlier |later )?(?:today|tonight|this (?:morning|afternoon|evening))$")
_SPAN = re.compile(r"(?:(?:earlier|later|early|late) )?(?P<rel>last|this|next) (?P<unit>week|month|year)$")
#: A duration that is counted: "P2W".
_COUNTED = re.compile(r"P(\d{1,3})([DWMY])$")
_UNIT_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
#: How far a rounded count may be off, in days: half its unit, a day for counts of more than three days.
_ROUNDED = {"D": 1, "W": 3, "M": 15, "Y": 182}
_MORE = re.compile(r"\b(?:more than|over|at least)\b", re.I)
_LESS = re.compile(r"\b(?:nearly|almost|less than|just under|not quite)\b", re.I)

#: From a day, and whether it lies ahead of the page, to the days that the page can be of.
Rule = Callable[[dt.date, bool | None], tuple[dt.date, dt.date] | None]


class MonthDay(NamedTuple):
    """A day printed without its year, and its weekday (0 = Monday) where that is printed too."""

    month: int
    day: int
    weekday: int | None

    def in_year(self, year: int) -> dt.date | None:
        """Give the day in a year; None where the year has none, or its weekday is another."""
        try:
            found = dt.date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.weekday()) else None


def month_day(words: str) -> MonthDay | None:
    """Read "Nov. 15", "Friday, March 11" or "the 3rd of May"."""
    match = _MONTH_DAY.search(words)
    if match is None:
        return None
    weekday = (match["weekday"] or "").lower()
    if weekday and weekday not in WEEKDAYS:
        return None
    month = _MONTHS.index((match["month"] or match["named"])[:3].lower()) + 1
    return MonthDay(month, int(match["day"] or match["before"]), WEEKDAYS.index(weekday) if weekday else None)


def weekday_of(timex: Timex) -> int | None:
    """Give the weekday (0 = Monday) that an expression names, and nothing else; None where it does not."""
    match = _WEEKDAY.match(timex.text)
    name = match["name"].lower() if match else ""
    return WEEKDAYS.index(name) if name in WEEKDAYS else None


def is_deictic(timex: Timex) -> bool:
    """Say whether an expression points from the page's own day: "Friday", "yesterday", "last week"."""
    return rule_of(timex) is not None


def rule_of(timex: Timex) -> Rule | None:
    """Give the rule of an expression that points from the day of the page; None of any other."""
    words = " ".join(timex.text.lower().split())
    if (match := _WEEKDAY.match(words)) and match["name"] in WEEKDAYS:
        return _by_weekday(WEEKDAYS.index(match["name"]), match["rel"])
    since = (
        0 if _PART_OF_TODAY.match(words) else _SINCE.get(words.removeprefix("late ").removeprefix("early "))
    )
    if since is not None:
        return lambda day, _ahead: (shifted(day, since), shifted(day, since))
    if match := _SPAN.match(words):
        return _by_span(("last", "this", "next").index(match["rel"]) - 1, match["unit"])
    return None


def _by_weekday(weekday: int, rel: str | None) -> Rule:
    """Reach six days from "on Friday"; "last Friday" and "next Friday" may be a week further off."""

    def rule(day: dt.date, ahead: bool | None) -> tuple[dt.date, dt.date] | None:
        if day.weekday() != weekday:
            return None
        behind = rel != "next" and (rel == "last" or ahead is not True)
        front = rel != "last" and (rel == "next" or ahead is not False)
        if rel in ("last", "next"):
            return (shifted(day, -13), shifted(day, -1)) if front else (shifted(day, 1), shifted(day, 13))
        return shifted(day, -6 if front else 0), shifted(day, 6 if behind else 0)

    return rule


def _by_span(shift: int, unit: str) -> Rule:
    """Of "last week" the page is of the week after; of "this month", of the same one, before it or after."""

    def rule(day: dt.date, ahead: bool | None) -> tuple[dt.date, dt.date]:
        first, last = _around(day, unit)
        if shift == 0:
            return (first if ahead is not False else day), (last if ahead is not True else day)
        return _around(shifted(last, 1) if shift < 0 else shifted(first, -1), unit)

    return rule


def _around(day: dt.date, unit: str) -> tuple[dt.date, dt.date]:
    """Give the first and last day of the week, month or year that holds `day`."""
    if unit == "week":
        monday = shifted(day, -day.weekday())
        return monday, shifted(monday, 6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def within_a_year(day: dt.date, ahead: bool | None) -> tuple[dt.date, dt.date]:
    """Give the days of a page that prints `day` without its year: no more than a year on either side."""
    return shifted(day, 0 if ahead is False else -364), shifted(day, 0 if ahead else 364)


def counted_days(timex: Timex) -> tuple[int, int] | None:
    """Give the fewest and the most days that "two weeks" or "nearly three months" can mean."""
    match = _COUNTED.match(timex.value or "")
    if match is None or timex.type != "DURATION":
        return None
    count, unit = int(match[1]), match[2]
    whole, one = count * _UNIT_DAYS[unit], _UNIT_DAYS[unit]
    if _MORE.search(timex.text):
        return whole, whole + one
    if _LESS.search(timex.text):
        return whole - one + 1, whole
    exact = unit == "D" and count <= 3
    off = 0 if exact else _ROUNDED[unit]
    return max(0, whole - off), whole + off


def from_day(base: dt.date, fewest: int, most: int, *, before: bool) -> tuple[dt.date, dt.date]:
    """Give the days that lie so many days after `base`, or before it."""
    return (
        (shifted(base, -most), shifted(base, -fewest))
        if before
        else (shifted(base, fewest), shifted(base, most))
    )


def on_weekday(days: tuple[dt.date, dt.date], weekday: int) -> list[dt.date]:
    """Give the days of a range that are of one weekday; none of a range longer than a season."""
    return [day for day in DaySet.of([days]).days(100) if day.weekday() == weekday]


def since(day: dt.date) -> tuple[dt.date, dt.date]:
    """Give the days from `day` on."""
    return day, OPEN_LAST
