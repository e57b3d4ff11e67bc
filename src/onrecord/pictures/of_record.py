"""The pictures of a record: what each needs is read, bounded, and handed on as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from onrecord.model import Copy, Entity, Hop, Polarity, Stance, StatementKind, Story, Utterance
from onrecord.pictures import copying, coverage, positions, versions
from onrecord.pictures.chain import Way, chain_picture
from onrecord.pictures.over_time import By, Remark, statements_over_time
from onrecord.pictures.picture import Picture
from onrecord.reading.coverage import copies_of
from onrecord.reading.finding import Told
from onrecord.reading.record import Record
from onrecord.reading.remembering import remember
from onrecord.reading.views import Dispute, Entry, Lineage, content_of, day_of

if TYPE_CHECKING:
    from onrecord.store.lookups import ArticleHead

#: Reports of one remark whose ways are drawn; more make the same picture, only fuller.
MOST_WAYS = 60
_POLARITY: Mapping[str, Polarity] = {it: it for it in get_args(Polarity)}
_KIND: Mapping[str, StatementKind] = {it: it for it in get_args(StatementKind)}
#: Articles of a story in its pictures.
MOST_ARTICLES = 400


def statements_of(whose: str, told: Iterable[Told], by: By = "polarity") -> Picture | None:
    """Draw statements over time; None where there are none."""
    remarks = [
        Remark(day=day_of(it)[0], polarity=it.statement.polarity, kind=it.statement.kind) for it in told
    ]
    return statements_over_time(whose, remarks, by)


def statements_of_entity(record: Record, entity: Entity, by: By = "polarity") -> Picture | None:
    """Draw all statements of somebody over time, as lists date them; days that people gave go first.

    Only what the picture needs is read: somebody may have said ten thousand things.
    """
    remarks = remember(record, ("statements of", entity.id), lambda: _remarks_of(record, entity))
    return statements_over_time(entity.name, remarks, by)


def _remarks_of(record: Record, entity: Entity) -> list[Remark]:
    items = set(record.entity_items(entity.id))
    corrections = record.corrections()
    remarks = [_remarks(sort) for sort in record.lists.spoken_sorts(items, corrections)]
    printed = record.linkage.names.speakers(corrections)
    for identity, correction in corrections.items():
        speaker = correction.speaker.b if correction.speaker else printed.get(identity)
        if speaker in items:
            day = correction.said.value if correction.said else None
            sorts = map(_remarks, record.lists.statement_sorts([identity]))
            remarks += [replace(it, day=day or it.day) for it in sorts]
    return remarks


def _remarks(sort: tuple[str, str, str, int]) -> Remark:
    day, polarity, kind, times = sort
    return Remark(day=day or None, polarity=_POLARITY[polarity], kind=_KIND[kind], times=times)


def stances_of(claim: str, found: Iterable[tuple[Stance, str | None]]) -> Picture | None:
    """Draw what is on record about a claim over time: how each line stands to it, and its day."""
    remarks = [Remark(day=day, polarity="asserted", kind="direct", stance=stance) for stance, day in found]
    return statements_over_time(claim, remarks, "stance")


def positions_of(who: str, entries: Sequence[Entry], about: str | None = None) -> Picture | None:
    """Draw a timeline as `reading.views.read_timeline` gives it; None where it is empty."""
    return positions.positions_picture(who, [_position(entry) for entry in entries], about)


def ways_of(told: Sequence[Told], utterance: Utterance | None = None) -> Picture | None:
    """Draw the way of a statement, or of all reports of an utterance, the first one first."""
    if not told:
        return None
    ways = [
        Way(statement=it.statement.id, polarity=it.statement.polarity, day=day_of(it)[0], hops=named_hops(it))
        for it in told[:MOST_WAYS]
    ]
    independent = utterance.independent_sources if utterance else None
    return chain_picture(_what(told[0]), ways, independent)


def versions_of(lineage: Lineage) -> Picture | None:
    """Draw the versions of an utterance."""
    wordings = []
    for version in lineage.versions:
        told = [lineage.told[it] for it in version.statements if it in lineage.told]
        if told:
            wordings.append(
                versions.Wording(
                    day=version.day,
                    polarity=told[0].statement.polarity,
                    text=version.text,
                    outlets=list(dict.fromkeys(map(outlet_of, told))),
                    changes=[(it.change, it.before, it.after) for it in version.changes],
                )
            )
    first = lineage.told.get(lineage.utterance.first)
    return versions.versions_picture(_what(first) if first else lineage.utterance.id, wordings)


def coverage_of(record: Record, story: Story) -> Picture | None:
    """Draw who had a story when."""
    articles = story.articles[:MOST_ARTICLES]
    heads = record.lookups.heads(articles)
    copied = {copy.copy: copy.type for copy in copies_of(record, articles)}
    rows = [
        coverage.Covered(
            lane=outlet_of_article(heads[it]),
            title=heads[it].title,
            day=heads[it].day,
            url=heads[it].url,
            copied=copied.get(it),
        )
        for it in articles
        if it in heads
    ]
    return coverage.coverage_picture(story.title or "a story without a title", rows)


def stories_of(record: Record, stories: Sequence[Story]) -> Picture | None:
    """Draw several stories, a lane for each."""
    articles = [it for story in stories for it in story.articles[:MOST_ARTICLES]]
    heads = record.lookups.heads(articles)
    copied = {copy.copy: copy.type for copy in copies_of(record, articles)}
    rows = [
        coverage.Covered(
            lane=story.title or story.id,
            title=heads[it].title,
            day=heads[it].day,
            url=heads[it].url,
            copied=copied.get(it),
        )
        for story in stories
        for it in story.articles[:MOST_ARTICLES]
        if it in heads
    ]
    return coverage.coverage_picture(f"{len(stories)} stories", rows, lanes="story")


def copies_of_story(record: Record, story: Story) -> Picture | None:
    """Draw which articles of a story have their text from another; None where none has."""
    return copies_among(record, story.articles[:MOST_ARTICLES], story.title or "a story without a title")


def copies_among(record: Record, articles: Sequence[str], what: str) -> Picture | None:
    """Draw the copies that any of these articles is an end of; None where there are none."""
    found: list[Copy] = copies_of(record, articles)
    heads = record.lookups.heads({end for copy in found for end in (copy.original, copy.copy)})
    pages = {
        it: copying.Page(article=it, outlet=outlet_of_article(head), title=head.title, day=head.day)
        for it, head in heads.items()
    }
    return copying.copies_picture(what, pages, found)


def named_hops(told: Told) -> list[Hop]:
    """Give the chain of a statement under the names of the record: of the speaker and of the outlets."""
    printed = told.statement.speaker.name if told.statement.speaker else None
    return [
        replace(
            hop,
            name=told.speaker or hop.name
            if hop.kind == "speaker" and hop.name == printed
            else told.linked.outlets.get(hop.name, hop.name),
        )
        for hop in told.statement.chain
    ]


def outlet_of(told: Told) -> str:
    """Name the outlet that a statement stands in, else its page."""
    return told.row.publisher or told.row.path


def outlet_of_article(head: ArticleHead) -> str:
    """Name the outlet of an article, else its page."""
    return head.publisher or head.path


def quoted(told: Told) -> str:
    """Give the content of a statement, in quotation marks where all of it is quoted."""
    text = content_of(told)
    marked = any(mark in text for mark in '“”"«»„')
    return f"“{text}”" if told.statement.kind == "direct" and not marked else text


def _what(told: Told) -> str:
    who = told.speaker or " ".join(span.text for span in told.statement.source) or "a source without a name"
    day = day_of(told)[0]
    return f"{who}, {day}" if day else who


def _position(entry: Entry) -> positions.Position:
    first = entry.told[0]
    ours = {it.statement.id for it in entry.told}
    ours |= set(entry.utterance.statements) if entry.utterance else set()
    answers: dict[tuple[bool, str], positions.Answer] = {}
    for dispute in entry.disputes:
        answered = dispute.link.of in ours
        other = dispute.by if answered else dispute.of
        key = answered, other.linked.utterance or other.statement.id
        answers.setdefault(key, _answer(dispute, other, answered=answered))
    return positions.Position(
        day=entry.day,
        exact=entry.exact,
        polarity=first.statement.polarity,
        act=first.statement.act,
        content=quoted(first),
        outlets=list(dict.fromkeys(map(outlet_of, entry.told))),
        answers=list(answers.values()),
    )


def _answer(dispute: Dispute, other: Told, *, answered: bool) -> positions.Answer:
    return positions.Answer(
        how=dispute.link.how,
        answered=answered,
        speaker=other.speaker or " ".join(span.text for span in other.statement.source) or "somebody",
        content=quoted(other),
    )
