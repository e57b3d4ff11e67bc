"""Ready a corpus for training: silver names and the targets of meanings, kept in a file for the next run."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.training.corpus import Paragraph, read_polnear
from onrecord.training.meaning import choose_spans, embed_texts, fit_projection, project, span_texts
from onrecord.training.silver import label_names


@dataclass(frozen=True, slots=True)
class Prepared:
    """A corpus with everything that need not be computed anew each epoch."""

    paragraphs: list[Paragraph]
    #: The targets of the spans whose meaning is learnt, shape (spans, 128), length 1.
    targets: NDArray[np.float32]


def prepare(corpus: Path, limit: int | None, seed: int, cache: Path | None) -> Prepared:
    """Read the first `limit` paragraphs of `corpus`; from `cache` what an earlier run has left there.

    The cache is trusted as the user's own file: give no path that a stranger can write to. Delete it after
    a change of the corpus, the limit or the seed.
    """

    def fresh() -> Prepared:
        paragraphs = list(label_names(list(read_polnear(corpus))[:limit]))
        paragraphs = choose_spans(paragraphs, seed)
        vectors = embed_texts(span_texts(paragraphs))
        return Prepared(paragraphs, project(vectors, fit_projection(vectors)))

    return cached(fresh, cache)


def cached(compute: Callable[[], Prepared], path: Path | None) -> Prepared:
    """Give what lies at `path`, or compute it and leave it there."""
    if path is not None and path.exists():
        kept: Prepared = pickle.loads(path.read_bytes())
        return kept
    found = compute()
    if path is not None:
        path.write_bytes(pickle.dumps(found))
    return found
