"""Judge how a story ends: biographies, closing lines, last appeals and boxes between ruled lines."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.extract.plain_lines import biography_evidence
from onrecord.extract.plain_page import Page

#: After a line that closes the article, so many words of prose without another such line reopen it.
REOPENS = 120
#: The last paragraph of a page is an appeal from this weight on.
APPEAL_AT_THE_END = 4
#: A box between ruled lines is no longer than this, in units.
RULED_BOX = 8
_RULED = re.compile(r"[\W_]{3,}")
_END_MARK = re.compile(r".{0,60}\bEND\W*|-30-|ENDS?\W*")


def silence_endings(page: Page, first: int, last: int) -> None:
    """Take the voice from what closes the story `[first, last)` and from what follows it."""
    _biographies(page, first)
    _after_the_end(page, first, last)
    _last_words(page, first, last)


def _biographies(page: Page, first: int) -> None:
    """Mark introductions of the authors in the last paragraphs of the story."""
    speaking = [i for i in range(first, len(page.units)) if page.kinds[i] in ("body", "list", "quote")]
    for i in reversed(speaking[-4:]):
        evidence = biography_evidence(page.units[i].text, page.traits[i], page.authors)
        if evidence >= 2 and i != speaking[0]:
            page.kinds[i] = "boilerplate"


def _after_the_end(page: Page, first: int, last: int) -> None:
    """Silence what follows a line that closes the article, unless a good deal of prose reopens it."""
    _rules_off(page, first, last)
    told = [t.words if k == "body" else 0 for t, k in zip(page.traits, page.kinds, strict=True)]
    before, after = 0, sum(told[first:last])
    for i in range(first, last):
        before, after = before + told[i], after - told[i]
        if after < REOPENS and after <= before and _closes(page, i):
            for j in range(i, last):
                if page.kinds[j] in ("body", "list", "quote"):
                    page.kinds[j] = "boilerplate"
            return


def _last_words(page: Page, first: int, last: int) -> None:
    """Silence appeals at the very end of the story, where they need less weight than elsewhere."""
    for i in reversed(range(first + 1, last)):
        if page.kinds[i] not in ("body", "list", "quote"):
            continue
        if page.traits[i].appeal < APPEAL_AT_THE_END or page.traits[i].words > 90:
            return
        page.kinds[i] = "boilerplate"


def _rules_off(page: Page, first: int, last: int) -> None:
    """Silence what stands between two ruled lines inside the story, where some of it is debris."""
    lines = [i for i in range(first, last) if _RULED.fullmatch(page.units[i].text)]
    for start, end in pairwise(lines):
        inside = range(start + 1, end)
        debris = any(page.traits[i].rule or page.traits[i].appeal >= APPEAL_AT_THE_END for i in inside)
        if end - start <= RULED_BOX and debris:
            for i in inside:
                page.kinds[i] = "boilerplate"


def _closes(page: Page, i: int) -> bool:
    text, rule = page.units[i].text, page.traits[i].rule
    if rule is not None:
        return rule.name in ("notes of the editors", "copyright", "credits", "comments", "comment form")
    if _RULED.fullmatch(text):
        return not any(_RULED.fullmatch(u.text) for u in page.units[i + 1 : i + 1 + RULED_BOX])
    return page.kinds[i] in ("boilerplate", "related") and bool(_END_MARK.fullmatch(text))
