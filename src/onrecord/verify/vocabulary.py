"""Columns that hold one of a few words, or a day: find what is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as calendar_date
from typing import Any, get_args

from onrecord.model import (
    Act,
    AnnotatedArticle,
    ArticleKind,
    BlockKind,
    Date,
    DateMethod,
    EventType,
    HopKind,
    MentionForm,
    MentionType,
    Modality,
    Polarity,
    Precision,
    SpeakerKind,
    StatementKind,
    TimexType,
)
from onrecord.verify.page import Doubt

_WORDS: dict[str, dict[str, Any]] = {
    "articles": {"kind": ArticleKind},
    "blocks": {"kind": BlockKind},
    "mentions": {"type": MentionType, "form": MentionForm},
    "timexes": {"type": TimexType},
    "statements": {"kind": StatementKind, "act": Act, "polarity": Polarity},
    "hops": {"kind": HopKind},
    "events": {"type": EventType, "modality": Modality},
}
_ALLOWED = {
    table: {name: frozenset(get_args(kind)) for name, kind in columns.items()}
    for table, columns in _WORDS.items()
}
_SPEAKERS = frozenset(get_args(SpeakerKind))
_METHODS = frozenset(get_args(DateMethod))
#: How a value is written at each precision.
_FORMS: dict[Precision, str] = {"day": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "year": r"\d{4}"}


def unknown_words(annotated: AnnotatedArticle) -> Iterator[Doubt]:
    """Give the rows of an article with a word or a day that no version writes."""
    article, marked = annotated.article, annotated.annotations
    yield from _check("articles", article.id, article)
    for number, block in enumerate(article.blocks):
        yield from _check("blocks", f"{article.id}/{number}", block)
    for number, mention in enumerate(marked.mentions):
        yield from _check("mentions", f"{article.id}/{number}", mention)
    for number, timex in enumerate(marked.timexes):
        yield from _check("timexes", f"{article.id}/{number}", timex)
    for statement in marked.statements:
        yield from _check("statements", statement.id, statement)
        if statement.speaker is not None and statement.speaker.kind not in _SPEAKERS:
            yield "statements", statement.id, _unknown("speaker_kind", statement.speaker.kind)
        if not 0 <= statement.score <= 1:
            yield "statements", statement.id, f"its score is {statement.score}, which is not within 0 and 1"
        for number, hop in enumerate(statement.chain):
            yield from _check("hops", f"{statement.id}/{number}", hop)
        yield from _check_date("statements", statement.id, "said", statement.said)
    for event in marked.events:
        yield from _check("events", event.id, event)
        yield from _check_date("events", event.id, "when", event.when)
    yield from _check_date("articles", article.id, "published", article.published)
    yield from _check_date("articles", article.id, "updated", article.updated)


def _check(table: str, row: str, it: object) -> Iterator[Doubt]:
    for name, allowed in _ALLOWED[table].items():
        value = getattr(it, name)
        if value is not None and value not in allowed:
            yield table, row, _unknown(name, value)


def _unknown(name: str, value: str) -> str:
    return f"its {name} is {value!r}, which no version of onrecord writes"


def _check_date(table: str, row: str, name: str, date: Date | None) -> Iterator[Doubt]:
    if date is None:
        return
    if date.method is not None and date.method not in _METHODS:
        yield table, row, _unknown(f"{name}_method", date.method)
    form = _FORMS.get(date.precision) if date.precision else None
    if (date.value is None) != (form is None) or (
        date.value is not None and (form is None or not _is_day(date.value, form))
    ):
        yield table, row, f"its {name} is {date.value!r}, which is no {date.precision or 'date'}"
    for bound in (date.earliest, date.latest):
        if bound is not None and not _is_day(bound, _FORMS["day"]):
            yield table, row, f"a bound of its {name} is {bound!r}, which is no day"
    if date.earliest and date.latest and date.earliest > date.latest:
        yield table, row, f"the bounds of its {name} end ({date.latest}) before they begin ({date.earliest})"


def _is_day(value: str, form: str) -> bool:
    if re.fullmatch(form, value, re.ASCII) is None:
        return False
    try:
        calendar_date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True
