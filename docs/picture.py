"""Draw the README's picture, the demo as it prints itself: `python docs/picture.py`."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

OUT = Path(__file__).resolve().parent / "pictures" / "demo.svg"
#: Lines of the demo that the picture shows.
LINES = 34


def main() -> None:
    """Run the demo in colour and write its first lines as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", "demo"],
            env=os.environ | {"COLUMNS": "118", "FORCE_COLOR": "1"},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
    console = Console(record=True, width=118, file=io.StringIO())
    console.print(Text.from_ansi("\n".join(done.stdout.splitlines()[:LINES])))
    # The page that shows it fetches nothing: the fonts are the reader's own.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", console.export_svg(title="onrecord demo"), flags=re.DOTALL)
    OUT.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
