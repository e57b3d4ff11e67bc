"""The line from an input to the store, and the only file that knows its order.

`capture` (before this) → `extract` → `annotate`, which an engine runs in any process → `store`, one
capture at a time: what goes wrong with one becomes a drop that names it, and the next is done. Then
`link`, a portion of articles at a time: each portion is linked whole or not at all, and what a broken
run left is linked by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.engine import Engine, InProcess
from onrecord.errors import fault_of
from onrecord.extract import extract
from onrecord.link import STAGES
from onrecord.linking import count_waiting, link_portion
from onrecord.model import AnnotatedArticle, Annotations, Article, Capture, CaptureResult, Drop, Stage, Visit
from onrecord.settings import Settings
from onrecord.store import Store

#: Articles linked in one transaction. The result is the same for any number; with more, less is written
#: twice, and more is lost when the run is broken off.
PORTION = 50


class Weights(Protocol):
    """What tells one model from another."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the weights."""


class Annotates(Protocol):
    """Marks statements, names and times in one article."""

    @property
    def encoder(self) -> Weights:
        """The model."""

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


class ItemStages:
    """The stages that see one capture and nothing else; loaded once in each process of an engine."""

    def __init__(self, settings: Settings, annotator: Annotates | None = None) -> None:
        """Load the model, unless an annotator is passed in; ModelError where its files are missing."""
        self._settings = settings
        if annotator is None:
            # Not at the top: the process that hands out work to others needs no model.
            from onrecord.annotate.annotator import Annotator

            annotator = Annotator(settings)
        self._annotator = annotator

    @property
    def model(self) -> str:
        """SHA-256 of the model's weights."""
        return self._annotator.encoder.sha256

    def __call__(self, capture: Capture) -> CaptureResult | Drop:
        """Extract and annotate a capture; what fails is a drop that names it."""
        stage: Stage = "extract"
        try:
            extraction = extract(capture, self._settings)
            stage = "annotate"
            articles = tuple(
                # The page's own line tells what was lost of the page.
                _annotated(article, self._annotator, extraction.drops if article.item == 0 else ())
                for article in extraction.articles
            )
        except Exception as error:  # one hostile page must not end the run
            return Drop(stage=stage, item=capture.path, reason=fault_of(error))
        told = any(article.item == 0 for article in extraction.articles)
        return CaptureResult(capture=capture, articles=articles, drops=() if told else extraction.drops)


def annotate_captures(
    items: Iterable[Capture | Drop], settings: Settings, annotator: Annotates
) -> Iterator[CaptureResult | Drop]:
    """Extract and annotate each capture in this process, one by one; drops pass through."""
    return InProcess(ItemStages(settings, annotator)).run(items)


def add(items: Iterable[Capture | Drop | Visit], store: Store, engine: Engine) -> Iterator[Added | Drop]:
    """Bring each capture into `store`, whole; drops are kept as well, and visits when all before them is.

    A capture that the store has is not done again. Where many are added, portions of them are linked on
    the way, while the engine goes on; `link_waiting` links the rest. Raises StoreError where the store
    can't be written.
    """
    unlinked = 0
    outcomes: Iterator[CaptureResult | Added | Drop | Visit | _Forgotten] = engine.run(_news(items, store))
    for outcome in outcomes:
        if isinstance(outcome, Visit):
            store.keep_visit(outcome)
            continue
        if isinstance(outcome, _Forgotten):
            # Not kept in the store, which would hold its path again.
            yield outcome.drop
            continue
        if isinstance(outcome, Drop):
            store.add_drop(outcome)
            yield outcome
            continue
        added = _store(outcome, store) if isinstance(outcome, CaptureResult) else outcome
        yield added
        unlinked += len(added.result.articles) if added.result else 0
        if unlinked >= PORTION and count_waiting(store):
            link_portion(store, PORTION, STAGES)
            unlinked = 0


@dataclass(frozen=True, slots=True)
class _Forgotten:
    drop: Drop


def _news(
    items: Iterable[Capture | Drop | Visit], store: Store
) -> Iterator[Capture | Added | Drop | Visit | _Forgotten]:
    """Give the captures that are to be done, and for each other what there is to say of it."""
    for item in items:
        if not isinstance(item, Capture):
            yield item
        elif store.has(item.id):
            yield Added(capture=item, result=None, known=tuple(store.articles(capture=item.id)))
        elif (since := store.forgotten(item)) is not None:
            reason = f"was forgotten on {since[:10]} (its page, bytes or address) and stays out"
            yield _Forgotten(Drop(stage="capture", item=item.path, reason=reason))
        else:
            yield item


def _store(result: CaptureResult, store: Store) -> Added:
    """Keep a result, unless the same capture came in by another way meanwhile."""
    if store.add(result):
        return Added(capture=result.capture, result=result)
    known = tuple(store.articles(capture=result.capture.id))
    return Added(capture=result.capture, result=None, known=known)


def link_waiting(store: Store) -> Iterator[int]:
    """Link what is in `store` and not linked yet; yields how many articles wait, before each portion.

    All is linked anew where another version of the corpus stages linked it. Raises StoreError where
    the store can't be written.
    """
    while waiting := count_waiting(store):
        yield waiting
        link_portion(store, PORTION, STAGES)


def _annotated(article: Article, annotator: Annotates, drops: tuple[Drop, ...]) -> AnnotatedArticle:
    """Annotate an article; a day of publication that only its text gives away becomes the article's."""
    annotations = annotator.annotate(article)
    if annotations.published is not None:
        article = replace(article, published=annotations.published)
        annotations = replace(annotations, published=None)
    return AnnotatedArticle(article=article, annotations=annotations, drops=drops)
