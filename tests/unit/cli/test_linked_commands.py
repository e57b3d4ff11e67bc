"""The commands over the linked record, as their user meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.pipeline import link_waiting
from onrecord.store import open_store
from strategies.commands import lines, rows_of, run
from strategies.pier import DORN, claim, denial, fill, pages, quote, result_of, statement_of

#: Each with what it needs; the formats of all are compared.
READING = [
    ["statements"],
    ["stories"],
    ["entities"],
    ["disputes"],
    ["lineage", quote()],
    ["chain", quote()],
    ["timeline", DORN],
    ["trace", "a single plank of that pier"],
    ["claim", "the long pier at Little Sarn was sold to a dredging company"],
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give a store that no test changes."""
    location = str(tmp_path_factory.mktemp("pier") / "record.db")
    with open_store(location) as opened:
        fill(opened)
    return location


@pytest.fixture
def own_store(tmp_path: Path) -> str:
    location = str(tmp_path / "record.db")
    with open_store(location) as opened:
        fill(opened)
    return location


@pytest.mark.parametrize("arguments", READING, ids=lambda arguments: arguments[0])
def test_every_format_holds_the_same(store: str, arguments: list[str]) -> None:
    found = lines(store, *arguments)
    assert found
    cells = list(csv.DictReader(io.StringIO(run(store, *arguments, "--format", "csv").stdout)))
    assert len(cells) == len(found)
    assert run(store, *arguments).stdout.count("━━")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize(
    ("command", "table"),
    [("statements", "statements"), ("entities", "entities"), ("stories", "stories"), ("judge", "judgements")],
)
def test_commands_print_what_the_export_writes(
    own_store: str, tmp_path: Path, form: str, command: str, table: str
) -> None:
    run(own_store, "judge", "merge", DORN, "Ilmar Dorne", "--who", "Ada")
    run(own_store, "judge", "correct", claim(), "--speaker", DORN, "--said", "2031-04-30", "--who", "Ada")
    arguments = ["judge", "list"] if command == "judge" else [command]
    printed = run(own_store, *arguments, "--format", form).stdout_bytes
    run(own_store, "export", form, str(tmp_path / "out"))
    assert printed == (tmp_path / "out" / f"{table}.{form}").read_bytes()


def test_a_statement_names_its_utterance_and_its_speakers_entity(store: str) -> None:
    [entity] = lines(store, "entities", DORN)
    found = {line["id"]: line for line in lines(store, "statements")}
    assert found[quote()]["speaker"]["entity"] == entity["id"]
    assert found[quote()]["utterance"] == lines(store, "lineage", quote())[0]["id"]


def test_lineage_shows_the_changed_words(store: str) -> None:
    shown = run(store, "lineage", quote()[:12]).stdout
    assert "“keys” → “cheese”" in shown
    assert "the first report" in shown


def test_lineage_takes_the_utterances_id_too(store: str) -> None:
    [line] = lines(store, "lineage", quote())
    assert lines(store, "lineage", line["id"]) == [line]


def test_the_chain_of_a_statement_has_its_steps_and_of_an_utterance_all_reports(store: str) -> None:
    swapped = statement_of(pages()[1])
    steps = [line.split("│") for line in run(store, "chain", swapped).stdout.splitlines() if "│" in line]
    assert [step[2].strip() for step in steps] == [DORN, "The Lamp", "The Quay Herald"]
    [line] = lines(store, "lineage", quote())
    shown = run(store, "chain", line["id"]).stdout
    assert f"{DORN} (speaker) → The Lamp (publisher) → The Quay Herald (publisher)" in shown
    assert f"{line['independent_sources']} independent source" in shown
    assert [it["id"] for it in lines(store, "chain", line["id"])] == line["statements"]


def test_disputes_tell_the_denied_from_the_inferred(store: str) -> None:
    explicit, inferred = run(store, "disputes").stdout.split("Only inferred")
    [row] = rows_of(explicit)
    assert "DENIES" in row
    assert "DENIED: that the long pier" in row
    assert "Vera Sund" in row
    assert "may conflict" not in explicit
    [row] = rows_of(inferred)
    assert "may conflict with" in row
    assert "DENIE" not in row
    assert "may conflict" not in run(store, "disputes", "--explicit-only").stdout
    assert [line["relation"] for line in lines(store, "disputes")] == ["disputes", "may_conflict"]


def test_disputes_are_filtered_by_either_side(store: str) -> None:
    assert len(lines(store, "disputes", "--speaker", "Sund")) == 2
    # The Herald has the denial, and another report of the quote.
    assert [line["by"] for line in lines(store, "disputes", "--publisher", "herald")] == [denial(), quote()]
    assert [line["by"] for line in lines(store, "disputes", "--publisher", "clicks")] == [quote()]
    assert lines(store, "disputes", "--speaker", "Igor") == []


def test_a_timeline_tells_denials_as_denials(store: str) -> None:
    first, second = rows_of(run(store, "timeline", DORN).stdout)
    assert "say | “Nobody has sold" in first
    assert "DENIED | that the long pier" in second
    assert "DENIES Vera Sund" in second
    [row] = rows_of(run(store, "timeline", "Vera Sund").stdout)
    assert f"DENIED by {DORN}" in row
    assert "may conflict with (only inferred)" in row


def test_a_timeline_of_an_unclear_name_says_who_there_is(store: str) -> None:
    done = run(store, "timeline", "Dorn", status=2)
    assert done.stdout == ""
    assert "Ilmar Dorn (person, ent-" in done.stderr
    assert "Igor Dorn (person, ent-" in done.stderr


def test_timeline_lines_are_statements_with_their_links(store: str) -> None:
    found = lines(store, "timeline", "Vera Sund")
    statements = {line["id"]: line for line in lines(store, "statements")}
    for line in found:
        links = line.pop("links")
        assert line == statements[line["id"]]
        assert {link["of"] for link in links} == {claim()}


def test_a_claim_is_disputed_by_its_denial(store: str) -> None:
    found = lines(store, "claim", "the long pier at Little Sarn was sold to a dredging company")
    assert list(found[0]) == [
        "claim_key",
        "stance",
        "statement",
        "article",
        "path",
        "key",
        "score",
        "evidence",
    ]
    assert ("disputes", denial()) in [(line["stance"], line["statement"]) for line in found]


def test_claims_of_a_file_keep_their_keys_and_bad_lines_are_named(store: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(
        b'{"key": "a", "claim": "the long pier at Little Sarn was sold"}\nno\n\n{"key": 2}\n\xff\n'
    )
    done = run(store, "claim", "--from-file", str(path), "--format", "jsonl", status=1)
    assert {json.loads(line)["claim_key"] for line in done.stdout.splitlines()} == {"a"}
    assert [line.split(" ")[0] for line in done.stderr.splitlines()] == [f"{path}:{n}:" for n in (2, 4, 5)]
    run(store, "claim", "--from-file", str(tmp_path / "none.jsonl"), status=2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["lineage", "st-"], "more than one id begins so"),
        (["lineage", "st-nothing"], "no id on record begins so"),
        (["chain", "ent-nothing"], "no id on record begins so"),
        (["judge", "undo", "jdg-nothing"], "no decision"),
        (["judge", "merge", DORN, "Nobody Here", "--who", "Ada"], "nobody on record"),
    ],
)
def test_what_is_not_there_is_status_2_with_a_reason(store: str, arguments: list[str], told: str) -> None:
    assert told in run(store, *arguments, status=2).stderr


def test_what_an_earlier_run_left_is_linked_before_it_is_read(tmp_path: Path) -> None:
    location = str(tmp_path / "record.db")
    with open_store(location) as opened:
        for annotated in pages():
            opened.add(result_of(annotated))
    done = run(location, "statements", "--format", "jsonl")
    assert "linking 4 articles" in done.stderr
    assert all(json.loads(line)["utterance"] for line in done.stdout.splitlines())
    assert run(location, "statements").stderr == ""


def test_a_store_that_can_not_be_written_is_read_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = str(tmp_path / "record.db")
    with open_store(location) as opened:
        for annotated in pages():
            opened.add(result_of(annotated))

    # Permissions do not hold back a superuser, who may be running this.
    monkeypatch.setattr("onrecord.store.connection.os.access", lambda path, mode: False)
    done = run(location, "statements", "--format", "jsonl")
    assert "may not be written to" in done.stderr
    assert [json.loads(line)["utterance"] for line in done.stdout.splitlines()] == [None] * 6
    assert run(location, "judge", "merge", DORN, "Ilmar Dorne", "--who", "Ada", status=2).stdout == ""
    monkeypatch.undo()
    assert run(location, "judge", "list").stdout == ""


def test_a_linked_store_is_not_written_to_when_it_is_read(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.store.sqlite.SqliteStore.linking", lambda self: pytest.fail("written to"))
    for arguments in READING:
        run(store, *arguments)


def test_control_characters_and_markup_of_a_page_stay_words(tmp_path: Path) -> None:
    location = str(tmp_path / "record.db")
    from strategies.reports import Telling, page

    hostile = page(
        "x.txt",
        [Telling(content="The quay [bold red]burns[/] \x1b[31m tonight, all of it", speaker="Ott [i]Lepik")],
        publisher="[link=http://x]The Lamp",
        names=("Ott [i]Lepik",),
    )
    with open_store(location) as opened:
        opened.add(result_of(hostile))
        for _ in link_waiting(opened):
            pass
    shown = run(location, "timeline", "Lepik").stdout + run(location, "statements").stdout
    assert "\x1b" not in shown
    assert "[bold red]burns[/]" in shown
    assert "[link=http://x]The Lamp" in " ".join(rows_of(shown))
