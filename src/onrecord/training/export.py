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
from onrecord.training.network import AttributionNetwork, load_pretrained

INPUTS = ("ids", "mask", "case", "quote")
OUTPUTS = ("roles", "names", "link_from", "link_to")


def main() -> None:
    """Write encoder.onnx, tokenizer.json and encoder.json to OUTDIR."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fp32", action="store_true", help="leave the weights as they are (92 MB)")
    options = parser.parse_args()
    network, tokenizer = load_pretrained()
    network.load_state_dict(torch.load(options.checkpoint, map_location="cpu"))
    options.out.mkdir(parents=True, exist_ok=True)
    target = options.out / "encoder.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _export(network.eval(), plain)
        if options.fp32:
            shutil.copy(plain, target)
        else:
            quantize_dynamic(plain, target, per_channel=True, weight_type=QuantType.QInt8)
    shutil.copy(tokenizer, options.out / "tokenizer.json")
    description = {
        "role_tags": ROLE_TAGS,
        "name_tags": NAME_TAGS,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    (options.out / "encoder.json").write_text(json.dumps(description, indent=1) + "\n")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def _export(network: AttributionNetwork, path: Path) -> None:
    example = tuple(torch.ones(2, 9, dtype=torch.long) for _ in INPUTS)
    torch.onnx.export(
        network,
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in (*INPUTS, *OUTPUTS)},
        dynamo=False,
    )
    onnx.checker.check_model(str(path))


if __name__ == "__main__":
    main()
