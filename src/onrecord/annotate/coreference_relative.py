"""Find the noun phrase that a relative pronoun stands for: the one right before it, appositions skipped."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.coreference_phrase import NameAt
from onrecord.annotate.coreference_words import (
    DETERMINERS,
    NOT_IN_NOUN_PHRASE,
    QUANTIFIERS,
    Token,
    is_plural_noun,
    singular,
    tokenize,
    word_set,
)
from onrecord.annotate.coreference_words import PERSON_NOUNS as PEOPLE

#: Characters before the pronoun that are looked at.
LOOK_BACK = 240
#: Prepositions that may lie inside the noun phrase: "people in the room who".
_INSIDE = word_set("of on in from for at with")


def antecedent(text: str, at: int, sentence: int, names: Sequence[NameAt]) -> tuple[int, int] | None:
    """Give `[start, end)` of the noun phrase before the relative pronoun at `at`.

    Args:
        text: the article's text.
        at: where the pronoun starts.
        sentence: where its sentence starts.
        names: names of the article that end at or before `at`, the last of them last.

    """
    low = max(sentence, at - LOOK_BACK)
    tokens = tokenize(text, low, at)
    comma = bool(tokens) and tokens[-1].text in {",", "—", "–", "-"}
    while tokens and not tokens[-1].text[-1].isalnum() and tokens[-1].text not in {")", "”", '"', "’"}:
        tokens.pop()
    # "from all of whom", "most of whom": the quantifier belongs to the clause.
    if tokens and tokens[-1].low in {"of", "to", "by", "with", "from", "for"}:
        tokens.pop()
        while tokens and (tokens[-1].low in QUANTIFIERS or not tokens[-1].text.isalnum()):
            comma = tokens.pop().text == "," or comma
    if not tokens:
        return None
    near = [name for name in names[-12:] if name.start >= low]
    if comma:
        named = _before_apposition(text, tokens, near)
        if named is not None:
            return named.start, named.end
    end = tokens[-1].end
    if near and near[-1].end >= end - 1:
        return near[-1].start, near[-1].end
    phrase = _noun_phrase(tokens, near)
    if phrase is None:
        return None
    # "NAME, a former pilot who": the apposition's name.
    touching = [name for name in near if text[name.end : phrase[0]].strip(" ’'s") == ","]
    role = tokenize(text, phrase[0], phrase[0] + 12)[0].low in DETERMINERS
    return (touching[-1].start, touching[-1].end) if touching and role else phrase


def _before_apposition(text: str, tokens: list[Token], names: Sequence[NameAt]) -> NameAt | None:
    """Give the name before ", an adviser to OTHER," where the last segment is an apposition."""
    cut = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].text == ","), None)
    if cut is None or cut + 1 >= len(tokens):
        return None
    first = tokens[cut + 1]
    role = first.low in DETERMINERS or first.low in PEOPLE or first.low.isdigit() or first.low == "who"
    if not role and not any(singular(t.low) in PEOPLE and t.text.islower() for t in tokens[cut + 1 :]):
        return None
    before = [name for name in names if name.end <= tokens[cut].start]
    if before and not any(c.isalnum() for c in text[before[-1].end : tokens[cut].start].replace("’s", "")):
        return before[-1]
    return None


def _noun_phrase(tokens: list[Token], names: Sequence[NameAt]) -> tuple[int, int] | None:
    """Walk back over the words of the noun phrase that ends the tokens."""
    end = tokens[-1].end
    start: int | None = None
    at = len(tokens) - 1
    while at >= 0 and len(tokens) - at <= 14:
        token = tokens[at]
        inside_name = any(name.start <= token.start < name.end for name in names)
        if not inside_name:
            if token.low in _INSIDE and at > 0 and start is not None and _noun(tokens[at - 1], token.low):
                at -= 1
                continue
            if not (token.text[0].isalnum() or token.text in {"'s", "’s", "-", "'", "’"}):
                break
            if token.low in NOT_IN_NOUN_PHRASE:
                break
        start = token.start
        if token.low in DETERMINERS:
            break
        at -= 1
    if at >= 0 and tokens[at].low == "to" and at + 2 < len(tokens):
        # "to persuade voters who": the infinitive is no part of it.
        start = tokens[at + 2].start
    return None if start is None else (start, end)


def _noun(token: Token, preposition: str) -> bool:
    """Tell whether a noun phrase goes on before a preposition: "people in the room", "bets of the bank"."""
    return singular(token.low) in PEOPLE or (preposition == "of" and is_plural_noun(token.low))
