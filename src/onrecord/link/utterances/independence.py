"""How many reporters heard or received the words of an utterance themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from onrecord.link.stage import Item
from onrecord.link.utterances.cluster import Copies
from onrecord.link.wording.names import compare_names

Body = Mapping[str, Any]
#: Days after the first report from which a further one looks back, whatever its tense: a week's end and a
#: holiday lie between a saying and a weekly paper, hardly more.
LATE = 7


def count_sources(first: Item, items: Sequence[Item], copies: Copies) -> int:
    """Count the independent reports among the statements of one utterance; at least one.

    Copies of one text are one report. A page that has the words from an outlet (its chain says so) counts
    as that outlet. What looks back on words said before, or tells them inside another's words, is none.
    """
    reporters: list[tuple[str | None, str]] = []
    for item in (first, *(item for item in items if item.id != first.id)):
        if item.id != first.id and looks_back(first, item, copies):
            continue
        reporter = reporter_of(item.body)
        family = copies.family(item.article)
        if not any(_one(reporter, family, *known) for known in reporters):
            reporters.append((reporter, family))
    return max(1, len(reporters))


def independent(first: Item, other: Item, copies: Copies) -> bool:
    """Whether the reporter of `other` heard the words beside the one of `first`."""
    if looks_back(first, other, copies):
        return False
    a, b = ((reporter_of(item.body), copies.family(item.article)) for item in (first, other))
    return not _one(*a, *b)


def _one(name: str | None, family: str, other: str | None, other_family: str) -> bool:
    """Whether two reports are of one reporter: one text, or one outlet."""
    return family == other_family or bool(
        name and other and compare_names(name, other, "organization") == "same"
    )


def reporter_of(body: Body) -> str | None:
    """Give who had the words from the speaker: the first one after him in the chain, else the publisher."""
    passing = (name for name, kind in body["hops"][1:] if kind in ("speaker", "agency", "publisher"))
    publisher: str | None = body["publisher"]
    return next(passing, publisher)


def looks_back(first: Item, other: Item, copies: Copies) -> bool:
    """Whether a statement tells again what was said before, after the first report of it."""
    if copies.related(first.article, other.article) and first.article != other.article:
        return False
    if other.body["parent"] is not None and other.body["hops"][1:2] and other.body["hops"][1][1] == "speaker":
        return not _passed_by_outlet(first, other)
    days = _days_between(first.body, other.body)
    if days is not None and days > LATE:
        return True
    later = days is None or days > 0
    return bool(later and other.body["kind"] == "indirect" and other.body["looks_back"])


def _passed_by_outlet(first: Item, other: Item) -> bool:
    """Whether the words come by an agency that the annotation took for a speaker."""
    name = other.body["hops"][1][0]
    return any(name == hop for hop, kind in first.body["hops"] if kind in ("agency", "publisher"))


def _days_between(first: Body, other: Body) -> int | None:
    if not first["published"] or not other["published"]:
        return None
    return (date.fromisoformat(other["published"]) - date.fromisoformat(first["published"])).days
