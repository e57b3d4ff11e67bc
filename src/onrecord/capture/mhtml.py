"""Read a web archive of one page (.mhtml): the page itself; its pictures and styles are left alone."""

from __future__ import annotations

import email
import email.message
import email.policy
import re
from collections.abc import Iterator

from onrecord.capture.build import make_capture, megabytes, refused
from onrecord.capture.source import Source
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

#: Quoted-printable makes three bytes of one.
_INFLATION = 3
#: More parts that hold parts than this are no saved page: reading takes their number times the lines.
_MOST_NESTED = 50
_MAIL_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2}")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def is_mhtml(head: bytes) -> bool:
    """Tell whether `head` begins a MIME message whose parts belong together (RFC 2557)."""
    return _MAIL_HEADER.match(head.lstrip(b"\r\n")) is not None and _RELATED.search(head) is not None


def read_mhtml(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read the root part, the first HTML part where none is named the root.

    Browsers write it first, so that no more than three times `max_page_bytes` are read.
    """
    data = source.stream.read(_INFLATION * settings.max_page_bytes)
    if len(_BOUNDARY.findall(data)) > _MOST_NESTED:
        yield refused(
            source.path, f"more than {_MOST_NESTED} parts that hold parts: no page that a browser saved"
        )
        return
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        page = _root(message)
        content = page.get_payload(decode=True) if page else None
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        yield refused(source.path, f"a broken MHTML archive ({error}): save the page again")
        return
    if page is None or not isinstance(content, bytes) or not content.strip():
        yield refused(source.path, "an MHTML archive without a page in it: save the page again")
        return
    if len(content) > settings.max_page_bytes:
        limit = megabytes(settings.max_page_bytes)
        yield refused(source.path, f"larger than {limit}, not read: no news page is; or raise max_page_bytes")
        return
    stated = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    yield make_capture(
        content,
        media_type="text/html",
        path=source.path,
        url=stated if _WEB.fullmatch(stated) else source.url,
        charset=page.get_content_charset(),
        captured=source.captured,
    )


def _root(message: email.message.Message) -> email.message.Message | None:
    """Find the part that is the page."""
    pages = [
        part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    start = message.get_param("start")
    named = [part for part in pages if start and str(part.get("Content-ID", "")).strip() == start]
    return next(iter(named or pages), None)
