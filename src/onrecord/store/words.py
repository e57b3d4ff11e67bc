"""Words as full-text search tells them apart, and what a person searches for.

Both databases hold the same words. SQLite's FTS5 finds them itself (tokenizer unicode61, accents removed:
https://www.sqlite.org/fts5.html#unicode61_tokenizer); for PostgreSQL they are found here, and what becomes
of a character is asked of FTS5 once for each, so that a search has the same answer on both.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from onrecord.errors import StoreError

#: FTS5's way to tell words apart, as the indexes in migrations/versions have it.
TOKENIZER = "unicode61 remove_diacritics 2"
#: Characters that are remembered at once: more than any page of news has, and some megabytes.
_MOST = 20_000
#: What tells a word that is written from mere signs.
_TOKEN = re.compile(r"[^\W_]+")
#: Stands for a sign within a word that does not count, an accent by itself: no word has it.
_SILENT = "\0"
_WORD = re.compile(r"[^ ]+")


@dataclass(frozen=True, slots=True)
class WordQuery:
    """What is searched for: all of some words or any of them, in some columns of a table."""

    columns: tuple[str, ...]
    #: As a person writes them, each once; one may hold several words, which then stand side by side.
    written: tuple[str, ...]
    #: Whether all have to be there; else one is enough.
    every: bool
    #: Whether a word may go on after them.
    goes_on: bool

    def fts5(self) -> str:
        """Write it for FTS5, nothing of it as syntax.

        Each word becomes a quoted string, in which a doubled quotation mark is the only thing that FTS5
        reads (https://www.sqlite.org/fts5.html#full_text_query_syntax).
        """
        quoted = (
            '"' + word.replace('"', '""') + '"' + ("*" if self.goes_on else "") for word in self.written
        )
        return f"{{{' '.join(self.columns)}}} : ({(' ' if self.every else ' OR ').join(quoted)})"

    def phrases(self) -> list[tuple[str, ...]]:
        """Give the words as they are indexed: of each that was written one or several."""
        return [tuple(words_of(word)) for word in self.written]


def words_query(words: str, columns: tuple[str, ...]) -> WordQuery:
    """Ask for all of a person's words, in any order.

    Raises:
        StoreError: there is no word in it.

    """
    return WordQuery(columns, _written(words), every=True, goes_on=False)


def any_word_query(words: Collection[str], columns: tuple[str, ...]) -> WordQuery:
    """Ask for any of some words, and for longer words that begin with one.

    Raises:
        StoreError: there is no word in them.

    """
    return WordQuery(columns, _written(" ".join(sorted(words))), every=False, goes_on=True)


def beginnings_query(words: str, columns: tuple[str, ...]) -> WordQuery:
    """Ask for all of a person's words, each of which may go on.

    Raises:
        StoreError: there is no word in it.

    """
    return WordQuery(columns, _written(words), every=True, goes_on=True)


def words_of(text: str) -> list[str]:
    """Give the words of a text, folded as FTS5 folds them."""
    return text.translate(_FOLDED).replace(_SILENT, "").split()


def places_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the words of a text, each with the place `[start, end)` where it stands."""
    for match in _WORD.finditer(text.translate(_FOLDED)):
        word = match.group().replace(_SILENT, "")
        if word:
            yield word, match.start(), match.end()


def _written(words: str) -> tuple[str, ...]:
    """Give each word once: a database looks up all that it is asked, also what it has looked up."""
    found: dict[tuple[str, ...], str] = {}
    # NUL would end a query of FTS5 early.
    for word in words.replace("\0", " ").split():
        tokens = tuple(_TOKEN.findall(word.casefold()))
        if tokens:
            found.setdefault(tokens, word)
    if not found:
        raise StoreError(repr(words), "holds no word to search for")
    return tuple(found.values())


class _Folding(dict[int, str]):
    """What becomes of each character: one of a word, a gap, or `_SILENT`; always one for one."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()

    def __missing__(self, code: int) -> str:
        if len(self) >= _MOST:
            self.clear()
        found = self[code] = self._ask(chr(code))
        return found

    def _ask(self, character: str) -> str:
        """See what FTS5 makes of a character between two letters."""
        with self._lock:
            self._fts5.execute("DELETE FROM probe")
            self._fts5.execute("INSERT INTO probe VALUES (?)", (f"q{character}z",))
            rows = self._fts5.execute("SELECT term FROM words ORDER BY offset").fetchall()
        return " " if len(rows) > 1 else rows[0][0][1:-1] or _SILENT

    @cached_property
    def _fts5(self) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        connection.execute(f"CREATE VIRTUAL TABLE probe USING fts5(text, tokenize='{TOKENIZER}')")
        connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab(probe, 'instance')")
        return connection


_FOLDED = _Folding()
