"""The same pages give the same record, byte for byte, whatever is around the run.

All sample pages of the package, and generated ones, are added by the command in processes that differ in
Python's hash seed, locale, time zone, folder, order of the inputs, number of `add`s and of processes that
read pages; what they export is compared, file by file. `EXEMPT` (tests/strategies/same.py) lists all that may
differ.

    python trust/same.py [--quick]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from rows import Report

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from onrecord.samples import sample_paths
from strategies.same import Circumstances, export, unlike

#: Generated pages beside the samples.
PAGES = 120
#: What each run is compared with.
PLAIN = Circumstances()
RUNS = (
    Circumstances(hash_seed=1, workers=8),
    Circumstances(hash_seed=2, workers=2, backwards=True),
    Circumstances(hash_seed=3, portions=7),
    Circumstances(hash_seed=4, locale="tr_TR.ISO-8859-9", utf8=False, zone="Pacific/Kiritimati"),
    Circumstances(hash_seed=5, locale="de_DE.UTF-8", zone="America/St_Johns", backwards=True, portions=3),
    Circumstances(hash_seed=6, workers=8, locale="C", utf8=False, zone="Asia/Kathmandu", portions=20),
)
#: Words that generated pages are made of: many pages share them, so that linking has work.
_PEOPLE = ("Mara Quill", "Ilmar Dorn", "Vera Sund", "Tam Reese", "Olla Brandt")
_BODIES = ("the Tolling council", "Corvane Water", "the Sarn harbour board")
_DAYS = ("Monday", "Tuesday", "3 March 2031", "last week", "Friday")
_DEEDS = (
    "the eastern gate of the lock would be closed until the frost is over",
    "nobody had been told of the crack in the wall before the winter",
    "the ferry to Orrin would not sail again before the second week of April",
    "the board had sold the old crane to a yard that no longer exists",
)


def write_pages(folder: Path, many: int) -> list[Path]:
    """Write news of invented places: the same few people say and deny the same few things, on many pages."""
    folder.mkdir()
    written = []
    for number in range(many):
        one, other = _PEOPLE[number % 5], _PEOPLE[(number * 3 + 1) % 5]
        body, day = _BODIES[number % 3], _DAYS[number % 5]
        deed, more = _DEEDS[number % 4], _DEEDS[(number // 4) % 4]
        path = folder / f"page-{number:03}.txt"
        path.write_text(
            f"Word of {body} on the {('gate', 'wall', 'ferry', 'crane')[number % 4]}, part {number % 9}\n\n"
            f"By Nell Abery\n{1 + number % 27} March 2031\n\n"
            f"{one}, who speaks for {body}, said on {day} that {deed}.\n\n"
            f"{other} denied that {more}. “We have waited {2 + number % 7} winters for this,” "
            f"{other.split()[1]} told the Quay Herald.\n\n"
            f"The Lamp reported, citing an official of {body}, that {more}.\n",
            encoding="utf-8",
        )
        written.append(path)
    return written


def main() -> int:
    """Export once, and again under each of the circumstances."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer pages, two runs")
    quick = parser.parse_args().quick
    report = Report.of(__file__)
    with tempfile.TemporaryDirectory(prefix="onrecord-same-") as scratch:
        folder = Path(scratch)
        pages = [*sample_paths(), *write_pages(folder / "pages", 10 if quick else PAGES)]
        one = export(pages, folder / "plain", PLAIN)
        lines = sum(content.count(b"\n") for content in one.values())
        faults = []
        runs = (RUNS[0], RUNS[4]) if quick else RUNS
        for number, around in enumerate(runs):
            print(f"{around}", file=sys.stderr, flush=True)
            other = export(pages, folder / f"a folder {number}" / "elsewhere", around)
            faults += [f"{around}: {it}" for it in unlike(one, other)]
        processes = ", ".join(map(str, sorted({it.workers for it in (PLAIN, *runs)})))
        adds = ", ".join(map(str, sorted({it.portions for it in (PLAIN, *runs)})))
        report.add(
            f"{len(pages)} pages give the same {lines:,} lines, byte for byte, on {processes} processes, in "
            f"{adds} runs of add, in either order, under other locales, time zones and hash seeds",
            tried=len(runs),
            faults=faults,
        )
    return report.exit_status


if __name__ == "__main__":
    sys.exit(main())
