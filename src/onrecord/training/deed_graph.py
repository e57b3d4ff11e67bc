"""Make the head of deeds ready to run: `python -m onrecord.training.deed_graph HEAD.npz ENCODERDIR OUTDIR`.

The head reads the outputs of three layers of an exported encoder, which it leaves as it is: OUTDIR/head.onnx
holds nothing but the head's own nodes, weights and output. Protocol buffers are merged by setting their bytes
one behind the other, so that `encoder.onnx` + `head.onnx` is a model with a second output. HEAD.npz holds the
arrays that `onrecord.training.deeds` writes: `inner` and `inner_bias`, `outer` and `outer_bias`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from onrecord.annotate.labels import DEED_PARTS, DEED_TAGS, MODALITIES, PHRASE_TAGS

#: The layers whose outputs the head reads, counted from 1 (`docs/decisions/events.md`).
LAYERS = (3, 4, 6)
#: The name of the second output.
OUTPUT = "events"

Floats = NDArray[np.float32]


def main() -> None:
    """Write head.onnx and head.json to OUTDIR."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("head", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    encoder = (options.encoder / "encoder.onnx").read_bytes()
    with np.load(options.head) as arrays:
        head = build(onnx.load_from_string(encoder).graph, dict(arrays)).SerializeToString()
    onnx.checker.check_model(onnx.load_from_string(encoder + head))
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "head.onnx").write_bytes(head)
    described = {
        "deed_tags": DEED_TAGS,
        "phrase_tags": PHRASE_TAGS,
        "modalities": MODALITIES,
        "parts": DEED_PARTS,
        "encoder_sha256": hashlib.sha256(encoder).hexdigest(),
        "sha256": hashlib.sha256(head).hexdigest(),
    }
    (options.out / "head.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def layer_output(layer: int) -> str:
    """Name the output of a layer, counted from 1, in the exported encoder."""
    return f"/layers.{layer - 1}/second_norm/LayerNormalization_output_0"


def build(encoder: onnx.GraphProto, head: dict[str, Floats]) -> onnx.ModelProto:
    """Give what must be merged into the model of `encoder` for it to have the head's output as well."""
    graph = _Graph({name for node in encoder.node for name in node.output})
    parts = [
        graph.product(layer_output(layer), weights, f"inner_{layer}")
        for layer, weights in zip(LAYERS, np.split(head["inner"], len(LAYERS)), strict=True)
    ]
    summed = parts[0]
    for number, part in enumerate(parts[1:]):
        summed = graph.node("Add", [summed, part], f"sum_{number}")
    biased = graph.node("Add", [summed, graph.constant("inner_bias", head["inner_bias"])], "inner")
    hidden = graph.node("Gelu", [biased], "hidden")
    outer = graph.product(hidden, head["outer"], "outer")
    last = [outer, graph.constant("outer_bias", head["outer_bias"])]
    graph.part.node.append(helper.make_node("Add", last, [OUTPUT], name=f"/{OUTPUT}/Add"))
    shape = ["pieces", int(head["outer"].shape[1])]
    graph.part.output.append(helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, shape))
    return onnx.ModelProto(graph=graph.part)


class _Graph:
    """A part of a graph in the making."""

    def __init__(self, there: set[str]) -> None:
        self.part = onnx.GraphProto()
        self._there = there

    def node(self, operator: str, inputs: list[str], name: str, outputs: int = 1, **how: int) -> str:
        """Add a node; give the name of its first output."""
        names = [f"/{OUTPUT}/{name}" + (f"_{number}" if number else "") for number in range(outputs)]
        made = helper.make_node(operator, inputs, names, name=f"/{OUTPUT}/{name}/{operator}", **how)
        self.part.node.append(made)
        return names[0]

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Add an array; give its name."""
        self.part.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), f"{OUTPUT}.{name}"))
        return f"{OUTPUT}.{name}"

    def product(self, rows: str, weights: Floats, name: str) -> str:
        """Add the product of `rows` with int8 weights, quantised per column; give its name."""
        quantised, scale, zero = f"{rows}_quantized", f"{rows}_scale", f"{rows}_zero_point"
        if quantised not in self._there:
            quantised = self.node("DynamicQuantizeLinear", [rows], f"{name}_quantized", outputs=3)
            scale, zero = f"{quantised}_1", f"{quantised}_2"
        steps = np.maximum(np.abs(weights).max(axis=0), 1e-9).astype(np.float32) / 127
        whole = np.clip(np.rint(weights / steps), -127, 127).astype(np.int8)
        given = [quantised, self.constant(f"{name}_weights", whole), zero]
        exact = self.node("MatMulInteger", given, f"{name}_exact")
        cast = self.node("Cast", [exact], f"{name}_cast", to=TensorProto.FLOAT)
        scales = self.node("Mul", [scale, self.constant(f"{name}_steps", steps)], f"{name}_scales")
        return self.node("Mul", [cast, scales], name)


if __name__ == "__main__":
    main()
