"""Name the authors of a page: from its metadata, else from the byline by its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from onrecord.extract.html_zones import name_words
from onrecord.extract.metadata import Metadata, host_of, name_of
from onrecord.extract.visible import Line, fold

#: A name is no longer than this, in characters; a byline no longer than that.
LONGEST_NAME, LONGEST_BYLINE = 90, 240
#: So many lines above and below the headline are looked at for a byline.
NEAR = 14

_META = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
         "byl", "og:author", "articleauthor", "citation_author", "article.author", "creator")  # fmt: skip
_NO_NAME = re.compile(r"https?:|www\.|[@<>{}=]|^\W*$|^[\W\d]+$")
_MAIL = re.compile(r"\S+@\S+")
#: "By" in the languages of the pages we measure on and their neighbours; a colon may follow it.
_BY = re.compile(
    r"\W{0,3}(?:by|von|par|por|door|av|af|di|od|oleh|bởi|ni|autor(?:a|es|in|en)?|auteurs?|author|authors|reporter|"
    r"text|texte|texto|testo|tekst|story|words|written by|reported by|"
    r"аўтар|автор|текст|作者|责编|責編|记者|記者|文)"
    r"(?:\s*[:：]\s*|\s+(?=[^\W\d_]))",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|und|et|og|och|en|ja|ve|dan|na|y|e|i|и|і|و)\s+", re.IGNORECASE)
_BARS = re.compile(r"\s*[;/|•·、，]\s*|\s*&\s*|\s{2,}|\s[–—-]\s")
#: What follows a name in a byline and is none of it: a place, an employer, a date, a time.
_AFTER = re.compile(
    r"\s*(?:\(|\[|\d|(?<=\w)\s+(?:in|at|for|from|is|aus|à|en|for the)\s+(?=[A-ZÄÖÜÉ])|"
    r"\b(?:published|updated|posted|last updated|aktualisiert|stand|publié|publicado)\b)",
    re.IGNORECASE,
)
#: Beginnings of the words in class and id that mark an author's name.
_MARKS = ("author", "byline", "autor", "auteur", "writer", "verfasser", "redakteur", "journalist")
_ROLE_WORDS = (
    "reporter correspondent editor writer columnist producer journalist contributor staff desk bureau "
    "newsroom team chief senior political professor redaktion redaktor redakteur redakteurin "
    "redacción rédaction redazione university institute editorial photographer fellow director "
    "analyst lecturer"
)
_ROLE = frozenset(_ROLE_WORDS.split())


def authors_of(
    metadata: Metadata,
    lines: Sequence[Line],
    headline: int | None,
    body: Sequence[int],
    publisher: str | None,
    address: str | None,
) -> tuple[str, ...]:
    """Name the authors in the order in which the page names them.

    JSON-LD first, then meta tags, then the byline by the headline. A candidate that is only the
    publisher gives way to one that names somebody else; if none does, the publisher is the author.

    Args:
        metadata: of the page.
        lines: of the page, in order.
        headline: index of the headline's line, or None.
        body: indexes of the lines of the body.
        publisher: the outlet's name.
        address: of the page.

    """
    host = host_of(address)
    outlet = {_key(name) for name in (publisher, host, host.split(".")[0] if host else None) if name}
    outlet |= {_key(n) for n in (name_of(metadata.article.get("publisher"), metadata),) if n}
    candidates = [_from_nodes(metadata, metadata.article.get("author"))]
    candidates += [_from_nodes(metadata, metadata.article.get("creator"))]
    candidates += [_people(metadata.contents(name)) for name in _META]
    candidates += [_byline(lines, headline), _signature(lines, body)]
    for names in candidates:
        persons = [name for name in names if not _is_outlet(name, outlet)]
        if persons:
            return tuple(persons)
    return tuple(next((names for names in candidates if names), ()))


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name.casefold())


def _is_outlet(name: str, outlet: set[str]) -> bool:
    key = _key(name)
    return key in outlet or any(
        (len(o) > 2 and key.startswith(o)) or (len(key) > 4 and o.startswith(key)) for o in outlet
    )


def _from_nodes(metadata: Metadata, value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in values[:50]:
        node = metadata.linked(item)
        inner = node.get("name") if isinstance(node, dict) else None
        found = inner if isinstance(inner, list) else [name_of(node, metadata)]
        names += [n for n in found if isinstance(n, str)]
    return _people(names)


def _people(values: Iterable[str]) -> list[str]:
    """Clean and cut values ("By A B and C D, Editor") to names, each once."""
    names: list[str] = []
    for value in values:
        for name in split_names(value):
            if all(_key(name) != _key(known) for known in names):
                names.append(name)
    return names


def split_names(value: str) -> list[str]:
    """Cut a credit into the names that it gives; addresses, handles, roles and places are left out."""
    value = fold(_MAIL.sub(" ", value[:2_000])).strip(" ,.;:|-–—")
    value = re.sub(r"^(?:by|written by)\s+", "", value, flags=re.IGNORECASE)
    if not value or _NO_NAME.search(value):
        return []
    names: list[str] = []
    for piece in _BARS.split(value):
        parts = [part for part in piece.split(",") if part.strip()]
        if len(parts) == 2 and all(len(part.split()) == 1 for part in parts):
            # "Doe, Jane" of library catalogues.
            parts = [f"{parts[1].strip()} {parts[0].strip()}"]
        for index, part in enumerate(parts):
            for name in _conjoined(part.strip()):
                if name and len(name) <= LONGEST_NAME and (index == 0 or looks_like_person(name)):
                    names.append(name)
    return names


def _conjoined(part: str) -> list[str]:
    """Split at an "and" with two words or more on both sides; "Ortega y Gasset" is one name."""
    pieces = _AND.split(re.sub(r"^(?:and|und|et|og|och|y)\s+", "", part))
    if len(pieces) > 1 and all(len(piece.split()) >= 2 for piece in pieces):
        return [piece.strip() for piece in pieces]
    return [part if len(pieces) > 1 else pieces[0].strip()]


def looks_like_person(name: str) -> bool:
    """Tell whether words can be a person's name: two to four, capitalised, none of them a role."""
    words = name.split()
    if not 2 <= len(words) <= 4 or any(w.casefold().strip(".") in _ROLE for w in words):
        return False
    return words[0][0].isupper() and words[-1][0].isupper() and "." not in words[-1][:-1]


def _byline(lines: Sequence[Line], headline: int | None) -> list[str]:
    """Read the line by the headline that credits authors, by its first word or its class."""
    if headline is None:
        return []
    after = lines[headline + 1 : headline + 1 + NEAR]
    before = lines[max(0, headline - 3) : headline]
    near = (*after, *reversed(before))
    by_word = next((names for line in near if (names := _after_by(line))), [])
    return by_word or next((names for line in near if (names := _by_mark(line))), [])


def _after_by(line: Line) -> list[str]:
    if len(line.text) > LONGEST_BYLINE:
        return []
    for part in re.split(r"\s*[|•·]\s*", line.text):
        found = _BY.match(part)
        names = _credited(part[found.end() :]) if found else []
        if names:
            return names
    return []


def _by_mark(line: Line) -> list[str]:
    return _credited(line.text) if len(line.text) <= LONGEST_NAME and _is_named_byline(line) else []


def is_credit(line: Line) -> bool:
    """Tell whether a line names authors: after a "by", or marked as theirs."""
    return bool(_after_by(line) or _by_mark(line))


def _credited(credit: str) -> list[str]:
    names = _people([_AFTER.split(credit, maxsplit=1)[0]])
    return [
        n for n in names if looks_like_person(n) or (n and not n.isascii() and " " not in n and len(n) <= 5)
    ]


def _is_named_byline(line: Line) -> bool:
    """Tell whether a line, or an element close around it, is marked as the author's name."""
    marked = [*line.inner[:3], line.element, *islice(line.element.iterancestors(), 3)]
    for element in marked:
        if element.tag in ("body", "main", "article"):
            break
        if element.get("rel") == "author" or (element.get("itemprop") or "").lower() == "author":
            return True
        if any(word.startswith(_MARKS) for word in name_words(element)):
            return True
    return False


def _signature(lines: Sequence[Line], body: Sequence[int]) -> list[str]:
    """Read a bold line that is only a name and stands first or last in the body."""
    for index in (body[:1], body[-1:]):
        for line in (lines[i] for i in index):
            if len(line.text) <= LONGEST_NAME and line.bold == len(line.text):
                names = split_names(line.text)
                if names and all(looks_like_person(name) for name in names):
                    return names
    return []
