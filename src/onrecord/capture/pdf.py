"""Read a PDF document, as press offices send them: its text, page after page."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

from onrecord.capture.build import make_capture, megabytes, refused
from onrecord.capture.source import Source
from onrecord.capture.streams import read_limited
from onrecord.model import Capture, Drop
from onrecord.settings import Settings


def is_pdf(head: bytes) -> bool:
    """Tell whether `head` begins a PDF document; some bytes before it are allowed, as readers do."""
    return b"%PDF-" in head[:1024] and (head.startswith(b"%PDF-") or not head.lstrip()[:1].isalnum())


def read_pdf(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read the text of a document into a plain-text page.

    It is read in a process of its own, whose time and memory are limited: a small PDF can unpack to any
    size and draw for ever.
    """
    data = read_limited(source.stream, settings.max_page_bytes)
    if data is None:
        limit = megabytes(settings.max_page_bytes)
        yield refused(source.path, f"larger than {limit}, not read: split it, or raise max_page_bytes")
        return
    limits = (settings.max_pdf_pages, settings.max_pdf_seconds, settings.max_pdf_memory_bytes)
    command = [sys.executable, "-m", "onrecord.capture.pdf_text", *map(str, limits)]
    try:
        # Twice the processor time: the machine may be busy.
        done = subprocess.run(
            command, input=data, capture_output=True, check=False, timeout=2 * settings.max_pdf_seconds + 10
        )
    except subprocess.TimeoutExpired:
        yield refused(source.path, _too_costly(settings))
        return
    answer = _answer(done.stdout)
    if answer is None:
        yield refused(source.path, _too_costly(settings))
        return
    if "reason" in answer:
        yield refused(source.path, str(answer["reason"]))
        return
    pages = int(answer["pages"])
    yield make_capture(
        str(answer["text"]).encode("utf-8"),
        media_type="text/plain",
        path=source.path,
        url=source.url,
        charset="utf-8",
        captured=source.captured,
    )
    if pages > settings.max_pdf_pages:
        reason = f"{pages} pages, of which {settings.max_pdf_pages} were read: raise max_pdf_pages"
        yield Drop(stage="capture", item=source.path, reason=reason, partial=True)


def _answer(output: bytes) -> dict[str, str | int] | None:
    """Read what the process found; None where it was ended before it could say."""
    try:
        answer = json.loads(output)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _too_costly(settings: Settings) -> str:
    return (
        f"a PDF that takes more than {settings.max_pdf_seconds} seconds or "
        f"{megabytes(settings.max_pdf_memory_bytes)} to read: give its text, or raise max_pdf_seconds or "
        "max_pdf_memory_bytes"
    )
