"""Make articles with known truth at the level of the record: nothing is read, everything is given.

Each story has a few people of its own and one that half of the whole record quotes (the hot name); one
article of it is the original, one a copy, one an own report, and some people deny what others said.
The same number always gives the same article.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from functools import cache

from onrecord.model import (
    AnnotatedArticle,
    Annotations,
    Article,
    Block,
    Capture,
    CaptureResult,
    Date,
    Hop,
    Mention,
    Span,
    Speaker,
    Statement,
    article_id,
    capture_id,
    sha256,
    statement_id,
)

#: Articles of one story.
STORY = 5
#: The person whom half of all stories quote.
HOT = "Aurelio Vantongeren"
_FIRST_DAY = datetime.date(2020, 1, 1)
_VOWELS, _CONSONANTS = "aeiou", "bdfgklmnprstvz"
_STATEMENTS = 6


def results(low: int, high: int) -> Iterator[CaptureResult]:
    """Give the articles with the numbers `[low, high)`."""
    for number in range(low, high):
        yield _result(number)


@cache
def words() -> list[str]:
    """Make 8,000 invented words: the record needs rare words as much as frequent ones."""
    rng = random.Random("words")
    made: set[str] = set()
    while len(made) < 8000:
        made.add("".join(rng.choice(_CONSONANTS) + rng.choice(_VOWELS) for _ in range(rng.randint(2, 4))))
    return sorted(made)


def name_person(rng: random.Random) -> str:
    """Give a first and a last name."""
    return " ".join(word.capitalize() for word in rng.sample(words(), 2))


def _content(rng: random.Random) -> str:
    chosen = rng.sample(words(), rng.randint(8, 16))
    chosen.insert(2, "the")
    chosen.insert(6, rng.choice(("not", "of", "and")))
    chosen.insert(9, str(rng.randint(2, 9000)))
    return " ".join(chosen).capitalize()


def _result(number: int) -> CaptureResult:
    story, place = divmod(number, STORY)
    rng = random.Random(f"story {story}")
    people = [name_person(rng) for _ in range(3)] + ([HOT] if story % 2 else [name_person(rng)])
    said = [(rng.choice(people), _content(rng)) for _ in range(_STATEMENTS)]
    own = random.Random(f"article {number}")
    if place >= 2:  # an own report: some of the words, in another order, and some of its own
        said = own.sample(said, 3) + [(own.choice(people), _content(own)) for _ in range(3)]
    publisher = f"The {words()[own.randrange(60)].capitalize()} Herald"
    day = _FIRST_DAY + datetime.timedelta(days=story % 2000 + min(place, 2))
    return _make(number, publisher, day.isoformat(), said)


def _make(number: int, publisher: str, day: str, said: list[tuple[str, str]]) -> CaptureResult:
    text = "\n\n".join(f"“{content},” {speaker} said." for speaker, content in said)
    digest = sha256(text.encode())
    path = f"generated/{number:07}.txt"
    capture = Capture(
        id=capture_id(digest, path),
        content=text.encode(),
        sha256=digest,
        media_type="text/plain",
        path=path,
    )
    article = Article(
        id=article_id(capture.id, 0), capture=capture.id, path=path, key=None, item=0, kind="article",
        url=None, publisher=publisher, title=None, authors=(), language="en",
        published=Date(value=day, precision="day", method="given"), updated=None,
        text=text, sha256=digest, truncated=False, blocks=tuple(_blocks(text)),
    )  # fmt: skip
    statements, mentions = [], []
    at = 0
    for speaker, content in said:
        low = text.index(content, at)
        name = text.index(speaker, low)
        at = name + len(speaker)
        statements.append(_statement(article, speaker, (low, low + len(content)), (name, at)))
        mentions.append(Mention(start=name, end=at, text=speaker, type="PERSON", form="name", entity=speaker))
    marked = Annotations(statements=tuple(statements), mentions=tuple(mentions))
    return CaptureResult(capture=capture, articles=(AnnotatedArticle(article=article, annotations=marked),))


def _blocks(text: str) -> Iterator[Block]:
    low = 0
    for line in text.split("\n\n"):
        yield Block(start=low, end=low + len(line), kind="body")
        low += len(line) + 2


def _statement(
    article: Article, speaker: str, content: tuple[int, int], source: tuple[int, int]
) -> Statement:
    text = article.text
    spans = [(Span.of(text, *place),) for place in (source, (source[1] + 1, source[1] + 5), content)]
    return Statement(
        id=statement_id(article.id, *spans),
        kind="direct",
        act="say",
        polarity="asserted",
        score=0.9,
        parent=None,
        source=spans[0],
        cue=spans[1],
        content=spans[2],
        addressee=(),
        venue=None,
        speaker=Speaker(name=speaker, kind="person", as_printed=speaker),
        said=None,
        chain=(
            Hop(name=speaker, kind="speaker", start=source[0], end=source[1], text=speaker),
            Hop(name=article.publisher or "", kind="publisher", inferred=True),
        ),
    )
