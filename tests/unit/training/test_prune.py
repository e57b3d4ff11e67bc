"""A network that is pruned gives what it gave where neurons are twins, and nearly so elsewhere."""

import copy
import random

import pytest

torch = pytest.importorskip("torch", reason="the extra train is not installed")
pytest.importorskip("transformers", reason="the extra train is not installed")

import numpy as np  # noqa: E402

from onrecord.training.batches import Instance  # noqa: E402
from onrecord.training.distil import distance  # noqa: E402
from onrecord.training.graph import InferenceGraph  # noqa: E402
from onrecord.training.least_squares import Fit, cheapest  # noqa: E402
from onrecord.training.passages import packs, run  # noqa: E402
from onrecord.training.prune import prune  # noqa: E402
from strategies.networks import small_network  # noqa: E402


def _network():
    network = small_network(1)
    for layer in network.bert.encoder.layer:  # large enough for neurons to differ
        torch.nn.init.normal_(layer.intermediate.dense.weight, std=0.3)
    return network


def _read(count):
    rng = np.random.default_rng(2)
    made = []
    for length in rng.integers(3, 20, count):
        arrays = (rng.integers(0, high, length) for high in (50, 6, 5))
        empty = np.zeros(0, dtype=np.int64)
        made.append(Instance(*arrays, empty, empty, empty, empty))
    return list(packs(made, 60, random.Random(3)))


@torch.no_grad()
def test_packed_paragraphs_are_read_as_each_by_itself():
    graph = InferenceGraph(_network()).eval()
    for pack in _read(20):
        found = run(graph, pack)[1].split(pack.lengths)
        alone = zip(*(it.split(pack.lengths) for it in (pack.ids, pack.case, pack.quote)), strict=True)
        for rows, inputs in zip(found, alone, strict=True):
            assert torch.allclose(rows, graph(*inputs), atol=1e-5)


@torch.no_grad()
def test_twins_of_other_neurons_go_and_next_to_nothing_changes():
    network = _network()
    for layer in network.bert.encoder.layer:
        wide = layer.intermediate.dense
        for value in (wide.weight, wide.bias):
            value[20:] = value[:20]
    whole = InferenceGraph(network).eval()
    small = copy.deepcopy(whole)
    read = _read(300)
    prune(whole, small, read, [20] * 6)
    assert [layer.widened.weight.shape[1] for layer in small.layers] == [20] * 6
    wanted, found = run(whole, read[0])[1], run(small, read[0])[1]
    assert ((wanted - found) ** 2).mean() < 0.005 * (wanted**2).mean()
    again = copy.deepcopy(whole)
    again.load_pruned(small.state_dict())
    assert torch.equal(run(again, read[0])[1], found)


@torch.no_grad()
def test_fitting_makes_good_most_of_what_pruning_loses():
    whole = InferenceGraph(_network()).eval()
    fitted, cut = copy.deepcopy(whole), copy.deepcopy(whole)
    read = _read(300)
    prune(whole, fitted, read, [30] * 6)
    for layer in cut.layers:
        layer.narrow(torch.arange(30))
    roles, names = whole.heads.sizes[:2]
    lost = [
        sum(float(distance(run(whole, pack), run(it, pack), roles, names)) for pack in read)
        for it in (fitted, cut)
    ]
    assert 0 < lost[0] < lost[1] / 4
    assert float(distance(run(whole, read[0]), run(whole, read[0]), roles, names)) == pytest.approx(
        0, abs=1e-6
    )


def test_a_fit_finds_the_map_and_the_inputs_it_needs():
    torch.manual_seed(4)
    product = InferenceGraph(_network()).layers[0].joined
    rows = torch.randn(500, 24)
    rows[:, 7] = rows[:, 3] * 2
    true = torch.randn(24, 24)
    true[11] = 0.0
    fit = Fit(product)
    fit.add(rows[:200], rows[:200] @ true + 1)
    fit.add(rows[200:], rows[200:] @ true + 1)
    fit.solve(1e-6)
    assert torch.allclose(product(rows), rows @ true + 1, atol=0.01)
    kept = set(cheapest(fit.squares[:-1, :-1], product.weight.data.double(), 22, 1e-6, group=1).tolist())
    assert 11 not in kept
    assert len(kept & {3, 7}) == 1
