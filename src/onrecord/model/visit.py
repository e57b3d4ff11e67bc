"""What is remembered of a web address between two fetches, so that it is asked politely."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last time a page or a feed was fetched; no part of the record itself."""

    #: As it was asked for, without a fragment.
    url: str
    #: Where that led; `etag` and `modified` belong to this address and are sent to no other.
    address: str
    #: What the server called this version of the page; None where it did not, or it was not wholly read.
    etag: str | None = None
    #: Its Last-Modified, as it was sent.
    modified: str | None = None
    #: When it was fetched, ISO 8601 in UTC.
    visited: str
    #: Not to be polled before this moment, ISO 8601 in UTC; None where nothing says so.
    not_before: str | None = None
    #: How often in a row nothing was got.
    failures: int = 0
