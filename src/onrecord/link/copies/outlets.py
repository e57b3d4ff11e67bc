"""Whether two names are one outlet's, and what an article credits its words to."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from onrecord.link.data_files import read_table
from onrecord.model import AnnotatedArticle, BlockKind, Hop

#: Longest line that is a credit; what is longer is prose.
_LINE = 140
#: Share of an article's statements that a credit must reach to be the page's own: a byline or a copyright
#: line is in every chain, a sentence's credit only in its own.
_WHOLE_PAGE = 0.8
_BYLINES: frozenset[BlockKind] = frozenset(("byline", "dateline"))
_AROUND: frozenset[BlockKind] = frozenset(("boilerplate", "body", "list"))
_CREDIT = re.compile(
    r"©|\(c\)|copyright|originally|first (?:published|appeared|posted|printed|reported|ran|aired)|"
    r"re-?published|reprinted|reproduced|syndicated|licen[cs]e|courtesy|(?:full|original|whole) "
    r"(?:article|story|report|text|version)|^\s*(?:source|via|from|by|agency|credit)\b|with permission",
    re.IGNORECASE,
)
#: A short form of fewer letters is anybody's.
_SHORTEST = 5
_SMALL = frozenset(("of", "the", "and", "de", "for", "a"))
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def outlet_words(name: str) -> tuple[str, ...]:
    """Give the words of an outlet's name as they are compared: folded, without its article."""
    plain = unicodedata.normalize("NFKD", name)
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold())
    return tuple(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def same_outlet(one: str | None, other: str | None) -> bool:
    """Tell whether two names are forms of one outlet: equal, its initials, or its last words."""
    if not one or not other:
        return False
    short, long = sorted((outlet_words(one), outlet_words(other)), key=len)
    if not short:
        return False
    if "".join(short) == "".join(long):
        return True
    if len(short) == 1 and short[0] in _initials(long):
        return True
    if len(short) == len(long) or len("".join(short)) < _SHORTEST:
        return False
    # "the Lantern" for "The Saltby Lantern", "Northmark" for "Northmark News Agency".
    return long[-len(short) :] == short or (
        long[: len(short)] == short and _words("generic").issuperset(long[len(short) :])
    )


def _initials(words: tuple[str, ...]) -> frozenset[str]:
    if len(words) < 2:
        return frozenset()
    return frozenset(("".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)))


def is_outlet(name: str) -> bool:
    """Tell whether a name is by its words that of an agency, a newspaper or a station."""
    return not (_words("generic") | _words("outlets")).isdisjoint(outlet_words(name))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(read_table("copies.toml")[key].split())


def names_outlet(line: str, outlet: str) -> bool:
    """Tell whether a line of a page has the name of an outlet, or its initials in capitals, in it."""
    wanted = outlet_words(outlet)
    words = outlet_words(line)
    if not wanted:
        return False
    if any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1)):
        return True
    return any(word.isupper() and word.casefold() in _initials(wanted) for word in _WORD.findall(line))


def credits_of(article: AnnotatedArticle) -> dict[str, int]:
    """Count the statements whose chain goes through each outlet, the page's own publisher left out."""
    counts: Counter[str] = Counter()
    for statement in article.annotations.statements:
        hops = {hop.name for hop in statement.chain[:-1] if _passes_on(hop)}
        counts.update(name for name in hops if not same_outlet(name, article.article.publisher))
    return dict(sorted(counts.items()))


def _passes_on(hop: Hop) -> bool:
    return hop.kind in ("agency", "publisher") or (hop.kind == "speaker" and is_outlet(hop.name))


def page_credits(article: AnnotatedArticle, counts: dict[str, int]) -> list[str]:
    """Give the outlets that the whole page is credited to, sorted."""
    statements = len(article.annotations.statements)
    whole = {name for name, count in counts.items() if count >= max(2.0, _WHOLE_PAGE * statements)}
    return sorted(whole)


def credit_lines(article: AnnotatedArticle, most: int = 12) -> list[str]:
    """Give the short lines of a page that say whose words they are: bylines, copyright, "first published"."""
    lines: list[str] = list(article.article.authors)
    text = article.article.text
    for block in article.article.blocks:
        if block.kind in _BYLINES or (block.kind in _AROUND and block.end - block.start <= 2 * _LINE):
            lines.extend(
                line.strip()
                for line in text[block.start : block.end].split("\n")
                if len(line) <= _LINE and (block.kind in _BYLINES or _CREDIT.search(line))
            )
    return _unique(line for line in lines if line)[:most]


def _unique(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))
