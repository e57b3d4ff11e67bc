"""Meet the names, pronouns and sources of an article in order and decide whom each means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.coreference_context import StatementContext
from onrecord.annotate.coreference_descriptions import Descriptions, end_of_description, kind_of_description
from onrecord.annotate.coreference_headline import first_named, is_bare
from onrecord.annotate.coreference_nearby import NamesNearby
from onrecord.annotate.coreference_people import Cast
from onrecord.annotate.coreference_phrase import NameAt, Phrase, read_phrase
from onrecord.annotate.coreference_rank import (
    Asked,
    Candidate,
    Occurrence,
    Referent,
    best,
    candidates,
    fits_pronoun,
)
from onrecord.annotate.coreference_relative import antecedent
from onrecord.annotate.coreference_text import TextMap
from onrecord.annotate.coreference_words import (
    ARTICLES,
    HE_OR_SHE,
    PAIR_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    PronounClass,
    gender_of_noun,
)
from onrecord.annotate.unnamed import unnamed_of
from onrecord.model import Attribution, Mention, Span, Speaker

#: Last speakers that are remembered.
SPEAKERS = 3
#: Mentions looked back on for the two that "both leaders" means.
PAIR_REACH = 12
#: "the two men", "both countries".
_PAIR = re.compile(r"(?:the two|both)\s+\w+", re.IGNORECASE)
#: What belongs to the subject of its sentence, where it has one.
POSSESSIVES = frozenset(("his", "her", "himself", "herself"))
#: Cues that go on with what the same speaker was saying.
CONTINUES = re.compile(r"\b(?:add(?:ed|s|ing)|continu(?:ed|es|ing)|went on|goes on|conclud(?:ed|es|ing))\b")


class SourceReader:
    """Keeps what was mentioned so far in one article, and the speakers found."""

    def __init__(self, text: str, places: TextMap, cast: Cast, attributions: Sequence[Attribution]) -> None:
        self.resolved: list[Mention] = []
        self._text = text
        self._places = places
        self._cast = cast
        self._referents = cast.referents
        self._attributions = attributions
        self._names = [
            NameAt(n.start, n.end, cast.group_of[i], cast.groups[cast.group_of[i]].type)
            for i, n in enumerate(cast.names)
        ]
        self._near = NamesNearby(text, places, self._names, cast.referents)
        self._descriptions = Descriptions(cast.referents)
        self._history: list[Occurrence] = []
        self._speakers: list[int] = []
        self._found: list[int | None] = [None] * len(attributions)
        self._given: list[Speaker | None] = [None] * len(attributions)
        #: Attributions whose "I" or "we" waits for the speaker of the quotation around it.
        self._waiting: list[int] = []
        self._groups: dict[tuple[int, ...], int] = {}
        self._last_subject = -1
        #: The words of the last source that names somebody besides the speaker, and whom it names.
        self._spoken_for: tuple[tuple[Span, ...], set[int]] = ((), set())

    def read_name(self, number: int) -> None:
        """Meet a name outside every source."""
        name = self._names[number]
        self._remember(name.group, name.start, name.end, source=False)

    def read_pronoun(self, at: int) -> None:
        """Meet "he" or "she" (any case) outside every source, in the writer's own words."""
        found = HE_OR_SHE.match(self._text, at)
        if found is None:
            return
        pronoun = found.group().lower()
        options = self._options(pronoun, self._asked(at, PRONOUNS[pronoun]))
        for each in options if pronoun in POSSESSIVES else ():
            # "NAME stood there in his boots": they are hardly another's.
            each.features["owner"] = each.features.get("subject of this sentence", 0.0)
        option = best(options)
        if option is not None:
            self._remember(option.referent, at, found.end(), source=False)
            self._resolve_mention(option.referent, at, found.end(), "pronoun")

    def read_source(self, number: int, source: Span) -> None:
        """Meet the source of attribution `number`."""
        names = self._near.within(source.start, source.end)
        phrase = read_phrase(self._text, source.start, source.end, names)
        if is_bare(self._text, phrase, self._places):
            phrase = replace(phrase, bare=True)
        asked = self._asked(source.start, PRONOUNS.get(phrase.head), self._attributions[number])
        if phrase.bare:
            asked = replace(asked, speakers=first_named(self._attributions, self._places, self._near))
        referent = self._refer(number, phrase, asked)
        for name in names:
            if name.group != referent:
                self._remember(name.group, name.start, name.end, source=False, oblique=True)
        others = {name.group for name in names if name.group != referent and name.type == "PERSON"}
        if others:
            self._spoken_for = (self._attributions[number].content, others)
        if referent is None:
            return
        self._found[number] = referent
        self._remember(referent, phrase.start, phrase.end, source=True)
        self._speakers = [referent, *(s for s in self._speakers if s != referent)][:SPEAKERS]
        if phrase.form in ("pronoun", "relative"):
            self._resolve_mention(referent, phrase.start, phrase.end, "pronoun")
        elif phrase.form == "description":
            self._resolve_mention(referent, phrase.start, phrase.end, "description")

    def finish(self) -> tuple[Speaker | None, ...]:
        """Settle what had to wait, and give the speakers in the order of the attributions."""
        context = StatementContext(self._attributions, self._places)
        for number in self._waiting:
            around = context.around(number)
            self._found[number] = None if around is None else self._found[around]
        for number, attribution in enumerate(self._attributions):
            before = None if attribution.source else context.continued(number)
            if before is not None:
                self._found[number] = self._found[before]
        return tuple(self._speaker(number) for number in range(len(self._attributions)))

    # How each form of source is resolved.

    def _refer(self, number: int, phrase: Phrase, asked: Asked) -> int | None:
        if phrase.form == "name":
            return phrase.names[0]
        if phrase.form == "description" and (not phrase.head or phrase.head in ARTICLES):
            return None
        if phrase.form == "names":
            return self._group(phrase.names)
        if phrase.form == "pronoun":
            return self._pronoun(number, phrase, asked)
        if phrase.form == "relative":
            return self._relative(number, phrase, asked)
        return self._description(phrase, asked)

    def _pronoun(self, number: int, phrase: Phrase, asked: Asked) -> int | None:
        name = PRONOUNS[phrase.head]
        if name in ("first", "first_plural"):
            self._waiting.append(number)
            return None
        if name == "second":
            return self._new(
                Referent(name=phrase.head, kind="group", type="PERSON", plural=True, named=False)
            )
        options = self._options(phrase.head, asked)
        around, principals = self._spoken_for
        if any(span.start <= phrase.start < span.end for span in around):
            # "NAME, spokeswoman for OTHER, said she had …"
            for option in options:
                option.features["spoken for"] = float(option.referent in principals)
        found = best(options)
        return found.referent if found else self._near.later(asked, name)

    def _relative(self, number: int, phrase: Phrase, asked: Asked) -> int | None:
        sentence, _ = self._places.sentence_span(phrase.start)
        span = antecedent(self._text, phrase.start, sentence, self._near.before(phrase.start))
        if span is None:
            return None
        head = read_phrase(self._text, *span, self._near.within(*span))
        if head.form in ("pronoun", "relative"):
            option = (
                best(self._options(head.head, asked)) if PRONOUNS[head.head] in ("male", "female") else None
            )
            return option.referent if option else None
        return self._refer(number, head, asked)

    def _description(self, phrase: Phrase, asked: Asked) -> int | None:
        beside = self._near.beside(phrase)
        if beside is not None:
            return beside
        if _PAIR.fullmatch(self._text, phrase.start, phrase.end) and phrase.head in PAIR_NOUNS:
            pair = self._last_two(phrase.head)
            if pair is not None:
                return self._group(pair)
        found = self._descriptions.find(phrase, asked, self._history)
        if found is None:
            kind = kind_of_description(phrase)
            end = end_of_description(self._text, phrase)
            words = " ".join(self._text[phrase.start : end].split())
            found = self._new(
                Referent(
                    name=words,
                    printed=self._text[phrase.start : end] or None,
                    kind=kind,
                    type="ORG" if kind in ("organization", "document") else "PERSON",
                    gender=gender_of_noun(phrase.head),
                    plural=phrase.plural,
                    named=False,
                    head=phrase.head,
                )
            )
        self._descriptions.remember(phrase, found)
        return found

    def _last_two(self, noun: str) -> tuple[int, int] | None:
        """Give the two that were named last, the one the article names first in front."""
        place = noun in {"countries", "nations", "neighbours", "neighbors"}
        found: list[int] = []
        for seen in reversed(self._history[-PAIR_REACH:]):
            who = self._referents[seen.referent]
            fits = who.named and (who.type == "GPE" if place else who.kind == "person")
            if fits and seen.referent not in found:
                found.append(seen.referent)
            if len(found) == 2:
                found.sort(key=lambda at: self._cast.groups[at].starts[0])
                return found[0], found[1]
        return None

    def _options(self, pronoun: str, asked: Asked) -> list[Candidate]:
        name = PRONOUNS[pronoun]
        if pronoun == "they" and self._places.says_i(asked.contents):
            name = "one"
        return candidates(
            asked, self._history, self._referents, lambda referent: fits_pronoun(referent, name)
        )

    # Bookkeeping.

    def _new(self, referent: Referent) -> int:
        self._referents.append(referent)
        return len(self._referents) - 1

    def _group(self, members: tuple[int, ...]) -> int:
        if members not in self._groups:
            name = " and ".join(self._referents[at].name for at in members)
            self._groups[members] = self._new(Referent(name=name, kind="group", type="PERSON", plural=True))
        return self._groups[members]

    def _asked(self, at: int, pronoun: PronounClass | None, statement: Attribution | None = None) -> Asked:
        return Asked(
            start=at,
            sentence=self._places.sentence(at),
            paragraph=self._places.paragraph(at),
            contents=tuple((span.start, span.end) for span in statement.content) if statement else (),
            sort=pronoun if pronoun in ("plural", "neuter") else "person",
            gender=pronoun if pronoun == "female" or pronoun == "male" else None,
            continues=bool(statement and any(CONTINUES.search(span.text) for span in statement.cue)),
            speakers=tuple(self._speakers),
        )

    def _remember(self, referent: int, start: int, end: int, *, source: bool, oblique: bool = False) -> None:
        sentence = self._places.sentence(start)
        before = self._text[max(0, start - 14) : start].split()
        oblique = oblique or (bool(before) and before[-1].lower() in PREPOSITIONS)
        oblique = (oblique or self._text[end : end + 2] in {"'s", "’s"}) and not source
        subject = source or (not oblique and sentence != self._last_subject)
        if subject:
            self._last_subject = sentence
        self._referents[referent].count += 1
        self._history.append(
            Occurrence(
                start=start,
                sentence=sentence,
                paragraph=self._places.paragraph(start),
                referent=referent,
                subject=subject,
                source=source,
                quoted=self._places.quoted(start),
                oblique=oblique,
            )
        )

    def _resolve_mention(self, referent: int, start: int, end: int, form: str) -> None:
        who = self._referents[referent]
        self.resolved.append(
            Mention(
                start=start,
                end=end,
                text=self._text[start:end],
                type=who.type,
                form="pronoun" if form == "pronoun" else "description",
                entity=who.name,
            )
        )

    def _speaker(self, number: int) -> Speaker | None:
        attribution = self._attributions[number]
        printed = " ".join(span.text for span in attribution.source) or None
        found = self._found[number]
        if found is not None:
            who = self._referents[found]
            return Speaker(name=who.name, kind=who.kind, as_printed=printed, unnamed=unnamed_of(who))
        if number in self._waiting and printed:
            return Speaker(name=printed, kind="author", as_printed=printed)
        return None
