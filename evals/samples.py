"""Accuracy on the sample pages of the package: `python evals/samples.py [--update] [--show]`.

Runs the whole line, in process, over the pages of src/onrecord/samples and compares with expected.json
there. The pages were written for this project, so the figures tell whether the line works, not how well
it does on real pages.

In per cent; a fact is found when a statement of the page shares half of its words (Jaccard over tokens in
their places), or holds a fact of six tokens or more; each statement answers one fact.

    page_kind, language       pages of the right kind (article, listing, refused), in the right language
    title, publisher, authors, published    articles; a day that only the text gives away may be left null
    items                     headlines of the listings' items
    found                     facts that have a statement
    precision                 statements on the completely annotated pages that are facts (or marked optional)
    speaker, kind, polarity   of the found facts; speaker: of those that have one
    said, chain               of the found facts that state one; chain: every hop in order, at most one more
    silent                    lines that must not speak and do not
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from matching import Tally, Tokens, name_words, overlap, same_name, tokens
from support import check, corpus_hash

from onrecord import samples
from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_stream
from onrecord.model import AnnotatedArticle, CaptureResult, Statement
from onrecord.pipeline import annotate_captures
from onrecord.samples import sample_paths
from onrecord.settings import Settings

Page = dict[str, Any]
Fact = dict[str, Any]

EXPECTED = Path(samples.__file__).parent / "expected.json"


def expected_pages() -> list[Page]:
    """Read expected.json."""
    pages: list[Page] = json.loads(EXPECTED.read_text(encoding="utf-8"))["pages"]
    return pages


def annotated() -> dict[tuple[str, str | None], tuple[AnnotatedArticle, ...]]:
    """Run the line over the sample pages: (file, key) → the page's articles."""
    settings = Settings()
    annotator = Annotator(settings)
    found = {}
    for page in sample_paths():
        with page.open("rb") as stream:
            captures = list(read_stream(stream, page.name, settings))
        for result in annotate_captures(captures, settings, annotator):
            if isinstance(result, CaptureResult):
                found[page.name, result.capture.key] = result.articles
            else:
                print(f"dropped: {result.item}: {result.reason}", file=sys.stderr)
    return found


def score(pages: Iterable[Page], found: dict[tuple[str, str | None], tuple[AnnotatedArticle, ...]]) -> Tally:
    """Compare what the line gave with what is expected."""
    tally = Tally()
    for page in pages:
        articles = found.get((page["file"], page.get("key")), ())
        name = page["file"] + (f"#{page['key']}" if page.get("key") else "")
        _score_page(tally, name, page, articles)
        if page["kind"] == "article":
            statements = articles[0].annotations.statements if articles else ()
            text = articles[0].article.text if articles else ""
            _score_facts(tally, name, page, text, statements)
        for line in page["silent"]:
            leaked = any(_speaks(item, line) for item in articles)
            tally.count("silent", not leaked, f"{name}: {line!r} speaks")
    return tally


def _score_page(tally: Tally, name: str, page: Page, articles: Sequence[AnnotatedArticle]) -> None:
    article = articles[0].article if articles else None
    kind = article.kind if article else None
    tally.count("page_kind", kind == page["kind"], f"{name}: {kind}, not {page['kind']}")
    if page["kind"] == "listing":
        titles = [_folded(item.article.title or "") for item in articles if item.article.kind == "teaser"]
        for headline in page["items"]:
            tally.count("items", headline in titles, f"{name}: no item {headline!r} in {titles}")
    if page["kind"] != "article":
        return
    got: dict[str, Any] = {
        "title": _folded(article.title or "") if article else None,
        "publisher": article.publisher if article else None,
        "authors": sorted(article.authors) if article else None,
        "published": article.published.value if article and article.published else None,
        "language": article.language if article else None,
    }
    allowed = {figure: [page[figure]] for figure in got}
    allowed["authors"] = [sorted(page["authors"])]
    allowed["published"].append(page.get("published_inferable"))
    for figure, value in got.items():
        right = value in allowed[figure]
        tally.count(figure, right, f"{name}: {value!r}, not {allowed[figure][0]!r}")


def _score_facts(tally: Tally, name: str, page: Page, text: str, statements: Sequence[Statement]) -> None:
    facts: list[Fact] = page.get("facts", [])
    spoken = [tokens(text, [(span.start, span.end) for span in s.content]) for s in statements]
    wanted = [list(_occurrences(text, fact["content"])) for fact in facts]
    pairs = sorted(
        (-max((overlap(want, said) for want in options), default=0.0), number, index)
        for number, options in enumerate(wanted)
        for index, said in enumerate(spoken)
    )
    answers: dict[int, int] = {}
    for share, number, index in pairs:
        if share < 0 and number not in answers and index not in answers.values():
            answers[number] = index
    for number, fact in enumerate(facts):
        what = f"{name}: {fact['content'][0]!r}"
        tally.count("found", number in answers, what)
        if number in answers:
            _score_fact(tally, what, fact, statements[answers[number]])
    if page.get("complete"):
        extra = [list(_occurrences(text, [line])) for line in page.get("optional", [])]
        for index, said in enumerate(spoken):
            if index not in answers.values():
                if any(overlap(want, said) for options in extra for want in options):
                    continue
                tally.count(
                    "precision", False, f"{name}: {' … '.join(s.text for s in statements[index].content)!r}"
                )
            else:
                tally.count("precision", True, "")


def _score_fact(tally: Tally, what: str, fact: Fact, statement: Statement) -> None:
    if fact["speaker"]:
        speaker = statement.speaker.name if statement.speaker else None
        tally.count(
            "speaker", _same_name(fact["speaker"], speaker), f"{what}: {speaker!r}, not {fact['speaker']!r}"
        )
    for figure in ("kind", "polarity"):
        value = getattr(statement, figure)
        tally.count(figure, value == fact[figure], f"{what}: {value}, not {fact[figure]}")
    if fact["said"]:
        said = statement.said.value if statement.said else None
        tally.count("said", said == fact["said"], f"{what}: {said}, not {fact['said']}")
    if fact["chain"]:
        hops = [hop.name for hop in statement.chain]
        rest = iter(hops)
        right = all(any(_same_name(want, hop) for hop in rest) for want in fact["chain"])
        right = right and len(hops) <= len(fact["chain"]) + 1
        tally.count("chain", right, f"{what}: {hops}, not {fact['chain']}")


def _speaks(item: AnnotatedArticle, line: str) -> bool:
    text = item.article.text
    said = [tokens(text, [(span.start, span.end) for span in s.content]) for s in item.annotations.statements]
    return any(2 * len(want & got) > len(want) for want in _occurrences(text, [line]) for got in said)


def _occurrences(text: str, pieces: Sequence[str]) -> Iterator[Tokens]:
    """Yield the tokens of `pieces`, one after the other in `text`, for each place where the first stands."""
    for first in _pattern(pieces[0]).finditer(text):
        spans = [first.span()]
        for piece in pieces[1:]:
            if (later := _pattern(piece).search(text, spans[-1][1])) is not None:
                spans.append(later.span())
        yield tokens(text, spans)


def _pattern(piece: str) -> re.Pattern[str]:
    """Match `piece` however its white space was folded."""
    return re.compile(r"\s+".join(map(re.escape, piece.split())))


def _same_name(want: str, got: str | None) -> bool:
    """Compare two names; what was expected may also begin a longer description ("official who asked …")."""
    left = name_words(want)
    return same_name(want, got) or (bool(left) and name_words(got or "")[: len(left)] == left)


def _folded(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    """Print the figures beside their floors, and the misses when asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--show", action="store_true", help="print what was missed")
    options = parser.parse_args()
    tally = score(expected_pages(), annotated())
    if options.show:
        print("\n".join(tally.misses))
    return check("samples", tally.figures(), samples_hash(), update=options.update)


def samples_hash() -> str:
    """Hash the sample pages and what is expected of them."""
    pages = (EXPECTED.parent / page.name for page in sample_paths())
    return corpus_hash([*pages, EXPECTED])


if __name__ == "__main__":
    sys.exit(main())
