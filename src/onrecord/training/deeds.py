"""Train the head of deeds: `python -m onrecord.training.deeds CORPUS ENCODERDIR HEAD.npz --meantime FOLDER`.

CORPUS is a folder with `text/*.txt`, a paragraph a line, whose trees are read by spaCy's medium pipeline;
FOLDER MEANTIME's XML, of which half is learnt from. The encoder is held still: only the head learns, from the
states that the shipped int8 encoder gives, so that what is learnt is what runs.
"""

from __future__ import annotations

import argparse
import pickle
import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.annotate.labels import DEED_PARTS, DEED_TAGS, MODALITIES, PHRASE_TAGS
from onrecord.training.deed_states import UNKNOWN, Layers, Lesson, make_lessons
from onrecord.training.deed_trees import Taught, read_trees
from onrecord.training.meantime import read_taught

#: Width of the head's inner layer, and of the projections whose product ties a part to a deed.
INNER, TIE = 192, 32
#: Pieces of one batch.
BATCH = 1_400
#: How often an epoch has the few sentences of MEANTIME.
REPEATED = 3
RATE = 2e-3
#: What each part counts in the loss, in the order of DEED_PARTS; places and times are often nobody.
WEIGHTS = (0.6, 0.6, 0.6, 0.3, 0.3)
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
#: Characters of a paragraph that is learnt from: not a title, not a page in one line.
_LENGTHS = range(31, 1_500)
_SEED = 7


class DeedHead(nn.Module):
    """Tags, modalities and ties of the pieces, from their states in some layers of the encoder."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.inner = nn.Linear(size, INNER)
        self.dropout = nn.Dropout(0.1)
        self.sizes = [len(DEED_TAGS), len(PHRASE_TAGS), len(MODALITIES), *[len(DEED_PARTS) * TIE] * 2]
        self.outer = nn.Linear(INNER, sum(self.sizes))

    def forward(self, states: Tensor) -> tuple[Tensor, ...]:
        """Give tag, phrase and modality logits and the two sides of the ties, for (…, size) states."""
        hidden = self.dropout(functional.gelu(self.inner(states)))
        return tuple(self.outer(hidden).split(self.sizes, dim=-1))


def main() -> None:
    """Read the corpora, train, and write the head's arrays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--meantime", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--limit", type=int, help="paragraphs of the corpus that are read")
    parser.add_argument("--trees", type=Path, help="where what the trees tell is kept for the next run")
    options = parser.parse_args()
    torch.manual_seed(_SEED)
    torch.set_num_threads(1)
    layers = Layers(options.encoder)
    silver, silver_states = make_lessons(_trees(options.corpus, options.limit, options.trees), layers)
    gold = list(read_taught(options.meantime)) if options.meantime else []
    lessons, states = silver, silver_states
    if gold:
        few, few_states = make_lessons(gold, layers)
        moved = [_moved(lesson, len(silver_states)) for lesson in few]
        lessons, states = silver + moved * REPEATED, np.concatenate((silver_states, few_states))
    print(f"{len(lessons)} windows, {len(states)} pieces", flush=True)
    head = train(lessons, torch.from_numpy(states), options.epochs)
    np.savez(options.out, allow_pickle=False, **arrays_of(head))


def _trees(corpus: Path, limit: int | None, kept: Path | None) -> list[Taught]:
    """Read the trees of a corpus, or what an earlier run kept of them, which is trusted as the user's own."""
    if kept is not None and kept.exists():
        found: list[Taught] = pickle.loads(kept.read_bytes())
        return found[:limit]
    paragraphs = [
        match.group()
        for path in sorted((corpus / "text").glob("*.txt"))
        for match in _PARAGRAPH.finditer(path.read_bytes().decode("utf-8"))
    ]
    paragraphs = [paragraph for paragraph in paragraphs if len(paragraph) in _LENGTHS]
    random.Random(_SEED).shuffle(paragraphs)
    read = list(read_trees(paragraphs[:limit]))
    if kept is not None:
        kept.write_bytes(pickle.dumps(read))
    return read


def _moved(lesson: Lesson, by: int) -> Lesson:
    return Lesson(lesson.start + by, lesson.tags, lesson.phrases, lesson.modalities, lesson.parts)


def train(lessons: Sequence[Lesson], states: Tensor, epochs: int) -> DeedHead:
    """Train a new head."""
    head = DeedHead(states.shape[1])
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    chance = random.Random(_SEED)
    planned = [list(_batches(lessons, chance)) for _ in range(epochs)]
    steps = sum(map(len, planned))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    started = time.monotonic()
    for number, batches in enumerate(planned):
        total = 0.0
        for batch in batches:
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(head, batch, states)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {number}: {total / len(batches):.3f} ({time.monotonic() - started:.0f} s)", flush=True)
    return head.eval()


def _batches(lessons: Sequence[Lesson], chance: random.Random) -> Iterator[list[Lesson]]:
    """Give the lessons in batches of like length, in an order drawn anew."""
    ordered = sorted(lessons, key=lambda lesson: len(lesson) + 8 * chance.random())
    batches: list[list[Lesson]] = [[]]
    for lesson in ordered:
        if batches[-1] and len(lesson) * (len(batches[-1]) + 1) > BATCH:
            batches.append([])
        batches[-1].append(lesson)
    chance.shuffle(batches)
    yield from batches


def loss_of(head: DeedHead, batch: Sequence[Lesson], states: Tensor) -> Tensor:
    """Give the loss of a batch: tags, phrases, modalities, and which piece each part points to."""
    longest = max(map(len, batch))
    rows = torch.zeros((len(batch), longest), dtype=torch.long)
    for number, lesson in enumerate(batch):
        rows[number, : len(lesson)] = torch.arange(lesson.start, lesson.start + len(lesson))
    tags, phrases, modalities, asking, asked = head(states[rows].float())
    loss = 1.5 * _entropy(tags, _padded([it.tags for it in batch], longest))
    loss = loss + _entropy(phrases, _padded([it.phrases for it in batch], longest))
    known = _padded([it.modalities for it in batch], longest)
    if bool((known != UNKNOWN).any()):
        loss = loss + 0.5 * _entropy(modalities, known)
    lengths = torch.tensor([len(lesson) for lesson in batch])
    outside = torch.arange(longest)[None, :] >= lengths[:, None] - 1
    for part, weight in enumerate(WEIGHTS):
        ties = [(n, at, to) for n, lesson in enumerate(batch) for at, p, to in lesson.parts if p == part]
        if ties:
            whose, at, to = torch.tensor(ties).T
            column = slice(part * TIE, (part + 1) * TIE)
            scores = (asking[..., column] @ asked[..., column].transpose(1, 2))[whose, at].float() * TIE**-0.5
            scores = scores.masked_fill(outside[whose], -1e4).scatter(1, at[:, None], -1e4)
            loss = loss + weight * functional.cross_entropy(scores, to)
    return loss


def _padded(arrays: Sequence[NDArray[np.int64]], longest: int) -> Tensor:
    whole = np.full((len(arrays), longest), UNKNOWN, dtype=np.int64)
    for number, array in enumerate(arrays):
        whole[number, : len(array)] = array
    return torch.from_numpy(whole)


def _entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(logits.flatten(0, 1).float(), wanted.flatten(), ignore_index=UNKNOWN)


def arrays_of(head: DeedHead) -> dict[str, NDArray[np.float32]]:
    """Give the head's weights as `deed_graph` reads them, the scale of the ties in them."""
    outer, bias = head.outer.weight.detach().clone(), head.outer.bias.detach().clone()
    low = sum(head.sizes[:3])
    for weights in (outer, bias):
        weights[low : low + head.sizes[3]] *= TIE**-0.5
    return {
        "inner": head.inner.weight.detach().T.numpy(),
        "inner_bias": head.inner.bias.detach().numpy(),
        "outer": outer.T.numpy(),
        "outer_bias": bias.numpy(),
    }


if __name__ == "__main__":
    main()
