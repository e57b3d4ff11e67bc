"""Rejoinders that are a quotation of their own: "No", "That is a lie", "No such order was given"."""

from __future__ import annotations

import re
from functools import cache

from onrecord.link.data_files import read_table
from onrecord.link.disputes.pointer import Pointer, Reading, noun_classes, read_pointer
from onrecord.link.disputes.words import fold, stem
from onrecord.model import Statement

#: Characters of a content that a rejoinder's opening is looked for in.
_OPENING = 240
_ADVERBS = 3
#: What can be a fake without being a claim.
_THING = re.compile(
    r"\b(?:picture|photo|photograph|image|video|clip|footage|document|letter|tape|recording|thing|screenshot)s?$",
    re.I,
)


def read_rejoinder(text: str, statement: Statement) -> Reading | None:
    """Read a content that is a rejoinder: "No", "That is a lie", "No such order was given"."""
    first = statement.content[0]
    lead = re.match(r"(?:that\s+)?[\"“‘'«„]*", first.text)
    start = first.start + (lead.end() if lead else 0)
    opening = text[start : min(first.end, start + _OPENING)]
    if statement.kind != "indirect" and _is_curt(opening):
        return Reading(how="denies", target="before", pointer=None)
    for pattern in (_calls_false(), _no_truth()):
        match = pattern.match(opening)
        if match:
            what = "phrase" if match.groupdict().get("phrase") else "what"
            low, high = match.span(what)
            pointer = read_pointer(text, start + low, start + high) if low >= 0 else None
            is_thing = what == "phrase" and _THING.search(match["phrase"]) is not None
            if pointer is None and low >= 0 and not is_thing:
                return None
            return _of_false(match, pointer, start)
    none_such = re.match(
        r"(?:there\s+(?:was|is|has\s+been|were|are)\s+)?no\s+such\s+(?P<noun>[\w-]{3,30})\b", opening, re.I
    )
    if none_such:
        noun = stem(fold(none_such["noun"]))
        kind = noun_classes().get(noun, "other")
        pointer = Pointer(noun_class=kind, noun=noun, plural=False, owner=None, about=None, clause=None)
        return Reading(how="denies", target="before", pointer=pointer)
    return None


def _of_false(match: re.Match[str], pointer: Pointer | None, start: int) -> Reading:
    if "clause" in match.groupdict() and match["clause"]:
        clause = (start + match.start("clause"), start + match.end("clause"))
        return Reading(how="denies", target="content", pointer=pointer, denied=(clause,))
    if pointer is not None and pointer.clause:
        return Reading(how="denies", target="content", pointer=pointer, denied=(pointer.clause,))
    if pointer is None or pointer.noun is None:
        return Reading(how="denies", target="before", pointer=pointer)
    return Reading(how="denies", target="pointer", pointer=pointer)


def _is_curt(opening: str) -> bool:
    """Tell whether a quotation begins with a rejoinder that is a sentence of its own."""
    sentence = re.match(r"[^.!?;:—–\n]{1,60}", opening)
    if sentence is None:
        return False
    said = " ".join(re.findall(r"[\w’'-]+", fold(sentence.group())))
    ends = opening[sentence.end() : sentence.end() + 1]
    return said in _whole() and (not ends or ends in ".!?;:—–\n")


@cache
def _whole() -> frozenset[str]:
    listed = [line for line in str(read_table("disputes.toml")["curt"]["whole"]).splitlines() if line]
    adverbs = str(read_table("disputes.toml")["curt"]["adverbs"]).split()
    return frozenset(listed) | {f"{a} {p}" for a in adverbs for p in listed}


@cache
def _calls_false() -> re.Pattern[str]:
    curt = read_table("disputes.toml")["curt"]
    adverbs = "|".join(sorted(str(curt["adverbs"]).split()))
    false = "|".join(sorted(str(curt["false"]).split()))
    factual = "|".join(
        sorted(
            set(str(curt["false"]).split())
            - {"wrong", "mistaken", "misleading", "absurd", "preposterous", "ludicrous", "ridiculous"}
        )
    )
    be = r"(?:\s+(?:is|are|was|were|had\s+been|has\s+been|have\s+been)|[’']s|[’']re)"
    some = rf"(?:\s+(?:{adverbs}|[a-z]{{3,12}}ly|and)){{0,{_ADVERBS}}}"
    noun = r"(?:the|these|those|such|all|this|that|any|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?[\w-]+?"
    return re.compile(
        rf"(?:(?P<what>that|this|it|they|these|those){be}{some}\s+(?:{factual}|not{some}\s+(?:true|so|correct|accurate)"
        rf"|not\s+the\s+case|not\s+what\s+happened)\b"
        rf"|(?:that|this|it|they)\s+(?:isn|wasn|aren|weren)[’']t{some}\s+(?:true|the\s+case|so|what\s+happened)\b"
        rf"|(?:that|this|it)\s+(?:never|did\s+not|didn[’']t)\s+happen(?:ed)?\b"
        rf"|(?P<phrase>{noun})(?:\s+that\s+(?P<clause>[^.!?]{{8,200}}?))?{be}{some}\s+(?:{false}|not{some}\s+true)\b)",
        re.IGNORECASE,
    )


@cache
def _no_truth() -> re.Pattern[str]:
    return re.compile(
        r"(?:there\s+(?:is|was)\s+(?:absolutely\s+|simply\s+)?(?:no|not\s+a\s+(?:word|grain|shred)\s+of)\s+"
        r"(?:truth|substance|basis|foundation)\s+(?:in|to|for|whatsoever\s+(?:in|to))"
        r"|(?:i|we|he|she|they|it)\s+(?:\w+ly\s+)?(?:den(?:y|ied|ies)|reject(?:s|ed)?|dispute[sd]?|refute[sd]?))\s+(?P<what>.{2,160})",
        re.IGNORECASE | re.DOTALL,
    )
