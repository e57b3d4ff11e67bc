"""Paragraphs to tensors: pieces, features, tags and link targets, in batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.annotate.features import piece_features
from onrecord.training.corpus import Paragraph

#: A target that the loss passes over.
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Instance:
    """One encoded paragraph; each array has shape (pieces,)."""

    ids: np.ndarray
    case: np.ndarray
    quote: np.ndarray
    roles: np.ndarray
    names: np.ndarray
    #: At the first piece of each content the first piece of its cue, at that of each cue the first of
    #: its source (0, the [CLS], where there is none); elsewhere IGNORED.
    links: np.ndarray
    #: (first piece, piece behind the last, row of the target) of each span whose meaning is learnt.
    meanings: np.ndarray


def encode(tokenizer: Tokenizer, paragraph: Paragraph) -> Instance:
    """Encode one paragraph; the tokenizer truncates it."""
    encoding = tokenizer.encode(paragraph.text)
    offsets = encoding.offsets
    case, quote = (np.array(values) for values in piece_features(paragraph.text, offsets))
    roles, firsts = _tags(offsets, paragraph.spans)
    names, _ = _tags(offsets, paragraph.names)
    for array in (roles, names):
        array[[start == end for start, end in offsets]] = IGNORED
    links = np.full(len(offsets), IGNORED)
    for span, pointed in paragraph.links:
        if firsts[span] is not None:
            target = firsts[pointed] if pointed >= 0 else None
            links[firsts[span]] = 0 if target is None else target
    if not paragraph.roles_known:
        roles[:] = IGNORED
    meanings = np.array(_places(offsets, paragraph.meanings), dtype=np.int64).reshape(-1, 3)
    return Instance(np.array(encoding.ids), case, quote, roles, names, links, meanings)


def _places(
    offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Give the pieces of each span that lies whole in the window."""
    read_up_to = max((b for _, b in offsets), default=0)
    places = []
    for row, low, high in spans:
        inside = [n for n, (a, b) in enumerate(offsets) if a < b and a < high and low < b]
        if inside and high <= read_up_to + 1:
            places.append((inside[0], inside[-1] + 1, row))
    return places


def _tags(
    offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, int]]
) -> tuple[np.ndarray, list[int | None]]:
    tags = np.zeros(len(offsets), dtype=np.int64)
    firsts: list[int | None] = []
    for kind, low, high in spans:
        inside = [n for n, (a, b) in enumerate(offsets) if a < b and a < high and low < b]
        firsts.append(inside[0] if inside else None)
        for position, piece in enumerate(inside):
            tags[piece] = 1 + 2 * kind + (position > 0)
    return tags, firsts


def batches(
    instances: Sequence[Instance], pieces: int, rng: random.Random
) -> Iterator[dict[str, torch.Tensor]]:
    """Yield shuffled batches of at most `pieces` pieces, padding included.

    Beside the padded arrays a batch has "spans", (paragraph, first piece, piece behind the last) a row, and
    "rows", the target of each.
    """
    order = sorted(range(len(instances)), key=lambda n: len(instances[n].ids) + rng.random() * 8)
    groups: list[list[int]] = [[]]
    for number in order:
        length = len(instances[number].ids)
        if groups[-1] and length * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(number)
    rng.shuffle(groups)
    for group in groups:
        width = max(len(instances[n].ids) for n in group)
        yield {
            name: torch.tensor(
                np.stack([_pad(getattr(instances[n], name), width, fill) for n in group]), dtype=torch.long
            )
            for name, fill in (
                ("ids", 0),
                ("case", 0),
                ("quote", 0),
                ("roles", IGNORED),
                ("names", IGNORED),
                ("links", IGNORED),
            )
        } | {
            "mask": torch.tensor([[int(i < len(instances[n].ids)) for i in range(width)] for n in group]),
            **_spans([instances[n].meanings for n in group]),
        }


def _spans(meanings: Sequence[np.ndarray]) -> dict[str, torch.Tensor]:
    rows = [(number, *row) for number, array in enumerate(meanings) for row in array.tolist()]
    table = torch.tensor(rows, dtype=torch.long).reshape(-1, 4)
    return {"spans": table[:, :3], "rows": table[:, 3]}


def _pad(array: np.ndarray, width: int, fill: int) -> np.ndarray:
    return np.concatenate([array, np.full(width - len(array), fill, dtype=np.int64)])
