"""What a dependency tree (ClearNLP labels) says of a word's neighbours: subjects, objects, owners, places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.annotate.coreference_words import GENERIC_PERSON, ORGANIZATIONS, PERSON_NOUNS, PLURAL_PEOPLE
from onrecord.annotate.lexicon import forms, word_set

#: A token of a tree.
Token = Any
#: spaCy's entities that are times.
TIMES = ("DATE", "TIME")
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"))
_PEOPLE = (
    PERSON_NOUNS
    | ORGANIZATIONS
    | GENERIC_PERSON
    | PLURAL_PEOPLE
    | word_set(
        "rebels guerrillas militants troops forces soldiers refugees protesters demonstrators authorities "
        "leaders insurgents civilians prisoners opposition hackers fighters diplomats inspectors "
        "peacekeepers migrants heads head chiefs chief states nations countries country republics parties "
        "party group groups sides parliament court team"
    )
)
_PRONOUNS = word_set(
    "he him she her they them who whom we us i you it both everyone someone his their its our my"
)
#: Verbs whose object does what the infinitive behind it says.
_ORDERS = frozenset(
    form
    for verb in word_set(
        "ask urge order persuade allow force tell want expect invite permit enable require help lead cause "
        "get press compel encourage beg request advise warn prompt instruct command push call"
    )
    for form in forms(verb)
)
_RELATIVES = ("who", "which", "that", "whom")
#: How far subjects are sought from clause to clause.
_DEEPEST = 8


def kids(token: Token, *labels: str) -> list[Token]:
    """Give the children of a word that have one of these labels."""
    return [child for child in token.children if child.dep_ in labels]


def row(token: Token) -> list[Token]:
    """Give a noun and those joined to it by "and"."""
    kinds = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
    return [token] + [it for child in kids(token, "conj") if child.pos_ in kinds for it in row(child)]


def behind(
    token: Token, prepositions: Iterable[str], labels: Sequence[str] = ("prep", "agent", "dative")
) -> list[Token]:
    """Give what prepositions tie to a word."""
    found: list[Token] = []
    for tie in kids(token, *labels):
        if tie.lower_ in prepositions and not (
            tie.dep_ == "dative" and tie.pos_ not in ("ADP", "SCONJ", "PART")
        ):
            for end in (tie, *kids(tie, "prep")):
                found += [it for noun in kids(end, "pobj") for it in row(noun)]
    return found


def is_side(token: Token) -> bool:
    """Tell whether a word names or tells of people, a body or a place."""
    if token.ent_type_ in _NAMED or token.lower_ in _PRONOUNS or token.lower_ in _PEOPLE:
        return True
    if token.pos_ == "PROPN" and token.ent_type_ not in (*TIMES, "MONEY", "PERCENT", "CARDINAL"):
        return True
    return any(
        it.ent_type_ in ("NORP", "GPE", "ORG") for it in kids(token, "amod", "compound", "poss", "nmod")
    )


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Find who does what an active verb says, through relative clauses, infinitives and rows of verbs."""
    if depth > _DEEPEST:
        return []
    own = kids(verb, "nsubj")
    if own:
        relative = verb.dep_ == "relcl"
        return [y for x in own for y in ([verb.head] if relative and x.lower_ in _RELATIVES else row(x))]
    head = verb.head
    if kids(verb, "nsubjpass"):
        return []
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return subjects(head, depth + 1) or (patients(head) if kids(head, "nsubjpass") else [])
    if verb.dep_ in ("xcomp", "pcomp", "ccomp"):
        return _governing_subject(head, depth)
    if verb.dep_ == "advcl" and head.pos_ in ("VERB", "AUX"):
        apart = any(
            it.lower_ in ("as", "because", "if", "while", "although", "since") for it in kids(verb, "mark")
        )
        return [] if apart else subjects(head, depth + 1) or patients(head)
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        through = owners(head) or _light_subject(head, depth)
        if verb.tag_ == "VBG":
            return row(head) if is_side(head) else through or [head]
        return through if verb.tag_ == "VB" else []
    return []


def _governing_subject(head: Token, depth: int) -> list[Token]:
    """Find who does what an infinitive or a gerund says, by what governs it."""
    verb = head if head.pos_ in ("VERB", "AUX") else head.head if head.pos_ in ("ADP", "ADJ") else None
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return owners(head) if head.pos_ == "NOUN" else []
    objects = [y for x in kids(verb, "dobj") for y in row(x)]
    laid = head.dep_ == "prep" and head.lower_ in ("of", "for", "from")  # "accused X of attacking"
    if objects and (verb.lower_ in _ORDERS or laid):
        return objects
    return patients(verb) if kids(verb, "nsubjpass") else subjects(verb, depth + 1)


def _light_subject(noun: Token, depth: int) -> list[Token]:
    return (
        subjects(noun.head, depth + 1) if noun.dep_ in ("dobj", "attr") and noun.head.pos_ == "VERB" else []
    )


def patients(verb: Token) -> list[Token]:
    """Find what a verb's deed is done to."""
    relative = verb.dep_ == "relcl"
    found: list[Token] = []
    for it in kids(verb, "nsubjpass", "dobj"):
        found += [verb.head] if relative and it.lower_ in _RELATIVES else row(it)
    if found:
        return found
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return [verb.head]
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and kids(verb.head, "nsubjpass"):
        return [] if kids(verb, "nsubj", "nsubjpass") else patients(verb.head)
    named = kids(verb, "nsubj")
    if relative and named and not any(it.lower_ in _RELATIVES for it in named):
        return [verb.head]
    return []


def owners(noun: Token) -> list[Token]:
    """Find who does what a noun tells: "the town's attack", "an attack by the town", "a Tarnish attack"."""
    found = [y for x in kids(noun, "poss") for y in row(x)] + behind(noun, {"by"})
    if found:
        return found
    before = kids(noun, "amod", "compound", "nmod")
    return [it for it in before if it.ent_type_ in ("NORP", "GPE", "ORG", "PERSON") or it.lower_ in _PEOPLE][
        :1
    ]


def first_named(verb: Token, but: Sequence[Token]) -> list[Token]:
    """Find the first side named in what a verb governs: "demanded that X withdraw"."""
    best: Token | None = None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "agent", "punct", "cc") or (
            child.dep_ == "conj" and child.pos_ == "VERB"
        ):
            continue
        if child.dep_ == "advcl" and kids(child, "mark"):
            continue
        for token in child.subtree:
            named = token.ent_type_ in _NAMED or token.lower_ in _PEOPLE
            if named and token.dep_ not in ("det", "punct", "case") and (best is None or token.i < best.i):
                head = _name_head(token)
                best = head if head not in but and (best is None or head.i < best.i) else best
    return [] if best is None else [best]


def _name_head(token: Token) -> Token:
    while token.head.ent_type_ == token.ent_type_ and token.dep_ in ("compound", "amod", "nmod"):
        token = token.head
    return token
