"""Average checkpoints: `python -m onrecord.training.average A.pt B.pt [C.pt …] OUT.pt`.

The mean of the last epochs keeps the recall of the earlier and the boundaries of the later ones
(Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better Generalization").
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
    mean = {
        name: (sum(state[name].float() for state in states) / len(states)).to(value.dtype)
        for name, value in states[0].items()
    }
    torch.save(mean, options.out)


if __name__ == "__main__":
    main()
