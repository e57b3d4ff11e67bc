"""Exports for other tools, each read back by a library that is not ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import prov.model
import pyarrow.parquet
import pytest
from followthemoney import model as ftm
from pyld import jsonld
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from onrecord.export import EXPORTERS
from onrecord.export.parquet import FIELDS
from onrecord.pipeline import link_waiting
from onrecord.store import Store, open_store
from onrecord.training.corpus import read_relations
from strategies.pages import page

OA = Namespace("http://www.w3.org/ns/oa#")
#: The terms that our annotations use, as the W3C's context maps them; tests fetch nothing.
ANNO_CONTEXT = {
    "@context": {
        "oa": str(OA),
        "as": "http://www.w3.org/ns/activitystreams#",
        "rdf": str(RDF),
        "dc": "http://purl.org/dc/elements/1.1/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "id": "@id",
        "type": "@type",
        "Annotation": "oa:Annotation",
        "AnnotationPage": "as:OrderedCollectionPage",
        "AnnotationCollection": "as:OrderedCollection",
        "SpecificResource": "oa:SpecificResource",
        "TextualBody": "oa:TextualBody",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "describing": "oa:describing",
        "tagging": "oa:tagging",
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": "oa:start",
        "end": "oa:end",
        "value": "rdf:value",
        "format": "dc:format",
        "label": "rdfs:label",
        "items": {"@id": "as:items", "@container": "@list"},
        "next": {"@id": "as:next", "@type": "@id"},
        "first": {"@id": "as:first", "@type": "@id"},
        "last": {"@id": "as:last", "@type": "@id"},
        "partOf": {"@id": "as:partOf", "@type": "@id"},
        "total": "as:totalItems",
        "startIndex": "as:startIndex",
    }
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("formats") / "record.db")) as store:
        for number, polarity in enumerate(("asserted", "denied", "not_confirmed")):
            store.add(page(number, polarity=polarity, content=f"the ferry will run again in spring {number}"))
        store.add(page(7, content="the quay\nis closed “for good”", publisher=None))
        assert list(link_waiting(store))
        yield store


@pytest.fixture(scope="module")
def tables(store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("jsonl")
    EXPORTERS["jsonl"](store, folder)
    return {file.stem: read_lines(file) for file in folder.iterdir()}


def read_lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n")[:-1]]


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_nulls(it) for name, it in value.items() if it is not None}
    return [without_nulls(it) for it in value] if isinstance(value, list) else value


def load(document: dict[str, Any]) -> Graph:
    """Read JSON-LD by pyld and rdflib; a context that is fetched is a failure."""

    def loader(url: str, _options: object) -> dict[str, Any]:
        known = {
            "http://www.w3.org/ns/anno.jsonld": ANNO_CONTEXT,
            "https://schema.org": {"@context": {"@vocab": "https://schema.org/"}},
        }
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": known[url],
            "contentType": "application/ld+json",
        }

    quads = jsonld.to_rdf(document, {"documentLoader": loader, "format": "application/n-quads"})
    return Graph().parse(data=quads, format="nt")


def test_parquet_holds_what_the_json_lines_hold(
    store: Store, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    EXPORTERS["parquet"](store, tmp_path / "out")
    assert {file.stem for file in (tmp_path / "out").iterdir()} == set(tables)
    for table, lines in tables.items():
        read = pyarrow.parquet.read_table(tmp_path / "out" / f"{table}.parquet").to_pylist()
        assert without_nulls(read) == without_nulls(lines)
        for line in lines:
            assert list(line) == list(FIELDS[table])


def test_every_span_of_a_web_annotation_is_found_by_its_words_and_its_place(
    store: Store, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    EXPORTERS["web-annotation"](store, tmp_path / "out")
    texts = {f"urn:onrecord:{line['id']}": line["text"] for line in tables["articles"]}
    collection = json.loads((tmp_path / "out" / "collection.jsonld").read_text(encoding="utf-8"))
    assert collection["total"] == len(tables["statements"])
    body = json.loads((tmp_path / "out" / "pages" / "page-1.jsonld").read_text(encoding="utf-8"))
    graph = load(body)
    targets = list(graph.subject_objects(OA.hasSource))
    spans = sum(len(line[role]) for line in tables["statements"] for role in ("source", "cue", "content"))
    assert len(targets) >= spans > 0
    for target, source in targets:
        selectors = list(graph.objects(target, OA.hasSelector))
        (place,) = [it for it in selectors if (it, RDF.type, OA.TextPositionSelector) in graph]
        (quote,) = [it for it in selectors if (it, RDF.type, OA.TextQuoteSelector) in graph]
        text = texts[str(source)]
        start, end = (graph.value(place, name).toPython() for name in (OA.start, OA.end))
        exact, before, after = (str(graph.value(quote, name)) for name in (OA.exact, OA.prefix, OA.suffix))
        assert text[start:end] == exact
        assert text[:start].endswith(before)
        assert text[end:].startswith(after)


def test_a_denial_is_introduced_as_one_to_schema_org(
    store: Store, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    EXPORTERS["schema-org"](store, tmp_path / "out")
    graph = Graph()
    for line in read_lines(tmp_path / "out" / "articles.jsonl") + read_lines(
        tmp_path / "out" / "claims.jsonl"
    ):
        graph += load(line)
    schema = Namespace("https://schema.org/")
    names = {str(it) for it in graph.objects(None, schema.name)}
    words = {line["content"][0]["text"] for line in tables["statements"] if line["polarity"] == "denied"}
    assert words
    for text in words:
        assert any("denies: " + text[:40] in name for name in names)
        assert not any("says: " + text[:40] in name for name in names)
    for statement in tables["statements"]:
        node = URIRef(f"urn:onrecord:{statement['id']}")
        if statement["polarity"] == "asserted":
            assert graph.value(node, schema.text)
            continue
        assert graph.value(node, schema.text) is None
        about = graph.value(node, schema.about)
        assert str(graph.value(about, schema.text)) == " … ".join(it["text"] for it in statement["content"])
        assert graph.value(about, schema.author) is None
    appearing = {str(it) for it in graph.objects(None, schema.appearance)}
    assert appearing == {f"urn:onrecord:{it}" for line in tables["utterances"] for it in line["statements"]}
    assert len(list(graph.subjects(RDF.type, schema.NewsArticle))) == len(tables["articles"])


def test_prov_says_what_every_statement_is_quoted_from(
    store: Store, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    EXPORTERS["prov"](store, tmp_path / "out")
    document = prov.model.ProvDocument.deserialize(str(tmp_path / "out" / "record.provjson"), format="json")
    quoted = {
        (str(made.uri), str(origin.uri))
        for record in document.get_records(prov.model.ProvDerivation)
        for made, origin in [[value for _, value in record.formal_attributes[:2]]]
    }
    expected = {(f"urn:onrecord:{it['id']}", f"urn:onrecord:{it['article']}") for it in tables["statements"]}
    assert expected <= quoted
    entities = {str(it.identifier.uri) for it in document.get_records(prov.model.ProvEntity)}
    assert {end for pair in quoted for end in pair} <= entities


def test_followthemoney_accepts_every_entity(
    store: Store, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    EXPORTERS["ftm"](store, tmp_path / "out")
    lines = read_lines(tmp_path / "out" / "entities.ftm.json")
    read = [ftm.get_proxy(line, cleaned=False) for line in lines]
    for line, proxy in zip(lines, read, strict=True):
        proxy.schema.validate(proxy.to_dict())
        for name, values in line["properties"].items():
            assert set(proxy.get(name)) == set(values), (line["schema"], name)
    ids = {proxy.id for proxy in read}
    notes = [proxy for proxy in read if proxy.schema.name == "Note"]
    assert {proxy.first("entity") for proxy in notes} <= ids
    assert any("denies" in (proxy.first("name") or "") for proxy in notes)
    assert len(notes) == sum(bool(it["speaker"] and it["speaker"]["entity"]) for it in tables["statements"])


def test_polnear_is_read_by_what_reads_the_corpus(
    store: Store, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    EXPORTERS["polnear"](store, tmp_path / "out")
    relations = read_relations(tmp_path / "out")
    texts = {line["id"]: line["text"] for line in tables["articles"]}
    for name, found in relations.items():
        text = (tmp_path / "out" / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        assert text == texts[name]
        ours = [line for line in tables["statements"] if line["article"] == name]
        assert len(found) == len(ours)
        for relation, line in zip(found, ours, strict=True):
            for role in ("source", "cue", "content"):
                printed = "".join(span["text"] for span in line[role]).replace("\n", "")
                assert "".join(text[low:high] for low, high in relation[role]) == printed


def test_a_quote_of_citron_stands_where_it_says(store: Store, tmp_path: Path) -> None:
    EXPORTERS["citron"](store, tmp_path / "out")
    lines = read_lines(tmp_path / "out" / "quotes.jsonl")
    spans = [
        (line["text"], span)
        for line in lines
        for quote in line["quotes"]
        for role in ("sources", "cues", "contents")
        for span in quote[role]
    ]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["text"] for text, span in spans)
