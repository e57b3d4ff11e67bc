"""Attack a server, the fetching of pages and the cells of CSV files at random, many times.

A real server of the pier's record (tests/strategies/pier.py) is asked over sockets for anything but with the
token: nothing may change, nothing break. The same seed always asks the same.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
from ipaddress import IPv4Address
from pathlib import Path
from urllib.parse import quote

from rows import Report

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from onrecord.capture.web.addresses import FetchError, addresses_of, checked_url
from onrecord.cells import cell
from onrecord.store import open_store
from strategies import pier
from strategies.webclient import Served, served

SEED = 20_310_403
#: Requests, spellings and cells that are tried, and the share of them with --quick.
REQUESTS, SPELLINGS, CELLS, QUICK = 20_000, 50_000, 200_000, 50
_METHODS = ("GET",) * 6 + ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "CONNECT", "BREW")
_PATHS = (
    "/", "/search", "/articles", "/entities", "/stories", "/disputes", "/claims", "/drops", "/about",
    "/sign-in", "/sign-out", "/decisions", "/decisions/undo", "/decisions/merge", "/decisions/correct",
    "/static/base.css", "/api/statements", "/api/articles", "/api/judgements", "/api/trace", "/api/claims",
    "/api/openapi.json", "/feeds/search", "/pictures/timeline", "/statements/st-1", "/entities/ent-1",
)  # fmt: skip
_PIECES = (
    "../", "..%2f", "%00", "%0d%0aX-A:b", "'", '"', "<script>", "{{7*7}}", "%ff", "\u202e", "a" * 400, "%",
    "*", "(", "NEAR(", " OR ", "--", ";", "\\", "\x7f", "%e2%80", "-1", "9" * 20, "null", "[]", "1e400",
)  # fmt: skip
_HEADERS = (
    "Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site", "Authorization: Bearer x",
    "Cookie: onrecord_name=a.b.c", "Cookie: onrecord_name=", "Authorization: Basic Og==", "If-None-Match: *",
    "Range: bytes=0-1,2-3", "Expect: 100-continue", "X-Forwarded-For: 1.2.3.4", "Accept-Encoding: \x80",
    "Content-Type: application/json", "Content-Type: multipart/form-data", "If-Modified-Since: never",
    "Content-Type: text/plain;charset=utf-7", "Transfer-Encoding: gzip, chunked", "Host: evil.example",
)  # fmt: skip
_BODIES = (
    b"", b"{}", b"[", b"a=b&a=b", b"\x00\xff", b"token=",
    b'{"decision":"merge","one":"a","other":"b","who":"x"}',
)  # fmt: skip


def drawn_request(rng: random.Random) -> tuple[bytes, bytes]:
    """Draw the head and the body of a request."""
    path = rng.choice(_PATHS)
    for _ in range(rng.randrange(3)):
        path += rng.choice(("/", "?q=", "&q=", "?cursor=", "?limit=", "?from=", "")) + rng.choice(_PIECES)
    if rng.random() < 0.5:
        path = quote(path, safe="/?&=%")
    body = rng.choice(_BODIES)
    lines = [f"{rng.choice(_METHODS)} {path} HTTP/1.1", *rng.sample(_HEADERS, rng.randrange(4))]
    if not any(line.startswith("Host:") for line in lines):
        lines.append("Host: HOST")
    lines.append(f"Content-Length: {len(body)}")
    return "\n".join(lines).encode("utf-8", "surrogatepass"), body


def fault_of(answer: tuple[int, str]) -> str | None:
    """Tell what is wrong with an answer: a broken server, or a header that must stand on each of ours."""
    status, told = answer
    if status >= 500:
        return f"status {status}: {told[-200:]!r}"
    # A request that is none is answered before it reaches us; one that is refused for its length has no head.
    if status not in (0, 400) and "content-security-policy" not in told.lower():
        return f"status {status} without the policy"
    return "an error of the program is told" if "Traceback" in told else None


def attack(report: Report, count: int) -> None:
    """Ask a server for anything."""
    rng, faults = random.Random(SEED), []
    with tempfile.TemporaryDirectory() as folder, open_store(os.path.join(folder, "pier.db")) as store:
        pier.fill(store)
        before = store.state()
        with served(store, "a-token-that-nobody-tries") as server:
            for _ in range(count):
                head, body = drawn_request(rng)
                fault = fault_of(_asked(server, head, body))
                if fault:
                    faults.append(f"{head!r} {body!r}: {fault}")
            if not server.is_alive():
                faults.append("the server does not answer any more")
        if store.state() != before:
            faults.append("the record was changed")
        with store.linked() as linkage:
            faults += [f"in the log: {entry}" for entry in linkage.audit_log()]
    report.add("no request without the token changes or breaks anything", tried=count, faults=faults)


def _asked(server: Served, head: bytes, body: bytes) -> tuple[int, str]:
    try:
        return server.ask(head, body)
    except (OSError, ValueError, IndexError) as error:
        return 599, f"{type(error).__name__} {error}"


def spelled(rng: random.Random) -> str:
    """Spell an inner address in one of the ways that resolvers read."""
    inner = rng.choice((0x7F000000, 0x0A000000, 0xC0A80000, 0xA9FE0000, 0xAC100000, 0x64400000, 0))
    number = inner | rng.randrange(1 << 16)
    parts = number.to_bytes(4, "big")
    high, low = number >> 16, number & 0xFFFF
    hexadecimal, octal = ".".join(map(hex, parts)), ".".join(f"0{it:o}" for it in parts)
    written = rng.choice(
        (
            str(number), hex(number), f"0{number:o}", hexadecimal, octal, f"{parts[0]}.{number & 0xFFFFFF}",
            f"{parts[0]}.{parts[1]}.{low}", f"{IPv4Address(number)}.", f"[::ffff:{IPv4Address(number)}]",
            f"[::ffff:{high:x}:{low:x}]", f"[64:ff9b::{high:x}:{low:x}]", f"[2002:{high:x}:{low:x}::]",
            f"[::{IPv4Address(number)}]", f"[fe80::{low:x}]", f"[fd00::{low:x}]",
            str(IPv4Address(number)).replace(".", "。"),
        )
    )  # fmt: skip
    user = rng.choice(("", "", "lamp.example@", "lamp.example:80@"))
    return f"http://{user}{written}{rng.choice(('', ':80', ':8400'))}{rng.choice(('', '/', '/a?b#c'))}"


async def _resolve(host: str, port: int) -> list[str]:
    """Ask the system what a host in figures is; no name is asked of anybody."""
    import socket

    if not set(host.lower()) <= set("0123456789abcdefx.:[]%"):
        raise OSError(f"{host} is a name")
    found = socket.getaddrinfo(host.rstrip("."), port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(it[4][0]) for it in found]


def disguise(report: Report, count: int) -> None:
    """Try to have an inner address fetched."""
    rng, faults = random.Random(SEED), []
    for _ in range(count):
        address = spelled(rng)
        try:
            found = asyncio.run(addresses_of(checked_url(address), _resolve, allow_private=False))
            faults.append(f"{address} would be fetched from {found}")
        except FetchError:
            pass
    report.add("no spelling of an inner address is fetched", tried=count, faults=faults)


def spread(report: Report, count: int) -> None:
    """Try to write a formula into a spreadsheet."""
    rng, faults = random.Random(SEED), []
    for _ in range(count):
        text = "".join(rng.choice("=+-@＝'\t\r\n\0 \ufeff\u200baz1,;\"") for _ in range(rng.randrange(8)))
        written = str(cell(text))
        shown = written.lstrip(" \0\ufeff\u200b")
        runs = shown.startswith(("=", "+", "-", "@", "＝")) or written.startswith(("\t", "\r", "\n"))
        guarded = written.startswith("'") and cell(written) != written
        if runs or (written[1:] if guarded else written) != text:
            faults.append(f"{text!r} is written as {written!r}")
    report.add(
        "no cell of a CSV file is a formula, and each gives its words back", tried=count, faults=faults
    )


def main() -> int:
    """Attack, and print a row a promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a fiftieth of it")
    share = QUICK if parser.parse_args().quick else 1
    report = Report.of(__file__)
    attack(report, REQUESTS // share)
    disguise(report, SPELLINGS // share)
    spread(report, CELLS // share)
    return report.exit_status


if __name__ == "__main__":
    sys.exit(main())
