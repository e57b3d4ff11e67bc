"""Read one page from a file, an archive or standard input: HTML or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.capture.build import make_capture, megabytes, refused
from onrecord.capture.sniff import is_html
from onrecord.capture.source import Source
from onrecord.capture.streams import read_limited
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

#: What browsers write into a page that they save: its address, with the length of that.
_SAVED_FROM = re.compile(rb"<!-- saved from url=\((\d{4})\)(https?://[^\s<>\"]{1,4000}) ?-->")


def read_html(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read an HTML page whole, if it is within `settings.max_page_bytes`."""
    yield _read_page(source, "text/html", settings)


def read_text(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read a plain-text page; one that opens as an HTML page does is HTML, whatever its name."""
    yield _read_page(source, "text/html" if is_html(source.head) else "text/plain", settings)


def _read_page(source: Source, media_type: str, settings: Settings) -> Capture | Drop:
    limit = settings.max_page_bytes
    too_large = source.size is not None and source.size > limit
    content = None if too_large else read_limited(source.stream, limit)
    if content is None:
        return refused(
            source.path,
            f"larger than {megabytes(limit)}, not read: no news page is; split it, or raise max_page_bytes",
        )
    if not content.strip():
        return refused(source.path, "empty: nothing but white space")
    return make_capture(
        content,
        media_type=media_type,
        path=source.path,
        url=source.url or (saved_from(source.head) if media_type == "text/html" else None),
        charset=source.charset,
        captured=source.captured,
    )


def saved_from(head: bytes) -> str | None:
    """Give the address that a browser noted in a page when it saved it; None where it did not."""
    found = _SAVED_FROM.search(head)
    if found is None or int(found[1]) != len(found[2]):
        return None
    return found[2].decode("ascii", "replace")
