"""Hold an article's own rows against its text: blocks, spans, ids, and the words that a column may hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from onrecord.model import AnnotatedArticle, Article, Date, article_id, event_id, sha256, statement_id
from onrecord.verify.page import Doubt, Page
from onrecord.verify.vocabulary import unknown_words


class Words(Protocol):
    """Words that say where they stand; without offsets where the text does not have them."""

    @property
    def start(self) -> int | None:
        """Give the first character."""

    @property
    def end(self) -> int | None:
        """Give the character behind the last."""

    @property
    def text(self) -> str | None:
        """Give the words."""


def check_article(article: Article, page: Page | None) -> Iterator[Doubt]:
    """Check an article's id, text and blocks, and hold them against its page."""
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


def check_marked(annotated: AnnotatedArticle, tally: Counter[str]) -> Iterator[Doubt]:
    """Check all that is marked in an article."""
    article, marked = annotated.article, annotated.annotations
    known = {statement.id for statement in marked.statements}
    for table, row, words in _all_words(annotated):
        tally[table] += 1
        if reason := misplaced(article.text, words):
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
    yield from unknown_words(annotated)
    tally["articles"] += 1
    tally["blocks"] += len(article.blocks)
    tally["statements"] += len(marked.statements)


def misplaced(text: str, words: Words) -> str | None:
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


def _all_words(annotated: AnnotatedArticle) -> Iterator[tuple[str, str, Words]]:
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


def _evidence_words(table: str, row: str, date: Date | None) -> Iterator[tuple[str, str, Words]]:
    for number, evidence in enumerate(date.evidence if date else ()):
        # Evidence from outside the text keeps words without offsets; there is nothing to hold them against.
        if evidence.where is None or evidence.start is not None:
            yield table, f"{row}/{number}", evidence
