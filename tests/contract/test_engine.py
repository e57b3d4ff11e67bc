"""Every engine makes the same record, byte for byte: in this process, in many, on Ray, by way of Parquet.

One corpus goes through each of them: sample pages, hostile pages, every kind of input. On Ray one of two
actors is killed on the way. Activities are outside the comparison: they say what ran.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from onrecord.capture import read_inputs
from onrecord.dataset.folder import Folder
from onrecord.engine import Engine, InProcess, usable_cores
from onrecord.engine.cluster import connected, do_units
from onrecord.engine.local import LocalEngine
from onrecord.engine.portions import Job, do_unit, plan
from onrecord.errors import OnrecordError
from onrecord.export import EXPORTERS
from onrecord.loading import load
from onrecord.model import Activity
from onrecord.pipeline import ItemStages, add, link_waiting
from onrecord.samples import sample_paths
from onrecord.settings import Settings
from onrecord.store import open_store
from strategies.inputs.warcs import page_record
from strategies.stages import ends_its_actor_once

SETTINGS = Settings(max_text_characters=60_000)
LOAD = partial(ItemStages, SETTINGS)
RUN = Activity(
    id="act", name="annotate", started="2031-04-03T08:00:00Z", version="0.0.7",
    settings=SETTINGS.model_dump_json(), model="",
)  # fmt: skip
GOLDEN = Path(__file__).parent.parent / "golden" / "inputs" / "files"
SAMPLES = 10
LIMIT = 300.0


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Lay out pages of every kind and temper."""
    folder = tmp_path_factory.mktemp("corpus")
    for path in sample_paths()[:SAMPLES]:
        (folder / path.name).write_bytes(path.read_bytes())
    for path in GOLDEN.iterdir():
        (folder / f"golden-{path.name}").write_bytes(path.read_bytes())
    said = "<p>“The quay stays shut,” Ilmar Dorn, the harbour master, said on Monday.</p>"
    pages = [f"<html><body><h1>Quay {n}</h1>{said * (n + 1)}</body></html>" for n in range(5)]
    records = [page_record(f"https://lamp.example/{n}", page.encode()) for n, page in enumerate(pages)]
    (folder / "crawl.warc").write_bytes(b"".join(records))
    hostile = {
        "deep.html": b"<div>" * 5000 + b"Quay.",
        "nul.txt": b"Harbour\x00 master\x00 said the quay \xff\xfe is shut.\n" * 20,
        "line.txt": "“Shut,” said Dorn. ".encode() * 5000,
        "surrogate.jsonl": b'{"text": "Dorn said the \\ud800 quay is shut."}\n{"key": "\\udfff"}\n',
        "empty.html": b"",
        "binary.html": bytes(range(256)) * 8,
        "quotes.txt": "“".encode() * 10_000 + b" said Dorn.",
    }
    for name, content in hostile.items():
        (folder / name).write_bytes(content)
    return str(folder)


def exported(store_path: Path, fill: Callable[..., Iterator[object]]) -> dict[str, bytes]:
    with open_store(str(store_path)) as store:
        for _ in fill(store):
            pass
        for _ in link_waiting(store):
            pass
        EXPORTERS["jsonl"](store, store_path.parent / "out")
    files = {path.name: path.read_bytes() for path in (store_path.parent / "out").iterdir()}
    del files["activities.jsonl"]
    return files


def added(corpus: str, folder: Path, engine: Engine) -> dict[str, bytes]:
    items = read_inputs([corpus], settings=SETTINGS, now=RUN.started)
    with engine:
        return exported(folder / "record.db", lambda store: add(items, store, engine))


def loaded(record: Path, folder: Path) -> dict[str, bytes]:
    return exported(folder / "record.db", lambda store: load(Folder(str(record)), store))


@pytest.fixture(scope="module")
def clean(corpus: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files = added(corpus, tmp_path_factory.mktemp("clean"), InProcess(LOAD()))
    assert files["statements.jsonl"].count(b"\n") > 100
    assert files["drops.jsonl"].count(b"\n") > 5
    return files


def different(files: dict[str, bytes], clean: dict[str, bytes]) -> list[str]:
    assert files.keys() == clean.keys()
    return [name for name in clean if files[name] != clean[name]]


def test_processes_make_the_record_that_one_makes(
    corpus: str, clean: dict[str, bytes], tmp_path: Path
) -> None:
    assert different(added(corpus, tmp_path, LocalEngine(LOAD, 3, LIMIT)), clean) == []


def test_by_way_of_parquet_the_record_is_the_same_and_what_is_done_is_not_done_again(
    corpus: str, clean: dict[str, bytes], tmp_path: Path
) -> None:
    job = Job(location=str(tmp_path / "parquet"), settings=SETTINGS, load=LOAD, activity=RUN)
    units, job, _ = plan([corpus], job, 2)
    engine = InProcess(LOAD())
    half = len(units) // 2
    for unit in units[:half]:
        do_unit(unit, engine, job)
    again, job, known = plan([corpus], job, 2)
    assert known > 0
    assert {read.path for unit in again for read in unit.reads} == {
        read.path for unit in units[half:] for read in unit.reads
    }
    for unit in again:
        do_unit(unit, engine, job)
    assert different(loaded(tmp_path / "parquet", tmp_path), clean) == []


@pytest.fixture(scope="module")
def of_ray(corpus: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the record on a Ray of two actors, one of which is killed when it has begun to read."""
    folder = tmp_path_factory.mktemp("ray")
    killing = partial(ends_its_actor_once, folder / "killed", SETTINGS)
    job = Job(location=str(folder / "parquet"), settings=SETTINGS, load=killing, activity=RUN)
    units, job, _ = plan([corpus], job, 2)
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
            with connected(None, 2) as actors:
                import ray  # not before: it looks at once at where it may listen

                assert {node["NodeManagerAddress"] for node in ray.nodes()} == {"127.0.0.1"}
                done = list(do_units(units, job, actors))
    except OnrecordError as error:
        if error.subject != "ray" or "begun" not in error.reason:
            raise
        warnings.warn(f"THE RAY ENGINE IS NOT TESTED: {error}", stacklevel=1)
        pytest.skip(f"Ray can't be begun here: {error}")
    assert (folder / "killed").exists()
    assert sorted(it.note.name for it in done) == sorted(unit.name for unit in units)
    return folder / "parquet"


def test_ray_makes_the_same_record_though_an_actor_is_killed(
    of_ray: Path, clean: dict[str, bytes], tmp_path: Path
) -> None:
    assert different(loaded(of_ray, tmp_path), clean) == []


def test_what_ray_has_done_is_not_done_again_by_any_engine(of_ray: Path, corpus: str) -> None:
    job = Job(location=str(of_ray), settings=SETTINGS, load=LOAD, activity=RUN)
    units, _, known = plan([corpus], job, usable_cores())
    assert known > 0
    # What can't be used is told again.
    assert [unit.reads for unit in units] in ([], [()])
