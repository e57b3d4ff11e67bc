"""The tools: questions to the record, each answered from one state of it, bounded whatever is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from onrecord.errors import OnrecordError
from onrecord.mcp.answers import (
    Altered,
    Answered,
    Disputes,
    Found,
    Remark,
    Speaker,
    Timeline,
    Traced,
    WhoSaid,
    Wording,
    does_of,
    quoted,
)
from onrecord.model import Link, Polarity
from onrecord.reading.finding import Told, find_entity, find_id, find_told
from onrecord.reading.listed import StatementsWanted
from onrecord.reading.lists import list_statements
from onrecord.reading.paging import Turn
from onrecord.reading.record import Record, open_record
from onrecord.reading.views import DISPUTES, Dispute, read_disputes, read_timeline, trace
from onrecord.store import StatementFilter

if TYPE_CHECKING:
    from onrecord.link.wording.trace import Version
    from onrecord.store import Store

#: Things in one answer: an assistant reads all of it each time.
_USUAL, _MOST = 10, 50
#: Statements quoted of one version, and disputes of one remark; the first ones.
_EACH = 5

Words = Annotated[str, Field(max_length=2_000)]
Name = Annotated[str, Field(max_length=300)]
Day = Annotated[
    str | None, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="2024-05-31, 2024-05 or 2024")
]
Limit = Annotated[int, Field(ge=1, le=_MOST)]


class Tools:
    """Answers questions out of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def search_statements(
        self,
        words: Annotated[Words | None, Field(description="Words of what was said or of who said it.")] = None,
        speaker: Annotated[Name | None, Field(description="A name, or part of it.")] = None,
        publisher: Annotated[Name | None, Field(description="The outlet's whole name.")] = None,
        polarity: Annotated[
            Polarity | None, Field(description="denied: only denials; not_confirmed: only those.")
        ] = None,
        from_day: Day = None,
        to_day: Day = None,
        limit: Limit = _USUAL,
        cursor: Annotated[str | None, Field(max_length=500)] = None,
    ) -> Found:
        """Find statements: who said what, when, to whom, on which page; newest first.

        All that is given must hold. Words are verbatim; `start` and `end` count characters of the article.
        """
        wanted = StatementsWanted(
            words=words,
            speaker=speaker,
            publisher=publisher,
            polarity=polarity,
            from_day=from_day,
            to_day=to_day,
        )
        with self._reading() as record:
            page = list_statements(self._store, record, wanted, Turn(cursor=cursor, limit=limit))
        return Found(statements=[quoted(it.told) for it in page.items], next=page.next)

    def who_said(
        self, quote: Annotated[Words, Field(description="The wording, or part of it.")], limit: Limit = _USUAL
    ) -> WhoSaid:
        """Tell who is on record with a wording, the earliest first, and where it stands.

        Names several speakers where reports give the words to different people.
        """
        with self._reading() as record:
            versions = trace(self._store, record, quote, StatementFilter())
            ids = [it for version in versions for it in version.statements]
            told = find_told(self._store, record, ids)
            remarks: dict[str, list[Told]] = {}
            for it in ids:
                if it in told:
                    remarks.setdefault(told[it].linked.utterance or it, []).append(told[it])
            chosen = list(remarks)[:limit]
            return WhoSaid(speakers=[_speaker(record, it, remarks[it]) for it in chosen])

    def trace_quote(
        self, quote: Annotated[Words, Field(description="The wording, or part of it.")], limit: Limit = _USUAL
    ) -> Traced:
        """Trace a wording: its versions, the earliest first, what each changed, and their pages."""
        with self._reading() as record:
            versions = trace(self._store, record, quote, StatementFilter())
            told = find_told(
                self._store, record, {it for found in versions[:limit] for it in found.statements}
            )
            changes = self._changes(record, told)
            return Traced(
                versions=[_wording(version, told, changes) for version in versions[:limit]],
                more=max(0, len(versions) - limit),
            )

    def disputes_of(
        self,
        of: Annotated[Name, Field(description="A person's or body's name, or the id of a statement.")],
        limit: Limit = _USUAL,
    ) -> Disputes:
        """Show who denies, contradicts, corrects or does not confirm what was said, and what was disputed.

        Disputes in so many words come first; what is only inferred has `how` null.
        """
        with self._reading() as record:
            statements = self._statements_of(record, of)
            links = _of_remarks(record, record.links_of(statements))
            found = read_disputes(self._store, record, links[:limit])
        found.sort(key=lambda it: _rank(it.link))
        return Disputes(disputes=[_answered(it) for it in found], more=max(0, len(links) - limit))

    def timeline(
        self,
        name: Annotated[Name, Field(description="A person's or body's name, or an entity's id.")],
        about: Annotated[
            Name | None, Field(description="Words that were said, in any of their forms.")
        ] = None,
        from_day: Day = None,
        to_day: Day = None,
        limit: Limit = _USUAL,
    ) -> Timeline:
        """Give what somebody said in order of day, each remark once, with what speaks against it."""
        with self._reading() as record:
            entity = find_entity(record, name)
            wanted = StatementFilter(from_day=from_day, to_day=to_day)
            entries = read_timeline(self._store, record, entity, wanted, about)
        remarks = [
            Remark(
                day=entry.day,
                exact=entry.exact,
                reports=len(entry.utterance.statements) if entry.utterance else len(entry.told),
                independent_sources=entry.utterance.independent_sources if entry.utterance else None,
                first=quoted(entry.told[0]),
                disputes=[_answered(it) for it in entry.disputes[:_EACH]],
            )
            for entry in entries[:limit]
        ]
        return Timeline(
            speaker=entity.name, entity=entity.id, remarks=remarks, more=max(0, len(entries) - limit)
        )

    @contextmanager
    def _reading(self) -> Iterator[Record]:
        """Open one state of the record; what can't be answered is told to the assistant."""
        try:
            with open_record(self._store) as record:
                yield record
        except OnrecordError as error:
            raise ToolError(str(error)) from error

    def _statements_of(self, record: Record, of: str) -> set[str]:
        """Give the statements of an id, or of the one who is called so."""
        if not of.startswith(("st-", "utt-")):
            return record.spoken_by(find_entity(record, of).id)
        whole = find_id(record, of)
        utterance = record.utterance(whole)
        return {*utterance.statements} if utterance else {whole}

    def _changes(self, record: Record, told: dict[str, Told]) -> dict[str, list[Altered]]:
        """Give what each statement changed from the first report of its utterance."""
        utterances = record.utterances_by_id(
            {it.linked.utterance for it in told.values() if it.linked.utterance}
        )
        found: dict[str, list[Altered]] = {}
        for utterance in utterances:
            for variant in utterance.variants:
                found.setdefault(variant.to_statement, []).append(
                    Altered(
                        statement=variant.to_statement,
                        change=variant.change,
                        before=variant.before,
                        after=variant.after,
                    )
                )
        return found


def _of_remarks(record: Record, links: Iterable[Link]) -> list[Link]:
    """Give the surest dispute of each two remarks, those in so many words first."""
    ordered = sorted((link for link in links if link.relation in DISPUTES), key=_rank)
    remark = record.linkage.group_ids("utterances", {end for link in ordered for end in (link.by, link.of)})
    best: dict[tuple[str, str], Link] = {}
    for link in ordered:
        best.setdefault((remark.get(link.by, link.by), remark.get(link.of, link.of)), link)
    return list(best.values())


def _speaker(record: Record, remark: str, told: list[Told]) -> Speaker:
    utterance = record.utterance(remark)
    return Speaker(
        name=utterance.speaker if utterance and utterance.speaker else told[0].speaker,
        does=list(dict.fromkeys(map(does_of, told))),
        reports=len(utterance.statements) if utterance else len(told),
        independent_sources=utterance.independent_sources if utterance else None,
        speaker_conflict=list(utterance.speaker_conflict)
        if utterance and utterance.speaker_conflict
        else None,
        first=quoted(told[0]),
    )


def _wording(version: Version, told: dict[str, Told], changes: dict[str, list[Altered]]) -> Wording:
    statements = [it for it in version.statements if it in told]
    return Wording(
        text=version.text,
        day=version.day,
        share=version.score,
        changes=[change for it in statements for change in changes.get(it, ())],
        statements=[quoted(told[it]) for it in statements[:_EACH]],
    )


def _answered(dispute: Dispute) -> Answered:
    link = dispute.link
    return Answered(how=link.how, by=quoted(dispute.by), of=quoted(dispute.of), score=link.score)


def _rank(link: Link) -> tuple[int, float, str, str]:
    return DISPUTES.index(link.relation), -link.score, link.by, link.of
