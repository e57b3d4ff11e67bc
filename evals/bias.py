"""Error rates by who speaks and where: `python evals/bias.py [--update] [--write]`.

Two measurements, each with its counts and Wilson's intervals of 95 % (Wilson 1927, JASA 22):

1. PolNeAR dev, whole articles: of the sources with a name in the gold labels, how many statements are found,
   and of how many found ones the speaker is right; by pronoun, by kind of source, by outlet, by how often the
   corpus quotes the speaker, by whether the shipped list of first names has his. The figures of two groups
   differ for many reasons besides the group: what is said, by whom, in what style.
2. Pages of our own (`bias_pages.py`) that are the same but for the name and its pronoun: what differs here
   is the name's doing. Twelve people a group; English names stand for the reading's best case.

Floors are kept where a group has 100 sources or more. `--write` puts the tables into docs/responsible-use.md.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import bias_corpus
import bias_pages
from speakers import load_judge
from support import check, corpus_hash, need

PAGE = Path(__file__).resolve().parent.parent / "docs" / "responsible-use.md"
_PLACE = re.compile(r"(<!-- bias: (\w+) -->\n).*?(<!-- /bias -->)", re.DOTALL)
#: A floor of fewer sources would move by more than a point with one of them.
_ENOUGH = 100
#: The 97.5th percentile of the normal distribution.
_Z = 1.959964

#: Sort of grouping and group, to whether each source's statement was found, its speaker right, another named.
Groups = dict[tuple[str, str], list[tuple[bool, bool, bool]]]


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Give the interval of 95 % of a share, as percentages; all where nothing was counted."""
    if not count:
        return 0.0, 100.0
    share, square = hits / count, _Z**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = _Z * math.sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return max(0.0, 100 * (middle - half)), min(100.0, 100 * (middle + half))


def by_corpus(sources: Iterable[bias_corpus.Source]) -> Groups:
    """Sort the sources of PolNeAR by every grouping that they belong to."""
    found: Groups = defaultdict(list)
    for source in sources:
        found["all", "all"].append((source.found, source.right, source.wrong))
        for sort, group in source.groups.items():
            found[sort, group].append((source.found, source.right, source.wrong))
    return found


def by_name(outcomes: Iterable[bias_pages.Outcome]) -> Groups:
    """Sort the statements of our own pages by the origin of the name, the pronoun and the way it is given."""
    found: Groups = defaultdict(list)
    for it in outcomes:
        told = it.found, it.right, it.wrong
        found["names", it.person.group].append(told)
        if it.person.group.startswith("english"):
            found["pronoun of an English name", it.person.pronoun].append(told)
            if it.way == "pronoun":
                found["the pronoun itself", it.person.pronoun].append(told)
        else:
            found["way of saying who, other names", it.way].append(told)
    return found


def table(groups: Groups) -> str:
    """Write groups as a table of Markdown: counts, shares and intervals."""
    head = (
        "",
        "",
        "sources",
        "found",
        "of found: right speaker",
        "of found: another's name",
        "found and right",
    )
    lines = [f"| {' | '.join(head)} |", "|---|---|" + "---:|" * 5]
    before = ""
    for (sort, group), told in groups.items():
        count, (found, right, wrong) = len(told), (sum(column) for column in zip(*told, strict=True))
        shares = _share(found, count), _share(right, found), _share(wrong, found), _share(right, count)
        lines.append(f"| {sort if sort != before else ''} | {group} | {count:,} | {' | '.join(shares)} |")
        before = sort
    return "\n".join(lines) + "\n"


def _share(hits: int, count: int) -> str:
    low, high = wilson(hits, count)
    return f"{100 * hits / count:.1f} ({low:.0f}–{high:.0f})" if count else "–"


def ordered(groups: Groups) -> Groups:
    """Put sorts in the order in which they were met, and groups by size, the largest first."""
    sorts = list(dict.fromkeys(sort for sort, _ in groups))
    return {
        (sort, group): groups[sort, group]
        for sort in sorts
        for group in sorted(
            (it for of, it in groups if of == sort), key=lambda it: (-len(groups[sort, it]), it)
        )
    }


def figures(groups: Groups) -> dict[str, float]:
    """Give the share of speakers found and right, for floors: of the groups that are large enough."""
    return {
        f"{sort}: {group}": round(100 * sum(right for _, right, _ in told) / len(told), 1)
        for (sort, group), told in groups.items()
        if len(told) >= _ENOUGH
    }


def write(tables: dict[str, str]) -> bool:
    """Put the tables into the page of the documentation; tell whether that changed it."""
    before = PAGE.read_text(encoding="utf-8")
    after = _PLACE.sub(lambda place: f"{place[1]}\n{tables[place[2]]}\n{place[3]}", before)
    PAGE.write_text(after, encoding="utf-8")
    return after != before


def main() -> int:
    """Print the tables, and the large groups beside their floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/responsible-use.md")
    options = parser.parse_args()
    names = ordered(by_name(bias_pages.outcomes()))
    print(table(names))
    pages = corpus_hash([bias_pages.NAMES, Path(bias_pages.__file__)])
    failed = check("bias, names", figures(names), pages, update=options.update)
    judge, folder = load_judge(), need("data", "polnear", "dev")
    corpus = ordered(by_corpus(bias_corpus.sources(judge, folder)))
    print(table(corpus))
    failed |= check("bias", figures(corpus), corpus_hash(folder.rglob("*.*")), update=options.update)
    if options.write:
        print("written" if write({"names": table(names), "corpus": table(corpus)}) else "nothing changed")
    return failed


if __name__ == "__main__":
    sys.exit(main())
