"""Find the news agencies and outlets that an article names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.lexicon import word_set
from onrecord.annotate.outlet_names import (
    POSSESSIVE,
    OutletKind,
    clear_tails,
    generic_words,
    heads,
    initials_of,
    kind_of,
    known_beginnings,
    known_outlet,
    last_words,
    name_key,
    same_outlet,
    single_tails,
    tails,
)
from onrecord.annotate.outlet_nouns import ADJECTIVE, by_noun
from onrecord.annotate.outlet_uses import used_as_outlets
from onrecord.annotate.sentences import WRAPPED
from onrecord.model import Hop, HopKind, Mention

#: Distinct names looked at when forms of one name are joined; a page names far fewer.
MAX_NAMES = 200
#: Words of a name at most.
_LONGEST = 6
#: What a possessive ends with.
_POSSESSIVE_ENDS = frozenset("s’'")

_WORD = r"[^\W\d_a-zß-öø-ÿ](?:[\w&/-]|[’'](?=\w)|\.(?=\w))*"
_RUN = re.compile(
    rf"{_WORD}(?:(?:[ \xa0]|\n(?!\n)[ ]?)(?:(?:of|and|the|de|della|for)[ ])?(?:{_WORD}|\d{{1,3}}\b))*"
)
_PART = re.compile(r"\S+")
#: Words with a capital at the head of a sentence that belong to no name.
_SENTENCE_HEADS = word_set(
    "The According But And In On At As When While After Before By From For To Of With If So Or Yet "
    "Since Then Both Meanwhile However Also Last This That These Those His Her Its Their Our My He She "
    "It They We I A An Said Told Former President Minister Source Sources Photo Read Via Copyright "
    "Reporting Writing Speaking Citing Quoting"
)
#: A name that begins with one of these is another one with any word before it.
_NO_ONES_OWN = word_set("press news associated national united state")
_VOWEL = re.compile(r"[AEIOUYÀ-Þ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A place in the text where an outlet is named, `[start, end)`."""

    start: int
    end: int
    #: The fullest form of its name.
    name: str
    kind: OutletKind


def find_outlets(
    text: str, names: Sequence[Mention], ranges: Iterable[tuple[int, int]], publisher: str | None
) -> list[Outlet]:
    """Find where outlets are named in `ranges` of `text`, in order.

    An outlet is recognised by a table of known ones, by the form of its name ("… Press Service", "Radio
    …"), by a common noun beside it ("the newspaper …") and as the initials or the short form of another
    one. `names` are the article's mentions, `publisher` is the page's own outlet.
    """
    parts = list(ranges)
    used = {name.casefold(): name for name in used_as_outlets(text, parts, names)}
    people = {(m.start, m.end) for m in names if m.type == "PERSON" and m.text.count(" ")}
    runs = [run for a, b in parts for match in _RUN.finditer(text, a, b) for run in _lines(text, match)]
    found: list[Outlet] = []
    for start, end in runs:
        own = _in_run(text, start, end, used)
        found += [o for o in own if (o.start, o.end) not in people or o.name.casefold() in used]
    found = _of_the_page(text, found, names)
    known = [*([publisher] if publisher else []), *(o.name for o in found)]
    found += _initials(text, runs, found, known)
    full = _fullest(known)
    found = [replace(o, name=full.get(o.name, o.name), kind=kind_of(full.get(o.name, o.name))) for o in found]
    return _without_overlap(found)


def outlet_hop(text: str, outlet: Outlet) -> Hop:
    """Make a hop of a place where an outlet is named."""
    kind: HopKind = "agency" if outlet.kind == "agency" else "publisher"
    return Hop(
        name=outlet.name, kind=kind, start=outlet.start, end=outlet.end, text=text[outlet.start : outlet.end]
    )


def _lines(text: str, run: re.Match[str]) -> list[tuple[int, int]]:
    """Cut a run of capitalised words at line ends that no editor's wrapping made."""
    cut, start = [], run.start()
    at = text.find("\n", run.start(), run.end())
    while at >= 0:
        line_start = text.rfind("\n", max(0, at - WRAPPED.stop), at) + 1
        if at - line_start not in WRAPPED:
            cut.append((start, at))
            start = at + 1
        at = text.find("\n", at + 1, run.end())
    return [(a, b) for a, b in [*cut, (start, run.end())] if text[a:b].strip()]


def _of_the_page(text: str, found: Sequence[Outlet], names: Sequence[Mention]) -> list[Outlet]:
    """Give a short form back to the page where the page itself has another outlet that it can stand for.

    "The Press Association" on a page about the Ostland Press Association is no other body of that name.
    """
    printed = [" ".join(text[o.start : o.end].split()) for o in found]
    bodies = [*printed, *(m.text for m in names if m.type == "ORG")]
    others = [name for name in dict.fromkeys(bodies) if known_outlet(name) is None][:MAX_NAMES]
    return [
        replace(outlet, name=meant, kind=kind_of(meant)) if meant else outlet
        for outlet, form in zip(found, printed, strict=True)
        for meant in (next((name for name in others if _can_mean(form, outlet.name, name)), None),)
    ]


def _can_mean(form: str, known: str, other: str) -> bool:
    """Tell whether a form of a `known` outlet can be short for the `other` one that the page names."""
    if known_outlet(form) is None:
        return False
    short, long = name_key(form), name_key(other)
    if len(short) >= len(long) or kind_of(other) != kind_of(known):
        return False
    return long[-len(short) :] == short or (len(short) == 1 and short[0] in initials_of(long))


def _in_run(text: str, start: int, end: int, used: Mapping[str, str]) -> list[Outlet]:
    """Find the outlets in a run of capitalised words, which a possessive cuts in two."""
    parts = [(m.start(), m.end(), m.group()) for m in _PART.finditer(text, start, end)]
    pieces: list[list[tuple[int, int, str]]] = [[]]
    for a, _, word in parts:
        bare = POSSESSIVE.sub("", word) if word[-1] in _POSSESSIVE_ENDS else word
        pieces[-1].append((a, a + len(bare), bare))
        if bare != word:
            pieces.append([])
    return [outlet for piece in pieces for outlet in _in_joined(text, piece, used)]


def _in_joined(text: str, piece: list[tuple[int, int, str]], used: Mapping[str, str]) -> Iterator[Outlet]:
    """Find the outlets of a piece, two where "and" joins them and the first is one by itself."""
    whole = _in_piece(text, piece, used)
    at = next((n for n, (_, _, word) in enumerate(piece) if word == "and"), None)
    left = _in_piece(text, piece[:at], used) if at is not None else None
    if at is None or left is None or (whole is not None and known_outlet(whole.name)):
        right = _in_piece(text, piece[at + 1 :], used) if at is not None and whole is None else None
        yield from (outlet for outlet in (whole, right) if outlet is not None)
        return
    right = _in_piece(text, piece[at + 1 :], used)
    yield from (outlet for outlet in (left, right) if outlet is not None)


def _in_piece(text: str, piece: list[tuple[int, int, str]], used: Mapping[str, str]) -> Outlet | None:
    words = [word for _, _, word in piece]
    begin = next((at for at, word in enumerate(words) if word not in _SENTENCE_HEADS), None)
    by_form = _by_form(text, piece, begin) if begin is not None else None
    leading = sum(1 for word in words if word in _SENTENCE_HEADS)
    for first in range(len(words)):
        folded = words[first].casefold()
        if folded not in known_beginnings() and not any(name.startswith(folded) for name in used):
            continue
        for last in range(min(len(words), first + _LONGEST), first, -1):
            name = " ".join(words[first:last])
            if name.casefold() in used and not (
                by_form and by_form[0] == first + 1 and words[first] == "The"
            ):
                return _outlet(text, piece[first][0], piece[last - 1][1], used[name.casefold()])
            known = known_outlet(name)
            # A single common word ("Vice", "Dawn") is the outlet only where it is all of the name.
            whole = first == last - 1 and not words[first].isupper()
            if known is None or (whole and len(words) - leading > 1):
                continue
            if by_form is not None and by_form[0] < first and last <= by_form[1]:
                before = words[by_form[0] : first]
                own = words[first].casefold() in _NO_ONES_OWN
                if own or not all(ADJECTIVE.search(word) for word in before):
                    # "Ostland Press Association" is not the Press Association.
                    continue
            return _outlet(text, piece[first][0], piece[last - 1][1], known)
    if begin is None:
        return None
    bounds = by_form or by_noun(text, piece, begin)
    if bounds is None or all(word.casefold() in generic_words() for word in words[slice(*bounds)]):
        return None
    return _outlet(text, piece[bounds[0]][0], piece[bounds[1] - 1][1], None)


def _by_form(text: str, piece: list[tuple[int, int, str]], first: int) -> tuple[int, int] | None:
    """Give the words `[first, last)` of the piece that make the name of an outlet by their form."""
    words = [word.capitalize() if word.isupper() and len(word) > 3 else word for _, _, word in piece]
    for last in range(min(len(words), first + _LONGEST), first, -1):
        listed = words[last - 1] in last_words()
        if not listed and (last < len(words) or words[first] not in heads()):
            continue
        name = " ".join(words[first:last])
        if last - first > 1 and last < len(words) and not name.endswith(clear_tails()):
            continue
        if last - first > 1 and (name.endswith(tails()) or words[first] in heads()):
            return first, last
    if len(words) - first <= _LONGEST and kind_of(" ".join(words[first:])) == "agency":
        # "Coastwire International"
        return first, len(words)
    # "the Lantern": one word only where it is all of the name and has its article.
    alone = first == len(words) - 1 and words[first] in single_tails()
    article = text[max(0, piece[first][0] - 4) : piece[first][0]].casefold() == "the " if alone else False
    return (first, first + 1) if article else None


def _outlet(text: str, start: int, end: int, known: str | None) -> Outlet:
    name = known or " ".join(text[start:end].split())
    if name.isupper() and " " in name:
        # Call letters ("WKLD") have no vowels.
        name = " ".join(word.title() if _VOWEL.search(word) else word for word in name.split())
    return Outlet(start=start, end=end, name=name, kind=kind_of(name))


def _initials(
    text: str, runs: Sequence[tuple[int, int]], found: Sequence[Outlet], known: Sequence[str]
) -> list[Outlet]:
    """Find abbreviations of the names that are known ("SPS")."""
    table = {short: name for name in dict.fromkeys(known) for short in initials_of(name_key(name))}
    taken = {o.start for o in found}
    out = []
    for start, end in runs:
        for part in _PART.finditer(text, start, end):
            word = POSSESSIVE.sub("", part.group())
            name = table.get(word.casefold()) if word.isupper() and len(word) > 1 else None
            if name is not None and part.start() not in taken:
                out.append(
                    Outlet(start=part.start(), end=part.start() + len(word), name=name, kind=kind_of(name))
                )
    return out


def _fullest(known: Sequence[str]) -> dict[str, str]:
    """Map each name to the longest form of it; the publisher, given first, stands for its own forms."""
    distinct = list(dict.fromkeys(known))[:MAX_NAMES]
    publisher = distinct[:1]
    ordered = publisher + sorted(distinct[1:], key=len, reverse=True)
    full: dict[str, str] = {}
    for name in distinct:
        longer = (o for o in ordered if o != name and len(o) > len(name) and same_outlet(name, o))
        full[name] = next(longer, name)
    return full


def _without_overlap(found: list[Outlet]) -> list[Outlet]:
    kept: list[Outlet] = []
    for outlet in sorted(found, key=lambda o: (o.start, -o.end)):
        if not kept or outlet.start >= kept[-1].end:
            kept.append(outlet)
    return kept
