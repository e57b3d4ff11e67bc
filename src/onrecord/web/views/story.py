"""What the page of a story shows: its coverage day by day, and its points by outlet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Story
from onrecord.reading.changes import WordChanges, read_changes
from onrecord.reading.coverage import Agreed, Covered, Points, read_coverage, read_points
from onrecord.reading.finding import Told
from onrecord.reading.record import Record
from onrecord.reading.views import content_of

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.lookups import ArticleHead

#: Articles on one page of a story's coverage.
MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """What one outlet prints of a remark, against the first report."""

    told: Told
    #: None for the first report, and for one in the same words.
    changes: WordChanges | None
    #: Whether it is told in other words throughout, so that marks would stand everywhere.
    reworded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One remark as several outlets print it, the first report first."""

    agreed: Agreed
    worded: Sequence[Worded]

    @property
    def altered(self) -> bool:
        """Whether any outlet's words differ from the first report's."""
        return any(it.changes for it in self.worded)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """All that the page shows."""

    story: Story
    #: By day; the last one "" where no day is known.
    days: Mapping[str, Sequence[Covered]]
    points: Points
    agreed: Sequence[Point]
    #: Heads of the originals that articles were copied from, by id.
    originals: Mapping[str, ArticleHead]
    outlets: int
    #: Numbers of the first article shown here, of the next page's and of the page's before; else None.
    start: int
    following: int | None
    previous: int | None


def read_story(store: Store, record: Record, story: Story, start: int = 0) -> StoryPage:
    """Put the page of a story together, with the articles from number `start` on."""
    covered = read_coverage(record, story, start, MOST)
    days: dict[str, list[Covered]] = {}
    for it in sorted(covered, key=lambda it: it.head.day or "9999"):
        days.setdefault(it.head.day or "", []).append(it)
    points = read_points(store, record, story)
    originals = {copy.original for it in covered for copy in it.copied}
    return StoryPage(
        story=story,
        days=days,
        points=points,
        agreed=[_point(it) for it in points.agreed],
        originals=record.lookups.heads(originals),
        outlets=len({it.head.publisher or it.head.path for it in covered}),
        start=start,
        following=start + MOST if start + MOST < len(story.articles) else None,
        previous=max(0, start - MOST) if start else None,
    )


def _point(agreed: Agreed) -> Point:
    first = content_of(agreed.told[0]) if agreed.told else ""
    reworded = {it.to_statement for it in agreed.utterance.variants if it.change == "paraphrased"}
    worded = []
    for told in agreed.told:
        changes = read_changes(first, content_of(told))
        differs = any(piece.kind != "same" for piece in changes.pieces)
        worded.append(
            Worded(
                told=told,
                changes=changes if differs else None,
                reworded=differs and told.statement.id in reworded,
            )
        )
    return Point(agreed=agreed, worded=worded)
