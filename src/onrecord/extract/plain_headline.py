"""Choose the headline among the lines before a story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.extract.credits import is_byline, is_reporting
from onrecord.extract.plain_features import Traits
from onrecord.extract.plain_lines import is_caption, is_in_brackets
from onrecord.extract.plain_publisher import OUTLET_WORDS
from onrecord.extract.plain_units import Unit
from onrecord.extract.printed_date import is_date_line

#: So many units before the story, and this many of its own, are looked at.
REACH, INTO = 40, 2
#: The head of a page without a menu is no longer than this, in units.
HEAD = 8
#: Appeals and notices of a page that opens with them are no longer than this, in words.
OPENING_WORDS = 150
#: A line needs this much to be a headline. Weights by hand; `evals/blocks.py` and the five seeds judge them.
ENOUGH = 1.2
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b")
_TWO_SENTENCES = re.compile(r"[.!?][\"”’]? [\"“‘]?[A-Z]")
#: "Source: keeper sold the lamp" is a headline, "Source: Harbour Board" a credit.
_SOURCE_SAYS = re.compile(r"sources?: \S", re.IGNORECASE)
#: A programme with its presenter.
_PRESENTED = re.compile(
    r"(?:\S+ ){1,4}(?:with|presented by|hosted by) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}"
    r"(?: and [A-Z]\S+ [A-Z]\S+)?"
)
_FOLLOWERS = re.compile(r"\(\d[\d,. ]*[KkMm]? ?(?:subscribers|members|followers|readers)\)", re.IGNORECASE)
#: A second deck does not begin so.
_DECK_OF_ITS_OWN = re.compile(
    r"(?:exclusive|live|breaking|analysis|opinion|watch|video|update)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_STEM = re.compile(r"[^\W\d_]{4,}")


def find_headline(
    units: Sequence[Unit], traits: Sequence[Traits], story: int, title: str | None
) -> int | None:
    """Give the index of the headline's unit, or None where no line stands out.

    Args:
        units: of the page.
        traits: their measures.
        story: index of the first unit of the story.
        title: the headline as declared by the input; the line that matches it is the one, if there is one.

    """
    if title:
        wanted = _letters(title)
        for i, unit in enumerate(units[: story + INTO + 1]):
            if _letters(unit.text) == wanted:
                return i
    stems = _story_stems(units, traits, story)
    repeated = Counter(_letters(u.text) for u in units)
    best, best_score = None, ENOUGH
    for i in range(max(0, story - REACH), min(len(units), _last_place(units, traits, story))):
        score = _score(units, traits, i, story, stems, repeated)
        if score >= best_score:
            best, best_score = i, score
    return best if best is None else _upper(units, traits, best, repeated)


def _upper(units: Sequence[Unit], traits: Sequence[Traits], best: int, repeated: Counter[str]) -> int:
    """Give the line above instead, where it is a title, too: then the lower one is a second deck.

    A word or two, a line in capitals and a masthead above a headline are none.
    """
    above = best - 1
    if above < 2 or traits[best].is_capitals or _DECK_OF_ITS_OWN.match(units[best].text):
        return best
    unit, t = units[above], traits[above]
    plain = not (t.separators or t.bullet or t.ends_sentence or t.leads_on or t.is_prose or t.breaks_off)
    if not plain or t.rule is not None or not 3 <= t.words <= 20 or t.is_capitals or t.appeal:
        return best
    if t.lower < 0.2 or (not unit.text[:1].isupper() and unit.text[:1] not in "\"“‘'"):
        return best
    if (
        _is_no_title(unit, t)
        or repeated[_letters(unit.text)] > 1
        or OUTLET_WORDS & set(_WORD.findall(unit.text.lower()))
    ):
        return best
    # The two stand together; or the upper one stands right below a menu or a date at the top of the page.
    before = units[above - 1], traits[above - 1]
    on_top = above < HEAD and (before[1].separators > 1 or _is_no_title(*before))
    together = not units[best].spaced or (on_top and traits[best].words >= t.words)
    return above if together and unit.spaced else best


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text[:400]).lower()


def _story_stems(units: Sequence[Unit], traits: Sequence[Traits], story: int) -> set[str]:
    """Give the words of the first paragraphs, cut to five letters: a headline repeats them."""
    stems: set[str] = set()
    taken = 0
    for unit, t in zip(units[story:], traits[story:], strict=True):
        if t.is_prose and t.rule is None:
            stems.update(w.lower()[:5] for w in _STEM.findall(unit.text[:1_000]))
            taken += 1
            if taken == 6:
                break
    return stems


def _score(
    units: Sequence[Unit],
    traits: Sequence[Traits],
    i: int,
    story: int,
    stems: set[str],
    repeated: Counter[str],
) -> float:
    unit, t = units[i], traits[i]
    if (
        not 2 <= t.words <= 32
        or t.bullet
        or len(unit.text) > 260
        or unit.text.count("\n") > 2
        or _is_debris(unit, traits, i)
    ):
        return -9.0
    if _is_no_title(unit, t) or t.appeal >= 3:
        return -9.0
    if i >= story and not _opens(traits, i):
        return -9.0
    own = [w.lower()[:5] for w in _STEM.findall(unit.text)]
    overlap = sum(w in stems for w in own) / max(5, len(own))
    score = 4.0 * overlap + (1.0 if 4 <= t.words <= 22 else 0.0)
    score += 0.5 if not t.ends_sentence or unit.text.rstrip()[-1:] in "?!" else -0.3
    score -= 1.0 * min(2, t.separators)
    if unit.text.rstrip()[-1:] in '.”"’' and (t.words >= 20 or (t.words >= 12 and t.lower > 0.6)):
        score -= 2.0  # a sentence
    if story <= i != 0:
        score -= 3.0 if t.is_prose and _TWO_SENTENCES.search(unit.text) else 1.0
    if i < 4 and t.words <= 5 and OUTLET_WORDS & set(unit.text.lower().split()):
        score -= 2.5  # a masthead
    score += 0.5 if repeated[_letters(unit.text)] > 1 and t.words >= 4 else 0.0
    score += 1.0 if i + 1 < len(units) and _credits(units[i + 1], traits[i + 1]) else 0.0
    # A diary puts the day above the title; further down it is another story's.
    score += 0.5 if 0 < i < min(story, HEAD) and is_date_line(units[i - 1].text) else 0.0
    if 0 < i < 3 and unit.text[:1].islower() and not any(c.isupper() for c in unit.text):
        score -= 2.5  # what the masthead says of itself
    if _PRESENTED.fullmatch(unit.text):
        score -= 2.5
    return score - 0.05 * abs(story - i) + (1.2 if _opens_file(traits, i) else 0.0)


def _is_no_title(unit: Unit, t: Traits) -> bool:
    """Tell a date, a byline, a caption, an entry of a live blog and an address list from a title."""
    return bool(
        is_date_line(unit.text)
        or is_in_brackets(unit.text)
        or is_caption(unit.text, t)
        or is_byline(unit.text, t.words, near_headline=False)
        or is_reporting(unit.text)
        or _CLOCK.match(unit.text)
        or _FOLLOWERS.search(unit.text)
    )


def _credits(unit: Unit, t: Traits) -> bool:
    """Tell whether a line is what comes right under a headline: the author or the day."""
    return (
        is_byline(unit.text, t.words, near_headline=False)
        or is_reporting(unit.text)
        or is_date_line(unit.text)
    )


def _opens_file(traits: Sequence[Traits], i: int) -> bool:
    """Tell whether a line is the first and no masthead over a menu."""
    return i == 0 and traits[0].words >= 4 and not any(t.separators for t in traits[:2])


def _is_debris(unit: Unit, traits: Sequence[Traits], i: int) -> bool:
    """Tell whether a line is debris by its words; "Poll: …" is a headline where it opens the text."""
    t = traits[i]
    if t.rule is None:
        return t.breaks_off
    if (
        t.rule.name == "credits"
        and t.words >= 5
        and (t.quoted or t.lower >= 0.5)
        and _SOURCE_SAYS.match(unit.text)
    ):
        return False
    opens = i == 0 and len(traits) > 1 and (traits[1].is_prose or traits[1].words > t.words)
    return not (opens and t.rule.kind == "related" and t.rule.effect == "line")


def _last_place(units: Sequence[Unit], traits: Sequence[Traits], story: int) -> int:
    """Give the end of the units that may be the headline; it stands lower where a page opens with appeals."""
    words = appeal = 0
    for i in range(story, min(len(units), story + REACH)):
        t = traits[i]
        if t.is_prose or t.ends_sentence:
            words, appeal = words + t.words, appeal + t.appeal
            if words > OPENING_WORDS or (words > 15 and appeal < words / 15):
                return max(story + INTO, i)
    return story + INTO


def _opens(traits: Sequence[Traits], i: int) -> bool:
    """Tell whether a line inside the story's stretch can still be its headline: a longer unit follows it."""
    if i + 1 >= len(traits):
        return False
    before = [t for t in traits[max(0, i - 3) : i] if t.is_prose and t.rule is None]
    following = max((t.words for t in traits[i + 1 : i + 4]), default=0)
    return following > traits[i].words and all(t.appeal >= 2 for t in before)
