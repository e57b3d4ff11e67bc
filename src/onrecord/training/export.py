"""Export a checkpoint to int8 ONNX: `python -m onrecord.training.export CHECKPOINT OUTDIR`."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.annotate.labels import NAME_TAGS, ROLE_TAGS
from onrecord.training.fuse import drop_zero_points, fuse_attention
from onrecord.training.graph import InferenceGraph
from onrecord.training.network import load_pretrained

INPUTS = ("ids", "case", "quote")


def main() -> None:
    """Write encoder.onnx, tokenizer.json and encoder.json to OUTDIR."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pruned", type=Path, help="weights of prune.py or distil.py, in place of the whole")
    parser.add_argument("--fp32", action="store_true", help="leave the weights as they are (92 MB)")
    options = parser.parse_args()
    network, tokenizer = load_pretrained()
    network.load_state_dict(torch.load(options.checkpoint, map_location="cpu"))
    options.out.mkdir(parents=True, exist_ok=True)
    target = options.out / "encoder.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        graph = InferenceGraph(network.eval()).eval()
        if options.pruned:
            graph.load_pruned(torch.load(options.pruned, map_location="cpu"))
        export_plain(graph, plain)
        if options.fp32:
            shutil.copy(plain, target)
        else:
            quantize_dynamic(plain, target, per_channel=True, weight_type=QuantType.QInt8)
    model = onnx.load(target)
    first = graph.layers[0]
    fuse_attention(model, len(graph.layers), first.count, first.count * first.width)
    drop_zero_points(model)
    onnx.save(model, target)
    shutil.copy(tokenizer, options.out / "tokenizer.json")
    description = {
        "role_tags": ROLE_TAGS,
        "name_tags": NAME_TAGS,
        "heads": graph.sizes,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    (options.out / "encoder.json").write_text(json.dumps(description, indent=1) + "\n")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def export_plain(graph: InferenceGraph, path: Path) -> None:
    """Write a graph as ONNX, with its weights as they are."""
    example = tuple(torch.ones(9, dtype=torch.long) for _ in INPUTS)
    torch.onnx.export(
        graph,
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=["heads"],
        dynamic_axes={name: {0: "pieces"} for name in (*INPUTS, "heads")},
        dynamo=False,
    )
    onnx.checker.check_model(str(path))


if __name__ == "__main__":
    main()
