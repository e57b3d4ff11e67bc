"""A record of the sample pages, made once, and a browser's way to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.cli.app import app as command
from onrecord.store import Store, open_store
from onrecord.web.app import create_app
from strategies import pier

TOKEN = "heron-on-the-ninth-pier"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a record of the sample pages stands; only to be read."""
    from typer.testing import CliRunner

    path = tmp_path_factory.mktemp("web") / "samples.db"
    result = CliRunner().invoke(command, ["demo", "--store", str(path)])
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="session")
def store(samples: Path) -> Iterator[Store]:
    with open_store(str(samples)) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(store: Store) -> Iterator[TestClient]:
    """A browser that nobody signed in with; tests must not write through it."""
    app = create_app(store, token=TOKEN, allowed_hosts=("testserver",))
    with TestClient(app, base_url="http://testserver") as opened:
        yield opened


@pytest.fixture
def own_client(samples: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A browser on a record of its own, to write to; `TOKEN` signs it in."""
    path = tmp_path / "own.db"
    shutil.copy(samples, path)
    with open_store(str(path)) as opened:
        app = create_app(opened, token=TOKEN, allowed_hosts=("testserver",))
        with TestClient(app, base_url="http://testserver") as browser:
            yield browser


@pytest.fixture(scope="session")
def pier_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the four pages about a pier, linked once; tests copy it."""
    path = tmp_path_factory.mktemp("pier") / "pier.db"
    with open_store(str(path)) as opened:
        pier.fill(opened)
    return path


@pytest.fixture(scope="session")
def pier_store(pier_file: Path) -> Iterator[Store]:
    """The pier, only to be read."""
    with open_store(str(pier_file)) as opened:
        yield opened


@pytest.fixture
def own_pier(pier_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A pier of one's own, to decide about."""
    path = tmp_path / "pier.db"
    shutil.copy(pier_file, path)
    with open_store(str(path)) as opened:
        yield opened
