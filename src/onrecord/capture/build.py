"""Make a Capture of bytes and what is known of them."""

from __future__ import annotations

from onrecord.model import Capture, Declared, Drop, capture_id, sha256

#: Shared by every page whose input says nothing of it.
NOTHING_DECLARED = Declared()


def make_capture(
    content: bytes,
    *,
    media_type: str,
    path: str,
    url: str | None = None,
    key: str | None = None,
    charset: str | None = None,
    declared: Declared = NOTHING_DECLARED,
    captured: str | None = None,
) -> Capture:
    """Build the capture of `content`; its id hashes the bytes, the address and what is declared."""
    digest = sha256(content)
    return Capture(
        id=capture_id(digest, path, url, key, declared.values),
        content=content,
        sha256=digest,
        media_type=media_type,
        path=path,
        url=url,
        key=key,
        charset=charset,
        declared=declared,
        captured=captured,
    )


def refused(item: str, reason: str) -> Drop:
    """Say that `item` gave no capture, and why."""
    return Drop(stage="capture", item=item, reason=reason)


def megabytes(size: int) -> str:
    """Print a size in bytes for a person: `20 MB`, or `900 bytes` below a megabyte."""
    return f"{size / 1_000_000:g} MB" if size >= 1_000_000 else f"{size} bytes"
