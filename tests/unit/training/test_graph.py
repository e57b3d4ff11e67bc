"""The graph that is exported gives the numbers of the network that is trained (needs the extra `train`)."""

import pytest

torch = pytest.importorskip("torch", reason="the extra train is not installed")
transformers = pytest.importorskip("transformers", reason="the extra train is not installed")

from onrecord.training.graph import InferenceGraph  # noqa: E402
from onrecord.training.meaning import meaning_loss  # noqa: E402
from onrecord.training.network import AttributionNetwork  # noqa: E402


def test_the_exported_graph_and_the_network_agree():
    torch.manual_seed(1)
    config = transformers.BertConfig(
        vocab_size=50,
        hidden_size=24,
        num_hidden_layers=6,
        num_attention_heads=3,
        intermediate_size=40,
        max_position_embeddings=32,
    )
    network = AttributionNetwork(config).eval()
    torch.nn.init.normal_(network.case.weight)
    torch.nn.init.normal_(network.quote.weight)
    ids, case, quote = torch.randint(0, 50, (17,)), torch.randint(0, 6, (17,)), torch.randint(0, 5, (17,))
    graph = InferenceGraph(network).eval()
    with torch.no_grad():
        heads = network(ids[None], torch.ones(1, 17, dtype=torch.long), case[None], quote[None])
        found = graph(ids, case, quote)
    assert torch.allclose(found, torch.cat([head[0] for head in heads], dim=-1), atol=1e-5)
    assert sum(graph.sizes.values()) == found.shape[1]


def test_a_meaning_is_the_mean_of_its_pieces_and_its_loss_nought_where_it_is_right():
    meaning = torch.zeros(2, 4, 3)
    meaning[0, 1:3] = torch.tensor([[2.0, 0.0, 0.0], [0.0, 2.0, 0.0]])
    meaning[1, 0] = torch.tensor([0.0, 0.0, 5.0])
    spans = torch.tensor([[0, 1, 3], [1, 0, 1]])
    right = torch.tensor([[0.5**0.5, 0.5**0.5, 0.0], [0.0, 0.0, 1.0]])
    assert meaning_loss(meaning, spans, right).item() == pytest.approx(0.0, abs=1e-6)
    assert meaning_loss(meaning, spans, right.flip(0)).item() > 0.5
    assert meaning_loss(meaning, spans[:0], right[:0]).item() == 0.0
