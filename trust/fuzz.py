"""Fuzz every parser entry, guided by coverage: `python trust/fuzz.py --seconds 60 [--target html]`.

Each target of `tests/strategies/fuzzing` runs in a process of its own under atheris (libFuzzer), from its
seeds and from what earlier runs kept in `--corpus`. What breaks a promise, raises what it must not, takes
longer than two minutes or more than 3 GB is kept as a file in `--found`, and told; the run then goes on.
Exit status 1 where anything was found.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.util
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rows import Report

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

if TYPE_CHECKING:
    from strategies.fuzzing.target import Target

#: One input may take so long, in seconds of the clock of a busy machine; honest ones take one or two.
LONGEST_SECONDS = 120
MOST_MEGABYTES = 3_000
#: After so many findings of one target its run is over.
MOST_FOUND = 8
#: Where the targets are, those first that need the least.
MODULES = ("inputs", "pages", "readings", "questions")
#: What is watched for coverage: the package, and the parsers under it that are Python.
WATCHED = [
    "onrecord",
    "feedparser",
    "clevercsv",
    "pdfplumber",
    "pdfminer",
    "email",
    "htmldate",
    "trafilatura",
]


@dataclass
class Run:
    """What one target's run came to."""

    target: str
    promise: str
    inputs: int = 0
    seconds: float = 0.0
    covered: int = 0
    found: list[str] = field(default_factory=list)


def fuzz(target: str, seconds: int, corpus: Path, found: Path) -> Run:
    """Run one target for some seconds, again after each fault."""
    from strategies.fuzzing.everything import TARGETS

    run = Run(target, TARGETS[target].promise)
    kept = corpus / target
    kept.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(TARGETS[target].seeds()):
        (kept / f"seed-{number:02}").write_bytes(seed)
    words = kept.with_suffix(".words")
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in TARGETS[target].words), encoding="ascii")
    found.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    while (left := seconds - (time.monotonic() - begun)) > 1 and len(run.found) < MOST_FOUND:
        _once(run, int(left) + 1, kept, words, found)
    run.seconds = time.monotonic() - begun
    return run


def _once(run: Run, seconds: int, kept: Path, words: Path, found: Path) -> None:
    """Run libFuzzer until it finds something or its time is over."""
    from strategies.fuzzing.everything import TARGETS

    with_words = [f"-dict={words}"] if words.stat().st_size else []
    command = [
        sys.executable, __file__, "--child", run.target, str(kept),
        f"-max_total_time={seconds}", f"-timeout={LONGEST_SECONDS}", f"-rss_limit_mb={MOST_MEGABYTES}",
        f"-max_len={TARGETS[run.target].longest}", *with_words,
        f"-artifact_prefix={found}/{run.target}-",
        "-print_final_stats=1", "-verbosity=1", "-len_control=20",
    ]  # fmt: skip
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    told = (done.stderr + done.stdout).decode("utf-8", "replace")
    counts = re.findall(r"#(\d+)\s", told)
    run.inputs += max(map(int, counts), default=0)
    run.covered = max([run.covered, *map(int, re.findall(r"\bcov: (\d+)", told))])
    if done.returncode:
        file = re.search(r"Test unit written to (\S+)", told)
        fault = re.search(r"(?:Uncaught Python exception: ===\n|ERROR: libFuzzer: )(.*)", told)
        place = re.findall(r'File "[^"]*?/((?:onrecord|fuzzing)/[^"]+)", line (\d+)', told)
        where = ":".join(place[-1]) if place else ""
        run.found.append(f"{file[1] if file else '?'}: {fault[1] if fault else told[-300:]} ({where})")
        (found / f"{run.target}-{len(run.found)}.log").write_text(told[-20_000:], encoding="utf-8")


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8"))


def _only(name: str) -> Target:
    """Import no more than one target needs: what is imported is watched, and that takes its time."""
    for module in MODULES:
        held = vars(importlib.import_module(f"strategies.fuzzing.{module}"))
        for target in held[module.upper()]:
            if target.name == name:
                return cast("Target", target)
    raise KeyError(name)


def child(target: str, arguments: list[str]) -> None:
    """Be the process that libFuzzer runs in."""
    import atheris

    atheris.enabled_hooks.add("str")
    with atheris.instrument_imports(include=WATCHED):
        found = _only(target)
    found.run(found.seeds()[0])  # what is made once is no part of an input's time
    prefix = next(it for it in arguments if it.startswith("-artifact_prefix=")).partition("=")[2]

    def run(data: bytes) -> None:
        try:
            found.run(data)
        except Exception:
            file = Path(f"{prefix}{hashlib.sha256(data).hexdigest()[:12]}")
            file.write_bytes(data)
            print(f"Test unit written to {file}", file=sys.stderr, flush=True)
            raise

    atheris.Setup([sys.argv[0], *arguments], run)
    atheris.Fuzz()


def main() -> int:
    """Fuzz the targets asked for and print a table."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], sys.argv[3:])
        return 0
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--target", action="append", help="only this one; may be given again")
    parser.add_argument("--corpus", type=Path, default=ROOT / "out" / "fuzz" / "corpus")
    parser.add_argument("--found", type=Path, default=ROOT / "out" / "fuzz" / "found")
    parser.add_argument("--quick", action="store_true", help="10 seconds for each")
    options = parser.parse_args()
    report = Report.of(__file__)
    if importlib.util.find_spec("atheris") is None:
        report.skip(
            "hostile input is read or refused",
            "NOTHING WAS FUZZED, atheris is not installed (pip install 'onrecord[trust]')",
        )
        return report.exit_status
    from strategies.fuzzing.everything import TARGETS

    for target in options.target or TARGETS:
        run = fuzz(target, 10 if options.quick else options.seconds, options.corpus, options.found)
        told = f"{target}: {run.inputs:,} inputs in {run.seconds:.0f} s, {run.covered:,} branches"
        print(told, file=sys.stderr, flush=True)
        report.add(run.promise, tried=run.inputs, faults=run.found)
    return report.exit_status


if __name__ == "__main__":
    sys.exit(main())
