"""Reading a WARC file and extracting its pages, against trafilatura alone: `python benchmarks/warc.py`.

Two sets of pages, each in a WARC.gz: 1,000 generated ones, as large and as full of navigation as real ones,
and, where the shared corpora are present, the 257 real ones that lie there (`evals/pages.py` measures
accuracy on those of them that have a gold standard).
One side reads the file and extracts every page (`capture` and `extract`: articles with blocks, authors,
dates, language); the other calls trafilatura's `bare_extraction` on the same bytes and addresses, already
in memory: once with metadata (title, authors, day), as our side reads them, once for the text alone. Each
side runs in a process of its own on one core, in turns, after a round over the first pages that warms it
up; the median of its rounds counts, in processor time. The overhead is what counts, the median of those of
the rounds, whose sides run one right after the other; pages a second depend on the machine. Memory is looked
at after the first 250 of the generated pages and at the end: it is flat where the two are alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model import Capture

ROOT = Path(__file__).resolve().parent.parent
PAGES = 1000
#: So many pages of a set are read before the clock is started.
_WARM_UP = 25
_FIRST_LOOK = 250
_NAMES = ("Henrik Sallow", "Mabel Trice", "Ines Godbold", "Odo Farrant", "Rufus Amdahl", "Jory Penhale")
_THINGS = ("lock", "ferry", "reef", "bell tower", "canal", "harbour wall", "tram line", "market hall")
_VERBS = ("repaired", "shut", "opened again", "surveyed", "sold", "painted", "moved to the other bank")


def page(number: int) -> str:
    """Make an HTML page of about 40 kB: 25 paragraphs among navigation, teasers, scripts and a footer."""
    rng = random.Random(number)
    title = f"The {rng.choice(_THINGS)} will be {rng.choice(_VERBS)} in {rng.randint(2, 40)} weeks"
    paragraphs = "\n".join(f'<p class="text">{_paragraph(rng)}</p>' for _ in range(25))
    menu = "".join(
        f'<li><a href="/section/{n}">{rng.choice(_THINGS).title()} {n}</a></li>' for n in range(60)
    )
    teasers = "".join(
        f'<div class="teaser"><a href="/n/{rng.randint(1, 10**6)}"><img src="/i/{n}.jpg" alt=""><h3>'
        f"{rng.choice(_THINGS).title()} {rng.choice(_VERBS)}</h3></a><i>{rng.randint(1, 59)} min</i></div>"
        for n in range(40)
    )
    script = "".join(f"var s{n}={{a:{rng.random()},b:'{rng.random()}'}};" for n in range(250))
    # Not in the future: htmldate takes no such day and would search the whole page for another.
    day = f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | The Ostermere Lantern</title>
<meta property="og:site_name" content="The Ostermere Lantern"><meta property="og:title" content="{title}">
<meta property="og:type" content="article"><meta property="article:published_time" content="{day}T08:00:00Z">
<script>{script}</script></head>
<body><header><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1><p class="byline">By <a rel="author" href="/a">{rng.choice(_NAMES)}</a></p>
{paragraphs}
</article><aside>{teasers}</aside></main>
<footer><ul>{menu}</ul><p>© 2031 The Ostermere Lantern. All rights reserved.</p></footer></body></html>
"""


def _paragraph(rng: random.Random) -> str:
    name, thing, verb = rng.choice(_NAMES), rng.choice(_THINGS), rng.choice(_VERBS)
    sentences = (
        f"The {thing} was {verb} in the spring, {name} said on Tuesday.",
        f"“Nobody in the town of {rng.randint(1000, 9000)} wanted the {thing} to be {verb},” {name} said.",
        f"The council had set aside {rng.randint(2, 900)},000 crowns for the {thing} and spent a third.",
        f"{name} denied that the {thing} had been {verb} without a vote.",
        f"A report of {rng.randint(10, 90)} pages on the {thing} is to be published before the summer.",
    )
    return " ".join(rng.sample(sentences, 3))


def generated() -> Iterator[tuple[str, bytes]]:
    """Give the generated pages with their addresses."""
    for number in range(PAGES):
        yield f"https://lantern.example/n/{number}", page(number).encode()


def real() -> Iterator[tuple[str, bytes]]:
    """Give the real pages of the shared corpora with their addresses; none where they are absent."""
    folder = Path(os.environ.get("ONRECORD_CORPORA") or ROOT.parent / "shared") / "data" / "pages"
    for meta in sorted(folder.glob("fundus/*/meta.info")):
        for name, told in sorted(json.loads(meta.read_text(encoding="utf-8")).items()):
            if (packed := meta.parent / name).exists():
                yield told["url"], gzip.decompress(packed.read_bytes())
    gold = folder / "aeb" / "ground-truth.json"
    if gold.exists():
        for name, told in sorted(json.loads(gold.read_text(encoding="utf-8")).items()):
            yield told["url"], gzip.decompress((gold.parent / "html" / f"{name}.html.gz").read_bytes())


SETS = {"generated": generated, "real": real}


def write(path: Path, pages: Iterator[tuple[str, bytes]]) -> int:
    """Write a WARC file, each record a gzip member, as crawlers do; give the count of its pages."""
    count = 0
    with path.open("wb") as out:
        for count, (url, body) in enumerate(pages, 1):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{count:032x}>\r\n"
                f"WARC-Date: 2031-06-07T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 6))
    return count


def captures(path: Path) -> Iterator[Capture]:
    """Read the file."""
    from onrecord.capture import read_inputs
    from onrecord.model import Capture
    from onrecord.settings import Settings

    for item in read_inputs([str(path)], settings=Settings()):
        if not isinstance(item, Capture):
            raise SystemExit(f"{item.item}: {item.reason}")
        yield item


def run_reading(path: Path) -> dict[str, float]:
    """Read the file, and extract nothing."""
    _first(path)
    started = time.process_time()
    count = sum(1 for _ in captures(path))
    return {"pages": count, "seconds": time.process_time() - started}


def run_onrecord(path: Path) -> dict[str, float]:
    """Read the file and extract every page."""
    from onrecord.extract import extract
    from onrecord.settings import Settings

    settings = Settings()
    for capture in _first(path):
        extract(capture, settings)
    count, early = 0, 0
    started = time.process_time()
    for capture in captures(path):
        count += any(article.kind == "article" for article in extract(capture, settings).articles)
        if count == _FIRST_LOOK:
            early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"pages": count, "seconds": seconds, "early_mb": early / 1024, "peak_mb": peak / 1024}


def run_trafilatura(path: Path) -> dict[str, float]:
    """Extract every page with trafilatura, from memory, with title, authors and day."""
    return _trafilatura(path, with_metadata=True)


def run_text_only(path: Path) -> dict[str, float]:
    """Extract the text of every page with trafilatura, from memory."""
    return _trafilatura(path, with_metadata=False)


def _trafilatura(path: Path, *, with_metadata: bool) -> dict[str, float]:
    import trafilatura

    pages = [(capture.content, capture.url) for capture in captures(path)]
    for content, url in pages[:_WARM_UP]:
        trafilatura.bare_extraction(content, with_metadata=with_metadata, url=url)
    started = time.process_time()
    count = sum(
        trafilatura.bare_extraction(content, with_metadata=with_metadata, url=url) is not None
        for content, url in pages
    )
    return {"pages": count, "seconds": time.process_time() - started}


def _first(path: Path) -> list[Capture]:
    """Give the pages that a side is warmed up with."""
    return [capture for capture, _ in zip(captures(path), range(_WARM_UP), strict=False)]


SIDES = {
    "reading": run_reading,
    "onrecord": run_onrecord,
    "trafilatura": run_trafilatura,
    "text-only": run_text_only,
}


def measure(side: str, path: Path) -> dict[str, float]:
    """Run one side in a child."""
    command = [sys.executable, "-W", "ignore", __file__, side, str(path)]
    done = subprocess.run(
        command, env=os.environ | {"OMP_NUM_THREADS": "1"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{side} failed:\n{done.stderr}")
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def report(name: str, pages: int, rounds: list[dict[str, dict[str, float]]]) -> None:
    """Print the time of each side of one set, the overhead, and the memory."""
    print(f"{name}: {pages} pages, median of {len(rounds)} rounds")
    middle = {side: median(r[side]["seconds"] for r in rounds) for side in SIDES}
    for side, seconds in middle.items():
        found = rounds[0][side]["pages"]
        print(f"  {side:12s} {seconds:7.2f} s  {1000 * seconds / pages:6.2f} ms a page  ({found:.0f} pages)")
    for side, what in (("trafilatura", "with metadata"), ("text-only", "text alone")):
        overhead = 100 * (median(r["onrecord"]["seconds"] / r[side]["seconds"] for r in rounds) - 1)
        print(f"  overhead     {overhead:6.1f} % over trafilatura's own time on the same pages, {what}")
    share = 100 * middle["reading"] / middle["trafilatura"]
    print(f"  of which     {share:6.1f} % for reading the WARC file")
    memory = rounds[0]["onrecord"]
    if memory["early_mb"]:
        print(
            f"  memory       {memory['early_mb']:.0f} MB after {_FIRST_LOOK} pages, "
            f"{memory['peak_mb']:.0f} MB after {pages}"
        )


def main() -> int:
    """Measure every set of pages that is there."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("side", nargs="?", choices=SIDES)
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many rounds counts")
    parser.add_argument("--set", choices=SETS, help="only this set of pages")
    given = parser.parse_args()
    if given.side:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        print(json.dumps(SIDES[given.side](given.path)))
        return 0
    for name in (given.set,) if given.set else SETS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "pages.warc.gz"
            pages = write(path, SETS[name]())
            if not pages:
                print(f"{name}: SKIPPED, the shared corpora are not there (set ONRECORD_CORPORA)")
                continue
            report(name, pages, [{side: measure(side, path) for side in SIDES} for _ in range(given.rounds)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
