"""Make the list of first names with their gender from the name lists of the package Faker.

    pip install faker
    python -m onrecord.training.first_names src/onrecord/annotate/data/first_names.json

Faker (MIT licence) carries first names of some eighty locales, women's and men's apart. A name that
both use is kept only where one use is at least `RATIO` times as common as the other.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

#: A name given to both counts as one gender's from this ratio on: at 3, "Jordan" and "Robin" stay open.
RATIO = 3.0
#: Ukrainian and Russian letters as news agencies write them in English.
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ъ": "", "ю": "iu", "я": "ia", "э": "e", "ы": "y", "ё": "e", "'": "", "’": "",
}  # fmt: skip
RUSSIAN = {**CYRILLIC, "г": "g", "и": "i", "й": "y", "ю": "yu", "я": "ya"}
#: Shorter names are as often another language's without the accents.
SHORTEST_PLAIN = 4
#: First names often in the news that Faker's lists lack or leave open; compiled by hand.
MORE_FEMALE = (
    "asma aung benazir christine giorgia hanan hillary isha ivanka jacinda kaja kamala kersti leyla "
    "mahsa maia malala marine melania michelle nikki rula sahra salome sanna sirimavo sviatlana "
    "theresa tulsi ursula yulia zuzana"
)
MORE_MALE = (
    "abdel alexei ali andrei antony anwar ashraf aziz barack bashar binyamin boris dmitri dmitry "
    "emmanuel evgeny ferdinand fumio gennady hamid hassan hosni hussein ibrahim igor ilham imran jair "
    "jens joko keir lech lula mahmoud mitt mohamed mohammad mohammed muammar muhammad narendra "
    "nicolas nikolai nursultan olaf oleg pavel petro pyotr rishi rodrigo saad salva sergei sergey "
    "shinzo tedros uhuru viktor vladimir volodymyr yair yevgeny yitzhak yoweri"
)


def count_names() -> tuple[dict[str, float], dict[str, float]]:
    """Count, for women's and men's first names, how common each is over all of Faker's locales."""
    people = importlib.import_module("faker.providers.person")
    female: dict[str, float] = defaultdict(float)
    male: dict[str, float] = defaultdict(float)
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for counts, attribute in ((female, "first_names_female"), (male, "first_names_male")):
            names = getattr(provider, attribute, None) or ()
            # Where a locale gives frequencies, its weights sum to about 1; else each name counts the same.
            weights = names if isinstance(names, dict) else dict.fromkeys(names, 1 / max(1, len(set(names))))
            for name, weight in weights.items():
                for form in romanize(name):
                    counts[form] += weight
    return female, male


def romanize(name: str) -> list[str]:
    """Write a name in Latin letters, lower case; none for scripts that are not covered."""
    name = name.strip().lower()
    if any("а" <= letter <= "я" for letter in name):
        forms = {"".join(table.get(letter, letter) for letter in name) for table in (CYRILLIC, RUSSIAN)}
        return sorted(form for form in forms if form.isascii())
    if any(ord(letter) >= 0x250 for letter in name) or " " in name or len(name) < 2:
        return []
    # Pages print "Inés" and "Ines".
    plain = "".join(
        letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)
    )
    return sorted({name, plain}) if len(plain) >= SHORTEST_PLAIN else [name]


def main() -> None:
    """Write the list to the path given on the command line."""
    female, male = count_names()
    for name in MORE_FEMALE.split():
        female[name], male[name] = 1.0, 0.0
    for name in MORE_MALE.split():
        female[name], male[name] = 0.0, 1.0
    lists = {
        "origin": "Faker (MIT licence, Daniele Faraglia and contributors); made by training/first_names.py",
        "female": " ".join(sorted(n for n in female if female[n] >= RATIO * male[n])),
        "male": " ".join(sorted(n for n in male if male[n] >= RATIO * female[n])),
    }
    Path(sys.argv[1]).write_text(json.dumps(lists, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
