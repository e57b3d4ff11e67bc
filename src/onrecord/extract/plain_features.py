"""Measure a unit of plain text: is it prose, a title, a line of links, the publisher about itself?"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from onrecord.extract.plain_patterns import HEAD, Rule, fold, rule_of
from onrecord.extract.plain_units import Unit
from onrecord.extract.plain_words import appeal_weights, word_list

#: Measures are taken on so many characters from the front of a unit; more would tell nothing new.
SAMPLE = 1_500

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
#: Chinese and Japanese write without spaces: two characters count as a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?。！？][\"'”’“»«)\]]*\s*$")
_COLON_END = re.compile(r"[:,;—–-][\"'”’»)\]]*$")
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[more\]|\(more…?\))[\"”’)\]]*$", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]{0,2000}”?|\"[^\"]{0,2000}\"?|‘[^’]{0,600}’(?!\w)|''.{0,2000}?''")
_SEPARATOR = re.compile(r"\s(?:[|·•/»›>←→]+|::)(?=\s|$)|\]\s*\[|\s[.]\s|\s{3,}|\t|(?<=\w)\|(?=\w)")
_BULLET = re.compile(r"(?:[•●▪■◦‣∙·*–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_SPEAKER = re.compile(r"(?:[A-Z][A-Z.’'\- ]{1,40}|Q|A)(?: \([^)]{1,40}\))?: \S")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b|\bago\b", re.IGNORECASE)


#: A quotation of fewer words by itself may be a title.
FEWEST_QUOTED = 8


@dataclass(frozen=True, slots=True)
class Traits:
    """What is measured of one unit."""

    words: int
    #: Share of the letters' words that are English function words, in [0, 1].
    function: float
    #: Share of words that begin with a lower-case letter, in [0, 1].
    lower: float
    #: Share of capital letters among letters, in [0, 1].
    capitals: float
    digits: float
    ends_sentence: bool
    #: It ends with a colon, a comma or a dash: something follows.
    leads_on: bool
    breaks_off: bool
    #: Menu signs: bars, arrows, brackets between its words.
    separators: int
    bullet: bool
    #: A line of a transcript ("NAME: words").
    transcript: bool
    quoted: bool
    #: Weight of the words with which a publisher speaks of itself, outside quotation marks.
    appeal: int
    rule: Rule | None

    @property
    def is_prose(self) -> bool:
        """Running text: sentences with function words, whatever it says."""
        if self.separators > 2 and self.words < 40:
            return False
        if self.ends_sentence:
            return self.words >= 9 and self.lower >= 0.35
        return (self.words >= 24 and self.lower >= 0.55) or (
            self.words >= 14 and self.lower >= 0.7 and self.function >= 0.3
        )

    @property
    def is_capitals(self) -> bool:
        """Written in capitals all through."""
        return self.capitals > 0.8 and self.words >= 2


@cache
def _appeal_pattern() -> re.Pattern[str]:
    longest_first = sorted(appeal_weights(), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")


def count_words(text: str) -> int:
    """Count the words of a text; scripts without spaces count two characters a word."""
    return len(_WORD.findall(text)) + len(_UNSPACED.findall(text)) // 2


def traits_of(unit: Unit) -> Traits:
    """Measure `unit`, in time linear in its length."""
    function_words = word_list("function")
    sample = unit.text[:SAMPLE]
    tokens = _WORD.findall(sample)
    words = (
        count_words(unit.text)
        if len(unit.text) > SAMPLE
        else len(tokens) + len(_UNSPACED.findall(sample)) // 2
    )
    characters = Counter(sample).items()
    letters = sum(count for it, count in characters if it.isalpha())
    capitals = sum(count for it, count in characters if it.isupper())
    small = sum(count for it, count in characters if it.islower())
    digits = sum(count for it, count in characters if it.isdigit())
    alphabetic = [t for t in tokens if t[0].isalpha()] or [""]
    # Arabic, Hebrew, Chinese and others have no capitals: there the share of small letters tells nothing.
    caseless = 2 * (capitals + small) < letters
    return Traits(
        words=words,
        function=sum(t.lower() in function_words for t in alphabetic) / len(alphabetic),
        lower=1.0 if caseless else sum(t[:1].islower() for t in alphabetic) / len(alphabetic),
        capitals=capitals / max(1, letters),
        digits=digits / max(1, len(sample)),
        ends_sentence=(bool(_SENTENCE_END.search(unit.text[-12:])) or _is_quotation(unit.text, words))
        and not _BREAKS_OFF.search(unit.text[-12:]),
        leads_on=words > 0 and bool(_COLON_END.search(unit.text[-6:])),
        breaks_off=bool(_BREAKS_OFF.search(unit.text[-12:])),
        separators=len(_SEPARATOR.findall(sample)),
        # "* TITLE *" is set off, not listed.
        bullet=bool(_BULLET.match(sample)) and sample[-1:] != sample[:1],
        transcript=bool(_SPEAKER.match(sample)),
        quoted=any(c in sample for c in '"“”«»„') or "''" in sample,
        appeal=appeal_weight(unit.text),
        rule=rule_of(unit.text, words),
    )


def _is_quotation(text: str, words: int) -> bool:
    """Tell whether a unit is a quotation and nothing else: exports of quotations leave its stop out."""
    return words >= FEWEST_QUOTED and text[:1] == "“" and text[-1:] == "”" and text.count("“") == 1


def appeal_weight(text: str) -> int:
    """Weigh the words with which a publisher speaks of itself and its readers; quoted words do not count."""
    weights = appeal_weights()
    own = _QUOTED.sub(" ", fold(text[: 2 * HEAD]).replace("’’", "''")).lower()
    return sum(weights[found] for found in set(_appeal_pattern().findall(own)))
