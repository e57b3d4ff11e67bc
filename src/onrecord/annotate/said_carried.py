"""Carry the day of a statement to those that go on with it: "NAME said on Sunday that P. “Q,” he added"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.sentences import sentence_around
from onrecord.model import SPEAKING, Article, Date, Statement, Timex

#: Paragraphs from one statement to the one that goes on with it: the same or the next. Over a longer way a
#: reporter comes back to what was said elsewhere.
NEXT = 1
#: Words beside the cue by which it was said at another time.
_OTHER_TIME = re.compile(
    r"\b(?:had|has|have|earlier|later|previously|before|once|then|since|separately|repeatedly|often|always|"
    r"again|meanwhile|afterwards?|subsequently|in\s+the\s+past)\b",
    re.IGNORECASE,
)
#: "said its spokeswoman", "NAME, its head of safety": who speaks for the one that spoke before.
_FOR_IT = re.compile(r"\bits\b")
#: Characters before and behind a cue in which such words stand.
_BESIDE = 20


def with_carried_days(
    article: Article, statements: Sequence[Statement], timexes: Sequence[Timex]
) -> tuple[Statement, ...]:
    """Give the statements, with the day of the one before where the same speaker goes on.

    The statement before must be the last one on the page, by the same speaker (or by the body whose
    spokesman goes on), no more than a paragraph away and not told inside another's words. What has a day, a
    time, a venue or a word of another time of its own is left as it is.
    """
    paragraphs = [block.start for block in article.blocks if block.kind in SPEAKING]
    outer = sorted(
        (number for number, statement in enumerate(statements) if statement.parent is None),
        key=lambda number: _place(statements[number]),
    )
    dated = list(statements)
    before: Statement | None = None
    for number in outer:
        statement = dated[number]
        day = before.said if before is not None and _goes_on(before, statement, paragraphs) else None
        if _is_day(day) and not _is_fixed(statement.said) and not _told_apart(article, statement, timexes):
            dated[number] = statement = replace(statement, said=day)
        before = statement
    return tuple(dated)


def _place(statement: Statement) -> tuple[int, int]:
    spans = (*statement.source, *statement.cue, *statement.content)
    return min(span.start for span in spans), max(span.end for span in spans)


def _is_day(date: Date | None) -> bool:
    return date is not None and date.value is not None and date.method == "timex"


def _is_fixed(date: Date | None) -> bool:
    """Whether a phrase of its own says when it was said."""
    return date is not None and (date.value is not None or date.method is not None)


def _goes_on(before: Statement, statement: Statement, paragraphs: Sequence[int]) -> bool:
    """Whether the speaker of the statement before goes on in this one."""
    if before.speaker is None or statement.speaker is None or statement.venue is not None:
        return False
    away = _paragraph(paragraphs, statement) - _paragraph(paragraphs, before)
    if before.speaker.name == statement.speaker.name:
        return away <= NEXT
    speaks_for = any(_FOR_IT.search(span.text) for span in statement.source)
    return before.speaker.kind == "organization" and speaks_for and away == 0


def _paragraph(paragraphs: Sequence[int], statement: Statement) -> int:
    return bisect_left(paragraphs, _place(statement)[0] + 1)


def _told_apart(article: Article, statement: Statement, timexes: Sequence[Timex]) -> bool:
    """Whether the sentence of the cue has a time, or a word of another time, outside the content."""
    if not statement.cue:
        return False
    low, high = statement.cue[0].start, statement.cue[-1].end
    behind = min([high + _BESIDE, *(span.start for span in statement.content if span.start >= high)])
    if _OTHER_TIME.search(article.text, max(0, low - _BESIDE), behind) is not None:
        return True
    start, end = sentence_around(article.text, low, high)
    first = bisect_left(timexes, start, key=lambda timex: timex.start)
    last = bisect_left(timexes, end, key=lambda timex: timex.start)
    return any(
        not any(span.start < timex.end and timex.start < span.end for span in statement.content)
        for timex in timexes[first:last]
    )
