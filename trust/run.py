"""Run every script of this folder and print one table: `make trust`, or `python trust/run.py [NAME...]`.

`--quick` asks each for a share of its work; `--write` puts the tables into the pages of docs/ that name the
scripts; `--rows FILE` takes the rows that an earlier run printed in place of running anything. `rows.py` says
what a script must print.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

from rows import HEAD, MARK, Row

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs"
#: Minutes after which a script is taken to hang, and is killed; the longest takes a quarter of it.
MOST_MINUTES = 120
#: What tells scripts from their helpers.
_IS_RUN = re.compile(r'^if __name__ == "__main__":', re.MULTILINE)
#: Where a page wants the rows of some scripts.
_PLACE = re.compile(r"(<!-- trust: ([\w ]+) -->\n).*?(<!-- /trust -->)", re.DOTALL)


def scripts() -> list[Path]:
    """Find the scripts of this folder: what can be run by itself, and is not this file."""
    found = (path for path in HERE.glob("*.py") if path != Path(__file__).resolve())
    return sorted(path for path in found if _IS_RUN.search(path.read_text(encoding="utf-8")))


def run(script: Path, *, quick: bool) -> tuple[list[Row], bool]:
    """Run a script, showing what it prints; give its rows and whether it ended well, and in time."""
    command = [sys.executable, str(script), *(["--quick"] if quick else [])]
    rows = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    ) as process:
        # What a script started itself dies with it: each runs in a session of its own.
        late = threading.Timer(60 * MOST_MINUTES, os.killpg, (process.pid, signal.SIGKILL))
        late.start()
        try:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                row = Row.read(line)
                if row is not None:
                    rows.append(row)
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            late.cancel()
    return rows, process.returncode == 0 and bool(rows)


def printed(files: list[Path]) -> dict[str, list[Row]]:
    """Read the rows that earlier runs printed, by script; the last of each promise counts."""
    found: dict[str, dict[str, Row]] = {}
    for file in files:
        for row in filter(None, map(Row.read, file.read_text(encoding="utf-8").splitlines())):
            found.setdefault(Path(row.test).stem, {})[row.promise] = row
    return {name: list(rows.values()) for name, rows in found.items()}


def table(rows: list[Row]) -> str:
    """Write rows as a table of Markdown."""
    lines = [MARK.join(HEAD), MARK.join(["---"] * 2 + ["---:"] * 2)]
    lines += [MARK.join((row.promise, f"`{row.test}`", f"{row.tried:,}", row.faults)) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)


def write(found: dict[str, list[Row]]) -> list[Path]:
    """Put the tables into the pages that ask for scripts all of which were run; give those pages."""
    written = []
    for page in sorted(DOCS.rglob("*.md")):
        before = page.read_text(encoding="utf-8")

        def fill(place: re.Match[str]) -> str:
            names = place.group(2).split()
            if any(name not in found for name in names):
                return place.group()
            return (
                place.group(1)
                + "\n"
                + table([row for name in names for row in found[name]])
                + "\n"
                + place.group(3)
            )

        after = _PLACE.sub(fill, before)
        if after != before:
            page.write_text(after, encoding="utf-8")
            written.append(page)
    return written


def main() -> int:
    """Run what is asked for; give 1 where a promise broke or a script failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="scripts, without .py (all unless given)")
    parser.add_argument("--quick", action="store_true", help="a share of the work")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/")
    parser.add_argument("--rows", type=Path, nargs="+", metavar="FILE", help="what earlier runs printed")
    wanted = parser.parse_args()
    known = {script.stem: script for script in scripts()}
    if unknown := set(wanted.names) - known.keys():
        parser.error(f"no such script: {', '.join(sorted(unknown))} (there are {', '.join(known)})")
    found: dict[str, list[Row]] = {}
    failed: list[str] = []
    if wanted.rows:
        found = printed(wanted.rows)
        failed = [name for name, rows in found.items() if not all(row.is_kept for row in rows)]
    for name in () if wanted.rows else wanted.names or known:
        print(f"\n== {name}", flush=True)
        found[name], ended_well = run(known[name], quick=wanted.quick)
        if not ended_well:
            failed.append(name)
    print("\n" + table([row for rows in found.values() for row in rows]))
    if wanted.write:
        print(
            "written:",
            ", ".join(str(page.relative_to(DOCS.parent)) for page in write(found)) or "no page asks for it",
        )
    print(f"broken promises or failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
