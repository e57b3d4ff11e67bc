"""Find who told an outlet something: "a clerk at the hall had told NAME that …"."""

from __future__ import annotations

import re

from onrecord.annotate.lexicon import word_set
from onrecord.annotate.outlets import Outlet

_STOP = (
    r"(?:that|to|in|on|and|at|who|which|by|from|the|a|an|of|as|but|with|about|"
    r"reporters|journalists|supporters)"
)
#: Article and describing words before a name ("the privately owned station NAME"), up to the name.
LEAD = rf"(?:(?:the|an?|this|his|her|its|their|our)\s+)?(?:(?!{_STOP}\b)[\w’'-]+\s+){{0,4}}$"
#: Ways of telling an outlet something, right up to its name.
TELLING = (
    re.compile(
        rf"\b(?P<cue>told|tells?|telling|informed|assured|phoned|texted|emailed|e-mailed)\s+{LEAD}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<cue>said|says|added|adds|wrote|writes|confirmed|explained|complained|admitted|conceded|disclosed|revealed|"
        r"leaked|shown|given|sent|provided|released|speaking|spoke|speaks|talking|talked|message|letter|statement|e-?mails?|"
        r"remarks?|comments?|interviews?|interviewed|text|denied|insisted|clarified|commented|remarked|replied|"
        rf"responded|described)\b(?:\s+\w+){{0,3}}?\s+(?:to|with)\s+{LEAD}",
        re.IGNORECASE,
    ),
)
#: Characters before an outlet's name that are looked at.
REACH = 120
_AUXILIARY = word_set("has have had also then later first earlier only once previously reportedly recently")
_ENDS_PHRASE = word_set(
    "at of in from with who which that close familiar inside within on near by for to speaking "
    "asking involved"
)
_ARTICLES = word_set("a an the one another this that two three four several some")


def tells(text: str, outlet: Outlet, low: int) -> bool:
    """Tell whether the words before the outlet, from `low` on, say that somebody told it something."""
    return _match(text, outlet, low) is not None


def teller(text: str, outlet: Outlet) -> str | None:
    """Give the head noun of an unnamed teller ("clerk"), None where it is a name or not to be found."""
    match = _match(text, outlet, 0)
    if match is None:
        return None
    start = max(0, outlet.start - REACH)
    before = re.split(r"[.;:!?\"“”\n]", text[max(0, start - REACH) : start + match.start("cue")])[-1]
    words = re.findall(r"[\w’'-]+|,", before)
    while words and words[-1].casefold() in _AUXILIARY:
        words.pop()
    if words[-1:] == [","]:
        words = before[: before.rfind(",")].split(",")[0].split() if "," in before else words
    articles = [at for at, word in enumerate(words) if word.casefold() in _ARTICLES]
    firsts = [at for at in articles if not any(w.casefold() in _ENDS_PHRASE for w in words[at - 1 : at])]
    return head_noun(" ".join(words[firsts[-1] :])) if firsts else None


def head_noun(phrase: str) -> str:
    """Give the last word of a noun phrase before what describes it ("a clerk at the hall" → "clerk")."""
    head = ""
    for word in re.findall(r"[\w’'-]+|,", phrase.casefold()):
        if word == "," or (head and word in _ENDS_PHRASE):
            break
        if word not in _ARTICLES:
            head = word
    return head


def _match(text: str, outlet: Outlet, low: int) -> re.Match[str] | None:
    before = text[max(low, outlet.start - REACH) : outlet.start]
    return next((match for pattern in TELLING if (match := pattern.search(before))), None)
