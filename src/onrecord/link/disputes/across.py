"""Compare an open denial with what another article's speaker asserts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from onrecord.link.disputes.page import same_person, same_side
from onrecord.link.disputes.words import shared
from onrecord.model import Days

#: Share of what is denied that the other statement must hold, and what the shared words must weigh. Without
#: the page around it a denial is surer only when nearly all of it is said there. A retraction repeats what it
#: takes back. Chosen on constructions of our own (tests/unit/link/test_disputes.py).
_COVERED = {"denies": 0.7, "not_confirmed": 0.75, "corrects": 0.8, "contradicts": 0.8}
_WORTH = 1.8
#: Two shared words are enough where they are all there is; three are where they weigh less, too.
_COVERED_BY_TWO = 0.95
_WORTH_ALL = 1.4
#: A word of this weight must be among them: a name, or a word that few pages print.
_TELLING = 1.0
#: In two pages that print so many of the same names, less is enough: they tell of one thing.
_SAME_STORY, _WORTH_NEAR, _TELLING_NEAR = 3, 1.4, 0.7
#: Of one's own words nearly all must be spoken of again.
_OWN_COVERED, _OWN_WORTH = 0.6, 1.0
#: Days between a claim and what answers it.
LONGEST = 60


def find_dispute(answer: Mapping[str, Any], claim: Mapping[str, Any]) -> tuple[str, float] | None:
    """Say how the statement of body `answer` disputes that of body `claim`, and how sure; None if not."""
    denies = answer["denies"]
    if denies is None or not claim["asserts"] or not in_time(answer["days"], claim["days"]):
        return None
    if denies["own"]:
        return _own_words(denies, answer, claim)
    if not claim["speaker"] or is_later(claim["days"], answer["days"]):
        return None
    own = same_side(answer["speaker"], claim["speaker"])
    if (own and denies["how"] != "corrects") or (denies["retracts"] and not own):
        return None
    owner = denies["owner"]
    if owner and not same_person(owner, claim["speaker"]):
        return None
    near = len(set(answer["page"]).intersection(claim["page"])) >= _SAME_STORY
    found = [_said_in(sentence, denies, answer, near=near) for sentence in claim["sentences"]]
    share = max(found, default=0.0)
    return (denies["how"], round(min(0.9, 0.4 + 0.5 * share), 2)) if share else None


def _said_in(
    sentence: Mapping[str, Any], denies: Mapping[str, Any], answer: Mapping[str, Any], *, near: bool
) -> float:
    """Give the share of what is denied that one sentence asserts; 0 where that does not make it the same."""
    common = shared(denies["stems"], sentence["stems"])
    worth = sum(common.values())
    share = worth / max(0.1, sum(denies["stems"].values()))
    if denies["deed"] and answer["speaker"][-1] not in sentence["names"]:
        return 0.0
    if denies["owner"]:
        return share if max(common.values(), default=0.0) >= _TELLING_NEAR else 0.0
    least = _WORTH_NEAR if near else _WORTH_ALL if len(common) > 2 and share >= _COVERED_BY_TWO else _WORTH
    if worth < least or share < (_COVERED[denies["how"]] if len(common) > 2 else _COVERED_BY_TWO):
        return 0.0
    telling = max(common.values(), default=0.0)
    if (
        len(common) < 2
        or telling < (_TELLING_NEAR if near else _TELLING)
        or denies["negated"] != sentence["negated"]
    ):
        return 0.0
    others = set(sentence["names"]).difference(denies["stems"], answer["names"])
    return 0.0 if denies["oneself"] and others else share


def _own_words(
    denies: Mapping[str, Any], answer: Mapping[str, Any], claim: Mapping[str, Any]
) -> tuple[str, float] | None:
    """Compare how a speaker's words were reported with what he says of that."""
    if not same_person(answer["speaker"], claim["speaker"]):
        return None
    common = shared(claim["stems"], denies["stems"])
    worth = sum(common.values())
    share = worth / max(0.1, sum(claim["stems"].values()))
    if worth < _OWN_WORTH or share < _OWN_COVERED:
        return None
    return denies["how"], round(min(0.9, 0.4 + 0.5 * share), 2)


def is_later(claim: list[str | None] | None, answer: list[str | None] | None) -> bool:
    """Tell whether a claim was first made after what should answer it."""
    return bool(claim and answer and claim[0] and answer[1] and claim[0] > answer[1])


def in_time(answer: list[str | None] | None, claim: list[str | None] | None) -> bool:
    """Tell whether the two can lie within LONGEST of one another; unknown days forbid nothing."""
    if not answer or not claim:
        return True
    return _distance(answer, claim) <= LONGEST


def _distance(one: list[str | None], other: list[str | None]) -> int:
    """Give the least number of days between two ranges of days, an open end reaching LONGEST far."""
    (a_low, a_high), (b_low, b_high) = _range(one), _range(other)
    return max(0, b_low - a_high, a_low - b_high)


def bounds(days: list[str | None] | None) -> Days | None:
    """Give the days of a range as blocks ask for them, an open end reaching LONGEST far."""
    if not days or not any(days):
        return None
    low, high = (min(max(day, 1), datetime.date.max.toordinal()) for day in _range(days))
    return datetime.date.fromordinal(low).isoformat(), datetime.date.fromordinal(high).isoformat()


def _range(days: list[str | None]) -> tuple[int, int]:
    low, high = (datetime.date.fromisoformat(day).toordinal() if day else None for day in days)
    if low is None:
        low = (high or 0) - LONGEST
    return low, high if high is not None else low + LONGEST
