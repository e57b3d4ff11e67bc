"""A value as a cell of a spreadsheet: no text of a hostile page may run as a formula there."""

from __future__ import annotations

import re

#: What may stand before a formula's sign and be dropped: spaces, control characters, marks that show nothing.
_DROPPED = r"\x00-\x20\xa0\u2000-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
#: The start of what a spreadsheet may take for a formula: its signs, wide forms of East Asian keyboards
#: included, or a tab or line end; apostrophes and what is dropped before it count for nothing.
_FORMULA = re.compile(rf"[{_DROPPED}']*[=+\-@＝＋－＠]|[\0 ']*[\t\r\n]")


def cell(value: object) -> object:
    """Give a value as a cell: None empty, a truth value in JSON's words, and no text a formula.

    Text that could be run gets an apostrophe before it
    (https://owasp.org/www-community/attacks/CSV_Injection). So does text that looks as if it had got one
    already: an apostrophe before what could be run is always ours, and who takes it off has the words again.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value
