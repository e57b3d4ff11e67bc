"""Days put into bins of equal length: days, months or years, whatever makes a picture of bearable width."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Unit = Literal["day", "month", "year"]
#: Where nothing tells the day, or not nearly enough.
UNDATED = "no day"
_GAP = " "
#: Fewer bins than this get empty ones around them.
_FEW = 9
#: More bins than this are hard to tell apart at the width of a picture; the next unit is taken.
#: Of years the last ones are drawn: a page that dates itself to the year 1 does not stretch a picture.
_MOST: dict[Unit, int] = {"day": 45, "month": 48, "year": 60}
#: Labels that fit below an axis.
_LABELS = 9
_LENGTH: dict[Unit, int] = {"day": 10, "month": 7, "year": 4}
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bins:
    """Bins one after the other, those without anything in them too."""

    unit: Unit
    #: ISO 8601 at the unit's precision, in order.
    names: tuple[str, ...]
    #: Whether a last bin, `UNDATED`, is needed.
    undated: bool
    #: The first and the last bin with something in it; bins around them only give it room.
    first: str = ""
    last: str = ""

    @property
    def domain(self) -> list[str]:
        """All places from left to right: the bins, and after a gap that of what has no day."""
        undated = [UNDATED] if self.undated else []
        return [*self.names, *([_GAP] if self.undated and self.names else []), *undated]

    @property
    def labelled(self) -> list[str]:
        """The bins that have a label below the axis."""
        step = -(-len(self.names) // _LABELS) or 1
        return [*self.names[::step], *([UNDATED] if self.undated else [])]

    @property
    def label_expression(self) -> str:
        """A Vega expression that writes a bin's name for readers: "3 Mar", "Mar 2025", "2025"."""
        written = {
            "day": "utcFormat(utcParse(datum.value,'%Y-%m-%d'),'%-d %b')",
            "month": "utcFormat(utcParse(datum.value,'%Y-%m'),'%b %Y')",
            "year": "datum.value",
        }[self.unit]
        return f"datum.value=='{UNDATED}'?datum.value:{written}"

    @property
    def year(self) -> str | None:
        """The year of days, or the years, where labels do not say it."""
        if self.unit != "day" or not self.names:
            return None
        first, last = self.names[0][:4], self.names[-1][:4]
        return first if first == last else f"{first}–{last}"

    @property
    def span(self) -> str:
        """Say from when to when, in words; empty where nothing is dated."""
        if not self.names:
            return ""
        first, last = self.first, self.last
        return first if first == last else f"{first} to {last}"

    def place(self, day: str | None) -> str:
        """Give the bin of a day (ISO 8601); one that is too coarse or too far off goes to `UNDATED`."""
        length = _LENGTH[self.unit]
        name = day[:length] if day and _DAY.fullmatch(day) and len(day) >= length else UNDATED
        return name if not self.names or self.names[0] <= name <= self.names[-1] else UNDATED


def make_bins(days: Iterable[str | None]) -> Bins:
    """Choose the finest unit in which days from first to last make a bearable number of bins.

    Days known only to the month count for months and years, those known to the year for years; where no day
    is known to the unit, a coarser one is taken.
    """
    all_days = list(days)
    known = {day for day in all_days if day and _is_day(day)}
    unit: Unit = "year"
    names: list[str] = []
    for finer, between in _BETWEEN.items():
        found = {day[: _LENGTH[finer]] for day in known if len(day) >= _LENGTH[finer]}
        names = between(min(found), max(found)) if found else []
        if names:
            unit = finer
            break
    if not names:
        return Bins(unit=unit, names=(), undated=bool(all_days))
    bins = Bins(unit=unit, names=_roomy(names, unit), undated=False, first=names[0], last=names[-1])
    return replace(bins, undated=any(bins.place(day) == UNDATED for day in all_days))


def _roomy(names: list[str], unit: Unit) -> tuple[str, ...]:
    """Add bins before and after few, so that one day does not fill the whole picture."""
    missing = max(0, _FEW - len(names))
    before, after = missing // 2, missing - missing // 2
    if unit == "day":
        start, end = (date.fromisoformat(it).toordinal() for it in (names[0], names[-1]))
        numbers = range(max(start - before, 1), min(end + after, date.max.toordinal()) + 1)
        return tuple(date.fromordinal(number).isoformat() for number in numbers)
    if unit == "month":
        start, end = (_month_number(it) for it in (names[0], names[-1]))
        numbers = range(max(start - before, 12), min(end + after, 9999 * 12 + 11) + 1)
        return tuple(_month(number) for number in numbers)
    years = range(max(int(names[0]) - before, 1), min(int(names[-1]) + after, 9999) + 1)
    return tuple(f"{year:04}" for year in years)


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        return False
    return _DAY.fullmatch(day) is not None


def _days(first: str, last: str) -> list[str]:
    """Name all days from first to last, or none where they are too many."""
    start, end = (date.fromisoformat(it).toordinal() for it in (first, last))
    days = range(start, end + 1) if end - start < _MOST["day"] else ()
    return [date.fromordinal(number).isoformat() for number in days]


def _months(first: str, last: str) -> list[str]:
    start, end = _month_number(first), _month_number(last)
    months = range(start, end + 1) if end - start < _MOST["month"] else ()
    return [_month(number) for number in months]


def _years(first: str, last: str) -> list[str]:
    start = max(int(first), int(last) - _MOST["year"] + 1)
    return [f"{year:04}" for year in range(start, int(last) + 1)]


def _month_number(name: str) -> int:
    return int(name[:4]) * 12 + int(name[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


_BETWEEN: dict[Unit, Callable[[str, str], list[str]]] = {"day": _days, "month": _months, "year": _years}
