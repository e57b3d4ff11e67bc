"""Link what waits in a store, a portion of articles at a time, each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.errors import OnrecordError, fault_of
from onrecord.link import VERSION, link, printed_names
from onrecord.link.stage import Stage
from onrecord.model import Drop
from onrecord.store import Store


def count_waiting(store: Store) -> int:
    """Count the articles to link; only where another version linked them is anything written for it."""
    with store.linked() as linkage:
        if linkage.version() == VERSION:
            return linkage.count_unlinked()
    with store.linking() as linkage:
        if linkage.version() != VERSION:  # again, because another process may have done it in between
            linkage.clear()
            linkage.set_version(VERSION)
        return linkage.count_unlinked()


def link_portion(store: Store, most: int, stages: Sequence[Stage]) -> None:
    """Link the next `most` articles; where that fails they are linked one by one.

    An article that can't be linked stays in the record as it is, with a drop.
    """
    try:
        _link_at_once(store, most, stages)
    except OnrecordError:
        raise
    except Exception:  # one hostile page must not end the run: which one is found by itself
        for _ in range(most):
            _link_one(store, stages)


def _link_at_once(store: Store, most: int, stages: Sequence[Stage]) -> None:
    """Link up to `most` articles in one transaction."""
    with store.linking() as linkage:
        portion = linkage.unlinked(most)
        link(portion, linkage, stages)
        linkage.names.put_names([printed_names(annotated) for annotated in portion])
        linkage.mark_linked(annotated.article.id for annotated in portion)


def _link_one(store: Store, stages: Sequence[Stage]) -> None:
    with store.linked() as linkage:
        article = next(iter(linkage.unlinked(1)), None)
    if article is None:
        return
    try:
        _link_at_once(store, 1, stages)
    except OnrecordError:
        raise
    except Exception as error:
        store.add_drop(Drop(stage="link", item=article.article.path, reason=fault_of(error), partial=True))
        with store.linking() as linkage:
            linkage.mark_linked([article.article.id])
