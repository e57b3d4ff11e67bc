"""What the stage "events" needs of an event: its type, word, sides and days, and the blocks it stands in."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.link.days import days_covered
from onrecord.link.deeds.score import NEAR
from onrecord.link.stories.words import fold, stem, words_of
from onrecord.model import AnnotatedArticle, Date, Event, Item, Mention, Span

#: What is denied, planned or only thought of did not happen; who asserts it or alleges it tells one deed.
_TOLD = ("asserted", "alleged")
#: Behind these a noun phrase only says whose or where.
_TIES = frozenset(("of", "in", "from", "at", "for", "with"))

#: Days of a window. Most events lie in one or two; longer ones bring more together that are not compared.
_WINDOW = 8
#: Windows of an event that is dated by its year at most.
_MOST_WINDOWS = 48


def read_items(article: AnnotatedArticle) -> list[Item]:
    """Make an item of each typed event of an article that has a side and is told as done."""
    marked, page = article.annotations, article.article
    mentions = sorted(marked.mentions, key=lambda mention: mention.start)
    items = []
    for event in marked.events:
        if event.type is None or event.modality not in _TOLD:
            continue
        actor = sorted(set(_side(event.actor, mentions))) if event.actor else []
        recipient = sorted({name for span in event.recipient for name in _side(span, mentions)})
        if not actor and not recipient:
            continue
        first, last, dated = _days(event, page.published)
        body = {
            "type": event.type,
            "word": stem(fold(event.text)),
            "actor": actor,
            "recipient": recipient,
            "first": first,
            "last": last,
            "dated": dated,
            "place": event.start,
        }
        keys = frozenset(
            f"{event.type} {side} {name} {window}"
            for side, names in (("by", actor), ("to", recipient))
            for name in names
            for window in windows(first, last)
        )
        items.append(Item(id=event.id, article=page.id, keys=keys, body=body))
    return items


def windows(first: str | None, last: str | None) -> range:
    """Give the numbers of the windows that an event, and what is told NEAR days later, can lie in.

    Two that can be of one day share one; those of a hot name that are years apart share no block.
    """
    if first is None or last is None:
        return range(0)
    low, high = (dt.date.fromisoformat(day).toordinal() for day in (first, last))
    low, high = low // _WINDOW, (high + NEAR) // _WINDOW
    return range(low, min(high, low + _MOST_WINDOWS) + 1)


def _side(span: Span, mentions: Sequence[Mention]) -> Iterator[str]:
    """Give the stems of who a span is: the last words of the names in it, else its own head."""
    named = False
    for mention in mentions[bisect_left(mentions, span.start, key=lambda it: it.start) :]:
        if mention.start >= span.end:
            break
        words = [folded for folded in map(fold, words_of(mention.entity or "")) if folded]
        if words:
            named = True
            yield stem(words[-1])
    if not named:
        words = [folded for folded in map(fold, words_of(span.text)) if folded]
        cut = next((at for at, word in enumerate(words) if at and word in _TIES), len(words))
        if words:
            yield stem(words[cut - 1])


def _days(event: Event, published: Date | None) -> tuple[str | None, str | None, bool]:
    """Give the first and the last day that an event can have been on, and whether the text dates it."""
    for date, dated in ((event.when, True), (published, False)):
        if date is not None and date.value:
            return (*days_covered(date.value), dated)
        if date is not None and date.earliest and date.latest:
            return date.earliest, date.latest, dated
    return None, None, False
