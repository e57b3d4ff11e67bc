"""Accuracy of time expressions on TimeBank and AQUAINT: `python evals/times.py [--update]`.

Finds the expressions in each document's text, with its creation date for the day of publication, and
hands them to the judge. The rules were tuned on TimeBank; of AQUAINT the documents of the New York Times
were read while tuning. "held_out" is the rest of AQUAINT, whose errors nobody looked at.
"""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from support import check, corpus_hash, judge, need

from onrecord.annotate.timex import find_timexes

#: How the names of the AQUAINT documents begin that were looked at while the rules were made.
READ_WHILE_TUNING = "NYT"


def main() -> int:
    """Print the judge's figures for both corpora beside their floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    options = parser.parse_args()
    folders = [need("data", "times", name) for name in ("timebank", "aquaint")]
    figures = {}
    with tempfile.TemporaryDirectory() as scratch:
        held_out = Path(scratch) / "held_out"
        held_out.mkdir()
        for path in folders[1].glob("*.tml"):
            if not path.name.startswith(READ_WHILE_TUNING):
                shutil.copy(path, held_out)
        for folder in (*folders, held_out):
            result = judge("score_times.py", folder, predict(folder, Path(scratch)))
            names = ("strict_f1", "relaxed_f1", "value_f1", "type_f1")
            figures |= {f"{folder.name}_{name}": result[name] for name in names}
    corpus = corpus_hash(path for folder in folders for path in folder.glob("*.tml"))
    return check("times", figures, corpus, update=options.update)


def predict(folder: Path, scratch: Path) -> Path:
    """Write the documents of `folder` and what is found in them as the judge reads them; give the file."""
    documents, predicted = scratch / "documents.jsonl", scratch / "predicted.jsonl"
    command = [sys.executable, need("tools", "score_times.py"), folder, "--write", documents]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with documents.open(encoding="utf-8") as lines, predicted.open("w", encoding="utf-8") as out:
        for line in lines:
            document = json.loads(line)
            text, day = document["text"], document["published"]
            anchor = datetime.date.fromisoformat(day) if day else None
            timexes = [asdict(timex) for timex in find_timexes(text, [(0, len(text))], anchor)]
            out.write(json.dumps({"key": document["key"], "timexes": timexes}) + "\n")
    return predicted


if __name__ == "__main__":
    sys.exit(main())
