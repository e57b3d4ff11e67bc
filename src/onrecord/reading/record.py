"""The linked record of a store: people, copies, utterances, stories and disputes, ready to be read.

What the corpus stages keep (`store.linkage`) is put together here with what the articles say: names are
counted, earlier ids resolved, and a statement gets its utterance and the entity of its speaker.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from onrecord.model import (
    AnnotatedArticle,
    Copy,
    Date,
    Entity,
    Group,
    Happening,
    Judgement,
    Link,
    Pair,
    Statement,
    Story,
    Utterance,
)
from onrecord.reading.corpus_dates import CorpusDates
from onrecord.reading.corrections import Correction, apply, correct_speakers, given_day, read_corrections
from onrecord.reading.grouped import Grouped
from onrecord.reading.linked import Linked, link_statements
from onrecord.reading.naming import Naming
from onrecord.reading.remembering import remember

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.linkage import Linkage

_UTTERANCE = TypeAdapter(Utterance)
_STORY = TypeAdapter(Story)
_LINK = TypeAdapter(Link)
_COPY = TypeAdapter(Copy)
_HAPPENING = TypeAdapter(Happening)
#: Entities whose names are counted at once.
_BATCH = 500


@contextmanager
def open_record(store: Store) -> Iterator[Record]:
    """Open one state of the linked record for reading."""
    with store.linked() as linkage:
        record = Record(linkage)
        record.share_names(remember(record, "names", dict))
        yield record


class Record:
    """Reads what the corpus stages made; every id may be a present or an earlier one."""

    def __init__(self, linkage: Linkage) -> None:
        self._linkage = linkage
        #: Things by the beginning of their id or by name.
        self.lookups = linkage.lookups
        #: Things a page at a time, by index: `reading.lists` makes pages of them.
        self.lists = linkage.lists
        #: Groups of items; so many pages ask for the same ones that they are asked for once.
        self.grouped = Grouped(linkage)
        self._dates = CorpusDates(linkage, self.grouped)
        self._naming = Naming(linkage)
        #: Items of entities by the id that was asked for: one page asks for them many times.
        self._items: dict[str, tuple[str, ...]] = {}
        #: Their statements, as far as they were asked for.
        self._spoken: dict[str, set[str]] = {}

    @property
    def linkage(self) -> Linkage:
        """The tables of the corpus stages, for the other modules of this room."""
        return self._linkage

    def share_names(self, names: dict[str, str]) -> None:
        """Take the names of entities from `names`, and keep there what it has not; all of one state."""
        self._naming.share(names)

    @cached_property
    def state(self) -> str:
        """The name of the state that it shows; two states with one name hold the same."""
        return self._linkage.state()

    def dated(self, annotated: AnnotatedArticle) -> AnnotatedArticle:
        """Give an undated article with the day, or the bounds, that its original gives it."""
        return self._dates.dated(annotated)

    def published(self, known: Mapping[str, Date | None]) -> dict[str, Date | None]:
        """Give the publication days of articles by id; those without a day with that of their original."""
        return self._dates.published(known)

    def entities(self) -> Iterator[Entity]:
        """Give all entities, by id."""
        groups = self._linkage.groups("entities")
        while batch := list(islice(groups, _BATCH)):
            yield from self._naming.entities(batch)

    def entity(self, identity: str) -> Entity | None:
        """Give one entity."""
        group = self._group("entities", identity)
        return None if group is None else self._naming.entities([group])[0]

    def entities_of(self, items: Collection[str]) -> list[Entity]:
        """Give the entities of some items, each once, by id."""
        groups = set(self.grouped.of("entities", items).values())
        return self._naming.entities([group for _, group in sorted(self._linkage.records(groups).items())])

    def entities_by_id(self, ids: Collection[str]) -> dict[str, Entity]:
        """Give entities by their present ids, in that order, those that are there."""
        groups = self._linkage.records(ids)
        found = self._naming.entities([groups[identity] for identity in ids if identity in groups])
        return {entity.id: entity for entity in found}

    def entity_items(self, identity: str) -> tuple[str, ...]:
        """Give the items (forms of the name) of an entity; none where there is no such entity."""
        if identity not in self._items:
            group = self._group("entities", identity)
            self._items[identity] = () if group is None else group.members
        return self._items[identity]

    def spoken_by(self, identity: str) -> set[str]:
        """Give the ids of the statements of an entity, as people corrected them."""
        if identity not in self._spoken:
            self._spoken[identity] = self._spoken_by(identity)
        return set(self._spoken[identity])

    def _spoken_by(self, identity: str) -> set[str]:
        given, taken = self.corrected_speakers(identity)
        return self._linkage.names.spoken_by(self.entity_items(identity)).difference(taken).union(given)

    def spoken_among(self, identity: str, statements: Collection[str]) -> set[str]:
        """Give those of some statements that are an entity's, as people corrected them."""
        given, taken = self.corrected_speakers(identity)
        items = self.entity_items(identity)
        speakers = self._linkage.names.speakers(statements)
        found = {it for it in statements if speakers.get(it) in items}
        return found.difference(taken).union(given.intersection(statements))

    def corrected_speakers(self, identity: str) -> tuple[frozenset[str], frozenset[str]]:
        """Give the statements that people gave to an entity, and those that they gave to somebody else."""
        items = self.entity_items(identity)
        said = {it: found.speaker.b for it, found in self.corrections().items() if found.speaker}
        given = frozenset(it for it, item in said.items() if item in items)
        return given, frozenset(said) - given

    def utterances(self) -> Iterator[Utterance]:
        """Give all utterances, by id."""
        corrections = self.corrections()
        for group in self._linkage.groups("utterances"):
            yield self._utterance(group, corrections)

    def utterance(self, identity: str) -> Utterance | None:
        """Give one utterance, by its id or that of one of its statements."""
        group = self._group("utterances", identity)
        if group is None:
            of_statement = self.grouped.of("utterances", [identity])
            group = self._group("utterances", of_statement.get(identity, identity))
        return None if group is None else self._utterance(group, self.corrections(group.members))

    def utterances_by_id(self, ids: Collection[str]) -> list[Utterance]:
        """Give utterances by their present ids, in that order, those that are there."""
        groups = self._linkage.records(ids)
        corrections = self.corrections({it for group in groups.values() for it in group.members})
        return [self._utterance(groups[identity], corrections) for identity in ids if identity in groups]

    def stories_by_id(self, ids: Collection[str]) -> list[Story]:
        """Give stories by their present ids, in that order, those that are there."""
        groups = self._linkage.records(ids)
        return [_STORY.validate_python(groups[identity].record) for identity in ids if identity in groups]

    def stories(self) -> Iterator[Story]:
        """Give all stories, by id."""
        for group in self._linkage.groups("stories"):
            yield _STORY.validate_python(group.record)

    def story(self, identity: str) -> Story | None:
        """Give one story, by its id or that of one of its articles."""
        group = self._group("stories", identity)
        if group is None:
            of_article = self._linkage.group_ids("stories", [identity])
            group = self._group("stories", of_article.get(identity, identity))
        return None if group is None else _STORY.validate_python(group.record)

    def happening_ids(self, events: Collection[str]) -> dict[str, str]:
        """Give, by event, the id of the happening that it is a report of, of those that are one."""
        return self._linkage.group_ids("events", events)

    def happenings(self, ids: Collection[str]) -> dict[str, Happening]:
        """Give happenings by their present ids, those that are there."""
        found = self._linkage.records(ids)
        return {identity: _HAPPENING.validate_python(group.record) for identity, group in found.items()}

    def copies(self) -> Iterator[Copy]:
        """Give all copies, each with what it was made from, family by family."""
        for group in self._linkage.groups("copies"):
            yield from (_COPY.validate_python(copy) for copy in group.record["copies"])

    def links(self) -> Iterator[Link]:
        """Give all links between statements, by the pair's ids; what people rejected is not among them."""
        yield from self._standing(list(self._linkage.all_pairs("disputes")))

    def links_of(self, statements: Collection[str]) -> list[Link]:
        """Give the links that any of these statements is an end of."""
        return list(self._standing(self._linkage.pairs("disputes", statements)))

    def links_of_pairs(self, pairs: Collection[tuple[str, str]]) -> list[Link]:
        """Give the links between the statements of these pairs, the smaller id first."""
        found = self._linkage.pairs("disputes", {a for a, _ in pairs})
        return list(self._standing([pair for pair in found if (pair.a, pair.b) in pairs]))

    def _standing(self, pairs: Sequence[Pair]) -> Iterator[Link]:
        """Give the links that nobody rejected, but none between two reports of one utterance."""
        found = [pair for pair in pairs if "relation" in pair.data]
        ends = {end for pair in found for end in (pair.a, pair.b)}
        verdicts = self._linkage.verdicts("disputes", ends)
        utterances = self.grouped.of("utterances", ends)
        for pair in found:
            verdict = verdicts.get((pair.a, pair.b))
            same = utterances.get(pair.a, pair.a) == utterances.get(pair.b, pair.b)
            if verdict or (verdict is None and not same):
                yield _LINK.validate_python(pair.data)

    def judgements(self) -> Iterator[Judgement]:
        """Give all decisions of people, oldest first."""
        return self._linkage.judgements()

    def item_names(self, items: Collection[str]) -> dict[str, str]:
        """Give the names that items of stage "entities" are forms of, of those that are there."""
        return {it: item.body["name"] for it, item in self._linkage.items("entities", items).items()}

    def accepted(self, stage: str) -> dict[tuple[str, str], str]:
        """Give whose acceptance stands, by pair of ids, the smaller id first."""
        found: dict[tuple[str, str], str] = {}
        for judgement in self.judgements():
            if judgement.stage == stage and judgement.stands and judgement.b is not None:
                pair = min(judgement.a, judgement.b), max(judgement.a, judgement.b)
                found.pop(pair, None)
                if judgement.decision == "accept":
                    found[pair] = judgement.who
        return found

    def linked(self, statements: Collection[str]) -> dict[str, Linked]:
        """Give what is known across articles about each of these statements."""
        return link_statements(
            self._linkage, self.grouped, statements, self.corrections(statements), self._naming.names_of
        )

    def corrections(self, statements: Collection[str] | None = None) -> dict[str, Correction]:
        """Give what people corrected in these statements, or in all."""
        return read_corrections(self._linkage.lookups.corrections(statements))

    def corrected(self, statements: Sequence[Statement]) -> list[Statement]:
        """Give statements with the days that other reports fix, and as people corrected them."""
        return self.with_corrections(self._dates.said(statements))

    def with_corrections(self, statements: Sequence[Statement]) -> list[Statement]:
        """Give statements as people corrected them."""
        corrections = self.corrections([statement.id for statement in statements])
        if not corrections:
            return list(statements)
        items = {it.speaker.b for it in corrections.values() if it.speaker and it.speaker.b}
        groups = self.grouped.of("entities", items)
        kinds = {
            identity: group.record["kind"]
            for identity, group in self._linkage.records(set(groups.values())).items()
        }
        done = []
        for statement in statements:
            correction = corrections.get(statement.id)
            item = correction.speaker.b if correction and correction.speaker else None
            done.append(apply(statement, correction, kinds.get(groups.get(item or "", ""))))
        return done

    def _group(self, stage: str, identity: str) -> Group | None:
        return self._linkage.group(stage, identity)

    def _utterance(self, group: Group, corrections: Mapping[str, Correction]) -> Utterance:
        """Make an utterance, with the speaker and the day that people gave any of its statements."""
        utterance = _UTTERANCE.validate_python(group.record)
        ours = {it: corrections[it] for it in utterance.statements if it in corrections}
        if not ours:
            return utterance
        said = next((it.said for it in ours.values() if it.said), None)
        if said:
            utterance = replace(utterance, said=given_day(said, utterance.said))
        if not any(it.speaker for it in ours.values()):
            return utterance
        bodies = self._linkage.items("utterances", utterance.statements)
        printed = {it: item.body["speaker"] for it, item in bodies.items()}
        return correct_speakers(utterance, ours, printed)
