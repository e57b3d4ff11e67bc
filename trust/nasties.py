"""Read nasty pages in growing sizes: `python trust/nasties.py [--quick]`.

Each page of `tests/strategies/nasties.py` is captured, extracted and annotated at a size and at twice and
four times that size; processor time must grow by less than three at every doubling (linear is two, quadratic
four), and every span must be verbatim.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rows import Report

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

if TYPE_CHECKING:
    from onrecord.annotate.annotator import Annotator
    from strategies.nasties import Nasty

#: Factor of processor time at a doubling that is too much.
MOST = 3.0
#: Processor seconds below which noise is as large as what is measured.
LEAST = 0.05
DOUBLINGS = 2
#: What seems to grow too fast is measured so often again; the quickest counts.
AGAIN = 2


def seconds(nasty: Nasty, times: int, annotator: Annotator) -> tuple[float, list[str]]:
    """Read a page of a size; give the processor time of it, and what is wrong with what came of it."""
    from onrecord.capture import read_stream
    from onrecord.model import Drop
    from onrecord.pipeline import annotate_captures
    from strategies.fuzzing.target import BrokenPromiseError, check_annotated

    stream = io.BytesIO(nasty.make(times))
    begun = time.process_time()
    items = read_stream(stream, f"{nasty.name}{nasty.suffix}", annotator.settings)
    results = list(annotate_captures(items, annotator.settings, annotator))
    taken, wrong = time.process_time() - begun, [] if results else ["it vanished"]
    for result in results:
        if isinstance(result, Drop):
            wrong += [result.reason] if "fault of onrecord" in result.reason else []
            continue
        for annotated in result.articles:
            try:
                check_annotated(annotated)
            except BrokenPromiseError as error:
                wrong.append(str(error))
    return taken, wrong


def grows_too_fast(nasty: Nasty, annotator: Annotator) -> tuple[str | None, list[str]]:
    """Say by how much the time for a page grows at a doubling, where that is too much; and what is wrong."""
    before, wrong = seconds(nasty, nasty.times, annotator)
    for doubling in range(1, DOUBLINGS + 1):
        times = nasty.times << doubling
        now, more = seconds(nasty, times, annotator)
        wrong += more
        if now > LEAST and now > MOST * before:
            now = min([now, *(seconds(nasty, times, annotator)[0] for _ in range(AGAIN))])
            before = min([before, *(seconds(nasty, times // 2, annotator)[0] for _ in range(AGAIN))])
            if now > MOST * before:
                return f"{nasty.name}: {now / before:.1f} times at {times:,}", wrong
        before = now
    return None, wrong


def main() -> int:
    """Read all pages, and print the rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="every fourth page")
    step = 4 if parser.parse_args().quick else 1
    from onrecord.annotate.annotator import Annotator
    from onrecord.settings import Settings
    from strategies.nasties import NASTIES

    report, annotator = Report.of(__file__), Annotator(Settings())
    slow, wrong = [], []
    for nasty in NASTIES[::step]:
        print(nasty.name, file=sys.stderr, flush=True)
        why, faults = grows_too_fast(nasty, annotator)
        slow += [why] if why else []
        wrong += [f"{nasty.name}: {fault}" for fault in faults]
    tried = len(NASTIES[::step])
    report.add("time for a nasty page is linear in its length", tried=tried, faults=slow)
    report.add("a nasty page gives spans that stand where they say, or a reason", tried=tried, faults=wrong)
    return report.exit_status


if __name__ == "__main__":
    sys.exit(main())
