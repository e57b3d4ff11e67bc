"""What a site's robots.txt allows (RFC 9309), matched in time linear in the address.

Own code, since the standard library takes the first rule that fits instead of the longest and knows no
`*` inside a path, and since libraries make regular expressions of what a stranger wrote.
"""

from __future__ import annotations

import re
from urllib.parse import quote

#: The name under which a site can speak to us.
NAME = "onrecord"
#: So much of a file is read (RFC 9309 2.5 asks for 500 KiB at least).
MOST_BYTES = 512_000
_LINE = re.compile(r"\s{0,50}([A-Za-z-]{1,30})\s{0,50}:(.*)")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"))
#: Kept as they stand: what a path may hold, and the two signs that rules have.
_SAFE = "/%?#[]@!$&'()*+,;=:~"


class Robots:
    """The rules for one site.

    Args:
        text: of its robots.txt; "" where it has none, which allows all.

    """

    def __init__(self, text: str) -> None:
        #: Seconds that the site wants between two requests (not in RFC 9309, but widely written).
        self.delay = 0.0
        #: Each with whether it allows, the longest first, of two equals the one that allows.
        self._rules: list[tuple[str, bool]] = []
        groups = _groups(text)
        for field, value in groups.get(NAME, groups.get("*", [])):
            if field == "crawl-delay":
                self.delay = max(self.delay, _seconds(value))
            elif value:
                self._rules.append((_normal(value), field == "allow"))
        self._rules.sort(key=lambda rule: (-len(rule[0]), not rule[1]))

    def allows(self, target: str) -> bool:
        """Tell whether a path with its query may be fetched: the longest rule that fits it decides."""
        path = _normal(target)
        return next((allows for pattern, allows in self._rules if _fits(pattern, path)), True)


def _groups(text: str) -> dict[str, list[tuple[str, str]]]:
    """Give the rules by the name that they are for, in lower case; several groups of one name are one."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    open_names = False
    for line in text.lstrip("\ufeff").splitlines():
        found = _LINE.match(line.partition("#")[0])
        if not found:
            continue
        field, value = found[1].lower(), found[2].strip()
        if field == "user-agent":
            if not open_names:
                names = []
            open_names = True
            # "Name/1.0" speaks to Name.
            name = re.split(r"[/\s]", value, maxsplit=1)[0].lower()
            names.append(name)
            groups.setdefault(name, [])
        elif field in ("allow", "disallow", "crawl-delay"):
            open_names = False
            for name in names:
                groups[name].append((field, value))
    return groups


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value, re.ASCII) else 0.0


def _normal(path: str) -> str:
    """Bring a path to one form: escapes of plain letters undone, others in capitals, the rest escaped."""

    def plain(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return chr(code) if code in _UNRESERVED else found[0].upper()

    return _ESCAPE.sub(plain, quote(path, safe=_SAFE))


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a rule fits the start of a path; `*` is any run of characters, `$` the end."""
    whole = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    if not parts:
        return not whole or place == len(path)
    *middle, last = parts if whole else (*parts, "")
    for part in middle:
        # The leftmost place is as good as any: what follows has the most room behind it.
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return path.endswith(last) and len(path) - len(last) >= place
