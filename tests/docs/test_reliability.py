"""docs/reliability.md names tests that there are, and its table is what scripts of trust/ print."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:tests|trust)/[\w/]+\.py)`", PAGE))))
def test_a_named_file_exists(path: str) -> None:
    assert (ROOT / path).is_file()


def test_nothing_broke_and_enough_was_tried() -> None:
    rows = re.findall(r"^\| .* \| `trust/(\w+)\.py` \| ([\d,]+) \| (.*) \|$", PAGE, re.MULTILINE)
    assert {faults for _, _, faults in rows} == {"0"}
    tried = {script: 0 for script, _, _ in rows}
    for script, count, _ in rows:
        tried[script] += int(count.replace(",", ""))
    assert tried["crash"] + tried["crash_serve"] + tried["migrations"] >= 200
    assert tried["crash_postgres"] >= 50


def test_a_page_gets_the_rows_that_its_scripts_printed(tmp_path: Path) -> None:
    """Run the runner on rows that were printed before, in a copy of its folder."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "trust").mkdir()
    for name in ("run.py", "rows.py"):
        (tmp_path / "trust" / name).write_bytes((ROOT / "trust" / name).read_bytes())
    wanted, other = ("<!-- trust: one -->\n{}<!-- /trust -->\n", "<!-- trust: one two -->\n<!-- /trust -->\n")
    page = tmp_path / "docs" / "page.md"
    page.write_text(wanted.format("old\n") + other)
    printed = tmp_path / "printed"
    printed.write_text(
        "noise\nkept | trust/one.py | 1,200 | 0\nnot here | trust/one.py | 0 | SKIPPED: no disk\n"
    )
    command = [sys.executable, str(tmp_path / "trust" / "run.py"), "--rows", str(printed), "--write"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "written: docs/page.md" in ran.stdout
    table = (
        "\n| promise | test | tried | faults |\n| --- | --- | ---: | ---: |\n"
        "| kept | `trust/one.py` | 1,200 | 0 |\n| not here | `trust/one.py` | 0 | SKIPPED: no disk |\n\n"
    )
    assert page.read_text() == wanted.format(table) + other


def test_a_row_that_was_printed_with_a_fault_is_told(tmp_path: Path) -> None:
    printed = tmp_path / "printed"
    printed.write_text("kept | trust/one.py | 5 | 0\nbroken | trust/two.py | 5 | 1\n")
    command = [sys.executable, str(ROOT / "trust" / "run.py"), "--rows", str(printed)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "broken promises or failed: two\n" in ran.stdout


def test_what_is_run_are_scripts_that_print_rows() -> None:
    command = [sys.executable, str(ROOT / "trust" / "run.py"), "nothing"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    (listed,) = re.findall(r"there are ([\w, ]+)", told)
    scripts = [ROOT / "trust" / f"{name}.py" for name in listed.split(", ")]
    assert {"crash", "fuzz", "load"} <= {path.stem for path in scripts}
    assert [it.name for it in scripts if "Report.of(__file__)" not in it.read_text(encoding="utf-8")] == []
