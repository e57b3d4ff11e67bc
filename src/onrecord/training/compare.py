"""Compare meanings with their teacher's: `python -m onrecord.training.compare MODEL CORPUS`.

For the contents of a corpus in PolNeAR layout that was not trained on: the rank correlation (Spearman)
between the similarities of all pairs as MODEL, a folder with encoder.onnx, and the teacher see them; and how
often the teacher's nearest neighbour of a content is among MODEL's nearest five.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.encoder import Encoder
from onrecord.annotate.labels import ROLES
from onrecord.training.corpus import read_polnear
from onrecord.training.meaning import Floats, embed_texts

#: Shorter contents ("no") have no meaning of their own.
MIN_WORDS = 4
NEAREST = 5


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("corpus", type=Path)
    options = parser.parse_args()
    texts, student = _read(options.model, options.corpus)
    ours, theirs = student @ student.T, (teacher := embed_texts(texts)) @ teacher.T
    above = np.triu_indices(len(texts), 1)
    correlation = np.corrcoef(_ranks(ours[above]), _ranks(theirs[above]))[0, 1]
    print(f"{len(texts)} contents: Spearman of the pairs' similarities {correlation:.3f}")
    print(f"the teacher's nearest in our nearest {NEAREST}: {100 * _found(ours, theirs):.1f} %")


def _read(model: Path, corpus: Path) -> tuple[list[str], Floats]:
    encoder = Encoder(model)
    texts: list[str] = []
    vectors: list[Floats] = []
    for paragraph in read_polnear(corpus):
        windows = encoder.read(paragraph.text)
        for kind, low, high in paragraph.spans:
            text = paragraph.text[low:high]
            if ROLES[kind] != "content" or len(text.split()) < MIN_WORDS:
                continue
            for window in windows:
                inside = [n for n, (a, b) in enumerate(window.offsets) if a < b and a < high and low < b]
                if inside:
                    texts.append(text)
                    vectors.append(window.span_meaning(inside[0], inside[-1]))
                    break
    return texts, np.stack(vectors)


def _ranks(values: Floats) -> NDArray[np.int64]:
    return np.argsort(np.argsort(values))


def _found(ours: Floats, theirs: Floats) -> float:
    """Give the share of rows whose best column in `theirs` is among the NEAREST of `ours`."""
    ours, theirs = ours.copy(), theirs.copy()
    np.fill_diagonal(ours, -2)
    np.fill_diagonal(theirs, -2)
    nearest = np.argsort(-ours, axis=1)[:, :NEAREST]
    return float(np.mean([best in row for best, row in zip(theirs.argmax(axis=1), nearest, strict=True)]))


if __name__ == "__main__":
    main()
