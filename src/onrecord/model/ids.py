"""Content ids: the same content gives the same id, whenever and in whatever order it comes."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Sequence

from onrecord.model.provenance import Activity
from onrecord.model.record import Judgement
from onrecord.model.text import Span

#: A value that canonical JSON can carry.
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"] | tuple["Json", ...]

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_id(prefix: str, *parts: Json) -> str:
    """Hash `parts` as canonical JSON to `prefix-` and 20 hexadecimal digits (80 bits).

    Canonical JSON (RFC 8785 in what is used here: sorted keys, no spaces, UTF-8) keeps the parts
    apart, so that ("a", "bc") and ("ab", "c") differ. Scores, dates and embeddings never go in.
    """
    canonical = _CANONICAL.encode(parts)
    digest = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:20]}"


def sha256(data: bytes) -> str:
    """Give the SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def capture_id(
    digest: str,
    path: str,
    url: str | None = None,
    key: str | None = None,
    declared: Sequence[str | None] = (),
) -> str:
    """Name a capture by the SHA-256 of its bytes, its address and what its input says of it.

    The address is the URL, else the key, else the path without detours ("./a/../b.txt" is "b.txt").
    `declared` are title, publisher, author and day as the input gives them: two records with the same
    words by two publishers are two captures.
    """
    address = url or key or posixpath.normpath(path)
    said: list[Json] = list(declared) if any(declared) else []
    return content_id("cap", digest, address, *said)


def article_id(capture: str, item: int) -> str:
    """Name an article by its capture and its place in it: 0 for the page, 1 … n for a listing's items."""
    return content_id("art", capture, item)


def statement_id(article: str, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> str:
    """Name a statement by its article and the offsets of its source, cue and content."""
    roles: list[Json] = [[[span.start, span.end] for span in role] for role in (source, cue, content)]
    return content_id("st", article, roles)


def event_id(article: str, start: int, end: int) -> str:
    """Name an event by its article and the offsets of the words that tell it."""
    return content_id("ev", article, start, end)


def activity_id(run: Activity) -> str:
    """Name a run by what ran, when, in which version, with which settings and model."""
    return content_id("act", run.name, run.started, run.version, run.settings, run.model)


def judgement_id(it: Judgement) -> str:
    """Name a decision by what was decided about what, by whom and when; not by whether it still stands."""
    return content_id("jdg", it.decision, it.stage, it.a, it.b, it.field, it.value, it.who, it.when)
