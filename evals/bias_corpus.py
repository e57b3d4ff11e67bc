"""Who is found and named on PolNeAR dev, source by source, and the groups that a source belongs to."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

#: As the judge of attribution counts a content as found (Jaccard index of its words).
_ENOUGH = 0.5
#: Sources of one speaker in the corpus from which on he counts as often quoted.
_OFTEN = 10


@dataclass(frozen=True, slots=True)
class Source:
    """One source with a name in the gold labels, and what became of its statement."""

    #: Group by the sort of grouping: "pronoun" to "she".
    groups: dict[str, str]
    found: bool
    #: Whether it has the right speaker; or somebody else's name.
    right: bool
    wrong: bool


def annotate(folder: Path) -> dict[str, Any]:
    """Run `onrecord annotate` on the corpus; give its lines by stem."""
    texts = sorted((folder / "text").glob("*.txt"))
    command = [sys.executable, "-m", "onrecord", "annotate", *map(str, texts)]
    done = subprocess.run(command, capture_output=True, check=True)
    lines = map(json.loads, done.stdout.decode().splitlines())
    return {Path(line["path"]).stem: line for line in lines}


def sources(judge: ModuleType, folder: Path) -> Iterator[Source]:
    """Give every source that the judge of attribution asks the speaker of."""
    records = map(json.loads, (folder / "speakers.jsonl").read_text(encoding="utf-8").splitlines())
    labels = {record["doc"]: record["sources"] for record in records}
    predicted = annotate(folder)
    often = Counter(
        label["name"] for marked in labels.values() for label in marked.values() if label and label["name"]
    )
    for stem, (text, versions) in judge.gold(str(folder)).items():
        relations = [dict(relation, n=at) for at, relation in enumerate(versions[0])]
        matched = _match(judge, text, relations, predicted.get(stem, {}).get("statements", []))
        for relation in relations:
            given = labels.get(stem, {})
            if not relation["content"] or not judge.judged(relation, given):
                continue
            label = given[str(relation["n"])]
            statement = matched.get(relation["n"])
            name = ((statement or {}).get("speaker") or {}).get("name")
            right = judge.same_speaker(label["name"], name)
            start, end = relation["source"][0]
            yield Source(
                groups=_groups(judge, text[start:end], label, stem.split("_")[0], often[label["name"]]),
                found=statement is not None,
                right=right,
                wrong=name is not None and not right,
            )


def _groups(judge: ModuleType, words: str, label: dict[str, Any], outlet: str, times: int) -> dict[str, str]:
    """Name the groups that a source belongs to; `times`: how often the corpus quotes this speaker."""
    said = words.strip().lower()
    found = {"outlet": outlet, "printed as": said if said in judge.PRONOUNS else "a name or description"}
    if said in judge.PRONOUNS and said not in ("he", "she", "they", "i", "we", "it", "who"):
        found["printed as"] = "another pronoun"
    found["who it is"] = {
        "person": "a person with a name",
        "unnamed_person": "a person without a name",
        "group": "a group",
        "organization": "a body",
        "document": "a document",
    }.get(label["kind"], "not known")
    if label["kind"] == "person":
        found["how often quoted"] = (
            f"{_OFTEN} times or more" if times >= _OFTEN else "2 to 9 times" if times > 1 else "once"
        )
        first = label["name"].split()[0].casefold().strip("“”\"'.,")
        if len(label["name"].split()) > 1:
            known = first in _first_names()
            found["first name"] = "in the shipped list" if known else "not in it"
    return found


@cache
def _first_names() -> frozenset[str]:
    """Give the first names that the reading of names knows."""
    source = files("onrecord.annotate").joinpath("data/first_names.json")
    lists = json.loads(source.read_text(encoding="utf-8"))
    return frozenset(f"{lists['female']} {lists['male']}".split())


def _match(
    judge: ModuleType, text: str, relations: list[dict[str, Any]], statements: list[dict[str, Any]]
) -> dict[int, dict[str, Any]]:
    """Match statements with gold relations one to one, the most alike first, as the judge does."""
    pairs = []
    for at, statement in enumerate(statements):
        if statement.get("parent"):
            continue
        words = judge.tokens(text, judge.span_list(statement["content"]))
        source = judge.tokens(text, judge.span_list(statement["source"]))
        for relation in relations:
            wanted = judge.tokens(text, relation["content"])
            if words and wanted and words & wanted:
                alike = len(words & wanted) / len(words | wanted)
                same = bool(source & judge.tokens(text, relation["source"])) or not (
                    source or relation["source"]
                )
                if alike >= _ENOUGH:
                    pairs.append((same, alike, -at, -relation["n"]))
    matched: dict[int, dict[str, Any]] = {}
    used: set[int] = set()
    for _, _, at, number in sorted(pairs, reverse=True):
        if -at not in used and -number not in matched:
            used.add(-at)
            matched[-number] = statements[-at]
    return matched
