"""Prove a store: read every capture again and hold every word of the record against its page.

What is proved, from the bytes up:

1. the database: its structure, its references, its search indexes (`Store.faults`);
2. each capture: its bytes unpack to their SHA-256, its id is that of bytes and address;
3. each article: its text is the decoded capture (plain text), or every block of it, and every word
   between the blocks, occurs in the visible text of the page (HTML), white space folded; its SHA-256; its id;
4. each span, mention, time, hop and piece of evidence: `text[start:end]` is the text that it keeps;
   each statement's id, and that its parent is in the same article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from onrecord.errors import StoreError
from onrecord.extract.decode import decode
from onrecord.extract.visible import fold, visible_text
from onrecord.model import (
    AnnotatedArticle,
    Article,
    Capture,
    Date,
    article_id,
    capture_id,
    event_id,
    sha256,
    statement_id,
)
from onrecord.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A row that could not be proved."""

    table: str
    #: The row by its id, or by its article's or statement's id and its place there: `st-…/content/0`.
    row: str
    #: The page that it belongs to; None where that is not known.
    path: str | None
    reason: str


class _Words(Protocol):
    """Words that say where they stand; without offsets where the text does not have them."""

    @property
    def start(self) -> int | None: ...

    @property
    def end(self) -> int | None: ...

    @property
    def text(self) -> str | None: ...


def verify(store: Store, tally: Counter[str] | None = None) -> Iterator[Problem]:
    """Check a whole store and give what is wrong; nothing means that all of it is proved.

    Args:
        store: the store to read.
        tally: takes how many rows of which table were checked, for a report.

    """
    tally = Counter() if tally is None else tally
    try:
        for fault in store.faults():
            yield Problem(table=fault.table, row=fault.row, path=None, reason=fault.reason)
        for identity in store.capture_ids():
            tally["captures"] += 1
            yield from _check_capture(store, identity, tally)
    except StoreError as error:
        yield Problem(table="(file)", row="", path=None, reason=f"can't be read on: {error}")


def _check_capture(store: Store, identity: str, tally: Counter[str]) -> Iterator[Problem]:
    page: _Page | None = None
    try:
        capture = store.capture(identity)
    except StoreError as error:
        yield Problem(table="captures", row=identity, path=None, reason=error.reason)
    else:
        activity = store.activity_of(identity)
        page = _Page(capture, activity.version if activity else None)
        for reason in _capture_reasons(capture):
            yield Problem(table="captures", row=identity, path=capture.path, reason=reason)
    try:
        for annotated in store.articles(capture=identity):
            article = annotated.article
            for table, row, reason in (*_check_article(article, page), *_check_marked(annotated, tally)):
                yield Problem(table=table, row=row, path=article.path, reason=reason)
    except StoreError as error:
        yield Problem(table="articles", row=error.subject, path=None, reason=error.reason)


def _capture_reasons(capture: Capture) -> Iterator[str]:
    digest = sha256(capture.content)
    if digest != capture.sha256:
        yield f"its bytes have the SHA-256 {digest}, but {capture.sha256} was stored: they were changed"
    said = capture.declared.values
    if capture_id(capture.sha256, capture.path, capture.url, capture.key, said) != capture.id:
        yield "its id is not that of its SHA-256, address and declared values: one of them was changed"


class _Page:
    """A capture, decoded anew, to hold articles against."""

    def __init__(self, capture: Capture, version: str | None) -> None:
        self._is_html = capture.media_type == "text/html"
        decoded = decode(capture).text
        #: What must be found: of HTML the visible text, folded once for all blocks.
        self._text = fold(visible_text(decoded)) if self._is_html else decoded
        self._version = f" (extracted by onrecord {version})" if version else ""

    def check(self, article: Article) -> Iterator[tuple[str, str, str]]:
        """Give what of an article's text is not in the page."""
        if self._is_html:
            yield from self._check_blocks(article)
        elif article.text != self._text and not (article.kind == "refused" and not article.text):
            at = _first_difference(article.text, self._text)
            reason = f"its text differs from the decoded capture from character {at} on{self._version}"
            yield "articles", article.id, reason

    def _check_blocks(self, article: Article) -> Iterator[tuple[str, str, str]]:
        text, done = article.text, 0
        for number, block in enumerate(article.blocks):
            # The items of a listing share its text; what is between their blocks is the listing's to prove.
            if article.item == 0 and fold(text[done : block.start]) not in self._text:
                yield "articles", article.id, self._unseen(done, block.start)
            if fold(text[block.start : block.end]) not in self._text:
                yield "blocks", f"{article.id}/{number}", self._unseen(block.start, block.end)
            done = max(done, block.end)
        if article.item == 0 and fold(text[done:]) not in self._text:
            yield "articles", article.id, self._unseen(done, len(text))

    def _unseen(self, start: int, end: int) -> str:
        return f"[{start}, {end}) of its text does not occur in the visible text of the page{self._version}"


def _check_article(article: Article, page: _Page | None) -> Iterator[tuple[str, str, str]]:
    if article_id(article.capture, article.item) != article.id:
        yield "articles", article.id, "its id is not that of its capture and item: one of them was changed"
    if sha256(article.text.encode()) != article.sha256:
        yield "articles", article.id, "its text does not have the SHA-256 that was stored: it was changed"
    end_before = 0
    for number, block in enumerate(article.blocks):
        if not end_before <= block.start < block.end <= len(article.text):
            reason = f"[{block.start}, {block.end}) overlaps the block before it or lies outside the text"
            yield "blocks", f"{article.id}/{number}", reason
        end_before = block.end
    if page is None:
        yield "articles", article.id, "can't be held against its page, which can't be read"
    else:
        yield from page.check(article)


def _check_marked(annotated: AnnotatedArticle, tally: Counter[str]) -> Iterator[tuple[str, str, str]]:
    article, marked = annotated.article, annotated.annotations
    known = {statement.id for statement in marked.statements}
    for table, row, words in _all_words(annotated):
        tally[table] += 1
        if reason := _misplaced(article.text, words):
            yield table, row, reason
    for statement in marked.statements:
        if statement_id(article.id, statement.source, statement.cue, statement.content) != statement.id:
            reason = "its id is not that of its article and spans: one of them was changed or is missing"
            yield "statements", statement.id, reason
        if statement.unnamed is not None and statement.unnamed.description not in article.text:
            reason = f"describes its source as {statement.unnamed.description!r}, which its text does not say"
            yield "statements", statement.id, reason
        if statement.parent is not None and statement.parent not in known:
            reason = f"is reported inside of {statement.parent}, which is not in its article"
            yield "statements", statement.id, reason
    for event in marked.events:
        if event_id(article.id, event.start, event.end) != event.id:
            yield "events", event.id, "its id is not that of its article and words: one of them was changed"
        if event.statement is not None and event.statement not in known:
            yield "events", event.id, f"is told in {event.statement}, which is not in its article"
    tally["articles"] += 1
    tally["blocks"] += len(article.blocks)
    tally["statements"] += len(marked.statements)


def _all_words(annotated: AnnotatedArticle) -> Iterator[tuple[str, str, _Words]]:
    """Give everything that claims to stand in the text, with its table and its row."""
    article, marked = annotated.article, annotated.annotations
    for name, date in (("published", article.published), ("updated", article.updated)):
        yield from _evidence_words("article_evidence", f"{article.id}/{name}", date)
    for number, mention in enumerate(marked.mentions):
        yield "mentions", f"{article.id}/{number}", mention
    for number, timex in enumerate(marked.timexes):
        yield "timexes", f"{article.id}/{number}", timex
    for statement in marked.statements:
        for role, spans in statement.roles.items():
            for number, span in enumerate(spans):
                yield "spans", f"{statement.id}/{role}/{number}", span
        for number, hop in enumerate(statement.chain):
            yield "hops", f"{statement.id}/{number}", hop
        yield from _evidence_words("statement_evidence", f"{statement.id}/said", statement.said)
    for event in marked.events:
        yield "events", event.id, event
        for role, spans in event.roles.items():
            for number, span in enumerate(spans):
                yield "events", f"{event.id}/{role}/{number}", span
        yield from _evidence_words("event_evidence", f"{event.id}/when", event.when)


def _evidence_words(table: str, row: str, date: Date | None) -> Iterator[tuple[str, str, _Words]]:
    for number, evidence in enumerate(date.evidence if date else ()):
        # Evidence from outside the text keeps words without offsets; there is nothing to hold them against.
        if evidence.where is None or evidence.start is not None:
            yield table, f"{row}/{number}", evidence


def _misplaced(text: str, words: _Words) -> str | None:
    """Say what is wrong with words that claim to stand at `[start, end)` of `text`; None where they do."""
    if words.start is None and words.end is None and words.text is None:
        return None
    if words.start is None or words.end is None:
        return f"keeps the words {words.text!r} without saying where they stand"
    if not 0 <= words.start < words.end <= len(text):
        return f"[{words.start}, {words.end}) does not lie in a text of {len(text)} characters"
    if text[words.start : words.end] != words.text:
        found = text[words.start : words.end]
        return f"[{words.start}, {words.end}) of the text is {found!r}, but {words.text!r} was stored"
    return None


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
