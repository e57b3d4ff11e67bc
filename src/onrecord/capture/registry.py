"""Which reader reads which kind of file: to add a kind, write its reader and name its suffixes here."""

from __future__ import annotations

import re
from typing import Final

from onrecord.capture.jsonl import read_json_lines
from onrecord.capture.pages import read_html, read_text
from onrecord.capture.source import Reader

#: By suffix, in lower case; each may be followed by `.gz`.
READERS: Final[dict[str, Reader]] = {
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".txt": read_text,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}

#: Suffixes of kinds that hold pages but have no reader yet.
NOT_YET: Final[dict[str, str]] = {
    ".warc": "a WARC archive",
    ".zip": "a zip archive",
    ".rss": "a feed",
    ".atom": "a feed",
    ".csv": "a CSV file",
    ".mhtml": "an MHTML archive",
    ".mht": "an MHTML archive",
}

#: Text files that lie beside pages and are none, by the name before the suffix.
_COMPANIONS = frozenset(
    ("readme", "license", "licence", "copying", "notice", "authors", "changelog", "makefile", "dockerfile",
     "robots", "requirements")
)  # fmt: skip

#: A suffix is short and begins with a letter: "No. 10 replies" and "item.2024-01-05" have none.
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,7}$")


def suffix_of(name: str) -> str:
    """Give the suffix of a file's name in lower case, with `.gz` taken off first; "" where it has none."""
    name = name.lower().removesuffix(".gz")
    found = _SUFFIX.search(name)
    return found.group() if found and found.start() > 0 else ""


def is_companion(name: str) -> bool:
    """Tell whether a file of this name is a read-me, a licence or the like rather than a page."""
    return name.lower().partition(".")[0] in _COMPANIONS
