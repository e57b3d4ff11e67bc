"""Make the cast of an article: a referent for every group of names, with gender, kind and facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.coreference_facts import facts_of
from onrecord.annotate.coreference_rank import Referent
from onrecord.annotate.coreference_text import TextMap
from onrecord.annotate.coreference_words import (
    HE_OR_SHE,
    METONYMS,
    PRONOUNS,
    gender_of_noun,
    is_plural_noun,
    plain_role,
)
from onrecord.annotate.namegroups import NameGroup, group_names
from onrecord.model import Mention, MentionType, SpeakerKind

KIND_OF_TYPE: dict[MentionType, SpeakerKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "organization", "NORP": "group",
    "LOC": "organization", "FAC": "organization", "EVENT": "unknown", "PRODUCT": "organization",
    "LAW": "document", "WORK": "document",
}  # fmt: skip
#: Mentions of a person that are read for what stands around them; titles stand at the first.
MOST_READ = 25


@dataclass(frozen=True, slots=True)
class Cast:
    """The referents of one article; the first `len(groups)` of them are those of the groups of names."""

    groups: list[NameGroup]
    #: Group number of each name.
    group_of: list[int]
    names: Sequence[Mention]
    referents: list[Referent]


def build_cast(text: str, names: Sequence[Mention], places: TextMap) -> Cast:
    """Group `names` (in order, none overlapping) and describe each group."""
    groups, group_of = group_names(text, names, places.headlines)
    referents = [_referent(text, group, places) for group in groups]
    _vote_by_pronouns(text, names, groups, group_of, places)
    for group, referent in zip(groups, referents, strict=True):
        referent.gender = group.votes.decide() if group.type == "PERSON" else None
        referent.gender_sure = group.votes.sure
    return Cast(groups, group_of, names, referents)


def _referent(text: str, group: NameGroup, places: TextMap) -> Referent:
    name = group.fullest
    kind = KIND_OF_TYPE[group.type]
    if name.lower() in METONYMS:
        kind = "organization"
    plural = group.type == "NORP" and is_plural_noun(name.lower())
    made = Referent(name=name, kind=kind, type=group.type, plural=plural)
    if group.type != "PERSON":
        return made
    # In title case a headline's verbs and nouns can't be told apart.
    for part in [name for name in group.names if not places.in_headline(name.start)][:MOST_READ]:
        words, roles = facts_of(text, part.start, part.end, places.sentence_span(part.start))
        made.facts |= words | set(part.titles)
        made.roles |= {plain_role(role) for role in roles.union(part.titles)}
        for role in roles:
            told = gender_of_noun(role)
            if told:
                group.votes.pronoun(told)
    return made


def _vote_by_pronouns(
    text: str, names: Sequence[Mention], groups: list[NameGroup], group_of: list[int], places: TextMap
) -> None:
    """Let "he" and "she" tell the gender of the only person that their sentence and the one before name."""
    people: dict[int, set[int]] = {}
    for number, name in enumerate(names):
        if groups[group_of[number]].type == "PERSON":
            people.setdefault(places.sentence(name.start), set()).add(group_of[number])
    for start, end in places.paragraphs:
        for found in HE_OR_SHE.finditer(text, start, end):
            if places.quoted(found.start()):
                continue
            gender = PRONOUNS[found.group().lower()]
            sentence = places.sentence(found.start())
            near = people.get(sentence) or people.get(sentence - 1) or set()
            if len(near) == 1:
                groups[next(iter(near))].votes.pronoun("female" if gender == "female" else "male")
