"""Make the press of a small world at the level of the record, with all that is true of it.

Nothing is read by a model: articles come annotated. News goes on as it does: new stories every day, of one
to eight articles each; the same hundred people speak in them always, the first of them in one statement of
fifteen, and others once; publishers copy agencies, cut them, write them anew and send reporters of their own.
What is said in one article is known for the words of another by `Made`, as are the copies. The same number
always gives the same article, whatever else is made. Words are drawn as often as English news prints them,
after the frozen table of the stage "stories"; names are invented.
"""

from __future__ import annotations

import datetime
import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from pagewriter import Told, Writer, finish
from pressnames import draw, famous, names, person, rare_words, vocabulary

from onrecord.model import CaptureResult

How = Literal["first", "exact", "near", "excerpt", "rewrite", "own"]
#: Articles of the stories of one round; then it begins anew. Most stories have one article, most articles
#: have stories with others.
SIZES = (1, 1, 2, 3, 5, 8)
ROUND = sum(SIZES)
#: Stories that begin on one day.
_A_DAY = 60
_FIRST_DAY = datetime.date(2020, 1, 1)
_PLACES, _PAPERS, _AGENCIES = 400, 160, 4
#: How the second and later articles of a story come about, and how many in a hundred.
_WAYS: tuple[tuple[How, int], ...] = (
    ("exact", 10), ("near", 15), ("excerpt", 10), ("rewrite", 15), ("own", 50),
)  # fmt: skip
_ROLES = ("the mayor", "the chief engineer", "the opposition leader", "a council member", "the minister")
_CUES = ("said", "told reporters", "added", "argued", "explained", "warned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An article, and what is true of it."""

    result: CaptureResult
    #: Numbers of the article, its story, and the article that its text was made from.
    number: int
    story: int
    original: int | None
    how: How
    #: What each of its statements reports, in their order; equal for reports of one utterance.
    utterances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Story:
    """What there is to tell."""

    number: int
    day: datetime.date
    topic: tuple[str, ...]
    places: tuple[str, ...]
    people: tuple[str, ...]
    said: tuple[tuple[str, Told], ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """An article before it is printed: paragraphs, each a statement with its utterance, or plain words."""

    title: str
    paragraphs: tuple[tuple[str, Told] | str, ...]


def articles(low: int, high: int) -> Iterator[Made]:
    """Give the articles with the numbers `[low, high)`."""
    for number in range(low, high):
        yield article(number)


def article(number: int) -> Made:
    """Give one article."""
    story, place = _place(number)
    how = _way(number) if place else "first"
    text = _text(number)
    rng = random.Random(f"press {number}")
    agency = place == 0 and story % 3 == 0
    publisher = _agency(story) if agency else _paper(rng)
    writer = Writer()
    writer.block("headline", text.title)
    author = person(rng)
    if how in ("first", "own", "near") and not agency:
        writer.block("byline", f"By {author}")
    told = _story(story)
    for paragraph in text.paragraphs:
        if isinstance(paragraph, str):
            _print(writer, paragraph, told.places)
        else:
            writer.say(paragraph[1], random.Random(f"role {paragraph[0]}").choice(_ROLES))
    first = number - place
    if how == "rewrite":
        writer.block("body", f"This report is based on one of {_publisher(first)}.")
    day = told.day + datetime.timedelta(days=min(place, 1))
    result = finish(
        writer, f"press/{number:07}.txt", f"https://press.example/{number:07}", text.title,
        author, publisher, day.isoformat(), passed=(_publisher(first),) if how == "rewrite" else (),
    )  # fmt: skip
    return Made(
        result=result,
        number=number,
        story=story,
        original=first if how not in ("first", "own") else None,
        how=how,
        utterances=tuple(said[0] for said in text.paragraphs if not isinstance(said, str)),
    )


def _place(number: int) -> tuple[int, int]:
    """Give the story of an article, and which of its articles it is."""
    round_, within = divmod(number, ROUND)
    starts = [0, *accumulate(SIZES)]
    at = bisect_right(starts, within) - 1
    return round_ * len(SIZES) + at, within - starts[at]


def _way(number: int) -> How:
    rng = random.Random(f"way {number}")
    return rng.choices([how for how, _ in _WAYS], [share for _, share in _WAYS])[0]


@lru_cache(maxsize=64)
def _story(number: int) -> _Story:
    rng = random.Random(f"press story {number}")
    listed, _ = vocabulary()
    topic = tuple(rng.sample(listed[len(listed) // 3 :], 24)) + tuple(rng.sample(rare_words(), 4))
    places = tuple(rng.sample(names("place", _PLACES), 2))
    own = [person(rng) for _ in range(3)]
    quoted = [famous(rng) for _ in range(2 if rng.random() < 0.7 else 0)]
    people = tuple(dict.fromkeys(own + quoted))
    said = []
    for at in range(rng.randint(4, 7)):
        content = _sentence(rng, topic, rng.randint(9, 22))
        kind: Literal["direct", "indirect"] = "direct" if rng.random() < 0.6 else "indirect"
        said.append((f"{number}.{at}", _tell(rng, rng.choice(people), content, number, kind)))
    day = _FIRST_DAY + datetime.timedelta(days=number // _A_DAY)
    return _Story(number, day, topic, places, people, tuple(said))


@lru_cache(maxsize=64)
def _text(number: int) -> _Text:
    """Give what an article prints; of a copy after that of the one it was made from."""
    story, place = _place(number)
    rng = random.Random(f"press text {number}")
    told, how = _story(story), _way(number) if place else "first"
    if how in ("first", "own"):
        return _report(rng, told, own=how == "own", number=number)
    model = _text(number - place)
    if how == "exact":
        return model
    title = _headline(rng, told)
    if how == "near":  # a paragraph cut
        left = list(model.paragraphs)
        del left[rng.randrange(len(left))]
        return _Text(title, tuple(left))
    if how == "excerpt":
        return _Text(title, model.paragraphs[: max(4, len(model.paragraphs) // 2)])
    return _Text(title, tuple(_reworded(rng, paragraph, told) for paragraph in model.paragraphs))


def _report(rng: random.Random, told: _Story, *, own: bool, number: int) -> _Text:
    said = list(told.said)
    if own:  # some of what was said, as another reporter heard it, and what only he was told
        said = [
            (key, replace(one, content=_heard(rng, one, told)))
            for key, one in rng.sample(said, rng.randint(2, 3))
        ]
        for at in range(rng.randint(1, 3)):
            content = _sentence(rng, told.topic, rng.randint(9, 22))
            said.append(
                (f"{number}/{at}", _tell(rng, rng.choice(told.people), content, told.number, "indirect"))
            )
    paragraphs: list[tuple[str, Told] | str] = []
    for one in said:
        paragraphs.append(one)
        if rng.random() < 0.8:
            paragraphs.append(_background(rng, told))
    return _Text(_headline(rng, told), (_background(rng, told), *paragraphs))


def _tell(
    rng: random.Random, speaker: str, content: str, story: int, kind: Literal["direct", "indirect"]
) -> Told:
    return Told(speaker, content, kind=kind, cue=rng.choice(_CUES), vector=_meaning(rng, story))


def _headline(rng: random.Random, told: _Story) -> str:
    return f"{told.places[0]}: {_sentence(rng, told.topic, 7)}"


def _background(rng: random.Random, told: _Story) -> str:
    sentences = [_sentence(rng, told.topic, rng.randint(12, 24)) for _ in range(2)]
    at = rng.randrange(2)
    return " ".join(
        f"{it[0].upper()}{it[1:]} in {told.places[(at + n) % 2]}." for n, it in enumerate(sentences)
    )


def _heard(rng: random.Random, told: Told, story: _Story) -> str:
    """Give the words as another one wrote them down: quotations hardly differ, reported words do."""
    if told.kind == "direct":
        return told.content
    return _other_words(rng, told.content, story, 0.25)


def _reworded(rng: random.Random, paragraph: tuple[str, Told] | str, story: _Story) -> tuple[str, Told] | str:
    if isinstance(paragraph, str):
        return _other_words(rng, paragraph, story, 0.35)
    key, told = paragraph
    return key, told if told.kind == "direct" else replace(
        told, content=_other_words(rng, told.content, story, 0.35)
    )


def _other_words(rng: random.Random, text: str, story: _Story, share: float) -> str:
    """Put others in the place of some words; names and what the story is about stay."""
    kept = {*story.topic, *story.places}
    return " ".join(
        word if word.strip(".") in kept or not word.islower() or rng.random() > share else draw(rng, 1)[0]
        for word in text.split(" ")
    )


def _meaning(rng: random.Random, story: int) -> bytes:
    """Give a vector of a content: what is said in one story is about the same."""
    common = random.Random(f"meaning {story}").randbytes(128)
    return bytes((a % 21 + b % 21 - 20) & 0xFF for a, b in zip(common, rng.randbytes(128), strict=True))


def _sentence(rng: random.Random, topic: Sequence[str], count: int) -> str:
    drawn = draw(rng, count)
    for at in range(1, count, 4):
        drawn[at] = rng.choice(topic)
    if rng.random() < 0.25:
        drawn[count // 2] = str(rng.randint(2, 900))
    return " ".join(drawn)


def _print(writer: Writer, text: str, places: Sequence[str]) -> None:
    """Write a paragraph, the names of places in it marked."""
    low = writer.open()
    for at, word in enumerate(text.split(" ")):
        writer.write(" " if at else "")
        if word.rstrip(".") in places:
            writer.name(word.rstrip("."), "GPE")
            writer.write("." if word.endswith(".") else "")
        else:
            writer.write(word)
    writer.close(low, "body")


def _publisher(number: int) -> str:
    """Give who prints the first article of a story."""
    story, _ = _place(number)
    return _agency(story) if story % 3 == 0 else _paper(random.Random(f"press {number}"))


def _agency(story: int) -> str:
    return f"{names('agency', _AGENCIES)[story // 3 % _AGENCIES]} News Agency"


def _paper(rng: random.Random) -> str:
    return f"The {rng.choice(names('paper', _PAPERS))} Herald"
