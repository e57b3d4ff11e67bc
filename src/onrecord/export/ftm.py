"""Export as FollowTheMoney entities (https://followthemoney.tech): JSON lines for Aleph and others.

People and bodies are Person and Organization, pages are Article, a Documentation says that somebody speaks
on a page, and what was said is a Note of the speaker: its name begins with how it was said, its description
is the words. Ids are those of the record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.export.corpus_lines import entity_line
from onrecord.export.files import text_files
from onrecord.export.lines import Line
from onrecord.export.names import told, web_address, words
from onrecord.export.tables import read_by_article
from onrecord.reading.record import open_record

if TYPE_CHECKING:
    from onrecord.store import Store

_SCHEMAS = {"person": "Person", "organization": "Organization"}


def write_ftm(store: Store, folder: Path) -> None:
    """Write `folder`/entities.ftm.json, an entity a line.

    Raises:
        OnrecordError: the folder can't be written to, or the store can't be read (StoreError).

    """
    with text_files(folder, ["entities.ftm.json"]) as files:
        for entity in _entities(store):
            files["entities.ftm.json"].write(json.dumps(entity, ensure_ascii=False) + "\n")


def _entities(store: Store) -> Iterator[Line]:
    with open_record(store) as record:
        kept = set()
        for entity in record.entities():
            line = entity_line(entity)
            if line["kind"] in _SCHEMAS:
                kept.add(line["id"])
                yield _who(line)
    for tables in read_by_article(store):
        (article,) = tables["articles"]
        yield _article(article)
        speaking = set()
        for statement in tables["statements"]:
            speaker = statement["speaker"]
            if not speaker or speaker["entity"] not in kept:
                continue
            yield _note(article, statement)
            if speaker["entity"] not in speaking:
                speaking.add(speaker["entity"])
                yield _entity(
                    f"speaks-{article['id']}-{speaker['entity']}",
                    "Documentation",
                    document=article["id"],
                    entity=speaker["entity"],
                    role="speaks",
                )


def _who(line: Line) -> Line:
    person = line["kind"] == "person"
    described = [it["text"] for it in line["descriptions"]]
    names = [it["name"] for it in line["names"] if it["name"] != line["name"]]
    about = {"position": described} if person else {"summary": described}
    return _entity(line["id"], _SCHEMAS[line["kind"]], name=line["name"], alias=names, **about)


def _article(article: Line) -> Line:
    return _entity(
        article["id"],
        "Article",
        title=article["title"],
        author=article["authors"],
        publisher=article["publisher"],
        publishedAt=(article["published"] or {}).get("value"),
        modifiedAt=(article["updated"] or {}).get("value"),
        sourceUrl=web_address(article),
        fileName=article["path"],
    )


def _note(article: Line, statement: Line) -> Line:
    return _entity(
        statement["id"],
        "Note",
        name=told(statement),
        description=words(statement["content"]),
        entity=statement["speaker"]["entity"],
        proof=article["id"],
        publisher=article["publisher"],
        sourceUrl=web_address(article),
        keywords=[statement["act"], statement["polarity"]],
    )


def _entity(identity: str, schema: str, **properties: str | list[str] | None) -> Line:
    """Make an entity; every property is a list of texts, and what is unknown is left out."""
    listed = {name: [it] if isinstance(it, str) else it for name, it in properties.items() if it}
    return {"id": identity, "schema": schema, "properties": listed}
