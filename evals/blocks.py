"""Accuracy of block classification on scraped plain text: `python evals/blocks.py [--update] [--show N]`.

Three yardsticks, each on text whose truth is known, in per cent:

1. pages: the visible text of real HTML pages, menus and all, written out as scrapers leave it (a line a
   block; blank lines between; wrapped at 72 columns) with nothing marked; body 4-gram F1, precision and
   recall against the gold body, mean over pages (English ones, and the others apart).
2. polnear: share of gold content spans (PolNeAR) that lie wholly in speaking blocks. The texts hardly have
   debris, so this measures what strictness costs.
3. stories: the same share for the invented story sets.

Weights and phrases were set by hand with an eye on pages, polnear/train and the pages of the story set;
what was lost of polnear/dev was read once, early on. None of these pages was unseen.
"""

from __future__ import annotations

import argparse
import collections
import glob
import gzip
import html
import json
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import lxml.html
import py3langid
from support import check, corpus_hash, need

from onrecord.extract.plain import extract_plain
from onrecord.model import SPEAKING, Article, Capture, Extraction, content_id, sha256
from onrecord.settings import Settings

#: Blocks that make up the body when compared with a gold body (the headline is not part of it).
BODY = {"standfirst", "body", "quote", "list"}
#: Elements whose content stands on lines of its own in a browser.
BLOCK_TAGS = """
address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe label legend li main menu nav ol option
p pre section select summary table tbody td textarea tfoot th thead title tr ul video
"""
SILENT_TAGS = "script style noscript template svg head object embed"
STYLES = ("lines", "blank", "wrapped")
Page = tuple[str, str, str]


def visible_lines(page: str) -> list[str]:
    """Give the visible text of an HTML page, a line for each block of it, nothing left out or marked."""
    root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page) or "<p></p>")
    blocks, silent = set(BLOCK_TAGS.split()), set(SILENT_TAGS.split())
    pieces: list[str] = []
    stack: list[tuple[lxml.html.HtmlElement, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            pieces.append("\n" if tag in blocks else "")
            pieces.append(_folded(node.tail))
            continue
        pieces.append("\n" if tag in blocks else "")
        stack.append((node, True))
        if tag and tag not in silent:
            pieces.append(_folded(node.text))
            stack.extend((child, False) for child in reversed(node))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _folded(text: str | None) -> str:
    """Fold the white space inside a text node, so that only blocks break lines."""
    return re.sub(r"\s+", " ", text or "")


def render(lines: list[str], style: str) -> str:
    """Write lines as a scraper leaves them: `lines`, `blank` or `wrapped`."""
    if style == "wrapped":
        return "\n\n".join(textwrap.fill(line, 72, break_long_words=False) for line in lines)
    return ("\n" if style == "lines" else "\n\n").join(lines)


def gold_pages(folder: Path) -> Iterator[Page]:
    """Yield (key, HTML, gold body) of the pages in both layouts."""
    truth = folder / "aeb" / "ground-truth.json"
    for key, gold in json.loads(truth.read_text(encoding="utf-8")).items() if truth.exists() else ():
        with gzip.open(folder / "aeb" / "html" / f"{key}.html.gz") as stream:
            yield "aeb/" + key, stream.read().decode("utf-8", "replace"), gold["articleBody"]
    for meta in sorted(folder.glob("fundus/*/meta.info")):
        for name in json.loads(meta.read_text(encoding="utf-8")):
            file, gold_file = meta.parent / name, meta.parent / (re.split(r"_\d", name)[0] + ".json")
            if file.exists() and gold_file.exists():
                with gzip.open(file) as stream:
                    page = stream.read().decode("utf-8", "replace")
                if body := _fundus_body(json.loads(gold_file.read_text(encoding="utf-8")), page):
                    yield f"{meta.parent.name}/{name}", page, body


def _fundus_body(versions: dict[str, dict[str, object]], page: str) -> str | None:
    """Pick the gold version whose title and first paragraph stand in the page; None where none does."""
    flat = re.sub(r"\W+", "", html.unescape(page)).lower()
    for version in reversed(list(versions.values())):
        body = version["body"]
        paragraphs = [p for s in body["sections"] for p in s["headline"] + s["paragraphs"]]  # type: ignore[index]
        first = next((re.sub(r"\W+", "", p).lower()[:40] for p in paragraphs if p), "")
        if first and first in flat:
            return " ".join([*body["summary"], *paragraphs])  # type: ignore[index]
    return None


def grams(text: str) -> collections.Counter[tuple[str, ...]]:
    """Count the word 4-grams of a text."""
    words = re.findall(r"\w+", text.lower())
    return collections.Counter(zip(*(words[i:] for i in range(4)), strict=False))


def extract(text: str, path: str) -> Extraction:
    """Run the extraction of plain text on `text`."""
    data = text.encode("utf-8")
    capture = Capture(
        id=content_id("cap", sha256(data), path),
        content=data,
        sha256=sha256(data),
        media_type="text/plain",
        path=path,
    )
    return extract_plain(capture, text, Settings())


def body_of(articles: Iterable[Article]) -> str:
    """Join the body blocks of all articles of a page."""
    return " ".join(a.text[b.start : b.end] for a in articles for b in a.blocks if b.kind in BODY)


def score_pages(folder: Path, show: int) -> dict[str, float]:
    """Score body 4-grams on raw text made of real pages, for each style of writing it out."""
    values: dict[str, list[float]] = collections.defaultdict(list)
    worst: list[tuple[float, str]] = []
    for key, page, gold in gold_pages(folder):
        lines, wanted = visible_lines(page), grams(gold)
        group = "en" if py3langid.classify(gold)[0] == "en" else "other"
        for style in STYLES if group == "en" else STYLES[:1]:
            got = grams(body_of(extract(render(lines, style), key).articles))
            hits = sum((wanted & got).values())
            values[f"pages_{group}_{style}_f1"].append(
                2 * hits / max(1, sum(wanted.values()) + sum(got.values()))
            )
            values[f"pages_{group}_{style}_precision"].append(hits / max(1, sum(got.values())))
            values[f"pages_{group}_{style}_recall"].append(hits / max(1, sum(wanted.values())))
        worst.append((values[f"pages_{group}_lines_f1"][-1], key))
    for value, key in sorted(worst)[:show]:
        print(f"  {value:.3f} {key}", file=sys.stderr)
    return {name: round(100 * sum(v) / len(v), 1) for name, v in values.items()}


def gold_contents(folder: Path) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Yield (path, text, pieces of gold content) of a folder in the layout of PolNeAR."""
    for file in sorted((folder / "text").glob("*.txt")):
        text = file.read_bytes().decode("utf-8")
        # An annotation is named after its text and its annotator (four hexadecimal digits).
        annotations = sorted((folder / "attributions").glob(glob.escape(file.stem) + "_????.ann"))
        lines = annotations[0].read_text(encoding="utf-8").splitlines() if annotations else []
        spans = []
        for line in lines:
            if found := re.match(r"T\d+\tContent ([\d; ]+)\t", line):
                spans += [(int(a), int(b)) for a, b in (p.split() for p in found[1].split(";"))]
        yield file.name, text, spans


def story_contents(folder: Path) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Yield (path, text, gold contents) of the story sets below a folder."""
    for file in sorted(folder.glob("*/gold.json")):
        statements = json.loads(file.read_text(encoding="utf-8"))["statements"]
        statements = statements.values() if isinstance(statements, dict) else statements
        for article in sorted(file.parent.glob("*.txt")):
            text = article.read_bytes().decode("utf-8")
            contents = [s["content"] for s in statements if s["article"] == article.stem]
            yield str(article), text, [(at, at + len(c)) for c in contents if (at := text.find(c)) >= 0]


def score_spans(items: Iterable[tuple[str, str, list[tuple[int, int]]]], show: int) -> float:
    """Give the share of gold contents that lie wholly within one or more speaking blocks, in per cent."""
    kept = total = 0
    for path, text, spans in items:
        speaking = [b for a in extract(text, path).articles for b in a.blocks if b.kind in SPEAKING]
        for start, end in spans:
            covered = sum(max(0, min(end, b.end) - max(start, b.start)) for b in speaking)
            lost = len(text[start:end].strip()) - covered > 2 + text[start:end].count("\n") * 2
            kept, total = kept + (not lost), total + 1
            if lost and show:
                print(f"  lost {path}: {text[start:end][:100]!r}", file=sys.stderr)
    return round(100 * kept / max(1, total), 2)


def main() -> int:
    """Print the figures beside their floors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--show", type=int, default=0, help="name the N worst pages and every lost content")
    options = parser.parse_args()
    pages, polnear, stories = need("data", "pages"), need("data", "polnear"), need("stories")
    figures = score_pages(pages, options.show)
    for part in ("train", "dev"):
        figures[f"polnear_{part}"] = score_spans(gold_contents(polnear / part), options.show)
    figures["stories"] = score_spans(story_contents(stories), options.show)
    texts = [*pages.glob("*/*/*.gz"), *polnear.glob("*/text/*.txt"), *stories.glob("*/gold.json")]
    return check("blocks", figures, corpus_hash(texts), update=options.update)


if __name__ == "__main__":
    sys.exit(main())
