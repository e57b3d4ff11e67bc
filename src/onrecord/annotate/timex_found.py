"""One match of a rule: the tokens it covers, by the names of its groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.timex_tokens import Token
from onrecord.model import TimexType

#: What a rule makes of a match: its TIMEX3 type, and its value where that can be told.
Valued = tuple[TimexType, str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A match over the code string of `tokens`; group offsets are token indices."""

    match: re.Match[str]
    tokens: Sequence[Token]

    @property
    def first(self) -> Token:
        """The first token of the match."""
        return self.tokens[self.match.start()]

    def has(self, group: str) -> bool:
        """Say whether the group took part and is not empty."""
        return group in self.match.re.groupindex and bool(self.match[group])

    def tokens_of(self, group: str) -> Sequence[Token]:
        """Give the tokens of a group; none where it took no part."""
        if not self.has(group):
            return ()
        return self.tokens[self.match.start(group) : self.match.end(group)]

    def token(self, group: str) -> Token:
        """Give the first token of a group that took part."""
        return self.tokens_of(group)[0]

    def shift(self, group: str) -> int | None:
        """Give the shift (-1, 0, 1) that a group's last relative word stands for; None without one."""
        values = [t.value for t in self.tokens_of(group) if isinstance(t.value, int)]
        return values[-1] if values else None

    def classes(self) -> frozenset[str]:
        """Give the codes of the tokens it covers."""
        return frozenset(t.code for t in self.tokens[self.match.start() : self.match.end()])
