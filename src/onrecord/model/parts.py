"""Read off an address which page it is of an article that is printed on several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

#: No article has more pages; larger numbers are years and ids.
MOST: Final = 99
_NAMES: Final = frozenset(("page", "pg", "pageno", "pagenum", "pagenumber", "paged", "seite", "pagina", "p"))
#: At the end of a path, or before its suffix: "/page/2", "-page-2.html", "_p2.html", "/seite-2/".
_NAMED: Final = re.compile(
    r"[/_,.;-](?:page|pg|seite|pagina|página|p)[-_/=]?(\d{1,2})(?=/?$|\.[a-z]{3,5}$)", re.IGNORECASE
)
#: There as well, a number that nothing names: "/story/2/", "-2.html".
_BARE: Final = re.compile(r"[/_,-](\d{1,2})(?=/?$|\.[a-z]{3,5}$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAddress:
    """An address, cut into the article's and the number of the page."""

    #: The address without what counts the pages.
    whole: str
    #: From 1 on; 1 where nothing counts.
    page: int
    #: Whether a word beside the number says that it counts pages.
    named: bool


def part_address(address: str) -> PartAddress:
    """Cut an address, of the web or of a file, into the article's and the number of the page.

    >>> part_address("https://lamp.example/pier?page=2")
    PartAddress(whole='https://lamp.example/pier', page=2, named=True)
    """
    rest = address.partition("#")[0]
    path, _, query = rest.partition("?")
    told = parse_qsl(query, keep_blank_values=True)
    for at, (name, value) in enumerate(told):
        # "/?p=12" is the twelfth post of a site and no page.
        is_post = name == "p" and path.rstrip("/").count("/") < 3 and "://" in path
        if name.lower() in _NAMES and value.isdecimal() and 1 <= int(value[:3]) <= MOST and not is_post:
            left = urlencode([*told[:at], *told[at + 1 :]])
            whole = f"{path.rstrip('/')}?{left}" if left else path.rstrip("/")
            return PartAddress(whole=whole, page=int(value), named=True)
    for pattern in (_NAMED, _BARE):
        found = pattern.search(path)
        if found and int(found[1]) >= 1:
            whole = f"{path[: found.start()]}{path[found.end() :]}".rstrip("/")
            return PartAddress(
                whole=f"{whole}?{query}" if query else whole, page=int(found[1]), named=pattern is _NAMED
            )
    whole = path.rstrip("/")
    return PartAddress(whole=f"{whole}?{query}" if query else whole, page=1, named=False)
