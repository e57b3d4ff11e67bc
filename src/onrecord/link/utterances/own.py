"""Statements of one article that tell one thing twice: a headline and its quote, a denial and its words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from onrecord.link.utterances.evidence import ONE_CLAUSE, denies
from onrecord.link.wording import Wording, read_wording
from onrecord.link.wording.align import align
from onrecord.link.wording.names import DESCRIBED, compare_names

Body = Mapping[str, Any]
#: Statements of one page that a headline is compared with, the first ones; no news story has thousands.
MOST_LOOKED_AT = 200
#: Blocks that say in short what the body says.
SHORT = ("headline", "standfirst", "teaser")
#: Share of a headline's weight that stands in the body's statement too, and the weight at least. One rare
#: word is enough where the headline has no other ("cries theft").
COVER, LEAST = 0.5, 3.5
#: Words in a row that a headline quotes.
QUOTED = 3
#: Characters between "dismissed the complaints" and the words that dismiss them: the next sentence.
NEXT = 160


def find_own(bodies: Mapping[str, Body]) -> dict[str, str]:
    """Find for headlines, and for contents that only point, the statement that says it in full."""
    found: dict[str, str] = {}
    for identity, body in bodies.items():
        if body["points"]:
            partner = _next_words(identity, bodies) if body["polarity"] == "denied" else None
        elif body["block"] in SHORT:
            partner = _in_full(identity, bodies)
        else:
            partner = None
        if partner is not None:
            found[identity] = partner
    return found


def _next_words(identity: str, bodies: Mapping[str, Body]) -> str | None:
    """Find what the speaker of a pointing denial says right after it."""
    body = bodies[identity]
    end = max(stop for _, stop in body["spans"])
    after = [
        (other["spans"][0][0], other_id)
        for other_id, other in bodies.items()
        if end <= other["spans"][0][0] <= end + NEXT
        and other["kind"] != "indirect"
        and not other["points"]
        and other["speaker"]
        and other["speaker"] == body["speaker"]
    ]
    return min(after)[1] if after else None


def _in_full(identity: str, bodies: Mapping[str, Body]) -> str | None:
    """Find the statement of the body that a headline says in short: the one that covers most of it."""
    short = bodies[identity]
    wording = read_wording(short["text"])
    ranked = []
    for other_id, other in islice(bodies.items(), MOST_LOOKED_AT):
        if other["block"] in SHORT or other["points"] or other["wrapper"] or not _may_be_one(short, other):
            continue
        full = read_wording(other["text"])
        common = sum(weight for stem, weight in wording.weights.items() if stem in full.weights)
        quoted = _quoted_run(short, wording, other, full)
        turned = denies(short, wording) != denies(other, full)
        opposite = turned and other["kind"] == "indirect" and len(full.words) <= ONE_CLAUSE
        if quoted or (common >= max(LEAST, COVER * wording.weight) and not opposite):
            ranked.append((not quoted, turned, -common, other["spans"][0][0], other_id))
    return min(ranked)[-1] if ranked else None


def _quoted_run(short: Body, wording: Wording, other: Body, full: Wording) -> bool:
    """Whether a headline with quoted words has a run of them from the words of a quotation."""
    if "indirect" in (short["kind"], other["kind"]):
        return False
    run = align(wording, full).longest
    return run is not None and run.size >= QUOTED


def _may_be_one(short: Body, other: Body) -> bool:
    """Whether the speakers and polarities of a headline and a body allow one utterance."""
    if "not_confirmed" in (short["polarity"], other["polarity"]) and short["polarity"] != other["polarity"]:
        return False
    if not short["speaker"] or not other["speaker"] or short["speaker_kind"] in DESCRIBED:
        return True
    if other["speaker_kind"] in DESCRIBED:
        return False
    return compare_names(short["speaker"], other["speaker"]) != "differ"
