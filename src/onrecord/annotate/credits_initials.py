"""Find agencies that a page credits by their initials alone: "By SPS and staff", "— SPS"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.annotate.lexicon import word_set
from onrecord.annotate.outlet_names import same_outlet
from onrecord.annotate.outlets import Outlet

Places = Sequence[tuple[int, int]]

#: An agency by its initials alone: "By SPS and staff", "Words: SPS", "— SPS" below the last paragraph.
_CREDITED = re.compile(
    r"(?:^|[|/·•]\s?)\W{0,3}(?:(?:story|text|report|words|compiled|written)\s)?(?:by|from|via|words|text|source|agency|"
    r"agencies)\s?:?\s(?:[\w ]{1,40}\s(?:and|with)\s|[\w ]{1,40}[,/]\s?)?"
    r"(?P<name>(?-i:[A-Z]{2,6}))"
    r"(?=\s*(?:$|[/,&|·•]|(?:and|with|in)\b))",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNED = re.compile(r"^[^\S\n]*[–—-]{1,3}\s?\(?(?P<name>[A-Z]{2,6})\b(?=\)?\s*(?:$|\s{2}))", re.MULTILINE)
#: Capital letters in a byline that are no agency's.
_NO_AGENCY = word_set(
    "UTC GMT BST IST EST EDT CET CEST PST PDT AM PM EN US UK EU TV MD PHD CEO HOME NEWS MORE SHARE STAFF "
    "ADMIN THE BY"
)


def initials_credits(
    text: str, ranges: Places, heads: Places, tails: Places, outlets: Sequence[Outlet]
) -> tuple[list[Outlet], list[Outlet]]:
    """Give the credited initials, and all `outlets` with every other place where those initials stand.

    `heads` are the lines before the story, where a credit has its word ("by", "text"), `tails` those from
    its last paragraph on, where a dash is enough; the places are looked for in `ranges`.
    """
    taken = {outlet.start for outlet in outlets}
    found = []
    for places, pattern in ((heads, _CREDITED), (tails, _SIGNED)):
        for match in (m for start, end in places for m in pattern.finditer(text, start, end)):
            start, end = match.span("name")
            if match["name"] not in _NO_AGENCY and start not in taken:
                found.append(Outlet(start=start, end=end, name=match["name"], kind="agency"))
    credited = [_in_full(outlet, outlets) for outlet in found]
    return credited, _with_all(text, ranges, credited, outlets) if credited else list(outlets)


def _in_full(outlet: Outlet, outlets: Sequence[Outlet]) -> Outlet:
    """Give initials the name that the page prints in full somewhere."""
    names = (o.name for o in outlets if len(o.name) > len(outlet.name) and same_outlet(outlet.name, o.name))
    return replace(outlet, name=next(names, outlet.name))


def _with_all(
    text: str, ranges: Iterable[tuple[int, int]], credited: Sequence[Outlet], outlets: Sequence[Outlet]
) -> list[Outlet]:
    """Add every other place where the credited initials stand."""
    found = {outlet.start: outlet for outlet in outlets}
    printed = {text[outlet.start : outlet.end]: outlet for outlet in credited}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, printed))})(?!\w)")
    for start, end in ranges:
        for match in pattern.finditer(text, start, end):
            place = replace(printed[match.group()], start=match.start(), end=match.end())
            found.setdefault(match.start(), place)
    return sorted(found.values(), key=lambda outlet: outlet.start)
