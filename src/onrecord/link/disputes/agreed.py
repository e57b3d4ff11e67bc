"""Find the statement that another one agrees with: on its own page, and by its speaker's name elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.link.disputes.across import in_time, is_later
from onrecord.link.disputes.agreement import Agreement, read_agreement
from onrecord.link.disputes.fit import Answered, by_pointer
from onrecord.link.disputes.page import Entry, name_words, owns, same_person, same_side
from onrecord.link.disputes.words import coverage, fold, is_negated, shared, stems, words_in

#: Statements before an agreement that are looked at, so that a page of thousands stays linear.
_REACH = 40
#: Characters between a statement and "He is right", and paragraphs between one and "the mayor's account".
_GAP, _NEAR = 300, 3
#: Share of what is told again that a sentence of the other statement must hold, share of that sentence, what
#: the shared words weigh, and how many they are at least. High: two people who speak of one thing do not yet
#: agree. Of a voice that is named less is enough. Chosen on constructions of our own
#: (tests/strategies/agreements_table.py) and on what real news (PolNeAR train, the bodies of `stance`) gave.
_COVERED, _BACK, _WORTH, _LEAST = 0.65, 0.35, 1.8, 3
_COVERED_NAMED, _TELLING = 0.3, 0.7
_NO_CLAIM = frozenset(("ask", "demand"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One statement agrees with another of its page."""

    by: Entry
    of: Entry
    #: In [0, 1], two decimals.
    score: float


def find_agreed(page: Sequence[Entry]) -> tuple[list[Agreed], dict[str, dict[str, Any]]]:
    """Find what agrees with what on one page, and, by id, what agrees with a named voice not there."""
    found: list[Agreed] = []
    still_open: dict[str, dict[str, Any]] = {}
    for at, entry in enumerate(page):
        agreement = read_agreement(entry)
        if agreement is None:
            continue
        before = [other for other in page[max(0, at - _REACH) : at] if _may_be(other, entry)]
        if not agreement.owner and agreement.clause is None and _goes_on(entry, page[:at]):
            continue
        answered = _answered(entry, agreement, before)
        if answered is not None:
            found.append(Agreed(by=entry, of=answered.entry, score=answered.score))
        elif agreement.owner and agreement.clause and not any(is_by(agreement.owner, it) for it in before):
            said = entry.text[slice(*agreement.clause)][:600]
            still_open[entry.statement.id] = {
                "owner": list(name_words(agreement.owner)),
                "stems": stems(words_in(said)),
                "negated": is_negated(said),
            }
    return found, still_open


def find_agreement(answer: Mapping[str, Any], claim: Mapping[str, Any]) -> float | None:
    """Say how surely the statement of body `answer` agrees with that of body `claim` of another page."""
    agrees = answer["agrees"]
    if agrees is None or not claim["asserts"] or not same_person(agrees["owner"], claim["speaker"]):
        return None
    if len(agrees["owner"]) < 2 and len(set(answer["page"]).intersection(claim["page"])) < 3:
        return None  # a surname alone, on pages that hardly print the same names
    if same_side(answer["speaker"], claim["speaker"]) or is_later(claim["days"], answer["days"]):
        return None
    if not in_time(answer["days"], claim["days"]):
        return None
    shares = [
        coverage(agrees["stems"], sentence["stems"])
        for sentence in claim["sentences"]
        if sentence["negated"] == agrees["negated"] and _same(agrees["stems"], sentence["stems"])
    ]
    share = max(shares, default=0.0)
    return round(min(0.9, 0.4 + 0.5 * share), 2) if share else None


def _goes_on(entry: Entry, page: Sequence[Entry]) -> bool:
    """Tell whether the last thing said before was said by the same voice: "the remark" may be that one."""
    outer = [other for other in page[-_REACH:] if other.statement.parent is None and other.end <= entry.start]
    return bool(outer) and same_side(outer[-1].speaker, entry.speaker)


def _may_be(other: Entry, entry: Entry) -> bool:
    """Tell whether `other` can be agreed with at all: another voice that asserts something before."""
    one, two = other.statement, entry.statement
    if one.polarity != "asserted" or not other.words or one.act in _NO_CLAIM or not other.speaker:
        return False
    if two.id == one.parent or one.id == two.parent or other.end > entry.start:
        return False
    return not same_side(other.speaker, entry.speaker)


def _answered(entry: Entry, agreement: Agreement, before: Sequence[Entry]) -> Answered | None:
    if agreement.before:
        near = [it for it in before if entry.start - it.end <= _GAP and 0 <= entry.block - it.block <= 1]
        outer = [it for it in near if it.statement.parent is None and not it.in_headline]
        return Answered(entry=outer[-1], score=0.8) if outer else None
    if agreement.owner:
        before = [other for other in before if is_by(agreement.owner, other)]
    if agreement.clause:
        return _told_again(entry, agreement, before)
    if agreement.pointer is not None and not agreement.owner:
        return next(iter(by_pointer(entry, agreement.pointer, before, {})), None)
    # "confirmed what the mayor said", "the mayor's account": what that voice said last, not far above.
    last = before[-1] if before else None
    return Answered(entry=last, score=0.75) if last and entry.block - last.block <= _NEAR else None


def _told_again(entry: Entry, agreement: Agreement, before: Sequence[Entry]) -> Answered | None:
    """Give the statement that says what is said again: nearly all of it, or some of it by a named voice."""
    said = entry.text[slice(*(agreement.clause or (0, 0)))][:600]
    told, turned = stems(words_in(said)), is_negated(said)
    ranked = []
    for other in before:
        nearest = max(other.sentences, key=lambda it: coverage(told, it.stems))
        share = coverage(told, nearest.stems)
        telling = max(shared(told, nearest.stems).values(), default=0.0) >= _TELLING
        named = agreement.owner and telling and share >= _COVERED_NAMED
        if nearest.negated == turned and (named or _same(told, nearest.stems)):
            ranked.append((share, other.start, other.statement.id, other))
    if not ranked:
        return None
    share, *_, best = max(ranked, key=lambda it: it[:3])
    return Answered(entry=best, score=round(min(0.95, 0.6 + 0.35 * share), 2))


def _same(told: Mapping[str, float], said: Mapping[str, float]) -> bool:
    """Tell whether a sentence says what is told again, and not much else."""
    common = shared(told, said)
    if len(common) < _LEAST or sum(common.values()) < _WORTH:
        return False
    return coverage(told, said) >= _COVERED and coverage(said, told) >= _BACK


def is_by(owner: str, entry: Entry) -> bool:
    """Tell whether a name or a description ("the mayor") can be that of who made a statement."""
    if owns(owner, entry):
        return True
    source = {fold(word.strip(",.")) for span in entry.statement.source for word in span.text[:200].split()}
    return set(name_words(owner)) <= source
