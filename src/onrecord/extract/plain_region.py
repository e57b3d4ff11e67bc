"""Find where in a page's units the story stands: the stretch with the most prose for its debris."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.plain_features import Traits
from onrecord.extract.plain_units import Unit

#: Weights of units in the sum that the story's stretch maximises; a prose unit of 9 words weighs 1, one of 90
#: and more 10. Set by hand on the pages of the corpora; `evals/blocks.py` judges another choice.
WORDS_A_POINT, MOST_POINTS = 9, 10.0
SHORT_SENTENCE, SHORT_LINE, MENU_LINE, BROKEN_OFF, LIST_ITEM = 0.3, -0.8, -1.2, -1.2, -0.3
RULE_LINE, SECTION_HEAD, APPEAL, END_HEAD = -1.5, -2.5, -2.5, -5.0
#: An end ("Comments", "More like this") counts as one when so many words of prose stand before it …
PROSE_BEFORE_END = 60
#: … and at least this share of the prose that comes after it (else it was a link in the head of the page):
#: less for comments, more for boxes of other stories, which also stand in the middle of an article.
SHARE_BEFORE_COMMENTS, SHARE_BEFORE_END = 0.3, 1.0
#: Comments that show as such end the article however long they are, after so many words of prose.
PROSE_BEFORE_COMMENTS = 20
#: So many of the lines after "Comments" must look like it, of the next so many.
COMMENT_SIGNS, COMMENT_LINES = 2, 14
#: A box of links in the middle of a story has no more lines than this.
LONGEST_BOX = 10
#: Paragraphs before a box open the story when they have so many words and share its names.
FEWEST_OPENING = 15
_NAME = re.compile(
    r"(?<=[a-z,] )[A-Z\u00C0-\u00DE][\w’'-]{3,}|(?<=Mr )[A-Z]\w+|(?<=Mrs )[A-Z]\w+|(?<=Ms )[A-Z]\w+|"
    r"(?<=Dr )[A-Z]\w+"
)
_COMMENT_SIGN = re.compile(
    r"(?:.{1,80}\b(?:says?|said|wrote|writes|commented)|.{0,40}\breply|.{0,40}\breport|.{1,60} ago|"
    r"\d+ (?:likes?|points?|votes?)|"
    r".{0,60}\d{4},? (?:at )?\d{1,2}:\d{2}(?: ?[ap]m)?)\W*|\S{1,30}: \S.*",
    re.IGNORECASE | re.DOTALL,
)
#: A unit with this weight of a publisher's words about itself is an appeal wherever it stands.
APPEAL_ANYWHERE = 7
#: An appeal that was announced goes on while its paragraphs weigh this much.
APPEAL_GOES_ON = 2


def appeals(traits: Sequence[Traits]) -> frozenset[int]:
    """Give the units in which the publisher speaks for itself.

    Some do by their own weight; after a heading that announces an appeal ("Dear readers") less weight is
    enough, until a paragraph comes that has none of it.
    """
    found = {i for i, t in enumerate(traits) if is_appeal(t)}
    announced = False
    for i, t in enumerate(traits):
        if t.rule is not None:
            announced = t.rule.effect == "appeal" or (announced and t.rule.effect == "line")
        elif announced and (t.is_prose or t.ends_sentence):
            more = any(after.appeal >= 3 for after in traits[i + 1 : i + 3])
            announced = t.appeal >= APPEAL_GOES_ON or (t.appeal > 0 and more)
            if announced:
                found.add(i)
    return frozenset(found)


def is_appeal(traits: Traits) -> bool:
    """Tell whether the publisher speaks for itself in a unit, whatever stands around it."""
    return traits.appeal >= APPEAL_ANYWHERE and traits.words <= 130


def weight(traits: Traits, appeal: bool) -> float:
    """Weigh a unit, which may be known as an appeal, for the story (positive) or against it (negative)."""
    rule = traits.rule
    if rule is not None:
        return {"line": RULE_LINE, "section": SECTION_HEAD, "appeal": APPEAL, "end": END_HEAD}[rule.effect]
    if appeal:
        return APPEAL
    if traits.breaks_off:
        return BROKEN_OFF
    if traits.is_prose:
        return min(traits.words / WORDS_A_POINT, MOST_POINTS)
    if traits.ends_sentence and traits.words >= 3 and traits.lower >= 0.3:
        return SHORT_SENTENCE
    if traits.bullet or traits.leads_on:
        return LIST_ITEM
    return MENU_LINE if traits.separators else SHORT_LINE


def story_end(units: Sequence[Unit], traits: Sequence[Traits]) -> int:
    """Give the index of the first unit after the article by its own word ("Comments (3)"), else the count."""
    prose = [t.words if t.is_prose and t.rule is None else 0 for t in traits]
    total = sum(prose)
    before = 0
    for i, t in enumerate(traits):
        if t.rule is not None and t.rule.effect == "end":
            share = SHARE_BEFORE_COMMENTS if t.rule.name == "comments" else SHARE_BEFORE_END
            if before >= PROSE_BEFORE_END and before >= share * (total - before):
                return i
            if t.rule.name == "comments" and before >= PROSE_BEFORE_COMMENTS and _comments_follow(units, i):
                return i
        before += prose[i]
    return len(traits)


def _comments_follow(units: Sequence[Unit], i: int) -> bool:
    after = units[i + 1 : i + 1 + COMMENT_LINES]
    return sum(bool(_COMMENT_SIGN.fullmatch(u.text[:300])) for u in after) >= COMMENT_SIGNS


def story_region(units: Sequence[Unit], traits: Sequence[Traits]) -> tuple[int, int] | None:
    """Give the stretch `[first, last)` of units with the largest sum of weights, or None without any prose.

    The maximum subarray (Kadane), over the units up to `story_end`; linear in their number.
    """
    end = story_end(units, traits)
    silent = appeals(traits)
    best, best_range = 0.0, None
    total, start = 0.0, 0
    for i in range(end):
        if total <= 0:
            total, start = 0.0, i
        total += weight(traits[i], i in silent)
        if total > best + 1e-9:
            best, best_range = total, (start, i + 1)
    if best_range is None:
        return None
    first, last = best_range
    return _opening(units, traits, first, last), _reach(units, traits, first, last, end)


def _reach(units: Sequence[Unit], traits: Sequence[Traits], first: int, last: int, end: int) -> int:
    """Give the end of the story where it goes on behind a box of links, with prose that shares its names."""
    story = units[first:last]
    while last < end:
        run = last
        while run < min(end, last + LONGEST_BOX) and not _tells(traits[run]):
            run += 1
        stop = run
        while stop < end and _tells(traits[stop]):
            stop += 1
        if not any(t.rule for t in traits[last:run]) or stop - run < 2:
            break
        if not _share_names(story, units[run:stop]):
            break
        last = stop
    return last


def _opening(units: Sequence[Unit], traits: Sequence[Traits], first: int, last: int) -> int:
    """Give the start of the story where a box or a picture parts its first paragraphs from the rest."""
    story = units[first:last]
    while first > 0:
        stop = first
        while stop > max(0, first - LONGEST_BOX) and not _tells(traits[stop - 1]):
            stop -= 1
        run = stop
        while run > 0 and _tells(traits[run - 1]):
            run -= 1
        telling = sum(t.words for t in traits[run:stop])
        # A menu or a promotion may be a sentence; it has neither the story's names nor anybody's words.
        gap = [t.rule for t in traits[stop:first]]
        if (len(gap) > 1 and not any(gap)) or any(rule and rule.effect == "end" for rule in gap):
            break
        quotes = any(t.quoted for t in traits[run:stop])
        if telling < FEWEST_OPENING or not (quotes or _share_names(story, units[run:stop])):
            break
        first = run
    return first


def _tells(traits: Traits) -> bool:
    sentence = traits.is_prose or (traits.ends_sentence and traits.words >= 4 and traits.lower >= 0.3)
    return sentence and traits.rule is None and not traits.breaks_off and traits.appeal < 3


def _share_names(some: Sequence[Unit], others: Sequence[Unit]) -> bool:
    return not _names(some).isdisjoint(_names(others))


def _names(units: Sequence[Unit]) -> set[str]:
    return {name for unit in units for name in _NAME.findall(unit.text[:2_000])}
