"""Group the names of one article by whom they mean: full names, surnames, first names, acronyms, short forms.

1. Every name is read: titles and suffixes off, its words in lower case (`read_name`).
2. Names of persons of two words and more are joined where one is the other with a word left out.
3. A single word goes to the person whose surname, else first name it is. Of several: the one whose gender the
   title tells; else the one mentioned last.
4. Names of organizations are joined by acronym, by last words ("the Post") and by first word ("Harbour" for
   "Harbour Mining").
5. A type given to a surname by mistake is mended by its full name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import log

from onrecord.annotate.coreference_words import SUFFIXES, TITLES, Gender, gender_of_noun, tokenize, word_set
from onrecord.annotate.gender import GenderVotes, name_gender
from onrecord.model import Mention, MentionType

#: The longest name that is believed to be one person's; longer runs are a headline's capital letters.
MAX_WORDS = 5
#: Shorter surnames that differ in a letter are as often two people's.
MIN_MISSPELT = 7
#: Bounds the work on a page that names thousands of people alike.
MAX_NAMESAKES = 20
SMALL_WORDS = word_set("of the and for in on at to de des la du")
#: First words that do not stand for the organization by themselves.
_ENDS_NAME = word_set(", — – : ; ( / |")
#: A surname marked as anything but a person this often against once as one is not the person's.
MORE = 1 / 3
#: Last words by which alone another one is meant: "the House" is not the White House.
COMMON_LAST = word_set("house state states street hall city north south east west")
#: How much being named last weighs against being named more often (natural logarithm of the counts).
RECENT = 0.7
_PLACE_WORDS = word_set("in near at from")
COMMON_FIRST = word_set(
    "new north south east west united national american royal first great federal central international "
    "state public university department ministry bank the saint st san los house supreme high world general"
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """One name as printed at `[start, end)`, without titles before it and suffixes after it."""

    start: int
    end: int
    printed: str
    #: Lower case, without marks.
    words: tuple[str, ...]
    #: Lower case, nearest first, inside or right before the mention.
    titles: tuple[str, ...]
    type: MentionType


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


def read_name(text: str, start: int, end: int, kind: MentionType) -> NameParts:
    """Read the mention `[start, end)` of `text`: its words without titles, suffixes and possessive."""
    tokens = tokenize(text, start, end)
    words = [t for t in tokens if t.text[0].isalnum()]
    if kind in ("PERSON", "ORG"):
        # "NAME — Ivy League": a dash or comma ends a name, whatever the mention says.
        cut = next(
            (t.start for t in tokens if t.text in _ENDS_NAME and words and t.start > words[0].start), end
        )
        words = [word for word in words if word.start < cut]
    titles: list[str] = []
    if kind == "PERSON":
        while len(words) > 1 and words[0].low.rstrip(".") in TITLES:
            titles.insert(0, words.pop(0).low)
        while len(words) > 1 and words[-1].low in SUFFIXES:
            words.pop()
        titles += titles_before(text, words[0].start if titles and words else start) if not titles else []
    elif len(words) > 1 and words[0].low == "the":
        words.pop(0)
    if not words:
        return NameParts(start, end, text[start:end], (text[start:end].lower(),), (), kind)
    first, last = words[0].start, words[-1].end
    if kind == "PERSON" and last < end and text[last] == "." and len(words[-1].text) == 1:
        last += 1
    printed = " ".join(text[first:last].split())
    return NameParts(first, last, printed, tuple(w.low for w in words), tuple(titles), kind)


def titles_before(text: str, start: int) -> list[str]:
    """Collect the titles right before `start`, nearest first, lower case."""
    found: list[str] = []
    for token in reversed(tokenize(text, max(0, text.rfind("\n", 0, start) + 1, start - 60), start)):
        if token.low in TITLES:
            found.append(token.low)
        elif token.text != ".":
            break
        if len(found) == 4:
            break
    return found


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
    parts = _mended(text, parts, in_headline)
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


def _mended(text: str, parts: Sequence[NameParts], in_headline: Sequence[bool]) -> list[NameParts]:
    """Set right what one mention shows by itself wrongly and the whole article shows.

    A single word that is some person's surname is that person, unless a place is plainly meant; any other
    takes the type that the article gives it most often, that of a longer name it begins counted too. A
    headline's "Tavane Urges" is the Tavane of the body.
    """
    full = [
        p for p, headline in zip(parts, in_headline, strict=True) if p.type == "PERSON" and len(p.words) > 1
    ]
    body = {p.words for p, headline in zip(parts, in_headline, strict=True) if not headline}
    surnames = {p.words[-1] for p in full if p.words in body} or {p.words[-1] for p in full}
    slips = {key for surname in surnames for key in _left_out(surname)}
    types: dict[str, Counter[MentionType]] = {}
    for part in parts:
        if len(part.words) == 1 or (part.type == "ORG" and len(part.words) == 2):
            types.setdefault(part.words[0], Counter())[part.type] += 1

    def _known(word: str, count: int) -> bool:
        """Tell whether a headline's name may end here: in a surname, or a word printed alone in the body."""
        return word in surnames or (count > 1 and (word,) in body)

    mended: list[NameParts] = []
    for part, headline in zip(parts, in_headline, strict=True):
        word, kind = part.words[0], part.type
        if (
            headline
            and kind == "PERSON"
            and len(part.words) > 1
            and part.words not in body
            and word in surnames
        ):
            mended.append(read_name(text, part.start, part.start + len(word), "PERSON"))
        elif len(part.words) > 1:
            mended.append(part)
        elif word in surnames or (kind != "PERSON" and any(key in slips for key in _left_out(word))):
            before = text[max(0, part.start - 12) : part.start].split()
            place = kind in ("GPE", "LOC", "FAC") and bool(before) and before[-1].lower() in _PLACE_WORDS
            mended.append(part if place else read_name(text, part.start, part.end, "PERSON"))
        else:
            mended.append(replace(part, type=types[word].most_common(1)[0][0]))
    return mended


def _first_words(text: str, part: NameParts, count: int) -> NameParts:
    """Cut a name after its first words."""
    words = [token for token in tokenize(text, part.start, part.end) if token.text[0].isalnum()]
    return read_name(text, part.start, words[count - 1].end, part.type)


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
        for key in _left_out(word):
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
            for key in _left_out(last):
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


def _left_out(word: str) -> list[str]:
    """Spell a long word with each letter left out in turn; a slip of one letter meets in one of them."""
    if not MIN_MISSPELT <= len(word) <= 30:
        return []
    return [word] + [word[:at] + word[at + 1 :] for at in range(1, len(word))]
