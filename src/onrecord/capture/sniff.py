"""Tell from its first bytes what an input is, where its name does not say, or says what is not so."""

from __future__ import annotations

import json
import re
from typing import Literal

#: What bytes can be. `json` is a JSON document that is no JSON lines; `none` has nothing in it.
Content = Literal["html", "text", "jsonl", "json", "binary", "none"]

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

#: First bytes and what they are; each is no page and has no text that can be read here.
_BINARY = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office document: save it as HTML or text"),
    (b"{\\rtf", "an RTF document: save it as HTML or text"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"wOF", "a font"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    # One layer of compression is taken off before this is asked.
    (b"\x1f\x8b", "gzip in gzip or the like: unpack it first"),
    (b"BZh", "bzip2 in gzip or the like: unpack it first"),
    (b"\xfd7zXZ\x00", "xz in gzip or the like: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "zstd in gzip or the like: unpack it first"),
)
# The comments are atomic and possessive: a thousand of them in a row are read once, not in every way.
_HTML_START = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    rb"<(?:p|div|h[1-6]|article|section|main|a|br|span|title|meta|table|ul)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
#: A list of records under one of the names that services give it.
_WRAPPED = re.compile(rb'"(?:articles|items|stories|results|docs)"\s*:\s*\[\s*[{\]]', re.IGNORECASE)
#: Bytes that no text holds (WHATWG MIME sniffing, "binary data byte"), NUL apart.
_CONTROLS = bytes(set(range(0x01, 0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B})


def strip_mark(head: bytes) -> bytes:
    """Take a UTF-8 byte order mark off."""
    return head.removeprefix(b"\xef\xbb\xbf")


def binary_reason(head: bytes) -> str | None:
    """Say why `head` begins no text, or None where it may begin one.

    A NUL byte, or one control character in fifty, is no text (a text has none; random bytes have
    one in ten), unless a byte order mark says that it is UTF-16.
    """
    for magic, what in _BINARY:
        if head.startswith(magic):
            return f"{what}, not a page"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a picture, not a page"
    if head.startswith(_BYTE_ORDER_MARKS[1:]):
        return None
    if b"\x00" in head:
        return "binary data, not a page (it holds NUL bytes; UTF-16 needs a byte order mark to be read)"
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) / 50:
        return "binary data, not a page (it holds control characters)"
    return None


def is_html(head: bytes) -> bool:
    """Tell whether `head` opens as an HTML page does: doctype, <html>, <head> or <body>."""
    return _HTML_START.match(_plain(head)) is not None


def sniff(head: bytes) -> Content:
    """Tell what an input with these first bytes is, whatever its name."""
    body = _plain(head)
    if not body:
        return "none"
    if binary_reason(head):
        return "binary"
    if is_html(head):
        return "html"
    if body[:1] in (b"{", b"["):
        return _json_kind(body)
    # A fragment without <html>: a tag right at the start, or several of them.
    if _HTML_TAG.match(body) or len(_HTML_TAG.findall(body)) >= 3:
        return "html"
    return "text"


def _json_kind(body: bytes) -> Content:
    first, newline, _ = body.partition(b"\n")
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        # A line longer than the head opens an object with a field; a document does so on later lines.
        if not newline and re.match(rb'\{\s*"', first):
            return "json" if _WRAPPED.search(first) else "jsonl"
        return "json" if re.match(rb'[\[{]\s*(?:["\[{\]}]|$)', first) else "text"
    return "jsonl" if isinstance(record, dict) and not _WRAPPED.search(first) else "json"


def _plain(head: bytes) -> bytes:
    """Give `head` without marks and white space at its start, UTF-16 brought to ASCII where it can be."""
    if head.startswith(_BYTE_ORDER_MARKS[1:]):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("ascii", "replace").lstrip()
    return strip_mark(head).lstrip()
