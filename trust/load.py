"""Load a server for ten minutes beside an import: `benchmarks/load.py`, as a row of the table."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from rows import Report

BENCHMARK = Path(__file__).resolve().parent.parent / "benchmarks" / "load.py"


def main() -> int:
    """Run the benchmark; its table goes to stderr."""
    report = Report.of(__file__)
    share = ["--minutes", "0.5", "--clients", "16", "--articles", "100"] if "--quick" in sys.argv else []
    done = subprocess.run(
        [sys.executable, str(BENCHMARK), *share], stdout=subprocess.PIPE, text=True, check=False
    )
    print(done.stdout, file=sys.stderr)
    pages = re.search(r"^([\d,]+) pages read", done.stdout, re.MULTILINE)
    faults = [line.removeprefix("FAILED ") for line in done.stdout.splitlines() if line.startswith("FAILED ")]
    if done.returncode and not faults:
        faults = [done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "no output"]
    report.add(
        "a server under load beside an import: no error, no lock-up, memory flat",
        tried=int(pages.group(1).replace(",", "")) if pages else 0,
        faults=faults,
    )
    return report.exit_status


if __name__ == "__main__":
    sys.exit(main())
