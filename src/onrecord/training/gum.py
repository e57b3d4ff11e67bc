"""Read the named people, bodies and places of GUM (Zeldes 2017): entities over Universal Dependencies.

A name is the run of proper nouns around the head of a mention, without determiner and title. Documents in
even positions of the sorted list are for training, those in odd positions are kept apart (`evals/names.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.annotate.coreference_words import PERSON_NOUNS, TITLES, word_set

#: Sentences of one paragraph that make one instance.
RUN = 3
#: Steps up the tree within one name.
LONGEST_CHAIN = 8
_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
_NAME_TAGS = frozenset(("NNP", "NNPS"))
#: What may stand inside a name, between proper nouns.
_INNER_WORDS = word_set(
    "of the for and & de la del da do van der den von al el - – . ' ’ , / bin ibn du des di"
)
#: Of these a name is held together by the tree alone.
_LOOSE = word_set("of the for and & , /")
#: Relations that hold a name together.
_WITHIN = word_set(
    "flat flat:foreign flat:name compound amod nmod nmod:unmarked conj case cc det punct nummod goeswith "
    "fixed dep list"
)

#: (kind of GUM, start, end).
Name = tuple[str, int, int]


@dataclass(slots=True)
class Token:
    """One word of the tree, `[start, end)` in its paragraph's text."""

    form: str
    upos: str
    tag: str
    head: int
    relation: str
    misc: str
    start: int = 0
    end: int = 0

    @property
    def gap(self) -> str:
        """What follows the word: a space, or nothing."""
        return "" if "SpaceAfter=No" in self.misc.split("|") else " "


@dataclass(slots=True)
class Sentence:
    """The words of one sentence and, by position, the (kind, first, behind the last) of its mentions."""

    tokens: list[Token]
    opens_paragraph: bool
    mentions: list[Name] = field(default_factory=list)
    #: The number of its first word in the document, from 1.
    first_word: int = 1


def split_documents(folder: Path) -> tuple[list[Path], list[Path]]:
    """Give the documents of `folder`/dep for training and those kept apart."""
    paths = sorted((folder / "dep").glob("*.conllu"))
    return paths[0::2], paths[1::2]


def read_gum(path: Path, longest: int = RUN) -> Iterator[tuple[str, list[Name]]]:
    """Yield each run of at most `longest` sentences of a paragraph as its text and its names."""
    for run in read_runs(path, longest):
        yield text_of(run), names_of(run)


def read_runs(path: Path, longest: int = RUN) -> Iterator[list[Sentence]]:
    """Yield the sentences of a document in runs of at most `longest` that stay within a paragraph.

    The words of a run lie at their places in its text.
    """
    run: list[Sentence] = []
    words = 1
    for sentence in _sentences(path):
        sentence.first_word = words
        words += len(sentence.tokens)
        if run and (sentence.opens_paragraph or len(run) == longest):
            yield _placed(run)
            run = []
        run.append(sentence)
    if run:
        yield _placed(run)


def text_of(run: Sequence[Sentence]) -> str:
    """Write the words as the document has them, one space between sentences."""
    return " ".join(
        "".join(token.form + token.gap for token in sentence.tokens).rstrip(" ") for sentence in run
    )


def _sentences(path: Path) -> Iterator[Sentence]:
    tokens: list[Token] = []
    joined_up_to, opens = 0, False
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            opens = True
        elif not line.strip():
            if tokens:
                yield _with_mentions(Sentence(tokens, opens))
            tokens, opens, joined_up_to = [], False, 0
        elif not line.startswith("#"):
            fields = line.split("\t")
            if "-" in fields[0]:
                # The words of "Mecca's" are written without a space; the last of them as the whole says.
                joined_up_to = int(fields[0].split("-")[1])
                after = fields[9]
            elif "." not in fields[0]:
                token = Token(fields[1], fields[3], fields[4], int(fields[6]) - 1, fields[7], fields[9])
                if len(tokens) + 1 < joined_up_to:
                    token.misc += "|SpaceAfter=No"
                elif len(tokens) + 1 == joined_up_to:
                    token.misc += "|" + after
                tokens.append(token)
    if tokens:
        yield _with_mentions(Sentence(tokens, opens))


def _with_mentions(sentence: Sentence) -> Sentence:
    """Read the brackets of the entities: "(3-place-…", "3)", "(4-person-…)"."""
    opened: dict[str, list[tuple[str, int]]] = {}
    for number, token in enumerate(sentence.tokens):
        value = next((part[7:] for part in token.misc.split("|") if part.startswith("Entity=")), "")
        for bracket in _BRACKET.finditer(value):
            inside, closed, closing = bracket.groups()
            if inside is not None:
                group, kind = ([*inside.split("-"), ""])[:2]
                if closed:
                    sentence.mentions.append((kind, number, number + 1))
                else:
                    opened.setdefault(group, []).append((kind, number))
            elif opened.get(closing):
                kind, first = opened[closing].pop()
                sentence.mentions.append((kind, first, number + 1))
    return sentence


def _placed(run: list[Sentence]) -> list[Sentence]:
    """Set where each word lies in the text of the run."""
    at = 0
    for sentence in run:
        for token in sentence.tokens:
            token.start = at
            token.end = at + len(token.form)
            at = token.end + len(token.gap)
        at = sentence.tokens[-1].end + 1
    return run


def names_of(run: Sequence[Sentence]) -> list[Name]:
    """Give the names in a run: (kind of GUM, start, end), in order and apart.

    Of two that overlap the longer one counts, whatever kind it is of. All kinds are given, since a name of
    something else is none of a person.
    """
    names: set[Name] = set()
    for sentence in run:
        for kind, first, last in sentence.mentions:
            found = name_of_mention(sentence.tokens, kind, first, last)
            if found is not None:
                low, high = found
                names.add((kind, sentence.tokens[low].start, sentence.tokens[high - 1].end))
    apart: list[Name] = []
    for name in sorted(names, key=lambda n: (n[1] - n[2], n)):
        if all(name[2] <= other[1] or other[2] <= name[1] for other in apart):
            apart.append(name)
    return sorted(apart, key=lambda n: n[1])


def name_of_mention(tokens: Sequence[Token], kind: str, first: int, last: int) -> tuple[int, int] | None:
    """Give the words `[low, high)` that name the mention `[first, last)`, or None where none does.

    The head is a proper noun, or one stands flat beside it ("director Suleiman"). Plural names of people are
    those of a people or a party, and no person's.
    """
    heads = [n for n in range(first, last) if not first <= tokens[n].head < last]
    if not heads or kind == "time":
        return None
    head = heads[0]
    if tokens[head].upos != "PROPN" or tokens[head].tag not in _NAME_TAGS:
        flat = [
            n
            for n in range(head + 1, last)
            if tokens[n].head == head and tokens[n].relation.startswith("flat")
        ]
        named = [n for n in flat if tokens[n].upos == "PROPN"]
        if not named:
            return None
        low, high = _grow(tokens, named[-1], first, last)
        low = max(low, head + 1)
    else:
        low, high = _grow(tokens, head, first, last)
    if kind == "person":
        if tokens[high - 1].tag == "NNPS" or tokens[head].tag == "NNPS":
            return None
        titles = [n for n in range(low, high) if _is_title(tokens[n].form)]
        low = titles[-1] + 1 if titles else low  # behind the whole of it for "the President"
    while low < high and not _may_end(tokens[low]):
        low += 1
    while low < high and not _may_end(tokens[high - 1]):
        high -= 1
    return (low, high) if low < high else None


def _grow(tokens: Sequence[Token], core: int, first: int, last: int) -> tuple[int, int]:
    """Give the run of name words around `core` within `[first, last)`, words between them included."""
    low, high = core, core + 1
    while low > first:
        step = next((n for n in range(low - 1, max(first, low - 4) - 1, -1) if _is_name(tokens[n])), None)
        if step is None or not _held(tokens, step, low):
            break
        low = step
    while high < last:
        step = next((n for n in range(high, min(last, high + 3)) if _is_name(tokens[n], after=True)), None)
        if step is None or not _held(tokens, high - 1, step):
            break
        high = step + 1
    if high < last and tokens[high].form == "." and not tokens[high - 1].gap:
        initial = len(tokens[high - 1].form) == 1
        high += initial
    return low, high


def _is_name(token: Token, *, after: bool = False) -> bool:
    if after and token.tag == "CD" and token.form.isalnum():
        return True
    return token.tag in _NAME_TAGS and token.form[:1].isalnum()


def _held(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether what stands between the two words, if anything, is inside a name, and the tree joins them."""
    between = tokens[left + 1 : right]
    if any(token.form.lower() not in _INNER_WORDS for token in between):
        return False
    if any(token.form == "," for token in between):
        return False
    if tokens[right].tag == "CD" and tokens[right].relation not in _WITHIN:
        return False
    loose = any(token.form.lower() in _LOOSE for token in between)
    return _joined(tokens, left, right) if loose or not between else True


def _joined(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether one word is above the other by relations that names are made of, or both have one head so."""

    def above(number: int) -> list[int]:
        chain = [number]
        while tokens[number].relation in _WITHIN and len(chain) < LONGEST_CHAIN:
            number = tokens[number].head
            if number < 0:
                break
            chain.append(number)
        return chain

    return bool(set(above(left)) & set(above(right)))


def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in TITLES or low in PERSON_NOUNS


def _may_end(token: Token) -> bool:
    return token.tag in _NAME_TAGS or token.tag == "CD" or token.form == "."
