"""Targets for the meaning of a span: what the unchanged sentence encoder says of its text alone.

The teacher is the base model as it was before our training (all-MiniLM-L6-v2: the mean of its pieces,
normalised; Reimers and Gurevych 2019). The student reads the span within its paragraph, in the same pass as
everything else.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.annotate.labels import ROLES
from onrecord.annotate.sentences import sentences_of
from onrecord.training.corpus import Paragraph
from onrecord.training.network import MEANING_SIZE, load_pretrained

#: Shorter sentences mean too little to learn from.
MIN_WORDS = 4
#: The teacher was trained on texts of up to 128 pieces.
TEACHER_PIECES = 128
#: How the similarities within a batch weigh beside the vectors themselves: they differ by some 0.1, whose
#: square would vanish beside 1 - cosine.
SIMILARITY_WEIGHT = 5.0

Floats = NDArray[np.float32]


def choose_spans(paragraphs: Sequence[Paragraph], seed: int) -> list[Paragraph]:
    """Choose the spans to learn from: in each paragraph its contents and one sentence drawn at random.

    The numbers run over all paragraphs and are the rows of what `embed_spans` gives.
    """
    rng = random.Random(seed)
    chosen, row = [], 0
    for paragraph in paragraphs:
        places = [(a, b) for kind, a, b in paragraph.spans if ROLES[kind] == "content"]
        found = sentences_of(paragraph.text, 0, len(paragraph.text))
        sentences = [(a, b) for a, b in found if len(paragraph.text[a:b].split()) >= MIN_WORDS]
        if sentences:
            places.append(rng.choice(sentences))
        places = sorted(set(places))
        chosen.append(replace(paragraph, meanings=tuple((row + n, a, b) for n, (a, b) in enumerate(places))))
        row += len(places)
    return chosen


def span_texts(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Give the text of every numbered span, in the order of the numbers."""
    return [p.text[a:b] for p in paragraphs for _, a, b in p.meanings]


def embed_texts(texts: Sequence[str], pieces: int = 8192) -> Floats:
    """Give the teacher's vector of each text, shape (texts, 384), length 1."""
    network, tokenizer_path = load_pretrained()
    teacher = network.bert.eval()
    tokenizer = Tokenizer.from_file(tokenizer_path)
    tokenizer.no_padding()
    tokenizer.enable_truncation(TEACHER_PIECES)
    encoded = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    order = sorted(range(len(texts)), key=lambda n: len(encoded[n]))
    vectors = np.zeros((len(texts), teacher.config.hidden_size), dtype=np.float32)
    while order:
        width = len(encoded[order[-1]])
        group, order = order[-max(1, pieces // width) :], order[: -max(1, pieces // width)]
        ids = torch.zeros(len(group), width, dtype=torch.long)
        mask = torch.zeros(len(group), width, dtype=torch.long)
        for place, number in enumerate(group):
            ids[place, : len(encoded[number])] = torch.tensor(encoded[number])
            mask[place, : len(encoded[number])] = 1
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = teacher(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        vectors[group] = functional.normalize(mean, dim=-1).numpy()
    return vectors


def fit_projection(vectors: Floats) -> Floats:
    """Give the principal axes of `vectors`, shape (384, MEANING_SIZE), without centring: cosines are kept."""
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    projection: Floats = np.ascontiguousarray(axes[:, ::-1][:, :MEANING_SIZE], dtype=np.float32)
    return projection


def project(vectors: Floats, projection: Floats) -> Floats:
    """Project the vectors and give them length 1 again."""
    lower = vectors @ projection
    normal: Floats = lower / np.maximum(np.linalg.norm(lower, axis=-1, keepdims=True), 1e-9)
    return normal


def meaning_loss(meaning: Tensor, spans: Tensor, targets: Tensor) -> Tensor:
    """Compare the spans' vectors with the targets: 1 - cosine, and the similarities among the spans.

    `meaning` has shape (batch, pieces, MEANING_SIZE), `spans` holds (paragraph, first piece, piece behind the
    last) a row, `targets` has shape (spans, MEANING_SIZE).
    """
    if not len(spans):
        return meaning.sum() * 0.0
    positions = torch.arange(meaning.shape[1])
    inside = (positions >= spans[:, 1:2]) & (positions < spans[:, 2:3])
    weights = inside / inside.sum(1, keepdim=True)
    vectors = functional.normalize(torch.einsum("sp,spd->sd", weights, meaning.float()[spans[:, 0]]), dim=-1)
    apart = (vectors @ vectors.T - targets @ targets.T) ** 2
    return (1 - (vectors * targets).sum(-1)).mean() + SIMILARITY_WEIGHT * apart.mean()
