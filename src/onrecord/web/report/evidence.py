"""What proves a dossier: each article once, with its address and hashes, and every quote held against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.model import Article, Date, Span, sha256
from onrecord.reading.finding import Told
from onrecord.reading.record import Record

if TYPE_CHECKING:
    from onrecord.store import Store

#: Characters shown before and after the words of a quote, so that it can be judged where it stands.
_AROUND = 120
#: Characters of one passage at most; a speech quoted whole is cut and says so.
_MOST = 2_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article of the dossier."""

    number: int
    article: Article
    #: With the day that other articles give it, where the page has none.
    published: Date | None
    media_type: str
    #: Of the page's bytes as captured.
    page_sha256: str
    #: When it was captured, ISO 8601 in UTC.
    captured: str | None
    #: Whether the hash of the text still is what was stored with it.
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters of a passage: `role` is "content", "source", "cue", "addressee" or "" for what is around."""

    text: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of an article in their place, with what is known of them."""

    source: Source
    #: None where the article's own voice says it.
    told: Told | None
    pieces: Sequence[Piece]
    #: `[start, end)` of the words themselves.
    places: Sequence[tuple[int, int]]
    #: Whether the passage breaks off for its length.
    cut: bool
    #: Whether every span, held against the article's text now, reads as the record says.
    proved: bool


class Ledger:
    """Numbers the articles of a dossier as they come up, and cuts quotes out of them."""

    def __init__(self, store: Store, record: Record) -> None:
        self._store = store
        self._record = record
        self._sources: dict[str, Source] = {}

    @property
    def sources(self) -> list[Source]:
        """All articles that came up, by number."""
        return list(self._sources.values())

    def source(self, article: str) -> Source | None:
        """Give an article with its number; None where it is not on record."""
        if article not in self._sources:
            found = next(iter(self._store.articles(article=article)), None)
            if found is None:
                return None
            capture = self._store.capture(found.article.capture)
            self._sources[article] = Source(
                number=len(self._sources) + 1,
                article=found.article,
                published=self._record.dated(found).article.published,
                media_type=capture.media_type,
                page_sha256=capture.sha256,
                captured=capture.captured,
                whole=sha256(found.article.text.encode()) == found.article.sha256,
            )
        return self._sources[article]

    def quote(self, told: Told) -> Quote | None:
        """Give a statement in its place; None where its article is not on record."""
        statement = told.statement
        marks = [
            (span, role)
            for role in ("content", "source", "cue", "addressee")
            for span in statement.roles[role]
        ]
        return self._cut(told.row.article, statement.content, marks, told)

    def words(self, article: str, spans: Sequence[Span]) -> Quote | None:
        """Give words that an article says in its own voice."""
        return self._cut(article, spans, [(span, "content") for span in spans], None)

    def _cut(
        self, article: str, words: Sequence[Span], marks: Sequence[tuple[Span, str]], told: Told | None
    ) -> Quote | None:
        source = self.source(article)
        if source is None or not words:
            return None
        text = source.article.text
        first, last = min(span.start for span in words), max(span.end for span in words)
        start, end = _around(source.article, first, last)
        return Quote(
            source=source,
            told=told,
            pieces=_pieces(text, start, end, marks),
            places=[(span.start, span.end) for span in words],
            cut=end < last,
            proved=source.whole and all(text[span.start : span.end] == span.text for span, _ in marks),
        )


def _around(article: Article, first: int, last: int) -> tuple[int, int]:
    """Widen `[first, last)` by some words on both sides, but not out of its blocks."""
    within = [block for block in article.blocks if block.start < last and block.end > first]
    low = min((block.start for block in within), default=0)
    high = max((block.end for block in within), default=len(article.text))
    start, end = max(low, first - _AROUND, 0), min(high, last + _AROUND, len(article.text))
    if start > low:
        start = _word_start(article.text, start, first)
    if end < high:
        end = _word_end(article.text, end, last)
    return start, min(end, start + _MOST)


def _word_start(text: str, start: int, latest: int) -> int:
    space = text.find(" ", start, latest)
    return start if space < 0 else space + 1


def _word_end(text: str, end: int, earliest: int) -> int:
    space = text.rfind(" ", earliest, end)
    return end if space < 0 else space


def _pieces(text: str, start: int, end: int, marks: Sequence[tuple[Span, str]]) -> list[Piece]:
    """Cut `[start, end)` at the ends of marks; where marks overlap, the one that began last counts."""
    pieces: list[Piece] = []
    edges = sorted(
        {start, end, *(it for mark, _ in marks for it in (mark.start, mark.end) if start < it < end)}
    )
    ordered = sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end))
    for low, high in pairwise(edges):
        role = ""
        for span, name in ordered:
            if span.start <= low and high <= span.end:
                role = name
        pieces.append(Piece(text=text[low:high], role=role))
    return pieces
