"""Statements of one article that tell one thing twice: a headline, summary or denial, and its quotation."""

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
#: Characters between a summary and the quotation that bears it out, a picture and its caption among them; and
#: the share of the quotation's words that a summary has at most.
FAR_BELOW, SHORTER = 900, 0.5
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


def find_summaries(bodies: Mapping[str, Body]) -> dict[str, str]:
    """Find for summaries the quotation below that bears them out: "claimed in an interview on Sunday that …".

    Of two remarks of one person that share a subject most are two. So both must be of one fixed day, and what
    is told in short must be told by half in the quotation, names left out: "we" is the speaker's side.
    """
    found: dict[str, str] = {}
    quotations = [(it, body) for it, body in bodies.items() if body["kind"] == "direct" and _is_plain(body)]
    for identity, body in islice(bodies.items(), MOST_LOOKED_AT):
        if body["kind"] != "indirect" or not _is_plain(body) or not body["text"].startswith("that "):
            continue  # "criticised the wall" sums nothing up
        end = max(stop for _, stop in body["spans"])
        below = [
            (other["spans"][0][0], other_id)
            for other_id, other in quotations
            if end <= other["spans"][0][0] <= end + FAR_BELOW
            and other["said"]["value"] == body["said"]["value"]
            and compare_names(body["speaker"], other["speaker"]) == "same"
            and _sums_up(read_wording(body["text"]), read_wording(other["text"]))
        ]
        if below:
            found[identity] = min(below)[1]
    return found


def _is_plain(body: Body) -> bool:
    """Whether a statement of the body is somebody's own assertion on a day that a phrase fixes."""
    named = body["speaker"] and body["speaker_kind"] not in DESCRIBED
    day = body["said"] is not None and body["said"]["precision"] == "day"
    plain = body["polarity"] == "asserted" and body["parent"] is None and not body["wrapper"]
    return bool(named and day and plain and body["block"] not in SHORT and not body["points"])


def _sums_up(short: Wording, full: Wording) -> bool:
    names = {word.stem for word in (*short.words, *full.words) if word.named}
    own = {stem: weight for stem, weight in short.weights.items() if stem not in names}
    common = sum(weight for stem, weight in own.items() if stem in full.weights)
    if (short.negations % 2 and not full.negations) or short.numbers - full.numbers:
        return False
    shorter = len(short.words) <= SHORTER * len(full.words)
    return shorter and common >= max(LEAST, COVER * sum(own.values()))


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
