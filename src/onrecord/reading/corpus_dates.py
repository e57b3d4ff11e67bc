"""Days that only other articles fix: of an undated copy by its original, of a saying by another report.

They are read off the linked record each time, never kept with the article: what the page itself says
stays as it is, and another article can add a day but not change one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onrecord.link.dates import Report, publication_of_copy, said_from_reports
from onrecord.model import AnnotatedArticle, Article, Date, Evidence, Statement
from onrecord.reading.grouped import Grouped

if TYPE_CHECKING:
    from onrecord.store.linkage import Linkage
    from onrecord.store.lookups import DatedReport


class CorpusDates:
    """Dates articles and statements by others, in one state of the record."""

    def __init__(self, linkage: Linkage, grouped: Grouped) -> None:
        self._linkage = linkage
        self._grouped = grouped
        #: Articles by id, with the day that their original gives them.
        self._known: dict[str, Date | None] = {}

    def dated(self, annotated: AnnotatedArticle) -> AnnotatedArticle:
        """Give the article with the day, or the bounds, that its original gives it."""
        if _is_day(annotated.article.published):
            return annotated
        found = self._of_copy(annotated.article.id)
        return (
            annotated
            if found is None
            else replace(annotated, article=replace(annotated.article, published=found))
        )

    def published(self, known: Mapping[str, Date | None]) -> dict[str, Date | None]:
        """Give the publication days of articles by id; those without a day with that of their original."""
        undated = [identity for identity, date in known.items() if not _is_day(date)]
        missing = [identity for identity in undated if identity not in self._known]
        families = self._grouped.of("copies", missing)
        self._known |= {identity: None for identity in missing if identity not in families}
        return {**known, **{it: self._of_copy(it) or known[it] for it in undated}}

    def said(self, statements: Sequence[Statement]) -> list[Statement]:
        """Give the statements, those without a day with the one that another report of the same words has."""
        open_ones = [it.id for it in statements if it.said is None or it.said.value is None]
        groups = self._grouped.of("utterances", open_ones)
        several = self._linkage.bare_records(set(groups.values()), least=2)
        reports = {it: sorted(record["statements"]) for it, record in several.items()}
        known = self._linkage.lookups.dated_reports({it for members in reports.values() for it in members})
        dated = {it.statement: it for it in known}
        found: dict[str, Date] = {}
        for members in reports.values():
            found |= said_from_reports([self._report(dated[member]) for member in members])
        return [_with_day(statement, found.get(statement.id)) for statement in statements]

    def _report(self, report: DatedReport) -> Report:
        return Report(
            statement=report.statement,
            article=report.article,
            said=_read_said(report.said),
            published=_read_published(report.published) or self._of_copy(report.article),
        )

    def _of_copy(self, article: str) -> Date | None:
        if article not in self._known:
            self._known[article] = self._by_original(article)
        return self._known[article]

    def _by_original(self, identity: str) -> Date | None:
        family = self._grouped.of("copies", [identity]).get(identity)
        if family is None:
            return None
        record = self._linkage.records([family])[family].record
        originals = [copy["original"] for copy in record["copies"] if copy["copy"] == identity]
        found = [self._linkage.article(it) for it in (identity, *originals)]
        copy, *rest = (it for it in found if it is not None)
        if rest:
            return publication_of_copy(copy, rest[0])
        pages = {page for part in record.get("parts", ()) if identity in part for page in part} - {identity}
        dated = (self._linkage.article(it) for it in sorted(pages))
        return next((_of_page(it.article) for it in dated if it and _is_day(it.article.published)), None)


def _of_page(page: Article) -> Date:
    """Give the day of one page of an article to another that has none."""
    day = page.published.value if page.published else None
    evidence = Evidence(text=day or "", where="article", name=page.id)
    return Date(value=day, precision="day", method="corpus", evidence=(evidence,))


def _with_day(statement: Statement, said: Date | None) -> Statement:
    """Give the statement the day of another report; bounds only where it has none of its own."""
    known = statement.said
    if said is None or (known is not None and (said.value is None or not _within(said.value, known))):
        return statement
    return replace(statement, said=said)


def _within(day: str, bounds: Date) -> bool:
    return (bounds.earliest or "") <= day <= (bounds.latest or "9999")


def _read_said(said: Mapping[str, Any] | None) -> Date | None:
    if said is None:
        return None
    parts = {name: said[name] for name in ("value", "precision", "method", "earliest", "latest")}
    return Date(evidence=tuple(Evidence(text=text) for text, *_ in said["evidence"]), **parts)


def _read_published(day: str | None) -> Date | None:
    return None if day is None else Date(value=day, precision="day", method="given")


def _is_day(date: Date | None) -> bool:
    return date is not None and date.value is not None and date.precision == "day"
