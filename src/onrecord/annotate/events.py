"""Make events of deeds: their spans, their dates, how sure the page is of them, and who tells them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.annotate.deeds import Draft, Range, Words
from onrecord.annotate.event_drafts import complete
from onrecord.annotate.event_reading import Deeds
from onrecord.annotate.lexicon import forms, word_set
from onrecord.annotate.said_bounds import said_date
from onrecord.model import Article, Date, Event, Evidence, Mention, Modality, Span, Statement, Timex, event_id

#: Verbs that only say: what they tell is a statement already.
_SAYING = frozenset(
    form
    for verb in word_set(
        "say tell add state note write remark comment reply respond answer explain quote cite"
    )
    for form in forms(verb)
)
#: Acts whose contents their speaker lays at another's door.
_ALLEGING = frozenset(("accuse", "claim"))
#: Between the members of a row.
_COMMA = re.compile(r"\s*,\s*", re.IGNORECASE)
_AND = re.compile(r"\s*+,?\s*+(?:and|or|as well as|along with|&)\s+", re.IGNORECASE)
#: A row has so many members at most.
_ROW = 12


def find_events(
    article: Article,
    paragraphs: Iterable[Deeds],
    names: Sequence[Mention],
    statements: Sequence[Statement],
    timexes: Sequence[Timex],
) -> tuple[Event, ...]:
    """Make the events of an article, in order of its text.

    Args:
        article: the article.
        paragraphs: the deeds of its speaking blocks, in order.
        names: its names, in order.
        statements: its statements, an outer one before what is reported inside of it.
        timexes: its expressions of time, in order.

    """
    events: list[Event] = []
    tellers = sorted(
        ((source.start, source.end), (content.start, content.end))
        for it in statements
        for source in it.source
        for content in it.content
    )
    for deeds in paragraphs:
        if not deeds.drafts:
            continue
        text = article.text
        low = bisect_left(names, deeds.start, key=lambda name: name.start)
        high = bisect_left(names, deeds.end, key=lambda name: name.start)
        words = _lower_words(text, deeds)
        first, last = (bisect_left(tellers, ((at, 0), (0, 0))) for at in (deeds.start, deeds.end))
        near = tellers[first:last]
        paragraph = Words(deeds.end, deeds.starts, words, names[low:high], deeds.phrases, near)
        for draft in complete(deeds.drafts, paragraph):
            if draft.type is None and text[draft.start : draft.end].lower() in _SAYING:
                continue
            event = _event(article, draft, deeds.phrases, timexes)
            if event.actor or event.recipient:
                events.append(event)
    return tuple(_told(events, statements))


def _lower_words(text: str, deeds: Deeds) -> list[str]:
    """Give the lower-case words of a paragraph, with straight apostrophes."""
    lower = text[deeds.start : deeds.end].lower().replace("’", "'")
    if len(lower) != deeds.end - deeds.start:
        # Lower case is longer than upper case in a few scripts.
        return [text[a:b].lower().replace("’", "'") for a, b in deeds.words]
    return [lower[a - deeds.start : b - deeds.start] for a, b in deeds.words]


def _event(article: Article, draft: Draft, phrases: Sequence[Range], timexes: Sequence[Timex]) -> Event:
    text = article.text
    to = draft.recipient or draft.object
    members = _row(text, to, phrases) if to else []
    actor = _row(text, draft.actor, phrases) if draft.actor else []
    return Event(
        id=event_id(article.id, draft.start, draft.end),
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        type=draft.type,
        actor=Span.of(text, actor[0][0], actor[-1][1]) if actor else None,
        recipient=tuple(Span.of(text, *member) for member in members),
        place=Span.of(text, *draft.place) if draft.place and draft.place != to else None,
        when=_when(draft, timexes),
        modality=draft.modality,
        statement=None,
    )


def _row(text: str, first: Range, phrases: Sequence[Range]) -> list[Range]:
    """Give all members of the row that a noun phrase begins: "A, B and C"."""
    row = [first]
    number = bisect_left(phrases, (first[1], 0))
    ended = tied = False
    for low, high in phrases[number : number + _ROW]:
        between = text[row[-1][1] : low]
        # "the Minister of Tides Anna Moor": the office, what it is of, the name.
        if between.lower() == " of " or (tied and between == " " and text[low].isupper()):
            row[-1] = (row[-1][0], high)
            tied = between != " "
            continue
        tied = False
        if _AND.fullmatch(between):
            row.append((low, high))
            ended = True
        elif _COMMA.fullmatch(between) and not ended:
            row.append((low, high))
        else:
            break
    return row if ended else [first]


def _when(draft: Draft, timexes: Sequence[Timex]) -> Date | None:
    """Date a deed by the expression of time that goes with it."""
    if draft.time is None:
        return None
    low, high = draft.time
    for timex in timexes[max(0, bisect_left(timexes, low, key=lambda t: t.start) - 1) :]:
        if timex.start >= high:
            break
        if timex.end > low and timex.type in ("DATE", "TIME"):
            proof = Evidence(text=timex.text, start=timex.start, end=timex.end)
            undated = Date(value=None, precision=None, method="timex", evidence=(proof,))
            return said_date(timex, None) or undated
    return None


def _told(events: Sequence[Event], statements: Sequence[Statement]) -> Iterator[Event]:
    """Yield the events with the innermost statement that tells each, and its doubts."""
    tellers: list[Statement | None] = [None] * len(events)
    starts = [event.start for event in events]
    for statement in statements:
        for span in statement.content:
            for number in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                tellers[number] = statement
    for event, teller in zip(events, tellers, strict=True):
        if teller is None:
            yield event
        else:
            yield replace(event, statement=teller.id, modality=_modality(event.modality, teller))


def _modality(own: Modality, teller: Statement) -> Modality:
    """Give how sure a deed is in the words of a statement: what is denied in any way never stands."""
    if own not in ("asserted", "alleged"):
        return own
    if teller.polarity == "denied":
        return "denied"
    if teller.polarity == "not_confirmed" or teller.act in _ALLEGING:
        return "alleged"
    return own
