"""Words with which a speaker goes on after a denial: "dismissed the claims. “Nothing is lost,” he wrote"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.link.disputes_page import Entry, same_person
from onrecord.link.disputes_pointer import read_pointer
from onrecord.link.disputes_reading import Reading
from onrecord.link.disputes_words import fold, negations, stem, table
from onrecord.model import How

#: Characters between a denial and the quotation that carries it out.
_GAP = 200
#: Characters before a quotation that are searched for a denial which has no statement of its own.
_LEAD = 260
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def rejoinders(page: Sequence[Entry], readings: Mapping[str, Reading]) -> dict[str, str]:
    """Give, by the id of each statement that carries out a denial, the id of that denial.

    The denier's next words in the same paragraph (or just before, in one sentence: "“We paid,” he said,
    denying it") belong to a denial that only points. After one that says what it denies, only words that
    begin with a negation do ("denied that the books were burnt. “Not one page,” she said").
    """
    found: dict[str, str] = {}
    for at, entry in enumerate(page):
        reading = readings.get(entry.statement.id)
        if reading is None or reading.how == "contradicts":
            continue
        for other in page[at + 1 : at + 4]:
            if not _goes_on(entry, other):
                break
            if reading.target == "content" and not _begins_with_no(other):
                break
            if other.statement.id not in readings or readings[other.statement.id].target == "before":
                found.setdefault(other.statement.id, entry.statement.id)
        before = page[at - 1] if at else None
        if before and reading.target == "pointer" and _ends_in_denial(before, entry):
            found.setdefault(before.statement.id, entry.statement.id)
    return found


def _goes_on(entry: Entry, other: Entry) -> bool:
    return (
        other.block == entry.block
        and other.statement.parent is None
        and other.statement.polarity == "asserted"
        and 0 <= other.start - entry.end <= _GAP
        and same_person(entry.speaker, other.speaker)
    )


def _ends_in_denial(before: Entry, entry: Entry) -> bool:
    between = entry.text[before.end : entry.start]
    near = before.statement.kind == "direct" and 0 <= entry.start - before.end <= _GAP
    return near and same_person(entry.speaker, before.speaker) and re.search(r"[.!?]\s", between[2:]) is None


def _begins_with_no(entry: Entry) -> bool:
    words = [fold(match.group()) for match in _WORD.finditer(entry.content[:80])][:4]
    return not negations().isdisjoint(words)


def read_lead(entry: Entry) -> Reading | None:
    """Read a denial off the sentence just before a quotation ("The mayor waved off the grumbling. “…”").

    For pages where that sentence gave no statement of its own.
    """
    first = entry.statement.content[0]
    opens = entry.text[max(0, first.start - 1) : first.start]
    if entry.statement.kind != "direct" or entry.in_headline or opens not in tuple("\"“‘'«„"):
        return None
    lead = entry.text[max(0, first.start - _LEAD) : first.start].rstrip(" \n\"“‘'«„")
    if lead[-1:] not in tuple(".:,"):
        return None
    begins = max(lead.rfind(mark, 0, len(lead) - 1) for mark in (". ", "\n\n", "! ", "? ", "” ", '" ')) + 1
    sentence_start = first.start - _LEAD + begins if first.start > _LEAD else begins
    for match in _denying().finditer(entry.text, sentence_start, sentence_start + len(lead) - begins):
        end = sentence_start + len(lead) - begins
        pointer = read_pointer(entry.text, match.end(), end)
        if pointer and pointer.noun and not pointer.clause:
            how: How = "denies"
            return Reading(how=how, target="pointer", pointer=pointer)
    return None


@cache
def _denying() -> re.Pattern[str]:
    known = table("disputes.toml")["denying"]
    plain = sorted({stem(verb) for verb in str(known["verbs"]).split()})
    split = sorted({stem(verb) for verb in str(known["particles"]).split()})
    return re.compile(
        rf"\b(?:(?:{'|'.join(plain)})[a-z]{{0,5}}|(?:{'|'.join(split)})[a-z]{{0,5}}\s+(?:off|aside|away|down|back))\s+",
        re.IGNORECASE,
    )
