"""Average checkpoints: `python -m onrecord.training.average A.pt B.pt [C.pt …] OUT.pt`.

The mean of the last epochs keeps the recall of the earlier and the boundaries of the later ones
(Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better Generalization"); a mean with the
weights before a fine-tuning keeps what they did well (Wortsman et al. 2022). One named twice counts twice. A
weight is the mean over those that have it in the first one's shape: an older checkpoint may lack a head.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write the mean of the given checkpoints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    states = [torch.load(path, map_location="cpu") for path in options.checkpoints]
    mean = {}
    for name, value in states[0].items():
        found = [state[name] for state in states if name in state and state[name].shape == value.shape]
        mean[name] = (sum(weight.float() for weight in found) / len(found)).to(value.dtype)
    torch.save(mean, options.out)


if __name__ == "__main__":
    main()
