"""Read off one statement that it agrees with another: "echoed the mayor's claim", "confirmed that P"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.link.data_files import read_table
from onrecord.link.disputes.page import Entry
from onrecord.link.disputes.pointer import Pointer, read_pointer
from onrecord.link.disputes.reading import cue_stems
from onrecord.link.disputes.words import fold, is_negated, stem

#: Kinds of noun that are sayings: who backs a proposal or obeys an order agrees with no statement.
_SAYINGS = frozenset(("report", "claim", "accusation", "rumour"))
#: Characters before a statement that are looked at for what leads to it, within its sentence.
_LEAD = 160
_NAME = (
    r"(?:(?:the|Mr|Mrs|Ms|Dr)\.?\s+)?(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w’'-]*|(?:the|his|her|their)\s+[\w-]+"
)
_WITH = re.compile(rf"\s*with\s+(?P<owner>{_NAME})[\s,]*(?:that\s*|who\s[^,]{{0,60}},?\s*that\s*)?[\"“‘']?$")
_WHAT_SAID = re.compile(
    rf"what\s+(?P<owner>{_NAME})\s+(?:had\s+|has\s+)?(?:said|told|claimed|reported|described|written|alleged)\b"
)
#: What one said oneself, and what is yet to be done ("has yet to verify the claims").
_OWN = re.compile(
    r"\b(?:he|she|they|it|i|we)\s+(?:had\s+|has\s+)?(?:made|said|gave|wrote|used)\b", re.IGNORECASE
)
_TO_DO = re.compile(r"\bto\s+\w+$", re.IGNORECASE)
_THAT = re.compile(r"(?:that|how)\s", re.IGNORECASE)
_ENDS = re.compile(r"[.!;:,]|\s(?:with|about)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How a statement agrees with another."""

    #: What points at the saying ("the claim"); None where its words are told again or a voice is named.
    pointer: Pointer | None = None
    #: Who said it, as printed; None where it is not said.
    owner: str | None = None
    #: What is said again, `[start, end)` in the article's text.
    clause: tuple[int, int] | None = None
    #: Whether it answers the statement just before ("He is right").
    before: bool = False


def read_agreement(entry: Entry) -> Agreement | None:
    """Say with what `entry` agrees; None where it does not say so itself."""
    statement = entry.statement
    if statement.polarity != "asserted" or statement.speaker is None or not statement.cue:
        return None
    cue = cue_stems(statement)
    told = " ".join(span.text for span in statement.cue)
    if cue & _stems("verbs", "refusing") or is_negated(told) or _TO_DO.search(told):
        return None
    if statement.kind == "direct":
        return _assent(entry) or _lead(entry)
    if cue & (_stems("verbs", "saying") | _stems("verbs", "clause") | _stems("verbs", "noun")):
        return _by_cue(entry, cue)
    return _lead(entry)


def _by_cue(entry: Entry, cue: frozenset[str]) -> Agreement | None:
    first = entry.statement.content[0]
    said = _WHAT_SAID.match(first.text)
    if said:
        return Agreement(owner=said["owner"])
    pointer = _points(entry.text, first.start, first.end)
    if pointer is not None and _OWN.search(first.text[:_LEAD]):
        return None
    if pointer is not None:
        if pointer.noun is None and not cue & _stems("verbs", "saying"):
            return None
        return Agreement(pointer=pointer, owner=pointer.owner, clause=pointer.clause)
    if not cue & (_stems("verbs", "saying") | _stems("verbs", "clause")):
        return None
    # Only a clause is said again: "confirmed his identity" and "agreed to sell" are deeds.
    behind = max(span.end for span in entry.statement.cue)
    between = entry.text[behind : first.start] if behind <= first.start else ""
    if not _THAT.match(first.text) and not re.search(r"\bthat\W*$", between[-10:]):
        return None
    named = _WITH.match(between)
    return Agreement(
        owner=named["owner"] if named else None, clause=(first.start, entry.statement.content[-1].end)
    )


def _points(text: str, start: int, end: int) -> Pointer | None:
    """Read a pointer at a saying; None for one at a deed, and for what points at nothing."""
    view = _view().match(text[start : min(end, start + 120)])
    if view:
        owner = view["owner"]
        return Pointer(noun_class="claim", noun=None if owner else stem(fold(view["noun"])), plural=False,
                       owner=owner, about=None, clause=None)  # fmt: skip
    pointer = read_pointer(text, start, end)
    if pointer is None or (pointer.noun is not None and pointer.noun_class not in _SAYINGS):
        return None
    return pointer


def _assent(entry: Entry) -> Agreement | None:
    """Read a quotation that opens with "He is right" or "I agree"."""
    opening = _ENDS.split(entry.statement.content[0].text[:60], maxsplit=1)[0].strip(" “”\"'‘")
    return Agreement(before=True) if fold(opening.replace("’", "'")) in _phrases() else None


def _lead(entry: Entry) -> Agreement | None:
    """Read "Echoing the mayor, the bishop said …" in the words before a statement, in its sentence."""
    spans = (*entry.statement.source, *entry.statement.cue, *entry.statement.content)
    low = min(span.start for span in spans)
    for start, end in ((max(0, low - _LEAD), low), (low, min(entry.start, low + _LEAD))):
        stretch = entry.text[start:end]
        begins = max(stretch.rfind(mark) for mark in (". ", "\n", "! ", "? ", ".” ", '." ')) + 1
        found = _leading().search(stretch, begins)
        if found is None:
            continue
        pointer = _points(entry.text, start + found.end(), end)
        owner = re.match(_NAME, stretch[found.end() :])
        if pointer is not None and pointer.noun is not None:
            return Agreement(pointer=pointer, owner=pointer.owner)
        if owner:
            return Agreement(owner=owner.group(), clause=(entry.start, entry.end))
    return None


@cache
def _stems(table: str, row: str) -> frozenset[str]:
    return frozenset(stem(word) for word in str(read_table("agrees.toml")[table][row]).split())


@cache
def _phrases() -> frozenset[str]:
    return frozenset(str(read_table("agrees.toml")["assent"]["phrases"]).splitlines())


@cache
def _leading() -> re.Pattern[str]:
    verbs = "|".join(str(read_table("agrees.toml")["lead"]["verbs"]).split())
    return re.compile(rf"\b(?:{verbs})\s+(?:with\s+)?", re.IGNORECASE)


@cache
def _view() -> re.Pattern[str]:
    nouns = "|".join(str(read_table("agrees.toml")["views"]["nouns"]).split())
    return re.compile(
        rf"(?:(?P<owner>[^,.;:\n]{{1,60}}?)(?:['’]s|(?<=s)['’])|the|that|this|those|these|such)\s+"
        rf"(?:[\w-]+\s+){{0,2}}?(?P<noun>{nouns})s?\b(?!\s+(?:of|about|over|for|to)\b)",
        re.IGNORECASE,
    )
