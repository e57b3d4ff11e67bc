"""Which reader reads which kind of file: to add a kind, write its reader and name it here.

What the first bytes tell for certain goes before what the name says; the name, before what the content
looks like.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from onrecord.capture.feeds import is_feed, read_feed
from onrecord.capture.gdelt import is_knowledge_graph, read_knowledge_graph
from onrecord.capture.json_document import read_json_document
from onrecord.capture.jsonl import read_json_lines
from onrecord.capture.mhtml import is_mhtml, read_mhtml
from onrecord.capture.pages import read_html, read_text
from onrecord.capture.parquet import is_parquet, read_parquet
from onrecord.capture.pdf import is_pdf, read_pdf
from onrecord.capture.sniff import Content
from onrecord.capture.source import Reader
from onrecord.capture.tables import read_table
from onrecord.capture.tars import is_tar, read_tar
from onrecord.capture.warc import is_warc, read_warc
from onrecord.capture.zips import is_zip, read_zip


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of input."""

    name: str
    read: Reader
    #: In lower case; each may be followed by `.gz`, `.bz2`, `.xz` or `.zst`.
    suffixes: tuple[str, ...] = ()
    #: Tells by the first bytes that it is this kind and no other; None where they can't tell.
    is_certain: Callable[[bytes], bool] | None = None


KINDS: Final[tuple[Kind, ...]] = (
    Kind(name="zip archive", read=read_zip, suffixes=(".zip",), is_certain=is_zip),
    Kind(name="WARC archive", read=read_warc, suffixes=(".warc",), is_certain=is_warc),
    Kind(
        name="tar archive",
        read=read_tar,
        suffixes=(".tar", ".tgz", ".tbz", ".tbz2", ".txz"),
        is_certain=is_tar,
    ),
    Kind(name="Parquet table", read=read_parquet, suffixes=(".parquet",), is_certain=is_parquet),
    Kind(name="PDF document", read=read_pdf, suffixes=(".pdf",), is_certain=is_pdf),
    Kind(name="feed", read=read_feed, suffixes=(".rss", ".atom", ".rdf"), is_certain=is_feed),
    Kind(name="MHTML archive", read=read_mhtml, suffixes=(".mhtml", ".mht"), is_certain=is_mhtml),
    Kind(name="GDELT table", read=read_knowledge_graph, is_certain=is_knowledge_graph),
    Kind(name="table", read=read_table, suffixes=(".csv", ".tsv", ".tab")),
    Kind(name="JSON lines", read=read_json_lines, suffixes=(".jsonl", ".ndjson")),
    Kind(name="JSON document", read=read_json_document),
    Kind(name="HTML page", read=read_html, suffixes=(".html", ".htm", ".xhtml", ".shtml")),
    Kind(name="plain text", read=read_text, suffixes=(".txt",)),
)
_BY_SUFFIX: Final = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
_BY_NAME: Final = {kind.name: kind for kind in KINDS}
#: What content is read as that no name and no certain sign tells.
_BY_LOOKS: Final[dict[Content, Kind]] = {
    "html": _BY_NAME["HTML page"],
    "text": _BY_NAME["plain text"],
    "jsonl": _BY_NAME["JSON lines"],
    "json": _BY_NAME["JSON document"],
}
_BY_MEDIA_TYPE: Final = {
    "text/html": _BY_NAME["HTML page"],
    "application/xhtml+xml": _BY_NAME["HTML page"],
    "text/plain": _BY_NAME["plain text"],
}


def by_content(head: bytes) -> Kind | None:
    """Give the kind that the first bytes tell for certain, or None."""
    return next((kind for kind in KINDS if kind.is_certain and kind.is_certain(head)), None)


def by_suffix(suffix: str) -> Kind | None:
    """Give the kind that a suffix, in lower case, says; or None."""
    return _BY_SUFFIX.get(suffix)


def by_media_type(media_type: str | None) -> Kind | None:
    """Give the kind of page that a media type says; None where it says none, or has to be looked at."""
    return _BY_MEDIA_TYPE.get(media_type or "")


def by_looks(content: Content) -> Kind | None:
    """Give the kind that content of these looks is read as, or None."""
    return _BY_LOOKS.get(content)
