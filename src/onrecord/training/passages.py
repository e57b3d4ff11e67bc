"""Packs of paragraphs that a whole network and a smaller one read side by side: no labels are needed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.training.batches import Instance, encode
from onrecord.training.corpus import Paragraph, read_polnear
from onrecord.training.graph import InferenceGraph
from onrecord.training.gum import read_runs, split_documents, text_of

#: Packs are made of so many paragraphs of like length.
_SORTED = 600
#: No paragraph is read further, in word pieces.
_MAX_PIECES = 256
#: The share of paragraphs whose last part is read once more by itself: contents are, for reports inside them.
_PARTS = 0.15


def passages(tokenizer: str, corpus: Path, gum: Path | None, rng: random.Random) -> list[Instance]:
    """Give the paragraphs of a corpus in PolNeAR layout, those of half of GUM, and parts of some."""
    cutter = Tokenizer.from_file(tokenizer)
    cutter.no_padding()
    cutter.enable_truncation(_MAX_PIECES)
    texts = [it.text for it in read_polnear(corpus)]
    if gum is not None:
        texts += [text_of(run) for document in split_documents(gum)[0] for run in read_runs(document)]
    parts = rng.sample(texts, int(_PARTS * len(texts)))
    texts += [text[len(text) // 3 :].partition(" ")[2] for text in parts if len(text) > 90]
    blank = Paragraph(document="", text="", spans=(), links=(), roles_known=False)
    return [encode(cutter, replace(blank, text=text)) for text in texts]


@dataclass(frozen=True, slots=True)
class Pack:
    """Some paragraphs, one behind the other; each tensor has shape (pieces of all,)."""

    ids: Tensor
    case: Tensor
    quote: Tensor
    #: Pieces of each paragraph.
    lengths: list[int]

    def apart(self, change: Callable[..., Tensor], *rows: Tensor) -> Tensor:
        """Give what `change` makes of the rows of each paragraph by itself."""
        parts = zip(*(it.split(self.lengths) for it in rows), strict=True)
        return torch.cat([change(*part) for part in parts])


def packs(instances: Sequence[Instance], pieces: int, rng: random.Random) -> Iterator[Pack]:
    """Yield the instances, shuffled, in packs of at most so many pieces."""
    order = list(instances)
    rng.shuffle(order)
    for low in range(0, len(order), _SORTED):
        part = sorted(order[low : low + _SORTED], key=lambda it: len(it.ids))
        groups: list[list[Instance]] = [[]]
        for instance in part:
            if groups[-1] and sum(len(it.ids) for it in groups[-1]) + len(instance.ids) > pieces:
                groups.append([])
            groups[-1].append(instance)
        rng.shuffle(groups)
        yield from (_pack(group) for group in groups)


def _pack(group: Sequence[Instance]) -> Pack:
    ids, case, quote = (
        torch.cat([torch.as_tensor(getattr(it, name)) for it in group]) for name in ("ids", "case", "quote")
    )
    return Pack(ids, case, quote, [len(it.ids) for it in group])


def embed(graph: InferenceGraph, pack: Pack) -> tuple[Tensor, Tensor]:
    """Give the embeddings of the words, and what the first layer reads, both of shape (pieces, hidden)."""
    places = torch.cat([graph.positions[:length] for length in pack.lengths])
    return graph.embed(pack.ids, pack.case, pack.quote, places)


def run(graph: InferenceGraph, pack: Pack) -> tuple[list[Tensor], Tensor]:
    """Give what each layer gives, of shape (pieces, hidden), and the heads, of shape (pieces, columns)."""
    words, hidden = embed(graph, pack)
    states = []
    for layer in graph.layers:
        attended = pack.apart(layer.attend, layer.project(hidden))
        hidden = layer.first_norm(layer.joined(attended) + hidden)
        hidden = layer.second_norm(layer.narrowed(layer.wide(hidden)) + hidden)
        states.append(hidden)
    return states, graph.read(words, states)
