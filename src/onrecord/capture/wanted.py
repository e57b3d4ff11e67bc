"""Which files of a folder or an archive are pages: by their names, else by their first bytes."""

from __future__ import annotations

import re
import zlib

from onrecord.capture.fields import is_known
from onrecord.capture.names import is_companion, suffix_of
from onrecord.capture.registry import by_content, by_suffix
from onrecord.capture.sniff import sniff
from onrecord.capture.unpack import is_packed

_PAGE_FIELD = re.compile(
    rb'"(?:text|html|content_html|content_text|story_text|stories_id)"\s*:|"quotes"\s*:\s*\[\s*\{\s*"pre"'
)
#: Documents of services; any other JSON document is read only when it is named itself.
_EXPORT = re.compile(rb'"totalResults"\s*:|jsonfeed\.org\\?/version|"stories_id"\s*:|"media_url"\s*:')


def is_page(name: str, head: bytes) -> bool:
    """Decide whether a file is to be read that nobody named itself.

    A plain text without a suffix is taken, since page savers leave them; one with an unknown suffix is
    not (notes, code, annotation files), nor a JSON file whose first line holds no page, nor a table
    whose first row names no text.

    Args:
        name: of the file, folders before it allowed.
        head: its first bytes as they are, compressed or not.

    """
    name = name.rpartition("/")[2]
    suffix = suffix_of(name)
    if is_companion(name):
        return False
    if is_packed(head):
        head = _inflated(head)
        if not head:
            return by_suffix(suffix) is not None or suffix == ".tar"
    if by_content(head) is not None:
        return True
    if suffix in (".csv", ".tsv"):
        first = head.partition(b"\n")[0].decode("utf-8", "replace").lstrip("\ufeff").strip()
        return any(is_known((c.strip('"') for c in first.split(d)), {}) for d in ",;\t|")
    content = sniff(head)
    if content == "jsonl" and suffix != ".txt":
        first_line, newline, _ = head.lstrip().partition(b"\n")
        return (
            (not newline and suffix != ".json")
            or _PAGE_FIELD.search(first_line) is not None
            or _EXPORT.search(first_line) is not None
        )
    if suffix == ".json" or (content == "json" and by_suffix(suffix) is None):
        return content == "json" and _EXPORT.search(head) is not None
    if by_suffix(suffix) is not None:
        return True
    return content == "html" or (content == "text" and not suffix)


def _inflated(head: bytes) -> bytes:
    """Give the first bytes of what is packed in gzip; none for other compressions."""
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 8192)
    except zlib.error:
        return b""
