"""The contents of a dossier: about a person or body, a story, or a claim; plain data for the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import Entity, Span, Stance, Story, Utterance
from onrecord.pictures import of_record
from onrecord.pictures.picture import Picture
from onrecord.reading.claims import find_claims
from onrecord.reading.coverage import MOST_ARTICLES, read_points
from onrecord.reading.finding import Told, find_statements, find_told
from onrecord.reading.record import Record
from onrecord.reading.views import DISPUTES, Dispute, day_of, read_disputes, read_timeline
from onrecord.store import StatementFilter
from onrecord.web.report.evidence import Ledger, Quote, Source

if TYPE_CHECKING:
    from onrecord.link.claims import ClaimLine
    from onrecord.store import Store

#: Remarks of one dossier at most: some hundred printed pages. What is left out is counted.
MOST_REMARKS = 400
#: Reports quoted of one remark; the others are named with their source.
_REPORTS = 6
_UNDATED = "9999"
_VERBS: Mapping[Stance, str] = {
    "disputes": "dispute it",
    "supports": "support it",
    "reports": "only report it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One act of speech with its reports, and what speaks against it."""

    utterance: Utterance | None
    #: The first reports, each in its place.
    quotes: Sequence[Quote]
    #: Statements of further reports, with their sources.
    also: Sequence[tuple[Told, Source]]
    #: What answers it, and what it answers; `answered` tells which.
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The other side of a dispute."""

    dispute: Dispute
    #: Whether the other side answers this remark; else this remark answers the other side.
    answered: bool
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Remarks under one heading."""

    title: str
    #: What stands here, in a sentence.
    note: str
    remarks: Sequence[Remark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that the page shows."""

    title: str
    #: "A person", "A story", "A claim" …: above the title.
    sort: str
    #: What is to be said first, as (what it is, words).
    facts: Sequence[tuple[str, str]]
    pictures: Sequence[Picture]
    parts: Sequence[Part]
    sources: Sequence[Source]
    #: Remarks that the dossier has no room for.
    left_out: int

    @property
    def proved(self) -> bool:
        """Whether every quote in it reads as the stored pages do."""
        return all(
            quote.proved
            for part in self.parts
            for remark in part.remarks
            for quote in (*remark.quotes, *(it.quote for it in remark.answers))
        )


def read_dossier(
    store: Store,
    record: Record,
    subject: Entity | Story | str,
    wanted: StatementFilter,
    about: str | None = None,
) -> Dossier:
    """Put a dossier together.

    Args:
        store: the store that `record` reads.
        record: the linked record.
        subject: a person or body, a story, or a claim's text.
        wanted: which statements of a person or of a story; its `ids` and `about` are not looked at.
        about: words that a person's remarks have, in any form.

    """
    if isinstance(subject, Entity):
        return _of_person(store, record, subject, wanted, about)
    if isinstance(subject, Story):
        return _of_story(store, record, subject, wanted)
    return _of_claim(store, record, subject)


def _of_person(
    store: Store, record: Record, entity: Entity, wanted: StatementFilter, about: str | None
) -> Dossier:
    ledger = Ledger(store, record)
    entries = read_timeline(store, record, entity, wanted, about)
    remarks = [_remark(ledger, it.told, it.utterance, it.disputes) for it in entries[:MOST_REMARKS]]
    names = ", ".join(f"{it.text} ({it.count})" for it in entity.names[:12])
    facts = [("Names in the record", names)]
    if entity.descriptions:
        facts.append(("Also called", ", ".join(it.text for it in entity.descriptions[:12])))
    facts += [
        (f"Perhaps also {it.name}", f"not merged: {it.reason} ({it.score:.2f})")
        for it in entity.candidates[:5]
    ]
    on = f" on “{about}”" if about else ""
    told = [it for entry in entries for it in entry.told]
    return Dossier(
        title=entity.name,
        sort={"person": "A person", "organization": "A body", "place": "A place"}.get(entity.kind, "A name"),
        facts=facts,
        pictures=_drawn(
            of_record.statements_of(entity.name, told), of_record.positions_of(entity.name, entries, about)
        ),
        parts=_parts((f"What {entity.name} said{on}", "In order of day, each remark once.", remarks)),
        sources=ledger.sources,
        left_out=max(0, len(entries) - MOST_REMARKS),
    )


def _of_story(store: Store, record: Record, story: Story, wanted: StatementFilter) -> Dossier:
    ledger = Ledger(store, record)
    articles = story.articles[:MOST_ARTICLES]
    for article in articles:
        ledger.source(article)
    points = read_points(store, record, story)
    told = list(_of_articles(store, record, articles, wanted))
    disputes = _disputes_of(store, record, told)
    remarks = _remarks(ledger, record, told, disputes)
    agreed = {it.utterance.id for it in points.agreed}
    disputed = [it for it in remarks if it.answers]
    agreeing = [it for it in remarks if not it.answers and it.utterance and it.utterance.id in agreed]
    rest = [it for it in remarks if it not in disputed and it not in agreeing]
    days = " to ".join(dict.fromkeys(filter(None, (story.first_day, story.last_day))))
    outlets = dict.fromkeys(it.article.publisher or it.article.path for it in ledger.sources)
    return Dossier(
        title=story.title or "A story without a title",
        sort="A story",
        facts=[
            ("Days", days or "none known"),
            ("Articles", f"{len(story.articles)}, by {', '.join(outlets)}"),
        ],
        pictures=_drawn(of_record.coverage_of(record, story), of_record.copies_of_story(record, story)),
        parts=_parts(
            ("What is disputed", "Remarks with what speaks against them.", disputed),
            ("What several outlets report", "Remarks that more than one outlet prints.", agreeing),
            ("What else was said", "Remarks of one outlet each, in order of day.", rest),
        ),
        sources=ledger.sources,
        left_out=max(0, len(remarks) - MOST_REMARKS) + len(story.articles) - len(articles),
    )


def _of_claim(store: Store, record: Record, claim: str) -> Dossier:
    ledger = Ledger(store, record)
    lines = [line for _, line in find_claims(store, record, [(None, claim)])]
    told = find_told(store, record, {line.statement for line in lines if line.statement})
    stances: dict[Stance, list[Remark]] = {"disputes": [], "supports": [], "reports": []}
    for line in lines[:MOST_REMARKS]:
        quote = _quote_of_line(ledger, line, told)
        if quote is not None:
            remark = Remark(utterance=None, quotes=[quote], also=(), answers=())
            stances[line.stance].append(remark)
    counts = [f"{len(stances[it])} {verb}" for it, verb in _VERBS.items()]
    days = {it: head.day for it, head in record.lookups.heads({line.article for line in lines}).items()}
    return Dossier(
        title=claim,
        sort="A claim",
        facts=[("On record", ", ".join(counts) if lines else "nothing")],
        pictures=_drawn(
            of_record.stances_of(claim, [(line.stance, _day(line, told, days)) for line in lines])
        ),
        parts=_parts(
            ("Who disputes it", "Statements and articles that speak against the claim.", stances["disputes"]),
            ("Who supports it", "Statements and articles that say the same.", stances["supports"]),
            ("Who only reports it", "Without taking a side.", stances["reports"]),
        ),
        sources=ledger.sources,
        left_out=max(0, len(lines) - MOST_REMARKS),
    )


def _day(line: ClaimLine, told: Mapping[str, Told], days: Mapping[str, str | None]) -> str | None:
    known = told.get(line.statement or "")
    return day_of(known)[0] if known else days.get(line.article)


def _quote_of_line(ledger: Ledger, line: ClaimLine, told: dict[str, Told]) -> Quote | None:
    if line.statement in told:
        return ledger.quote(told[line.statement])
    spans = [
        Span(start=it.start, end=it.end, text=it.text) for it in line.evidence if it.article == line.article
    ]
    return ledger.words(line.article, spans)


def _of_articles(
    store: Store, record: Record, articles: Sequence[str], wanted: StatementFilter
) -> Iterator[Told]:
    """Give the statements of some articles that pass a filter."""
    ids = frozenset(record.linkage.items_of("utterances", articles))
    yield from find_statements(store, record, replace(wanted, ids=ids, about=None))


def _disputes_of(store: Store, record: Record, told: Iterable[Told]) -> list[Dispute]:
    links = record.links_of([it.statement.id for it in told])
    return read_disputes(store, record, [link for link in links if link.relation in DISPUTES])


def _remarks(
    ledger: Ledger, record: Record, told: Sequence[Told], disputes: Sequence[Dispute]
) -> list[Remark]:
    """Put statements together to remarks, in order of day; disputes come to both of their ends."""
    by_remark: dict[str, list[Told]] = {}
    for it in told:
        by_remark.setdefault(it.linked.utterance or it.statement.id, []).append(it)
    answers: dict[str, list[Dispute]] = {}
    for dispute in disputes:
        for end in (dispute.by, dispute.of):
            answers.setdefault(end.linked.utterance or end.statement.id, []).append(dispute)
    known = {it.id: it for it in record.utterances_by_id(by_remark)}
    order = {it: place for utterance in known.values() for place, it in enumerate(utterance.statements)}
    for reports in by_remark.values():
        reports.sort(key=lambda it: (order.get(it.statement.id, 0), it.statement.id))
    ordered = sorted(by_remark, key=lambda it: (day_of(by_remark[it][0])[0] or _UNDATED, it))
    return [
        _remark(ledger, by_remark[it], known.get(it), answers.get(it, ())) for it in ordered[:MOST_REMARKS]
    ]


def _remark(
    ledger: Ledger, told: Sequence[Told], utterance: Utterance | None, disputes: Sequence[Dispute]
) -> Remark:
    quotes = [quote for it in told[:_REPORTS] if (quote := ledger.quote(it))]
    also = [(it, source) for it in told[_REPORTS:] if (source := ledger.source(it.row.article))]
    ours = {it.statement.id for it in told} | set(utterance.statements if utterance else ())
    answers: dict[tuple[bool, str], Answer] = {}
    for dispute in disputes:
        answered = dispute.link.of in ours
        other = dispute.by if answered else dispute.of
        key = answered, other.linked.utterance or other.statement.id
        quote = None if key in answers else ledger.quote(other)
        if quote is not None:
            answers[key] = Answer(dispute=dispute, answered=answered, quote=quote)
    return Remark(utterance=utterance, quotes=quotes, also=also, answers=list(answers.values()))


def _drawn(*pictures: Picture | None) -> list[Picture]:
    return [picture for picture in pictures if picture is not None]


def _parts(*parts: tuple[str, str, Sequence[Remark]]) -> list[Part]:
    return [Part(title=title, note=note, remarks=remarks) for title, note, remarks in parts if remarks]
