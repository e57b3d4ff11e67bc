"""Turn what one capture became into rows, table by table; `reading` is the way back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.model import (
    AnnotatedArticle,
    Article,
    Capture,
    CaptureResult,
    Date,
    Drop,
    Hop,
    Statement,
    content_id,
)
from onrecord.store import schema, schema_events
from onrecord.store.days import first_and_last_day
from onrecord.store.event_rows import add_events
from onrecord.store.row_parts import GAP, Row, Rows, date_row, evidence_rows, numbered, words_row

#: Columns of a capture that its seal holds.
SEALED = ("id", "media_type", "charset", "captured", "activity")


def content_row(capture: Capture) -> Row:
    """Pack the bytes of a page."""
    return {
        "sha256": capture.sha256,
        "size": len(capture.content),
        "compression": "zlib",
        "data": zlib.compress(capture.content),
    }


def capture_row(capture: Capture, activity: str | None) -> Row:
    """Write a capture's address and what was declared of it; its bytes are a row of `contents`."""
    same = ("id", "path", "key", "url", "media_type", "charset", "sha256", "captured")
    declared = ("title", "publisher", "author", "published")
    row: Row = {
        **{name: getattr(capture, name) for name in same},
        **{f"declared_{name}": getattr(capture.declared, name) for name in declared},
        "activity": activity,
    }
    return {**row, "seal": seal_of(row)}


def seal_of(row: Mapping[str, Any]) -> str:
    """Hash what a capture's id does not hold, and nothing else on record shows, so that a change is found."""
    return content_id("seal", *(row[name] for name in SEALED))


def result_rows(result: CaptureResult) -> Rows:
    """Write the articles of a capture with all that is marked in them, and the capture's drops."""
    rows: Rows = {
        table: []
        for table in (
            schema.articles, schema.blocks, schema.mentions, schema.timexes, schema.article_evidence,
            schema.statements, schema.spans, schema.hops, schema.statement_evidence, schema.drops,
            schema_events.events, schema_events.recipients, schema_events.event_evidence,
        )
    }  # fmt: skip
    for annotated in result.articles:
        _add_article(rows, annotated)
    rows[schema.drops] += drop_rows(result.drops, "capture", capture=result.capture.id)
    return rows


def drop_rows(
    drops: Iterable[Drop], level: str, *, capture: str | None = None, article: str | None = None
) -> list[Row]:
    """Write drops with the place where they were handed in."""
    owner = {"capture": capture, "article": article, "level": level}
    return [
        {
            **owner,
            "position": position,
            "stage": drop.stage,
            "item": drop.item,
            "reason": drop.reason,
            "partial": drop.partial,
        }
        for position, drop in enumerate(drops)
    ]


def derived_columns(statement: Statement, published: Date | None) -> Row:
    """Write the columns of a statement that are there to be read, searched and filtered by."""
    first, last = first_and_last_day(statement.said, published)
    parts = {
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "addressee": statement.addressee,
    }
    joined = {name: GAP.join(span.text for span in spans) for name, spans in parts.items()}
    return {**joined, "first_day": first, "last_day": last}


def _add_article(rows: Rows, annotated: AnnotatedArticle) -> None:
    article, marked = annotated.article, annotated.annotations
    owner = {"article": article.id}
    rows[schema.articles].append(_article_row(article))
    rows[schema.blocks] += numbered(
        owner, ({"start": block.start, "end": block.end, "kind": block.kind} for block in article.blocks)
    )
    rows[schema.mentions] += numbered(
        owner,
        ({**words_row(it), "type": it.type, "form": it.form, "entity": it.entity} for it in marked.mentions),
    )
    rows[schema.timexes] += numbered(
        owner, ({**words_row(it), "type": it.type, "value": it.value} for it in marked.timexes)
    )
    for role, date in (("published", article.published), ("updated", article.updated)):
        rows[schema.article_evidence] += evidence_rows(owner, role, date)
    for position, statement in enumerate(marked.statements):
        _add_statement(rows, article, position, statement)
    add_events(rows, article.id, marked)
    rows[schema.drops] += drop_rows(annotated.drops, "article", article=article.id)
    rows[schema.drops] += drop_rows(marked.drops, "annotations", article=article.id)


def _article_row(article: Article) -> Row:
    same = ("id", "capture", "path", "key", "item", "kind", "url", "publisher", "title", "language",
            "truncated", "sha256", "text")  # fmt: skip
    return {
        **{name: getattr(article, name) for name in same},
        "authors": json.dumps(article.authors, ensure_ascii=False),
        **date_row("published", article.published),
        **date_row("updated", article.updated),
    }


def _add_statement(rows: Rows, article: Article, position: int, statement: Statement) -> None:
    speaker, owner = statement.speaker, {"statement": statement.id}
    same = ("id", "kind", "act", "polarity", "score", "parent", "vector")
    row = {
        **{name: getattr(statement, name) for name in same},
        "article": article.id,
        "position": position,
        "speaker": speaker and speaker.name,
        "speaker_kind": speaker and speaker.kind,
        "speaker_as_printed": speaker and speaker.as_printed,
        "unnamed_description": statement.unnamed and statement.unnamed.description,
        "unnamed_count": statement.unnamed and statement.unnamed.count,
        **date_row("said", statement.said),
        **derived_columns(statement, article.published),
    }
    rows[schema.statements].append(row)
    for role, spans in statement.roles.items():
        rows[schema.spans] += numbered({**owner, "role": role}, map(words_row, spans))
    rows[schema.hops] += numbered(owner, map(_hop, statement.chain))
    rows[schema.statement_evidence] += evidence_rows(owner, "said", statement.said)


def _hop(hop: Hop) -> Row:
    return {**words_row(hop), "name": hop.name, "kind": hop.kind, "inferred": hop.inferred}
