"""Say who speaks in each turn of a transcript: names behind labels, initials, "Q" and "A"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from onrecord.annotate.nameparts import read_name
from onrecord.annotate.turn_labels import SMALL, label_words, plain
from onrecord.annotate.turns import Turn
from onrecord.annotate.unnamed import count_told
from onrecord.model import Article, Mention, Span, Speaker, Unnamed

#: Shorter words in capitals are initials or a body's short name, and stay as they are.
SHORT = 3
#: Share of capitals in a name that is set in them ("VERA McLUND").
CAPITALS = 0.75
_ASKED_BY = re.compile(
    r"\b(?:[Ii]nterview(?:er|ed)?|[Hh]ost(?:ed)?|[Pp]resent(?:er|ed)|[Mm]oderat(?:or|ed)|[Qq]uestions)\b"
    r"(?: by)?:?\s+"
    r"(?P<name>[A-Z\u00C0-\u00DE][\w’'-]+(?:\s[A-Z\u00C0-\u00DE][\w.’'-]*){1,3})"
)
_ARTICLE = re.compile(r"(?:the|a|an|mr|mrs|ms|madam|hon|honourable|right)\s+")


class People:
    """Who is named in an article that is a conversation.

    Args:
        article: the article.
        turns: its turns, in order.
        names: what the encoder marked as names in it.

    """

    def __init__(self, article: Article, turns: Sequence[Turn], names: Sequence[Mention]) -> None:
        self._article = article
        self._text = article.text
        self._first = turns[0].label.who.start if turns[0].label else turns[0].content[0].start
        self._persons = [
            (mention.start, read_name(self._text, mention.start, mention.end, "PERSON").printed)
            for mention in names
            if mention.type == "PERSON"
        ]
        labels = {turn.label.who for turn in turns if turn.label}
        self._named = Counter(
            _told(self._text, name)
            for name in (
                *(name for _, name in self._persons),
                *(read_name(self._text, label.start, label.end, "PERSON").printed for label in labels),
                *article.authors,
            )
            if " " in name and plain(name).split()[0] not in SMALL
        )
        self._keys = {turn.label.key for turn in turns if turn.label}
        self._known: dict[str, Speaker | None] = {}
        self._interviewer = self._find_interviewer()
        self._guest = self._find_guest()
        self._examiners = _examiners(turns)

    @property
    def has_guest(self) -> bool:
        """Whether it is known who answers."""
        return self._guest is not None

    def speaker(self, turn: Turn) -> Speaker | None:
        """Give who speaks in a turn; None where nobody is sure."""
        if turn.label is None:
            return self._interviewer if turn.is_question else _person(self._guest, None)
        key = turn.label.key
        examiner = self._examiners.get(turn.content[0].start) if self._interviewer is None else None
        if examiner is not None:
            return _person(self._full_name(examiner), turn.label.who.text)
        if key not in self._known:
            self._known[key] = self._read(turn.label.who)
        return self._known[key]

    def _read(self, label: Span) -> Speaker | None:
        key = _ARTICLE.sub("", plain(label.text))
        last = key.split()[-1]
        if key in label_words("answers") and self._guest:
            return _person(self._guest, label.text)
        if key in label_words("answers") and len(key) == 1:
            # "A." is no name.
            return None
        if key in label_words("asks") and (self._is_interview() or key not in label_words("unnamed")):
            asked = self._interviewer
            return None if asked is None else Speaker(name=asked.name, kind=asked.kind, as_printed=label.text)
        if key in label_words("groups") or last in label_words("groups"):
            return Speaker(name=label.text, kind="group", as_printed=label.text)
        if key in label_words("offices"):
            return Speaker(name=label.text, kind="person", as_printed=label.text)
        if not label_words("unnamed").isdisjoint((key, *key.split())):
            told = Unnamed(description=label.text, count=count_told(label.text, plural=False))
            return Speaker(name=label.text, kind="unnamed_person", as_printed=label.text, unnamed=told)
        if self._is_outlet(key):
            return Speaker(
                name=self._article.publisher or label.text, kind="organization", as_printed=label.text
            )
        return _person(self._full_name(label), label.text)

    def _is_interview(self) -> bool:
        return not self._keys.isdisjoint(label_words("answers"))

    def _is_outlet(self, key: str) -> bool:
        """Tell whether a label is the outlet's name, or its initials."""
        outlet = _ARTICLE.sub("", plain(self._article.publisher or ""))
        initials = "".join(word[0] for word in plain(self._article.publisher or "").split())
        return bool(outlet) and (key == outlet or (len(key) > 1 and key == initials))

    def _full_name(self, label: Span) -> str:
        """Give the fullest name that the article has for a label: a name, a part of one, or initials."""
        printed = read_name(self._text, label.start, label.end, "PERSON").printed
        words = plain(printed).split()
        if len([*dropwhile(SMALL.__contains__, words)]) <= 1:
            named = self._best(name for name in self._named if _ends(name, words))
            named = named or self._search(" ".join(words))
            named = named or self._best(name for name in self._named if plain(name).split()[0] == words[0])
            if named is None and printed.isupper() and len(printed) <= SHORT:
                named = self._best(name for name in self._named if _initials(name) == words[0])
            return named or _told(self._text, printed)
        # "Dr. Vera Lind-Osk" stands for herself; a longer form of the same name goes before a shorter.
        longer = self._best(
            name for name in self._named if _ends(name, words[-1:]) and plain(name).split()[0] == words[0]
        )
        own = _told(self._text, printed)
        return longer if longer and len(longer) > len(own) else own

    def _best(self, names: Iterator[str]) -> str | None:
        """Choose the name that stands most often, of equals the longest."""
        return max(names, key=lambda name: (self._named[name], len(name), name), default=None)

    def _search(self, surname: str) -> str | None:
        """Find a full name of this surname anywhere on the page, as in a list of those present."""
        pattern = rf"(?<!\w)(?:[A-Z\u00C0-\u00DE][\w.’'-]*[ ]){{1,3}}(?i:{re.escape(surname)})(?!\w)"
        found = Counter(
            read_name(self._text, *it.span(), "PERSON").printed for it in re.finditer(pattern, self._text)
        )
        names = [name for name in found if " " in name and not name.isupper()]
        return max(names, key=lambda name: (found[name], -len(name), name), default=None)

    def _find_interviewer(self) -> Speaker | None:
        """Give who asks: whom the page calls so, else its author, else its publisher."""
        found = _ASKED_BY.search(self._text)
        name = (
            found["name"].rstrip(".")
            if found
            else next((it for it in self._article.authors if " " in it), None)
        )
        if name:
            return Speaker(name=name, kind="person", as_printed=None)
        outlet = self._article.publisher
        return Speaker(name=outlet, kind="organization", as_printed=None) if outlet else None

    def _find_guest(self) -> str | None:
        """Give whom the page presents before the first turn: in its headline, else most often, and first."""
        interviewer = self._interviewer.name if self._interviewer else None
        headline = next((it for it in self._article.blocks if it.kind == "headline"), None)
        before = [(at, _told(self._text, name)) for at, name in self._persons if at < self._first]
        before = [(at, name) for at, name in before if " " in name and name != interviewer]
        titled = [name for at, name in before if headline and headline.start <= at < headline.end]
        counts = Counter(name for _, name in before)
        return next(iter([*titled[-1:], *(name for name, _ in counts.most_common(1))]), None)


def _examiners(turns: Sequence[Turn]) -> dict[int, Span]:
    """Give by place, for each "Q." of a hearing, the label of whoever was the last to ask by name."""
    found: dict[int, Span] = {}
    asking: Span | None = None
    for turn in turns:
        if turn.label is None:
            continue
        key = _ARTICLE.sub("", turn.label.key)
        if key == "q" and asking is not None:
            found[turn.content[0].start] = asking
        elif turn.content[-1].text.endswith("?") and len(key) > 1 and key not in label_words("offices"):
            asking = turn.label.who
    return found


def _person(name: str | None, printed: str | None) -> Speaker | None:
    return Speaker(name=name, kind="person", as_printed=printed) if name else None


def _ends(name: str, words: Sequence[str]) -> bool:
    return plain(name).split()[-len(words) :] == list(words)


def _initials(name: str) -> str:
    return "".join(word[0] for word in plain(name).replace("-", " ").split())


def _told(text: str, name: str) -> str:
    """Give a name that is set in capitals as it stands elsewhere on the page, else with capital initials."""
    capitals = sum(map(str.isupper, name)) >= CAPITALS * sum(map(str.isalpha, name))
    if not capitals or len(name) <= SHORT:
        return name
    elsewhere = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return next((it[0] for it in elsewhere if it[0] != name and not it[0].isupper()), name.title())
