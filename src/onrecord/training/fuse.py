"""Change an exported encoder so that it gives the same numbers sooner.

The attention of each layer is computed by one operator of ONNX, not by a dozen, and products leave out zero
points that are zero.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import NodeProto, helper, numpy_helper

#: The first set of operators with attention among them.
_OPERATORS = 23
#: Names of the constants that it needs.
_SIZES, _BATCH = "attention_sizes", "attention_batch"
#: Inputs of a product of integers: rows, weights and the zero points of both.
_WITH_ZERO_POINTS = 4


def fuse_attention(model: onnx.ModelProto, layers: int, heads: int, size: int) -> None:
    """Change an exported `InferenceGraph` in place.

    Args:
        model: with the names that the exporter gives to the parts of `graph.py`.
        layers: how many layers it has.
        heads: of each layer's attention.
        size: columns of the queries of all heads, and so of the keys and the values.

    Raises:
        ValueError: a layer's attention is not where it should be.

    """
    graph = model.graph
    made_by = {name: node for node in graph.node for name in node.output}
    fused: dict[int, list[NodeProto]] = {}
    dead: set[int] = set()
    for number in range(layers):
        start, end = (f"/layers.{number}/{it}" for it in ("project/Add_output_0", "Reshape_1_output_0"))
        if start not in made_by or end not in made_by:
            raise ValueError(f"layer {number}: no attention between {start} and {end}")
        dead |= _between(made_by, start, end)
        fused[id(made_by[end])] = _attention(f"/layers.{number}/attention/", start, end, heads)
    nodes = [it for node in graph.node for it in fused.get(id(node), () if id(node) in dead else (node,))]
    used = {name for node in nodes for name in node.input}
    nodes = [node for node in nodes if node.op_type != "Constant" or node.output[0] in used]
    del graph.node[:], graph.value_info[:]
    graph.node.extend(nodes)
    graph.initializer.extend(
        numpy_helper.from_array(np.array(value, dtype=np.int64), name)
        for name, value in ((_SIZES, [size] * 3), (_BATCH, [0]))
    )
    for used in model.opset_import:
        if used.domain == "":
            used.version = max(used.version, _OPERATORS)
    onnx.checker.check_model(model)


def drop_zero_points(model: onnx.ModelProto) -> None:
    """Take the zero points of the weights out of the products, where they are all zero, in place.

    The weights are quantised symmetrically; a product that is told so has less to add up.
    """
    graph = model.graph
    zeros = {it.name for it in graph.initializer if not numpy_helper.to_array(it).any()}
    for node in graph.node:
        if (
            node.op_type == "MatMulInteger"
            and len(node.input) == _WITH_ZERO_POINTS
            and node.input[-1] in zeros
        ):
            del node.input[-1]
    used = {name for node in graph.node for name in node.input}
    kept = [it for it in graph.initializer if it.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)


def _between(made_by: dict[str, NodeProto], start: str, end: str) -> set[int]:
    """Give the nodes (by `id`) that make `end` of `start`; constants, which others may use, stay."""
    found: set[int] = set()
    waiting = [end]
    while waiting:
        name = waiting.pop()
        node = made_by.get(name)
        if name != start and node is not None and node.op_type != "Constant" and id(node) not in found:
            found.add(id(node))
            waiting += node.input
    return found


def _attention(prefix: str, start: str, end: str, heads: int) -> list[NodeProto]:
    """Make the nodes: queries, which are scaled, keys and values of one paragraph, a batch of its own."""
    batch, *parts = (prefix + it for it in ("batch", "query", "key", "value"))
    return [
        helper.make_node("Unsqueeze", [start, _BATCH], [batch]),
        helper.make_node("Split", [batch, _SIZES], parts, axis=2),
        helper.make_node(
            "Attention", parts, [f"{prefix}attended"], q_num_heads=heads, kv_num_heads=heads, scale=1.0
        ),
        helper.make_node("Squeeze", [f"{prefix}attended", _BATCH], [end]),
    ]
