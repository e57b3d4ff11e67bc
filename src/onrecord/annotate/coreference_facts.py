"""Read what an article says of its people beside their names: titles, appositions, "NAME is the …"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.coreference_words import (
    BOUNDARY,
    DETERMINERS,
    NOT_IN_NOUN_PHRASE,
    PERSON_NOUNS,
    TITLES,
    Token,
    is_plural_noun,
    tokenize,
    word_set,
)

#: Characters looked at before and after a name; longer appositions are rare and say the role first.
BEFORE, AFTER = 110, 130
#: Words of an apposition that are kept.
MOST_WORDS = 14
_COPULAS = word_set("is was becomes became remains")
_NO_APPOSITION = word_set("who which and but said says")


def facts_of(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[set[str], set[str]]:
    """Collect the words said of the name `[start, end)` within its sentence `[start, end)`.

    Two sets, lower case: all words that describe, and of these the roles, which stand before a preposition
    ("adviser" but not "president" of "an adviser to the president").
    """
    low, high = max(sentence[0], start - BEFORE), min(sentence[1], end + AFTER)
    words, roles = _before(tokenize(text, low, start))
    more_words, more_roles = _after(tokenize(text, end, high))
    return words | more_words, roles | more_roles


def _before(tokens: Sequence[Token]) -> tuple[set[str], set[str]]:
    """Words right before the name: "Harbour Commissioner NAME", and "the harbour's master, NAME"."""
    at = len(tokens) - 1
    comma = at >= 0 and tokens[at].text == ","
    if comma:
        at -= 1
    elif at >= 0 and tokens[at].text.endswith("ed") and tokens[at].low not in PERSON_NOUNS:
        # "King OTHER received NAME": a verb, behind which another is described.
        return set(), set()
    found: list[Token] = []
    while at >= 0 and len(found) < MOST_WORDS and _describes(tokens[at], comma):
        found.append(tokens[at])
        at -= 1
    phrase = found[::-1]
    if at >= 0 and tokens[at].text.isalnum() and comma and tokens[at].low not in NOT_IN_NOUN_PHRASE:
        return set(), set()
    return _read(phrase, need_role=comma)


def _describes(token: Token, comma: bool) -> bool:
    if token.text in {".", "-", "'", "’", "'s", "’s"}:
        return True
    if not token.text[0].isalnum():
        return False
    # "an adviser to the ministry, NAME": prepositions are let through where the phrase ends in a comma.
    return token.low not in NOT_IN_NOUN_PHRASE or (comma and token.low in {"of", "for", "at", "in", "to"})


def _after(tokens: Sequence[Token]) -> tuple[set[str], set[str]]:
    """Words of the apposition or predicate right after the name: ", the harbour master" or "is a pilot"."""
    if tokens and tokens[0].text == "(":
        close = next((i for i, t in enumerate(tokens) if t.text == ")"), len(tokens) - 1)
        tokens = tokens[close + 1 :]
    if len(tokens) < 2:
        return set(), set()
    predicate = tokens[0].low in _COPULAS and tokens[1].low in {"a", "an", "the"}
    apposition = tokens[0].text == "," and tokens[1].low not in _NO_APPOSITION
    if not (predicate or apposition):
        return set(), set()
    phrase: list[Token] = []
    for at, token in enumerate(tokens[1 : 1 + MOST_WORDS], 1):
        second_role = token.low == "and" and at + 1 < len(tokens) and tokens[at + 1].low in PERSON_NOUNS
        if token.text in {",", ";", ":", "—", "–"} or token.low == "that":
            break
        if token.low in _NO_APPOSITION and not second_role:
            break
        phrase.append(token)
    return _read(phrase, need_role=True)


def _read(phrase: Sequence[Token], *, need_role: bool) -> tuple[set[str], set[str]]:
    """Split a noun phrase into its words and its roles; nothing where a role is needed and none is told."""
    words = [t.low for t in phrase if t.text[0].isalnum() and t.low not in DETERMINERS]
    cut = next((i for i, word in enumerate(words) if word in BOUNDARY), len(words))
    roles = {word for word in words[:cut] if word in PERSON_NOUNS or word in TITLES}
    if need_role and (not roles or is_plural_noun(words[cut - 1])):
        return set(), set()
    # "the deputy head of the forum and leader of its mission": one person, two roles.
    for at in range(cut, len(words) - 1):
        if words[at] == "and" and words[at + 1] in PERSON_NOUNS and not is_plural_noun(words[at + 1]):
            roles.add(words[at + 1])
    return {word for word in words if word not in BOUNDARY}, roles
