"""Fit a product of the network to what it should give, by least squares, drawn to the weights that it has."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from onrecord.training.graph import Product


class Fit:
    """The sums that a fit needs, over as many rows as are added; rows are kept nowhere."""

    def __init__(self, product: Product) -> None:
        size, wide = product.weight.shape
        self.product = product
        self.squares = torch.zeros(size + 1, size + 1, dtype=torch.double)
        self.wanted = torch.zeros(size + 1, wide, dtype=torch.double)

    def add(self, rows: Tensor, wanted: Tensor) -> None:
        """Add rows of shape (n, inputs), and what the product should make of them, (n, outputs)."""
        rows = torch.cat((rows, torch.ones(len(rows), 1)), dim=1)
        self.squares += (rows.T @ rows).double()
        self.wanted += (rows.T @ wanted).double()

    def solve(self, ridge: float) -> None:
        """Give the product its weights; `ridge`, in mean squares of an input, holds them to the old ones."""
        old = torch.cat((self.product.weight.data, self.product.bias.data[None])).double()
        held = _held(self.squares, self.squares.diagonal()[:-1].mean() * ridge)
        new = (old + torch.linalg.solve(held, self.wanted - self.squares @ old)).float()
        self.product.weight = nn.Parameter(new[:-1].contiguous())
        self.product.bias = nn.Parameter(new[-1].contiguous())


def cheapest(squares: Tensor, weights: Tensor, count: int, ridge: float, group: int = 16) -> Tensor:
    """Choose the `count` inputs of a product that it needs most, in order.

    Those go first whose loss costs least once the others make up for it (optimal brain surgeon: Hassibi and
    Stork 1993, "Second order derivatives for network pruning"), a group at a time.

    Args:
        squares: of shape (inputs, inputs), the products of the inputs, summed over all rows.
        weights: of shape (inputs, outputs).
        count: inputs to keep.
        ridge: what is added to the diagonal of `squares`, of its mean.
        group: inputs that go at once.

    """
    inverse = torch.linalg.inv(_held(squares, squares.diagonal().mean() * ridge))
    kept = torch.arange(len(squares))
    while len(kept) > count:
        cost = (weights**2).sum(dim=1) / inverse.diagonal()
        out = torch.argsort(cost)[: min(group, len(kept) - count)]
        part = inverse[out]
        share = inverse[:, out] @ torch.linalg.solve(part[:, out], torch.cat((weights[out], part), dim=1))
        stay = torch.ones(len(kept), dtype=torch.bool)
        stay[out] = False
        weights = (weights - share[:, : weights.shape[1]])[stay]
        inverse = (inverse - share[:, -len(kept) :])[stay][:, stay]
        kept = kept[stay]
    return kept


def _held(squares: Tensor, by: Tensor) -> Tensor:
    return squares + torch.eye(len(squares), dtype=squares.dtype) * by
