"""`onrecord serve`: where it listens, what it says, and how it ends."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.model import CaptureResult
from onrecord.pipeline import link_waiting
from onrecord.store import open_store


@pytest.fixture
def record(tmp_path: Path, result: CaptureResult) -> str:
    path = str(tmp_path / "record.db")
    with open_store(path) as store:
        store.add(result)
        for _ in link_waiting(store):
            pass
    return path


def test_serves_until_it_is_interrupted(record: str) -> None:
    arguments = [sys.executable, "-m", "onrecord", "serve", "--store", record, "--port", "0"]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = [server.stderr.readline(), server.stderr.readline()]
        address = re.search(r"http://127\.0\.0\.1:\d+/", said[0])
        token = re.search(r"sign-in with the token (\S+)", said[1])
        assert address, said
        assert token, said
        home = httpx.get(address.group())
        wrong = httpx.post(f"{address.group()}sign-in", data={"token": "guess", "name": "A"})
        right = httpx.post(f"{address.group()}sign-in", data={"token": token.group(1), "name": "A"})
        server.send_signal(signal.SIGINT)
        out, rest = server.communicate(timeout=60)
    assert "Quay stays shut" in home.text
    assert (home.status_code, wrong.status_code, right.status_code) == (200, 403, 303)
    assert "server" not in home.headers
    assert (server.returncode, out) == (0, "")
    assert "Traceback" not in rest


def test_a_port_that_is_taken_is_told(record: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["serve", "--store", record, "--port", port])
    assert result.exit_code == 2
    assert f"127.0.0.1:{port}: can't listen there" in result.stderr


def test_no_store_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", "--store", str(tmp_path / "none.db")])
    assert result.exit_code == 2
    assert "no store is there" in result.stderr
    assert not (tmp_path / "none.db").exists()
