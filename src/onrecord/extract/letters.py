"""Find who signed a letter, or each of several on one page: the name under its last paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.credits import is_person
from onrecord.extract.visible import Line

#: A page of letters says so in its headline or above it, within so many lines of the first paragraph …
_ABOVE = 4
_LETTERS = re.compile(
    r"(?:your |readers['’]? |reader )?(?:letters?|mailbag|postbag)\b\W*$|"
    r"(?:.{0,40}\W)?letters? to the editor\b|"
    r"(?:your |readers['’]? |reader )?letters?\s?[:|–—-]\s|letters from (?:our )?readers\b",
    re.IGNORECASE,
)
#: … or begins with a greeting …
_GREETING = re.compile(
    r"(?:dear )?(?:sirs?|madam|sir or madam|editor|the editor|editor-in-chief)\b.{0,40}[,:–—-]?$|"
    r"(?:dear )?(?:sirs?|madam|editor)\s?[,:–—-]\s|to the editors?\b\W|"
    r"dear (?:mr|mrs|ms|dr|minister|mayor|editor)\b.{0,60},$",
    re.IGNORECASE,
)
#: … or ends with what letters end with.
_CLOSING = re.compile(
    r"(?:(?:yours|very|most) )?(?:faithfully|sincerely|truly|respectfully|cordially)(?: yours)?\b\W*|"
    r"(?:with )?(?:kind|best|warm|warmest) (?:regards|wishes)\b\W*|(?:regards|signed)\b\W*",
    re.IGNORECASE,
)
#: A closing and the signature stand within so many lines of the last paragraph; no signature is longer, in
#: characters.
_REACH, _LONGEST = 4, 120
_TITLE = re.compile(
    r"(?:(?:dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|lord|lady|rev|the rev|revd|fr|cllr|councillor|col|"
    r"capt|major|gen)\b\.?\s+)+",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"\s*(?:[,;(|]|\s[–—-]\s|\s{2,}|\n)")
#: Initials as they are often set: "J.P. Lund" is read as "J. P. Lund".
_INITIALS = re.compile(r"\b([A-Z]\.)(?=[A-Z]\.)")
#: A paragraph has so many words, or fewer and ends as a sentence does.
_PROSE_WORDS, _SENTENCE_WORDS = 12, 4
_SENTENCE = (".", "!", "?", "…", ".”", ".’", '."')


def signers(texts: Sequence[str], told: Sequence[bool], title: str | None = None) -> dict[int, str]:
    """Give the names under the letters of a page by the number of their line; none where it has no letter.

    Args:
        texts: the lines of the page from its head to the end of what may be its article.
        told: for each, whether it is a paragraph of the article.
        title: of the page, where it has one.

    """
    paragraphs = [i for i, text in enumerate(texts) if told[i] and _is_prose(text)]
    if not paragraphs:
        return {}
    first = paragraphs[0]
    above = [*texts[max(0, first - _ABOVE) : first + 1], title or ""]
    is_page = any(_LETTERS.match(text[:200].strip()) for text in above)
    greeted = any(_GREETING.match(text[:100].strip()) for text in above[:-1])
    found: dict[int, str] = {}
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], len(texts)], strict=True):
        closed = False
        for i in range(paragraph + 1, min(following, paragraph + 1 + _REACH)):
            line = texts[i].strip()
            end = _CLOSING.match(line)
            closed = closed or end is not None
            left = line[end.end() :] if end else line
            if not left:
                continue
            name = signature(left)
            if name and (is_page or greeted or closed):
                found[i] = name
            # Behind the name stand places and offices; so do they where it was withheld.
            break
    # A letter has its name at its end; one among the paragraphs of a story is its subheading.
    return found if is_page or not found or max(found) > paragraphs[-1] else {}


def signers_below(
    lines: Sequence[Line], headline: int | None, body: Sequence[int], titles: Sequence[str]
) -> dict[int, str]:
    """Give the names under the letters of an HTML page by the index of the line.

    Args:
        lines: of the page, in order.
        headline: index of the headline's line, or None.
        body: indexes of the lines of the body.
        titles: of the page, the best first.

    """
    if not body:
        return {}
    start = max(0, min(body[0], body[0] if headline is None else headline) - 1)
    own = set(body)
    shown = range(start, min(len(lines), body[-1] + 1 + _REACH))
    found = signers([lines[i].text for i in shown], [i in own for i in shown], next(iter(titles), None))
    return {start + at: name for at, name in found.items()}


def signature(line: str) -> str | None:
    """Give the name that a line signs with, less title, place and office; None where it is no signature."""
    if not line or len(line) > _LONGEST:
        return None
    words = _TITLE.sub("", line.strip(" \t–—-*_"), count=1)
    cut = _AFTER_NAME.search(words)
    name = (words[: cut.start()] if cut else words).strip(" .,")
    if name.lower().startswith("the "):
        return None
    if not cut and line.rstrip().endswith(("!", "?", ":", "”", '"')):
        return None
    return name if is_person(_INITIALS.sub(r"\1 ", name)) else None


def _is_prose(text: str) -> bool:
    spaces = text.count(" ")
    return spaces >= _PROSE_WORDS or (spaces >= _SENTENCE_WORDS and text.rstrip().endswith(_SENTENCE))
