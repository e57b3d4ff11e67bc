"""The record as JSON values: each object as `annotate` prints it and as the export's tables hold it.

Keys stand in the order of the record format, so that a line reads the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from onrecord.model import (
    Activity,
    AnnotatedArticle,
    Article,
    Block,
    Date,
    Drop,
    Event,
    Evidence,
    Hop,
    Mention,
    Span,
    Speaker,
    Statement,
    Timex,
    Unnamed,
)
from onrecord.reading.linked import UNLINKED, Linked

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from onrecord.store import EventRow, StatementRow

#: Hops that are outlets, which go by the names of their entities.
_OUTLETS = ("agency", "publisher")
#: A JSON object; its keys are in the order in which they are printed.
Line = dict[str, Any]


def flat_line(thing: DataclassInstance) -> Line:
    """Give the fields of a dataclass that holds no other: `asdict` copies all it finds, which takes long."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def article_line(annotated: AnnotatedArticle) -> Line:
    """Give one line of `annotate --format jsonl`: an article with all that is marked in it."""
    marked = annotated.annotations
    head = article_head(annotated)
    drops = head.pop("drops")
    return {
        **head,
        "statements": [_statement(statement) for statement in marked.statements],
        "mentions": [mention_line(mention) for mention in marked.mentions],
        "timexes": [timex_line(timex) for timex in marked.timexes],
        "events": [event_line(event) for event in marked.events],
        "drops": drops,
    }


def article_head(annotated: AnnotatedArticle) -> Line:
    """Give a line of `articles.jsonl`: an article less its annotations, with the drops that concern it."""
    article = annotated.article
    plain = ("id", "path", "key", "item", "kind", "url", "publisher", "title")
    return {
        **{name: getattr(article, name) for name in plain},
        "authors": list(article.authors),
        "language": article.language,
        "published": date_line(article.published),
        "updated": date_line(article.updated),
        "text": article.text,
        "sha256": article.sha256,
        "truncated": article.truncated,
        "blocks": [_block_line(block) for block in article.blocks],
        "drops": [drop_line(drop) for drop in all_drops(annotated)],
    }


def all_drops(annotated: AnnotatedArticle) -> list[Drop]:
    """Collect the drops of an article and of its annotations, each once."""
    return list(dict.fromkeys((*annotated.drops, *annotated.annotations.drops)))


def owner_line(article: Article) -> Line:
    """Name the article that a row of a table belongs to."""
    return {"article": article.id, "path": article.path, "key": article.key}


def statement_line(row: StatementRow, linked: Linked = UNLINKED) -> Line:
    """Give a line of `statements.jsonl` and of the command `statements`."""
    owner = {"article": row.article, "path": row.path, "key": row.key}
    return owned_statement_line(row.statement, linked=linked, **owner)


def owned_statement_line(
    statement: Statement, *, article: str | None, path: str | None, key: str | None, linked: Linked = UNLINKED
) -> Line:
    """Give a statement with its article and with what is known across articles.

    The speaker goes by the name of his entity, in the chain as well; what the page prints stands in
    `as_printed` and in the words of the hop. `method` says how it is known who it is: see `speaker_method`.
    """
    line = _statement(statement)
    identity = line.pop("id")
    if line["speaker"] is not None:
        line["speaker"]["entity"] = linked.entity
        printed = line["speaker"]["name"]
        line["speaker"]["name"] = linked.name or printed
        for hop in line["chain"]:
            if hop["kind"] == "speaker" and hop["name"] == printed:
                hop["name"] = line["speaker"]["name"]
        line["speaker"]["method"] = "given" if linked.given else speaker_method(statement)
    for hop in line["chain"]:
        hop["name"] = linked.outlets.get(hop["name"], hop["name"]) if hop["kind"] in _OUTLETS else hop["name"]
    owner = {"article": article, "path": path, "key": key, "utterance": linked.utterance}
    return {"id": identity, **owner, **line}


def speaker_method(statement: Statement) -> str | None:
    """Say how the page shows who speaks; None where nobody is known to.

    "printed": its source has the name; "resolved": its source is a pronoun, a description or a part of the
    name; "context": it has no source.
    """
    if statement.speaker is None:
        return None
    if not statement.source:
        return "context"
    words = " ".join(span.text for span in statement.source)
    return "printed" if statement.speaker.name in words else "resolved"


def mention_line(mention: Mention) -> Line:
    """Give a mention as it stands in an article's line."""
    kind = {"type": mention.type, "form": mention.form, "entity": mention.entity}
    return {"start": mention.start, "end": mention.end, "text": mention.text, **kind}


def timex_line(timex: Timex) -> Line:
    """Give an expression of time as it stands in an article's line."""
    kind = {"type": timex.type, "value": timex.value}
    return {"start": timex.start, "end": timex.end, "text": timex.text, **kind}


def event_line(event: Event) -> Line:
    """Give an event as it stands in an article's line; each whom it was done to is one span."""
    return {
        "id": event.id,
        "start": event.start,
        "end": event.end,
        "text": event.text,
        "type": event.type,
        "actor": event.actor and _span_line(event.actor),
        "recipient": _span_lines(event.recipient),
        "place": event.place and _span_line(event.place),
        "when": date_line(event.when),
        "modality": event.modality,
        "statement": event.statement,
    }


def event_row(row: EventRow, happening: str | None) -> Line:
    """Give a line of `events.jsonl` and of the command `events`; `happening` is what others tell as well."""
    return owned_event_line(row.event, article=row.article, path=row.path, key=row.key, happening=happening)


def owned_event_line(
    event: Event, *, article: str, path: str, key: str | None, happening: str | None
) -> Line:
    """Give an event with its article, and with the deed that it is one report of."""
    line = event_line(event)
    identity = line.pop("id")
    return {"id": identity, "article": article, "path": path, "key": key, "happening": happening, **line}


def date_line(date: Date | None) -> Line | None:
    """Give a date with its evidence; null for one that says nothing at all."""
    if date is None or date == Date(value=None, precision=None, method=None):
        return None
    return {
        "value": date.value,
        "precision": date.precision,
        "earliest": date.earliest,
        "latest": date.latest,
        "method": date.method,
        "evidence": [_evidence_line(evidence) for evidence in date.evidence],
    }


def drop_line(drop: Drop) -> Line:
    """Give a drop as it stands in an article's line."""
    return {"stage": drop.stage, "item": drop.item, "reason": drop.reason}


def drop_row(drop: Drop) -> Line:
    """Give a line of `drops.jsonl`: a drop, and whether something of the input was used all the same."""
    return {**drop_line(drop), "partial": drop.partial}


def activity_row(activity: Activity) -> Line:
    """Give a line of `activities.jsonl`."""
    return flat_line(activity)


def _statement(statement: Statement) -> Line:
    return {
        "id": statement.id,
        "kind": statement.kind,
        "act": statement.act,
        "polarity": statement.polarity,
        "score": statement.score,
        "parent": statement.parent,
        "source": _span_lines(statement.source),
        "cue": _span_lines(statement.cue),
        "content": _span_lines(statement.content),
        "addressee": _span_lines(statement.addressee),
        "venue": statement.venue and _span_line(statement.venue),
        "speaker": statement.speaker and _speaker_line(statement.speaker),
        "said": date_line(statement.said),
        "chain": [_hop_line(hop) for hop in statement.chain],
    }


def _span_lines(spans: Iterable[Span]) -> list[Line]:
    return [_span_line(span) for span in spans]


def _span_line(span: Span) -> Line:
    return {"start": span.start, "end": span.end, "text": span.text}


def _block_line(block: Block) -> Line:
    return {"start": block.start, "end": block.end, "kind": block.kind}


def _speaker_line(speaker: Speaker) -> Line:
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "as_printed": speaker.as_printed,
        "unnamed": speaker.unnamed and _unnamed_line(speaker.unnamed),
    }


def _unnamed_line(unnamed: Unnamed) -> Line:
    reason = unnamed.reason and _span_line(unnamed.reason)
    return {"description": unnamed.description, "count": unnamed.count, "reason": reason}


def _hop_line(hop: Hop) -> Line:
    words = {"start": hop.start, "end": hop.end, "text": hop.text}
    return {"name": hop.name, "kind": hop.kind, **words, "inferred": hop.inferred}


def _evidence_line(evidence: Evidence) -> Line:
    if evidence.start is None:
        return {"where": evidence.where, "name": evidence.name, "text": evidence.text}
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}
