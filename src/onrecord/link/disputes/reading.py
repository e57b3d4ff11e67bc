"""Read off one statement whether it answers another one, and how."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from onrecord.link.data_files import read_table
from onrecord.link.disputes.curt import read_rejoinder
from onrecord.link.disputes.pointer import Pointer, Reading, read_pointer
from onrecord.link.disputes.words import fold, stem
from onrecord.model import How, Statement

#: Characters of a content that a rejoinder's opening is looked for in.
_OPENING = 240
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
_SLIP = re.compile(
    r"\b(?P<who>(?:[A-Z][\w.’'-]+\s+){0,3}[A-Z][\w’'-]+)\s+(?:had\s+|has\s+|simply\s+)?"
    r"(?:misspoke|misspoken|(?:was|were|been)\s+mistaken|got\s+it\s+wrong|made\s+a\s+mistake|erred)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:I|We|we)\s+(?:(?:have|had)\s+)?(?:never|not|did\s+not|didn[’']t|haven[’']t|hadn[’']t|was\s+not|wasn[’']t)\s+(?:ever\s+)?"
    r"(?!(?:say|said|know|think|thought|want|believe|expect|understand|see|feel|even|only|just)\b)(?P<done>[^.!?]{4,200})"
)
_NEVER_SAID = re.compile(
    r"\b(?:i|we)\s+(?:did\s+not|didn[’']t|never)\s+(?:ever\s+)?sa(?:y|id)\b"
    r"|^(?:that\s+)?(?:he|she|they)\s+(?:had\s+never|never|did\s+not|didn[’']t|had\s+not)\s+sa(?:y|id)\b"
    r"|\b(?:i|we)\s+(?:said|wrote|told\s+(?:him|her|them))\b[^.]{1,200}[.;]\s[^.]{0,80}\b(?:printed|reported|wrote|quoted|heard)\b"
    r"|\bwhat\s+(?:i|we)\s+(?:actually\s+|really\s+)?said\s+was\b|\bnot\s+what\s+(?:i|we)\s+said\b",
    re.IGNORECASE,
)


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
    return (
        _correction(text, statement)
        or read_rejoinder(text, statement)
        or _countering(text, statement)
        or _deed(statement)
    )


def _deed(statement: Statement) -> Reading | None:
    """Read "I never asked for money": it denies what others say that the speaker did."""
    if (
        statement.kind == "indirect"
        or statement.speaker is None
        or statement.speaker.kind == "unnamed_person"
    ):
        return None
    for span in statement.content:
        match = _NOT_DONE.search(span.text[: _OPENING * 2])
        if match:
            done = (span.start + match.start("done"), span.start + match.end("done"))
            return Reading(how="denies", target="deed", pointer=None, denied=(done,))
    return None


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
    if denying & set(str(read_table("disputes.toml")["denying"]["not_claims"]).split()):
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
    # "a report | in the Courier that the pier was sold": the clause begins behind its "that".
    that = re.match(r"(?!that\b)[^.;]{1,60}?\bthat\s+", more[0].text)
    between = text[first.end : more[0].start].strip(' \n"“')
    if that is None and between not in ("", ":") and not re.match(r"that\b", more[0].text):
        return pointer  # "UP's report | , offering | a curt “No”": how it was denied, not what
    clause = (more[0].start + (that.end() if that else 0), more[-1].end)
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
    return frozenset(str(read_table("disputes.toml")["curt"]["false"]).split())


def _not_confirmed(text: str, statement: Statement) -> Reading | None:
    first = statement.content[0]
    unheard = _UNHEARD.match(first.text[:_OPENING])
    if unheard:
        start = first.start + unheard.start("rest")
        pointer = read_pointer(text, start, first.end)
        if pointer:
            return _aimed("not_confirmed", pointer, ((start, first.end),))
        return Reading(how="not_confirmed", target="content", pointer=None, denied=((start, first.end),))
    verbs = frozenset(stem(word) for word in str(read_table("disputes.toml")["unconfirmed"]["verbs"]).split())
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
            owner = None if wrong["it"] else _named_before(span.text, wrong.start())
            return Reading(how=how, target="content", pointer=None, denied=(clause,), owner=owner)
        slip = _SLIP.search(span.text[: _OPENING * 2])
        if slip:
            # What was wrong stands around: "There was no inspection, and Ms Tarn misspoke".
            return Reading(
                how="corrects", target="content", pointer=None, denied=_pieces(statement), owner=slip["who"]
            )
        folded = fold(span.text)
        if _NEVER_SAID.search(span.text) or any(p in folded for p in _misquoted()):
            return Reading(how="corrects", target="own", pointer=None, denied=_pieces(statement))
    cue = " ".join(fold(span.text) for span in statement.cue)
    # What stands inside a retraction is what is taken back.
    if statement.parent is None and any(phrase in cue for phrase in _retracted()):
        return replace(_aimed("corrects", _pointer_of(text, statement), _pieces(statement)), retracts=True)
    return None


def _named_before(text: str, at: int) -> str | None:
    """Give the name that ends before `at` ("its chief, Ada Tarn, had | been wrong"), None for a pronoun."""
    names = re.findall(r"(?:[A-Z][\w.’'-]+\s+){0,3}[A-Z][\w’'-]+", text[max(0, at - 80) : at])
    return names[-1] if names else None


@cache
def _misquoted() -> tuple[str, ...]:
    listed = str(read_table("disputes.toml")["misquoted"]["phrases"]).splitlines()
    return tuple(phrase for phrase in listed if phrase and " sa" not in phrase[3:])


@cache
def _retracted() -> tuple[str, ...]:
    return tuple(
        line for line in str(read_table("disputes.toml")["retracted"]["phrases"]).splitlines() if line
    )


def _countering(text: str, statement: Statement) -> Reading | None:
    known = read_table("disputes.toml")["countering"]
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
