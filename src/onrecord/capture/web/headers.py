"""Read the headers of an answer that are about when to come again, and what the body is."""

from __future__ import annotations

import re
from email.message import Message
from email.utils import parsedate_to_datetime

import httpx

#: Nothing asked for is taken for longer than this, in seconds: a day.
LONGEST = 86_400.0
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s?=\s?\"?(\d{1,9})", re.IGNORECASE | re.ASCII)
_SECONDS = re.compile(r"\d{1,9}", re.ASCII)


def retry_after(headers: httpx.Headers, now: float) -> float | None:
    """Give how many seconds a server wants to be left alone (RFC 9110 10.2.3); None where it says none.

    Args:
        headers: of its answer.
        now: the time, in seconds since 1970.

    """
    value = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(value):
        return min(float(value), LONGEST)
    try:
        moment = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(0.0, moment - now), LONGEST)


def fresh_for(headers: httpx.Headers) -> float:
    """Give how many seconds the server calls its answer fresh (Cache-Control: max-age)."""
    found = _MAX_AGE.search(headers.get("Cache-Control", ""))
    return min(float(found[1]), LONGEST) if found else 0.0


def media_type(headers: httpx.Headers) -> tuple[str | None, str | None]:
    """Give the media type and the charset of an answer, each None where it states none."""
    message = Message()
    message["Content-Type"] = headers.get("Content-Type", "")[:500]
    if "/" not in headers.get("Content-Type", ""):
        return None, None
    charset = message.get_param("charset")
    return message.get_content_type(), charset.strip() or None if isinstance(charset, str) else None
