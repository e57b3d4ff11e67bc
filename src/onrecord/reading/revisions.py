"""Pages captured more than once: their versions in order, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from onrecord.link.revisions import Revision, Rewording, compare_versions, keys_of_address
from onrecord.model import Group

if TYPE_CHECKING:
    from onrecord.reading.record import Record
    from onrecord.store.lookups import ArticleHead, CaptureTime

#: By what the older of two versions is known: the time of capture; the days that the pages print; not at all.
Order = Literal["captured", "dated", "unknown"]
#: Articles of one address that are looked at.
_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What became of a page from one capture to the next."""

    before: ArticleHead
    after: ArticleHead
    #: ISO 8601 in UTC; None where it is not known.
    captured_before: str | None
    captured_after: str | None
    order: Order
    revision: Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """A statement that reads otherwise in the next capture of its page."""

    revised: Revised
    rewording: Rewording


def read_revisions(record: Record, articles: Collection[str] | None = None) -> Iterator[Revised]:
    """Give what changed between the captures of each page, the earliest first, page by page.

    Args:
        record: the linked record.
        articles: only of the pages that these are captures of; None for all.

    """
    if articles is None:
        groups = list(record.linkage.groups("revisions"))
    else:
        ids = set(record.linkage.group_ids("revisions", articles).values())
        groups = [group for _, group in sorted(record.linkage.records(ids).items())]
    for group in groups:
        yield from _of_page(record, group.members)


def revisions_of(record: Record, group: Group) -> Iterator[Revised]:
    """Give what changed between the captures of one page, by its group of stage "revisions"."""
    yield from _of_page(record, group.members)


def revisions_around(record: Record, article: str) -> list[Revised]:
    """Give what changed from the capture before an article's to its own, and from its own to the next."""
    found: list[Revised] = []
    for group in record.linkage.records(
        set(record.linkage.group_ids("revisions", [article]).values())
    ).values():
        found += _of_page(record, group.members, around=article)
    return found


def read_alterations(
    record: Record, statements: Collection[str], articles: Collection[str]
) -> list[Alteration]:
    """Give how statements of these articles read in other captures of their pages, the earliest first."""
    return [
        Alteration(revised=revised, rewording=rewording)
        for revised in read_revisions(record, articles)
        for rewording in revised.revision.reworded
        if rewording.before in statements or rewording.after in statements
    ]


def captures_at(record: Record, address: str) -> list[str]:
    """Give the ids of the articles that stand at an address: an URL, a path, or an input's key."""
    found: set[str] = set()
    for key in keys_of_address(address):
        found.update(record.linkage.members("revisions", key, _MOST))
    return sorted(found)


def _of_page(record: Record, articles: Sequence[str], around: str | None = None) -> Iterator[Revised]:
    """Give what changed between the captures of one page; with `around`, only to and from that one."""
    heads = record.lookups.heads(articles)
    times = sorted(record.lookups.capture_times(articles), key=_place)
    for older, newer in pairwise(times):
        if around not in (None, older.article, newer.article):
            continue
        before, after = (record.linkage.article(it.article) for it in (older, newer))
        if before is None or after is None:
            continue
        yield Revised(
            before=heads[older.article],
            after=heads[newer.article],
            captured_before=older.captured,
            captured_after=newer.captured,
            order=_order(older, newer),
            revision=compare_versions(before, after),
        )


def _place(time: CaptureTime) -> tuple[str, str, str]:
    """Give a version its place: by capture; of one time by the day it prints; else in any fixed order."""
    return time.captured or "", time.day or "", time.article


def _order(older: CaptureTime, newer: CaptureTime) -> Order:
    if older.captured and newer.captured and older.captured != newer.captured:
        return "captured"
    return "dated" if older.day and newer.day and older.day != newer.day else "unknown"
