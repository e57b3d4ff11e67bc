"""Find what a pointer ("the complaints", "UP's report", "it") points at among the statements before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.disputes.page import Entry, owns, same_person, same_side
from onrecord.link.disputes.pointer import Pointer
from onrecord.link.disputes.reading import cue_stems
from onrecord.link.disputes.words import fold, shared, stems, words_in

#: Characters between a statement and a pronoun that answers it.
GAP_PRONOUN = 200
#: A pointer answers its best candidate from POINTED on, or from LEADING on where that leads the best of any
#: other voice by LEAD. Chosen on constructions of our own (tests/unit/link/test_disputes.py) so that no false
#: one is left.
POINTED, LEADING, LEAD = 1.1, 0.8, 0.25
#: What nearness is worth, by paragraphs between; nothing beyond.
_NEARNESS = (0.6, 0.5, 0.3, 0.15)
#: A pronoun does not mean a content of fewer words: nobody denies a fragment ("Cast iron, with feet").
_FRAGMENT = 5
#: A pronoun hardly means a content of fewer telling words.
_TELLING = 3
#: What must have been asked, offered, threatened or promised before it can be pointed at.
_DONE = frozenset(("order", "proposal", "threat", "promise", "question"))
_REPORTERS = frozenset(("agency", "publisher", "document"))
#: Acts that a noun fits, and what that is worth.
_FITTING: Mapping[str, frozenset[str]] = {
    "report": frozenset(("report",)),
    "claim": frozenset(("claim", "say", "report", "accuse")),
    "accusation": frozenset(("accuse", "claim")),
    "rumour": frozenset(("report",)),
    "order": frozenset(("demand",)),
    "proposal": frozenset(("plan", "promise", "ask")),
    "threat": frozenset(("promise", "plan")),
    "promise": frozenset(("promise",)),
    "question": frozenset(("ask",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A statement that is answered, and how sure that is."""

    entry: Entry
    #: In [0, 1], two decimals.
    score: float


def by_pointer(
    answer: Entry, pointer: Pointer, before: Sequence[Entry], focus: Mapping[str, float]
) -> list[Answered]:
    """Give what `pointer` of `answer` points at among the statements `before` it, none where unsure.

    `focus` are stems of the words with which the same speaker goes on.
    """
    hints = dict(focus)
    if pointer.about:
        hints |= stems(words_in(answer.text, *pointer.about))
    owner = pointer.owner if pointer.owner not in ("his", "her", "their", "its") else None
    if owner:
        before = [e for e in before if owns(owner, e)]
    if pointer.noun is None:
        near = [e for e in before if answer.start - e.end <= GAP_PRONOUN]
        before = [e for e in near if len(e.content.split()) >= _FRAGMENT][-2:]
    voices = [e.speaker for e in before]
    scored = []
    for entry in before:
        fit = _fit(answer, pointer, entry, hints) + (0.6 if owner else 0.0)
        if pointer.plural and voices.count(entry.speaker) > 1:
            fit += 0.2
        scored.append((fit, entry))
    return _best(scored)


def _best(scored: Sequence[tuple[float, Entry]]) -> list[Answered]:
    """Choose the best candidate, where it is good enough, and what the same voice says of the same thing."""
    if not scored:
        return []
    best_fit, best = max(scored, key=lambda s: (s[0], s[1].start, s[1].statement.id))
    lead = best_fit - max((f for f, e in scored if not same_side(e.speaker, best.speaker)), default=0.0)
    if best_fit < LEADING or (best_fit < POINTED and lead < LEAD):
        return []
    score = round(min(0.95, 0.6 + 0.1 * best_fit + 0.1 * min(1.0, lead)), 2)
    found = [Answered(entry=best, score=score)]
    for fit, entry in scored:
        same = entry is not best and same_person(entry.speaker, best.speaker)
        if same and abs(entry.block - best.block) <= 1 and _elaborates(entry, best):
            found.append(Answered(entry=entry, score=round(min(score, 0.5 + 0.2 * fit), 2)))
    return found


def _elaborates(entry: Entry, best: Entry) -> bool:
    """Tell whether two statements of one speaker are about one thing: they share a telling word."""
    return sum(shared(entry.stems, best.stems).values()) >= 0.7


def _fit(answer: Entry, pointer: Pointer, entry: Entry, hints: Mapping[str, float]) -> float:
    """Say how well `entry` is what the pointer means: 1 is enough, 2 is much."""
    paragraphs = max(0, answer.block - entry.block)
    fit = _NEARNESS[paragraphs] if paragraphs < len(_NEARNESS) else 0.0
    kind, act = pointer.noun_class or "", entry.statement.act
    fits = act in _FITTING.get(kind, ())
    named = pointer.noun is not None and (entry.stems.keys() | cue_stems(entry.statement)) >= {pointer.noun}
    if kind in _DONE and not (fits or named):
        return 0.0
    fit += (0.3 if fits else 0.0) + (0.7 if named else 0.0)
    if kind == "accusation":
        fit += (0.2 if entry.accuses else 0.0) - (0.3 if act == "report" else 0.0)
    if kind in ("report", "rumour"):
        fit += _reported(entry)
    if speaks_of(entry, answer):
        fit += 0.7
    if pointer.noun is None:
        fit += 0.4 if len(entry.stems) >= _TELLING else 0.0
    return fit + min(1.0, sum(shared(hints, entry.stems).values()))


def speaks_of(entry: Entry, answer: Entry) -> bool:
    """Tell whether a content names the one who answers."""
    return bool(answer.speaker) and answer.speaker[-1] in {fold(word) for word in entry.content[:600].split()}


def _reported(entry: Entry) -> float:
    """Say how much a statement is a report: of a medium, of an unnamed source, or only told to a medium."""
    kinds = [hop.kind for hop in entry.statement.chain[:-1]]
    if not _REPORTERS.isdisjoint(kinds[:1]) or "unnamed" in kinds:
        return 0.4
    return 0.0 if _REPORTERS.isdisjoint(kinds) else 0.2
