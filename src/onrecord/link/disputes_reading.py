"""Read off one statement whether it answers another one, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from onrecord.link.disputes_pointer import Pointer, noun_classes, read_pointer
from onrecord.link.disputes_words import fold, stem, table
from onrecord.model import How, Statement

#: "content": its words say what is answered. "pointer": it only points at it. "before": it answers what
#: stands just before it. "own": it answers how the speaker's own words were reported.
Target = Literal["content", "pointer", "before", "own"]
#: Characters of a content that a rejoinder's opening is looked for in.
_OPENING = 240
_ADVERBS = 3
_WH = re.compile(r"(?:how|what|when|where|who|why|which)\b", re.IGNORECASE)
_UNHEARD = re.compile(
    r"(?:that\s+)?(?:i|we|he|she|they|it)\b(?:\s+[\w’'.-]+){0,3}?\s+(?:not|never|n[o’']t|no|un|cannot|neither)\s*(?:yet\s+)?"
    r"(?:(?:independently|immediately)\s+)?(?:heard\s+(?:of|about)|aware\s+of|knowledge\s+of|information\s+(?:on|about)"
    r"|seen|(?:confirm|verify)(?:\s+(?:n?or)\s+deny)?)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(r"(?:that|whether|if|on|about|to|of)\s+", re.IGNORECASE)
_WRONG_TO = re.compile(
    r"\b(?P<it>it\s+)?(?:is|was|were|been|am|be)\s+(?:\w+ly\s+)?(?:wrong|mistaken|incorrect|untrue|false|in\s+error)\s+"
    r"(?:to|in|when)\s+(?:say|claim|suggest|state|report|tell|assert|allege|announce|write|imply|insist)(?:ing)?\s+"
    r"(?:that\s+)?(?P<clause>[^.!?]{8,400})",
    re.IGNORECASE,
)
#: What can be a fake without being a claim.
_THING = re.compile(
    r"\b(?:picture|photo|photograph|image|video|clip|footage|document|letter|tape|recording|thing|screenshot)s?$",
    re.I,
)
_NEVER_SAID = re.compile(
    r"\b(?:i|we)\s+(?:did\s+not|didn[’']t|never)\s+(?:ever\s+)?sa(?:y|id)\b"
    r"|^(?:that\s+)?(?:he|she|they)\s+(?:had\s+never|never|did\s+not|didn[’']t|had\s+not)\s+sa(?:y|id)\b"
    r"|\bwhat\s+(?:i|we)\s+(?:actually\s+|really\s+)?said\s+was\b|\bnot\s+what\s+(?:i|we)\s+said\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a statement answers another."""

    how: How
    target: Target
    pointer: Pointer | None
    #: What is denied, `[start, end)` in the article's text, a piece each; empty unless the target is
    #: "content" or "own".
    denied: tuple[tuple[int, int], ...] = ()
    #: Whether the speaker takes back words of his own.
    retracts: bool = False


def read_statement(text: str, statement: Statement) -> Reading | None:
    """Say how `statement` answers another one, None where it does not say so itself.

    `text` is the whole text of its article.
    """
    if not statement.content or statement.speaker is None:
        return None
    if statement.polarity == "denied":
        return _denial(text, statement)
    if statement.polarity == "not_confirmed":
        return _not_confirmed(text, statement)
    return _correction(text, statement) or _rejoinder(text, statement) or _countering(text, statement)


def cue_stems(statement: Statement) -> frozenset[str]:
    """Give the stems of a statement's cue."""
    return frozenset(
        stem(word) for span in statement.cue for word in re.findall(r"[\w’'-]+", fold(span.text))
    )


def quotes_oneself(content: str) -> bool:
    """Tell whether a content says what its speaker said or did not say."""
    return _NEVER_SAID.search(content[:600]) is not None


def _denial(text: str, statement: Statement) -> Reading | None:
    denying = cue_stems(statement)
    if denying & set(str(table("disputes.toml")["denying"]["not_claims"]).split()):
        return None
    first = statement.content[0]
    if statement.act != "deny" and (statement.act == "claim" or not _is_called_false(text, statement)):
        return None
    if _WH.match(first.text):
        return None
    pointer = _pointer_of(text, statement)
    how: How = "corrects" if denying & {"correct", "retract", "withdraw"} else "denies"
    return replace(_aimed(how, pointer, _pieces(statement)), retracts=how == "corrects")


def _aimed(how: How, pointer: Pointer | None, pieces: tuple[tuple[int, int], ...]) -> Reading:
    if pointer is None:
        return Reading(how=how, target="content", pointer=None, denied=pieces)
    if pointer.clause:
        apart = [piece for piece in pieces[1:] if piece[0] >= pointer.clause[1]]
        return Reading(how=how, target="content", pointer=pointer, denied=(pointer.clause, *apart))
    return Reading(how=how, target="pointer", pointer=pointer)


def _pieces(statement: Statement) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in statement.content)


def _pointer_of(text: str, statement: Statement) -> Pointer | None:
    """Read the content as a pointer; a second piece ("rejects | claim | that P") is its clause."""
    first, *more = statement.content
    pointer = read_pointer(text, first.start, first.end)
    if pointer is None or not more or pointer.clause or pointer.about:
        return pointer
    clause = (more[0].start, more[-1].end)
    return Pointer(
        noun_class=pointer.noun_class, noun=pointer.noun, plural=pointer.plural, owner=pointer.owner,
        about=None, clause=clause,
    )  # fmt: skip


def _is_called_false(text: str, statement: Statement) -> bool:
    """Tell whether "false" or the like stands with a content whose cue does not deny ("called it a lie")."""
    low = min(span.start for span in (*statement.cue, *statement.content))
    high = max(span.end for span in (*statement.cue, *statement.content))
    around = fold(text[max(low, high - 400) : high + 40]).replace("if false", "").replace("if true", "")
    return (
        not _false_words().isdisjoint(re.findall(r"[\w-]+", around))
        or "not true" in around
        or "no truth" in around
    )


@cache
def _false_words() -> frozenset[str]:
    return frozenset(str(table("disputes.toml")["curt"]["false"]).split())


def _not_confirmed(text: str, statement: Statement) -> Reading | None:
    first = statement.content[0]
    unheard = _UNHEARD.match(first.text[:_OPENING])
    if unheard:
        start = first.start + unheard.start("rest")
        pointer = read_pointer(text, start, first.end)
        if pointer:
            return _aimed("not_confirmed", pointer, ((start, first.end),))
        return Reading(how="not_confirmed", target="content", pointer=None, denied=((start, first.end),))
    verbs = frozenset(stem(word) for word in str(table("disputes.toml")["unconfirmed"]["verbs"]).split())
    cue = cue_stems(statement)
    lead = _LEADING.match(first.text)
    is_whether = lead is not None and lead.group().split()[0].lower() in ("whether", "if")
    if not cue & verbs and not (is_whether and cue & {"say", "discuss", "answer", "tell"}):
        return None
    start = first.start + (lead.end() if lead else 0)
    if _WH.match(text, start):
        return None
    pointer = read_pointer(text, start, first.end)
    if pointer is None and cue & {"comment", "know", "see", "hear", "awar"}:
        return None
    return _aimed("not_confirmed", pointer, ((start, first.end), *_pieces(statement)[1:]))


def _correction(text: str, statement: Statement) -> Reading | None:
    for span in statement.content:
        wrong = _WRONG_TO.search(span.text[: _OPENING * 2])
        if wrong:
            how: How = "denies" if wrong["it"] else "corrects"
            clause = (span.start + wrong.start("clause"), span.start + wrong.end("clause"))
            return Reading(how=how, target="content", pointer=None, denied=(clause,))
        folded = fold(span.text)
        if _NEVER_SAID.search(span.text) or any(p in folded for p in _misquoted()):
            return Reading(how="corrects", target="own", pointer=None, denied=_pieces(statement))
    cue = " ".join(fold(span.text) for span in statement.cue)
    if any(phrase in cue for phrase in _retracted()):
        return replace(_aimed("corrects", _pointer_of(text, statement), _pieces(statement)), retracts=True)
    return None


@cache
def _misquoted() -> tuple[str, ...]:
    listed = str(table("disputes.toml")["misquoted"]["phrases"]).splitlines()
    return tuple(phrase for phrase in listed if phrase and " sa" not in phrase[3:])


@cache
def _retracted() -> tuple[str, ...]:
    return tuple(line for line in str(table("disputes.toml")["retracted"]["phrases"]).splitlines() if line)


def _rejoinder(text: str, statement: Statement) -> Reading | None:
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
    listed = [line for line in str(table("disputes.toml")["curt"]["whole"]).splitlines() if line]
    adverbs = str(table("disputes.toml")["curt"]["adverbs"]).split()
    return frozenset(listed) | {f"{a} {p}" for a in adverbs for p in listed}


@cache
def _calls_false() -> re.Pattern[str]:
    curt = table("disputes.toml")["curt"]
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


def _countering(text: str, statement: Statement) -> Reading | None:
    known = table("disputes.toml")["countering"]
    cue = " ".join(fold(span.text) for span in statement.cue)
    verbs = frozenset(stem(word) for word in str(known["verbs"]).split())
    if cue_stems(statement) & verbs or any(p and p in cue for p in str(known["phrases"]).splitlines()):
        return Reading(how="contradicts", target="before", pointer=None)
    return _contrary(text, statement)


_CONTRARY = re.compile(
    r"\b(?:contrary\s+to|contradicting|in\s+contrast\s+to)\s+(?P<what>[^.!?]{3,160})", re.IGNORECASE
)


def _contrary(text: str, statement: Statement) -> Reading | None:
    """Read "contrary to claims by the union, the minister said …" in the lead of the statement's sentence."""
    spans = (*statement.source, *statement.cue, *statement.content)
    low = min(span.start for span in spans)
    lead = max(0, low - 200)
    before = text[lead:low]
    begins = max(before.rfind(mark) for mark in (". ", "\n", "! ", "? ", ".” ", '." ')) + 1
    match = _CONTRARY.search(text, lead + begins, min(statement.content[0].start + 120, len(text)))
    if match is None or match.start() > statement.content[0].end:
        return None
    pointer = read_pointer(text, match.start("what"), match.end("what"))
    if pointer is None:
        return None
    return Reading(how="contradicts", target="pointer", pointer=pointer)
