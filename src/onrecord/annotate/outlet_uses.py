"""Recognise outlets by what a page has them do: "NAME reported, citing a pilot", "a clerk told NAME"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice
from typing import NamedTuple

from onrecord.annotate.coreference_words import TITLES, gender_of_first_name
from onrecord.annotate.lexicon import word_set
from onrecord.annotate.outlet_names import POSSESSIVE, generic_words, institution_words
from onrecord.model import Mention

_NAME = (
    r"(?P<name>(?-i:\b(?:The\s)?[A-ZÀ-Þ][\w&’'-]{0,40}(?:\.[a-z]{2,12})?"
    r"(?:\s(?:(?:of|de|del|della|di|du)\s)?[A-ZÀ-Þ0-9][\w&’'-]{0,40}){0,4}))"
)
_WHEN = r"(?:\s(?:on|last|this|earlier|late|in)\s\w+(?:\s\w+)?|\s\w+day|\syesterday|\stoday)?"
_CITING = r"(?:citing|quoting|with\s(?:a\s)?reference\sto|in\sreference\sto|referring\sto|attributing)"
_SAID = (
    r"(?:said|says|added|adds|told|stated|states|affirmed|declared|insisted|announced|warned|claimed|wrote|explained|"
    r"noted|confirmed|denied|stressed)"
)
_SAID_WORD = re.compile(rf"\b{_SAID}\b", re.IGNORECASE)
#: Characters from the beginning of a verb of saying to the comma of its clause, at most.
_CLAUSE = 80
_POINTER = (
    r"(?:station|broadcaster|newspaper|paper|channel|agency|website|site|magazine|daily|weekly|tabloid)"
)


class _Use(NamedTuple):
    """A construction with an outlet's name in it, and words one of which it must hold: a cheap look first."""

    pattern: re.Pattern[str]
    signs: tuple[str, ...]
    #: The comma, with what comes next, of a construction that follows a verb of saying and a comma.
    comma: re.Pattern[str] | None = None

    def names(self, text: str, start: int, end: int, folded: str) -> Iterator[str]:
        """Give the names so used in `[start, end)` of `text`; `folded` is that range in lower case."""
        if not any(sign in folded for sign in self.signs):
            return iter(())
        matches = self.pattern.finditer(text, start, end) if self.comma is None else None
        return _named(matches or self._behind_said(text, start, end))

    def _behind_said(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Find the same as `finditer`, sooner: its commas are rarer than verbs of saying."""
        for comma in self.comma.finditer(text, start, end) if self.comma else ():
            verbs = _SAID_WORD.finditer(text, max(start, comma.start() - _CLAUSE), comma.start())
            match = next((m for verb in verbs if (m := self.pattern.match(text, verb.start(), end))), None)
            if match is not None:
                yield match
                start = match.end()


def _use(pattern: str, *signs: str) -> _Use:
    return _Use(re.compile(pattern, re.IGNORECASE), signs)


def _use_behind_said(comma: str, rest: str, *signs: str) -> _Use:
    pattern = rf"\b{_SAID}\b[^.,\"“”\n]{{0,60}}{rest}"
    return _Use(re.compile(pattern, re.IGNORECASE), signs, re.compile(comma, re.IGNORECASE))


_CITES = ("citing", "quoting", "reference", "referring", "attributing")
#: These are proof, whatever the name looks like: people do not report in this way.
_PROOF = (
    _use(
        rf"{_NAME}\s(?:(?:has|had|also|first|later)\s)?(?:reports?|reported|writes|wrote){_WHEN},?\s{_CITING}\s",
        *_CITES,
    ),
    _use(
        rf"{_NAME}\s(?:(?:has|had|also|first|later)\s)?(?:reports?|reported){_WHEN}\sthat\s[^.\n]{{1,300}}?,\s{_CITING}\s",
        *_CITES,
    ),
    _use(rf"(?:,|[,.]?[”\"’])\s{_NAME}\s(?:reports|reported){_WHEN}(?=\s*[.\n]|$)", "report"),
    _use(
        rf"\b(?:reports?|articles?|story|dispatch|account)\s(?:in|by|of|from|on)\s{_NAME}(?=\s(?:that|which|said)\b|,)",
        "report", "article", "story", "dispatch", "account",
    ),
    _use(
        rf"\b(?:editors?|editor-in-chief|correspondents?|reporters?)\s(?:of|at|for|with)\s{_NAME}",
        "editor", "correspondent", "reporter",
    ),
    _use(
        rf"{_NAME}[.;]\s[Tt]he\s{_POINTER}\s(?:says?|said|reports?|reported|writes|wrote)\b",
        *re.findall(r"[a-z]{3,}", _POINTER),
    ),
    _use(rf"{_NAME}\s(?:correspondent|reporter)\s(?:reports|(?-i:[A-Z]))", "correspondent", "reporter"),
    _use(rf"\b(?:as|and|but)\s{_NAME}\s(?:reports|reported)\b{_WHEN}(?:\sfrom\s|[.,\n])", "report"),
)  # fmt: skip
#: These are proof only of a name that looks like no person's and no institution's.
_TELLING = _use(
    rf"\b(?:told|tells|telling|(?:said|says|added|adds|spoke)\s(?:[\w’'-]+\s){{0,4}}?to)\s(?:the\s)?{_NAME}",
    "told", "tell", "said", "says", "add", "spoke",
)  # fmt: skip
_REFERENCE = _use(rf"\b(?:with|in)\s(?:a\s)?reference\sto\s(?:the\s)?{_NAME}(?=\s*[.,\n]|$)", "reference")
_HINT = (
    _TELLING,
    _REFERENCE,
    _use(
        rf"{_NAME}\s(?:announced|informed|announces|informs|says|said|writes|wrote|claims|claimed)\s{_CITING}\s",
        *_CITES,
    ),
    _use_behind_said(
        r",\s(?:according\sto|per|via)\s",
        rf",\s(?:according\sto|per|via)\s(?:the\s)?{_NAME}(?=\s*[.,\n]|$)",
        "according", "per", "via",
    ),
    _use_behind_said(
        r",\s(?:the\s)?(?-i:[A-ZÀ-Þ])",
        rf",\s(?:the\s)?{_NAME}\s(?:said|says|wrote|writes)(?=\s*[.\n]|$)",
        "said", "says", "wrote", "writes",
    ),
    _use(rf"(?:,|[,.]?[”\"’])\s{_NAME}\s(?:writes|wrote)(?=\s*[.\n]|$)", "writes", "wrote"),
)  # fmt: skip
#: Who is named with these is a body that acts in the news and no outlet.
_ACTS = re.compile(
    r"\s(?:denied|denies|shares|employees?|has\snot\sreplied|declined|refused|pledged|chief|boss|lawmakers?|"
    r"spokes\w+)\b"
)
_WORD_START = re.compile(r"\b\w")
#: Words with a capital that may stand before a name and are none of it.
_LEADING = word_set(
    "the a an on in at as and but when while after before if so then later meanwhile yesterday today"
)
#: A page names far fewer.
_MOST = 40
_JOINED = re.compile(r"[a-z][A-Z]|\.[a-z]{2,}$|\d$")


def used_as_outlets(
    text: str, ranges: Sequence[tuple[int, int]], names: Sequence[Mention]
) -> tuple[str, ...]:
    """Give the names in `ranges` of `text` that the page uses as those of outlets, as printed.

    `names` are the article's mentions: what is a person by title or first name is no outlet, whatever it
    does. Time is linear in the length of the text.
    """
    bodies = {mention.text for mention in names if mention.type in ("ORG", "WORK")}
    places = {mention.text for mention in names if mention.type in ("GPE", "NORP", "LOC")}
    places -= {mention.text for mention in names if mention.type not in ("GPE", "NORP", "LOC")}
    #: Each name once, in the order of use, and whether its use is proof.
    found: dict[str, bool] = {}
    parts = [(start, end, text[start:end].lower()) for start, end in ranges]
    telling = [list(_TELLING.names(text, *part)) for part in parts]
    told = {name for names_told in telling for name in names_told}
    for part, names_told in zip(parts, telling, strict=True):
        for use in _PROOF:
            found.update(dict.fromkeys(use.names(text, *part), True))
        for use in _HINT:
            for name in names_told if use is _TELLING else use.names(text, *part):
                # What is told things and referred to is an outlet even where its name looks like a person's.
                both = use is _REFERENCE and name in told
                looks = both or name in bodies or name.removeprefix("The ") in bodies or _JOINED.search(name)
                if looks:
                    found.setdefault(name, False)
    hinted = {name for name, proved in found.items() if not proved}
    refused = places | {name for name in hinted if _is_institution(name)}
    refused |= _acting(text, hinted - refused)
    return tuple(islice((name for name in found if name not in refused), _MOST))


def _named(matches: Iterable[re.Match[str]]) -> Iterator[str]:
    for match in matches:
        words = POSSESSIVE.sub("", match["name"]).split()
        while len(words) > 1 and words[0].casefold() in _LEADING and words[0] != "The":
            words = words[1:]
        name = " ".join(words)
        if _can_be_one(words) and not name.isdigit():
            yield name


def _can_be_one(words: Sequence[str]) -> bool:
    bare = [word.casefold().strip(".") for word in words if word != "The"]
    if not bare or bare[0] in TITLES or all(word in generic_words() for word in bare):
        return False
    if len(bare) == 1 and (bare[0] in _LEADING or len(bare[0]) < 2):
        return False
    return len(bare) == 1 or gender_of_first_name(bare[0]) is None or bare[-1].isdigit()


def _is_institution(name: str) -> bool:
    return not institution_words().isdisjoint(word.casefold() for word in name.split())


def _acting(text: str, names: Set[str]) -> set[str]:
    """Give those of `names` that act in the news somewhere; `text` is read once, however many they are."""
    found: set[str] = set()
    longest = max(map(len, names), default=0)
    for act in _ACTS.finditer(text) if names else ():
        end = act.start()
        if text[end - 2 : end] in ("’s", "'s"):
            end -= 2
        for start in _WORD_START.finditer(text, max(0, end - longest), end):
            if (subject := text[start.start() : end]) in names:
                found.add(subject)
    return found
