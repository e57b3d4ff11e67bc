"""Export as corpora of attributions: PolNeAR's layout (brat standoff) and JSON in the manner of Citron.

Both hold text, source, cue and content of each statement and nothing that spans many articles, so that tools
made for those corpora read what onrecord found, and `onrecord.training` learns from it.

- PolNeAR: https://github.com/networkdynamics/PolNeAR; the standoff: https://brat.nlplab.org/standoff.html
- Citron: https://github.com/bbc/citron
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.export.files import new_files
from onrecord.export.lines import Line
from onrecord.export.tables import read_by_article

if TYPE_CHECKING:
    from onrecord.store import Store

#: Which annotator a file of annotations is of, in the corpus's way of naming them.
ANNOTATOR = "0000"
_ROLES = {"source": "Source", "cue": "Cue", "content": "Content"}


def write_polnear(store: Store, folder: Path) -> None:
    """Write `folder`/text/ID.txt and `folder`/attributions/ID_0000.ann for every article with statements.

    Raises:
        OnrecordError: the folder can't be written to, or the store can't be read (StoreError).

    """
    with new_files(folder, ["text", "attributions"]) as drafts:
        for draft in drafts.values():
            draft.mkdir()
        for tables in read_by_article(store):
            article, statements = tables["articles"][0], tables["statements"]
            if statements:
                name = article["id"]
                (drafts["text"] / f"{name}.txt").write_bytes(article["text"].encode("utf-8"))
                standoff = "".join(standoff_lines(statements))
                (drafts["attributions"] / f"{name}_{ANNOTATOR}.ann").write_bytes(standoff.encode("utf-8"))


def standoff(article: Line, statements: Sequence[Line]) -> str:
    """Give one article's standoff behind a comment with its path, for a stream of several."""
    return f"# {article['path']}\t{article['id']}\n" + "".join(standoff_lines(statements))


def standoff_lines(statements: Sequence[Line]) -> Iterator[str]:
    """Give the lines of a brat standoff file: a text-bound annotation a role, an event a statement.

    A role of several spans, or over several lines, is one annotation of several fragments, as in the corpus.
    A statement without a cue hangs on its first role. The statement's id, polarity and score stand in a
    note, which brat shows.
    """
    number = 0
    for event, statement in enumerate(statements, 1):
        roles = {label: _fragments(statement[role]) for role, label in _ROLES.items() if statement[role]}
        arguments = ""
        for label, fragments in roles.items():
            number += 1
            yield _bound(number, label, fragments)
            arguments += f" {label}:T{number}"
        number += 1
        yield _bound(number, "Attribution", roles.get("Cue") or next(iter(roles.values())))
        yield f"E{event}\tAttribution:T{number}{arguments}\n"
        note = f"{statement['id']} {statement['polarity']} {statement['score']}"
        yield f"#{event}\tAnnotatorNotes E{event}\t{note}\n"


def write_citron(store: Store, folder: Path) -> None:
    """Write `folder`/quotes.jsonl: a line an article with its text and its quotes (`citron_line`).

    Raises:
        OnrecordError: the folder can't be written to, or the store can't be read (StoreError).

    """
    with new_files(folder, ["quotes.jsonl"]) as drafts, ExitStack() as opened:
        out = opened.enter_context(drafts["quotes.jsonl"].open("w", encoding="utf-8", newline=""))
        for tables in read_by_article(store):
            line = citron_line(tables["articles"][0], tables["statements"])
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def citron_line(article: Line, statements: Sequence[Line]) -> Line:
    """Give an article as Citron's extractor would: its text and, a quote each, spans, speaker and confidence.

    `polarity` is ours: a denial must not be read as a claim.
    """
    return {
        "id": article["id"],
        "path": article["path"],
        "url": article["url"],
        "text": article["text"],
        "quotes": [
            {
                "id": statement["id"],
                "type": statement["kind"],
                "sources": statement["source"],
                "cues": statement["cue"],
                "contents": statement["content"],
                "coreferences": [statement["speaker"]["name"]] if statement["speaker"] else [],
                "polarity": statement["polarity"],
                "confidence": statement["score"],
            }
            for statement in statements
        ],
    }


def _fragments(spans: Sequence[Line]) -> list[tuple[int, int, str]]:
    """Cut spans at line ends, which no fragment may hold: `[start, end)` and the words of each."""
    found = []
    for span in spans:
        at = span["start"]
        for line in span["text"].split("\n"):
            if line:
                found.append((at, at + len(line), line))
            at += len(line) + 1
    return found


def _bound(number: int, label: str, fragments: Sequence[tuple[int, int, str]]) -> str:
    places = ";".join(f"{start} {end}" for start, end, _ in fragments)
    # A carriage return or a tab within the words would end the line, or the column, for brat's readers.
    words = " ".join(words.replace("\r", " ").replace("\t", " ") for _, _, words in fragments)
    return f"T{number}\t{label} {places}\t{words}\n"
