"""How quickly the pages and the API answer: `python benchmarks/serve.py [STORE.db]`.

One server process on a store of 10,000 generated articles (`newsroom.py`; without STORE it is made once,
as build/newsroom-10000.db, which takes some ten minutes), eight clients that ask as fast as they are
answered, one kind of page after another, each with many different addresses. Every answer is made anew:
a number in the query keeps the server from giving one that it kept (`--kept` lets it). What it counts once
for each state of the record (`reading/remembering.py`), the first answers count. Prints the median
and the 95th percentile of each kind, the server's processor time for one request, and the server's peak
memory; fails where a kind is over the limits. Other work on the machine makes every answer late. So there
is a second verdict: eight clients of one process wait for eight answers, and what costs an eighth of the
limit keeps it on a machine of its own (`--processor` fails by it). Caches that others fill make the same
work dearer: a fixed piece of work is timed beside each kind, and times are scaled by its quickest.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

import newsroom

from onrecord.store import open_store
from onrecord.web import links

STORE = Path(__file__).resolve().parent.parent / "build" / f"newsroom-{newsroom.ARTICLES}.db"
CLIENTS = 8
#: The issue's promise, in seconds.
MEDIAN, P95 = 0.2, 0.5
#: Different addresses of one kind.
_ADDRESSES = 40
#: Trials of the fixed work: one of so many falls into a quiet moment.
_PACES = 200
_WORDS = ("ferry", "harbour wall", "lighthouse", "tannery", "closed", "million crowns", "November", "council")
_LISTS = (
    links.ENTITIES, links.STORIES, links.DISPUTES, links.PUBLISHERS, links.DECISIONS, links.DROPS,
    links.ABOUT, links.API,
)  # fmt: skip
_API_LISTS = (
    "overview", "entities", "stories", "utterances", "disputes", "publishers", "drops", "judgements",
    "activities", "events", "copies", "revisions",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """How one kind of page answered: seconds of each request, and the statuses that are no success."""

    kind: str
    seconds: Sequence[float]
    #: Of the server's processor time, for one request.
    processor: float
    failures: Sequence[str]

    @property
    def median(self) -> float:
        """The median."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        return not self.failures and self.median < MEDIAN and self.p95 < P95

    @property
    def would_hold(self) -> bool:
        """Whether it would be kept on a machine without other work, as the processor time tells."""
        return not self.failures and self.processor * CLIENTS < MEDIAN


class Client:
    """Asks one server over one connection."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)

    def get(self, path: str) -> tuple[int, bytes]:
        """Give status and body."""
        self._connection.request("GET", path)
        response = self._connection.getresponse()
        return response.status, response.read()

    def listed(self, path: str) -> Iterator[Mapping[str, str]]:
        """Give the things of a list of the API, page after page."""
        cursor = ""
        while True:
            page = json.loads(self.get(f"{path}{cursor}")[1])
            yield from page["items"]
            if page["next"] is None:
                return
            cursor = f"{'&' if '?' in path else '?'}cursor={page['next']}"


def run_server(store: str, ready: SimpleQueue[str]) -> None:
    """Serve a store in this process."""
    from onrecord.web.serving import serve

    with open_store(store, create=False) as opened:
        serve(opened, host="127.0.0.1", port=0, token="benchmark", ready=ready.put)


def addresses(client: Client) -> dict[str, list[str]]:
    """Give the addresses of each kind of page and answer."""
    articles, statements, stories, utterances = (
        [it["id"] for it in _some(client.listed(f"/api/{name}?limit=100"))]
        for name in ("articles", "statements", "stories", "utterances")
    )
    entities = [it["id"] for it in _some(client.listed("/api/entities?limit=100"))]
    publishers = [it["name"] for it in _some(client.listed("/api/publishers?limit=100"))]
    disputes = [(it["by"], it["of"]) for it in _some(client.listed("/api/disputes"))]
    claims = [f"the {thing} will be closed" for thing in newsroom.THINGS]
    things = {
        "article": [links.article(it) for it in articles],
        "person": [links.entity(it) for it in entities],
        "busiest person": [links.entity(entities[0])],
        "person on a subject": [links.page(links.entity(entities[0]), about=it) for it in newsroom.THINGS],
        "utterance": [links.utterance(it) for it in utterances],
        "story": [links.story(it) for it in stories],
        "dispute": [links.dispute(*it) for it in disputes],
        "publisher": [links.publisher(it) for it in publishers],
    }
    pages = {
        "home": [links.HOME],
        "search statements": [links.search(q=it) for it in _WORDS],
        "search denials": [
            links.search(to=f"2021-{month:02}", polarity="denied") for month in range(1, 13)
        ],
        "search articles": [links.search(**{"q": it, "in": "articles"}) for it in _WORDS],
        "search people": [links.search(**{"q": it, "in": "people"}) for it in ("ba", "fu", "Aurelio", "se")],
        **things,
        "claim": [links.claim(it) for it in claims],
        **{path.strip("/"): [path] for path in _LISTS},
    }  # fmt: skip
    api = {
        **{f"api {kind}": [links.api(it) for it in paths] for kind, paths in things.items()},
        "api statement": [links.api(links.statement(it)) for it in statements],
        "api statements": [f"/api/statements?q={quote(it)}" for it in _WORDS],
        "api statements of": [f"/api/statements?entity={it}" for it in entities],
        "api statements about": [f"/api/statements?about={it}" for it in entities],
        "api articles": [f"/api/articles?q={quote(it)}" for it in _WORDS],
        **{f"api {name}": [f"/api/{name}"] for name in _API_LISTS},
        "api claims": [links.api(links.claim(it)) for it in claims],
        "api trace": [f"/api/trace?quote={quote(it)}" for it in claims],
    }  # fmt: skip
    feeds = {
        "feed of a person": [links.feed("entities", it) for it in entities],
        "feed of a story": [links.feed("stories", it) for it in stories],
        "feed of a publisher": [links.feed("publishers", it) for it in publishers],
        "feed of a search": [links.search_feed(q=it) for it in _WORDS],
    }
    return {**pages, **api, **feeds, **_pictures(client, things)}


def _pictures(client: Client, things: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Find the pictures that pages show."""
    found: dict[str, list[str]] = {}
    for kind in ("person", "story", "utterance"):
        for page in things[kind][:10]:
            for part in client.get(page)[1].decode().split('src="')[1:]:
                address = part.partition('"')[0].replace("&amp;", "&")
                if address.startswith("/pictures/"):
                    found.setdefault(f"picture {address.split('/')[2]}", []).append(address)
    return found


def _some(things: Iterator[Mapping[str, str]]) -> Iterator[Mapping[str, str]]:
    for _, thing in zip(range(_ADDRESSES), things, strict=False):
        yield thing


def processor_seconds(process: int) -> float:
    """Give the processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pace() -> float:
    """Give the processor time of a fixed piece of work, such as pages are made of, in seconds."""
    started = time.process_time()
    found: dict[str, int] = {}
    for number in range(20_000):
        found[str(number % 500)] = found.get(str(number % 499), 0) + number
    json.loads(json.dumps(list(range(2_000))))
    return time.process_time() - started


#: Numbers the requests that no kept answer may serve.
_ASKED = itertools.count()


def measure(
    address: str, server: int, kind: str, paths: Sequence[str], requests: int, *, kept: bool, quickest: float
) -> Measured:
    """Let all clients ask at once for pages of one kind, each for `requests` of them.

    `quickest` is `pace` where nothing else runs.
    """

    def ask(number: int) -> tuple[list[float], list[str]]:
        client = Client(address)
        seconds, failures = [], []
        for at in range(requests):
            path = paths[(number * requests + at) % len(paths)]
            # A picture is an image that a page shows later, drawn once for each state of the record.
            if not kept and not path.startswith("/pictures/"):
                path += f"{'&' if '?' in path else '?'}asked={next(_ASKED)}"
            started = time.perf_counter()
            status, _ = client.get(path)
            seconds.append(time.perf_counter() - started)
            if status not in (200, 302, 303, 307):
                failures.append(f"{status} {path}")
        return seconds, failures

    before = processor_seconds(server)
    paces = []
    with ThreadPoolExecutor(CLIENTS) as pool:
        asking = [pool.submit(ask, number) for number in range(CLIENTS)]
        while not all(it.done() for it in asking):
            paces.append(pace())
            time.sleep(0.05)
        done = [it.result() for it in asking]
    slower = max(statistics.median(paces) / quickest, 1.0)
    return Measured(
        kind,
        [it for one, _ in done for it in one],
        (processor_seconds(server) - before) / (CLIENTS * requests) / slower,
        [it for _, one in done for it in one],
    )


def main() -> int:
    """Print the table; 1 where the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", nargs="?", default=str(STORE))
    parser.add_argument("--requests", type=int, default=10, help="of each client, for each kind")
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    parser.add_argument("--processor", action="store_true", help="fail by processor time, not by the clock")
    parser.add_argument("--kept", action="store_true", help="let the server give answers that it kept")
    asked = parser.parse_args()
    if asked.store == str(STORE) and not STORE.exists():
        STORE.parent.mkdir(exist_ok=True)
        newsroom.fill(asked.store, newsroom.ARTICLES)
    context = multiprocessing.get_context("spawn")
    ready = context.SimpleQueue()
    server = context.Process(target=run_server, args=(asked.store, ready), daemon=True)
    server.start()
    try:
        address, pid = ready.get(), server.pid or 0
        kinds = {name: it for name, it in addresses(Client(address)).items() if asked.only in name and it}
        print(f"ms, {CLIENTS} clients, one process, answers {'kept' if asked.kept else 'made anew'}")
        print(f"{'page':26} {'median':>8} {'95 %':>8} {'processor':>10}")
        results = []
        quickest = min(pace() for _ in range(_PACES))
        for kind, paths in kinds.items():
            measure(address, pid, kind, paths, 1, kept=asked.kept, quickest=quickest)
            found = measure(address, pid, kind, paths, asked.requests, kept=asked.kept, quickest=quickest)
            results.append(found)
            verdict = _verdict(found)
            figures = f"{1000 * found.median:8.0f} {1000 * found.p95:8.0f} {1000 * found.processor:10.1f}"
            print(f"{kind:26} {figures}{verdict}", flush=True)
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    finally:
        server.terminate()
    late = [it.kind for it in results if not it.holds]
    dear = [it.kind for it in results if not it.would_hold]
    print(f"server's peak memory: {peak:.0f} MB")
    print(f"by the clock, over {1000 * MEDIAN:.0f} / {1000 * P95:.0f} ms: {', '.join(late) or 'none'}")
    print(f"by the processor, over {1000 * MEDIAN / CLIENTS:.0f} ms: {', '.join(dear) or 'none'}")
    return int(bool(dear if asked.processor else late))


def _verdict(found: Measured) -> str:
    if found.failures:
        return f"   {found.failures[0]}"
    late = "" if found.holds else "   LATE"
    return late if found.would_hold else f"{late}   DEAR"


if __name__ == "__main__":
    sys.exit(main())
