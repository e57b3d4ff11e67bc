"""Leave the pages' words out of the record: what may be passed on where the pages may not.

Ids, offsets, hashes, names, days and kinds stay, so that whoever has the pages can put the words back.
"""

from __future__ import annotations

from typing import Any

from onrecord.export.lines import Line

#: Words of a page, wherever they stand.
_WORDS = frozenset(("text", "before_text", "after_text", "notice", "description"))
#: Lists whose objects hold words under "before" and "after"; elsewhere these are ids.
_WORDINGS = frozenset(("variants", "changes", "text"))


def without_text(table: str, line: Line) -> Line:
    """Give a line of a table with the words of pages as null; shared wordings of copies as an empty list.

    The names of those who speak or are spoken of stay, also as printed, and the headlines.
    """
    bare: Line = _bare(line, None)
    if table == "copies":
        bare["evidence"] = []
    return bare


def _bare(value: Any, within: str | None) -> Any:
    if isinstance(value, list):
        return [_bare(it, within) for it in value]
    if not isinstance(value, dict):
        return value
    hidden = _WORDS | {"before", "after"} if within in _WORDINGS else _WORDS
    return {
        name: None if name in hidden and (it is None or isinstance(it, str)) else _bare(it, name)
        for name, it in value.items()
    }
