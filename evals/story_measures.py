"""What is measured on a story set: an exported record against the exact answers in the set's gold.json.

An answer is found when a statement of its article shares half of its words (Jaccard over tokens in their
places), or holds an answer of six tokens or more; each statement answers one. In per cent:

    found, speaker          of all answers; speaker: found, and given to the right one
    kind, said              of those found
    chain, chain_long       of those found that passed through a hop: all hops in order, at most one more;
                            long: three hops and more
    silent                  lines that must not speak and do not
    utterances, stories     F1 over pairs
    alterations, typed      F1 over pairs of wordings; over pairs with their change
    copies                  F1 over pairs; copies_direction, copies_type of the expected ones
    disputes                F1 over pairs of utterances, without what only contradicts: conflicts, recall
    names, kept_apart       forms of one name under one entity, a garbled one may be a candidate; entities
                            that are one expected person or body
    published               days of pages
    sources_one, _more      right numbers of independent sources, where it is one and where it is more
"""

from __future__ import annotations

import collections
import itertools
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matching import WORD, Tally, name_words, overlap, same_name, tokens

Row = dict[str, Any]
Pair = frozenset[str]


@dataclass(frozen=True)
class Record:
    """The tables of an export that the measures read."""

    articles: dict[str, Row]
    utterances: dict[str, Row]
    entities: tuple[Row, ...]
    copies: tuple[Row, ...]
    links: tuple[Row, ...]
    stories: tuple[Row, ...]
    #: Article id → its statements.
    statements: dict[str, list[Row]]

    @classmethod
    def read(cls, folder: Path) -> Record:
        """Read an export of the format jsonl; a table that is absent is empty."""
        statements = collections.defaultdict(list)
        for row in _rows(folder, "statements"):
            statements[row["article"]].append(row)
        return cls(
            articles={row["id"]: row for row in _rows(folder, "articles")},
            utterances={row["id"]: row for row in _rows(folder, "utterances")},
            entities=_rows(folder, "entities"),
            copies=_rows(folder, "copies"),
            links=_rows(folder, "links"),
            stories=_rows(folder, "stories"),
            statements=statements,
        )


@dataclass(frozen=True)
class Match:
    """A story set beside what the record has of it."""

    folder: Path
    gold: Row
    record: Record
    #: Letter of a page → its text, and its article in the record.
    texts: dict[str, str]
    articles: dict[str, str]
    #: Id of an expected statement → the one that answers it; and back, from id to id.
    found: dict[str, Row] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, record: Record) -> Match:
        """Read the answers in `folder`, and find its pages and statements in the record."""
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        texts = {page: (folder / f"{page}.txt").read_bytes().decode() for page in gold["articles"]}
        paths = {tuple(Path(row["path"]).parts[-2:]): key for key, row in record.articles.items()}
        articles = {
            page: paths[folder.name, f"{page}.txt"] for page in texts if (folder.name, f"{page}.txt") in paths
        }
        match = cls(folder=folder, gold=gold, record=record, texts=texts, articles=articles)
        match._find()
        return match

    def _find(self) -> None:
        candidates = []
        for want in self.gold["statements"]:
            place = tokens(self.texts[want["article"]], [self.place(want)])
            for row in self.spoken(want["article"]):
                share = overlap(place, self.said(want["article"], row))
                if share:
                    candidates.append((-share, want["id"], row["id"], row))
        for _, want_id, row_id, row in sorted(candidates, key=lambda candidate: candidate[:3]):
            if want_id not in self.found and row_id not in self.answers:
                self.found[want_id], self.answers[row_id] = row, want_id

    def spoken(self, page: str) -> list[Row]:
        """Give the statements that the record has of a page."""
        return self.record.statements.get(self.articles.get(page, ""), [])

    def said(self, page: str, row: Row) -> frozenset[int]:
        """Give the places of the words of a statement's content."""
        return tokens(self.texts[page], [(span["start"], span["end"]) for span in row["content"]])

    def place(self, want: Row) -> tuple[int, int]:
        """Give the characters `[start, end)` of an expected content: where it stands first."""
        start = self.texts[want["article"]].index(want["content"])
        return start, start + len(want["content"])

    def one(self, key: str) -> str:
        """Give the least id of the expected utterance that a statement belongs to."""
        return next((min(group) for group in self.gold["utterances"] if key in group), key)

    def wording(self, key: str) -> tuple[str, str]:
        """Give the utterance and the words of an expected statement: copies of one wording are one."""
        want = next(row for row in self.gold["statements"] if row["id"] == key)
        return self.one(key), " ".join(WORD.findall(want["content"].casefold()))


def score(match: Match, tally: Tally) -> None:
    """Count every figure of one story set."""
    for measure in (_statements, _silence, _utterances, _alterations, _copies, _disputes, _stories, _names):
        measure(match, tally)
    for page, want in match.gold["articles"].items():
        if day := want["published"] or want["published_inferable"]:
            published = match.record.articles.get(match.articles.get(page, ""), {}).get("published") or {}
            right = (published.get("value") or "")[:10] == day
            tally.count(
                "published", right, f"{match.folder.name}/{page}: {published.get('value')}, not {day}"
            )


def _statements(match: Match, tally: Tally) -> None:
    forms: dict[str, set[str]] = collections.defaultdict(set)
    for entity in match.gold["entities"]:
        forms[" ".join(name_words(_bare(entity["name"])))] |= {entity["name"], *entity["variants"]}
    for want in match.gold["statements"]:
        where, row = f"{match.folder.name}/{want['id']}", match.found.get(want["id"])
        tally.count("found", row is not None, f"{where}: {want['content']!r}")
        name = ((row or {}).get("speaker") or {}).get("name")
        known = {want["speaker"], *forms[" ".join(name_words(_bare(want["speaker"])))]}
        right = any(same_name(_bare(form), name) for form in known)
        tally.count("speaker", right, f"{where}: {name!r}, not {want['speaker']!r}")
        if row is None:
            continue
        start, end = match.place(want)
        text = match.texts[want["article"]]
        quoted = re.match(r"[\"“‘'].*[\"”’']$", text[max(0, start - 1) : end + 1], re.DOTALL)
        right = row["kind"] == want["kind"] or bool(quoted and row["kind"] == "direct")
        tally.count("kind", right, f"{where}: {row['kind']}, not {want['kind']}")
        if want["said"]:
            day = ((row.get("said") or {}).get("value") or "")[:10]
            tally.count("said", day == want["said"], f"{where}: {day or None}, not {want['said']}")
        hops, rest = [hop.get("name") or "" for hop in row["chain"]], [_bare(hop) for hop in want["chain"]]
        ahead = iter(hops)
        right = all(any(same_name(hop, one) for one in ahead) for hop in rest[:-1])
        for figure, least in (("chain", 2), ("chain_long", 3)):
            if len(rest) >= least:
                fits = right and len(hops) <= len(rest) + 1
                tally.count(figure, fits, f"{where}: {' > '.join(hops)}, not {' > '.join(rest)}")


def _silence(match: Match, tally: Tally) -> None:
    for line in match.gold["not_statements"]:
        page = next(page for page, text in match.texts.items() if line in text)
        start = match.texts[page].index(line)
        silent = tokens(match.texts[page], [(start, start + len(line))])
        speaks = any(2 * len(silent & match.said(page, row)) > len(silent) for row in match.spoken(page))
        tally.count("silent", not speaks, f"{match.folder.name}/{page}: {line!r} speaks")


def _utterances(match: Match, tally: Tally) -> None:
    groups = collections.defaultdict(set)
    for key, row in match.found.items():
        groups[row.get("utterance") or row["id"]].add(key)
    wanted = set().union(*map(_pairs, match.gold["utterances"]))
    tally.compare("utterances", wanted, set().union(*map(_pairs, groups.values())), match.folder.name)
    for at, sources in match.gold["independent_sources"].items():
        members = match.gold["utterances"][int(at)]
        made = {match.found[key].get("utterance") or "" for key in members if key in match.found}
        counted = {match.record.utterances.get(key, {}).get("independent_sources") for key in made}
        figure = "sources_one" if sources == 1 else "sources_more"
        tally.count(figure, sources in counted, f"{match.folder.name}/{members[0]}: {counted}, not {sources}")


def _alterations(match: Match, tally: Tally) -> None:
    rows = match.gold["alterations"]
    origins = {match.wording(row["from"]) for row in rows}
    wanted = {
        (frozenset((match.wording(row["from"]), match.wording(row["to"]))), row["type"]) for row in rows
    }
    made = set()
    for variant in (row for one in match.record.utterances.values() for row in one.get("variants") or ()):
        if variant["from"] in match.answers and variant["to"] in match.answers:
            ends = frozenset(match.wording(match.answers[variant[end]]) for end in ("from", "to"))
            if len(ends) == 2 and ends & origins:
                made.add((ends, variant["change"]))
    tally.compare("alterations", {ends for ends, _ in wanted}, {ends for ends, _ in made}, match.folder.name)
    tally.compare("alterations_typed", wanted, made, match.folder.name)


def _copies(match: Match, tally: Tally) -> None:
    page = {article: page for page, article in match.articles.items()}
    wanted = {frozenset((row["from"], row["to"])): row for row in match.gold["copies"]}
    made = {}
    for row in match.record.copies:
        if row["from"] in page and row["to"] in page:
            made[frozenset((page[row["from"]], page[row["to"]]))] = (page[row["from"]], row["type"])
    # Copies of one original are copies of each other too: such pairs are neither right nor wrong.
    related = frozenset().union(*wanted)
    judged = {pair for pair in made if pair in wanted or not pair <= related}
    tally.compare("copies", wanted.keys(), judged, match.folder.name)
    for pair, row in wanted.items():
        where, (origin, kind) = f"{match.folder.name}/{row['to']}", made.get(pair, (None, None))
        tally.count("copies_direction", origin == row["from"], f"{where}: from {origin}, not {row['from']}")
        tally.count("copies_type", kind == row["type"], f"{where}: {kind}, not {row['type']}")


def _disputes(match: Match, tally: Tally) -> None:
    wanted: set[tuple[str, str]] = set()
    soft: set[tuple[str, str]] = set()
    for row in match.gold["disputes"]:
        pair = (match.one(row["by"]), match.one(row["of"]))
        (soft if row["type"] == "contradicts" else wanted).add(pair)
    made = collections.defaultdict(set)
    for link in match.record.links:
        if link["by"] in match.answers and link["of"] in match.answers:
            pair = (match.one(match.answers[link["by"]]), match.one(match.answers[link["of"]]))
            made[link["relation"]].add(pair)
    tally.compare("disputes", wanted, made["disputes"] - soft, match.folder.name)
    for pair in sorted(soft):
        known = pair in made["disputes"] | made["may_conflict"]
        tally.count("conflicts", known, f"{match.folder.name}: missing {' '.join(pair)}")


def _stories(match: Match, tally: Tally) -> None:
    page = {article: page for page, article in match.articles.items()}
    made: set[Pair] = set()
    for story in match.record.stories:
        made |= _pairs([page[article] for article in story["articles"] if article in page])
    tally.compare("stories", _pairs(match.gold["same_story"]), made, match.folder.name)


def _names(match: Match, tally: Tally) -> None:
    named, candidates = collections.defaultdict(set), {}
    for row in match.record.entities:
        candidates[row["id"]] = {other["entity"] for other in row.get("candidates") or ()}
        for name in row["names"]:
            named[" ".join(name_words(name["name"]))].add(row["id"])
    owners = collections.defaultdict(set)
    for entity in match.gold["entities"]:
        full = name_words(_bare(entity["name"]))
        own = named[" ".join(full)]
        for key in own:
            owners[key].add(entity["name"])
        for variant in entity["variants"]:
            words = name_words(variant)
            if words == full or variant[0].islower():
                continue
            got = named[" ".join(words)]
            joined = bool(got & own)
            if not set(words) & set(full):  # garbled, or in another spelling
                joined |= any(candidates[a] & own or candidates[b] & got for a in got for b in own)
            tally.count("names", joined, f"{match.folder.name}: {variant!r} is not {entity['name']!r}")
    for names in owners.values():
        tally.count("kept_apart", len(names) == 1, f"{match.folder.name}: one entity is {sorted(names)}")


def _rows(folder: Path, table: str) -> tuple[Row, ...]:
    file = folder / f"{table}.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return tuple(json.loads(line) for line in lines if line.strip())


def _pairs(members: Any) -> set[Pair]:
    return {frozenset(pair) for pair in itertools.combinations(members, 2)}


def _bare(name: str) -> str:
    """Give a name without its remark in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", name).strip()
