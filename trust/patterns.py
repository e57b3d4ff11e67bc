"""Attack every regular expression of the package: `python trust/patterns.py [--quick]`.

The attacks are made of the expression's own parts. Each runs at a length and at twice, four and eight times
that length; processor time must grow by less than three at every doubling (linear is two, quadratic four).
What takes less than a few milliseconds is too quick to be compared. Expressions that never get a long text
(`tests/strategies/patterns/bounded.py` says why) are left out.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rows import Report

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

#: Characters of the shortest run of an attack that is compared: twice what any repetition of an expression is
#: bounded by, since up to its bound time may grow faster.
LENGTH = 4_000
DOUBLINGS = 3
#: Factor of processor time at a doubling that is too much.
MOST = 3.0
#: Processor seconds below which noise is as large as what is measured.
LEAST = 0.004
#: So many attacks of one expression, evenly chosen among all.
ATTACKS = 120
#: A run that seems slow is measured so often again; the quickest counts.
AGAIN = 5


def seconds(pattern: re.Pattern[Any], text: Any, *, anchored: bool) -> float:
    """Give the processor time of all that the package can ask of an expression and a text."""
    begun = time.process_time()
    if anchored:
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - begun


def grows_too_fast(pattern: re.Pattern[Any], attack: tuple[str, str, str], *, anchored: bool) -> str | None:
    """Say by how much the time of an attack grows at a doubling, where that is too much."""
    before, pump, after = attack

    def text(length: int) -> Any:
        made = before + pump * max(2, length // len(pump)) + after
        return made if isinstance(pattern.pattern, str) else made.encode("latin-1", "replace")

    times = [seconds(pattern, text(LENGTH), anchored=anchored)]
    for doubling in range(1, DOUBLINGS + 1):
        length = LENGTH << doubling
        times.append(seconds(pattern, text(length), anchored=anchored))
        if times[-1] < LEAST or times[-1] < MOST * times[-2]:
            continue
        long = min(seconds(pattern, text(length), anchored=anchored) for _ in range(AGAIN))
        short = min(seconds(pattern, text(length // 2), anchored=anchored) for _ in range(AGAIN))
        if long >= LEAST and long >= MOST * short:
            return f"{long / max(short, 1e-9):.1f} times for {length:,} characters of {before + pump!r}"
        times[-1] = long
    return None


def chosen(found: Any, most: int) -> Iterator[tuple[str, str, str]]:
    """Choose attacks on an expression evenly among all."""
    from strategies.patterns.attacks import attacks

    made = list(attacks(found.text, found.flags))
    yield from (made[place * len(made) // most] for place in range(most)) if len(made) > most else made


def main() -> int:
    """Attack all expressions, and print the rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of the attacks")
    most = ATTACKS // 10 if parser.parse_args().quick else ATTACKS
    from strategies.patterns.ambiguity import slowness
    from strategies.patterns.bounded import BOUNDED
    from strategies.patterns.collecting import all_patterns, place_of

    report = Report.of(__file__)
    patterns = [it for it in all_patterns() if place_of(it.where) not in BOUNDED]
    unsound = [it.where for it in patterns if slowness(it.text, it.flags, anchored=it.anchored)]
    report.add(
        "no regular expression can read a text in more ways the longer it is",
        tried=len(patterns),
        faults=unsound,
    )
    tried, faults = 0, []
    for number, it in enumerate(patterns):
        if number % 50 == 0:
            print(f"{number} of {len(patterns)} expressions attacked", file=sys.stderr, flush=True)
        pattern = re.compile(it.pattern, it.flags)
        for attack in chosen(it, most):
            tried += 1
            if why := grows_too_fast(pattern, attack, anchored=it.anchored):
                faults.append(f"{it.where}: {why}")
                break
    report.add("time of every regular expression stays linear under attack", tried=tried, faults=faults)
    return report.exit_status


if __name__ == "__main__":
    sys.exit(main())
