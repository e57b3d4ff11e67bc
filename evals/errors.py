"""The kinds of error on PolNeAR dev, with counts: `python evals/errors.py [--show KIND]`.

Every gold relation that is not right (words and source, as the judge counts) and every statement without a
gold one falls under the first kind that fits. `--show` prints what falls under a kind, to be read.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from calibration import annotated_articles, places_of, words_in
from support import need

from onrecord.annotate.cues import holds_cue
from onrecord.model import Span, Statement

Places = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Error:
    """One error: its kind, and what gold and we have."""

    kind: str
    gold: str
    made: str


def main() -> int:
    """Print the kinds, the commonest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="KIND", help="print the errors whose kind holds these words")
    options = parser.parse_args()
    errors: list[Error] = []
    right = 0
    for text, statements, relations in annotated_articles(need("data", "polnear", "dev")):
        found = list(_compare(text, statements, relations))
        right += sum(error is None for error in found)
        errors += [error for error in found if error is not None]
    for error in errors:
        if options.show and options.show in error.kind:
            print(f"[{error.kind}]\n  gold: {error.gold}\n  made: {error.made}")
    print(f"{right} relations right, {len(errors)} errors")
    for kind, count in Counter(error.kind for error in errors).most_common():
        print(f"{count:5d}  {kind}")
    return 0


def _compare(
    text: str, statements: list[Statement], relations: list[dict[str, Places]]
) -> Iterator[Error | None]:
    """Give an error, or None for what is right, for each gold relation; then the statements left over."""
    taken: set[int] = set()
    made = [
        (words_in(text, places_of(it.content)), words_in(text, places_of(it.source))) for it in statements
    ]
    for relation in relations:
        content, source = words_in(text, relation["content"]), words_in(text, relation["source"])
        if not content:
            continue
        best = max(range(len(made)), key=lambda n: _overlap(made[n][0], content), default=None)
        if best is None or not made[best][0] & content:
            yield Error(_lost(text, relation), _told(text, relation), "")
            continue
        taken.add(best)
        kind = _kind(made[best], content, source)
        shown = f"{' '.join(span.text for span in statements[best].source)!r}: {_content(statements[best])!r}"
        yield Error(kind, _told(text, relation), shown) if kind else None
    for number, statement in enumerate(statements):
        if number not in taken:
            cue = (
                "a cue of speech" if statement.cue and holds_cue(text, statement.cue) else "no cue of speech"
            )
            yield Error(f"a statement where gold has none, {cue}", "", _content(statement))


def _kind(made: tuple[set[int], set[int]], content: set[int], source: set[int]) -> str | None:
    words, origin = made
    if _overlap(words, content) < 0.5:
        if words < content:
            return "content cut short"
        return "content runs on" if content < words else "content shifted"
    if source and not origin:
        return "source missing"
    if origin and not source:
        return "source where gold has none"
    return "another source" if source and not source & origin else None


def _lost(text: str, relation: dict[str, Places]) -> str:
    cue = [Span.of(text, *place) for place in relation["cue"]]
    known = "with a cue of speech" if cue and holds_cue(text, tuple(cue)) else "without a cue of speech"
    return f"not found, {known}{'' if relation['source'] else ', no source'}"


def _overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _content(statement: Statement) -> str:
    return " … ".join(span.text for span in statement.content)


def _told(text: str, relation: dict[str, Places]) -> str:
    parts = {role: " … ".join(text[low:high] for low, high in relation[role]) for role in relation}
    return f"{parts['source']!r} {parts['cue']!r}: {parts['content']!r}"


if __name__ == "__main__":
    sys.exit(main())
