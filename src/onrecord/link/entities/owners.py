"""Find whose a body with an everyday name is: "X's Electoral Commission", "Electoral Commission of X".

Every country has a supreme court. Only the words right beside the name say which one is meant; a body
that they don't tell of keeps its bare name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.entities.forms import NameForm, clean_name
from onrecord.link.names.bodies import read_body
from onrecord.link.names.tables import tables
from onrecord.model import Mention

_OWNS = re.compile(r"['’‘]s?\s+$")
_OF = re.compile(r"^\s+of\s+(?:the\s+)?$")
#: A longer gap between two mentions is no "'s " and no " of the ".
_LONGEST_GAP = 12
#: Types that a country is marked as, rightly or by mistake.
_OWNERS = ("GPE", "LOC", "ORG", "PERSON")


@dataclass(frozen=True, slots=True)
class OwnedBody:
    """A body with what it belongs to."""

    #: What the annotations call it.
    entity: str
    form: NameForm
    #: The words in the text, both names in them.
    printed: str


def owned_bodies(
    text: str, names: Sequence[Mention], named: Mapping[str, NameForm]
) -> dict[tuple[int, int], OwnedBody]:
    """Find the owners of bodies with everyday names, by the place of the mention."""
    found: dict[tuple[int, int], OwnedBody] = {}
    ordered = sorted(names, key=lambda mention: (mention.start, mention.end))
    for place, mention in enumerate(ordered):
        if mention.type != "ORG" or not _everyday(mention):
            continue
        body = clean_name(mention.text)
        before = ordered[place - 1] if place else None
        after = ordered[place + 1] if place + 1 < len(ordered) else None
        if before and _is_owner(before, named) and _owns(text, before, mention):
            name = f"{clean_name(before.text)} {body}"
            printed = text[before.start : mention.end]
        elif after and _is_owner(after, named) and _of(text, mention, after):
            printed = text[mention.start : after.end]
            name = clean_name(printed)
        else:
            continue
        form = NameForm("organization", name)
        found[mention.start, mention.end] = OwnedBody(mention.entity or "", form, clean_name(printed))
    return found


def _everyday(mention: Mention) -> bool:
    read, whole = read_body(mention.text), read_body(mention.entity or "")
    return bool(read and read.generic and whole and whole.generic and len(read.words) > 1)


def _is_owner(mention: Mention, named: Mapping[str, NameForm]) -> bool:
    """Tell countries and towns, marked as whatever, from people and bodies."""
    if mention.type == "NORP":
        return True
    form = named.get(mention.entity or "")
    if mention.type not in _OWNERS or form is None or len(form.name.split()) > 3:
        return False
    return form.kind in ("place", "other") or (form.kind == "organization" and " " not in form.name)


def _owns(text: str, owner: Mention, body: Mention) -> bool:
    gap = text[owner.end : body.start]
    if len(gap) > _LONGEST_GAP or "\n\n" in gap:
        return False
    if owner.type == "NORP":
        return gap.isspace()
    # The ending may stand inside the mention.
    return bool(_OWNS.search(gap)) or (gap.isspace() and bool(_OWNS.search(owner.text + " ")))


def _of(text: str, body: Mention, owner: Mention) -> bool:
    gap = text[body.end : owner.start]
    return owner.type != "NORP" and len(gap) <= _LONGEST_GAP and bool(_OF.match(gap))


def own_names(text: str, publisher: str) -> list[tuple[int, int]]:
    """Find where a page calls its own publisher by the last word ("told the Beacon") or the initials.

    Taggers mark them seldom: by themselves they are everyday words.
    """
    read = read_body(publisher)
    words = publisher.split()
    if read is None or len(read.words) < 2:
        return []
    found = []
    # "The Voice of Lurania" is not called "the Lurania".
    if words[-1].isalpha() and not tables().small & {word.lower() for word in words[1:]}:
        last = re.escape(words[-1])
        found = [match.span(1) for match in re.finditer(rf"\b[Tt]he ({last})\b(?! [A-Z])", text)]
    letters = "|".join(re.escape(initials.upper()) for initials in sorted(read.initials) if len(initials) > 2)
    if letters:
        found += [match.span() for match in re.finditer(rf"\b(?:{letters})\b", text)]
    return found
