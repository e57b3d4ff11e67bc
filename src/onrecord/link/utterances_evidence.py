"""What the contents of two statements have in common, measured."""

from __future__ import annotations

import base64
import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from onrecord.link.wording import Wording, read_wording
from onrecord.link.wording_align import align
from onrecord.link.wording_names import SLIP

Body = Mapping[str, Any]


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
    """Measure what two contents share, in words and, where both have one, by their vectors."""
    left, right = read_wording(a["text"]), read_wording(b["text"])
    shared = shared_weight(left, right)
    aligned = align(left, right)
    run = aligned.longest
    words = left.words[run.a_start : run.a_end] if run else ()
    direct = a["kind"] == b["kind"] == "direct"
    return Evidence(
        shared=shared,
        overlap=shared / max(0.1, left.weight + right.weight - shared),
        cover=shared / max(0.1, min(left.weight, right.weight)),
        ratio=aligned.ratio,
        run=run.size if run else 0,
        run_weight=sum(word.weight for word in words),
        numbers_clash=bool(left.numbers - right.numbers and right.numbers - left.numbers),
        turned=not direct and denies(a, left) != denies(b, right),
        cosine=_cosine(a["vector"], b["vector"]),
    )


def denies(body: Body, wording: Wording) -> bool:
    """Whether a content with its polarity says that something is not so."""
    return bool((body["polarity"] == "denied") ^ (wording.negations % 2))


def shared_weight(a: Wording, b: Wording) -> float:
    """Add up the weight of the words in common; a name spelt alike counts as one."""
    common = a.weights.keys() & b.weights.keys()
    weight = sum(min(a.weights[stem], b.weights[stem]) for stem in common)
    lone = [{word.stem: word for word in x.words if word.named and word.stem not in common} for x in (a, b)]
    for stem, word in lone[0].items():
        alike = [other for other in lone[1] if fuzz.ratio(stem, other) >= SLIP]
        if alike and len(stem) > 3:
            weight += min(word.weight, lone[1].pop(min(alike)).weight)
    return weight


def _cosine(a: str | None, b: str | None) -> float | None:
    if a is None or b is None:
        return None
    left, right = array("b", base64.b64decode(a)), array("b", base64.b64decode(b))
    norm = math.sqrt(sum(x * x for x in left) * sum(y * y for y in right))
    return sum(x * y for x, y in zip(left, right, strict=True)) / norm if norm else None


def speaks_of_itself(wording: Wording) -> bool:
    """Whether a speaker tells what he said ("I said that …"): about an utterance, not one with it."""
    words = wording.norms[:4]
    return words[:2] in (["i", "said"], ["we", "said"]) or words in (
        ["i", "did", "not", "say"],
        ["we", "did", "not", "say"],
        ["i", "never", "said", "that"],
    )
