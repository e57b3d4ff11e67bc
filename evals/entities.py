"""Names across articles: `python evals/entities.py [--update] [--show]`.

- stories: the judge's figures for names on story sets, with the stage alone behind them;
- ecbplus: names of people, bodies and places by coreference chain, sub-topic by sub-topic;
- rss500: names with a knowledge-base entity, all of them at once.

The corpora don't say what kind of thing a name names; places apart, a name with a word that only bodies have
counts as one, any other as a person. In per cent of pairs of different names under one entity.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from support import check, corpus_hash, judge, need

from onrecord.capture import read_inputs
from onrecord.cli.run import load_annotator
from onrecord.link.entities import Entities
from onrecord.link.entities.forms import form_of, is_name
from onrecord.link.entities.group import PREFIX
from onrecord.link.entities.keys import name_keys
from onrecord.link.entities.lookup import count_names, read_names
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.names.bodies import read_body
from onrecord.link.names.tables import tables
from onrecord.model import AnnotatedArticle, CaptureResult, EntityKind, Group, Item, group_id
from onrecord.pipeline import annotate_captures
from onrecord.settings import Settings


class _Names(Entities):
    """The stage over given names in place of articles."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:  # noqa: ARG002 (the stage's shape)
        return self._items


def main() -> int:
    """Print the figures beside their floors; give 1 where one is below."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--show", action="store_true", help="print what was missed")
    options = parser.parse_args()
    stories = sorted(path for path in need("stories").iterdir() if (path / "gold.json").is_file())
    articles = annotated(stories)
    files = [path for story in stories for path in story.iterdir()]
    failed = check(
        "entities-stories",
        on_stories(stories, articles, show=options.show),
        corpus_hash(files),
        update=options.update,
    )
    folder = need("data", "ecbplus")
    topics = ecbplus(folder)
    result = on_names(topics, articles[0], show=options.show)
    failed |= check("entities-ecbplus", result, corpus_hash(folder.glob("*Entity*")), update=options.update)
    file = need("data", "linking", "RSS-500.ttl")
    result = on_names([rss500(file)], articles[0], show=options.show)
    return failed | check("entities-rss500", result, corpus_hash([file]), update=options.update)


def annotated(stories: Sequence[Path]) -> list[AnnotatedArticle]:
    """Annotate the pages of all stories."""
    settings = Settings()
    captures = read_inputs([str(path) for path in stories], settings=settings)
    results = annotate_captures(captures, settings, load_annotator(settings))
    return [article for r in results if isinstance(r, CaptureResult) for article in r.articles]


def on_stories(
    stories: Sequence[Path], articles: Sequence[AnnotatedArticle], *, show: bool
) -> dict[str, float]:
    """Export the entities alone and hand them to the judge."""
    index = MemoryIndex()
    link(articles, index, [Entities()])
    counts = count_names([read_names(article) for article in articles])
    groups = index.groups("entities")
    with tempfile.TemporaryDirectory() as scratch:
        lines = "".join(json.dumps(_line(group, groups, counts)) + "\n" for group in groups)
        Path(scratch, "entities.jsonl").write_text(lines, encoding="utf-8")
        result = judge("score_story.py", scratch, *stories)
        if show:
            tool = str(need("tools", "score_story.py"))
            command = [sys.executable, tool, scratch, *map(str, stories), "--show"]
            shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            print("\n".join(line for line in shown.splitlines() if "not joined to" in line))
    # Floors rise, so what should be none is turned round.
    return {"name_variants": result["name_variants"], "people_kept_apart": -float(result["people_merged"])}


def _line(group: Group, groups: Sequence[Group], counts: Mapping[tuple[str, str], int]) -> dict[str, object]:
    owner = {member: other.id for other in groups for member in other.members}
    by_id = {group_id(PREFIX, (member,)): identity for member, identity in owner.items()}
    names = {printed: n for (item, printed), n in counts.items() if owner[item] == group.id}
    names |= {name.text: 0 for name in group.record.names if name.text not in names}
    return {
        "id": group.id,
        "name": group.record.name,
        "kind": group.record.kind,
        "names": [{"name": name, "count": count} for name, count in names.items()],
        "candidates": [{"entity": by_id[found.entity]} for found in group.record.candidates],
    }


def on_names(
    topics: Iterable[Mapping[str, set[tuple[EntityKind, str]]]], page: AnnotatedArticle, *, show: bool
) -> dict[str, float]:
    """Group the names of each topic; precision and recall over pairs of names of one entity."""
    right = made = gold = 0
    for topic in topics:
        of_name: defaultdict[str, set[str]] = defaultdict(set)
        items = {}
        for entity, names in topic.items():
            for kind, name in names:
                form = form_of(kind, name)
                of_name[form.id].add(entity)
                body = {"kind": form.kind, "name": form.name, "alias": None}
                keys = name_keys(form.kind, form.name)
                items[form.id] = Item(id=form.id, article=page.article.id, keys=keys, body=body)
        index = MemoryIndex()
        link([page], index, [_Names(list(items.values()))])
        owner = {member: group.id for group in index.groups("entities") for member in group.members}
        for a, b in itertools.combinations(sorted(items), 2):
            same, joined = bool(of_name[a] & of_name[b]), owner[a] == owner[b]
            right, made, gold = right + (same and joined), made + joined, gold + same
            if show and same != joined:
                print(
                    "not joined" if same else "WRONGLY joined",
                    items[a].body["name"],
                    "|",
                    items[b].body["name"],
                )
    return {"precision": round(100 * right / max(1, made), 1), "recall": round(100 * right / max(1, gold), 1)}


def ecbplus(folder: Path) -> list[dict[str, set[tuple[EntityKind, str]]]]:
    """Read the names of each sub-topic by coreference chain."""
    topics: defaultdict[tuple[str, bool], defaultdict[str, set[tuple[EntityKind, str]]]]
    topics = defaultdict(lambda: defaultdict(set))
    # "Man" and "She" begin sentences; a word that the corpus prints in small letters as well is no name.
    lines = [line for file in folder.glob("*_corpus.txt") for line in file.read_text("utf-8").splitlines()]
    small = {line.split("\t")[3] for line in lines if line and line.split("\t")[3].islower()}
    for file in sorted(folder.glob("*Entity*")):
        for mention in json.loads(file.read_text(encoding="utf-8")):
            kind, document = mention["mention_type"][:3], mention["doc_id"]
            name = re.split(r" , | \(", mention["tokens_str"])[0].replace(" 's", "'s")
            common = " " not in name and name.lower() in small
            if kind in ("HUM", "LOC") and not common and _is_printed_name(name):
                topic = document.split("_")[0], document.endswith("ecbplus")
                topics[topic][mention["coref_chain"]].add((_kind(name, place=kind == "LOC"), name))
    return [topics[topic] for topic in sorted(topics)]


def rss500(file: Path) -> dict[str, set[tuple[EntityKind, str]]]:
    """Read the names of each entity of the knowledge base."""
    entities: defaultdict[str, set[tuple[EntityKind, str]]] = defaultdict(set)
    text = file.read_text(encoding="utf-8")
    for name, entity in re.findall(
        r'nif:anchorOf "([^"]*)".*?itsrdf:taIdentRef\s+<([^>]*)>', text, re.DOTALL
    ):
        # What is not in the knowledge base has a number of its own in every sentence.
        if "notInWiki" not in entity and _is_printed_name(name):
            entities[entity].add((_kind(name, place=False), name))
    return entities


def _is_printed_name(name: str) -> bool:
    words = name.split()
    capitals = all(word[0].isupper() or word in tables().small for word in words)
    return bool(words) and capitals and is_name(name, "organization")


def _kind(name: str, *, place: bool) -> EntityKind:
    if place:
        return "place"
    known, read = tables(), read_body(name)
    bodies = known.generic | known.media | known.movable | known.legal
    words = {word.lower() for word in name.split()} | set(read.words if read else ())
    return (
        "organization"
        if words & bodies - known.titles or (name.isupper() and len(name) < 6) or "the" in words
        else "person"
    )


if __name__ == "__main__":
    sys.exit(main())
