"""Who answers whom within one article: a pure function of the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.disputes.fit import Answered
from onrecord.link.disputes.page import Entry, entries_of, same_person
from onrecord.link.disputes.pointer import Reading
from onrecord.link.disputes.reading import quotes_oneself, read_statement
from onrecord.link.disputes.rejoinders import read_lead, rejoinders
from onrecord.link.disputes.within import denied_stems, find_answered
from onrecord.link.disputes.words import words_in
from onrecord.model import AnnotatedArticle, How

#: A rejoinder of so few words ("No", "Not by me") states nothing that somebody else could deny.
_SHORT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One statement answers another."""

    by: Entry
    of: Entry
    how: How
    #: In [0, 1], two decimals.
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was found in one article."""

    page: tuple[Entry, ...]
    #: By id of the statement that answers.
    readings: Mapping[str, Reading]
    answers: tuple[Answer, ...]
    #: By id of a statement that carries out a denial, the id of that denial.
    carried: Mapping[str, str]
    #: Ids of statements that answer something which is not in this article.
    open: frozenset[str]

    def denied(self, entry: Entry) -> dict[str, float]:
        """Give the stems of what an answer denies.

        "They printed half of my remark" says less of the remark than "I said that …" of the same speaker
        beside it does: of one's own words, the telling answers count for all.
        """
        reading = self.readings[entry.statement.id]
        if reading.target != "own":
            return denied_stems(entry, reading)
        others = [
            e for e in self.page if e.statement.id in self.readings and same_person(e.speaker, entry.speaker)
        ]
        telling = [
            e for e in others if self.readings[e.statement.id].target == "own" and quotes_oneself(e.content)
        ]
        followers = [e for e in self.page if self.carried.get(e.statement.id) == entry.statement.id]
        if not telling and followers:
            return {s: w for follower in followers for s, w in follower.stems.items()}
        found: dict[str, float] = {}
        for other in telling or [entry]:
            found |= denied_stems(other, self.readings[other.statement.id])
        return found


def read_answers(article: AnnotatedArticle) -> Answers:
    """Find what answers what in `article`, and which answers are still open."""
    page = entries_of(article)
    readings = {}
    for entry in page:
        reading = read_statement(entry.text, entry.statement)
        if reading:
            readings[entry.statement.id] = reading
    carried = rejoinders(page, readings)
    for entry in page:
        known = readings.get(entry.statement.id)
        if (known is None or known.target == "deed") and entry.statement.id not in carried:
            lead = read_lead(entry) if entry.statement.polarity == "asserted" and entry.speaker else None
            if lead:
                readings[entry.statement.id] = lead
    by_id = {entry.statement.id: entry for entry in page}
    targets = [e for e in page if not _only_answers(e, readings, carried)]
    answers: list[Answer] = []
    still_open: set[str] = set()
    carrying: dict[str, Reading] = {}
    for ident, reading in readings.items():
        if ident in carried:
            continue
        followers = [by_id[f] for f, denial in carried.items() if denial == ident]
        entry = by_id[ident]
        found = find_answered(entry, reading, targets, _focus(entry, reading, followers))
        if not found and reading.target in ("content", "own", "deed"):
            # Words that carry out a denial deny the same thing.
            still_open |= {ident, *(f.statement.id for f in followers if reading.target == "content")}
            carrying |= {f.statement.id: reading for f in followers if reading.target == "content"}
        answers += [
            Answer(by=by, of=a.entry, how=reading.how, score=_worth(a, by, entry))
            for a in found
            for by in (entry, *followers)
            if a.entry.statement.id != by.statement.id
        ]
    answers.sort(key=lambda a: (a.by.start, a.by.statement.id, a.of.start, a.of.statement.id))
    return Answers(
        page=tuple(page),
        readings=readings | carrying,
        answers=tuple(answers),
        carried=carried,
        open=frozenset(still_open),
    )


def _worth(answered: Answered, by: Entry, denial: Entry) -> float:
    return answered.score if by is denial else round(answered.score - 0.05, 2)


def _focus(entry: Entry, reading: Reading, followers: Sequence[Entry]) -> dict[str, float]:
    """Give the words that tell which claim is meant: what the denier goes on to say."""
    found: dict[str, float] = {}
    # A quotation read as a denial off the sentence before it is its own continuation.
    is_quoted = reading.target == "pointer" and entry.statement.polarity == "asserted"
    for other in (*followers, *((entry,) if is_quoted else ())):
        found |= other.stems
    return found


def _only_answers(entry: Entry, readings: Mapping[str, Reading], carried: Mapping[str, str]) -> bool:
    """Tell whether a statement is only a rejoinder, which nobody is said to deny."""
    reading = readings.get(entry.statement.id)
    if reading is not None and reading.target != "deed":
        return True
    few = len(words_in(entry.text, entry.start, min(entry.end, entry.start + 400))) < _SHORT
    return entry.statement.id in carried and few
