"""Put the head of deeds on an exported encoder: `python -m onrecord.training.deed_graph HEAD.npz MODELDIR`.

The encoder is left as it is: the head reads the outputs of three of its layers, which are quantised there
already, and its columns are set beside those of the other heads. HEAD.npz holds the arrays of
`onrecord.training.deeds`: `inner` and `inner_bias`, `outer` and `outer_bias`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

#: The layers whose outputs the head reads, counted from 1 (`docs/decisions/events.md`).
LAYERS = (3, 4, 6)
_LAYER = "/layers.{}/second_norm/LayerNormalization_output_0"
_NAME = "events"

Floats = NDArray[np.float32]


def main() -> None:
    """Write the encoder with the head over MODELDIR/encoder.onnx, and its columns into encoder.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("head", type=Path)
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    target, description = options.model / "encoder.onnx", options.model / "encoder.json"
    model = onnx.load(target)
    with np.load(options.head) as arrays:
        columns = attach(model, dict(arrays))
    onnx.checker.check_model(model)
    onnx.save(model, target)
    described = json.loads(description.read_text(encoding="utf-8"))
    described["heads"][_NAME] = columns
    described["sha256"] = hashlib.sha256(target.read_bytes()).hexdigest()
    description.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def attach(model: onnx.ModelProto, head: dict[str, Floats]) -> int:
    """Set the head's columns behind those of `model`'s one output; give how many they are."""
    graph = _Graph(model)
    parts = [
        graph.product(_LAYER.format(layer - 1), weights, f"inner_{layer}")
        for layer, weights in zip(LAYERS, np.split(head["inner"], len(LAYERS)), strict=True)
    ]
    summed = parts[0]
    for number, part in enumerate(parts[1:]):
        summed = graph.node("Add", [summed, part], f"sum_{number}")
    biased = graph.node("Add", [summed, graph.constant("inner_bias", head["inner_bias"])], "inner")
    hidden = graph.node("Gelu", [biased], "hidden")
    outer = graph.product(hidden, head["outer"], "outer")
    columns = graph.node("Add", [outer, graph.constant("outer_bias", head["outer_bias"])], "columns")
    count = int(head["outer"].shape[1])
    graph.append_to_output(columns, count)
    return count


class _Graph:
    """A graph to which nodes are added."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.graph = model.graph
        self.made = {name for node in self.graph.node for name in node.output}

    def node(self, operator: str, inputs: list[str], name: str, outputs: int = 1) -> str:
        """Add a node; give the name of its first output."""
        names = [f"/{_NAME}/{name}" + (f"_{number}" if number else "") for number in range(outputs)]
        self.graph.node.append(helper.make_node(operator, inputs, names, name=f"/{_NAME}/{name}/{operator}"))
        return names[0]

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Add an array; give its name."""
        self.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), f"{_NAME}.{name}"))
        return f"{_NAME}.{name}"

    def product(self, rows: str, weights: Floats, name: str) -> str:
        """Add the product of `rows` with int8 weights, quantised per column; give its name."""
        quantised = f"{rows}_quantized"
        if quantised not in self.made:
            quantised = self.node("DynamicQuantizeLinear", [rows], f"{name}_quantized", outputs=3)
            scale, zero = f"{quantised}_1", f"{quantised}_2"
        else:
            scale, zero = f"{rows}_scale", f"{rows}_zero_point"
        steps = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
        whole = np.clip(np.rint(weights / steps), -127, 127).astype(np.int8)
        zeros = np.zeros(weights.shape[1], dtype=np.int8)
        given = [self.constant(f"{name}_weights", whole), zero, self.constant(f"{name}_zeros", zeros)]
        exact = self.node("MatMulInteger", [quantised, *given], f"{name}_exact")
        cast = "Cast"
        self.graph.node.append(
            helper.make_node(cast, [exact], [f"/{_NAME}/{name}_cast"], name=f"/{_NAME}/{name}/{cast}", to=1)
        )
        steps_name = self.constant(f"{name}_steps", steps.astype(np.float32))
        scales = self.node("Mul", [scale, steps_name], f"{name}_scales")
        return self.node("Mul", [f"/{_NAME}/{name}_cast", scales], name)

    def append_to_output(self, columns: str, count: int) -> None:
        """Set `columns`, which are `count`, behind the graph's output."""
        (output,) = self.graph.output
        output.type.tensor_type.shape.dim[1].dim_value += count
        before = f"{output.name}_before_{_NAME}"
        for node in self.graph.node:
            for number, name in enumerate(node.output):
                if name == output.name:
                    node.output[number] = before
        self.graph.node.append(
            helper.make_node("Concat", [before, columns], [output.name], name=f"/{_NAME}/Concat", axis=-1)
        )


if __name__ == "__main__":
    main()
