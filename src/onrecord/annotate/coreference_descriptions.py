"""Resolve descriptions ("the senator", "the Kestrian leader", "the paper") to what was named before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate.coreference_phrase import Phrase
from onrecord.annotate.coreference_rank import Asked, Occurrence, Referent, best, candidates
from onrecord.annotate.coreference_words import (
    DOCUMENTS,
    GENERIC_PERSON,
    OFFICES,
    ORGANIZATION_CLASSES,
    ORGANIZATION_FALLBACK,
    ORGANIZATIONS,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    gender_of_noun,
    is_age,
    plain_role,
    same_place,
    same_role,
    singular,
)
from onrecord.annotate.unnamed_reasons import REASON
from onrecord.model import SpeakerKind

#: What a description must score to stand for somebody: its role printed with a name gives EXACT, another word
#: for the role SYNONYM. By hand on the even half of PolNeAR dev; `evals/speakers.py` shows the effect.
ENOUGH = 1.0
#: The same for a headline's "Union boss", which needs more than a word of like meaning.
ENOUGH_BARE = 1.4
EXACT, SYNONYM = 2.0, 1.2
#: Points for a word of the description that the article says of the person, and against one that it does not.
FITS, MISSES = 1.0, -0.5
#: Least that the words against a person sum to; an article rarely says all of a person at the name.
WORST = -1.0
#: Points where the article gives the role to one person only.
ALONE = 0.7
#: Referents tried for one word, and earlier descriptions kept for one noun.
MOST_TRIED = 30
#: Sentences back to an organization whose name does not say that it is a company, agency or paper.
NEAR = 2
#: Mentions looked back on for how near a referent is.
LOOK_BACK = 200
#: Where a description ends: ", who asked not to be named", "it did not name".
_ASIDE = re.compile(
    r",\s+(?:and\s+)?(?:who|whom|whose|which)\b"
    r"|(?<!\s)\s+(?:whom\s+)?(?:it|he|she|they)\s+(?:did|would|could|declined|refused)\b"
)


def kind_of_description(phrase: Phrase) -> SpeakerKind:
    """Tell what kind of speaker a noun phrase without a name is."""
    noun = singular(phrase.head)
    if noun in PERSON_NOUNS or phrase.head in PERSON_NOUNS or is_age(phrase.head):
        return "group" if phrase.plural else "unnamed_person"
    if phrase.head in PLURAL_PEOPLE:
        return "group"
    if noun in DOCUMENTS or phrase.head in DOCUMENTS:
        return "document"
    if noun in ORGANIZATIONS and not phrase.plural:
        return "organization"
    if phrase.plural:
        return "group"
    someone = {"one", "another", "someone", "somebody", "everyone", "everybody", "nobody"}
    return "unnamed_person" if phrase.head in someone else "unknown"


def end_of_description(text: str, phrase: Phrase) -> int:
    """Leave out ", who asked not to be named": it tells about the source but not what it is."""
    found = (pattern.search(text, phrase.start, phrase.end) for pattern in (_ASIDE, REASON))
    cuts = [cut.start() for cut in found if cut and cut.start() > phrase.start]
    return phrase.start + len(text[phrase.start : min([phrase.end, *cuts])].rstrip(" ,"))


class Descriptions:
    """Remembers who was described how, and finds whom a description means."""

    def __init__(self, referents: list[Referent]) -> None:
        self._referents = referents
        self._by_role: dict[str, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        #: Head noun and number to the descriptions with it, with their modifiers, latest last.
        self._by_head: dict[tuple[str, bool], list[tuple[int, frozenset[str]]]] = {}
        #: Words that describe unnamed ones, to the last of them.
        self._by_said: dict[str, int] = {}
        for at, referent in enumerate(referents):
            for role in referent.roles:
                self._by_role.setdefault(role, []).append(at)
            if referent.kind == "organization":
                for word in set(referent.name.lower().replace(".", "").split()):
                    self._by_word.setdefault(word, []).append(at)

    def remember(self, phrase: Phrase, at: int) -> None:
        """Keep that the phrase's head noun described referent `at`."""
        for word in {phrase.head} | (same_role(phrase.head) if phrase.head in DOCUMENTS else set()):
            kept = self._by_head.setdefault((singular(word), phrase.plural), [])
            kept.append((at, frozenset(phrase.modifiers)))
            del kept[:-MOST_TRIED]
        if not self._referents[at].named and not phrase.plural:
            self._by_said.update((word, at) for word in phrase.modifiers)

    def find(self, phrase: Phrase, asked: Asked, history: Sequence[Occurrence]) -> int | None:
        """Give the referent that the description means; None where it is somebody new."""
        kind = kind_of_description(phrase)
        # A headline and the first sentence may describe whom the article names later.
        if not phrase.definite and asked.paragraph > 1:
            return None
        seen = {occurrence.referent: occurrence for occurrence in history[-LOOK_BACK:]}
        if kind == "organization":
            return self._organization(phrase, asked, seen)
        if kind == "unnamed_person":
            return self._person(phrase, asked, history, seen)
        return self._earlier(phrase)

    def _earlier(self, phrase: Phrase) -> int | None:
        """Give the last description with this head noun, none of whose words this one contradicts."""
        if phrase.owned:
            return None
        wanted = frozenset(phrase.modifiers)
        for at, modifiers in reversed(self._by_head.get((singular(phrase.head), phrase.plural), ())):
            if not wanted or wanted <= modifiers or (phrase.definite and modifiers and modifiers <= wanted):
                return at
        return None

    def _by_modifier(self, phrase: Phrase) -> int | None:
        """Find "the observer" in the unnamed "a member of the observer team"."""
        if not phrase.definite or phrase.modifiers:
            return None
        return self._by_said.get(phrase.head)

    def _person(
        self, phrase: Phrase, asked: Asked, history: Sequence[Occurrence], seen: dict[int, Occurrence]
    ) -> int | None:
        scored = [
            (self._fit(phrase, at, asked, seen), at)
            for role in self._roles(phrase)
            for at in self._by_role.get(role, ())[:MOST_TRIED]
        ]
        points, at = max(scored, default=(0.0, -1))
        earlier = self._earlier(phrase)
        if earlier is None and points < ENOUGH:
            earlier = self._by_modifier(phrase)
        if earlier is not None and (
            points < EXACT or at not in asked.speakers or earlier in asked.speakers[:1]
        ):
            return earlier
        if points >= (ENOUGH if phrase.definite else ENOUGH_BARE if phrase.bare else EXACT):
            return at
        epithet = phrase.head in GENERIC_PERSON | OFFICES or is_age(phrase.head)
        if phrase.definite and not phrase.owned and epithet:
            return self._salient(phrase, asked, history)
        return None

    @staticmethod
    def _roles(phrase: Phrase) -> set[str]:
        return {plain_role(role) for role in same_role(phrase.head)}

    def _fit(self, phrase: Phrase, at: int, asked: Asked, seen: dict[int, Occurrence]) -> float:
        referent = self._referents[at]
        told = gender_of_noun(phrase.head)
        if told and referent.gender and told != referent.gender:
            return -9.0
        exact = plain_role(phrase.head) in referent.roles
        met = [w in referent.facts or any(same_place(w, f) for f in referent.facts) for w in phrase.modifiers]
        alone = sum(len(self._by_role.get(role, ())) for role in self._roles(phrase)) == 1
        points = (EXACT if exact else SYNONYM) + ALONE * alone
        points += FITS * sum(met) + max(WORST, MISSES * (len(met) - sum(met)))
        points += 0.8 * (asked.speakers[:1] == (at,)) + 0.3 * (at in asked.speakers)
        if at in seen:
            return points + 0.5 / (1 + max(0, asked.sentence - seen[at].sentence))
        return points - 0.3

    def _salient(self, phrase: Phrase, asked: Asked, history: Sequence[Occurrence]) -> int | None:
        """Choose the person in focus that an epithet fits: "the challenger", "the billionaire"."""
        told = gender_of_noun(phrase.head)

        def fits(referent: Referent) -> bool:
            against = told and referent.gender and told != referent.gender
            # An office suits whom the article gives no other role.
            free = phrase.head not in OFFICES - GENERIC_PERSON or not referent.roles
            return referent.kind == "person" and free and not against

        options = candidates(asked, history, self._referents, fits)
        # "His Majesty" is whom the article styles so, where it does.
        options = [o for o in options if phrase.head in self._referents[o.referent].facts] or options
        # An epithet varies a name of its own paragraph before it takes up the last one's speaker.
        near = [option for option in options if option.features.get("same paragraph")]
        found = best(near or options)
        return found.referent if found else None

    def _shares_word(self, phrase: Phrase, at: int) -> bool:
        words = set(self._referents[at].name.lower().split())
        return not phrase.modifiers or not words.isdisjoint(phrase.modifiers)

    def _organization(self, phrase: Phrase, asked: Asked, seen: dict[int, Occurrence]) -> int | None:
        noun = singular(phrase.head)
        options: dict[int, float] = {}
        for at in self._by_word.get(noun, ())[:MOST_TRIED]:
            options[at] = EXACT
        for word in ORGANIZATION_CLASSES.get(noun, ()):
            for at in self._by_word.get(word, ())[:MOST_TRIED]:
                options.setdefault(at, 1.5)
        # "Tavane's press service" is not the Harbour Security Service.
        options = {at: value for at, value in options.items() if self._shares_word(phrase, at)}
        earlier = self._earlier(phrase)
        if earlier is not None:
            # "A private station" of the headline gives way to the station that the body names.
            unnamed = bool(options) and not self._referents[earlier].named and not phrase.modifiers
            options[earlier] = ENOUGH if unnamed else EXACT + 0.2 + FITS * len(phrase.modifiers)
        if noun in ORGANIZATION_FALLBACK and not phrase.modifiers and not phrase.owned:
            for at in (*asked.speakers, *seen):
                who = self._referents[at]
                near = at in asked.speakers or asked.sentence - seen[at].sentence <= NEAR
                if who.type == "ORG" and who.named and near:
                    options.setdefault(at, ENOUGH)

        def points(at: int) -> float:
            words = self._referents[at].name.lower().split()
            met = sum(FITS if word in words else MISSES for word in phrase.modifiers) if at != earlier else 0
            near = 1.0 / (1 + max(0, asked.sentence - seen[at].sentence)) if at in seen else -0.5
            return options[at] + met + near + 0.5 * (asked.speakers[:1] == (at,))

        found = max(options, key=points, default=None)
        enough = ENOUGH if phrase.definite else EXACT
        return found if found is not None and points(found) >= enough else None
