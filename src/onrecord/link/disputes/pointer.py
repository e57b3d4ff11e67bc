"""What a denial calls that which it answers: "the latest such claims from the union", "it", "UP's report"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.link.data_files import read_table
from onrecord.link.disputes.words import stem
from onrecord.model import How

#: A phrase that points at a claim is short; what is longer states it.
_REACH = 160
_PRONOUN = re.compile(
    r"(?:that\s+)?(?:(?:all|any|both|some|none|much)\s+of\s+)?(?P<word>it|this|that|these|those|them)"
    r"(?:\s+as\s+(?:\w+\s+){0,3}?(?:false|untrue|nonsense|lies|baseless|rubbish|fiction|invention|propaganda)"
    r"|\s+(?:all|outright|flatly|strongly|vehemently|strenuously|on|in|at|when|during)\b.*)?[\s.,;:!]*$",
    re.IGNORECASE | re.DOTALL,
)
_DETERMINER = (
    r"(?:(?:any\s+|no\s+)?such(?:\s+an?)?|the|this|that|these|those|any|all|both|his|her|its|their|our|my|your"
    r"|a|an|every|no|some)"
)
_POINTING = frozenset(("the", "this", "that", "these", "those", "such", "both", "all"))
#: Kinds of claim that are also things done: to deny "any plans to leave" is to deny the plans, not a report.
_DONE = frozenset(("proposal", "order", "threat", "promise"))
_OWNED_BEHIND = re.compile(
    r"\s*+,?\s*+(?:made\s+|put forward\s+|published\s+|levelled\s+)?(?:by|from|in)\s+"
    r"(?P<owner>(?:(?!\bthat\b).){2,60})(?:\bthat\s+(?P<clause>.+))?",
    re.DOTALL,
)
_ABOUT = re.compile(
    r"\s*+,?\s*+(?:of|about|over|against|regarding|concerning|surrounding)\s+(?P<about>.+?)(?=\s+(?:and|but|when|after|while)\s|$)",
    re.DOTALL,
)
_THAT = re.compile(r"\s*+,?\s*+(?:that|which said(?: that)?|saying(?: that)?|:)\s+(?P<clause>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """What points at a claim made elsewhere."""

    #: "report", "claim", "accusation", … as in the table; "other" for "no such NOUN"; None for a pronoun.
    noun_class: str | None
    #: Stem of the noun.
    noun: str | None
    plural: bool
    #: Whose claim, as printed; None where it is not said.
    owner: str | None
    #: What the claim is about, `[start, end)` in the text that was read; None where it is not said.
    about: tuple[int, int] | None
    #: What is claimed, where a clause says it.
    clause: tuple[int, int] | None


#: "content": its words say what is answered. "pointer": it only points at it. "before": it answers what
#: stands just before it. "own": it answers how the speaker's own words were reported.
#: "deed": it denies what others may say that its speaker did.
Target = Literal["content", "pointer", "before", "own", "deed"]


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
    #: Who is said to have been wrong, as printed.
    owner: str | None = None


@cache
def noun_classes() -> dict[str, str]:
    """Give the class of each noun for a claim, by its stem."""
    listed = read_table("disputes.toml")["nouns"]
    return {stem(noun): kind for kind, nouns in listed.items() for noun in str(nouns).split()}


@cache
def _noun_phrase() -> re.Pattern[str]:
    between = "|".join(sorted(set(str(read_table("disputes.toml")["openers"]["between"]).split())))
    nouns = [noun for nouns in read_table("disputes.toml")["nouns"].values() for noun in str(nouns).split()]
    forms = "|".join(sorted({f"{n[:-1]}(?:y|ies)" if n.endswith("y") else n + "(?:e?s)?" for n in nouns}))
    return re.compile(
        rf"(?:(?P<owner>[^,.;:\n]{{1,60}}?)(?:['’]s|(?<=s)['’])\s+|(?P<det>{_DETERMINER})\s+)?"
        rf"(?P<body>(?-i:(?:[A-Z][\w.&-]*\s+){{1,3}}))?"
        rf"(?:(?:{between}|\w+(?:-\w+)?ed)\s+){{0,3}}(?P<noun>{forms})\b",
        re.IGNORECASE,
    )


def read_pointer(text: str, start: int, end: int) -> Pointer | None:
    """Read `text[start:end)` as something that points at a claim; None where it is a claim itself.

    Linear: at most 160 characters are looked at, and what stands behind the noun is cut at its sentence.
    """
    shown = text[start : min(end, start + _REACH)]
    pronoun = _PRONOUN.match(shown)
    if pronoun:
        many = pronoun["word"].lower() in ("these", "those", "them")
        return Pointer(noun_class=None, noun=None, plural=many, owner=None, about=None, clause=None)
    found = _noun_phrase().match(shown)
    if found is None:
        return None
    noun = stem(found["noun"].lower())
    at = start + found.end()
    stop = re.search(r"[.!?](?=\s|$)", text[at : min(end, at + 400)])
    behind = text[at : at + stop.start() if stop else min(end, at + 400)]
    clause = _THAT.match(behind)
    about = None if clause else _ABOUT.match(behind)
    owned = None if clause or about else _OWNED_BEHIND.match(behind)
    det = (found["det"] or "").lower()
    such = "such" in det
    if not (clause or about or owned or such) and re.match(r"\s+[^\W\d_]", behind) and _goes_on(behind):
        return None
    if noun_classes().get(noun) in _DONE and (about or clause or not (such or det in _POINTING)):
        return None
    owner = found["owner"] or found["body"] or (owned["owner"] if owned else None)
    if owner is None and (found["det"] or "").lower() in ("his", "her", "their", "its"):
        owner = found["det"].lower()
    return Pointer(
        noun_class=noun_classes().get(noun),
        noun=noun,
        plural=found["noun"].lower().endswith("s") and not found["noun"].lower().endswith("ss"),
        owner=owner,
        about=_place(about, "about", at),
        clause=_place(clause or (owned if owned and owned["clause"] else None), "clause", at),
    )


def _goes_on(behind: str) -> bool:
    """Tell whether the noun only opens a clause ("the report was written before the inspection")."""
    return (
        re.match(r"\s+(?:was|were|had|has|have|would|will|could|may|might|is|are|did|does)\b", behind)
        is not None
    )


def _place(match: re.Match[str] | None, group: str, at: int) -> tuple[int, int] | None:
    return (at + match.start(group), at + match.end(group)) if match else None
