"""Try every property of the tests with inputs drawn at random: what `make test` tries is the same each time.

All tests that hypothesis draws for (spans, ids, order, round trips, and what the rooms promise) are run once
more under its profile "random" (tests/conftest.py). A failing input is shown in its smallest form.

    python trust/properties.py [--quick]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

from rows import Report

ROOT = Path(__file__).resolve().parent.parent
#: How often all of them are run; each time what is drawn is different.
ROUNDS = 3
#: What is run with --quick.
FEW = ("tests/unit/model", "tests/unit/export/test_lines.py", "tests/unit/link/test_copies.py")
_EXAMPLES = re.compile(r"(\d+) passing, (\d+) failing, and \d+ invalid")
_FAILED = re.compile(r"^(?:FAILED|ERROR) (.*)$", re.MULTILINE)


def once(places: tuple[str, ...]) -> tuple[int, list[str]]:
    """Run the property tests of some places; give how many inputs were tried, and what failed."""
    command = [
        sys.executable, "-m", "pytest", *places, "-m", "hypothesis", "--hypothesis-profile=random",
        "--hypothesis-show-statistics", "-p", "no:cacheprovider",
    ]  # fmt: skip
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    tried = sum(int(good) + int(bad) for good, bad in _EXAMPLES.findall(done.stdout))
    faults = _FAILED.findall(done.stdout)
    if not faults and (done.returncode or not tried):
        told = (done.stdout + done.stderr)[-300:]
        faults = [f"{tried} inputs were tried, pytest ended with {done.returncode}: {told}"]
    if faults:
        print(done.stdout, file=sys.stderr)
    return tried, faults


def main() -> int:
    """Run them, and print one row."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a few of them, once")
    quick = parser.parse_args().quick
    report = Report.of(__file__)
    runs = [once(FEW if quick else ("tests",)) for _ in range(1 if quick else ROUNDS)]
    report.add(
        "spans, ids, order, round trips and the rooms' other properties hold for inputs drawn at random",
        tried=sum(tried for tried, _ in runs),
        faults=[fault for _, faults in runs for fault in faults],
    )
    return report.exit_status


if __name__ == "__main__":
    sys.exit(main())
