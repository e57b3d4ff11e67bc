"""Whether two statements report one act of speech, judged by the two alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from onrecord.link.stage import Item, Pair
from onrecord.link.utterances.around import (
    cites,
    compare_speakers,
    days_allow,
    described_alike,
    mixed_up,
    one_occasion,
    passed_on,
    roles_alike,
    same_story,
)
from onrecord.link.utterances.evidence import Evidence, compare_contents, most_shared, speaks_of_itself
from onrecord.link.wording import read_wording
from onrecord.link.wording.names import Likeness

Body = Mapping[str, Any]
#: strong: one utterance, unless a better partner stands against it. weak: one only where something else
#: speaks for it (a copy, a citation). shared: words of the one stand in the other, and no more.
Strength = Literal["strong", "weak", "shared"]

# Thresholds: chosen on stories/dev1 and our own story sets by listing the pairs of one utterance and of two
# with these measures; `evals/utterances.py --pairs` lists them again.
# Weights are those of `wording`, 0 to 7.
#: Share of the weight of both wordings that they have in common (Jaccard).
STRONG_OVERLAP, WEAK_OVERLAP = 0.4, 0.19
#: Share of the weight of the lighter wording, with so much shared weight at least.
STRONG_COVER, WEAK_COVER, STRONG_WEIGHT, WEAK_WEIGHT = 0.5, 0.35, 8.0, 5.0
#: Equal words over all words, from which differences of number or negation are changes to one quotation.
NEAR_EQUAL = 0.7
#: The same, and the overlap, from which two quotations are one whoever is said to have said them.
SAME_QUOTE = 0.6
#: Words in a row that two speakers hardly say alike, and what they weigh.
LONG_RUN, RUN_WEIGHT, SHARED_RUN = 5, 5.0, 4
#: The same of one speaker in one story, whatever they weigh.
PLAIN_RUN = 6
#: Weight of a word that two reports of one interview must share, where their vectors are alike as well.
ONE_WORD = 3.0
#: Share of the names printed most from which one article may well be made of the other.
CLOSE_STORY = 0.5
#: Cosine of two vectors from which it adds to the overlap, and from which it does so in full.
COSINE_FROM, COSINE_FULL, COSINE_WORTH = 0.5, 0.9, 0.25


def score_statements(a: Item, b: Item) -> Pair | None:
    """Compare two statements; None where nothing speaks for one utterance."""
    if a.article == b.article:
        return _within(a, b)
    if a.body["wrapper"] != b.body["wrapper"]:
        return None
    who = compare_speakers(a.body, b.body)
    if a.body["points"] or b.body["points"]:
        return _pointing(a, b, who)
    if speaks_of_itself(read_wording(a.body["text"])) != speaks_of_itself(read_wording(b.body["text"])):
        return None
    if _is_ruled_out(a.body, b.body, who):
        return None
    found = compare_contents(a.body, b.body)
    strength = _strength(a.body, b.body, who, found)
    if strength is None:
        return None
    data: dict[str, Any] = {"strength": strength, "who": who}
    if found.cosine is not None:
        data["cosine"] = round(found.cosine, 2)
    return _pair(a, b, _value(who, found), strength != "shared", data)


def _is_ruled_out(a: Body, b: Body, who: Likeness) -> bool:
    """Tell at little cost what no words can join: most pairs of one person's remarks are of other days."""
    indirect = "indirect" in (a["kind"], b["kind"])
    if who == "differ":
        return indirect or not same_story(a, b)
    if a["polarity"] != b["polarity"] and "not_confirmed" in (a["polarity"], b["polarity"]):
        return True
    if not days_allow(a, b) and most_shared(a, b) < STRONG_WEIGHT:
        return True
    return who == "unknown" and indirect and not (roles_alike(a, b) or passed_on(a, b) or same_story(a, b))


def _pair(a: Item, b: Item, score: float, joins: bool, data: Mapping[str, Any]) -> Pair:
    # Four decimals: in hundredths ids, which say nothing, would often decide what is joined first.
    return Pair(a=a.id, b=b.id, score=round(min(1.0, score), 4), joins=joins, data=data)


def _within(a: Item, b: Item) -> Pair | None:
    """Compare two statements of one article: a headline with its quote, or the same words again."""
    if any(x < d and c < y for x, y in a.body["spans"] for c, d in b.body["spans"]):
        return None
    if a.id == b.body["own"] or b.id == a.body["own"]:
        return _pair(a, b, 0.9, True, {"strength": "strong", "who": "same", "own": True})
    if a.id == b.body["sums_up"] or b.id == a.body["sums_up"]:
        data = {"strength": "strong", "who": "same", "own": True, "summary": True}
        return _pair(a, b, 0.85, True, data)
    if compare_speakers(a.body, b.body) != "same":
        return None
    found = compare_contents(a.body, b.body)
    if found.run < LONG_RUN or found.run_weight < RUN_WEIGHT or max(found.cover, found.ratio) < 0.9:
        return None
    return _pair(a, b, found.ratio, True, {"strength": "strong", "who": "same", "own": True})


def _strength(a: Body, b: Body, who: Likeness, found: Evidence) -> Strength | None:
    """Decide by speaker, words, figures, negation and days, from what rules out to what joins."""
    near_equal = found.ratio >= NEAR_EQUAL and found.run >= SHARED_RUN
    if who == "differ":
        return _of_two_speakers(a, b, found)
    if not days_allow(a, b) and not (near_equal and found.shared >= STRONG_WEIGHT):
        return None
    if a["polarity"] != b["polarity"] and "not_confirmed" in (a["polarity"], b["polarity"]):
        return None
    certain = roles_alike(a, b) or passed_on(a, b) or _quotes_alike(a, b, found)
    if who == "unknown" and not (certain or same_story(a, b)):
        return None
    strength = _by_words(a, b, who, found)
    if strength == "weak" and mixed_up(a, b) and days_allow(a, b):
        return "strong"
    clashes = found.numbers_clash or (found.turned and found.overlap >= STRONG_OVERLAP)
    # Another figure, or the opposite, in other words is another statement, unless a copy garbled it.
    return "weak" if strength and clashes and not near_equal else strength


def _by_words(a: Body, b: Body, who: Likeness, found: Evidence) -> Strength | None:
    overlap = found.overlap + _of_cosine(found.cosine)
    enough = found.shared >= WEAK_WEIGHT or found.run >= LONG_RUN
    covered = found.cover >= STRONG_COVER and found.shared >= STRONG_WEIGHT
    certain = who in ("same", "garbled") or roles_alike(a, b) or passed_on(a, b)
    if enough and (overlap >= STRONG_OVERLAP or covered) and (certain or _quotes_alike(a, b, found)):
        return "strong"
    if who in ("same", "garbled") and found.cover >= WEAK_COVER and _on_one_occasion(a, b, found):
        return "strong"
    related = cites(a, b) or same_story(a, b)
    if related and who != "unknown" and a["kind"] == b["kind"] == "direct" and found.run >= PLAIN_RUN:
        return "strong"
    if related and (overlap >= WEAK_OVERLAP or (found.cover >= WEAK_COVER and found.shared >= WEAK_WEIGHT)):
        return "weak"
    close = certain and found.shared > 0 and (cites(a, b) or same_story(a, b, CLOSE_STORY))
    return "weak" if close else None


def _on_one_occasion(a: Body, b: Body, found: Evidence) -> bool:
    """Whether two reports of one interview or speech have a weighty word in common and mean the like."""
    meant = found.cosine is not None and found.cosine >= COSINE_FROM
    return found.shared >= ONE_WORD and meant and one_occasion(a, b)


def _quotes_alike(a: Body, b: Body, found: Evidence) -> bool:
    """Whether two quotations are so alike that it does not matter who is not known to have said one."""
    if "indirect" in (a["kind"], b["kind"]):
        return False
    alike = found.ratio >= NEAR_EQUAL or (found.ratio >= SAME_QUOTE and found.overlap >= SAME_QUOTE)
    return alike or (found.run >= LONG_RUN and found.run_weight >= RUN_WEIGHT)


def _of_cosine(cosine: float | None) -> float:
    """Give what a cosine adds to the overlap of words."""
    if cosine is None:
        return 0.0
    return COSINE_WORTH * min(1.0, max(0.0, (cosine - COSINE_FROM) / (COSINE_FULL - COSINE_FROM)))


def _of_two_speakers(a: Body, b: Body, found: Evidence) -> Strength | None:
    """Judge equal words under two names: a report has the wrong speaker, or put two quotations together."""
    quoted = a["kind"] != "indirect" and b["kind"] != "indirect"
    long = found.run_weight >= RUN_WEIGHT or (found.ratio >= NEAR_EQUAL and found.shared >= STRONG_WEIGHT)
    if not quoted or found.run < SHARED_RUN or not long or not same_story(a, b):
        return None
    if found.run >= SHARED_RUN and found.ratio >= NEAR_EQUAL and days_allow(a, b):
        return "strong"
    return "shared"


def _pointing(a: Item, b: Item, who: Likeness) -> Pair | None:
    """Compare contents of which one only points: two denials of one story by one side."""
    if not (a.body["points"] and b.body["points"]) or a.body["polarity"] != b.body["polarity"]:
        return None
    if a.body["polarity"] == "asserted" or not (same_story(a.body, b.body) or cites(a.body, b.body)):
        return None
    if who not in ("same", "garbled") and not described_alike(a.body, b.body):
        return None
    if not days_allow(a.body, b.body):
        return None
    strength: Strength = "strong" if who == "same" else "weak"
    return _pair(a, b, 0.6 if who == "same" else 0.5, True, {"strength": strength, "who": who})


def _value(who: Likeness, found: Evidence) -> float:
    """Rank pairs: what is most alike is joined first."""
    alike = 0.5 * found.overlap + 0.3 * found.ratio + 0.2 * found.cover
    return (
        (0.9 if who == "same" else 0.8 if who == "garbled" else 0.7) * alike
        + _of_cosine(found.cosine) / 2
        + 0.05
    )
