"""Accuracy on the story sets in this repository: `python evals/stories_own.py [--update] [--show] [--judge]`.

Adds every set of tests/golden/stories to one store, exports it and compares the export with the exact
answers. The sets were written for this project and are there to be learnt from, so the figures tell whether
the line works, not how well it does on stories that it has not seen. story_measures.py says what a figure is.
"""

from __future__ import annotations

import argparse
import collections
import subprocess
import sys
import tempfile
from pathlib import Path

from matching import Tally
from story_measures import Match, Record, score
from support import check, corpus_hash, judge

SETS = Path(__file__).resolve().parents[1] / "tests" / "golden" / "stories"


def story_sets() -> list[Path]:
    """Give the folders of the sets."""
    return sorted(file.parent for file in SETS.glob("*/gold.json"))


def export_of(stories: list[Path], scratch: Path) -> Path:
    """Add the pages of the sets to a new store in `scratch`; give the folder of its export."""
    store, out = scratch / "record.db", scratch / "export"
    onrecord = [sys.executable, "-m", "onrecord"]
    # Ids are made of addresses, and decide where all else is equal: so the pages are named the same anywhere.
    pages = [f"{story.name}/{page.name}" for story in stories for page in sorted(story.glob("*.txt"))]
    subprocess.run([*onrecord, "add", *pages, "--store", str(store)], check=True, cwd=SETS)
    subprocess.run([*onrecord, "export", "jsonl", str(out), "--store", str(store)], check=True)
    return out


def mixed(matches: list[Match]) -> dict[str, int]:
    """Count the utterances and the stories that join two sets; there should be none."""
    sets: dict[str, dict[str, set[Path]]] = {
        "utterances_mixed": collections.defaultdict(set),
        "stories_mixed": collections.defaultdict(set),
    }
    for match in matches:
        for page, article in match.articles.items():
            for row in match.spoken(page):
                sets["utterances_mixed"][row.get("utterance") or row["id"]].add(match.folder)
            for story in match.record.stories:
                if article in story["articles"]:
                    sets["stories_mixed"][story["id"]].add(match.folder)
    return {name: sum(len(group) > 1 for group in groups.values()) for name, groups in sets.items()}


def main() -> int:
    """Print the figures of each set, and those of all beside their floors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--show", action="store_true", help="print what was missed")
    parser.add_argument(
        "--judge", action="store_true", help="print what the judge of ONRECORD_CORPORA says too"
    )
    options = parser.parse_args()
    stories, everything, columns = story_sets(), Tally(), {}
    with tempfile.TemporaryDirectory() as scratch:
        out = export_of(stories, Path(scratch))
        record = Record.read(out)
        matches = [Match.of(story, record) for story in stories]
        for match in matches:
            tally = Tally()
            score(match, tally)
            score(match, everything)
            columns[match.folder.name] = tally.figures()
        judged = judge("score_story.py", out, *stories) if options.judge else {}
    if options.show:
        print("\n".join(everything.misses))
    figures = everything.figures()
    print(f"{'':20s}" + "".join(f"{name:>12s}" for name in [*columns, "all"]))
    for name in figures:
        row = [*(column.get(name) for column in columns.values()), figures[name]]
        print(f"{name:20s}" + "".join(f"{'-' if value is None else value:>12}" for value in row))
    for name, value in [*mixed(matches).items(), *judged.items()]:
        print(f"{name:24s}{value}")
    files = [page for story in stories for page in story.iterdir()]
    return check("stories_own", figures, corpus_hash(files), update=options.update)


if __name__ == "__main__":
    sys.exit(main())
