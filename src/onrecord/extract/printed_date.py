"""Find the day that a page prints as its own: published and updated, with the words that prove it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Block, BlockKind, Date, Evidence

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)", re.IGNORECASE
    ),
    re.compile(rf"\b{_DAY}(?: of)?[ -]{MONTH},?[ -]{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{MONTH} {_DAY},? {_YEAR}", re.IGNORECASE),
    re.compile(
        r"(?<![\d/.])(?P<one>\d{1,2})(?P<dot>[/.-])(?P<two>\d{1,2})(?P=dot)(?P<year>(?:19|20)\d\d)(?![.,]?\d)"
    ),
    # "15/5/25", "04.08.25"
    re.compile(
        r"(?<![\d/.:,-])(?P<one>\d{1,2})(?P<dot>[/.])(?P<two>\d{1,2})(?P=dot)(?P<year>\d\d)(?![\d/%]|[.,:]\d)"
    ),
)
#: In whatever the last two match, and quicker to look for.
_IN_FIGURES = re.compile(r"\d[/.-]\d{1,2}[/.-]\d\d")
#: A day in full is written with a year of two figures or more.
_FIGURES = re.compile(r"\d\d")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_BEFORE = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs|r)?\.?,?\s+$", re.IGNORECASE
)
#: Two figures for a year mean this century up to here, the last one from 90 on; between them none.
_LATEST_SHORT_YEAR = 45
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_NOISE = re.compile(
    rf"\b{_WEEKDAY}\b|\b\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}})?\b|\b\d{{1,2}} ?[ap]\.?m\b\.?|\b[ap]\.?m\b\.?|"
    r"\b(?:gmt|utc|e[ds]?t|c[de]?s?t|p[ds]?t|m[ds]t|bst|ist|jst|wib|msk|local time|hrs?|hours|date|"
    r"dated|on|at|time|"
    r"published|posted|updated|modified|last|first|created|added|uploaded|release[sd]?|edition|today|"
    r"issue|of|the|a|"
    r"am|pm|z|t)\b|[+-]\d{1,2}(?::?\d{2})?\b",
    re.IGNORECASE,
)
#: An age, or a day without its year: no date to be kept, but a date's line all the same.
_AGE = re.compile(
    r"\b(?:\d{1,2}|an?|one|two|few|some) (?:second|sec|minute|min|hour|hr|day|week|month|"
    r"year)s? ago\b|\byesterday\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|"
    rf"\b{_WEEKDAY},? \d{{1,2}}(?:st|nd|rd|th)? {MONTH}|"
    rf"\b{_WEEKDAY},? {MONTH.replace('?P<month>', '?:')} \d{{1,2}}\b",
    re.IGNORECASE,
)
#: In whatever `_AGE` matches, and quicker to look for.
_MAY_BE_AN_AGE = re.compile(r"\d|ago\b|yesterday", re.IGNORECASE)
_UPDATED = re.compile(
    r"\b(?:updat\w*|modified|edited|revised|amended|last changed)\b[^|]{0,30}$", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\b(?:publish\w*|posted|published on|first published|created|released?|issued|date|added|"
    r"uploaded|filed)\b[^|]{0,30}$",
    re.IGNORECASE,
)
#: A day in one of these is of something else than the page: a law, an event, a founding, a copyright.
_FOREIGN = re.compile(
    r"(?:\b(?:since|until|from|between|est|established|founded|born|died|before|after|copyright|exported|retrieved|"
    r"downloaded|accessed|crawled|captured)(?:\s+(?:on|at))?|©)\W*$",
    re.IGNORECASE,
)
#: A line of the page's own matter that carries its date is no longer than this, in words.
LONGEST_DATE_LINE = 28
Label = Literal["published", "updated", "bare"]


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day printed in a text, `[start, end)`, with what the words before it say of it."""

    start: int
    end: int
    value: str
    label: Label


def printed_days(text: str, day_first: bool | None = None) -> Iterator[PrintedDay]:
    """Yield the days printed in full (day, month and year) in `text`.

    09/02/2026 can be read in two ways: the weekday before it decides, else `day_first`, which a page's other
    days tell; without either it is none.
    """
    if _FIGURES.search(text) is None:
        return
    taken = 0
    found = sorted((m for form in _FORMS for m in form.finditer(text)), key=lambda m: (m.start(), -m.end()))
    for match in found:
        value = _value(match, day_first)
        if value is None or match.start() < taken:
            continue
        taken = match.end()
        before = text[max(0, match.start() - 60) : match.start()]
        if _FOREIGN.search(before):
            continue
        updated, published = _UPDATED.search(before), _PUBLISHED.search(before)
        label: Label = "bare"
        if updated and (not published or published.start() < updated.start()):
            label = "updated"
        elif published:
            label = "published"
        yield PrintedDay(match.start(), match.end(), value, label)


def _value(match: re.Match[str], day_first: bool | None = None) -> str | None:
    parts = match.groupdict()
    year = _year(parts["year"])
    if year is None:
        return None
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        if len(parts["year"]) == 2 and parts["dot"] == "." and len(parts["one"]) + len(parts["two"]) < 4:
            # "1.2.03" is a version or a section.
            return None
        # 13/02 and 02/13 can be read in one way only; a dot is written by those who put the day first.
        if two > 12 >= one:
            month, day = one, two
        elif one > 12 >= two or one == two or parts["dot"] == ".":
            month, day = two, one
        else:
            return _by_weekday(match, year, one, two, day_first)
    else:
        day = int(parts["day"])
        month = int(parts["number"]) if parts.get("number") else month_number(parts["month"])
    return _iso(year, month, day)


def _year(figures: str) -> int | None:
    year = int(figures)
    if len(figures) == 4:
        return year
    return 2000 + year if year <= _LATEST_SHORT_YEAR else 1900 + year if year >= 90 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _by_weekday(match: re.Match[str], year: int, one: int, two: int, day_first: bool | None) -> str | None:
    """Choose between the two ways to read 04/11/2021."""
    ways = (_iso(year, two, one), _iso(year, one, two))
    named = _WEEKDAY_BEFORE.search(match.string, max(0, match.start() - 14), match.start())
    if named is not None:
        wanted = _WEEKDAYS.index(named[1].lower())
        fits = [way for way in ways if way and datetime.date.fromisoformat(way).weekday() == wanted]
        return fits[0] if len(fits) == 1 else None
    return None if day_first is None else ways[0 if day_first else 1]


def puts_day_first(text: str) -> bool | None:
    """Tell from the days in `text` that can be read in one way only whether its days come first.

    None where it has none such, or where they disagree.
    """
    said: set[bool] = set()
    if not _IN_FIGURES.search(text):
        return None
    for form in _FORMS[-2:]:
        for match in form.finditer(text):
            one, two = int(match["one"]), int(match["two"])
            if match["dot"] == "/" and max(one, two) <= 31 and (one > 12) != (two > 12):
                said.add(one > 12)
            elif match["dot"] == "/" and _WEEKDAY_BEFORE.search(
                text, max(0, match.start() - 14), match.start()
            ):
                value = _value(match)
                if value is not None and one != two:
                    said.add(int(value[-2:]) == one)
    return said.pop() if len(said) == 1 else None


def month_number(name: str) -> int:
    """Give the number of a month by its English name or a beginning of it of three letters."""
    return next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name.lower().rstrip(".")[:3]))


def is_date_line(text: str) -> bool:
    """Tell whether a line holds a date or an age ("5 hours ago") and hardly anything else."""
    if len(text) > 160:
        return False
    days = list(printed_days(text))
    rest = text
    for day in reversed(days):
        rest = rest[: day.start] + rest[day.end :]
    rest, ages = _AGE.subn("", rest) if _MAY_BE_AN_AGE.search(rest) else (rest, 0)
    if not days and not ages:
        return False
    words = re.findall(r"[^\W\d_]{2,}", _NOISE.sub(" ", rest))
    return len(words) <= (1 if ages else 2)


def page_dates(blocks: Sequence[Block], text: str) -> tuple[Date | None, Date | None]:
    """Give the days of publication and of the last update, each with its span as evidence.

    Args:
        blocks: of the page, in order. Only the page's own matter is read: lines of the head, bylines,
            datelines and labelled lines of the foot; never sentences, other stories, captions or comments.
        text: the article's text.

    """
    kinds = [block.kind for block in blocks]
    first_body = next((i for i, kind in enumerate(kinds) if kind in ("body", "list", "quote")), len(kinds))
    headline = kinds.index("headline") if "headline" in kinds else None
    day_first = puts_day_first(text)
    published: list[tuple[float, PrintedDay]] = []
    updated: list[tuple[float, PrintedDay]] = []
    for i, block in enumerate(blocks):
        start, kind = block.start, block.kind
        line = text[start : block.end]
        if kind not in ("boilerplate", "byline", "dateline") or len(line) > 400:
            continue
        head = i <= first_body or (kind == "dateline" and i <= first_body + 1)
        for day in printed_days(line, day_first):
            if not _stands_alone(line, day, kind, head):
                continue
            shifted = PrintedDay(start + day.start, start + day.end, day.value, day.label)
            distance = abs(i - headline) if headline is not None else abs(i - first_body)
            rank = {"published": 3.0, "bare": 1.0, "updated": 0.0}[day.label] + (1.0 if head else 0.0)
            rank += (1.0 if headline is not None and headline < i <= first_body else 0.0) - min(
                distance, 40
            ) / 40
            (updated if day.label == "updated" else published).append((rank, shifted))
    return _best(published, text), _best(updated, text)


def _stands_alone(line: str, day: PrintedDay, kind: BlockKind, head: bool) -> bool:
    """Tell whether a day is the line's business: labelled as the page's, or with little else beside it."""
    start, end = (max(line.rfind(c, 0, day.start) for c in "|·•"), [line.find(c, day.end) for c in "|·•"])
    line = line[start + 1 : min((e for e in end if e >= 0), default=len(line))]
    words = len(line.split())
    if day.label != "bare":
        return words <= LONGEST_DATE_LINE
    if not head:
        return is_date_line(line)
    return kind in ("byline", "dateline") or (words <= 14 and not line.rstrip().endswith((".", "?", "!")))


def _best(days: list[tuple[float, PrintedDay]], text: str) -> Date | None:
    return _dated(text, max(days, key=lambda d: (d[0], -d[1].start))[1]) if days else None


def _dated(text: str, day: PrintedDay) -> Date:
    evidence = Evidence(text=text[day.start : day.end], start=day.start, end=day.end)
    return Date(value=day.value, precision="day", method="printed", evidence=(evidence,))


def printed_day(text: str, start: int, end: int) -> Date | None:
    """Give the first day printed in `text[start:end]`, with its span in `text`."""
    for day in printed_days(text[start:end]):
        return _dated(text, PrintedDay(start + day.start, start + day.end, day.value, day.label))
    return None


def given_date(words: str) -> Date | None:
    """Read the day, month or year that an input record declares ("2022-03-11T08:00:00Z", "March 2022")."""
    evidence = (Evidence(text=words, where="input", name="published"),)
    day = next((_value(m) for form in _FORMS for m in form.finditer(words) if _value(m)), None)
    if day:
        return Date(value=day, precision="day", method="given", evidence=evidence)
    if found := re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", words.strip()):
        return Date(value=found[0], precision="month", method="given", evidence=evidence)
    if found := re.fullmatch(rf"{MONTH},? {_YEAR}", words.strip(), re.IGNORECASE):
        value = f"{found['year']}-{month_number(found['month']):02d}"
        return Date(value=value, precision="month", method="given", evidence=evidence)
    if found := re.fullmatch(r"(?:19|20)\d\d", words.strip()):
        return Date(value=found[0], precision="year", method="given", evidence=evidence)
    return None
