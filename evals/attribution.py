"""Accuracy of attribution and speakers on PolNeAR dev: `python evals/attribution.py [--update]`.

Runs `onrecord annotate` on the 84 articles, whole, and hands its output to the judge. The encoder was
trained on the train split; dev chose its number of epochs and the thresholds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from support import check, corpus_hash, judge, need


def main() -> int:
    """Print the judge's figures beside their floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--keep", type=Path, help="keep the predictions in this file")
    options = parser.parse_args()
    folder = need("data", "polnear", "dev")
    texts = sorted((folder / "text").glob("*.txt"))
    with tempfile.TemporaryDirectory() as scratch:
        predicted = options.keep or Path(scratch) / "predicted.jsonl"
        started = time.monotonic()
        with predicted.open("wb") as out:
            command = [sys.executable, "-m", "onrecord", "annotate", *map(str, texts)]
            subprocess.run(command, stdout=out, check=True)
        words = sum(len(path.read_text(encoding="utf-8").split()) for path in texts)
        print(f"{words} words in {time.monotonic() - started:.0f} s, start-up included")
        result = judge("score_attribution.py", folder, predicted, "--speakers", folder / "speakers.jsonl")
    figures = {
        name: result[name]["f1"]
        for name in ("content_exact", "content_j50", "attribution", "attribution_exact", "who_said_what")
    }
    figures |= {f"speaker_{name}": part["acc"] for name, part in result["speaker_accuracy"].items()}
    figures |= {f"recall_{name}": part["r"] for name, part in result["recall_by_kind"].items()}
    return check("attribution", figures, corpus_hash(folder.rglob("*.*")), update=options.update)


if __name__ == "__main__":
    sys.exit(main())
