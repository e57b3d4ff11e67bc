"""The blocks of a name: only names that share one are compared."""

from __future__ import annotations

from onrecord.link.names.bodies import SHORTEST_ACRONYM, read_body, read_place
from onrecord.link.names.fold import blurred, consonants, fold, heard
from onrecord.link.names.people import given_classes
from onrecord.link.names.person import PersonName, read_person
from onrecord.link.names.tables import tables
from onrecord.model import EntityKind

#: Parts of a name that a key is made of; more would only be the same block once more.
_MOST_PARTS = 4
#: First consonants of a surname that make a block of names garbled in both halves.
LEAST_CONSONANTS = 3


def name_keys(kind: EntityKind, name: str, alias: str | None = None) -> frozenset[str]:
    """Give the blocks of a printed name, and of initials proven for it.

    The letter before the colon says what is alike in the block.

    n: all words. s: surname. p: surname and a form of the first name. i: surname and initial. w: all letters.
    t: words in any order. Garbled names: g: first name and the surname's first letter, c: consonants of both,
    v: of the surname, d: initial and first consonants of the surname. Bodies: b: words. q: owner and everyday
    body. a: initials. e, f: last and first words. Places: l: one spelling of it, k: consonants.
    """
    keys = {f"n:{plain_form(name)}"}
    if kind == "person":
        read = read_person(name)
        keys |= _of_person(read) if read else set()
    elif kind == "organization":
        keys |= _of_body(name)
    elif kind == "place":
        keys |= {f"l:{read_place(name)}", f"k:{consonants(fold(name))}"}
    elif " " not in name:
        keys.add(f"s:{blurred(fold(name))}")
    if alias:
        keys.add(f"a:{alias}")
    return frozenset(key for key in keys if not key.endswith(":"))


def plain_form(name: str) -> str:
    """Write a name without case, accents and article: names alike in it are printed alike."""
    return fold(name).replace(".", "").removeprefix("the ")


def _of_person(name: PersonName) -> set[str]:
    last = blurred(name.surname)
    keys = {f"s:{blurred(surname)}" for surname in name.surnames}
    if name.given is None:
        return keys
    classes = given_classes(name.given)
    meant = classes | tables().short_forms.get(name.given, frozenset())
    keys |= {f"p:{given}:{last}" for given in meant}
    keys |= {f"g:{given}:{name.surname[0]}" for given in classes}
    keys |= {
        f"i:{name.given[0]}:{last}",
        f"c:{consonants(name.given)}:{consonants(name.surname)}",
        f"w:{name.whole}",
        "t:" + " ".join(sorted(name.words)),
    }
    skeleton = consonants(name.surname)
    if len(skeleton) >= LEAST_CONSONANTS:
        keys |= {f"v:{skeleton}", f"d:{blurred(name.given)[:1]}:{skeleton[:LEAST_CONSONANTS]}"}
    if len(name.given) == 1 and len(name.words) > 2:
        keys |= {f"p:{given}:{last}" for given in given_classes(name.words[1])}
    # A longer name that goes on where a shorter one ends.
    return keys | {
        f"p:{given}:{blurred(word)}" for given in classes for word in name.middles[:1] if len(word) > 1
    }


def _of_body(name: str) -> set[str]:
    read = read_body(name)
    if read is None:
        return set()
    known = tables()
    words = read.words
    keys = {f"b:{read.letters}", "h:" + " ".join(heard(word) for word in words[:_MOST_PARTS])}
    keys |= {f"a:{letters}" for letters in read.initials if len(letters) >= SHORTEST_ACRONYM}
    if read.acronym:
        keys.add(f"a:{read.acronym}")
    if len(words) > 1:
        keys |= {"e:" + " ".join(words[-2:]), "f:" + " ".join(words[:2])}
        if all(word in known.generic for word in words[1:]):
            keys.add(f"q:{words[0][:4]}:" + " ".join(words[1:]))
    for key, word in (("e", words[-1]), ("f", words[0])):
        if len(word) > 3 and word not in known.generic | known.media | known.place_first:
            keys.add(f"{key}:{word}")
    return keys
