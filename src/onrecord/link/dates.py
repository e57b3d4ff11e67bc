"""Days that only other articles fix: of a copy by its original, of a saying by another report of it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.copies.text import BODY, MOST_SENTENCES
from onrecord.link.stories.words import stems_of, weight
from onrecord.model import AnnotatedArticle, Date, Evidence, Timex

#: Days from a phrase to the day of publication.
_SINCE = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "yesterday": 1, "yesterday morning": 1, "yesterday afternoon": 1, "yesterday evening": 1, "last night": 1,
    "tomorrow": -1,
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?$")
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")
#: Share of a sentence's weight that its counterpart has; the same as for rewritten sentences elsewhere.
_TOLD = 0.4
#: Characters between "yesterday" and the weekday that it was.
_BESIDE = 8
#: A rewriter is a week late at most; a phrase that leads further back was not about the same day.
_LATEST = 7


@dataclass(frozen=True, slots=True)
class _Sentence:
    stems: frozenset[str]
    timexes: tuple[Timex, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of an utterance, as far as its day goes."""

    #: Ids.
    statement: str
    article: str
    said: Date | None
    published: Date | None


def publication_of_copy(copy: AnnotatedArticle, original: AnnotatedArticle) -> Date | None:
    """Date an undated copy by its original; None where it has a day or the original has none.

    A copy is not older than its original. Where a sentence of it says "yesterday" and its counterpart
    in the original tells the day, that fixes the day of publication; a weekday alone fixes the week. All
    phrases must lead to one day, else only the bounds are given. Pure.
    """
    if _day(copy.article.published) is not None:
        return None
    first = _day(original.article.published)
    if first is None:
        return None
    votes: dict[dt.date, tuple[Evidence, ...]] = {}
    last: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()
    for timex, counterpart, day in (*_anchors(copy, original), *_spelled_out(copy, original)):
        seen: tuple[Evidence, ...] = (_here(timex), _there(counterpart, original))
        since = _since(timex)
        if since is not None:
            votes.setdefault(day + dt.timedelta(days=since), seen)
        elif _weekday(timex) == day.weekday() and day <= first:
            # "on Monday" is the last one: within six days of it.
            last, evidence = min(last or dt.date.max, day + dt.timedelta(days=6)), (*evidence, *seen)
    if len(votes) == 1:
        [(fixed, seen)] = votes.items()
        if first <= fixed <= first + dt.timedelta(days=_LATEST):
            return Date(value=fixed.isoformat(), precision="day", method="corpus", evidence=seen)
    known = Evidence(text=first.isoformat(), where="article", name=original.article.id)
    return _bounded(copy.article.published, first, last, (known, *evidence))


def said_from_reports(reports: Sequence[Report]) -> Mapping[str, Date]:
    """Date the reports of one utterance by each other; gives the days to add, by the statement's id.

    A day is passed on only where every report that has one has the same, and only to reports that may be
    of that day or later. Without any day, an utterance was made no later than its first report. Pure.
    """
    days: dict[str, Report] = {}
    for report in sorted(reports, key=lambda report: report.statement):
        if report.said and report.said.value and report.said.precision == "day":
            days.setdefault(report.said.value, report)
    if len(days) > 1:
        return {}
    open_ones = [report for report in reports if report.said is None or report.said.value is None]
    if days:
        [(day, source)] = days.items()
        proof = source.said.evidence if source.said else ()
        shown = tuple(Evidence(text=e.text, where="article", name=source.article) for e in proof[:1])
        found = Date(value=day, precision="day", method="corpus", evidence=shown)
        return {report.statement: found for report in open_ones if _possible(report, day)}
    return _first_report(reports, open_ones)


def _first_report(reports: Sequence[Report], open_ones: Sequence[Report]) -> Mapping[str, Date]:
    """Bound the reports that have no bound of their own by the day of the first dated one."""
    dated = [
        (day, r) for r in reports if r.published and (day := r.published.value or "") and _DAY.match(day)
    ]
    if not dated:
        return {}
    day, source = min(dated, key=lambda entry: (entry[0], entry[1].statement))
    shown = (Evidence(text=day, where="article", name=source.article),)
    bound = Date(value=None, precision=None, method="corpus", latest=day, evidence=shown)
    return {report.statement: bound for report in open_ones if report.said is None}


def _possible(report: Report, day: str) -> bool:
    said, published = report.said, report.published
    earliest = said.earliest if said else None
    latest = [d for d in ((said.latest if said else None), *_last(published)) if d]
    return (earliest is None or earliest <= day) and all(day <= limit for limit in latest)


def _last(published: Date | None) -> tuple[str | None, ...]:
    if published is None:
        return ()
    return (published.value if published.precision == "day" else published.latest,)


def _anchors(copy: AnnotatedArticle, original: AnnotatedArticle) -> Iterator[tuple[Timex, Timex, dt.date]]:
    """Pair each phrase of the copy with the one day that its counterpart sentence in the original tells."""
    counterparts = [sentence for sentence in _sentences(original) if sentence.timexes]
    for sentence in _sentences(copy):
        if not sentence.timexes or not counterparts:
            continue
        heft = sum(weight(stem) for stem in sorted(sentence.stems))
        shares = [sum(weight(s) for s in sorted(sentence.stems & other.stems)) for other in counterparts]
        best = max(shares)
        if best < _TOLD * heft or best == 0:
            continue
        days: dict[dt.date, Timex] = {}
        for timex in counterparts[shares.index(best)].timexes:
            if (match := _DAY.match(timex.value or "")) is not None:
                days.setdefault(dt.date.fromisoformat(match[1]), timex)
        for timex in sentence.timexes:
            weekday = _weekday(timex)
            fitting = [(d, t) for d, t in days.items() if weekday is None or d.weekday() == weekday]
            if len(fitting) == 1 and (weekday is not None or len(days) == 1):
                yield timex, fitting[0][1], fitting[0][0]


def _spelled_out(
    copy: AnnotatedArticle, original: AnnotatedArticle
) -> Iterator[tuple[Timex, Timex, dt.date]]:
    """Pair "yesterday, a Monday" with the day that the original tells for that weekday, where it is one."""
    told: dict[int, dict[dt.date, Timex]] = defaultdict(dict)
    for timex in original.annotations.timexes:
        if (match := _DAY.match(timex.value or "")) is not None:
            day = dt.date.fromisoformat(match[1])
            told[day.weekday()].setdefault(day, timex)
    for sentence in _sentences(copy):
        for timex, after in itertools.pairwise(sentence.timexes):
            since, weekday = _since(timex), _weekday(after)
            near = after.start - timex.end <= _BESIDE
            if since is not None and near and weekday is not None and len(told[weekday]) == 1:
                [(day, counterpart)] = told[weekday].items()
                yield timex, counterpart, day


def _since(timex: Timex) -> int | None:
    return _SINCE.get(" ".join(timex.text.casefold().split()))


def _sentences(article: AnnotatedArticle) -> list[_Sentence]:
    """Give the first sentences with times in them."""
    found: list[_Sentence] = []
    text, timexes = article.article.text, article.annotations.timexes
    for block in article.article.blocks:
        if block.kind not in BODY:
            continue
        start = block.start
        for end in (*(m.end() for m in _STOP.finditer(text, block.start, block.end)), block.end):
            inside = tuple(timex for timex in timexes if start <= timex.start < end)
            if inside and len(found) < MOST_SENTENCES:
                found.append(_Sentence(frozenset(stems_of(text[start:end])), inside))
            start = end
    return found


def _weekday(timex: Timex) -> int | None:
    words = timex.text.casefold().split()
    return next((_WEEKDAYS.index(word) for word in words if word in _WEEKDAYS), None)


def _day(date: Date | None) -> dt.date | None:
    known = date is not None and date.precision == "day" and date.value
    return dt.date.fromisoformat(known) if known else None


def _bounded(
    own: Date | None, first: dt.date, last: dt.date | None, evidence: tuple[Evidence, ...]
) -> Date | None:
    """Narrow the bounds that a copy has of its own; None where the two contradict each other."""
    earliest = max(filter(None, (own.earliest if own else None, first.isoformat())))
    latest = min(
        filter(None, (own.latest if own else None, last.isoformat() if last else None)), default=None
    )
    if latest is not None and latest < earliest:
        return None
    return Date(
        value=None, precision=None, method="corpus", earliest=earliest, latest=latest, evidence=evidence[:4]
    )


def _here(timex: Timex) -> Evidence:
    return Evidence(text=timex.text, start=timex.start, end=timex.end)


def _there(timex: Timex, article: AnnotatedArticle) -> Evidence:
    return Evidence(text=timex.text, where="article", name=article.article.id)
