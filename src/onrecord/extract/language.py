"""Tell the language of a text, and of a page from what it declares and what it is written in."""

from __future__ import annotations

from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

#: Shorter texts, in letters, are not told: names and numbers outweigh the words.
FEWEST_LETTERS = 40
#: More than the first, in characters, changes nothing; the second is enough where it is so sure. On 650
#: texts of the pages and stories that we measure on, 600 characters gave the language that 3,000 give each
#: time, and were so sure 617 times; 400 were wrong eight times, sure to .88 at most.
SAMPLE, SHORT_SAMPLE, AT_ONCE = 3_000, 600, 0.99
#: A page's own word is kept unless detection is as sure as this of another language. On the pages of
#: `evals/pages.py`, 5 of 212 that declare a language declare a wrong one; detection is right on all 248,
#: sure to .98 and more.
SURE = 0.9
#: So many characters, told so surely, are enough to agree with what the page declares: 563 of 664 texts.
CONFIRMING_SAMPLE, CONFIRMING = 250, 0.7
#: English has these in nearly every sentence, and no other language has all of them in small letters: a page
#: that says it is English is believed by so many of the first and any of the others. That takes a fiftieth of
#: the time of detection, whose tables are larger than a processor's cache.
_THE, _FEWEST_THE, _OTHERS = " the ", 3, (" and ", " of ", " that ")


@cache
def _identifier() -> Any:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # The model also knows languages that have a code of three letters only; ISO 639-1 has none for them.
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    # Row by row: choosing languages leaves the table by columns, where a text's rows lie all over the memory.
    identifier.nb_ptc = identifier.nb_ptc.copy(order="C")
    return identifier


def _detect(text: str) -> tuple[str, float] | None:
    sample = text[:SAMPLE]
    if not _is_enough(sample):
        return None
    short = sample[:SHORT_SAMPLE]
    language, probability = _identifier().classify(short.encode("utf-8", "replace"))
    if probability < AT_ONCE and len(short) < len(sample):
        language, probability = _identifier().classify(sample.encode("utf-8", "replace"))
    return str(language), float(probability)


def _is_enough(sample: str) -> bool:
    """Tell whether a text is long enough to be told."""
    letters = wide = 0
    for character in sample:
        letters += character.isalpha()
        # Two characters of a script without spaces weigh as much as a word.
        wide += character >= "\u2e80"
        if letters + 4 * wide >= FEWEST_LETTERS:
            return True
    return False


def _is_english(sample: str, stated: str) -> bool:
    return stated == "en" and sample.count(_THE) >= _FEWEST_THE and any(other in sample for other in _OTHERS)


def _confirms(sample: str, stated: str) -> bool:
    if not _is_enough(sample):
        return False
    language, probability = _identifier().classify(sample.encode("utf-8", "replace"))
    return bool(language == stated and probability >= CONFIRMING)


def language_of(text: str) -> str | None:
    """Give the ISO 639-1 code of the language of `text`, or None where it is too short to tell."""
    found = _detect(text)
    return found[0] if found else None


def page_language(declared: str | None, text: str) -> str | None:
    """Give the language of a page.

    Args:
        declared: the `lang` attribute or a meta tag ("en-GB"), or None. Templates often lie, so that the
            text decides where it is sure.
        text: of the article.

    """
    code = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    stated = code if len(code) == 2 and code.isalpha() else None
    if stated and (_is_english(text[:SHORT_SAMPLE], stated) or _confirms(text[:CONFIRMING_SAMPLE], stated)):
        return stated
    found = _detect(text)
    if found is None or (stated and found[1] < SURE):
        return stated
    return found[0]
