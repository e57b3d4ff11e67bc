"""Group the names of one article by whom they mean: full names, surnames, first names, acronyms, short forms.

1. Every name is read: titles and suffixes off, its words in lower case (`read_name`).
2. Names of persons of two words and more are joined where one is the other with a word left out.
3. A single word goes to the person whose surname, else first name it is. Of several: the one whose gender the
   title tells; else the one named more often, being named last counted in favour (`RECENT`).
4. Names of organizations are joined by acronym, by last words ("the Post") and by first word ("Harbour" for
   "Harbour Mining").
5. A type given to a surname by mistake is mended by its full name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from onrecord.annotate.coreference_words import Gender, gender_of_noun, word_set
from onrecord.annotate.gender import GenderVotes, name_gender
from onrecord.annotate.nameparts import NameParts, left_out, read_name
from onrecord.annotate.nametypes import mend_names
from onrecord.model import Mention, MentionType

#: The longest name that is believed to be one person's; longer runs are a headline's capital letters.
MAX_WORDS = 5
#: Bounds the work on a page that names thousands of people alike.
MAX_NAMESAKES = 20
#: Words of an organization's name that its initials may leave out.
SMALL_WORDS = word_set("of the and for in on at to de des la du")
#: Last words by which alone another one is meant: "the House" is not the White House.
COMMON_LAST = word_set("house state states street hall city north south east west")
#: How much being named last weighs against being named more often (natural logarithm of the counts).
RECENT = 0.7
#: First words that do not stand for the organization by themselves.
COMMON_FIRST = word_set(
    "new north south east west united national american royal first great federal central international "
    "state public university department ministry bank the saint st san los house supreme high world general"
)


@dataclass(slots=True)
class NameGroup:
    """The names in one article that mean the same one."""

    type: MentionType
    names: list[NameParts] = field(default_factory=list)
    votes: GenderVotes = field(default_factory=GenderVotes)
    #: Every printed form with how often it is printed, headlines apart.
    _body: Counter[str] = field(default_factory=Counter)
    _headline: Counter[str] = field(default_factory=Counter)
    _words: set[tuple[str, ...]] = field(default_factory=set)
    #: Where the names start, in order.
    starts: list[int] = field(default_factory=list)

    def add(self, name: NameParts, in_headline: bool) -> None:
        """Count one more name to the group."""
        self.names.append(name)
        insort(self.starts, name.start)
        (self._headline if in_headline else self._body)[name.printed] += 1
        self._words.add(name.words)
        if self.type == "PERSON":
            for title in name.titles:
                told = gender_of_noun(title)
                if told:
                    self.votes.title(told)
            # A surname may look like a first name; only where no full name is printed is it taken for one.
            if len(name.words) > 1 or len(self._words) == 1:
                self.votes.first_name(name_gender(name.words, ()))

    @property
    def forms(self) -> set[tuple[str, ...]]:
        """Every form as lower-case words."""
        return self._words

    @property
    def fullest(self) -> str:
        """The form with most words, of those in the body where there is one; of equals the commonest."""
        # Headlines are asked only where the body prints nothing but a surname.
        whole = any(" " in form for form in self._body)
        forms = self._body if whole or not self._headline else self._body + self._headline
        fitting = [form for form in forms if len(form.split()) <= MAX_WORDS] or list(forms)
        if self.type != "PERSON":
            fitting = list(forms)
        return max(fitting, key=lambda form: (len(form.split()), not form.isupper(), forms[form], len(form)))


def group_names(
    text: str, names: Sequence[Mention], headlines: Sequence[tuple[int, int]]
) -> tuple[list[NameGroup], list[int]]:
    """Group `names` (in order, none overlapping); give the groups and the group number of each name."""
    parts = [read_name(text, name.start, name.end, name.type) for name in names]
    starts = [start for start, _ in headlines]
    in_headline = [
        (number := bisect_right(starts, part.start) - 1) >= 0 and part.start < headlines[number][1]
        for part in parts
    ]
    parts = mend_names(text, parts, in_headline)
    groups: list[NameGroup] = []
    place: list[int] = [-1] * len(parts)
    index = _Index(groups)
    persons = [i for i, p in enumerate(parts) if p.type == "PERSON"]
    # Full names first, those of the body before those of headlines, whose capitals blur where a name ends.
    for i in sorted(persons, key=lambda i: (in_headline[i], -len(parts[i].words), i)):
        if len(parts[i].words) > 1:
            place[i] = index.join_person(parts[i], in_headline[i])
    for i in persons:
        if len(parts[i].words) == 1:
            place[i] = index.join_surname(parts[i], in_headline[i])
    others = [i for i, p in enumerate(parts) if p.type != "PERSON"]
    for i in sorted(others, key=lambda i: (-len(parts[i].words), i)):
        place[i] = index.join_other(parts[i], in_headline[i])
    return groups, place


class _Index:
    """Finds the group that a name belongs to; grows as names are joined."""

    def __init__(self, groups: list[NameGroup]) -> None:
        self._groups = groups
        self._by_last: dict[str, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        #: A surname with any one letter left out, for slips of the pen.
        self._nearly: dict[str, list[int]] = {}
        #: Words of organizations and places, their last words, first words and initials.
        self._others: dict[tuple[str, ...], int] = {}
        self._short_forms: dict[tuple[str, ...], int] = {}

    def join_person(self, part: NameParts, in_headline: bool) -> int:
        """Join a name of two words and more to the person who has these words, or found a new one."""
        for at in self._by_last.get(part.words[-1], ())[:MAX_NAMESAKES]:
            if any(_same_person(part.words, form) for form in self._groups[at].forms):
                return self._add(at, part, in_headline)
        # The name without its last word: "Ildefonso Guajardo" for "Ildefonso Guajardo Villarreal".
        length = len(part.words)
        for at in self._by_word.get(part.words[0], ())[:MAX_NAMESAKES]:
            if any(len(form) > length and form[:length] == part.words for form in self._groups[at].forms):
                return self._add(at, part, in_headline)
        return self._found(part, in_headline)

    def join_surname(self, part: NameParts, in_headline: bool) -> int:
        """Join a single word to the person whose surname, else whose first or middle name it is."""
        word = part.words[0]
        options = self._by_last.get(word) or self._by_word.get(word) or self._misspelt(word)
        if not options:
            return self._found(part, in_headline)
        told = next((gender for gender in map(gender_of_noun, part.titles) if gender), None)
        return self._add(self._choose(options[:MAX_NAMESAKES], part.start, told), part, in_headline)

    def join_other(self, part: NameParts, in_headline: bool) -> int:
        """Join a name of an organization or place to its longer form, or found a new group."""
        at = self._others.get(part.words)
        if at is None and part.type in ("ORG", "FAC", "PRODUCT", "WORK"):
            at = self._short_forms.get(part.words)
        if at is not None:
            return self._add(at, part, in_headline)
        at = self._found(part, in_headline)
        self._others[part.words] = at
        # A name with small letters in it is one that was marked too long: "Harbour Union strike committee".
        if all(word[0].isupper() or word in SMALL_WORDS for word in part.printed.split()):
            for short in _short_forms(part.words):
                self._short_forms.setdefault(short, at)
        return at

    def _misspelt(self, word: str) -> list[int]:
        """People whose surname is `word` but for one letter: a slip of the same page."""
        for key in left_out(word):
            if key in self._nearly:
                return self._nearly[key]
        return []

    def _choose(self, options: list[int], start: int, told: Gender | None) -> int:
        if told:
            options = [at for at in options if self._groups[at].votes.decide() in (told, None)] or options

        def points(at: int) -> tuple[float, int]:
            starts = self._groups[at].starts
            before = bisect_left(starts, start)
            latest = starts[before - 1] if before else -starts[0]
            return log(1 + len(starts)) + (RECENT if latest == nearest else 0.0), latest

        nearest = max(
            (starts[before - 1] if before else -starts[0])
            for starts in (self._groups[at].starts for at in options)
            for before in (bisect_left(starts, start),)
        )
        return max(options, key=points)

    def _found(self, part: NameParts, in_headline: bool) -> int:
        self._groups.append(NameGroup(type=part.type))
        at = len(self._groups) - 1
        if part.type == "PERSON":
            last = part.words[-1]
            self._by_last.setdefault(last, []).append(at)
            for key in left_out(last):
                self._nearly.setdefault(key, []).append(at)
            for word in part.words[:-1]:
                self._by_word.setdefault(word, []).append(at)
        return self._add(at, part, in_headline)

    def _add(self, at: int, part: NameParts, in_headline: bool) -> int:
        self._groups[at].add(part, in_headline)
        return at


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names with one last word are one person's: the shorter is left in the longer."""
    short, long = sorted((one, other), key=len)
    at = 0
    for word in short:
        while at < len(long) and not _same_word(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _same_word(one: str, other: str) -> bool:
    """Equal, or one the other's initial."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _short_forms(long: tuple[str, ...]) -> list[tuple[str, ...]]:
    """List what an organization of several words is also called: by last words, first word, initials."""
    forms = [long[at:] for at in range(1, min(len(long), MAX_NAMESAKES)) if long[at] not in COMMON_LAST]
    if 1 < len(long) <= 3 and len(long[0]) > 3 and long[0] not in COMMON_FIRST:
        forms.append(long[:1])
    if len(long) > 1:
        strong = [word for word in long if word not in SMALL_WORDS]
        for initials in ("".join(w[0] for w in long), "".join(w[0] for w in strong)):
            forms += [(initials,), (".".join(initials),)]
    return forms
