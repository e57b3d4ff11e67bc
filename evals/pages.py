"""Accuracy on real HTML pages beside trafilatura and htmldate: `python evals/pages.py [--update] [--show]`.

Body (word 4-gram F1), publication day, title and authors on two public sets of pages, as the judge of the
shared folder counts them, ours and the peer's in the same run. No figure may be below the peer's, no page
may be without a prediction, and none below its floor. Figures are in per cent.

The rules were written with an eye on the errors on both sets; figures on unseen pages will be lower.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support import check, corpus_hash, judge, need

from onrecord.extract.html import extract_html
from onrecord.model import Article, Capture, Date, content_id, sha256
from onrecord.settings import Settings

SETS = ("fundus", "aeb")


def predictions(pages: Path) -> Iterator[dict[str, Any]]:
    """Yield a line of `annotate` for each article of each page in the JSON lines `pages`."""
    settings = Settings()
    with pages.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            page = json.loads(line)
            content = page["html"].encode("utf-8", "surrogatepass")
            address = page["url"] or page["key"]
            capture = Capture(
                id=content_id("cap", sha256(content), address), content=content, sha256=sha256(content),
                media_type="text/html", path=f"{pages.name}:{number}", url=page["url"], key=page["key"],
            )  # fmt: skip
            for article in extract_html(capture, page["html"], settings).articles:
                yield line_of(article)


def line_of(article: Article) -> dict[str, Any]:
    """Give what the judge reads of an article."""
    return {
        "key": article.key,
        "kind": article.kind,
        "title": article.title,
        "authors": list(article.authors),
        "published": _value(article.published),
        "text": article.text,
        "blocks": [{"start": b.start, "end": b.end, "kind": b.kind} for b in article.blocks],
    }


def _value(date: Date | None) -> dict[str, Any] | None:
    return None if date is None else {"value": date.value, "method": date.method}


def measure(name: str, show: bool) -> tuple[dict[str, float], bool]:
    """Print the judge's table for one set; give our figures, and whether one is below the peer's."""
    folder = need("data", "pages", name)
    with tempfile.TemporaryDirectory() as scratch:
        pages, predicted = Path(scratch) / "pages.jsonl", Path(scratch) / "predicted.jsonl"
        writer = [sys.executable, str(need("tools", "score_pages.py")), str(folder), "--write", str(pages)]
        subprocess.run(writer, check=True, stdout=subprocess.DEVNULL)
        refused = 0
        with predicted.open("w", encoding="utf-8") as out:
            for line in predictions(pages):
                refused += line["kind"] != "article"
                if show and line["kind"] != "article":
                    print(f"{name}: {line['key']} is {line['kind']}")
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
        tables = judge("score_pages.py", folder, predicted, "--peer")
    ours, peer = tables["onrecord"], tables["trafilatura"]
    worse = ours["missing"] > 0
    figures = {f"{name}_found": 100.0 if not ours["missing"] and not refused else 0.0}
    print(f"{name:8s} {'':10s} {'onrecord':>9s} {'peer':>9s} {'pages':>6s}")
    for key in (k for k in ours if k != "missing"):
        mine, theirs = ours[key]["mean"], peer[key]["mean"]
        worse = worse or mine < theirs
        verdict = "BELOW THE PEER" if mine < theirs else ""
        print(f"{name:8s} {key:10s} {mine:9.3f} {theirs:9.3f} {ours[key]['n']:6d}  {verdict}")
        figures[f"{name}_{key}"] = round(100 * mine, 1)
    return figures, worse


def main() -> int:
    """Print both sets' tables and the figures beside their floors; give 1 where one is too low."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--show", action="store_true", help="name the pages that were taken for no article")
    options = parser.parse_args()
    figures: dict[str, float] = {}
    below = False
    for name in SETS:
        found, worse = measure(name, options.show)
        figures |= found
        below = below or worse
    files = [path for name in SETS for path in need("data", "pages", name).rglob("*") if path.is_file()]
    return max(check("pages", figures, corpus_hash(files), update=options.update), int(below))


if __name__ == "__main__":
    sys.exit(main())
