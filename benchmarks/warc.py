"""Reading a WARC file and extracting its pages, against trafilatura alone: `python benchmarks/warc.py`.

1,000 generated pages, as large and as full of navigation as real ones, in a WARC.gz. One side reads the
file and extracts every page (`capture` and `extract`: articles with blocks, authors, dates, language);
the other calls trafilatura's `bare_extraction` on the same pages, already in memory: once with metadata
(title, authors, day), as our side reads them, once for the text alone. Each side runs in a process of its
own on one core, in turns, and the quickest of its rounds counts. The overhead is what counts; pages a
second depend on the machine. Memory is looked at after 250 pages and at the end: it is flat where the two
are alike.
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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = 1000
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


def write(path: Path) -> None:
    """Write the WARC file, each record a gzip member, as crawlers do."""
    with path.open("wb") as out:
        for number in range(PAGES):
            body = page(number).encode()
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
                f"WARC-Date: 2031-06-07T10:00:00Z\r\nWARC-Target-URI: https://lantern.example/n/{number}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 6))


def run_reading(path: Path) -> dict[str, float]:
    """Read the file, and extract nothing."""
    from onrecord.capture import read_inputs
    from onrecord.settings import Settings

    started = time.process_time()
    count = sum(1 for _ in read_inputs([str(path)], settings=Settings()))
    return {"pages": count, "seconds": time.process_time() - started}


def run_onrecord(path: Path) -> dict[str, float]:
    """Read the file and extract every page."""
    from onrecord.capture import read_inputs
    from onrecord.extract import extract
    from onrecord.model import Capture
    from onrecord.settings import Settings

    settings = Settings()
    _warm_up()
    count, early = 0, 0
    started = time.process_time()
    for item in read_inputs([str(path)], settings=settings):
        if not isinstance(item, Capture):
            raise SystemExit(f"{item.item}: {item.reason}")
        count += extract(item, settings).articles[0].kind == "article"
        if count == _FIRST_LOOK:
            early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"pages": count, "seconds": seconds, "early_mb": early / 1024, "peak_mb": peak / 1024}


def run_trafilatura(_: Path) -> dict[str, float]:
    """Extract every page with trafilatura, from memory, with title, authors and day."""
    return _trafilatura(with_metadata=True)


def run_text_only(_: Path) -> dict[str, float]:
    """Extract the text of every page with trafilatura, from memory."""
    return _trafilatura(with_metadata=False)


def _trafilatura(*, with_metadata: bool) -> dict[str, float]:
    import trafilatura

    pages = [page(number).encode() for number in range(PAGES)]
    _warm_up()
    started = time.process_time()
    count = sum(
        trafilatura.bare_extraction(
            content, with_metadata=with_metadata, url=f"https://lantern.example/n/{number}"
        )
        is not None
        for number, content in enumerate(pages)
    )
    return {"pages": count, "seconds": time.process_time() - started}


def _warm_up() -> None:
    """Load what either side loads once, whatever the number of pages."""
    import trafilatura

    from onrecord.extract import extract
    from onrecord.model import Capture, sha256
    from onrecord.settings import Settings

    content = page(PAGES).encode()
    trafilatura.bare_extraction(content, with_metadata=True)
    extract(
        Capture(id="cap-0", content=content, sha256=sha256(content), media_type="text/html", path="x.html"),
        Settings(),
    )


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


def main() -> int:
    """Print the time of each side, the overhead, and the memory."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("side", nargs="?", choices=SIDES)
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=2, help="the quickest of so many rounds counts")
    given = parser.parse_args()
    if given.side:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        print(json.dumps(SIDES[given.side](given.path)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        write(path)
        rounds = [{side: measure(side, path) for side in SIDES} for _ in range(given.rounds)]
    best = {side: min((r[side] for r in rounds), key=lambda r: r["seconds"]) for side in SIDES}
    for side, result in best.items():
        pace = 1000 * result["seconds"] / PAGES
        print(f"{side:12s} {result['seconds']:7.2f} s  {pace:6.2f} ms a page  ({result['pages']:.0f} pages)")
    for side, what in (("trafilatura", "with metadata"), ("text-only", "text alone")):
        overhead = 100 * (best["onrecord"]["seconds"] / best[side]["seconds"] - 1)
        print(f"overhead     {overhead:6.1f} % over trafilatura's own time on the same pages, {what}")
    share = 100 * best["reading"]["seconds"] / best["trafilatura"]["seconds"]
    print(f"of which     {share:6.1f} % for reading the WARC file")
    memory = best["onrecord"]
    print(
        f"memory       {memory['early_mb']:.0f} MB after {_FIRST_LOOK} pages, "
        f"{memory['peak_mb']:.0f} MB after {PAGES}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
