"""A value as a cell of a spreadsheet: no text of a hostile page may run as a formula there."""

from __future__ import annotations

#: What a spreadsheet may take for the start of a formula, wide forms of East Asian keyboards included.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> object:
    """Give a value as a cell: None empty, a truth value in JSON's words, and no text a formula.

    Text that could be run gets an apostrophe before it
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA_SIGNS):
        return "'" + value
    return value
