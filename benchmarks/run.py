"""Run every benchmark in turn: `make bench`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: Modules that the scripts share.
HELPERS = ("generator.py", "newsroom.py", "pagewriter.py", "press.py", "pressnames.py")
HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run each script of this folder."""
    failed = 0
    for script in sorted(HERE.glob("*.py")):
        if script.name not in (Path(__file__).name, *HELPERS):
            print(f"\n== {script.name}", flush=True)
            failed |= subprocess.run([sys.executable, str(script)], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
