"""What one article credits to the outlet of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.link.copies.outlets import is_outlet, names_outlet, same_outlet

#: Share of an article's statements that must come by way of an outlet for its credit to be a broad one;
#: a single remark that is cited ("told the agency") makes no copy.
_BROAD = 0.25


@dataclass(frozen=True, slots=True)
class Credit:
    """How far an article gives its words to the outlet of another."""

    #: The whole page, by a byline, a copyright line or "first published".
    page: bool
    #: The page, or several of its statements.
    broad: bool
    #: Any statement, or the outlet is at least named.
    any: bool
    evidence: tuple[str, ...]


def credit(copy: Mapping[str, Any], original: Mapping[str, Any]) -> Credit:
    """Say what `copy` credits to the publisher of `original`, or to an agency that both name as theirs."""
    publisher = original["publisher"]
    if not publisher or same_outlet(publisher, copy["publisher"]):
        return Credit(page=False, broad=False, any=False, evidence=())
    line = next((line for line in copy["credit_lines"] if names_outlet(line, publisher)), None)
    page = line is not None or any(same_outlet(name, publisher) for name in copy["page_credits"])
    count = sum(count for name, count in copy["credits"].items() if same_outlet(name, publisher))
    several = count > 1 and count >= _BROAD * copy["statements"]
    named = is_outlet(publisher) and any(same_outlet(name, publisher) for name in copy["names"])
    evidence = []
    if line is not None:
        evidence.append(f"it credits {publisher}: {line!r}")
    elif page:
        evidence.append(f"it is credited to {publisher} as a whole")
    elif count:
        evidence.append(f"it gives {count} of its {copy['statements']} statements to {publisher}")
    elif named:
        evidence.append(f"it names {publisher}")
    return Credit(page=page, broad=page or several, any=page or count > 0 or named, evidence=tuple(evidence))
