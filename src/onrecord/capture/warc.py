"""Read a web archive (WARC): the pages among its responses, resources, revisits and conversions."""

from __future__ import annotations

import io
import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, cast

from onrecord.capture.build import megabytes, refused
from onrecord.capture.feeds import is_feed
from onrecord.capture.names import is_companion, printable_name
from onrecord.capture.passed import Passed
from onrecord.capture.sniff import is_html
from onrecord.capture.source import Source, read_member
from onrecord.capture.streams import HEAD_BYTES, READ_ERRORS, read_limited
from onrecord.capture.warc_records import RawRecord, raw_records
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

#: An HTTP header may take so much beside a page.
_HTTP_HEADER_BYTES = 1_000_000
#: Types of record that hold pages; the others describe these.
_WITH_PAGES: Final = ("response", "resource", "conversion", "revisit")
_PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "multipart/related")
_FEEDS: Final = (
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "text/xml",
    "application/rdf+xml",
)
_LENGTH_LINE = re.compile(rb"^content-length[ \t]*:[^\r\n]*", re.IGNORECASE | re.MULTILINE)
#: Pages kept for the revisits behind them: so many bytes, and so many digests.
_KEPT_BYTES = 32_000_000
_KEPT_DIGESTS = 100_000


def is_warc(head: bytes) -> bool:
    """Tell whether `head` begins a WARC file."""
    return head.lstrip(b"\r\n").startswith(b"WARC/")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The page of a record."""

    url: str
    content: bytes
    media_type: str | None
    charset: str | None


@dataclass
class _Seen:
    """The pages so far, by payload digest or by address, for revisits; the bodies of the last ones only."""

    pages: OrderedDict[str, tuple[str, _Page | None]] = field(default_factory=OrderedDict)
    with_body: OrderedDict[str, int] = field(default_factory=OrderedDict)
    size: int = 0

    def add(self, digest: str, page: _Page) -> None:
        """Keep a page, and forget the oldest where that is too much."""
        if digest in self.pages:
            return
        self.pages[digest] = (page.url, page)
        self.with_body[digest] = len(page.content)
        self.size += len(page.content)
        while self.size > _KEPT_BYTES:
            oldest, size = self.with_body.popitem(last=False)
            self.size -= size
            if oldest in self.pages:
                self.pages[oldest] = (self.pages[oldest][0], None)
        while len(self.pages) > _KEPT_DIGESTS:
            self.pages.popitem(last=False)


def read_warc(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read every record that holds a page; damage and lies about lengths stay within their record."""
    passed, seen = Passed(), _Seen()
    found = False
    for raw in raw_records(source.stream, settings.max_page_bytes + _HTTP_HEADER_BYTES):
        for item in _read(raw, source, settings, passed, seen):
            found = True
            yield item
    if source.packed and source.packed.damaged:
        count = source.packed.damaged
        places = "1 place" if count == 1 else f"{count} places"
        reason = f"broken gzip in {places}: what stood there is lost, the rest was read; get it again"
        yield Drop(stage="capture", item=source.path, reason=reason, partial=found)
    yield from passed.told(source.path, "record")
    if not found:
        yield refused(source.path, "no page in this WARC file")


def _read(
    raw: RawRecord, source: Source, settings: Settings, passed: Passed, seen: _Seen
) -> Iterator[Capture | Drop]:
    record = _parsed(raw, "all")
    if record is None:
        yield refused(source.path, f"a record that can't be read: {_first_line(raw.header)}")
        return
    kind = str(record.record_type)
    if kind not in _WITH_PAGES:
        return
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or str(record.record_id or "a record")
    shown = f"{source.path}!/{printable_name(url)}"
    if kind == "revisit":
        yield from _read_revisit(record, url, shown, source, settings, seen)
        return
    why_not = _why_no_page(record, url)
    if why_not:
        passed.add(f"{printable_name(url)} ({why_not})")
        return
    if raw.block is None:
        limit = megabytes(settings.max_page_bytes)
        yield refused(shown, f"larger than {limit}, not read: no news page is; or raise max_page_bytes")
        return
    content = _body(raw, record, settings)
    if isinstance(content, str):
        yield refused(shown, content)
        return
    media_type, charset = _type_of(record), record.http_charset
    if not _is_page(media_type, content[:HEAD_BYTES]):
        passed.add(f"{printable_name(url)} ({media_type or 'no media type'})")
        return
    page = _Page(url=url, content=content, media_type=media_type, charset=charset)
    seen.add(record.headers.get("WARC-Payload-Digest") or f"address {url}", page)
    yield from _read_page(page, url, record, source, settings)
    yield from _told(raw, record, shown)


def _parsed(raw: RawRecord, decode: Literal["all", "none"]) -> WarcRecord | None:
    """Let FastWARC parse a record, its length put right."""
    from fastwarc.warc import ArchiveIterator

    block = raw.block or b""
    header = _LENGTH_LINE.sub(b"Content-Length: %d" % len(block), raw.header, count=1)
    if raw.stated is None:
        header = header.rstrip(b"\r\n") + b"\r\nContent-Length: %d\r\n\r\n" % len(block)
    data = io.BytesIO(header + block + b"\r\n\r\n")
    try:
        return next(ArchiveIterator(data, auto_decode=decode, stream_detect=False, quirks_mode=True), None)
    except (*READ_ERRORS, ValueError):
        return None


def _body(raw: RawRecord, record: WarcRecord, settings: Settings) -> bytes | str:
    """Read the page of a record; the reason where it can't be.

    Many tools keep a page unpacked under the HTTP headers that it came packed with: where unpacking
    fails, the bytes are taken as they stand.
    """
    limit = megabytes(settings.max_page_bytes)
    too_large = f"larger than {limit}, not read: no news page is; or raise max_page_bytes"
    try:
        content = read_limited(cast("BinaryIO", record.reader), settings.max_page_bytes)
    except READ_ERRORS as error:
        plain = _parsed(raw, "none")
        content = plain.reader.read() if plain else b""
        if not (is_html(content[:HEAD_BYTES]) or content[:1] == b"<"):
            return f"its body is damaged ({' '.join(str(error).split())[:100]}): capture the page again"
    return too_large if content is None or len(content) > settings.max_page_bytes else content


def _why_no_page(record: WarcRecord, url: str) -> str | None:
    """Say in a word or two why a record holds no page, as its headers tell; None where it may hold one."""
    if url.lower().startswith(("dns:", "whois:", "metadata:")):
        return "no web address"
    headers = record.http_headers
    if headers is not None and headers.status_code not in (None, 200, 203):
        return f"status {headers.status_code}"
    media_type = _type_of(record)
    if media_type not in (None, "", "application/octet-stream", *_PAGES, *_FEEDS):
        return media_type
    if media_type == "text/plain" and is_companion(url.rpartition("/")[2]):
        return "no page"
    return None


def _type_of(record: WarcRecord) -> str | None:
    if record.http_headers is not None:
        return (record.http_content_type or "").lower() or None
    stated = record.headers.get("Content-Type") or ""
    return stated.partition(";")[0].strip().lower() or None


def _is_page(media_type: str | None, head: bytes) -> bool:
    """Tell whether content of this type is to be read: XML only as a feed, what has no type only as HTML."""
    if media_type in _PAGES:
        return True
    if media_type in _FEEDS:
        return is_feed(head) or is_html(head)
    return is_html(head)


def _read_page(
    page: _Page, url: str, record: WarcRecord, source: Source, settings: Settings
) -> Iterator[Capture | Drop]:
    date = record.record_date
    yield from read_member(
        source,
        settings,
        printable_name(url),
        io.BytesIO(page.content),
        size=len(page.content),
        url=url if url.lower().startswith(("http://", "https://")) else None,
        media_type=page.media_type,
        charset=page.charset,
        captured=date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else None,
    )


def _read_revisit(
    record: WarcRecord, url: str, shown: str, source: Source, settings: Settings, seen: _Seen
) -> Iterator[Capture | Drop]:
    """Read a record whose page stands in another one: under another address it is a copy, else known."""
    # Without a digest it says by its address which page did not change.
    referred = record.headers.get("WARC-Refers-To-Target-URI") or url
    digest = record.headers.get("WARC-Payload-Digest") or f"address {referred.strip('<> ')}"
    first, page = seen.pages.get(digest, (None, None))
    if first == url:
        return
    if page is not None:
        yield from _read_page(page, url, record, source, settings)
        return
    refers = record.headers.get("WARC-Refers-To-Target-URI") or first or url
    date = record.headers.get("WARC-Refers-To-Date")
    when = f" on {date[:10]}" if date else ""
    yield refused(shown, f"a revisit: its page was captured{when} as {refers}; add the archive that holds it")


def _told(raw: RawRecord, record: WarcRecord, shown: str) -> Iterator[Drop]:
    """Tell what a record that was read lacks."""
    cut = record.headers.get("WARC-Truncated")
    if cut:
        reason = f"was cut when it was captured ({printable_name(cut[:40])}): capture it again"
        yield Drop(stage="capture", item=shown, reason=reason, partial=True)
    elif raw.stated != raw.length:
        stated = "no length" if raw.stated is None else f"{raw.stated} bytes"
        reason = f"states {stated} and has {raw.length}: read up to the next record, its end may be missing"
        yield Drop(stage="capture", item=shown, reason=reason, partial=True)


def _first_line(header: bytes) -> str:
    return printable_name(header[:200].decode("utf-8", "replace"))
