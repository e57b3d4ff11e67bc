"""Turn events into rows and rows into events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from onrecord.model import Annotations, Event, Mention, Span
from onrecord.store.row_parts import GAP, Row, RowLike, Rows, date_row, evidence_rows, make_row, read_date
from onrecord.store.schema_events import event_evidence, events, recipients

#: What an event and its row call alike.
_SAME = ("start", "end", "text", "type", "modality", "statement")
#: Behind these the rest of a noun phrase only says whose or where: "the head of the port".
_TIES = (" of ", " in ", " at ", " from ", " for ")


def add_events(rows: Rows, article: str, marked: Annotations) -> None:
    """Write the events of an article, each with the mentions that its sides are."""
    mentions = sorted(enumerate(marked.mentions), key=lambda it: it[1].start)
    for position, event in enumerate(marked.events):
        owner = {"event": event.id}
        rows[events].append(
            {
                "id": event.id,
                "article": article,
                "position": position,
                **{
                    name: getattr(event, name)
                    for name in ("start", "end", "text", "type", "modality", "statement")
                },
                **_place("actor", event.actor),
                "actor_mention": event.actor and _mention(mentions, event.actor),
                **_place("place", event.place),
                **date_row("when", event.when),
                "recipient": GAP.join(span.text for span in event.recipient),
            }
        )
        for number, span in enumerate(event.recipient):
            words = {"start": span.start, "end": span.end, "text": span.text}
            rows[recipients].append(
                {**owner, "position": number, **words, "mention": _mention(mentions, span)}
            )
        rows[event_evidence] += evidence_rows(owner, "when", event.when)


def read_events(
    rows: Sequence[RowLike], given: Mapping[str, Sequence[RowLike]], proofs: Mapping[str, Sequence[RowLike]]
) -> list[Event]:
    """Make events of rows of `events`, with the rows of their recipients and evidence by event."""
    return [
        make_row(
            Event, row, "id", "start", "end", "text", "type", "modality", "statement",
            actor=_span("actor", row),
            place=_span("place", row),
            recipient=tuple(make_row(Span, it, "start", "end", "text") for it in given[row["id"]]),
            when=read_date(row, "when", proofs[row["id"]]),
        )
        for row in rows
    ]  # fmt: skip


def _place(name: str, span: Span | None) -> Row:
    return {name: span and span.text, f"{name}_start": span and span.start, f"{name}_end": span and span.end}


def _span(name: str, row: RowLike) -> Span | None:
    if row[name] is None:
        return None
    return Span(start=row[f"{name}_start"], end=row[f"{name}_end"], text=row[name])


def _mention(mentions: Sequence[tuple[int, Mention]], span: Span) -> int | None:
    """Give the position of the mention that a side is: the one that ends where its head does."""
    ends = [span.text.find(tie) for tie in _TIES]
    head = span.start + min((end for end in ends if end > 0), default=len(span.text))
    at = bisect_left(mentions, span.start, key=lambda it: it[1].start)
    found = None
    for position, mention in mentions[at:]:
        if mention.start >= head:
            break
        if mention.end in (head, span.end) and mention.entity is not None:
            found = position
    return found
