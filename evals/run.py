"""Run every evaluation in turn: `make evals`, or `python evals/run.py [--update]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: Files here that are no evaluation.
HELPERS = frozenset(
    (
        "run.py",
        "support.py",
        "matching.py",
        "story_measures.py",
        "errors.py",
        "bias_corpus.py",
        "bias_pages.py",
        "plover.py",
        "events_support.py",
    )
)


def main() -> int:
    """Run each script of this folder; give 1 where one of them fell below a floor."""
    failed = []
    for script in sorted(HERE.glob("*.py")):
        if script.name in HELPERS:
            continue
        print(f"\n== {script.name}", flush=True)
        if subprocess.run([sys.executable, str(script), *sys.argv[1:]], check=False).returncode:
            failed.append(script.name)
    print(f"\nbelow a floor or failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
