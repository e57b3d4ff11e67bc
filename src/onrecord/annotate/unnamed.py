"""Sources without a name: how many they are said to be, and why the article does not name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.annotate.coreference_rank import Referent
from onrecord.annotate.coreference_words import DEFINITE, OFFICES, QUANTIFIERS
from onrecord.annotate.lexicon import read_data, tokens, word_set
from onrecord.annotate.sentences import paragraph_around, sentence_around, sentences_of
from onrecord.annotate.unnamed_reasons import REASON, reasons_in
from onrecord.model import Attribution, Span, Speaker, Unnamed

#: How far around a source its reason is looked for, in characters.
REACH = 400
#: Bodies rather than people whom the article could name.
_COLLECTIVE = word_set("police public crowd media press staff youth clergy majority minority half opposition")
#: How a sentence begins that tells the reason of those just quoted.
_AGAIN = word_set("the he she they both all these those each")
#: Words of a description that are looked at for a number.
_FIRST_WORDS = 5
#: Digits of a number of people.
_LONGEST_NUMBER = 5


def count_told(description: str, *, plural: bool) -> int | None:
    """Give how many people a description says they are; None where its words leave that open."""
    known = _counts()
    words = [token.lower for token in tokens(description, 0, len(description))]
    cut = next((at for at, word in enumerate(words) if word in known.ends), len(words))
    words = words[: max(cut, 1)][:_FIRST_WORDS]
    for at, word in enumerate(words):
        number = known.numbers.get(word)
        if number is not None and not (number == 1 and plural):
            return number // 2 if "half" in words[:at] else number
        if word.isdecimal() and len(word) < _LONGEST_NUMBER:
            return int(word)
    if plural or not known.open.isdisjoint(words):
        return None
    return 1


def unnamed_of(referent: Referent) -> Unnamed | None:
    """Give what is said of somebody without a name; None for the named and for who is known by an office."""
    if referent.named or referent.printed is None or referent.kind not in ("unnamed_person", "group"):
        return None
    first = referent.printed.split(None, 1)[0].lower()
    if first in DEFINITE and (referent.head in OFFICES or referent.head in _COLLECTIVE):
        return None
    if referent.head in _COLLECTIVE and first not in QUANTIFIERS:
        return None
    count = count_told(referent.printed, plural=referent.plural)
    return Unnamed(description=referent.printed, count=count)


def with_reasons(
    text: str,
    attributions: Sequence[Attribution],
    parents: Sequence[int | None],
    speakers: Sequence[Speaker | None],
) -> list[Speaker | None]:
    """Give the speakers, those without a name with the words that say why they have none.

    A reason told once holds for every statement of the same source. `parents` says which attributions are
    reported inside of others: what stands around those is told of the one who reports them.
    """
    known: dict[str, Span] = {}
    for attribution, parent, speaker in zip(attributions, parents, speakers, strict=True):
        if parent is None and speaker and speaker.unnamed is not None and speaker.name not in known:
            reason = _reason(text, attribution)
            if reason is not None:
                known[speaker.name] = reason
    return [_with(speaker, known) for speaker in speakers]


def asks_for_anonymity(text: str, attribution: Attribution) -> bool:
    """Tell whether an attribution is only the request not to be named."""
    if not attribution.cue or not attribution.content:
        return False
    low, high = attribution.cue[0].start, attribution.content[-1].end
    found = next(reasons_in(text, low, min(high, low + REACH)), None)
    return found is not None and found.start() <= attribution.cue[-1].end


def _with(speaker: Speaker | None, known: dict[str, Span]) -> Speaker | None:
    if speaker is None or speaker.unnamed is None or speaker.name not in known:
        return speaker
    return replace(speaker, unnamed=replace(speaker.unnamed, reason=known[speaker.name]))


def _reason(text: str, attribution: Attribution) -> Span | None:
    """Find why the source of an attribution is not named: in its sentence, or in the next about it."""
    if not attribution.source:
        return None
    source = attribution.source[0]
    start, end = sentence_around(text, source.start, source.end)
    ranges = [(source.start, min(end, source.end + REACH)), (max(start, source.start - REACH), source.start)]
    for low, high in [*ranges, *_next_sentence(text, end)]:
        for found in reasons_in(text, low, high):
            inside = any(c.start <= found.start() < c.end for c in attribution.content)
            if not inside:
                stop = _stop(text, found.span(), attribution)
                return Span.of(text, found.start(), found.start() + len(text[found.start() : stop].rstrip()))
    return None


def _stop(text: str, reason: tuple[int, int], attribution: Attribution) -> int:
    """Give where a reason ends: before the statement, where no comma parts them."""
    low, high = reason
    starts = sorted(
        span.start for span in (*attribution.cue, *attribution.content) if low < span.start < high
    )
    # A cue within the set words of the reason ("asked") ends nothing.
    return next((at for at in starts if REASON.fullmatch(text, low, at)), high)


def _next_sentence(text: str, end: int) -> Iterator[tuple[int, int]]:
    _, last = paragraph_around(text, max(0, end - 1), end)
    for low, high in sentences_of(text, end, last)[:1]:
        if text[low:high].split(None, 1)[0].lower() in _AGAIN:
            yield low, min(high, low + REACH)


@dataclass(frozen=True, slots=True)
class _Counts:
    """The words that tell a number, those that leave it open, and those behind which it is another's."""

    numbers: dict[str, int]
    open: frozenset[str]
    ends: frozenset[str]


@cache
def _counts() -> _Counts:
    data = read_data("unnamed.toml")
    told = dict(pair.split("=") for pair in data["numbers"].split())
    numbers = dict.fromkeys(data["one"].split(), 1) | {word: int(number) for word, number in told.items()}
    return _Counts(numbers, word_set(data["open"]), word_set(data["ends"]))
