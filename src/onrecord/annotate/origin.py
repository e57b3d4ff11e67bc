"""Find whom a report cites as the origin of its words ("NAME reported that …, citing a pilot")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.annotate.lexicon import names_between
from onrecord.annotate.outlet_names import outlet_nouns
from onrecord.annotate.outlets import Outlet, find_outlets
from onrecord.annotate.relayed import HEARD
from onrecord.annotate.sentences import sentence_around
from onrecord.model import Attribution, Hop, Mention, Span

#: Longest noun phrase taken for a cited origin, in characters.
_LONGEST = 160
#: How far behind an outlet's name it may cite somebody, in characters.
_BEHIND = 200
_CITES = re.compile(
    r"\b(?:(?:citing|cites|cited|quoting|quotes|quoted)|with (?:a )?reference to|in reference to|"
    r"referring to|(?:attributing|attributed|crediting|credited) "
    r"(?:(?:it|this|that|the \w+|the information) )?to|"
    r"on the (?:word|authority|evidence|strength) of|relying on|sourced to|based on (?:an? )?"
    r"(?:interviews? with|conversations? with|information from|accounts? (?:of|from|by))"
    rf"|{HEARD})\s+"
    r"(?!it\b|them\b|him\b|her\b|this\b|as\b|by\b|in\b|from\b)",
    re.IGNORECASE,
)
#: Where the phrase ends: a mark, a quotation, or a word that begins another clause.
_END = re.compile(
    r"[,;:.!?](?=\s|$|[\"”’])|[\"“”«»\n]\s|\s[-–—]\s|\s(?:as (?:saying|telling|having|claiming|"
    r"stating|adding)|(?:(?:that|whom?)\s)?(?:it|he|she|they)\s(?:did|do|does|would|could|has|had|is|was|declined)\b|that\s(?:the|it|he|she|they|a|an|no|his|her)\b|(?:on|last|this|earlier|late)"
    r" (?:\w+day|week|month|year|night)\b"
    r"|(?:reported|reports|said|says|writes|wrote)\b)"
)
#: "a diplomat who had it from [a colleague]"
_AT_SECOND_HAND = re.compile(
    rf"(?P<who>(?:an?|the|one|two|three|another|its|his|her)\s[^,;:.\"“”\n]{{2,80}}?)\s+(?:who|which)\s+{HEARD}\s+$",
    re.IGNORECASE,
)
_HEARD_BY = re.compile(rf"\s(?:who|which)\s+{HEARD}\s+", re.IGNORECASE)
_SAID = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|claimed|insisted|warned|stated|explained|argued|noted)"
)
#: After a content, before the outlet: "…," she told a crowd, | "…," said the mayor, |
_SPOKEN = re.compile(
    rf"[\s,.!?\"”’']*+(?:(?P<who>(?:[\w’'.-]+\s+){{0,7}}?[\w’'.-]+)\s+(?:\w+ly\s+)?{_SAID}\b[^,\"“]*"
    rf"|{_SAID}\s+(?P<inverted>(?:[\w’'.-]+\s+){{0,7}}[\w’'.-]+)),"
)
#: The same with the verb first, where a name follows.
_INVERTED = re.compile(rf"[\s,.!?\"”’]*{_SAID}\s+")
_GENERIC = re.compile(
    r"\b(?:media|press|outlets?|newspapers?|news|reports?|(?:television|tv|radio)(?: (?:channel|station))?)$",
    re.IGNORECASE,
)


def origin_of(
    text: str, attribution: Attribution, names: Sequence[Mention], outlets: Sequence[Outlet] = ()
) -> Span | None:
    """Give the span of whom the source cites, None where it speaks for itself.

    Only an outlet passes words on in this way; a person or an office that cites somebody is still the one
    who speaks. Where the sentence names the speaker himself ("…," she told a crowd, according to the
    agency), that is the origin; else whom the outlet cites. Without a source whoever is cited is the origin.
    Looks in the sentence of the attribution, outside its content. `outlets` are those that the whole page
    names, in order; what they are only shows in other sentences, often.
    """
    anchor = (*attribution.cue, *attribution.source)[:1]
    if not anchor:
        return None
    origin = _spoken_before(text, attribution, names) or _cited_in_sentence(text, attribution, anchor[0])
    if origin is None or not attribution.source:
        return origin
    source = attribution.source[0]
    return origin if _is_named(source, outlets) or _is_outlet(text, source, names) else None


# Asked twice of each attribution: for whom it is resolved, and for its chain.
@lru_cache(maxsize=512)
def _cited_in_sentence(text: str, attribution: Attribution, anchor: Span) -> Span | None:
    start, end = sentence_around(text, anchor.start, anchor.end)
    cited = next(_cited(text, attribution, start, end), None)
    behind = cited and _HEARD_BY.search(cited.text)
    return Span.of(text, cited.start + behind.end(), cited.end) if cited and behind else cited


def second_hand(text: str, origin: Span) -> Span | None:
    """Give who had the words from the origin and passed them on ("a pilot who had it from a cook")."""
    found = _AT_SECOND_HAND.search(text, max(0, origin.start - _BEHIND), origin.start)
    return Span.of(text, *found.span("who")) if found else None


def _is_named(source: Span, outlets: Sequence[Outlet]) -> bool:
    """Tell whether the source is hardly more than the name of one of the page's outlets."""
    low = bisect_left(outlets, source.start, key=lambda o: o.start)
    inside = [o for o in outlets[low : low + 3] if o.end <= source.end]
    if len(inside) != 1:
        return False
    (outlet,) = inside
    # "The broadcaster NAME", not "NAME's editor Ann Moor".
    before = source.text[: outlet.start - source.start]
    return source.end - outlet.end <= 1 and not any(word[:1].isupper() for word in before.split()[1:])


def cited_by(text: str, outlet: Hop, attribution: Attribution) -> Span | None:
    """Give the span of whom the outlet of a hop cites right behind its name ("NAME, citing a pilot")."""
    if outlet.end is None:
        return None
    _, end = sentence_around(text, outlet.end - 1, outlet.end)
    return next(_cited(text, attribution, outlet.end, min(end, outlet.end + _BEHIND)), None)


def _cited(text: str, attribution: Attribution, start: int, end: int) -> Iterator[Span]:
    """Find who is cited in `[start, end)`, outside the spans of the attribution."""
    taken = (*attribution.source, *attribution.content)
    for match in _CITES.finditer(text, start, end):
        if any(c.start <= match.start() < c.end for c in attribution.content):
            continue
        span = _phrase(text, match.end(), end)
        if span is not None and not any(span.start < t.end and t.start < span.end for t in taken):
            yield span


def _spoken_before(text: str, attribution: Attribution, names: Sequence[Mention]) -> Span | None:
    """Find who spoke between a content and the outlet that reports it."""
    if not attribution.source or not attribution.content:
        return None
    start = attribution.content[-1].end
    stop = min(span.start for span in (*attribution.source, *attribution.cue))
    if not start < stop <= start + _LONGEST:
        return None
    inverted = _INVERTED.match(text, start, stop)
    named = names_between(names, inverted.end(), inverted.end() + 1) if inverted else ()
    if named:
        return Span.of(text, named[0].start, named[0].end)
    match = _SPOKEN.match(text, start, stop)
    if match is None:
        return None
    role = "who" if match["who"] else "inverted"
    return Span.of(text, *match.span(role))


def _phrase(text: str, start: int, end: int) -> Span | None:
    """Cut the noun phrase that begins at `start`."""
    stop = min(end, start + _LONGEST)
    for found in _ends(text, start, stop):
        stop = found
        break
    while stop > start and text[stop - 1] in " \n\t.,;:'’\"”":
        stop -= 1
    return Span.of(text, start, stop) if stop > start else None


def _ends(text: str, start: int, stop: int) -> Iterator[int]:
    for match in _END.finditer(text, start, stop):
        word = text[start : match.start()].rsplit(None, 1)[-1:]
        # "Gen. Arno", "Dr. Ilse", initials.
        if (
            match.group() == "."
            and word
            and word[0][:1].isupper()
            and len(word[0]) <= 4
            and match.end() < stop
        ):
            continue
        yield match.start()


def _is_outlet(text: str, source: Span, names: Sequence[Mention]) -> bool:
    inside = names_between(names, source.start, source.end)
    if any(m.type == "PERSON" and m.form == "name" for m in inside):
        return False
    low = max(0, source.start - 40)
    if any(
        o.start < source.end and source.start < o.end
        for o in find_outlets(text, inside, [(low, min(len(text), source.end + 60))], None)
    ):
        return True
    last = source.text.split()[-1].casefold()
    nouns = outlet_nouns()
    pointed = nouns["agency"] | nouns["broadcaster"] | nouns["publication"]
    if last in pointed or _GENERIC.search(source.text) is not None:
        return True
    # "Umbra writes", "SPS reported": an organization whose verb is a reporter's.
    return bool(inside) and all(m.type == "ORG" for m in inside) and _reports(text, source)


def _reports(text: str, source: Span) -> bool:
    after = re.match(
        r"\s+(?:newspaper |also |has |had )*(?:report|writ|wrote|broadcast|transmit|carr|publish)",
        text[source.end : source.end + 40],
    )
    before = re.search(
        r"\b(?:report\w*|writes|wrote)\s+(?:the\s+)?$", text[max(0, source.start - 30) : source.start]
    )
    return bool(after or before)
