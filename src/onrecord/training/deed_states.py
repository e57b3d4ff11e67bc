"""What the head of deeds learns from: each piece's states in the encoder, and what is to be said of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper

from onrecord.annotate.encoder import Encoder
from onrecord.annotate.labels import DEED_PARTS, MODALITIES
from onrecord.training.deed_graph import LAYERS, layer_output
from onrecord.training.deed_trees import Range, Taught

#: What no loss is taken on.
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Lesson:
    """One window of a paragraph; arrays run over its pieces, the special ones included."""

    #: Where its rows begin among all states.
    start: int
    #: Numbers of DEED_TAGS, PHRASE_TAGS and MODALITIES.
    tags: NDArray[np.int64]
    phrases: NDArray[np.int64]
    modalities: NDArray[np.int64]
    #: (piece of the deed, number of the part, piece of the part's head; 0 for nobody).
    parts: list[tuple[int, int, int]]

    def __len__(self) -> int:
        """Give how many pieces it has."""
        return len(self.tags)


class Layers(Encoder):
    """The shipped encoder, which gives the states of the layers that the head reads."""

    def __init__(self, folder: Path) -> None:
        """Load from `folder`, with the layers for outputs."""
        super().__init__(folder)
        model = onnx.load(folder / "encoder.onnx")
        self.names = [layer_output(layer) for layer in LAYERS]
        for name in self.names:
            model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def states(self, text: str) -> list[tuple[list[Range], NDArray[np.float16]]]:
        """Give, for each window of a paragraph, its pieces' offsets and their states side by side."""
        found = []
        for offsets, pieces in self.windows(text):
            layers = self.session.run(self.names, pieces)
            found.append((offsets, np.concatenate(layers, axis=1).astype(np.float16)))
        return found


def make_lessons(taught: Iterable[Taught], layers: Layers) -> tuple[list[Lesson], NDArray[np.float16]]:
    """Give the lessons of some paragraphs, and the states of all their pieces in one array."""
    lessons, rows, start = [], [], 0
    for paragraph in taught:
        for offsets, states in layers.states(paragraph.text):
            lessons.append(_lesson(paragraph, offsets, start))
            rows.append(states)
            start += len(states)
    return lessons, np.concatenate(rows)


def _lesson(paragraph: Taught, offsets: Sequence[Range], start: int) -> Lesson:
    count = len(offsets)
    starts, end = [low for low, _ in offsets[1:-1]], offsets[-2][1]

    def piece(at: int) -> int | None:
        return bisect_right(starts, at) if starts[0] <= at < end else None

    tags, phrases = np.zeros(count, np.int64), np.zeros(count, np.int64)
    modalities = np.full(count, UNKNOWN, np.int64)
    for low, high in paragraph.phrases:
        first, last = piece(low), piece(high - 1)
        if first is not None and last is not None:
            phrases[first] = 1
            phrases[first + 1 : last + 1] = 2
    parts = []
    for deed in paragraph.deeds:
        at = piece(deed.start)
        if at is None:
            continue
        tags[at] = 2 if deed.noun else 1
        if deed.modality is not None:
            modalities[at] = MODALITIES.index(deed.modality)
        for name, place in deed.parts.items():
            head = 0 if place is None else piece(place[0]) or 0
            if head != at:
                parts.append((at, DEED_PARTS.index(name), head))
    for array in (tags, phrases):
        array[[0, -1]] = UNKNOWN
    return Lesson(start, tags, phrases, modalities, parts)
