"""Bound the day of a page that prints none by the time it was captured."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from onrecord.model import Article, Capture, Date, Evidence

#: Somewhere on earth it is the next day already: the publisher's own day may be that far ahead of UTC.
_AHEAD_OF_UTC = dt.timedelta(hours=14)


def bounded_by_capture(article: Article, capture: Capture) -> Article:
    """Give the article with the last day it can be of, where it has no day and the capture has a time."""
    if article.published is not None or capture.captured is None:
        return article
    try:
        captured = dt.datetime.fromisoformat(capture.captured)
        latest = (captured + _AHEAD_OF_UTC).date().isoformat()
    except (ValueError, OverflowError):
        return article
    evidence = (Evidence(text=capture.captured, where="capture", name="captured"),)
    bound = Date(value=None, precision=None, method=None, latest=latest, evidence=evidence)
    return replace(article, published=bound)
