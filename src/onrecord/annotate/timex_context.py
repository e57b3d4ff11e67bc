"""What a time expression is valued against: the anchor, what was said before it, and the tense around it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.annotate.timex_tokens import BREAK, Token, lexicon


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words that put a clause into the future; "would" stands for the future seen from a past report.
FUTURE = _words(
    "will 'll ’ll shall would won wo expects expected expect plans scheduled due payable intends hopes hope "
    "going upcoming tomorrow planning expecting slated"
)
#: Words that put a clause into the past and do not end in -ed.
PAST = _words(
    "was were had did said told wrote spoke met came went made took gave began held found left lost won rose "
    "fell saw got put set cut sent brought thought kept led ran grew became sold bought paid died"
)
#: How many tokens a verb may stand from its time expression; a clause is rarely longer.
REACH = 14


@dataclass
class Context:
    """State of one article's scan. `reference` and `quarter` are what the text named last."""

    anchor: dt.date | None
    tokens: Sequence[Token] = ()
    reference: dt.date | None = None
    quarter: str | None = None
    #: Tokens `[first, last)` of the expression at hand.
    first: int = 0
    last: int = 0
    codes: dict[str, str] = field(default_factory=lambda: lexicon().codes)

    def tense(self) -> bool | None:
        """Say whether the clause is of the future (True), of the past (False) or shows neither (None)."""
        before = self.previous()
        if before is not None and before.value == "past" and before.code == self.codes["prep"]:
            return False
        if before is not None and before.text.lower() in ("as", "until", "till", "through", "effective"):
            return True
        if self._after_infinitive():
            return True
        found = self._verb(range(self.first - 1, max(self.first - REACH, -1), -1))
        if found is None:
            found = self._verb(range(self.last, min(self.last + REACH, len(self.tokens))))
        return found

    def previous(self, step: int = 1) -> Token | None:
        """Give the token `step` places before the expression; None at the start."""
        return self.tokens[self.first - step] if self.first >= step else None

    def following(self, step: int = 0) -> Token | None:
        """Give the token `step` places after the expression; None at the end."""
        return self.tokens[self.last + step] if self.last + step < len(self.tokens) else None

    def after_preposition(self) -> bool:
        """Say whether a preposition of time stands right before the expression."""
        token = self.previous()
        return token is not None and token.code in (self.codes["prep"], self.codes["in"], self.codes["of"])

    def _after_infinitive(self) -> bool:
        """Say whether "to" and a verb stand before ("is to resume Monday"): that lies ahead."""
        verb, to = self.previous(1), self.previous(2)
        return verb is not None and to is not None and to.code == self.codes["to"] and verb.text.islower()

    def _verb(self, places: range) -> bool | None:
        for at in places:
            token = self.tokens[at]
            if token.code == BREAK or (token.text in ".;!?" and self._ends_sentence(at)):
                return None
            word = token.text.lower()
            if word in FUTURE:
                return True
            if (word in PAST or re.fullmatch(r"[a-z]+[a-df-z]ed", word)) and not self._passive(at):
                return False
        return None

    def _passive(self, at: int) -> bool:
        """Say whether a participle follows "be", whose own tense counts ("will be named")."""
        return at > 0 and self.tokens[at - 1].text.lower() in ("be", "being", "to")

    def _ends_sentence(self, at: int) -> bool:
        """Say whether the mark at `at` ends a sentence; a point after a capital or a short word may not."""
        before = self.tokens[at - 1].text if at else ""
        after = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        return self.tokens[at].text != "." or (len(before) > 3 and not after[:1].islower())
