"""What the contents of two statements have in common, measured."""

from __future__ import annotations

import base64
import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import Any

from rapidfuzz import fuzz

from onrecord.link.wording import Wording, read_wording, stem
from onrecord.link.wording.align import align
from onrecord.link.wording.names import SLIP

Body = Mapping[str, Any]
#: Words from which a content has clauses enough that a negation in one of them turns not the whole.
ONE_CLAUSE = 20
#: Most weight of a word that stands in a name the article prints often: all that is said in a story has it.
KNOWN = 2.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two contents have in common."""

    shared: float
    overlap: float
    cover: float
    #: Equal words over all words, in order.
    ratio: float
    #: Words in the longest equal run, and their weight.
    run: int
    run_weight: float
    numbers_clash: bool
    turned: bool
    cosine: float | None


def compare_contents(a: Body, b: Body) -> Evidence:
    """Measure what two contents share, in words and, where both have one, by their vectors.

    The same whichever is `a`: of several ways to align two texts the one from the smaller text is taken.
    """
    a, b = sorted((a, b), key=lambda body: str(body["text"]))
    left, right = read_wording(a["text"]), read_wording(b["text"])
    known = _context_stems(tuple(a["context"])) | _context_stems(tuple(b["context"]))
    weights = [
        {stem: min(weight, KNOWN) if stem in known else weight for stem, weight in x.weights.items()}
        for x in (left, right)
    ]
    shared = shared_weight(weights[0], weights[1], _names(left), _names(right))
    sums = sorted(sum(x.values()) for x in weights)
    aligned = align(left, right)
    run = aligned.longest
    words = left.words[run.a_start : run.a_end] if run else ()
    direct = a["kind"] == b["kind"] == "direct"
    return Evidence(
        shared=shared,
        overlap=shared / max(0.1, sum(sums) - shared),
        cover=shared / max(0.1, sums[0]),
        ratio=aligned.ratio,
        run=run.size if run else 0,
        run_weight=sum(weights[0].get(word.stem, 0.0) for word in words),
        numbers_clash=bool(left.numbers - right.numbers and right.numbers - left.numbers),
        turned=not direct
        and max(len(left.words), len(right.words)) <= ONE_CLAUSE
        and denies(a, left) != denies(b, right),
        cosine=_cosine(a["vector"], b["vector"]),
    )


def most_shared(a: Body, b: Body) -> float:
    """Give a bound of `Evidence.shared` at little cost: names that may be alike count in full."""
    left, right = read_wording(a["text"]), read_wording(b["text"])
    common = left.weights.keys() & right.weights.keys()
    sure = sum(min(left.weights[stemmed], right.weights[stemmed]) for stemmed in common)
    names = sum(
        left.weights.get(word.stem, 0.0) for word in left.words if word.named and word.stem not in common
    )
    return sure + names


@lru_cache(maxsize=4096)
def _context_stems(names: tuple[str, ...]) -> frozenset[str]:
    """Give the stems of the names that an article is about."""
    return frozenset(stem(word) for name in names for word in name.split())


def _names(wording: Wording) -> frozenset[str]:
    return frozenset(word.stem for word in wording.words if word.named)


def denies(body: Body, wording: Wording) -> bool:
    """Whether a content with its polarity says that something is not so."""
    return bool((body["polarity"] == "denied") ^ (wording.negations % 2))


def shared_weight(
    a: Mapping[str, float], b: Mapping[str, float], a_names: frozenset[str], b_names: frozenset[str]
) -> float:
    """Add up the weight of the stems in common; of the names those spelt nearly alike count as one."""
    common = a.keys() & b.keys()
    weight = sum(min(a[stemmed], b[stemmed]) for stemmed in common)
    left = {name for name in b_names - common if len(name) > 3}
    for name in sorted(name for name in a_names - common if len(name) > 3):
        alike = [other for other in left if fuzz.ratio(name, other) >= SLIP]
        if alike:
            other = min(alike)
            left.discard(other)
            weight += min(a[name], b[other])
    return weight


def _cosine(a: str | None, b: str | None) -> float | None:
    if a is None or b is None:
        return None
    (left, one), (right, other) = _vector(a), _vector(b)
    return sum(map(mul, left, right)) / math.sqrt(one * other) if one and other else None


@lru_cache(maxsize=4096)
def _vector(written: str) -> tuple[array[int], int]:
    """Give the numbers of a vector, and the sum of their squares."""
    numbers = array("b", base64.b64decode(written))
    return numbers, sum(map(mul, numbers, numbers))


def speaks_of_itself(wording: Wording) -> bool:
    """Whether a speaker tells what he said ("I said that …"): about an utterance, not one with it."""
    words = wording.norms[:4]
    return words[:2] in (["i", "said"], ["we", "said"]) or words in (
        ["i", "did", "not", "say"],
        ["we", "did", "not", "say"],
        ["i", "never", "said", "that"],
    )
