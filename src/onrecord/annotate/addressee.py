"""Find whom words were said to: "told reporters", "wrote to the council", "asked the envoy for help"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.annotate.lexicon import Token, forms, lexicon, names_between, read_data, tokens, word_set
from onrecord.annotate.sentences import sentence_around
from onrecord.model import Attribution, Mention, Span

_BE = word_set("was were been is are be being")
_BEFORE_NOUNS = word_set("a an the in by via his her their its")
#: Words of the phrase at most.
_LONGEST = 14
#: The subject of a passive, before "has been told".
_SUBJECT = re.compile(
    r"(?:^|[,;:“\"]\s*|\bthat\s+)(?P<who>(?:[\w’'.-]+\s+){1,8}?)"
    r"(?:has|have|had|was|were|is|are|being|been)\b[\w\s]*$"
)
_AT = re.compile(r"\s+at\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    verbs: frozenset[str]
    of_what: frozenset[str]
    no_start: frozenset[str]
    ends: frozenset[str]
    people: frozenset[str]
    not_adverbs: frozenset[str]
    #: Titles with a full stop.
    titles: frozenset[str]
    #: What is told and not told to.
    things: frozenset[str]
    #: Verbs after which "to" gives no addressee.
    not_to: frozenset[str]
    #: Verbs with their addressee behind "at".
    aimed: frozenset[str]
    #: What is answered, and nobody ("replied to the letter").
    media: frozenset[str]
    #: Between the cue and "to NAME".
    to: re.Pattern[str]


def addressees_of(text: str, attribution: Attribution, names: Sequence[Mention]) -> tuple[Span, ...]:
    """Give the spans of whom the attribution's words were said to, at most one.

    Without what says where or when ("told reporters | outside the hall"), never a part of source or
    content. `names` are the article's mentions in order of the text: a name that holds a preposition is
    not cut there.
    """
    if not attribution.cue:
        return ()
    known = _words()
    first, last = attribution.cue[0], attribution.cue[-1]
    low, high = sentence_around(text, first.start, last.end)
    words = [t for span in attribution.cue for t in tokens(text, span.start, span.end)]
    for at, word in enumerate(words):
        if word.lower in _BEFORE_NOUNS:
            # "wrote in a text message": no verbs from here on.
            break
        if word.lower in known.verbs:
            passive = (at and words[at - 1].lower in _BE) or _passive_before(text, word, low)
            found = (
                _subject(text, word, low, attribution)
                if passive
                else _phrase(text, word.end, high, attribution, names, word.lower in known.of_what)
            )
            if found is not None:
                return (found,)
    if words[-1].lower in ("on", "upon") and any(word.lower in forms("call") for word in words):
        called = _phrase(text, last.end, high, attribution, names, False)
        return (called,) if called else ()
    start = last.end - 3 if text[last.start : last.end].endswith(" to") else last.end
    to = known.to.match(text, start) if start == last.end else None
    if to is None and words[-1].lower in known.aimed:
        to = _AT.match(text, last.end)
    begin = to.end() if to else last.end if start != last.end else None
    said = any(lexicon().verbs.get(word.lower) for word in words)
    said = said and not any(word.lower in known.not_to for word in words)
    if begin is None or not said or not _is_audience(text, begin):
        return ()
    phrase = _phrase(text, begin, high, attribution, names, False)
    return (phrase,) if phrase and phrase.text.split()[-1].lower() not in known.media else ()


def _phrase(
    text: str, start: int, high: int, attribution: Attribution, names: Sequence[Mention], of_ends: bool
) -> Span | None:
    """Cut the noun phrase that begins right at `start`."""
    spans = (*attribution.source, *attribution.content)
    barrier = min([high, start + 160, *(s.start for s in spans if s.start >= start)])
    known, words = _words(), tokens(text, start, barrier)[:_LONGEST]
    if not words or words[0].lower in known.no_start or not words[0].lower[0].isalnum():
        return None
    inner = [(m.start, m.end) for m in names_between(names, start, barrier) if m.form == "name"]
    end = start
    for at, word in enumerate(words):
        within = any(a < word.start < b for a, b in inner)
        if not within and _stops(words, at, of_ends):
            break
        end = word.end
    begin = words[0].start
    while end > begin and text[begin:end].split()[-1].lower() in ("and", "of", "or", "the", "a"):
        end = begin + len(text[begin:end].rstrip().rpartition(" ")[0])
    if text[begin:end].endswith(("’s", "'s")):
        end -= 2
    if end <= begin or any(s.start < end and begin < s.end for s in spans):
        return None
    is_thing = known.things.intersection(t.lower for t in words[:4] if t.end <= end)
    return None if is_thing else Span.of(text, begin, end)


def _stops(words: Sequence[Token], at: int, of_ends: bool) -> bool:
    known, word = _words(), words[at].lower
    if not word[0].isalnum():
        is_short = at and (len(words[at - 1].lower) == 1 or words[at - 1].lower in known.titles)
        return word not in ("'", "&") and not (word == "." and is_short)
    following = words[at + 1].lower if at + 1 < len(words) else ""
    if word in ("and", "or"):
        return following in lexicon().verbs or following in known.ends or not following
    if at and word.endswith("ly") and word not in known.not_adverbs:
        return True
    if word in ("his", "her") and at:
        return True
    return word in known.ends or (of_ends and word == "of")


def _is_audience(text: str, start: int) -> bool:
    """Tell whether people can begin at `start` (a name, an article, "reporters"), not a verb."""
    first = tokens(text, start, start + 40)[:1]
    if not first:
        return False
    word = text[first[0].start : first[0].end]
    return word[0].isupper() or first[0].lower in _words().people


def _passive_before(text: str, word: Token, low: int) -> bool:
    before = tokens(text, max(low, word.start - 30), word.start)[-2:]
    return bool(before) and before[-1].lower in _BE


def _subject(text: str, word: Token, low: int, attribution: Attribution) -> Span | None:
    """Cut the subject of a passive ("the council | was told by …")."""
    before = text[max(low, word.start - 120) : word.start]
    match = _SUBJECT.search(before)
    if match is None or "that" in match["who"].split():
        return None
    start = word.start - len(before) + match.start("who")
    end = start + len(match["who"].rstrip())
    spans = (*attribution.source, *attribution.content)
    if end <= start or any(s.start < end and start < s.end for s in spans):
        return None
    return Span.of(text, start, end)


@cache
def _words() -> _Words:
    data = {key: word_set(value) for key, value in read_data("addressees.toml").items()}
    media = "|".join(sorted(data["media"]))
    to = (
        r"(?:\s+(?:\w+ly|later|again|today|yesterday|(?:on|last|this)\s+\w+))?"
        r"(?:\s+(?:in|via|by|through|during)\s+(?:(?:an?|the|his|her|their|its|one)\s+)?"
        rf"(?:[\w’'-]+\s+){{0,4}}?(?:{media}))?\s+to\s+"
    )
    return _Words(
        verbs=frozenset(form for verb in data["verbs"] for form in forms(verb)),
        of_what=frozenset(form for verb in data["of_what"] for form in forms(verb)),
        no_start=data["no_start"],
        ends=data["ends"],
        people=data["determiners"] | data["audiences"],
        not_adverbs=data["not_adverbs"],
        titles=data["titles"],
        things=data["things"],
        not_to=frozenset(form for verb in data["not_to"] for form in forms(verb)),
        aimed=frozenset(form for verb in data["aimed"] for form in forms(verb)),
        media=data["media"],
        to=re.compile(to, re.IGNORECASE),
    )
