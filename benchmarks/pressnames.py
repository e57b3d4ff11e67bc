"""Draw words and names as news has them: some again and again, most hardly ever."""

from __future__ import annotations

import json
import random
from functools import cache
from itertools import accumulate

from generator import words as invented_words

from onrecord.link.data_files import read_data

#: People who speak again and again, each of them less often than the one before.
FAMOUS = 100
_SURNAMES, _GIVEN = 6000, 400


def famous(rng: random.Random) -> str:
    """Give one of those whom all quote, the first of them most often (Zipf)."""
    return rng.choices(_known(), cum_weights=_shares(FAMOUS))[0]


def person(rng: random.Random) -> str:
    """Give somebody: some given names and surnames are frequent, as they are."""
    given = rng.choices(names("given", _GIVEN), cum_weights=_shares(_GIVEN))[0]
    return f"{given} {rng.choices(names('surname', _SURNAMES), cum_weights=_shares(_SURNAMES))[0]}"


@cache
def _known() -> tuple[str, ...]:
    rng = random.Random("famous")
    known: dict[str, None] = {}
    while len(known) < FAMOUS:
        known[f"{rng.choice(names('given', _GIVEN))} {rng.choice(names('surname', _SURNAMES))}"] = None
    return tuple(known)


@cache
def _shares(count: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (3 + place) for place in range(count)))


@cache
def names(kind: str, count: int) -> tuple[str, ...]:
    """Give so many invented names of one kind, always the same."""
    rng = random.Random(f"names {kind}")
    if count <= len(invented_words()):
        return tuple(word.capitalize() for word in rng.sample(invented_words(), count))
    raise ValueError(f"there are no {count} invented words")


@cache
def rare_words() -> tuple[str, ...]:
    """Give invented words, which no other page prints by chance."""
    known = set(vocabulary()[0])
    return tuple(word for word in invented_words() if word not in known)


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Give the words of the table, the frequent first, with the running sum of how often each is printed."""
    levels = json.loads(read_data("stories_words.json"))
    table = sorted((float(level), word) for level, found in levels.items() for word in found.split())
    table = [(weight, word) for weight, word in table if word.isalpha()]
    often = accumulate(2.718281828 ** (-1.1 * weight) for weight, _ in table)
    return tuple(word for _, word in table), tuple(often)


def draw(rng: random.Random, count: int) -> list[str]:
    """Draw so many words, each as often as news prints it."""
    listed, often = vocabulary()
    return rng.choices(listed, cum_weights=often, k=count)
