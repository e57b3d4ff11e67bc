"""Take neurons from a trained network's layers: `python -m onrecord.training.prune CHECKPOINT OUT.pt`.

Layer by layer each product is fitted anew: from what the smaller network has before it to what the whole one
has behind it, on paragraphs of the training corpus (no label is read). Then the neurons go whose loss costs
least. The first layers keep most: what goes wrong there goes wrong in all that follow. `distil.py` goes on
from here, and `python -m onrecord.training.export CHECKPOINT OUTDIR --pruned OUT.pt` writes what is run.
"""

from __future__ import annotations

import argparse
import copy
import random
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor

from onrecord.training.graph import InferenceGraph, Layer
from onrecord.training.least_squares import Fit, cheapest
from onrecord.training.network import load_pretrained
from onrecord.training.passages import Pack, embed, packs, passages

#: Neurons that each layer keeps of its 1,536: less than seven tenths of all.
NEURONS = (1536, 1408, 1152, 896, 704, 640)
#: Word pieces of a pack, and packs that are read: some 190,000 pieces.
PIECES, PACKS = 1200, 160
#: What holds a product to its old weights, and the last one of a layer, which has lost inputs.
_RIDGE, _LAST_RIDGE = 1e-3, 1e-4


def main() -> None:
    """Write the weights of the smaller graph to OUT.pt."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with text/ and attributions/")
    parser.add_argument("--gum", type=Path, help="folder of GUM; half of its documents are read")
    parser.add_argument("--neurons", default=",".join(map(str, NEURONS)), help="to keep in each layer")
    options = parser.parse_args()
    network, tokenizer = load_pretrained()
    network.load_state_dict(torch.load(options.checkpoint, map_location="cpu"))
    whole = InferenceGraph(network).eval()
    small = copy.deepcopy(whole)
    rng = random.Random(1)
    instances = passages(tokenizer, options.corpus, options.gum, rng)
    read = list(islice(packs(instances, PIECES, rng), PACKS))
    with torch.no_grad():
        prune(whole, small, read, [int(it) for it in options.neurons.split(",")])
    torch.save(small.state_dict(), options.out)


def prune(whole: InferenceGraph, small: InferenceGraph, read: Sequence[Pack], neurons: Sequence[int]) -> None:
    """Leave `small`, a copy of `whole`, so many neurons in each layer; gradients are to be off."""
    small.quicken()
    states = [embed(whole, pack)[1] for pack in read]
    found = list(states)
    for number, (layer, own, count) in enumerate(zip(whole.layers, small.layers, neurons, strict=True), 1):
        states, found = _fit_layer(layer, own, read, states, found, count)
        off = sum(float(((a - b) ** 2).sum()) for a, b in zip(states, found, strict=True))
        all_of_it = sum(float((a**2).sum()) for a in states)
        print(f"layer {number}: {count} neurons, {off / all_of_it:.4f} of its output lost", flush=True)
    fit = Fit(small.heads)
    for state, own_state in zip(states, found, strict=True):
        fit.add(own_state, whole.heads(state))
    fit.solve(_RIDGE)


def _fit_layer(
    layer: Layer, own: Layer, read: Sequence[Pack], before: list[Tensor], found: list[Tensor], count: int
) -> tuple[list[Tensor], list[Tensor]]:
    """Fit a layer to the whole one's, with `count` neurons; gives what each of the two makes of its input."""
    projected = [layer.project(rows) for rows in before]
    _fit(own.project, found, projected)
    attended = [pack.apart(layer.attend, rows) for pack, rows in zip(read, projected, strict=True)]
    taken = [pack.apart(own.attend, own.project(rows)) for pack, rows in zip(read, found, strict=True)]
    summed = [layer.joined(rows) + old for rows, old in zip(attended, before, strict=True)]
    _fit(own.joined, taken, [rows - old for rows, old in zip(summed, found, strict=True)])
    middle = [layer.first_norm(rows) for rows in summed]
    own_middle = [own.first_norm(own.joined(rows) + old) for rows, old in zip(taken, found, strict=True)]
    _fit(own.widened, own_middle, [layer.widened(rows) for rows in middle])
    wanted = [layer.narrowed(layer.wide(rows)) + rows for rows in middle]
    more = [rows - old for rows, old in zip(wanted, own_middle, strict=True)]
    fit = _fit(own.narrowed, [own.wide(rows) for rows in own_middle], more)
    squares = fit.squares[:-1, :-1]
    own.narrow(cheapest(squares, own.narrowed.weight.data.double(), count, _LAST_RIDGE))
    _fit(own.narrowed, [own.wide(rows) for rows in own_middle], more, _LAST_RIDGE)
    given = [own.second_norm(own.narrowed(own.wide(rows)) + rows) for rows in own_middle]
    return [layer.second_norm(rows) for rows in wanted], given


def _fit(
    product: torch.nn.Module, rows: Sequence[Tensor], wanted: Sequence[Tensor], ridge: float = _RIDGE
) -> Fit:
    fit = Fit(product)
    for one, other in zip(rows, wanted, strict=True):
        fit.add(one, other)
    fit.solve(ridge)
    return fit


if __name__ == "__main__":
    main()
