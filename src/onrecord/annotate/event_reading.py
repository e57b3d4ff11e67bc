"""Read deeds off the encoder's head: their words, their noun phrases and who has which part in them.

The head's columns are tags of deeds, tags of noun phrases, modalities, and for each part one projection of
the deed's word and one of the part's: the inner product says how well they go together, the first piece
([CLS]) standing for nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.coreference_words import PERSON_NOUNS
from onrecord.annotate.deeds import Draft, Range
from onrecord.annotate.encoder import Encoded, Floats
from onrecord.annotate.labels import DEED_PARTS, DEED_TAGS, MODALITIES, PHRASE_TAGS

#: A word tells a deed if the better of the tags for that is this much likelier, by its logit, than that for
#: none. Swept over -2, -1.5 … 1 on half of MEANTIME by evals/meantime.py.
AHEAD = 0.0
#: Between the parts of one long noun phrase ("the heads of the republics").
_OF = re.compile(r" of ", re.IGNORECASE)
#: Words in -ing and the like that are prepositions, and what takes place.
_NO_DEEDS = frozenset(
    ("place", "according", "including", "following", "regarding", "concerning", "based", "given")
)
#: No short form in brackets is longer.
_BRACKET = 40
#: "of" may tie so many phrases to the first.
_TIES = 2
#: Behind a name that owns what follows: "the port's", "the ports'".
_OWNER = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'.&-][^\W_]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Deeds:
    """The deeds of one paragraph, in order, with its words and noun phrases; ranges are of the article."""

    text: str
    #: Where the paragraph begins and ends.
    start: int
    end: int
    #: `[start, end)` of each word or mark, and where each begins.
    words: list[Range]
    starts: list[int]
    drafts: list[Draft] = field(default_factory=list)
    phrases: list[Range] = field(default_factory=list)


def read_deeds(text: str, start: int, end: int, windows: Sequence[Encoded]) -> Deeds:
    """Read the deeds of the paragraph `[start, end)` of `text` from what the encoder says of its windows."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    deeds = Deeds(text, start, end, words, [low for low, _ in words])
    for encoded in windows:
        _read_window(deeds, encoded)
    return deeds


def _read_window(deeds: Deeds, encoded: Encoded) -> None:
    columns = encoded.events
    if columns is None:
        return
    n_tags, n_phrases, n_modes = len(DEED_TAGS), len(PHRASE_TAGS), len(MODALITIES)
    tags = columns[:, :n_tags]
    found = _deed_pieces(tags)
    if not len(found):
        return
    tagged = columns[:, n_tags : n_tags + n_phrases].argmax(axis=1)
    phrases = _phrases(tagged, encoded.offsets, deeds.start)
    deeds.phrases.extend(phrases)
    modes_at = n_tags + n_phrases
    modes = columns[found, modes_at : modes_at + n_modes].argmax(axis=1)
    nouns = tags[found].argmax(axis=1) == DEED_TAGS.index("noun")
    parts = _parts(columns[:, modes_at + n_modes :], found)
    phrase_starts = [start for start, _ in phrases]
    for number, piece in enumerate(found.tolist()):
        word = _word_at(deeds, encoded.offsets[piece][0] + deeds.start)
        told = deeds.text[word[0] : word[1]]
        if not told[0].isalpha() or told.endswith("ly") or told.lower() in _NO_DEEDS:
            continue
        if deeds.drafts and deeds.drafts[-1].start >= word[0]:
            continue
        ranges = (
            _range(deeds, phrases, phrase_starts, encoded.offsets[at][0] + deeds.start, word) if at else None
            for at in parts[number]
        )
        # A "'s" that stands alone leaves nothing before it.
        actor, to_what, recipient, place, time = (it if it and it[0] < it[1] else None for it in ranges)
        deeds.drafts.append(
            Draft(
                *word,
                noun=bool(nouns[number]),
                modality=MODALITIES[modes[number]],
                actor=actor,
                object=to_what,
                recipient=recipient,
                place=place,
                time=time,
            )
        )


def _deed_pieces(tags: Floats) -> NDArray[np.int64]:
    """Give the pieces that begin a deed's word."""
    none, verb, noun = tags[1:-1].T  # as DEED_TAGS has them
    ahead = np.maximum(verb, noun) - none
    found: NDArray[np.int64] = (ahead >= AHEAD).nonzero()[0] + 1
    return found


def _parts(columns: Floats, found: NDArray[np.int64]) -> list[list[int]]:
    """Give for each deed and part the piece that the part's head begins with; 0 for nobody."""
    size = columns.shape[1] // (2 * len(DEED_PARTS))
    count = len(DEED_PARTS)
    asking = columns[found, : count * size].reshape(len(found), count, size).transpose(1, 0, 2)
    asked = columns[:-1, count * size :].reshape(-1, count, size).transpose(1, 2, 0)
    scores = asking @ asked
    scores[:, np.arange(len(found)), found] = -np.inf
    best: list[list[int]] = scores.argmax(axis=2).T.tolist()
    return best


def _phrases(tags: NDArray[np.int64], offsets: Sequence[Range], shift: int) -> list[Range]:
    """Give the noun phrases, `[start, end)` in the article, from their tags."""
    inside = tags > 0
    inside[0] = inside[-1] = False
    first = inside.copy()
    first[1:] &= (tags[1:] == 1) | ~inside[:-1]
    last = inside.copy()
    last[:-1] &= ~inside[1:] | first[1:]
    ends = zip(first.nonzero()[0].tolist(), last.nonzero()[0].tolist(), strict=True)
    return [(offsets[low][0] + shift, offsets[high][1] + shift) for low, high in ends]


def _word_at(deeds: Deeds, at: int) -> Range:
    return deeds.words[max(0, bisect_right(deeds.starts, at) - 1)]


def _range(
    deeds: Deeds, phrases: Sequence[Range], phrase_starts: Sequence[int], at: int, told: Range
) -> Range:
    """Give the noun phrase that the character `at` stands in, up to a "'s" behind it; else its word.

    Of a phrase that the deed's own word `told` stands in, only what stands before it: "the town's attack".
    """
    word = _word_at(deeds, at)
    number = bisect_right(phrase_starts, at) - 1
    owner = _OWNER.search(deeds.text, *word)
    if number < 0 or phrases[number][1] <= at:
        return word[0], owner.start() if owner else word[1]
    low, high = phrases[number]
    if word[0] < low < word[1]:
        # The phrase begins with the word's "'s".
        low = word[0]
    if low <= told[0] < high:
        return (low, owner.start() if owner else word[1]) if word[1] <= told[0] else word
    if deeds.text[max(0, low - 2) : low] == ") " and number:
        # "the Harbour Union (HU) council": one phrase.
        before = phrases[number - 1] if phrases[number - 1][1] < low - 2 else phrases[max(0, number - 2)]
        opened = deeds.text.rfind("(", max(deeds.start, low - _BRACKET), low)
        low = before[0] if 0 <= opened - before[1] <= 1 else low
    elif number and deeds.text[phrases[number - 1][1] : low].lower() == " of ":
        # "Minister of Tides Anna Moor": a name with its office.
        office = deeds.text[slice(*phrases[number - 1])].rsplit(" ", 1)[-1].lower()
        low = phrases[number - 1][0] if office in PERSON_NOUNS else low
    owner = _OWNER.search(deeds.text, word[0], high)
    if owner is not None:
        return low, owner.start()
    for low_next, high_next in phrases[number + 1 : number + 1 + _TIES]:
        if not _OF.fullmatch(deeds.text, high, low_next):
            break
        high = high_next
    return low, max(high, word[1])
