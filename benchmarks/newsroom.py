"""Make whole generated pages, as readers of a record meet them: headline, byline, quotes, copies, denials.

    python benchmarks/newsroom.py OUT.db [ARTICLES]

makes a linked store of so many articles (10,000 where nothing else is said), at the level of the record:
nothing is read by a model, everything is given. Five articles tell a story: an agency's, a copy of it, and
three reports of its rivals' own, in one of which somebody denies what another one said. Half of the
stories quote one person (`generator.HOT`). The same number always gives the same article.
"""

from __future__ import annotations

import datetime
import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generator import HOT, STORY, name_person, words
from pagewriter import Told, Writer, finish

from onrecord.model import CaptureResult
from onrecord.pipeline import link_waiting
from onrecord.store import open_store

#: Articles of the store that pages are measured on.
ARTICLES = 10_000
_FIRST_DAY = datetime.date(2020, 1, 1)
_AGENCY = "Meridian Wire"
THINGS = (
    "harbour wall", "night ferry", "tram line", "school roof", "water tower", "hospital wing", "grain store",
    "fish market", "swing bridge", "town archive", "power station", "flood gate", "airfield", "tannery",
    "glass works", "lighthouse", "quarry road", "customs house", "cable car", "salt mine", "reservoir",
    "bus depot", "court house", "paper mill", "river barrage", "sea wall", "concert hall", "dry dock",
)  # fmt: skip
#: {a} to {f} become invented words, so that each story has words of its own, as stories have.
_ENDS = (
    "will {a} the {b} {c} before {month}", "has {a} its {b} to the {c} of {place}",
    "was {a} by {number} {b} {c}", "will cost {number} {a} {b} and one {c}", "cannot {a} without {b} {c}",
    "lost {number} {a} in a {b} {c}", "was never {a} or {b} by the {c}", "needs {number} {a} {b} {c}",
    "was {a} with {b} in {month} {c}", "should {a} the {b} again with {c}", "is {a} for {number} {b} {c}",
)  # fmt: skip
_ROLES = (
    "the mayor",
    "the chief engineer",
    "the opposition leader",
    "a member of the council",
    "the minister",
)
_MONTHS = ("January", "March", "April", "June", "August", "October", "November")
_BACKGROUND = (
    "{a} has {b} on the valley for {number} days, and the {c} road to {place} is {d} to one {e} only.",
    "The {a} council of {place} {b} again in {month}, when the {c} of the {d} is to be {e} in public.",
    "Some {number} {a} live within {b} of the {thing}, most of them in {c} older than the {d} {e}.",
    "A first {a} was {b} up {number} {c} ago and {d} away when the price of {e} doubled in {month}.",
    "{a} in {place} have kept their {b} down since the {c}, and the {d} turn round {e}.",
    "The {a} of {place} holds {number} {b} of the {thing}, the oldest of them on {c} {d} {e}.",
    "Nobody {a} the {b} then; a {c} {d} from {place} {e} it in {month}.",
    "Since {month} the {a} {b} has {c} more {d} than {e}.",
)  # fmt: skip


def pages(low: int, high: int) -> Iterator[CaptureResult]:
    """Give the articles with the numbers `[low, high)`."""
    for number in range(low, high):
        yield _page(number)


def _page(number: int) -> CaptureResult:
    story, place = divmod(number, STORY)
    rng = random.Random(f"page story {story}")
    places = [word.capitalize() for word in rng.sample(words(), 3)]
    thing = rng.choice(THINGS)
    people = [name_person(rng) for _ in range(3)] + ([HOT] if story % 2 else [name_person(rng)])
    said = [Told(who, _claim(rng, thing, places)) for who in people]
    for told in said[1:]:
        told.kind = "direct"
    own = random.Random(f"page {number}" if place != 1 else f"page {number - 1}")
    if place == 2:
        said.append(Told(name_person(own), said[0].content, act="deny", polarity="denied", cue="denied"))
    if place > 2:
        said = own.sample(said, 3)
    title = f"{places[0]}: {_claim(own, thing, places)}"
    writer = Writer()
    writer.block("headline", title)
    author = name_person(own)
    writer.block("byline", f"By {author}")
    roles = own.sample(_ROLES, len(_ROLES))
    for at, told in enumerate(said):
        writer.say(told, roles[at % len(roles)])
        for _ in range(own.randint(1, 2)):
            sentences = own.sample(_BACKGROUND, own.randint(2, 3))
            writer.block("body", " ".join(_fill(own, it, thing, places) for it in sentences))
    if place == 1:
        writer.block("byline", f"Reporting by {_AGENCY}")
    else:
        writer.block("related", f"Read also: What became of the {own.choice(THINGS)}")
    chance = random.Random(f"outlet {number}")
    publisher = _AGENCY if place == 0 else f"The {words()[chance.randrange(60)].capitalize()} Herald"
    day = _FIRST_DAY + datetime.timedelta(days=story % 2000 + min(place, 2))
    path, url = f"newsroom/{number:07}.txt", f"https://news.example/{number:07}"
    return finish(writer, path, url, title, author, publisher, day.isoformat())


def _claim(rng: random.Random, thing: str, places: list[str]) -> str:
    return _fill(rng, f"the {{d}} {thing} at {places[0]} {rng.choice(_ENDS)}", thing, places)


def _fill(rng: random.Random, pattern: str, thing: str, places: list[str]) -> str:
    """Fill a pattern; a few of the invented words are frequent and most are rare, as in a language."""
    number, month, place = rng.randint(2, 900), rng.choice(_MONTHS), rng.choice(places[1:])
    drawn = {letter: words()[int(len(words()) * rng.random() ** 1.5)] for letter in "abcdef"}
    sentence = pattern.format(number=number, month=month, place=place, thing=thing, **drawn)
    return sentence[0].upper() + sentence[1:] if pattern[0] == "{" else sentence


def fill(location: str, count: int) -> None:
    """Make a linked store of so many articles; a broken run goes on where it stopped."""
    with open_store(location) as store:
        for result in pages(0, count):
            store.add(result)
        for waiting in link_waiting(store):
            print(f"\r{waiting} left to link ", end="", file=sys.stderr, flush=True)
        print(f"\r{location}: {count} articles, {store.counts()['groups']} groups", file=sys.stderr)


def main() -> int:
    """Make the store that is asked for."""
    fill(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else ARTICLES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
