"""WARC records and files, honest and lying."""

from __future__ import annotations

import base64
import gzip
import hashlib
import zlib

from strategies.inputs.pages import BELLS, LOCK, REEF

DATE = "2031-06-07T10:00:00Z"


def digest(content: bytes) -> str:
    """Give a payload digest as crawlers write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()


def record(
    url: str,
    block: bytes,
    *,
    kind: str = "response",
    media_type: str = "application/http; msgtype=response",
    length: int | None = None,
    extra: str = "",
    date: str = DATE,
) -> bytes:
    """Make one WARC record; `length` is what it states, its true length where that is None."""
    identity = hashlib.md5(url.encode() + block, usedforsecurity=False).hexdigest()
    header = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{identity}>\r\nWARC-Date: {date}\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: {media_type}\r\n{extra}"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def http(
    body: bytes, *, status: str = "200 OK", media_type: str = "text/html; charset=utf-8", extra: str = ""
) -> bytes:
    """Make an HTTP answer."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{extra}\r\n".encode() + body


def page_record(url: str, body: bytes, **more: str) -> bytes:
    """Make a response record of a page, with its payload digest."""
    return record(url, http(body, **more), extra=f"WARC-Payload-Digest: {digest(body)}\r\n")


def chunked(body: bytes, size: int = 100) -> bytes:
    """Write a body in HTTP/1.1 chunks."""
    parts = [body[low : low + size] for low in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def records() -> list[bytes]:
    """Give the records of a small crawl."""
    lock, bells, reef = (page.html.encode() for page in (LOCK, BELLS, REEF))
    packed = chunked(gzip.compress(bells, mtime=0))
    return [
        record("", b"software: a crawler\r\n", kind="warcinfo", media_type="application/warc-fields"),
        record(LOCK.url, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        page_record(LOCK.url, lock),
        record(BELLS.url, http(packed, extra="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n")),
        record("https://harbour-post.example/logo.png", http(b"\x89PNG\r\n\x1a\n", media_type="image/png")),
        record("https://harbour-post.example/gone", http(b"<p>Gone</p>", status="404 Not Found")),
        record(REEF.url, reef, kind="resource", media_type="text/html"),
        record(
            LOCK.url, b"HTTP/1.1 304 Not Modified\r\n\r\n", kind="revisit", date="2031-06-08T10:00:00Z",
            extra=f"WARC-Payload-Digest: {digest(lock)}\r\n",
        ),
        record(
            "https://mirror.example/lock", b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit",
            date="2031-06-08T11:00:00Z",
            extra=f"WARC-Payload-Digest: {digest(lock)}\r\nWARC-Refers-To-Target-URI: {LOCK.url}\r\n",
        ),
        record(
            "https://elsewhere.example/ferry", b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit",
            extra="WARC-Payload-Digest: sha1:UNKNOWN\r\nWARC-Refers-To-Date: 2030-01-02T03:04:05Z\r\n",
        ),
        # It states four bytes too few; what follows is not lost.
        record("https://lantern.example/short", http(lock), length=len(http(lock)) - 4),
        record("https://lantern.example/wet", LOCK.text.encode(), kind="conversion", media_type="text/plain"),
    ]  # fmt: skip


def warc() -> bytes:
    """Give a WARC file as crawlers write it: each record a gzip member."""
    return b"".join(gzip.compress(made, mtime=0) for made in records())


def deflated(body: bytes) -> bytes:
    """Compress as HTTP's "deflate"."""
    return zlib.compress(body)
