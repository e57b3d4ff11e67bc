"""Read off a dependency tree how sure a deed is: asserted, alleged, denied, planned or hypothetical."""

from __future__ import annotations

from typing import Any

from onrecord.annotate.lexicon import forms, word_set
from onrecord.model import Modality

#: A token of a tree.
Token = Any

_MEANT = frozenset(
    form
    for verb in word_set(
        "plan intend want hope agree promise vow pledge threaten offer expect decide prepare aim seek try "
        "schedule set propose refuse decline fail urge ask demand order call tell request warn oppose "
        "veto beg"
    )
    for form in forms(verb)
) | frozenset(("willing", "ready", "prepared", "likely", "about", "due", "scheduled"))
_UNDONE = frozenset(
    form
    for verb in word_set("refuse decline fail deny avoid prevent stop reject forget cease abandon")
    for form in forms(verb)
)
_DOUBTED = frozenset(
    (
        "allegedly",
        "reportedly",
        "supposedly",
        "purportedly",
        "apparently",
        "alleged",
        "suspected",
        "believed",
        "rumored",
    )
)
_LAID = forms("accuse") | forms("suspect") | frozenset(("charged",))
_COMING = frozenset(
    ("planned", "proposed", "upcoming", "future", "scheduled", "potential", "possible", "threatened")
)
_OPEN = frozenset(("may", "might", "could", "can", "should", "must"))
_WANTED = forms("demand") | forms("urge") | forms("propose") | forms("recommend") | forms("insist")


def mood_of(token: Token) -> Modality:
    """Give how sure the tree has the deed of a verb or a noun."""
    words = {child.lower_ for child in token.children}
    if any(child.dep_ == "neg" for child in token.children) or words & {"never", "no", "nobody"}:
        return "denied"
    return _noun(token, words) if token.pos_ == "NOUN" else _verb(token, words)


def _noun(noun: Token, words: set[str]) -> Modality:
    verb = noun.head
    if verb.pos_ == "VERB" and noun.dep_ in ("dobj", "nsubjpass"):
        own = mood_of(verb)
        return "planned" if verb.lower_ in _MEANT and own in ("asserted", "alleged") else own
    if words & _DOUBTED:
        return "alleged"
    return "planned" if words & _COMING else "asserted"


def _verb(verb: Token, words: set[str]) -> Modality:
    head = verb.head
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    if words & _DOUBTED:
        return "alleged"
    if marks & {"if", "unless", "whether"} or helpers & _OPEN:
        return "hypothetical"
    if helpers & {"will", "'ll", "wo", "shall", "going"}:
        return "planned"
    if helpers & {"would", "'d"}:
        conditions = (child for child in verb.children if child.dep_ == "advcl")
        return (
            "hypothetical" if any("if" in {it.lower_ for it in c.children} for c in conditions) else "planned"
        )
    if verb.dep_ == "conj" and head.pos_ == "VERB" and not helpers and not _has_subject(verb):
        return mood_of(head)
    if verb.tag_ == "VB" and ("to" in words or verb.dep_ in ("xcomp", "ccomp")):
        return _infinitive(verb, head)
    return _governed(verb, head)


def _infinitive(verb: Token, head: Token) -> Modality:
    if head.lower_ in _UNDONE or head.lower_ in ("refusal", "failure"):
        return "denied"
    if verb.dep_ == "xcomp" and head.pos_ == "VERB" and head.lower_ not in _MEANT and head.lower_ != "going":
        return mood_of(head)
    return "asserted" if verb.dep_ == "ccomp" and head.lower_ not in _MEANT else "planned"


def _governed(verb: Token, head: Token) -> Modality:
    if verb.dep_ == "pcomp":
        if head.head.lower_ in _LAID:
            return "alleged"
        if head.lower_ == "without":
            return "denied"
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG":
        return "denied" if head.lower_ in _UNDONE else mood_of(head)
    if verb.dep_ == "ccomp" and head.lower_ in forms("deny"):
        return "denied"
    return "planned" if verb.dep_ == "ccomp" and verb.tag_ == "VB" and head.lower_ in _WANTED else "asserted"


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
