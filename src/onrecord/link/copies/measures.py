"""How much of one text stands in another: word for word, quote by quote, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from onrecord.link.copies.text import Run, Sentence, Text
from onrecord.link.stories.words import weight

#: Lighter sentences ("He declined.") fit anywhere; two ordinary content words weigh about this much.
_LIGHTEST = 8.0
#: Share of a sentence's weight that another must have to tell the same. Below a third, sentences of
#: different reports about one subject begin to fit each other (looked at in the bodies of `stance`).
_TOLD = 0.4
#: Fewest words of a quotation that is compared.
_QUOTE = 4
#: Share of a quotation's words, in order, that another wording of it keeps: "rather be shouted at than
#: morning" for "mourned" keeps 0.9, two remarks on one subject hardly 0.5.
_REWORDED = 0.7


@dataclass(frozen=True, slots=True)
class Overlap:
    """What of one text (the shorter) is found in another; shares in [0, 1]."""

    #: Runs of words: of the whole, and outside quotation marks.
    verbatim: float
    prose: float
    #: Weight of the sentences whose content is told in the other.
    told: float
    #: Mean share of a sentence, by weight, that one of the other has; with `verbatim` it tells the text that
    #: something was made from among several that say the same.
    likeness: float
    #: Of the sentences told, how many, and how many stand in the same order.
    sentences: int
    in_order: int
    #: Quotations that the other has in the same or nearly the same words; how many there are, and how
    #: many of them are altered.
    quotes: float
    quotations: int
    altered: int
    #: Figures that the other has, and how many there are.
    figures: float
    numbers: int


def overlap(part: Text, whole: Text) -> Overlap:
    """Measure how much of `part` is found in `whole`."""
    places: list[int] = []
    told = weighed = shared = 0.0
    for sentence in part.sentences:
        if sentence.weight < _LIGHTEST:
            continue
        weighed += sentence.weight
        share, place = _best(sentence, whole)
        shared += share * sentence.weight
        if share >= _TOLD:
            told += sentence.weight
            places.append(place)
    kept, altered, quotations = _quotes(part, whole)
    return Overlap(
        verbatim=share_of(part.runs, whole.runs),
        prose=share_of(part.prose, whole.runs),
        told=told / weighed if weighed else 0.0,
        likeness=shared / weighed if weighed else 0.0,
        sentences=len(places),
        in_order=_longest_rising(places),
        quotes=kept / quotations if quotations else 0.0,
        quotations=quotations,
        altered=altered,
        figures=share_of(part.numbers, whole.numbers),
        numbers=len(part.numbers),
    )


def share_of(some: frozenset[Run] | frozenset[str], others: frozenset[Run] | frozenset[str]) -> float:
    """Give the share of some runs or words that the others have."""
    return len(some & others) / len(some) if some else 0.0


def _best(sentence: Sentence, whole: Text) -> tuple[float, int]:
    """Give the largest share of a sentence that one of `whole` has, and its place."""
    common: dict[int, float] = defaultdict(float)
    shared: dict[int, int] = defaultdict(int)
    for stemmed in sorted(sentence.stems):
        for place in whole.places.get(stemmed, ()):
            common[place] += weight(stemmed)
            shared[place] += 1
    found = [(heft, -place) for place, heft in common.items() if shared[place] > 1]
    heft, place = max(found, default=(0.0, 0))
    return heft / sentence.weight, -place


def _quotes(part: Text, whole: Text) -> tuple[int, int, int]:
    """Count the quotations of `part` that `whole` has, those of them that are altered, and all."""
    kept = altered = quotations = 0
    for words in quotations_of(part):
        quotations += 1
        if _stands_in(words, whole):
            kept += 1
            continue
        vocabulary = set(words)
        near = (other for other in whole.quotations if 2 * len(vocabulary & {*other}) >= len(vocabulary))
        if any(_similar(words, other) for other in near):
            kept += 1
            altered += 1
    return kept, altered, quotations


def keeps_quotations(part: Text, whole: Text, least: float) -> bool:
    """Tell whether `part` has two quotations or more, and `whole` this share of them."""
    if sum(1 for _ in quotations_of(part)) < 2:
        return False
    kept, _, quotations = _quotes(part, whole)
    return kept / quotations >= least


def quotations_of(text: Text) -> Iterator[Run]:
    """Give the quoted words of each sentence that has enough of them."""
    return (words for words in text.quotations if len(words) >= _QUOTE)


def _stands_in(words: Run, whole: Text) -> bool:
    """Tell whether all runs of `words` are in `whole`; short quotations are found within longer ones."""
    return any(_contains(quoted, words) for quoted in whole.quotations)


def _contains(words: Run, part: Run) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))


def _similar(words: Run, other: Run) -> bool:
    if Indel.normalized_similarity(words, other) >= _REWORDED:
        return True
    # Shortened, or fused with another: most of the shorter is in the longer, in order.
    kept = (len(words) + len(other) - Indel.distance(words, other)) / 2
    return kept >= _REWORDED * min(len(words), len(other)) and kept >= _QUOTE


def _longest_rising(places: list[int]) -> int:
    """Give the length of the longest subsequence that never falls (patience sorting)."""
    piles: list[int] = []
    for place in places:
        at = bisect_right(piles, place)
        piles[at : at + 1] = [place]
    return len(piles)
