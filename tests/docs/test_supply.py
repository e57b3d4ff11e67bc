"""What onrecord is made of: the quick part of trust/supply.py, as `make trust` runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_own_code_lock_and_bill_of_materials_are_in_order() -> None:
    script = ROOT / "trust" / "supply.py"
    done = subprocess.run(
        [sys.executable, str(script), "--quick"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("trust/supply.py") == 4
