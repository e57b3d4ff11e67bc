"""Words with which a speaker goes on after a denial: "dismissed the claims. “Nothing is lost,” he wrote"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.link.data_files import read_table
from onrecord.link.disputes.page import Entry, same_person
from onrecord.link.disputes.pointer import Reading, read_pointer
from onrecord.link.disputes.words import fold, negations, stem

#: Characters between a denial and the quotation that carries it out.
_GAP = 200
#: Characters before a quotation that are searched for a denial which has no statement of its own.
_LEAD = 260
#: "rejected | what a driver told the Courier, that the brakes had failed", "denied | a nurse who said …".
_WHAT_WAS_TOLD = re.compile(
    r"(?:what\s+)?(?P<who>(?:an?|the|one|two|some|several)\s[^,.;]{2,60}?|(?:[A-Z][\w’'-]+\s{1,9}){1,3}),?\s+(?:who\s+)?"
    r"(?:had\s+)?(?:said|told|claimed|reported|wrote|alleged)\b"
    r"(?:[^.;]{0,80}?\bthat\s+(?P<clause>[^.;]{8,200})|\s+(?P<bare>[^.;,]{8,200}))"
)
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
        if reading is None or reading.how == "contradicts" or reading.target == "deed":
            continue
        for other in page[at + 1 : at + 4]:
            if not _goes_on(entry, other):
                break
            if reading.target == "content" and not _begins_with_no(other):
                break
            if other.statement.id not in readings or readings[other.statement.id].target in (
                "before",
                "deed",
            ):
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
    """Read a denial off the words that lead to a statement, where they gave no statement of their own.

    The sentence just before a quotation ("The mayor waved off the grumbling. “…”"), or what stands between
    source and cue ("The mayor denied the report, offering a curt “No”"; "she, rejecting the claim, said").
    """
    statement = entry.statement
    first = statement.content[0]
    sources = [span.end for span in statement.source if span.end <= first.start]
    cues = [span.start for span in statement.cue if span.start <= first.start]
    if sources and cues and 0 < min(cues) - max(sources) <= _GAP:
        found = _denial_in(entry.text, max(sources), min(cues))
        if found:
            return found
    opens = entry.text[max(0, first.start - 1) : first.start]
    if statement.kind != "direct" or entry.in_headline or opens not in tuple("\"“‘'«„"):
        return None
    low = max(0, first.start - _LEAD)
    lead = entry.text[low : first.start].rstrip(" \n\"“‘'«„")
    if lead[-1:] not in tuple(".:,"):
        return None
    begins = max(lead.rfind(mark, 0, len(lead) - 1) for mark in (". ", "\n\n", "! ", "? ", "” ", '" ')) + 1
    return _denial_in(entry.text, low + begins, low + len(lead))


def _denial_in(text: str, start: int, end: int) -> Reading | None:
    """Read the first denial of a claim in `text[start:end)`."""
    for match in _denying().finditer(text, start, end):
        told = _WHAT_WAS_TOLD.match(text, match.end(), end)
        if told:
            clause = told.span("clause" if told["clause"] else "bare")
            return Reading(how="denies", target="content", pointer=None, denied=(clause,), owner=told["who"])
        pointer = read_pointer(text, match.end(), end)
        if pointer and pointer.clause:
            return Reading(how="denies", target="content", pointer=pointer, denied=(pointer.clause,))
        if pointer and pointer.noun:
            return Reading(how="denies", target="pointer", pointer=pointer)
    return None


@cache
def _denying() -> re.Pattern[str]:
    known = read_table("disputes.toml")["denying"]
    plain = sorted({form for verb in str(known["verbs"]).split() for form in (stem(verb), verb)})
    split = sorted({stem(verb) for verb in str(known["particles"]).split()})
    return re.compile(
        rf"\b(?:(?:{'|'.join(plain)})[a-z]{{0,5}}|(?:{'|'.join(split)})[a-z]{{0,5}}\s+(?:off|aside|away|down|back))\s+",
        re.IGNORECASE,
    )
