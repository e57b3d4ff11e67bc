"""The calendar of dated world events: read it, and find which of them a sentence names.

The shipped table is `data/calendar.csv`; a user's own file has the same columns:

- `first`, `last`: the days of the event, ISO 8601, both inclusive;
- `kind`: war, election, summit, treaty, death and so on, in one word;
- `alone`: `yes` where the words name the event without a date beside them, because no other event, or no
  other than those in the table, is called so; else `no`, and it counts only beside its day and month;
- `name`: what a reader is shown; `source`: where the day can be looked up, such as an encyclopedia's article;
- `words`: what names it: groups apart by spaces, each of which must be there, with "/" between words that
  do equally well and "*" for any ending; " | " parts whole alternatives.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import SettingsError

#: Letters by which beginnings of words are looked up: the fewest that one has, and so many of a longer one.
_LETTERS = (3, 4)
COLUMNS = ("first", "last", "kind", "alone", "name", "words", "source")
#: A group of words that do equally well: whole words, and beginnings.
Group = tuple[frozenset[str], frozenset[str]]
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-‑][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class WorldEvent:
    """One row of the calendar."""

    first: dt.date
    last: dt.date
    kind: str
    alone: bool
    name: str
    source: str
    #: Alternatives; of each, all groups.
    words: tuple[tuple[Group, ...], ...]


class Word(NamedTuple):
    """A word of a sentence: `[start, end)` of the article's text, and how it is compared."""

    start: int
    end: int
    folded: str


#: An event and, of one of the alternatives of its words, the words of a page that are in each group.
Row = tuple[WorldEvent, tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True)
class Named:
    """An event that a sentence names: by the words `[first, last]` of the sentence, counted from 0."""

    event: WorldEvent
    first: int
    last: int


_Alternative = tuple[WorldEvent, tuple[Group, ...]]


class WorldCalendar:
    """Rows, found by the words of a page."""

    def __init__(self, events: Iterable[WorldEvent]) -> None:
        """Take `events`, and put first of the groups of each what the fewest others have."""
        self.events = tuple(events)
        rows = [(event, groups) for event in self.events for groups in event.words]
        common = Counter(word for _, groups in rows for group in groups for words in group for word in words)

        def how_common(group: Group) -> int:
            return sum(common[word] for words in group for word in words)

        self._whole: dict[str, list[_Alternative]] = defaultdict(list)
        self._begun: dict[str, list[_Alternative]] = defaultdict(list)
        for event, groups in rows:
            sorted_groups = tuple(sorted(groups, key=how_common))
            for word in sorted_groups[0][0]:
                self._whole[word].append((event, sorted_groups))
            for beginning in {beginning[: _LETTERS[1]] for beginning in sorted_groups[0][1]}:
                self._begun[beginning].append((event, sorted_groups))

    def possible(self, words: Collection[str]) -> list[Row]:
        """Give the rows that the folded words of one page can name, each with those of the page's words."""
        whole = set(words)
        begun: dict[str, list[str]] = defaultdict(list)
        for word in whole:
            begun[word[: _LETTERS[0]]].append(word)
            begun[word[: _LETTERS[1]]].append(word)
        found = [row for word in self._whole.keys() & whole for row in self._whole[word]]
        found += [row for letters in self._begun.keys() & begun.keys() for row in self._begun[letters]]
        forms: dict[Group, frozenset[str]] = {}
        rows: dict[int, Row] = {}
        for event, groups in found:
            for group in groups:
                if group not in forms:
                    ended = (w for e in group[1] for w in begun.get(e[: _LETTERS[1]], ()) if w.startswith(e))
                    forms[group] = (group[0] & whole).union(ended)
                if not forms[group]:
                    break
            else:
                rows[id(groups)] = event, tuple(forms[group] for group in groups)
        return sorted(rows.values(), key=lambda row: (row[0].first, row[0].name))


def named(words: Sequence[Word], rows: Iterable[Row]) -> list[Named]:
    """Find the events of `rows` that `words`, those of one sentence, name; each once, in calendar order."""
    here = {word.folded for word in words}
    found: dict[WorldEvent, Named] = {}
    for event, groups in rows:
        if event not in found and not any(group.isdisjoint(here) for group in groups):
            places = [[at for at, word in enumerate(words) if word.folded in group] for group in groups]
            place = _narrowest(places)
            if place is not None:
                found[event] = Named(event, *place)
    return sorted(found.values(), key=lambda it: (it.event.first, it.event.name))


def vocabulary(text: str, ranges: Iterable[tuple[int, int]]) -> set[str]:
    """Give the different words of some ranges of `text`, folded."""
    return {_fold(word) for word in {w for start, end in ranges for w in _WORD.findall(text, start, end)}}


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Cut `[start, end)` of `text` into words, without accents, hyphens and capitals; time is linear."""
    return [Word(*match.span(), _fold(match.group())) for match in _WORD.finditer(text, start, end)]


@lru_cache(maxsize=20_000)
def _fold(word: str) -> str:
    if word.isascii():
        if word == "us":  # the pronoun; the country is US or U.S.
            return "we"
        lower = word.lower()
        return lower if lower.isalnum() else lower.replace("-", "").replace(".", "")
    plain = unicodedata.normalize("NFKD", word)
    return "".join(character for character in plain if character.isalnum()).lower()


def _narrowest(places: Sequence[list[int]]) -> tuple[int, int] | None:
    """Give the shortest run of words that holds one of every group, each at another word; None without."""
    best: tuple[int, int] | None = None
    for start in places[0]:
        chosen = [start]
        for group in places[1:]:
            near = min((at for at in group if at not in chosen), key=lambda at: abs(at - start), default=None)
            if near is None:
                break
            chosen.append(near)
        else:
            low, high = min(chosen), max(chosen)
            if best is None or high - low < best[1] - best[0]:
                best = low, high
    return best


@cache
def shipped_calendar(own: Path | None = None) -> WorldCalendar:
    """Read the calendar of the package, and the rows of `own`, a user's file, where there is one.

    Raises SettingsError where that file can't be read, naming the line.
    """
    shipped = files("onrecord.annotate").joinpath("data/calendar.csv").read_text(encoding="utf-8")
    events = read_events(shipped, "calendar.csv")
    if own is not None:
        try:
            events += read_events(own.read_text(encoding="utf-8-sig"), str(own))
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(str(own), f"the calendar can't be read: {error}") from error
    return WorldCalendar(events)


def read_events(table: str, name: str) -> list[WorldEvent]:
    """Read the rows of a calendar; raises SettingsError with `name` and the line of a row that is wrong."""
    lines = csv.DictReader(table.splitlines())
    if missing := [column for column in COLUMNS if column not in (lines.fieldnames or ())]:
        raise SettingsError(name, f"a calendar needs the columns {', '.join(COLUMNS)}; no {missing[0]} here")
    return [_event(row, f"{name}, line {number}") for number, row in enumerate(lines, start=2)]


def _event(row: dict[str, str | None], where: str) -> WorldEvent:
    cells = {column: (row[column] or "").strip() for column in COLUMNS}
    if empty := [column for column, cell in cells.items() if not cell]:
        raise SettingsError(where, f"{empty[0]} is empty")
    try:
        first, last = dt.date.fromisoformat(cells["first"]), dt.date.fromisoformat(cells["last"])
    except ValueError as error:
        raise SettingsError(where, f"a day is written 2022-03-11: {error}") from error
    if last < first or cells["alone"] not in ("yes", "no"):
        raise SettingsError(where, "last comes before first, or alone is neither yes nor no")
    words = tuple(
        tuple(_group(group) for group in groups.split())
        for groups in cells["words"].split("|")
        if groups.strip()
    )
    return WorldEvent(
        first, last, cells["kind"], cells["alone"] == "yes", cells["name"], cells["source"], words
    )


def _group(written: str) -> Group:
    folded = [(word.endswith("*"), _fold(word.rstrip("*"))) for word in written.split("/")]
    return (
        frozenset(word for ending, word in folded if not ending),
        frozenset(word for ending, word in folded if ending),
    )
