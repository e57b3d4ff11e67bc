"""A target of fuzzing, and the promises that all of them keep."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.export import article_line
from onrecord.model import AnnotatedArticle, Article, Capture, Drop, event_id, statement_id
from onrecord.settings import Settings

#: Small limits, so that what is beyond them is reached by small inputs.
SETTINGS = Settings(
    max_page_bytes=100_000,
    max_text_characters=50_000,
    max_html_depth=200,
    max_line_bytes=50_000,
    max_unpacked_bytes=5_000_000,
    max_archive_depth=2,
    max_pdf_pages=3,
    max_pdf_seconds=5,
)


class BrokenPromiseError(AssertionError):
    """What came out is not what was promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One entry: `run` takes any bytes, and raises where a promise is broken, or anything else on a fault."""

    name: str
    #: What is promised, in a line.
    promise: str
    run: Callable[[bytes], None]
    #: Gives well-formed inputs that fuzzing begins with.
    seeds: Callable[[], Sequence[bytes]]
    #: Bytes of the longest input that is tried.
    longest: int = 4096
    #: Words of the input's language, which a mutation may put in.
    words: tuple[str, ...] = ()


def check(holds: bool, promise: str) -> None:
    """Raise BrokenPromiseError unless `holds`."""
    if not holds:
        raise BrokenPromiseError(promise)


def check_items(items: Iterable[Capture | Drop], name: str) -> Iterator[Capture]:
    """Check that each item is a page or a drop with a reason, called after the input; gives pages."""
    found = False
    for item in items:
        found = True
        if isinstance(item, Capture):
            check(item.path.startswith(name), f"a page called {item.path!r}")
            item.path.encode("utf-8")
            yield item
        else:
            check_drop(item, name)
    check(found, "neither a page nor a drop: the input vanished")


def check_drop(drop: Drop, name: str) -> None:
    """Check that a drop names its input and says what to do, and that the fault is not the package's own."""
    check(drop.item.startswith(name), f"a drop of {drop.item!r}")
    check(len(drop.reason) > 4, "a drop without a reason")
    check("fault of onrecord" not in drop.reason, drop.reason)
    f"{drop.item}{drop.reason}".encode()


def check_article(article: Article) -> None:
    """Check that the blocks of an article stand in its text, in order, and that it can be written."""
    article.text.encode("utf-8")
    before = 0
    for block in article.blocks:
        check(before <= block.start < block.end <= len(article.text), f"{block} of {len(article.text)}")
        before = block.end


def check_annotated(annotated: AnnotatedArticle) -> None:
    """Check every span of an article against its text, and that its line is JSON in UTF-8."""
    check_article(annotated.article)
    line = article_line(annotated)
    json.dumps(line, ensure_ascii=False, allow_nan=False).encode("utf-8")
    text = line.pop("text")
    for span in spans_of(line):
        check(0 <= span["start"] < span["end"] <= len(text), f"{span} of {len(text)}")
        check(text[span["start"] : span["end"]] == span["text"], f"not verbatim: {span}")
    _check_ids(annotated)


def spans_of(value: Any) -> Iterator[dict[str, Any]]:
    """Give every object of a line that has offsets and words, however deep it lies."""
    if isinstance(value, dict):
        if value.get("start") is not None and "text" in value:
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


def _check_ids(annotated: AnnotatedArticle) -> None:
    """Check that ids are those of what they name, each once, and that what is pointed to is there."""
    article, marked = annotated.article, annotated.annotations
    ids = [statement.id for statement in marked.statements]
    check(len(set(ids)) == len(ids), "two statements with one id")
    for statement in marked.statements:
        made = statement_id(article.id, statement.source, statement.cue, statement.content)
        check(made == statement.id, f"{statement.id} is not the id of its spans")
        check(statement.parent is None or statement.parent in ids, "a parent in no statement of the article")
        check(statement.parent != statement.id, "a statement inside itself")
        check(0 <= statement.score <= 1, f"a score of {statement.score}")
    event_ids = [event.id for event in marked.events]
    check(len(set(event_ids)) == len(event_ids), "two events with one id")
    for event in marked.events:
        check(
            event_id(article.id, event.start, event.end) == event.id, f"{event.id} is not the id of its words"
        )
        check(event.statement is None or event.statement in ids, "an event told in no statement")


def text_of(data: bytes) -> str:
    """Read bytes as text whatever they are; lone surrogates can't come of it, as of any decoding."""
    return data.decode("utf-8", "replace")


@cache
def sample_pages() -> tuple[tuple[str, bytes], ...]:
    """Give the package's sample pages by name, the shortest first."""
    from onrecord.samples import sample_paths

    return tuple(
        sorted(((path.name, path.read_bytes()) for path in sample_paths()), key=lambda it: len(it[1]))
    )
