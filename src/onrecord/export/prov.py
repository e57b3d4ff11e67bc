"""Export as W3C PROV: what comes from what, and who did it (PROV-JSON).

Articles and statements are entities: a statement is quoted from its article and attributed to who spoke, a
copy is derived from its original, a newer capture is a revision of the older one. Runs of onrecord and
decisions of people are activities with their agents. Written section by section, each in one pass over the
store. The format: https://www.w3.org/submissions/prov-json/
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from onrecord.export.files import text_files
from onrecord.export.lines import Line
from onrecord.export.names import URN, web_address, words
from onrecord.export.tables import read_by_article
from onrecord.reading.record import open_record
from onrecord.reading.revisions import read_revisions

if TYPE_CHECKING:
    from onrecord.store import Store

_PREFIX = {"onr": URN, "xsd": "http://www.w3.org/2001/XMLSchema#"}
#: A record of a section: its id and its attributes.
Entry = tuple[str, Line]


def write_prov(store: Store, folder: Path) -> None:
    """Write `folder`/record.provjson.

    Raises:
        OnrecordError: the folder can't be written to, or the store can't be read (StoreError).

    """
    sections: dict[str, Callable[[Store], Iterator[Entry]]] = {
        "entity": _entities,
        "activity": _activities,
        "agent": _agents,
        "wasDerivedFrom": _derivations,
        "wasAttributedTo": _attributions,
        "wasAssociatedWith": _associations,
    }
    with text_files(folder, ["record.provjson"]) as files:
        out = files["record.provjson"]
        out.write(f'{{"prefix": {json.dumps(_PREFIX)}')
        for name, read in sections.items():
            _write_section(out, name, read(store))
        out.write("\n}\n")


def _write_section(out: TextIO, name: str, entries: Iterator[Entry]) -> None:
    """Write one section; of entries with the same id the first counts, since JSON has one value a name."""
    out.write(f',\n"{name}": {{')
    seen: set[str] = set()
    for identity, attributes in entries:
        if identity not in seen:
            out.write(",\n" if seen else "\n")
            seen.add(identity)
            known = {key: value for key, value in attributes.items() if value is not None}
            out.write(f"{json.dumps(identity)}: {json.dumps(known, ensure_ascii=False)}")
    out.write("\n}")


def _entities(store: Store) -> Iterator[Entry]:
    for tables in read_by_article(store):
        (article,) = tables["articles"]
        published = article["published"] or {}
        yield (
            _name(article["id"]),
            {
                "prov:type": _type("Article"),
                "prov:label": article["title"],
                "prov:location": web_address(article) or article["path"],
                "onr:sha256": article["sha256"],
                "onr:published": published.get("value"),
            },
        )
        for statement in tables["statements"]:
            yield (
                _name(statement["id"]),
                {
                    "prov:type": _type("Statement"),
                    "prov:value": words(statement["content"]),
                    "onr:polarity": statement["polarity"],
                    "onr:score": statement["score"],
                },
            )


def _activities(store: Store) -> Iterator[Entry]:
    for activity in store.activities():
        yield (
            _name(activity.id),
            {
                "prov:type": _type("Run"),
                "prov:label": activity.name,
                "prov:startTime": activity.started,
                "onr:version": activity.version,
                "onr:settings": activity.settings,
                "onr:model": activity.model,
            },
        )
    with open_record(store) as record:
        for judgement in record.judgements():
            yield (
                _name(judgement.id),
                {
                    "prov:type": _type("Judgement"),
                    "prov:label": judgement.decision,
                    "prov:startTime": judgement.when,
                    "onr:stands": judgement.stands,
                },
            )


def _agents(store: Store) -> Iterator[Entry]:
    for activity in store.activities():
        yield (
            _software(activity.version),
            {"prov:type": _type("prov:SoftwareAgent"), "prov:label": f"onrecord {activity.version}"},
        )
    with open_record(store) as record:
        for judgement in record.judgements():
            yield (
                _person(judgement.who),
                {"prov:type": _type("prov:Person"), "prov:label": judgement.who},
            )
    for tables in read_by_article(store):
        publisher = tables["articles"][0]["publisher"]
        if publisher:
            yield (
                _publisher(publisher),
                {"prov:type": _type("prov:Organization"), "prov:label": publisher},
            )
        for statement in tables["statements"]:
            speaker = statement["speaker"]
            if speaker and speaker["entity"]:
                yield _name(speaker["entity"]), {"prov:type": _type("Speaker"), "prov:label": speaker["name"]}


def _derivations(store: Store) -> Iterator[Entry]:
    for tables in read_by_article(store):
        article = tables["articles"][0]["id"]
        for statement in tables["statements"]:
            yield _derived(statement["id"], article, "prov:Quotation")
    with open_record(store) as record:
        for copy in record.copies():
            yield _derived(copy.copy, copy.original, f"onr:{copy.type}")
        for revised in read_revisions(record):
            yield _derived(revised.revision.after, revised.revision.before, "prov:Revision")


def _attributions(store: Store) -> Iterator[Entry]:
    for tables in read_by_article(store):
        (article,) = tables["articles"]
        if article["publisher"]:
            yield _attributed(article["id"], _publisher(article["publisher"]))
        for statement in tables["statements"]:
            speaker = statement["speaker"]
            if speaker and speaker["entity"]:
                yield _attributed(statement["id"], _name(speaker["entity"]))


def _associations(store: Store) -> Iterator[Entry]:
    for activity in store.activities():
        yield _associated(activity.id, _software(activity.version))
    with open_record(store) as record:
        for judgement in record.judgements():
            yield _associated(judgement.id, _person(judgement.who))


def _derived(made: str, origin: str, kind: str) -> Entry:
    return (
        f"_:derived-{made}-{origin}",
        {
            "prov:generatedEntity": _name(made),
            "prov:usedEntity": _name(origin),
            "prov:type": _type(kind),
        },
    )


def _attributed(entity: str, agent: str) -> Entry:
    return f"_:attributed-{entity}", {"prov:entity": _name(entity), "prov:agent": agent}


def _associated(activity: str, agent: str) -> Entry:
    return f"_:associated-{activity}", {"prov:activity": _name(activity), "prov:agent": agent}


def _type(name: str) -> Line:
    return {"$": name if ":" in name else f"onr:{name}", "type": "prov:QUALIFIED_NAME"}


def _name(identity: str) -> str:
    return f"onr:{identity}"


def _software(version: str) -> str:
    return f"onr:software-{_escaped(version)}"


def _person(name: str) -> str:
    return f"onr:person-{_escaped(name)}"


def _publisher(name: str) -> str:
    return f"onr:publisher-{_escaped(name)}"


def _escaped(name: str) -> str:
    """Write a name so that a qualified name can hold it: letters and digits, others by their number."""
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" for c in name)
