"""One line of the audit log: what somebody did to the record that is not a page's own word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What is logged: decisions, taking one back, and taking pages out for good.
Action = Literal["merge", "split", "accept", "reject", "correct", "undo", "forget"]
#: From where commands are given.
COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """Who did what, when and from where; ids and digests alone, so that it may outlive a forgotten page."""

    #: 1, 2, 3 …; none is ever missing.
    number: int
    #: ISO 8601 in UTC.
    when: str
    who: str
    #: "command line", or the way in and the network address: "page, 127.0.0.1".
    place: str
    action: Action
    #: The id of the decision; None of `forget`.
    decision: str | None
    #: Ids of the two things or the statement that it is about; of `forget` the digests that stay of pages.
    about: tuple[str, ...]
    #: SHA-256 of this line and of the digest of the line before it.
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Whose deed it is, when it was done, and from where."""

    who: str
    #: ISO 8601 in UTC.
    when: str
    place: str = COMMAND_LINE
