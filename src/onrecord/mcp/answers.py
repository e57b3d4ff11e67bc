"""What tools answer with: words as they are printed, where they stand, and whose they are."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from onrecord.model import Act, Change, Date, DateMethod, How, Polarity, StatementKind
from onrecord.reading.finding import Told


class Words(BaseModel):
    """Characters `[start, end)` of the article's text, in Unicode code points."""

    start: int
    end: int
    text: str = Field(description="Verbatim, as the page prints it.")


class Day(BaseModel):
    """When something was said."""

    value: str | None = Field(description="ISO 8601 (a day, a month or a year); null where it is not known.")
    latest: str | None = Field(description="The latest day that it can have been said.")
    method: DateMethod | None = Field(description="How it is known.")
    evidence: list[str] = Field(description="The words that prove it.")


class Citation(BaseModel):
    """The page on which words stand."""

    outlet: str | None
    title: str | None
    url: str | None = Field(description="Its address; null where the record has only a file.")
    path: str = Field(description="The file or input that the page was read from.")
    published: str | None
    article: str = Field(description="Id of the article in the record.")


class Quoted(BaseModel):
    """One statement as one article reports it."""

    id: str
    speaker: str | None = Field(description="By the name of the record; null for a source without a name.")
    speaker_as_printed: str | None
    does: Literal["says", "denies", "does not confirm"] = Field(
        description="What the speaker does with the words: a denied content was NOT asserted."
    )
    act: Act
    kind: StatementKind = Field(
        description="direct: quoted whole; mixed: in part; indirect: told in other words."
    )
    words: list[Words] = Field(description="What was said: the content alone, without the cue.")
    cue: list[Words]
    source: list[Words]
    said: Day
    by_way_of: list[str] = Field(description="From the origin to the page.")
    utterance: str | None = Field(
        description="Id of the one act of speech that this and other reports report."
    )
    citation: Citation
    score: float = Field(description="How sure the reading is, in [0, 1].")


class Answered(BaseModel):
    """A dispute: one statement and another that it speaks against."""

    how: How | None = Field(description="null: nobody says so, it is only inferred from the words.")
    by: Quoted = Field(description="The answer.")
    of: Quoted = Field(description="What it answers.")
    score: float


class Found(BaseModel):
    """Statements, with what to ask for more."""

    statements: list[Quoted]
    next: str | None = Field(default=None, description="Pass as `cursor` for the next page; null: no more.")


class Speaker(BaseModel):
    """Somebody who is on record with a wording."""

    name: str | None
    does: list[str] = Field(description="What he does with the words in these reports.")
    reports: int
    independent_sources: int | None = Field(description="How many reporters heard it themselves.")
    speaker_conflict: list[str] | None = Field(
        description="The names, where reports name different speakers."
    )
    first: Quoted


class WhoSaid(BaseModel):
    """Who is on record with a wording, the earliest first."""

    speakers: list[Speaker]


class Altered(BaseModel):
    """What one statement changed from the first report."""

    statement: str = Field(description="Whose change it is.")
    change: Change
    before: str
    after: str


class Wording(BaseModel):
    """One version of a wording, and the statements that have it."""

    text: str
    day: str | None
    share: float = Field(description="How much of the traced words it has, in [0, 1].")
    changes: list[Altered] = Field(
        description="Of its statements, against the first report of the same utterance."
    )
    statements: list[Quoted]


class Traced(BaseModel):
    """The versions of a wording, the earliest first."""

    versions: list[Wording]
    more: int = Field(description="Versions that there was no room for.")


class Disputes(BaseModel):
    """Disputes of a statement, an utterance or a person."""

    disputes: list[Answered]
    more: int


class Remark(BaseModel):
    """One remark in a timeline, with what speaks against it."""

    day: str | None
    exact: bool = Field(description="Whether it was said on that day; else then or earlier.")
    reports: int
    independent_sources: int | None
    first: Quoted
    disputes: list[Answered]


class Timeline(BaseModel):
    """What somebody said, in order of day."""

    speaker: str
    entity: str
    remarks: list[Remark]
    more: int


_DOES: dict[Polarity, Literal["says", "denies", "does not confirm"]] = {
    "asserted": "says",
    "denied": "denies",
    "not_confirmed": "does not confirm",
}


def does_of(told: Told) -> str:
    """Say what the speaker does with the words."""
    return _DOES[told.statement.polarity]


def quoted(told: Told) -> Quoted:
    """Make an answer of a statement."""
    statement, row = told.statement, told.row
    return Quoted(
        id=statement.id,
        speaker=told.speaker,
        speaker_as_printed=statement.speaker.as_printed if statement.speaker else None,
        does=_DOES[statement.polarity],
        act=statement.act,
        kind=statement.kind,
        words=[Words(start=span.start, end=span.end, text=span.text) for span in statement.content],
        cue=[Words(start=span.start, end=span.end, text=span.text) for span in statement.cue],
        source=[Words(start=span.start, end=span.end, text=span.text) for span in statement.source],
        said=_day(statement.said),
        by_way_of=[hop.name for hop in statement.chain],
        utterance=told.linked.utterance,
        citation=Citation(
            outlet=row.publisher,
            title=row.title,
            url=row.url,
            path=row.path,
            published=row.published.value if row.published else None,
            article=row.article,
        ),
        score=statement.score,
    )


def _day(said: Date | None) -> Day:
    if said is None:
        return Day(value=None, latest=None, method=None, evidence=[])
    evidence = [proof.text for proof in said.evidence]
    return Day(value=said.value, latest=said.latest, method=said.method, evidence=evidence)
