"""What the evaluations share: where the corpora lie, the judges, and the floors that only rise."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"


def shared() -> Path:
    """Give the folder that holds data/, stories/ and tools/: ONRECORD_CORPORA, else ../shared."""
    return Path(os.environ.get("ONRECORD_CORPORA") or HERE.parent.parent / "shared")


def need(*parts: str) -> Path:
    """Give a path in the shared folder; where it is absent, say so loudly and end with status 0."""
    path = shared().joinpath(*parts)
    if not path.exists():
        print(
            f"SKIPPED {Path(sys.argv[0]).name}: {'/'.join(parts)} is not in {shared()} (set ONRECORD_CORPORA)"
        )
        raise SystemExit(0)
    return path


def corpus_hash(paths: Iterable[Path]) -> str:
    """Hash the names and bytes of the files of a corpus, so that a figure says what it was measured on."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def judge(script: str, *arguments: str | Path) -> dict[str, Any]:
    """Run one of the judges of the shared folder with --json and give what it prints."""
    command = [sys.executable, str(need("tools", script)), *map(str, arguments), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        raise SystemExit(f"{script} failed:\n{done.stderr}")
    if done.stderr:
        print(done.stderr, file=sys.stderr)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def check(section: str, figures: dict[str, float], corpus: str, *, update: bool) -> int:
    """Print each figure beside its floor; give 1 where one is below, else 0.

    With `update` a floor rises to the figure; none is ever lowered. A floor whose corpus hash differs
    is not compared, and the line says so.
    """
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    known = floors.setdefault(section, {"corpus": corpus, "floors": {}})
    same = known["corpus"] == corpus
    failed = 0
    for name, value in figures.items():
        floor = known["floors"].get(name)
        verdict = "" if floor is None else f"floor {floor}" if same else "other corpus: not compared"
        if same and floor is not None and value < floor:
            verdict, failed = f"BELOW ITS FLOOR {floor}", 1
        print(f"{section:12s} {name:28s} {value:8.1f}  {verdict}")
        if update and same and (floor is None or value > floor):
            known["floors"][name] = value
    if update:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return failed
