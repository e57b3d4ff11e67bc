"""What a server stands: `python benchmarks/load.py [--minutes 10] [--clients 64] [--articles 2000]`.

`onrecord serve` on a store of generated articles (`newsroom.py`), clients that each ask for one page after
another as fast as they are answered, one that decides and takes back, and beside it all, one after
another, runs of `onrecord add`, which read further articles with the model, link them and write them into
the same store. Half of the requests ask for what the server may have kept, half for an answer made anew.

Prints, for each tenth of the time, the requests, their median and 95th percentile, what failed, and the
server's memory, open files and threads; ends with status 1 where something failed, where nobody was
answered for `GAP` seconds, or where the memory of the second half went beyond that of the first
by more than a tenth (in five minutes or more: before, what it keeps is still filled). What the clients
and the import take of the processor, the server does not have: the times say how evenly it serves,
`serve.py` says how quickly.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import httpx
import newsroom
from load_report import BATCH, Look, Seen, report
from serve import Client, addresses, pace, processor_seconds

TOKEN = "benchmark-of-the-load"
#: Seconds after which a client gives a request up: a failure.
PATIENCE = 120.0
#: Seconds between two looks at the server.
_LOOK = 5.0


@dataclass(frozen=True)
class Load:
    """What the clients are to do."""

    address: str
    kinds: Sequence[Sequence[str]]
    statements: Sequence[str]
    until: float

    async def read(self, number: int, seen: Seen) -> None:
        """Ask for one page after another."""
        rng = random.Random(number)
        async with self._client() as client:
            while seen.now() < self.until:
                path = rng.choice(rng.choice(self.kinds))
                if rng.random() < 0.5 and not path.startswith("/pictures/"):
                    path += f"{'&' if '?' in path else '?'}asked={number}-{len(seen.answers)}"
                await self._ask(client, "GET", path, seen)

    async def decide(self, seen: Seen) -> None:
        """Correct a speaker, and take that back."""
        rng = random.Random("decisions")
        async with self._client(Authorization=f"Bearer {TOKEN}") as client:
            while seen.now() < self.until:
                given = {
                    "decision": "correct", "statement": rng.choice(self.statements), "field": "said",
                    "value": "2021-05-04", "who": "the benchmark",
                }  # fmt: skip
                made = await self._ask(client, "POST", "/api/judgements", seen, given)
                if made is not None:
                    await self._ask(client, "DELETE", f"/api/judgements/{made['id']}", seen)
                    seen.decisions += 1
                await asyncio.sleep(1)

    def _client(self, **headers: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=self.address, timeout=PATIENCE, headers=headers, trust_env=False, follow_redirects=False
        )

    async def _ask(
        self,
        client: httpx.AsyncClient,
        method: str,
        path: str,
        seen: Seen,
        given: dict[str, str] | None = None,
    ) -> dict[str, str] | None:
        started = seen.now()
        try:
            answer = await client.request(method, path, json=given)
        except httpx.HTTPError as error:
            # A connection kept open may be closed at the very moment it is used again; a browser asks again.
            seen.failures.append(f"{type(error).__name__} {error} {method} {path}")
            return None
        if method == "GET":
            seen.answers.append((seen.now(), seen.now() - started))
        else:
            seen.deciding.append(seen.now() - started)
        seen.statuses[answer.status_code] += 1
        if answer.status_code >= 400:
            seen.failures.append(f"{answer.status_code} {method} {path} {answer.text[:200]}")
            return None
        return dict(answer.json()) if given is not None else None


async def look(process: int, store: str, seen: Seen, until: float) -> None:
    """Look at the server again and again."""
    log = Path(f"{store}-wal")
    while seen.now() < until:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        found = dict(re.findall(r"^(VmRSS|Threads):\s+(\d+)", status, re.MULTILINE))
        files = len(os.listdir(f"/proc/{process}/fd"))
        used = processor_seconds(process)
        megabytes = log.stat().st_size / 2**20 if log.exists() else 0.0
        resident, threads = int(found["VmRSS"]) / 1024, int(found["Threads"])
        seen.looks.append(Look(seen.now(), resident, files, threads, used, megabytes, pace()))
        await asyncio.sleep(_LOOK)


async def add(store: str, first: int, folder: Path, seen: Seen, until: float) -> None:
    """Add further articles, a batch after the other."""
    while seen.now() < until:
        path = folder / f"batch-{seen.imports}.jsonl"
        low = first + seen.imports * BATCH
        lines = [
            {
                "text": page.articles[0].article.text,
                "url": page.capture.url,
                "title": page.articles[0].article.title,
            }
            for page in newsroom.pages(low, low + BATCH)
        ]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        started = seen.now()
        command = [sys.executable, "-m", "onrecord", "add", str(path), "--store", store]
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        _, told = await process.communicate()
        seen.imports += 1
        seen.longest_import = max(seen.longest_import, seen.now() - started)
        if process.returncode:
            seen.failures.append(f"onrecord add: status {process.returncode}: {told.decode()[-300:]}")


def serve(store: str) -> tuple[subprocess.Popen[str], str]:
    """Start a server; give it and its address."""
    command = [sys.executable, "-m", "onrecord", "serve", "--store", store, "--port", "0", "--token", TOKEN]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    for line in server.stderr or ():
        if found := re.search(r"http://\S+", line):
            return server, found.group().rstrip("/")
    raise RuntimeError(f"the server ended with {server.wait()}")


async def run(
    store: str, server: int, address: str, articles: int, clients: int, seconds: float, folder: Path
) -> Seen:
    """Let all of them work side by side."""
    client = Client(address)
    kinds = [paths for paths in addresses(client).values() if paths]
    statements = [
        it["id"] for _, it in zip(range(200), client.listed("/api/statements?limit=100"), strict=False)
    ]
    seen = Seen()
    load = Load(address, kinds, statements, seconds)
    await asyncio.gather(
        *(load.read(number, seen) for number in range(clients - 1)),
        load.decide(seen),
        look(server, store, seen, seconds),
        add(store, articles, folder, seen, seconds),
    )
    return seen


def main() -> int:
    """Make the store, load the server, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--articles", type=int, default=2_000, help="of the store at the beginning")
    parser.add_argument("--store", help="a store of newsroom.py to copy, rather than make one")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onrecord-load-") as folder:
        store = str(Path(folder) / "record.db")
        if asked.store:
            shutil.copy(asked.store, store)
        else:
            newsroom.fill(store, asked.articles)
        server, address = serve(store)
        try:
            seconds = 60 * asked.minutes
            seen = asyncio.run(
                run(store, server.pid, address, asked.articles, asked.clients, seconds, Path(folder))
            )
            # Whoever ends by himself was broken.
            if server.poll() is not None:
                seen.failures.append(f"the server ended with status {server.returncode}")
        finally:
            server.terminate()
            server.wait()
        done = report(seen, seconds)
    print("kept" if done else "BROKEN")
    return int(not done)


if __name__ == "__main__":
    sys.exit(main())
