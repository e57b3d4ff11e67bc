"""How many reporters heard or received the words of an utterance themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from onrecord.link.stage import Item
from onrecord.link.utterances.around import one_outlet
from onrecord.link.utterances.cluster import Copies

Body = Mapping[str, Any]
#: Days after the first report from which a further one looks back, whatever its tense: a week's end and a
#: holiday lie between a saying and a weekly paper, hardly more.
LATE = 7
#: Why a report counts ("heard") or does not: another statement of its article or a copy of its text is
#: counted, the outlet that it has the words from is counted, or it tells again what was told before: inside
#: another's words, long after, or in words that look back.
Reason = Literal["heard", "one_article", "one_text", "one_outlet", "retold", "late", "looks_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One report of an utterance, and whether it counts as a source of its own."""

    #: Ids.
    statement: str
    article: str
    #: Who had the words from the speaker; None where neither the chain nor the page says.
    reporter: str | None
    #: Id of the article that stands for all copies of its text.
    family: str
    reason: Reason
    #: Id of the counted statement that it is no other source than; None where there is none.
    like: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it is a source of its own."""
        return self.reason == "heard"


def count_sources(first: Item, items: Sequence[Item], copies: Copies) -> int:
    """Count the independent reports among the statements of one utterance; at least one."""
    return max(1, sum(report.counts for report in weigh_reports(first, items, copies)))


def weigh_reports(first: Item, items: Sequence[Item], copies: Copies) -> list[Weighed]:
    """Say of each statement of one utterance whether it counts as a source of its own, the first one first.

    Copies of one text are one report. A page that has the words from an outlet (its chain says so) counts
    as that outlet. What looks back on words said before, or tells them inside another's words, is none.
    """
    weighed: list[Weighed] = []
    for item in (first, *(item for item in items if item.id != first.id)):
        reporter, family = reporter_of(item.body), copies.family(item.article)
        back = None if item.id == first.id else _why_back(first, item, copies)
        like = None if back else _counted_before(item, reporter, family, weighed)
        weighed.append(
            Weighed(
                statement=item.id,
                article=item.article,
                reporter=reporter,
                family=family,
                reason=back or (like[0] if like else "heard"),
                like=like[1] if like else None,
            )
        )
    return weighed


def _counted_before(
    item: Item, reporter: str | None, family: str, weighed: Sequence[Weighed]
) -> tuple[Reason, str] | None:
    """Find the counted report that this one is no other than, and why."""
    for known in weighed:
        if not known.counts:
            continue
        if known.family == family:
            return "one_article" if known.article == item.article else "one_text", known.statement
        if _one_outlet(known.reporter, reporter):
            return "one_outlet", known.statement
    return None


def independent(first: Item, other: Item, copies: Copies) -> bool:
    """Whether the reporter of `other` heard the words beside the one of `first`."""
    if looks_back(first, other, copies):
        return False
    a, b = ((reporter_of(item.body), copies.family(item.article)) for item in (first, other))
    return not _one(*a, *b)


def _one(name: str | None, family: str, other: str | None, other_family: str) -> bool:
    """Whether two reports are of one reporter: one text, or one outlet."""
    return family == other_family or _one_outlet(name, other)


def _one_outlet(name: str | None, other: str | None) -> bool:
    return bool(name and other and one_outlet(name, other))


def reporter_of(body: Body) -> str | None:
    """Give who had the words from the speaker: the first one after him in the chain, else the publisher."""
    passing = (name for name, kind in body["hops"][1:] if kind in ("speaker", "agency", "publisher"))
    publisher: str | None = body["publisher"]
    return next(passing, publisher)


def looks_back(first: Item, other: Item, copies: Copies) -> bool:
    """Whether a statement tells again what was said before, after the first report of it."""
    return _why_back(first, other, copies) is not None


def _why_back(first: Item, other: Item, copies: Copies) -> Reason | None:
    """Say what shows that a statement tells again what the first report told; None where nothing does."""
    if copies.related(first.article, other.article) and first.article != other.article:
        return None
    if other.body["parent"] is not None and other.body["hops"][1:2] and other.body["hops"][1][1] == "speaker":
        return None if _passed_by_outlet(first, other) else "retold"
    days = _days_between(first.body, other.body)
    if days is not None and days > LATE:
        return "late"
    later = days is None or days > 0
    return "looks_back" if later and other.body["kind"] == "indirect" and other.body["looks_back"] else None


def _passed_by_outlet(first: Item, other: Item) -> bool:
    """Whether the words come by an agency that the annotation took for a speaker."""
    name = other.body["hops"][1][0]
    return any(name == hop for hop, kind in first.body["hops"] if kind in ("agency", "publisher"))


def _days_between(first: Body, other: Body) -> int | None:
    if not first["published"] or not other["published"]:
        return None
    return (date.fromisoformat(other["published"]) - date.fromisoformat(first["published"])).days
