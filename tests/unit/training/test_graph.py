"""The graph that is exported gives the numbers of the network that is trained (needs the extra `train`)."""

import pytest

torch = pytest.importorskip("torch", reason="the extra train is not installed")
pytest.importorskip("transformers", reason="the extra train is not installed")

from onrecord.training.graph import InferenceGraph  # noqa: E402
from onrecord.training.meaning import meaning_loss  # noqa: E402
from strategies.networks import small_network  # noqa: E402


def test_the_exported_graph_and_the_network_agree():
    network = small_network(1)
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


def test_attention_by_one_operator_gives_the_same_numbers(tmp_path):
    onnx = pytest.importorskip("onnx", reason="the extra train is not installed")
    import onnxruntime

    from onrecord.training.export import INPUTS, export_plain
    from onrecord.training.fuse import fuse_attention

    graph = InferenceGraph(small_network(2)).eval()
    export_plain(graph, tmp_path / "plain.onnx")
    model = onnx.load(tmp_path / "plain.onnx")
    before = len(model.graph.node)
    fuse_attention(model, 6, 3, 24)
    assert len(model.graph.node) < before
    assert sum(node.op_type == "Attention" for node in model.graph.node) == 6
    runs = [
        onnxruntime.InferenceSession(made.SerializeToString())
        for made in (onnx.load(tmp_path / "plain.onnx"), model)
    ]
    for pieces in (2, 7, 31):
        asked = {
            name: torch.randint(0, high, (pieces,)).numpy()
            for name, high in zip(INPUTS, (50, 6, 5), strict=True)
        }
        plain, fused = (it.run(None, asked)[0] for it in runs)
        assert abs(plain - fused).max() < 1e-5
    with pytest.raises(ValueError, match="layer 6: no attention"):
        fuse_attention(onnx.load(tmp_path / "plain.onnx"), 7, 3, 24)


def test_products_without_zero_points_give_the_same_bits(tmp_path):
    onnx = pytest.importorskip("onnx", reason="the extra train is not installed")
    import onnxruntime
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from onrecord.training.export import INPUTS, export_plain
    from onrecord.training.fuse import drop_zero_points

    export_plain(InferenceGraph(small_network(2)).eval(), tmp_path / "plain.onnx")
    quantize_dynamic(
        tmp_path / "plain.onnx", tmp_path / "int8.onnx", per_channel=True, weight_type=QuantType.QInt8
    )
    model = onnx.load(tmp_path / "int8.onnx")
    drop_zero_points(model)
    onnx.checker.check_model(model)
    products = [node for node in model.graph.node if node.op_type == "MatMulInteger"]
    assert products
    assert all(len(node.input) == 3 for node in products)
    asked = {
        name: torch.randint(0, high, (9,)).numpy() for name, high in zip(INPUTS, (50, 6, 5), strict=True)
    }
    whole, lighter = (
        onnxruntime.InferenceSession(made.SerializeToString()).run(None, asked)[0]
        for made in (onnx.load(tmp_path / "int8.onnx"), model)
    )
    assert (whole == lighter).all()
