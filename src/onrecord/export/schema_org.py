"""Export as schema.org in JSON lines of JSON-LD: a NewsArticle a page, with its quotations and claims.

What stands between quotation marks is a Quotation of who spoke, what a page reports in its own words is a
Claim; the name of either begins with how it was said ("Ada Moor denies: …"), so that a denial reads as a
denial. What is denied or not confirmed is no text of whoever denies it: it stands as a Claim without an
author, which the denial is about. The utterances, which many articles report, are Claims with all their
appearances.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.export.corpus_lines import utterance_line
from onrecord.export.files import text_files
from onrecord.export.lines import Line
from onrecord.export.names import told, urn, web_address, words
from onrecord.export.tables import read_by_article
from onrecord.reading.record import open_record

if TYPE_CHECKING:
    from onrecord.store import Store

CONTEXT = "https://schema.org"
_KINDS = {"person": "Person", "organization": "Organization", "unnamed_person": "Person", "author": "Person"}
#: Longest name of a quotation, in characters; its text has all of it.
_NAME = 120


def write_schema_org(store: Store, folder: Path) -> None:
    """Write `folder`/articles.jsonl and `folder`/claims.jsonl, a JSON-LD document a line.

    Raises:
        OnrecordError: the folder can't be written to, or the store can't be read (StoreError).

    """
    with text_files(folder, ["articles.jsonl", "claims.jsonl"]) as files:
        for tables in read_by_article(store):
            line = news_article(tables["articles"][0], tables["statements"])
            files["articles.jsonl"].write(json.dumps(line, ensure_ascii=False) + "\n")
        with open_record(store) as record:
            for utterance in record.utterances():
                line = claim_of(utterance_line(utterance))
                files["claims.jsonl"].write(json.dumps(line, ensure_ascii=False) + "\n")


def news_article(article: Line, statements: Sequence[Line]) -> Line:
    """Give a page as a NewsArticle; what is unknown is left out, as schema.org wants it."""
    publisher = {"@type": "NewsMediaOrganization", "name": article["publisher"]}
    return _known(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": urn(article["id"]),
            "url": web_address(article),
            "headline": article["title"],
            "inLanguage": article["language"],
            "datePublished": (article["published"] or {}).get("value"),
            "dateModified": (article["updated"] or {}).get("value"),
            "author": [{"@type": "Person", "name": name} for name in article["authors"]],
            "publisher": publisher if article["publisher"] else None,
            "hasPart": [_part(statement) for statement in statements],
        }
    )


def claim_of(utterance: Line) -> Line:
    """Give an utterance as a Claim with the statements that report it, the first of them apart."""
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Claim",
            "@id": urn(utterance["id"]),
            "author": utterance["speaker"] and {"@type": "Thing", "name": utterance["speaker"]},
            "firstAppearance": {"@id": urn(utterance["first"])},
            "appearance": [{"@id": urn(statement)} for statement in utterance["statements"]],
            "datePublished": (utterance["said"] or {}).get("value"),
        }
    )


def _part(statement: Line) -> Line:
    speaker = statement["speaker"]
    who = None
    if speaker:
        named = {"@type": _KINDS.get(speaker["kind"], "Thing"), "name": speaker["name"]}
        who = {**named, **({"@id": urn(speaker["entity"])} if speaker["entity"] else {})}
    content = words(statement["content"])
    head = f"{told(statement)}: {content}"
    direct = statement["kind"] == "direct"
    asserted = statement["polarity"] == "asserted"
    return _known(
        {
            "@type": "Quotation" if direct else "Claim",
            "@id": urn(statement["id"]),
            "name": head if len(head) <= _NAME else head[: _NAME - 1] + "…",
            "text": content if asserted else None,
            "about": None if asserted else {"@type": "Claim", "text": content},
            "spokenByCharacter" if direct else "author": who,
            "dateCreated": (statement["said"] or {}).get("value"),
        }
    )


def _known(line: Line) -> Line:
    return {name: value for name, value in line.items() if value not in (None, [], "")}
