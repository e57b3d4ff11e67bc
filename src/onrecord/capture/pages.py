"""Read one page from a file or from standard input: HTML or plain text."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.capture.build import make_capture, megabytes, refused
from onrecord.capture.sniff import is_html
from onrecord.capture.source import Source
from onrecord.capture.streams import read_limited
from onrecord.model import Capture, Drop
from onrecord.settings import Settings


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
    return make_capture(content, media_type=media_type, path=source.path, captured=source.captured)
