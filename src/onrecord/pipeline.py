"""The line from an input to the store, and the only file that knows its order.

`capture` (before this) → `extract` → `annotate` → `store`, one capture at a time: what goes wrong
with one becomes a drop that names it, and the next is done. Then `link`, a portion of articles at a
time: each portion is linked whole or not at all, and what a broken run left is linked by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.errors import OnrecordError, fault_of
from onrecord.extract import extract
from onrecord.link import STAGES, VERSION, link, printed_names
from onrecord.model import AnnotatedArticle, Annotations, Article, Capture, CaptureResult, Drop, Stage
from onrecord.settings import Settings
from onrecord.store import Store

#: Articles linked in one transaction. The result is the same for any number; with more, less is written
#: twice, and more is lost when the run is broken off.
PORTION = 50


class Annotates(Protocol):
    """Marks statements, names and times in one article."""

    def annotate(self, article: Article) -> Annotations:
        """Mark what stands in `article`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one capture on its way into a store."""

    capture: Capture
    #: None where the store had the capture already, and nothing was done.
    result: CaptureResult | None
    #: What the store has of it, in that case.
    known: tuple[AnnotatedArticle, ...] = ()


def annotate_captures(
    items: Iterable[Capture | Drop], settings: Settings, annotator: Annotates
) -> Iterator[CaptureResult | Drop]:
    """Extract and annotate each capture, one by one and independently; drops pass through."""
    for item in items:
        yield item if isinstance(item, Drop) else _annotate_capture(item, settings, annotator)


def add(
    items: Iterable[Capture | Drop], store: Store, settings: Settings, annotator: Annotates
) -> Iterator[Added | Drop]:
    """Bring each capture into `store`, whole, before the next is begun; drops are kept as well.

    A capture that the store has is not done again. Raises StoreError where the store can't be written.
    """
    for item in items:
        if isinstance(item, Drop):
            store.add_drop(item)
            yield item
            continue
        if store.has(item.id):
            yield Added(capture=item, result=None, known=tuple(store.articles(capture=item.id)))
            continue
        since = store.forgotten(item)
        if since is not None:
            # Not kept in the store, which would hold its path again.
            reason = f"was forgotten on {since[:10]} (its page, bytes or address) and stays out"
            yield Drop(stage="capture", item=item.path, reason=reason)
            continue
        result = _annotate_capture(item, settings, annotator)
        if isinstance(result, Drop):
            store.add_drop(result)
            yield result
        else:
            store.add(result)
            yield Added(capture=item, result=result)


def link_waiting(store: Store) -> Iterator[int]:
    """Link what is in `store` and not linked yet; yields how many articles wait, before each portion.

    All is linked anew where another version of the corpus stages linked it. Raises StoreError where
    the store can't be written.
    """
    while waiting := _count_waiting(store):
        yield waiting
        try:
            _link_portion(store, PORTION)
        except OnrecordError:
            raise
        except Exception:  # one hostile page must not end the run: which one is found by itself
            for _ in range(PORTION):
                _link_one(store)


def _count_waiting(store: Store) -> int:
    """Count the articles to link; only where another version linked them is anything written for it."""
    with store.linked() as linkage:
        if linkage.version() == VERSION:
            return linkage.count_unlinked()
    with store.linking() as linkage:
        if linkage.version() != VERSION:  # again, because another process may have done it in between
            linkage.clear()
            linkage.set_version(VERSION)
        return linkage.count_unlinked()


def _link_portion(store: Store, most: int) -> None:
    """Link up to `most` articles in one transaction."""
    with store.linking() as linkage:
        portion = linkage.unlinked(most)
        link(portion, linkage, STAGES)
        for annotated in portion:
            linkage.names.put_names(printed_names(annotated))
        linkage.mark_linked(annotated.article.id for annotated in portion)


def _link_one(store: Store) -> None:
    """Link the next article; one that can't be linked stays in the record as it is, with a drop."""
    with store.linked() as linkage:
        article = next(iter(linkage.unlinked(1)), None)
    if article is None:
        return
    try:
        _link_portion(store, 1)
    except OnrecordError:
        raise
    except Exception as error:
        store.add_drop(Drop(stage="link", item=article.article.path, reason=fault_of(error), partial=True))
        with store.linking() as linkage:
            linkage.mark_linked([article.article.id])


def _annotate_capture(capture: Capture, settings: Settings, annotator: Annotates) -> CaptureResult | Drop:
    stage: Stage = "extract"
    try:
        extraction = extract(capture, settings)
        stage = "annotate"
        articles = tuple(
            # The page's own line tells what was lost of the page.
            _annotated(article, annotator, extraction.drops if article.item == 0 else ())
            for article in extraction.articles
        )
    except Exception as error:  # one hostile page must not end the run
        return Drop(stage=stage, item=capture.path, reason=fault_of(error))
    told = any(article.item == 0 for article in extraction.articles)
    return CaptureResult(capture=capture, articles=articles, drops=() if told else extraction.drops)


def _annotated(article: Article, annotator: Annotates, drops: tuple[Drop, ...]) -> AnnotatedArticle:
    """Annotate an article; a day of publication that only its text gives away becomes the article's."""
    annotations = annotator.annotate(article)
    if annotations.published is not None:
        article = replace(article, published=annotations.published)
        annotations = replace(annotations, published=None)
    return AnnotatedArticle(article=article, annotations=annotations, drops=drops)
