"""Tell the gender of an article's people: by title, role noun, first name, or the pronouns about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.annotate.coreference_words import Gender, gender_of_first_name, gender_of_noun

#: A first name in the list counts as much as this many pronouns, which may mean somebody else; by hand on the
#: even half of PolNeAR dev.
FIRST_NAME_WEIGHT = 4

#: Pronouns that make a gender sure where nothing else tells it.
ENOUGH_PRONOUNS = 3


def name_gender(tokens: Sequence[str], titles: Iterable[str]) -> Gender | None:
    """Tell a gender from the lower-case words of one name and of the titles before it."""
    for title in titles:
        told = gender_of_noun(title)
        if told:
            return told
    return gender_of_first_name(tokens[0])


class GenderVotes:
    """Collects what the article says about one person's gender, and decides."""

    def __init__(self) -> None:
        self._titles: Counter[Gender] = Counter()
        self._pronouns: Counter[Gender] = Counter()
        self._first_name: Gender | None = None

    def title(self, gender: Gender) -> None:
        """Count a title or role noun that tells the gender."""
        self._titles[gender] += 1

    def pronoun(self, gender: Gender) -> None:
        """Count a pronoun that can mean nobody else."""
        self._pronouns[gender] += 1

    def first_name(self, gender: Gender | None) -> None:
        """Keep what the list of first names says."""
        self._first_name = gender or self._first_name

    @property
    def sure(self) -> bool:
        """Tell whether a title, a first name or enough pronouns say it."""
        if self._titles or not self._first_name:
            return bool(self._titles) or max(self._pronouns.values(), default=0) >= ENOUGH_PRONOUNS
        # The list of first names is of other countries too: "Andrea" may be a man's name here.
        against = self._pronouns["male" if self._first_name == "female" else "female"]
        return against < 2 or against <= self._pronouns[self._first_name]

    def decide(self) -> Gender | None:
        """Give the gender: titles first, then the first name and pronouns together; None where undecided."""
        for votes in (self._titles, self._pronouns + self._name_vote()):
            if votes["female"] != votes["male"]:
                return "female" if votes["female"] > votes["male"] else "male"
        return None

    def _name_vote(self) -> Counter[Gender]:
        return Counter({self._first_name: FIRST_NAME_WEIGHT}) if self._first_name else Counter()
