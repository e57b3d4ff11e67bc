"""Run the shipped encoder over one paragraph at a time: tags and links of its word pieces.

One paragraph a run: nothing shares its batch, so its result depends on its words alone (dynamic
int8 quantisation scales by whatever is in the batch), and no work goes into padding.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.annotate.labels import DEED_PARTS, DEED_TAGS, MODALITIES, NAME_TAGS, PHRASE_TAGS, ROLE_TAGS
from onrecord.annotate.pieces import Cutter
from onrecord.errors import ModelError
from onrecord.model import Block

#: The encoder that ships with the package.
SHIPPED = Path(__file__).parent.parent / "models" / "attribution"
#: The head of deeds that ships with it.
SHIPPED_DEEDS = SHIPPED.parent / "deeds"
#: Word pieces of one run, special pieces included; the length it was trained at.
WINDOW = 256
#: A window is cut behind a sentence if one ends within this many pieces of its end.
CUT_SEARCH = 96
#: So many blocks are encoded before the first of them is read further: more than most articles have.
PORTION = 64
_STOPS = frozenset((".", "!", "?", "”"))

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder says of one window of a paragraph; arrays run over its n pieces."""

    #: `[start, end)` of each piece in the paragraph; the first piece is the [CLS], (0, 0).
    offsets: list[tuple[int, int]]
    #: Scores (logits) of ROLE_TAGS, shape (n, 7).
    roles: Floats
    #: Scores (logits) of NAME_TAGS, shape (n, 21).
    names: Floats
    #: Projections whose inner product scores a link from one piece to another, shape (n, 128) each.
    link_from: Floats
    link_to: Floats
    #: The pieces' parts of what a span means, shape (n, 128); `span_meaning` joins them.
    meaning: Floats
    #: What `event_reading` reads deeds from, shape (n, columns); None of an encoder without a head for them.
    events: Floats | None = None

    def span_meaning(self, first: int, last: int) -> Floats:
        """Give what the pieces `first` to `last`, both included, mean together: shape (128,), length 1."""
        mean: Floats = self.meaning[first : last + 1].mean(axis=0)
        length = np.linalg.norm(mean)
        return mean / length if length else mean


class Encoder:
    """The ONNX session, its tokenizer and their description; load it once a process."""

    def __init__(self, folder: Path = SHIPPED, *, deeds: Path | None = None, threads: int = 1) -> None:
        """Load from `folder`; ModelError where a file is missing or is not what encoder.json says.

        `deeds` is the folder of a head of deeds made for this encoder; the shipped one has its own.
        """
        self.folder = folder
        for name in ("encoder.onnx", "encoder.json", "tokenizer.json"):
            if not (folder / name).is_file():
                raise ModelError(str(folder), f"{name} is missing; install onrecord again")
        weights = (folder / "encoder.onnx").read_bytes()
        described = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        #: SHA-256 of the weights, kept with every activity.
        self.sha256 = hashlib.sha256(weights).hexdigest()
        if described["sha256"] != self.sha256:
            raise ModelError(str(folder / "encoder.onnx"), "is not the file that encoder.json describes")
        if tuple(described["role_tags"]) != ROLE_TAGS or tuple(described["name_tags"]) != NAME_TAGS:
            raise ModelError(str(folder), "was trained for other labels than this version reads")
        self._columns = _columns(described["heads"])
        self._outputs = ["heads"]
        deeds = SHIPPED_DEEDS if deeds is None and folder == SHIPPED else deeds
        if deeds is not None:
            # Messages of protocol buffers are merged by setting them one behind the other: the head's nodes
            # and its output join those of the encoder, which computes what it would without them.
            weights += _deeds_head(deeds, self.sha256)
            self.sha256 = hashlib.sha256(weights).hexdigest()
            self._outputs.append("events")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def read(self, paragraph: str) -> list[Encoded]:
        """Encode one paragraph; a long one is cut in windows, at sentence ends where there are some."""
        return [self._run(offsets, pieces) for offsets, pieces in self.windows(paragraph)]

    def windows(self, paragraph: str) -> list[tuple[list[tuple[int, int]], dict[str, NDArray[np.int64]]]]:
        """Give what the model is given of one paragraph, window by window, each with its pieces' offsets."""
        cut = self._cutter.cut(paragraph)
        ids, offsets, case, quote = cut.ids, cut.offsets, cut.case, cut.quote
        if not ids:
            return []
        start, end = self._special
        short = len(ids) <= WINDOW - 2
        windows = (
            [(0, len(ids))] if short else _windows([self._tokenizer.id_to_token(it) or "" for it in ids])
        )
        found = []
        for low, high in windows:
            pieces = {
                "ids": [start, *ids[low:high], end],
                "case": [0, *case[low:high], 0],
                "quote": [0, *quote[low:high], 0],
            }
            arrays = {name: np.array(values, dtype=np.int64) for name, values in pieces.items()}
            found.append(([(0, 0), *offsets[low:high], (0, 0)], arrays))
        return found

    def _run(self, offsets: list[tuple[int, int]], pieces: dict[str, NDArray[np.int64]]) -> Encoded:
        heads, *events = self._session.run(self._outputs, pieces)
        found = {name: heads[:, low:high] for name, (low, high) in self._columns.items()}
        return Encoded(
            offsets=offsets,
            roles=found["roles"],
            names=found["names"],
            link_from=found["link_from"],
            link_to=found["link_to"],
            meaning=found["meaning"],
            events=events[0] if events else None,
        )

    @cached_property
    def _cutter(self) -> Cutter:
        return Cutter(self._tokenizer)

    @cached_property
    def _special(self) -> tuple[int, int]:
        first, last = (self._tokenizer.token_to_id(piece) for piece in ("[CLS]", "[SEP]"))
        if first is None or last is None:
            raise ModelError(str(self.folder / "tokenizer.json"), "has no [CLS] and [SEP]")
        return first, last


def encode(text: str, blocks: Sequence[Block], encoder: Encoder) -> Iterator[tuple[Block, Sequence[Encoded]]]:
    """Give each block of `text` with what the encoder says of it, in order.

    Many blocks are encoded before the first of them is given: the network's weights push all else out of the
    processor's cache, so that readers who take turns with it run a tenth slower. Not all blocks of a page,
    so that memory stays flat.
    """
    for first in range(0, len(blocks), PORTION):
        portion = blocks[first : first + PORTION]
        windows = [encoder.read(text[block.start : block.end]) for block in portion]
        yield from zip(portion, windows, strict=True)


def _deeds_head(folder: Path, encoder: str) -> bytes:
    """Read the head of deeds in `folder`; ModelError where it is not what it says, or for another encoder."""
    for name in ("head.onnx", "head.json"):
        if not (folder / name).is_file():
            raise ModelError(str(folder), f"{name} is missing; install onrecord again")
    head = (folder / "head.onnx").read_bytes()
    described = json.loads((folder / "head.json").read_text(encoding="utf-8"))
    if described["sha256"] != hashlib.sha256(head).hexdigest():
        raise ModelError(str(folder / "head.onnx"), "is not the file that head.json describes")
    if described["encoder_sha256"] != encoder:
        raise ModelError(str(folder), "was made for another encoder")
    labels = DEED_TAGS, PHRASE_TAGS, MODALITIES, DEED_PARTS
    if (
        tuple(tuple(described[name]) for name in ("deed_tags", "phrase_tags", "modalities", "parts"))
        != labels
    ):
        raise ModelError(str(folder), "was trained for other labels than this version reads")
    return head


def _columns(sizes: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Lay the heads' columns side by side: `[low, high)` of each."""
    ends = list(accumulate(sizes.values(), initial=0))
    return dict(zip(sizes, pairwise(ends), strict=True))


def _windows(tokens: list[str]) -> list[tuple[int, int]]:
    """Cut `tokens` into `[low, high)` of at most WINDOW - 2, behind a stop where there is one near."""
    size = WINDOW - 2
    found = []
    low = 0
    while low < len(tokens):
        high = min(low + size, len(tokens))
        if high < len(tokens):
            near = range(high - 1, high - CUT_SEARCH, -1)
            # Never within a word, whose later pieces begin with "##"; else behind a stop.
            whole = next((n for n in near if not tokens[n].startswith("##")), high)
            high = next((n + 1 for n in near if tokens[n] in _STOPS), whole)
        found.append((low, high))
        low = high
    return found
