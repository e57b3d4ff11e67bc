"""Find the outlet of a page in its own matter: the masthead, the copyright line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.plain_features import Traits
from onrecord.extract.plain_units import Unit
from onrecord.extract.plain_words import word_list
from onrecord.model import BlockKind

#: The masthead is among the first lines.
MASTHEAD_LINES = 4
#: Words that newspapers and broadcasters have in their names.
OUTLET_WORDS = word_list("outlets")
_MENU_WORDS = word_list("menus")
_CUT = re.compile(r"\s*(?:\s{3,}|\s::\s|\t|\s[|·•/»›]\s|\s[—–]\s|\|)\s*")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:by )?"
    r"(?P<name>(?:The )?[A-Z\u00C0-\u00DE][\w&.’'-]*(?: (?:of|the|and|&|[A-Z\u00C0-\u00DE][\w&.’'-]*)){0,6})",
)
#: "A message from the editors of …:" names the outlet as its copyright line does.
_MESSAGE = re.compile(
    r"a (?:message|note|letter|word) from (?:the (?:team|editors?|staff|newsroom) (?:of|at) )?"
    r"(?P<name>(?-i:(?:The )?[A-Z]\w+(?: (?:of|the|and|[A-Z][\w’'-]*)){1,5}))\W*$",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"[.,]? (?:Ltd|LLC|Inc|Limited|Group|GmbH|Corp|Corporation|Company|Co|PLC|All|Published|plc|L)\b.*$"
)


def find_publisher(
    units: Sequence[Unit], traits: Sequence[Traits], kinds: Sequence[BlockKind], headline: int | None
) -> str | None:
    """Give the page's outlet where its masthead or copyright line is clear, else None."""
    copyright_name = _from_notices(units, kinds)
    stop = min(MASTHEAD_LINES, headline if headline is not None else 0)
    body = " ".join(u.text[:400] for u, k in zip(units[stop:], kinds[stop:], strict=True) if k != "related")
    lines = [
        i
        for i in range(stop)
        if traits[i].words <= 16 and not traits[i].is_prose and not (traits[i].rule and i)
    ]
    for place, i in enumerate(lines):
        for name in _parts(units[i].text):
            if _is_outlet(name, body, copyright_name, place, len(_CUT.split(units[i].text)) > 2):
                return _cased(name, body)
    return copyright_name


def _parts(line: str) -> list[str]:
    """Give the pieces of a masthead line that can be its name, a written-out name before its initials."""
    pieces = [re.sub(r"^[^\w]+|\s*\([A-Z]{2,6}\)$|[^\w.)]+$", "", p) for p in _CUT.split(line)]
    pieces = [p for p in pieces if p][:2]
    if len(pieces) == 2 and len(pieces[0]) <= 6 and pieces[0].isupper():
        initials = "".join(w[0] for w in pieces[1].split()).upper()
        if initials.startswith(pieces[0][:2]):
            return [pieces[1], pieces[0]]
    return pieces[:1]


def _is_outlet(name: str, body: str, copyright_name: str | None, line: int, menu: bool) -> bool:
    tokens = [t.strip(".,'’").lower() for t in name.split()]
    if not 1 <= len(tokens) <= 6 or not name[0].isalpha() or re.search(r"\d", name):
        return False
    if all(t in _MENU_WORDS or t in ("and", "&") for t in tokens):
        return False
    if copyright_name and _letters(name) == _letters(copyright_name):
        return True
    if any(
        not t[0].isupper()
        for t in name.split()
        if t.lower() not in ("of", "the", "and", "&", "de", "la", "el")
    ):
        return False
    named_like_one = bool(OUTLET_WORDS & set(tokens)) and len(tokens) >= 2
    joined = len(tokens) == 1 and bool(re.search(r"[a-z][A-Z]|\.(?:com|org|net|[a-z]{2})$", name))
    repeated = len(tokens) >= 2 and _letters(name) in _letters(body)
    called_so = (
        len(tokens) >= 2 and re.search(rf"\bthe {re.escape(tokens[-1])}\b", body, re.IGNORECASE) is not None
    )
    return named_like_one or (line == 0 and (joined or called_so or (repeated and menu)))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower().removeprefix("the")


def _cased(name: str, body: str) -> str:
    """Give a name in capitals as the page writes it elsewhere, else with capital initials."""
    if not any(len(t) > 3 and t.isupper() for t in name.split()):
        return name
    elsewhere = [m for m in re.findall(re.escape(name), body, re.IGNORECASE) if not m.isupper()]
    if elsewhere:
        return str(elsewhere[0])
    return " ".join(
        t.capitalize() if t.isupper() and (len(t) > 3 or t in ("THE", "OF", "AND")) else t
        for t in name.split()
    )


def _from_notices(units: Sequence[Unit], kinds: Sequence[BlockKind]) -> str | None:
    for unit, kind in zip(reversed(units), reversed(kinds), strict=True):
        if kind == "boilerplate" and (
            found := _COPYRIGHT.search(unit.text[:300]) or _MESSAGE.match(unit.text[:120])
        ):
            name = _LEGAL.sub("", re.sub(r"\s\d{4}.*$", "", found["name"])).strip(" .")
            if name and len(name) > 2:
                return name
    return None
