"""What becomes of one capture in a store: it is new and kept, known already, or to stay out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from onrecord.model import AnnotatedArticle, Capture, CaptureResult, Drop, Visit
from onrecord.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one capture on its way into a store."""

    capture: Capture
    #: None where the store had the capture already, and nothing was done.
    result: CaptureResult | None
    #: What the store has of it, in that case.
    known: tuple[AnnotatedArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A capture that somebody took out of the store for good."""

    drop: Drop


#: What there is to say of a capture that is not to be done, and what is no capture.
Told = Added | Drop | Visit | Forgotten
Given = TypeVar("Given", Capture, CaptureResult)


def news(items: Iterable[Given | Drop | Visit], store: Store) -> Iterator[Given | Told]:
    """Give what is to be done or kept, and for each other capture what there is to say of it."""
    for item in items:
        if isinstance(item, Drop | Visit):
            yield item
            continue
        capture = item.capture if isinstance(item, CaptureResult) else item
        if store.has(capture.id):
            yield _known(capture, store)
        elif (since := store.forgotten(capture)) is not None:
            reason = f"was forgotten on {since[:10]} (its page, bytes or address) and stays out"
            yield Forgotten(Drop(stage="capture", item=capture.path, reason=reason))
        else:
            yield item


def keep(outcome: CaptureResult | Told, store: Store) -> Added | Drop | None:
    """Keep an outcome in `store`; gives what there is to tell of it. Raises StoreError."""
    if isinstance(outcome, Visit):
        store.keep_visit(outcome)
        return None
    if isinstance(outcome, Forgotten):
        # Not kept in the store, which would hold its path again.
        return outcome.drop
    if isinstance(outcome, Drop):
        store.add_drop(outcome)
        return outcome
    if isinstance(outcome, Added):
        return outcome
    # False where the same capture came in by another way meanwhile.
    if store.add(outcome):
        return Added(capture=outcome.capture, result=outcome)
    return _known(outcome.capture, store)


def _known(capture: Capture, store: Store) -> Added:
    return Added(capture=capture, result=None, known=tuple(store.articles(capture=capture.id)))
