"""Read the head of a saved letter to subscribers: its subject and who sent it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.credits import is_person
from onrecord.extract.plain_units import Unit

#: The head of a mail has no more lines than these.
LINES = 10
_FIELD = re.compile(
    r"(?P<field>from|to|date|sent|subject|reply-to|cc):\s*(?P<value>[^\n]{1,300})", re.IGNORECASE
)
_AGAIN = re.compile(r"^(?:(?:re|fwd?|aw|wg):\s*)+", re.IGNORECASE)


def mail_head(units: Sequence[Unit]) -> tuple[str | None, tuple[str, ...]]:
    """Give the subject of a page that begins as a mail, and its sender where that is a person.

    Without both a sender and a subject the page is no mail: (None, ()).
    """
    fields: dict[str, str] = {}
    for unit in units[:LINES]:
        found = _FIELD.match(unit.text)
        if found:
            fields.setdefault(found["field"].lower(), found["value"].strip())
    subject = _AGAIN.sub("", fields.get("subject", "")).strip()
    if not subject or "from" not in fields:
        return None, ()
    sender = re.sub(r"[<(\[].*$", "", fields["from"]).strip(" \t\"'")
    return subject, (sender,) if is_person(sender) else ()
