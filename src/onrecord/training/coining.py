"""Coin names that nobody bears: people, places, bodies, ships, in the manner of several languages.

Syllables are put together at random, in one manner a name; now and then an English word serves as a name
("Marsh", "Reed"), since there only the capital tells. First names are half the time real ones.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the names of one invented language sound; "_" is nothing."""

    onsets: str
    vowels: str
    codas: str
    #: Endings of surnames, of places.
    surnames: str
    places: str
    #: What may stand before a surname, with its space or hyphen; most often nothing.
    particles: tuple[str, ...] = ("",)


def _listed(words: str, mark: str | None = None) -> list[str]:
    return words.split(mark)


MANNERS = (
    Manner(
        onsets="b br d f fj g h hj k kl l m n r s sk st t v",
        vowels="a e i o u å ø ö",
        codas="l n r rd s t lv nd",
        surnames="sen gaard berg dal strøm quist lund",
        places="vik havn borg ness foss",
        particles=("", "", "", "", "af "),
    ),
    Manner(
        onsets="b d dr g k kh l m n p r s sh t v z zh ch",
        vowels="a e i o u y",
        codas="n r l k m sh",
        surnames="ov enko ski ić ev chuk ák in",
        places="grad sk ovo pol yn",
    ),
    Manner(
        onsets="b c ch d f g gl l m n p qu r s t tr v z",
        vowels="a e i o u é á í",
        codas="n r l s",
        surnames="ez eira oni elli ard eau illo ão",
        places="ona ella ares ada ville ossa",
        particles=("", "", "", "", "de ", "da ", "di ", "de la ", "d'"),
    ),
    Manner(
        onsets="b d f gh h j k kh l m n q r s sh t w y z",
        vowels="a i u aa ou ee",
        codas="d f l m n r s b q",
        surnames="ani awi adi i oud ir",
        places="abad iya an oun ad",
        particles=("", "", "al-", "el-", "Al-", "bin ", "Abu "),
    ),
    Manner(
        onsets="b ch d g j k l m mb mw n nd ng ny r s t w z",
        vowels="a e i o u",
        codas="_ _ _ n",
        surnames="ari umbe elo ene aku oye",
        places="ongo ali undu eri ana",
    ),
    Manner(
        onsets="b bh ch d dh g h j k l m n p r s sh t v y",
        vowels="a aa e i o u",
        codas="n r m l sh t",
        surnames="kar an wala eswaran ty gupta",
        places="pur nagar abad palli i",
    ),
    Manner(
        onsets="b c d f g h j k l m n p r s t tr w wh st sh",
        vowels="a e i o u ea oo",
        codas="l n r ck ld rn st m",
        surnames="son ford well ley worth man ham er",
        places="ton bury field port ham shire mouth",
        particles=("", "", "", "", "Mc", "Mac", "O'", "O’", "Fitz"),
    ),
    Manner(
        onsets="b ch d g h j k l m n ng s t th tr v x z",
        vowels="a e i o u ai ao uo",
        codas="n ng _ _ h",
        surnames="ang en uy iu ong",
        places="ing ou an ai ong",
    ),
    Manner(
        onsets="b d g h k l m n p r s t v w br vr kl",
        vowels="a e i o aa oe ij ie",
        codas="n r l s k nd rt",
        surnames="stra ink mans sen ema broek",
        places="dam drecht hoven wijk burg",
        particles=("", "", "van ", "van der ", "de ", "ten "),
    ),
    Manner(
        onsets="b d g h k l m n r s t y z ç ş",
        vowels="a e i o u ı ü ö",
        codas="n r l k m z t",
        surnames="oğlu er gil taş maz kan",
        places="bul köy hisar ova lı",
    ),
)
#: English words that also name people, papers, ships and firms.
WORDS = _listed(
    "marsh reed stone field frost pike wolf hart bell cole finch gold green hill lake moss noble page "
    "park poole rice rose sharp snow swift wells winter wood young bishop brook carver church cross dale "
    "day drake dyer fisher flood forge glass grove heath hope hunt lamb lane law long march mercer miller "
    "north parish price rivers savage shore south spear steel stark tanner thorn tower vale ward waters "
    "west falk storm bloom archer banks best blank bond"
)
THINGS = _listed(
    "gannet lantern harbour meridian falcon heron anchor beacon compass summit horizon orchard cedar "
    "juniper tern kestrel aurora northern evening morning silver iron copper crimson steady patient quiet "
    "blue golden star spirit pioneer courage liberty endeavour dawn tide otter swan petrel marigold "
    "thistle granite ember lark"
)
#: Patterns of names; `{x}` and `{y}` are coined.
BODIES = _listed(
    "{x} Press Service|{x} News Agency|The {x} Herald|{x} Times|{x} Gazette|{x} Daily|{x} Post|Radio {x}|"
    "Ministry of {noun}|Ministry of {noun} and {noun}|Department of {noun}|Office of {noun}|"
    "Bank of {place}|{x} Bank|{x} Group|{x} Holdings|{x} Shipping|{x} Energy|{x} Inc.|{x} Ltd|{x} & {y}|"
    "{x} {y} & Co.|University of {place}|{place} University|{x} Institute|{x} Foundation|{x} Party|"
    "{place} Workers' Union|{place} Port Authority|{place} City Council|{place} Police|"
    "{place} Chamber of Commerce|{place} High Court|Supreme Court of {place}|{place} Football Club|"
    "{place} United|{thing} Labs|{thing} Systems|{x} Airlines|National {noun} Council|"
    "{place} {noun} Board|{x} Commission|Committee for {noun}|{x}|{acronym}|{acronym} {x}",
    "|",
)
NOUNS = _listed(
    "Health Defence Finance Justice Transport Fisheries Energy Education Agriculture Labour Trade Housing "
    "Culture Water Forestry Tourism Interior Information Science Research Security Planning Statistics "
    "Emergencies"
)
FACILITIES = _listed(
    "{x} Bridge|{x} Airport|{place} International Airport|{x} Hall|{x} Tower|{x} Street|{x} Square|"
    "{x} Stadium|{place} Cathedral|{x} Palace|{x} Dam|Fort {x}|{x} Station|{thing} Theatre|{x} Avenue|"
    "Camp {x}|{x} Prison",
    "|",
)
WATERS = _listed(
    "{x} River|Lake {x}|{x} Sea|Mount {x}|{x} Mountains|Gulf of {place}|{x} Valley|{x} Desert|Cape {x}|"
    "{x} Bay|{x} Island|Strait of {x}|{x} Peninsula|{x} Islands|the {x} Basin",
    "|",
)
PRODUCTS = _listed(
    "{thing} {thing}|{x} {thing}|{thing}|MV {thing}|{x} Star|Lady {x}|{given} {x}|{x} {number}|"
    "{thing} {number}|{x}-{number}|Queen {given}|Princess {given}|{x} Express|{thing} of {place}|MS {x}|"
    "{given} II",
    "|",
)
PLACES = _listed(
    "{x}|{x}|{x}|{x}|New {x}|Port {x}|San {x}|North {x}|{x} City|{x}-{y}|Saint {given}|Upper {x}|"
    "South {x}|Republic of {x}|{x} County|El {x}|Las {x}",
    "|",
)


class Coiner:
    """Coins names, each from the given random numbers alone."""

    def __init__(self, rng: random.Random) -> None:
        """Take the random numbers; a coiner with the same ones coins the same names."""
        self._rng = rng

    def surname(self) -> str:
        """Coin a surname, sometimes with a particle, a hyphen, or made of an English word."""
        chance = self._rng.random()
        if chance < 0.12:
            return self._rng.choice(WORDS).title()
        manner = self._rng.choice(MANNERS)
        name = self._stem(manner, manner.surnames)
        if chance < 0.18:
            return f"{name}-{self._stem(manner, manner.surnames)}"
        return self._rng.choice(manner.particles) + name

    def given(self) -> str:
        """Give a first name: a real one, or a coined one."""
        if self._rng.random() < 0.55:
            return self._rng.choice(_first_names()).title()
        manner = self._rng.choice(MANNERS)
        name = self._stem(manner, "a o e i en as _ _ _ us ia")
        return f"{name}-{self._stem(manner, 'a e _')}" if self._rng.random() < 0.04 else name

    def initial(self) -> str:
        """Give an initial with its full stop."""
        return self._rng.choice("ABCDEFGHJKLMNOPRSTVW") + "."

    def place(self) -> str:
        """Coin a town or a country."""
        return self._fill(self._rng.choice(PLACES))

    def from_pattern(self, patterns: list[str]) -> str:
        """Fill in one of the patterns: BODIES, FACILITIES, WATERS or PRODUCTS."""
        return self._fill(self._rng.choice(patterns))

    def acronym(self) -> str:
        """Coin an acronym of two to five letters."""
        return "".join(
            self._rng.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(self._rng.choice((2, 3, 3, 4, 5)))
        )

    def _fill(self, pattern: str) -> str:
        manner = self._rng.choice(MANNERS)
        return pattern.format_map(
            {
                "x": self._stem(manner, manner.places if self._rng.random() < 0.5 else manner.surnames),
                "y": self._stem(manner, manner.surnames),
                "place": self._stem(manner, manner.places),
                "given": self.given(),
                "noun": self._rng.choice(NOUNS),
                "thing": self._rng.choice(THINGS).title(),
                "acronym": self.acronym(),
                "number": str(self._rng.choice((2, 3, 5, 7, 9, 12, 40, 300, 720))),
            }
        )

    def _stem(self, manner: Manner, endings: str) -> str:
        def pick(words: str) -> str:
            return self._rng.choice(words.split(" ")).replace("_", "")

        syllables = [
            pick(manner.onsets) + pick(manner.vowels) for _ in range(self._rng.choice((1, 1, 1, 2, 2)))
        ]
        if self._rng.random() < 0.12:
            syllables[0] = pick(manner.vowels)
        stem = "".join(syllables)
        ending = pick(endings)
        if not ending or ending[0] in "aeiouyéíáåøöüıã":
            stem += pick(manner.codas) or pick(manner.onsets)
        elif self._rng.random() < 0.4:
            stem += pick(manner.codas)
        name = stem + ending
        return name[0].upper() + name[1:]


@cache
def _first_names() -> tuple[str, ...]:
    text = files("onrecord.annotate").joinpath("data/first_names.json").read_text(encoding="utf-8")
    lists = json.loads(text)
    return tuple(sorted({*lists["female"].split(), *lists["male"].split()}))
