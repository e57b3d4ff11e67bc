"""Make the frozen table of word weights that the corpus stages compare articles by.

`python -m onrecord.training.word_weights PATH... > src/onrecord/link/data/stories_words.json`

Each PATH is a corpus. A weight is minus the natural logarithm of the share of documents that have the
stem, the mean of all corpora, in steps of a half. Names are left out unless nearly every corpus has them
(countries, weekdays): how often others occur belongs to the year of a corpus, not to the language. Used
were the training halves of PolNeAR and ECB+, TimeBank, AQUAINT and GUM.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.link.stories.words import RAREST, fold, numerals, stem, words_of

#: A stem in fewer documents is as good as unknown.
FEWEST = 5
#: Share of a stem's occurrences that must be in lower case, so that it is no name.
LOWER = 0.5
#: A name is kept where it is in this share of the documents of all corpora but one.
EVERYWHERE = 0.01
_TAG = re.compile(r"<[^<>]{0,500}>")


def main() -> int:
    """Count the documents of each corpus given and print the table."""
    corpora = [list(_documents(Path(path))) for path in sys.argv[1:]]
    print(json.dumps(_table(corpora), indent=0, ensure_ascii=False))
    return 0


def _table(corpora: Sequence[Sequence[str]]) -> dict[str, str]:
    """Weigh each stem by its mean share of documents, every corpus counting the same."""
    share: dict[str, float] = defaultdict(float)
    found, lower, printed = Counter[str](), Counter[str](), Counter[str]()
    at_home = Counter[str]()
    for corpus in corpora:
        here = Counter[str]()
        for text in corpus:
            stems = [(stem(fold(word)), word) for word in words_of(text) if fold(word).isalpha()]
            printed.update(stemmed for stemmed, _ in stems)
            lower.update(stemmed for stemmed, word in stems if word[0].islower())
            for stemmed in {stemmed for stemmed, _ in stems}:
                here[stemmed] += 1
                share[stemmed] += 1 / len(corpus) / len(corpora)
        found.update(here)
        at_home.update(stemmed for stemmed, count in here.items() if count >= EVERYWHERE * len(corpus))
    figures = set(numerals().values())
    levels: dict[float, list[str]] = defaultdict(list)
    for stemmed in sorted(found):
        level = round(-2 * math.log(share[stemmed])) / 2
        common = found[stemmed] >= FEWEST and level < RAREST and stemmed not in figures
        ordinary = lower[stemmed] >= LOWER * printed[stemmed] or at_home[stemmed] >= len(corpora) - 1
        if common and ordinary:
            levels[level].append(stemmed)
    return {str(level): " ".join(levels[level]) for level in sorted(levels)}


def _documents(path: Path) -> Iterator[str]:
    """Read a folder of texts, of TimeML or of CoNLL-U, or ECB+ as one table of tokens."""
    if path.is_dir():
        for child in sorted(path.iterdir()):
            yield from _documents(child)
    elif path.suffix == ".txt" and path.name.endswith("_corpus.txt"):
        words: dict[str, list[str]] = defaultdict(list)
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) > 3:
                words[fields[0]].append(fields[3])
        yield from (" ".join(listed) for listed in words.values())
    elif path.suffix == ".conllu":
        lines = path.read_text(encoding="utf-8").splitlines()
        yield " ".join(line.split("\t")[1] for line in lines if line[:1].isdigit())
    elif path.suffix in (".txt", ".tml"):
        yield _TAG.sub(" ", path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
