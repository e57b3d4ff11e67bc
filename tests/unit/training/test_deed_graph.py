"""The head of deeds joins an encoder as a second output and leaves the first as it was."""

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="the extra train is not installed")
pytest.importorskip("torch", reason="the extra train is not installed")

from onnx import TensorProto, helper, numpy_helper  # noqa: E402
from onnxruntime import InferenceSession  # noqa: E402

from onrecord.training.deed_graph import LAYERS, OUTPUT, build, layer_output  # noqa: E402

WIDTH = 8


def encoder() -> "onnx.ModelProto":
    """Make an encoder whose layers are the ids by a few numbers."""
    nodes, weights = [helper.make_node("Cast", ["ids"], ["cast"], to=TensorProto.FLOAT)], []
    for layer in LAYERS:
        factor = np.linspace(-1.0, layer, WIDTH, dtype=np.float32)[None, :]
        weights.append(numpy_helper.from_array(factor, f"factor{layer}"))
        nodes.append(helper.make_node("Unsqueeze", ["cast", "last"], [f"column{layer}"]))
        nodes.append(helper.make_node("Mul", [f"column{layer}", f"factor{layer}"], [layer_output(layer)]))
    nodes.append(helper.make_node("Identity", [layer_output(LAYERS[-1])], ["heads"]))
    weights.append(numpy_helper.from_array(np.array([1], dtype=np.int64), "last"))
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["pieces"])
    heads = helper.make_tensor_value_info("heads", TensorProto.FLOAT, ["pieces", WIDTH])
    graph = helper.make_graph(nodes, "encoder", [ids], [heads], weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)


def test_bytes_set_behind_one_another_are_one_model() -> None:
    chance = np.random.default_rng(1)
    head = {
        "inner": chance.normal(size=(WIDTH * len(LAYERS), 6)).astype(np.float32),
        "inner_bias": chance.normal(size=6).astype(np.float32),
        "outer": chance.normal(size=(6, 4)).astype(np.float32),
        "outer_bias": chance.normal(size=4).astype(np.float32),
    }
    model = encoder()
    given = {"ids": np.array([1, 2, 3], dtype=np.int64)}
    alone = InferenceSession(model.SerializeToString()).run(None, given)
    part = build(model.graph, head)
    heads, events = InferenceSession(model.SerializeToString() + part.SerializeToString()).run(
        ["heads", OUTPUT], given
    )
    assert (heads == alone[0]).all()
    layers = [given["ids"][:, None] * np.linspace(-1.0, layer, WIDTH)[None, :] for layer in LAYERS]
    inner = np.concatenate(layers, axis=1) @ head["inner"] + head["inner_bias"]
    from math import erf

    hidden = inner * 0.5 * (1 + np.vectorize(erf)(inner / np.sqrt(2)))
    exact = hidden @ head["outer"] + head["outer_bias"]
    assert np.abs(events - exact).max() < 0.05 * np.abs(exact).max()
