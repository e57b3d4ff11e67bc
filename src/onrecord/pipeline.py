"""The line from an input to the store, and the only file that knows its order.

`capture` (before this) → `extract` → `annotate`, which an engine runs in any process → `store`, one
capture at a time: what goes wrong with one becomes a drop that names it, and the next is done. Then
`link`, a portion of articles at a time: each portion is linked whole or not at all, and what a broken
run left is linked by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from onrecord.engine import Engine, InProcess
from onrecord.errors import fault_of
from onrecord.extract import extract
from onrecord.keeping import Added, Told, keep, news
from onrecord.link import STAGES
from onrecord.linking import Portions, count_waiting
from onrecord.model import AnnotatedArticle, Annotations, Article, Capture, CaptureResult, Drop, Stage, Visit
from onrecord.settings import Settings
from onrecord.store import Store

#: Articles linked in one transaction at the most. The result is the same for any number; with more, less is
#: written twice, and more is lost when the run is broken off.
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
    return _keep(engine.run(news(items, store)), store)


def add_results(results: Iterable[CaptureResult | Drop], store: Store) -> Iterator[Added | Drop]:
    """Bring what an engine gave elsewhere into `store`, as `add` does."""
    return _keep(news(results, store), store)


def _keep(outcomes: Iterable[CaptureResult | Told], store: Store) -> Iterator[Added | Drop]:
    unlinked, portions = 0, Portions(store, STAGES, PORTION)
    for outcome in outcomes:
        kept = keep(outcome, store)
        if kept is None:
            continue
        yield kept
        if isinstance(kept, Added) and kept.result is not None:
            unlinked += len(kept.result.articles)
        if unlinked >= portions.size and count_waiting(store):
            portions.link_next()
            unlinked = 0


def link_waiting(store: Store) -> Iterator[int]:
    """Link what is in `store` and not linked yet; yields how many articles wait, before each portion.

    All is linked anew where another version of the corpus stages linked it. Raises StoreError where
    the store can't be written.
    """
    portions = Portions(store, STAGES, PORTION)
    while waiting := count_waiting(store):
        yield waiting
        portions.link_next()


def _annotated(article: Article, annotator: Annotates, drops: tuple[Drop, ...]) -> AnnotatedArticle:
    """Annotate an article; a day of publication that only its text gives away becomes the article's."""
    annotations = annotator.annotate(article)
    if annotations.published is not None:
        article = replace(article, published=annotations.published)
        annotations = replace(annotations, published=None)
    return AnnotatedArticle(article=article, annotations=annotations, drops=drops)
