"""Find the statement of the same article that an answer is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from onrecord.link.disputes.fit import GAP_PRONOUN, Answered, by_pointer, speaks_of
from onrecord.link.disputes.page import Entry, owns, same_person, same_side
from onrecord.link.disputes.pointer import Reading
from onrecord.link.disputes.words import coverage, is_negated, shared, stems, weight_of, words_in

#: Statements before (and after) an answer that are looked at, so that a page of thousands stays linear.
REACH = 40
#: Characters between a statement and a curt "No" that answers it.
_GAP_CURT = 500
#: Who asks for something, or asks whether it is so, claims nothing that could be denied.
_NO_CLAIM = frozenset(("ask", "demand"))
_ABOUT_ONESELF = re.compile(
    r"^(?:that\s+)?(?:he|she|it|they|his|her|its|their|[a-z]+ing|to)\b|\b(?:him|her|them)\b", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"(?<=\w)\s+(?:which|who|whom|whose)\s+\w+[^.,;]{0,80}?(?=\s(?:is|are|was|were|has|had|have|will|would|did|does)\b)"
)
#: Share of what is denied that the answered statement must hold, and what the shared words must weigh.
COVERED, SHARED = 0.5, 1.4
#: Share that is all of it.
_WHOLE = 0.9
#: A word of this weight tells what is spoken of.
_TELLING, _RARE = 0.7, 1.0
#: A refusal to confirm often names only the point that it leaves open.
COVERED_OPEN, SHARED_OPEN = 0.33, 1.4


def find_answered(
    answer: Entry, reading: Reading, page: Sequence[Entry], focus: Mapping[str, float]
) -> list[Answered]:
    """Give the statements of `page` that `answer` is about, none where that is not sure.

    Args:
        answer: the statement that answers.
        reading: how it does.
        page: all statements of the article in order of the text.
        focus: stems of the words with which the same speaker goes on ("There is no missing box").

    """
    at = bisect_left(page, answer.start, key=lambda e: e.start)
    around = [e for e in page[max(0, at - REACH) : at + REACH] if _may_be(e, answer, reading)]
    before = [e for e in around if e.start < answer.start]
    if reading.target == "deed":
        around = [e for e in around if speaks_of(e, answer)]
    if reading.target in ("content", "deed"):
        return _by_content(answer, reading, around)
    if reading.target == "before":
        last = next((e for e in reversed(page[:at]) if e.statement.parent is None), None)
        if last and last.statement.act in _NO_CLAIM and not reading.pointer:
            return []  # "Would he resign? “No,” he said" answers a question and denies nobody
        return _just_before(answer, reading, before)
    if reading.target == "pointer" and reading.pointer:
        return by_pointer(answer, reading.pointer, before, focus)
    return []


def _may_be(entry: Entry, answer: Entry, reading: Reading) -> bool:
    """Tell whether `entry` may be what is answered at all: another voice that asserts something."""
    one, other = entry.statement, answer.statement
    if one.id == other.id or one.polarity != "asserted" or not entry.words:
        return False
    if one.act in _NO_CLAIM and not (
        reading.pointer and reading.pointer.noun_class in ("order", "question", "proposal")
    ):
        return False
    if entry.tells_denial and reading.target in ("content", "deed"):
        return False
    if reading.how == "corrects" and one.parent == other.id:
        # "had been wrong to say that P" tells of the very words that it takes back.
        return True
    if one.parent == other.id or other.parent == one.id:
        return False
    if entry.start < answer.end and answer.start < entry.end:
        return False
    if reading.how == "corrects" and reading.retracts:
        return same_person(entry.speaker, answer.speaker)
    if reading.how == "corrects":
        return True
    return not same_side(entry.speaker, answer.speaker)


def _by_content(answer: Entry, reading: Reading, around: Sequence[Entry]) -> list[Answered]:
    denied = denied_stems(answer, reading)
    turned = is_denied_negated(answer, reading)
    owner = reading.owner or (reading.pointer.owner if reading.pointer else None)
    if owner and any(owns(owner, entry) for entry in around):
        around = [entry for entry in around if owns(owner, entry)]
    is_open = reading.how == "not_confirmed"
    least, worth = (COVERED_OPEN, SHARED_OPEN) if is_open else (COVERED, SHARED)
    found = []
    for entry in around:
        common = shared(denied, entry.stems)
        named = {s for s in denied if s not in common and s in _titles(entry)}
        share = coverage(denied, entry.stems) + sum(denied[s] for s in named) / max(1.0, sum(denied.values()))
        if reading.owner and owns(reading.owner, entry) and max(common.values(), default=0.0) >= _TELLING:
            found.append(Answered(entry=entry, score=round(min(0.95, 0.6 + 0.3 * share), 2)))
            continue
        # "disputed the company's claim that P": of the owner's own words few are enough, where they are all.
        is_whole = bool(owner) and owns(owner or "", entry) and share >= _WHOLE
        if len(common) < 2 or sum(common.values()) < (_RARE if is_whole else worth) or share < least:
            continue
        nearest = max(entry.sentences, key=lambda s: coverage(denied, s.stems))
        if not is_open and (turned != nearest.negated or not same_matter(answer, reading, denied, entry)):
            continue
        found.append(Answered(entry=entry, score=round(min(0.95, 0.55 + 0.4 * share), 2)))
    found.sort(key=lambda a: (-a.score, abs(a.entry.start - answer.start), a.entry.statement.id))
    if not found and reading.target == "content":
        return _last_said(answer, reading, denied, around)
    # What is denied may stand in a headline, a report and a quotation; a refusal to confirm answers one.
    return found[:1] if is_open else [a for a in found if a.score >= found[0].score - 0.15][:3]


def _last_said(
    answer: Entry, reading: Reading, denied: Mapping[str, float], around: Sequence[Entry]
) -> list[Answered]:
    """Give the statement just before, where it speaks of what the denial names: "a pump", "any pump".

    A refusal to confirm right behind an unnamed source answers that source in any words.
    """
    before = [e for e in around if e.end <= answer.start and answer.start - e.end <= _GAP_CURT]
    outer = [e for e in before if e.statement.parent is None and 0 <= answer.block - e.block <= 1]
    if not outer or answer.in_headline:
        return []
    if reading.how == "not_confirmed":
        # What is left open may have been told some words before: "… taken down. “It was in a shed,” he said".
        outer = [e for e in outer if max(shared(denied, e.stems).values(), default=0.0) >= _RARE] or outer
    last = max(outer, key=lambda e: (e.start, e.statement.id))
    names = {word.stem for word in (*last.words, *answer.words) if word.name}
    telling = [s for s, w in shared(denied, last.stems).items() if w >= _TELLING and s not in names]
    same_way = is_denied_negated(answer, reading) == any(sentence.negated for sentence in last.sentences)
    rare = any(denied[s] >= _RARE for s in telling) and same_matter(answer, reading, denied, last)
    rare = rare and same_way and not _names_a_thing(answer, reading)
    if rare or (telling and reading.how == "not_confirmed"):
        return [Answered(entry=last, score=0.65)]
    is_unnamed = any(hop.kind == "unnamed" for hop in last.statement.chain) and last.block == answer.block
    if reading.how == "not_confirmed" and is_unnamed and answer.start - last.end <= GAP_PRONOUN:
        return [Answered(entry=last, score=0.6)]
    return []


def _names_a_thing(answer: Entry, reading: Reading) -> bool:
    """Tell whether what is denied says with a relative clause which thing is meant."""
    return any(_RELATIVE.search(answer.text[start : min(end, start + 600)]) for start, end in reading.denied)


def _titles(entry: Entry) -> frozenset[str]:
    """Give the stems of what the speaker is called."""
    printed = entry.statement.speaker.as_printed if entry.statement.speaker else None
    words = [span.text for span in entry.statement.source] + [printed or "", " ".join(entry.speaker)]
    return frozenset(w.stem for text in words for w in words_in(text[:200]))


def same_matter(answer: Entry, reading: Reading, denied: Mapping[str, float], entry: Entry) -> bool:
    """Tell whether "that he had paid for it" can be about what `entry` says.

    Where what is denied begins with a pronoun or a verb, the denier is its subject: a statement that
    names others and not the denier is about them.
    """
    if not is_about_oneself(answer, reading) or speaks_of(entry, answer):
        return True
    return not any(word.name and word.stem not in denied for word in entry.words)


def is_about_oneself(answer: Entry, reading: Reading) -> bool:
    """Tell whether what is denied begins with a pronoun or a verb, or holds one for its object."""
    if not reading.denied:
        return False
    start, end = reading.denied[0]
    return _ABOUT_ONESELF.search(answer.text[start : min(end, start + 200)]) is not None


def denied_stems(answer: Entry, reading: Reading) -> dict[str, float]:
    """Give the stems of what is denied with their weights, less what only says which thing is meant.

    Of "that the dredger which scratched the pier was his" nobody denies the scratch.
    """
    pieces = (answer.text[start : min(end, start + 600)] for start, end in reading.denied)
    return stems(word for piece in pieces for word in words_in(_RELATIVE.sub(" ", piece)))


def is_denied_negated(answer: Entry, reading: Reading) -> bool:
    """Tell whether what is denied is itself a negation ("denied that no help had come")."""
    return is_negated(" ".join(answer.text[start : min(end, start + 600)] for start, end in reading.denied))


def _just_before(answer: Entry, reading: Reading, before: Sequence[Entry]) -> list[Answered]:
    near = [
        e for e in before if e.in_headline == answer.in_headline and 0 <= answer.start - e.end <= _GAP_CURT
    ]
    if not near:
        return []
    # Of a statement and the one told within it, the outer one is what was said last.
    last = max(near, key=lambda e: (e.statement.parent is None, e.start, e.statement.id))
    if (
        reading.how == "contradicts"
        and max(map(weight_of, shared(answer.stems, last.stems)), default=0.0) < 0.7
    ):
        return []
    score = 0.85 if answer.block - last.block <= 1 else 0.7
    found = [Answered(entry=last, score=score)]
    if reading.pointer and reading.pointer.noun_class == "order":
        inner = [e for e in before if e.statement.parent == last.statement.id and e.statement.act == "demand"]
        found += [Answered(entry=e, score=score) for e in inner]
    return found
