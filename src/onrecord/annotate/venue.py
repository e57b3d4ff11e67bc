"""Find where words were said: in which interview, briefing, speech, statement, post or call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.annotate.lexicon import lexicon, read_data, word_set
from onrecord.annotate.quotes import find_quotes
from onrecord.annotate.sentences import sentence_around
from onrecord.model import Attribution, Span

_PREPOSITION = re.compile(
    r"\b(?:in|during|at|on|via|by|through|over|throughout|speaking\s+(?:at|on|in|to)|on\s+the\s+sidelines\s+of)\s+",
    re.IGNORECASE,
)
#: Words between the preposition and the noun ("a rare and angry late-night television interview").
_MODIFIERS = 6
#: Words of a venue after its noun, at most.
_TAIL = 12
#: How far from the cue a venue can stand, in characters.
_NEAR = 300
_DETERMINERS = word_set(
    "a an the his her its their our my this that these those another one several two three"
)
_WORD = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*|[^\w\s]")


def venue_of(text: str, attribution: Attribution) -> Span | None:
    """Give the span that names where the attribution's words were said, without its preposition.

    Looks in the cue's sentence, outside source, content and quotations; of several the first one after the
    cue counts, else the last one before it. None where the sentence names none.

    `text` is the article's whole text; the spans of `attribution` are `[start, end)` in it.
    """
    anchor = attribution.cue or attribution.source
    if not anchor:
        return None
    start, end = sentence_around(text, anchor[0].start, anchor[-1].end)
    start, end = max(start, anchor[0].start - _NEAR), min(end, anchor[-1].end + _NEAR)
    found = [span for span in _venues(text, start, end, attribution) if _is_free(span, attribution)]
    quoted = [
        (start + quote.start, start + quote.end) for quote in find_quotes(text[start:end]) if quote.closed
    ]
    found = [span for span in found if not any(a < span.start < b for a, b in quoted)]
    after = [span for span in found if span.start >= anchor[0].start]
    before = [span for span in found if span.start < anchor[0].start]
    return after[0] if after else before[-1] if before else None


def _venues(text: str, start: int, end: int, attribution: Attribution) -> Iterator[Span]:
    """Find the noun phrases of venues in `[start, end)`, in order."""
    barriers = [span.start for span in (*attribution.source, *attribution.content)]
    for match in _PREPOSITION.finditer(text, start, end):
        stop = min([end, *(b for b in barriers if b >= match.end())])
        close = _noun_end(text, match.group().split()[-1].lower(), match.end(), stop)
        if close is not None:
            wired = text[match.end() : close].lower() in _wires()
            yield Span.of(text, match.end(), close if wired else _tail_end(text, close, stop))


def _noun_end(text: str, preposition: str, start: int, stop: int) -> int | None:
    """Give where the venue's noun ends, of the phrase that begins at `start`; None for other phrases."""
    words = list(_WORD.finditer(text, start, min(stop, start + 100)))[: _MODIFIERS + 2]
    lower = [word.group().lower() for word in words]
    if not words or lower[0] in _stops():
        return None
    wired = preposition in ("by", "via", "over")
    if preposition == "over" and lower[0] == "the" and lower[1:2] and lower[1] in _wires():
        return words[1].end()
    is_wire = wired and lower[0] in _wires() | _air() and lower[1:2] != ["to"]
    if wired and not is_wire:
        return None
    if preposition == "on" and words[0].group() in _platforms():
        return words[0].end()
    if is_wire:
        return words[0].end()
    last = None
    for at, word in enumerate(lower):
        if at and last is None and word in _WEEKDAYS:
            # "in a Sunday interview"
            continue
        if not (word[0].isalnum()) or (at and word in _stops() | _PREPOSITIONS | _DETERMINERS):
            break
        if word in _SAYING:
            break
        singular = word.removesuffix("s")
        is_air = preposition in ("on", "over") and word in _air()
        in_court = preposition in ("in", "at") and not at and word == "court"
        is_venue = (word in _nouns() or singular in _nouns()) and _has_article(lower, at)
        if is_air or in_court or is_venue:
            last = words[at].end()
        elif last is not None and not (words[at - 1].end() == last and words[at].group()[0].isupper()):
            break
        elif last is not None:
            # "Radio Alda": the name goes on.
            last = words[at].end()
    return last


def _has_article(lower: list[str], at: int) -> bool:
    """Tell whether the noun stands as a venue: with an article, a modifier, or in the plural."""
    return at > 0 or (lower[0].endswith("s") and not lower[0].endswith("ss")) or lower[0] == "testimony"


def _tail_end(text: str, close: int, stop: int) -> int:
    """Give where the venue ends with what says whose or with whom it was ("… with state television")."""
    words = list(_WORD.finditer(text, close, min(stop, close + 160)))[:_TAIL]
    end = close
    if not words or words[0].group().lower() not in _tails():
        return end
    for at, word in enumerate(words):
        lower = word.group().lower().removesuffix(".")
        if not lower[:1].isalnum() or lower in _stops() - {"and"}:
            break
        following = words[at + 1].group() if at + 1 < len(words) else ""
        if lower in _tails() and (_is_time(following) or not following[:1].isalnum()):
            break
        if lower == "to" and following in lexicon().verbs:
            break
        if lower == "and" and not following[:1].isupper():
            break
        if lower in _SAYING:
            break
        if lower not in _PREPOSITIONS | _DETERMINERS | _tails() | {"and"}:
            end = word.end()
    return end


def _is_time(word: str) -> bool:
    return word.lower().removesuffix(".") in _stops() or word[:1].isdigit()


def _is_free(span: Span, attribution: Attribution) -> bool:
    taken = (*attribution.source, *attribution.content)
    return not any(span.start < t.end and t.start < span.end for t in taken)


_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_PREPOSITIONS = word_set("in on at by to with for of from during via through over about under into against")
_SAYING = word_set(
    "said says told tells wrote writes added adds claimed claims insisted insists announced announces warned "
    "warns denied denies asked asks argued argues noted notes reported reports accused accuses called calls "
    "stated states"
)


@cache
def _data() -> dict[str, frozenset[str]]:
    return {key: word_set(value) for key, value in read_data("venues.toml").items()}


def _nouns() -> frozenset[str]:
    return _data()["nouns"]


def _platforms() -> frozenset[str]:
    return _data()["platforms"]


def _air() -> frozenset[str]:
    return _data()["air"]


def _wires() -> frozenset[str]:
    return _data()["wires"]


def _tails() -> frozenset[str]:
    return _data()["tails"]


def _stops() -> frozenset[str]:
    return _data()["stops"]
