"""Complete the names of an article: surnames that were missed, and names that sources plainly print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.annotate.coreference_text import TextMap
from onrecord.annotate.coreference_words import (
    DETERMINERS,
    NOT_IN_NOUN_PHRASE,
    ORGANIZATIONS,
    PERSON_NOUNS,
    PLACE_LAST,
    PRONOUNS,
    QUANTIFIERS,
    TITLES,
    Token,
    gender_of_first_name,
    is_plural_noun,
    tokenize,
)
from onrecord.annotate.nameparts import read_name
from onrecord.model import Mention, MentionType

#: Shorter words with a capital are seldom a surname by themselves.
SHORTEST = 3
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w]+(?:-\w+)*")


def complete_names(
    text: str, names: Iterable[Mention], sources: Sequence[tuple[int, int]], places: TextMap
) -> list[Mention]:
    """Give `names` in order, without overlaps, with missed surnames and the missed names of `sources`."""
    kept = [_lengthened(text, name, places) for name in _without_overlaps(names)]
    kept = _without_overlaps(kept)
    kept = _merged(kept, _names_in_sources(text, kept, sources))
    return _merged(kept, _missed_surnames(text, kept, places))


def _without_overlaps(names: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _lengthened(text: str, name: Mention, places: TextMap) -> Mention:
    """Add the surname to a first name whose mention ends too early: "Maren" of "Maren Toldvik"."""
    if name.type != "PERSON" or " " in name.text or gender_of_first_name(name.text) is None:
        return name
    more = _CAPITAL.match(text, name.end + 1) if text[name.end : name.end + 1] == " " else None
    if more is None or not more.group()[0].isupper() or places.in_headline(name.start):
        return name
    low = more.group().lower()
    if (
        low in TITLES
        or low in ORGANIZATIONS
        or low in PLACE_LAST
        or text[more.end() : more.end() + 2].strip().isupper()
    ):
        return name
    return _named(text, name.start, more.end(), "PERSON")


def _merged(names: list[Mention], more: list[Mention]) -> list[Mention]:
    return _without_overlaps([*names, *more]) if more else names


def _named(text: str, start: int, end: int, kind: MentionType) -> Mention:
    return Mention(start=start, end=end, text=text[start:end], type=kind, form="name", entity=None)


def _names_in_sources(text: str, names: list[Mention], sources: Sequence[tuple[int, int]]) -> list[Mention]:
    """Find runs of capital letters inside sources that no name covers: unmarked speakers are lost."""
    found: list[Mention] = []
    at = 0
    for start, end in sorted(sources):
        while at < len(names) and names[at].end <= start:
            at += 1
        covered = [n for n in names[at : at + 20] if n.start < end]
        tokens = [
            t for t in tokenize(text, start, end) if not any(n.start <= t.start < n.end for n in covered)
        ]
        for run in _runs(tokens):
            kind = _type_of(run)
            if kind is not None:
                found.append(_named(text, run[0].start, run[-1].end, kind))
    return found


def _runs(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    """Neighbouring tokens with capitals, titles and function words left out at their start."""
    run: list[Token] = []
    for token in [*tokens, Token(-9, -9, "", "")]:
        touches = bool(run) and token.start - run[-1].end in (0, 1, 2)
        capital = (
            token.text[:1].isupper() and token.low not in NOT_IN_NOUN_PHRASE and token.low not in DETERMINERS
        )
        if run and (not touches or not capital) and token.text != ".":
            yield run
            run = []
        if capital and not (
            not run and (token.low in TITLES or token.low in PRONOUNS or token.low in QUANTIFIERS)
        ):
            run.append(token)
    return


def _type_of(run: Sequence[Token]) -> MentionType | None:
    words = [token.low for token in run]
    if any(word in ORGANIZATIONS for word in words) and len(words) > 1:
        return "ORG"
    if any(is_plural_noun(word) and word[:-1] in PERSON_NOUNS for word in words) or words[-1] in PERSON_NOUNS:
        return None
    if 1 < len(words) <= 4 and all(len(word) > 1 for word in words[:1]):
        return "PERSON"
    if len(words) == 1 and gender_of_first_name(words[0]) and len(words[0]) > SHORTEST:
        return "PERSON"
    return None


def _missed_surnames(text: str, names: list[Mention], places: TextMap) -> list[Mention]:
    """Surnames of people printed in full elsewhere, standing alone and unmarked: "TAVANE: we are ready"."""
    parts = [read_name(text, n.start, n.end, "PERSON") for n in names if n.type == "PERSON"]
    surnames = {p.words[-1] for p in parts if len(p.words) > 1 and len(p.words[-1]) >= SHORTEST}
    surnames -= PERSON_NOUNS | TITLES
    found: list[Mention] = []
    at = 0
    for start, end in places.paragraphs:
        for word in _CAPITAL.finditer(text, start, end):
            if word.group().lower() not in surnames or not word.group()[0].isupper():
                continue
            while at < len(names) and names[at].end <= word.start():
                at += 1
            if at < len(names) and names[at].start < word.end():
                continue
            if _stands_alone(text, word.start(), word.end(), start, end):
                found.append(_named(text, word.start(), word.end(), "PERSON"))
    return found


def _stands_alone(text: str, start: int, end: int, low: int, high: int) -> bool:
    """Tell that no other capital letter touches the word: "Tavane Tower" is no person."""
    after = text[end : min(end + 3, high)].lstrip(" ")
    before = tokenize(text, max(low, start - 24), start)[-1:]
    if after[:1].isupper() and not text[start:end].isupper():
        return False
    if not before or not before[0].text[0].isupper():
        return True
    return before[0].low in TITLES or before[0].start == low
