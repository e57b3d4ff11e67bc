"""Kill `serve` while somebody decides: what it answered for is kept, what is sent again is kept once.

A program sends decisions to a real server of its own, one by one. When the server dies, the program waits
for the next one, sees that each decision it got an answer for is there, and sends the one again that it
got none for, as anybody would who does not know whether it arrived. In the end the record is that of a
run in which no server died.

    python trust/crash_serve.py [--quick] [--seed WORDS]
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from comparing import differences, tables, unproved
from crash import Files, Place
from killing import Child, Ended, Moment, command, moments, run, warm_up
from pages import write_pages
from rows import Report

PROMISE = "`serve`, killed and begun again, keeps every decision that it answered for, each once"
KILLS = 36
READY = "before.db"
TOKEN = "a-token-of-this-run"
_ADDRESS = re.compile(r"is open at http://127\.0\.0\.1:(\d+)/")
#: Seconds for a server to begin.
_PATIENCE = 120.0

Send = Callable[[str, str, Any], tuple[int, Any]]


class DiedError(Exception):
    """The server is gone: no answer came."""


class Server:
    """`onrecord serve` in a process of its own."""

    def __init__(self, location: str, moment: Moment | None = None) -> None:
        self._moment = moment
        arguments = ("serve", "--store", location, "--port", "0", "--token", TOKEN)
        self._child = Child(command(*arguments), moment)
        self._port = self._wait()
        #: A server's time is counted from when it is asked the first time.
        self._begins = time.monotonic()

    def _wait(self) -> int | None:
        for _ in range(int(_PATIENCE / 0.02)):
            if found := _ADDRESS.search(self._child.said()):
                return int(found.group(1))
            if self._child.has_ended(0.02):
                break
        return None

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Send a request, and give the answer; DiedError where none comes."""
        if self._port is None:
            raise DiedError
        if self._moment and self._moment.kind == "seconds":
            self._kill_when_due()
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            raise DiedError from None
        finally:
            connection.close()

    def _kill_when_due(self) -> None:
        """Let a fork kill the server once it has been asked for long enough, in the midst of a request."""
        left = self._moment.at - (time.monotonic() - self._begins) if self._moment else 0.0
        self._moment = None
        if os.fork() == 0:
            self._child.has_ended(max(0.0, left))
            self._child.kill()
            os._exit(0)

    def end(self) -> Ended:
        """End it, and tell how it ended by itself."""
        if not self._child.has_ended(0.0 if self._port else _PATIENCE):
            self._child.kill()
        ended = self._child.end()
        _reap()
        return ended


def decisions(ask: Send) -> list[tuple[str, Any]]:
    """Say what is decided: merges, splits and corrections of what is on record."""
    statements = sorted(it["id"] for it in ask("GET", "/api/statements?limit=50", None)[1]["items"])
    who = {"who": "Ada Lorne"}
    pairs = [("Maud Pettifer", "Rosa Imhoff"), ("Tobin Arkwell", "Rosa Imhoff")]
    merge, split = ({"one": one, "other": other, **who} for one, other in pairs)
    speaker = {"decision": "correct", "field": "speaker", "value": "Tobin Arkwell", **who}
    said = {"decision": "correct", "field": "said", "value": "2031-05-11", **who}
    return [
        ("POST", {"decision": "merge", **merge}),
        ("POST", {"statement": statements[0], **speaker}),
        ("POST", {"decision": "split", **split}),
        ("DELETE", "split"),
        ("POST", {"statement": statements[1], **said}),
        ("POST", {"statement": statements[2], **said, "value": "2031-05-12"}),
    ]


def main() -> int:
    """Kill as often as is asked for; give 1 where a decision was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the kills")
    parser.add_argument("--seed", default="2031", help="another draw of moments")
    asked = parser.parse_args()
    report = Report.of(__file__)
    kills = KILLS // 10 if asked.quick else KILLS
    with tempfile.TemporaryDirectory(prefix="onrecord-trust-") as folder:
        os.chdir(folder)
        warm_up(write_pages(Path("pages")))
        report.add(PROMISE, tried=kills, faults=list(tried(kills, asked.seed, Files())))
        os.chdir("/")
    return report.exit_status


def tried(kills: int, seed: str, place: Place) -> Iterator[str]:
    """Kill a server so many times, and say what was wrong afterwards."""
    # What a server is made of is loaded once as well.
    from onrecord.web import serving

    place.begin(None)
    if serving and run(command("add", "pages", "--store", place.location)).status > 1:
        raise RuntimeError("no record could be made to decide about")
    place.save(READY)
    server = Server(place.location)
    wanted_decisions = decisions(server.ask)
    since = time.monotonic()
    yield from _decide(server, wanted_decisions, [])
    seconds = time.monotonic() - since
    clean = server.end()
    wanted = tables(place.location)
    done = 0
    for moment in moments(Ended(0, "", seconds, clean.events, clean.steps), kills, seed):
        if done >= kills:
            break
        place.begin(READY)
        server, answered = Server(place.location, moment), list[int]()
        with contextlib.suppress(DiedError):
            yield from _decide(server, wanted_decisions, answered)
        ended = server.end()
        if "Traceback" in ended.said:
            yield f"{moment}: {ended.said[-300:]}"
        done += len(answered) < len(wanted_decisions)
        server = Server(place.location)
        yield from (f"{moment}: {it}" for it in _decide(server, wanted_decisions, answered))
        server.end()
        yield from (f"{moment}: {it}" for it in differences(tables(place.location), wanted))
        yield from (f"{moment}: can't be proved: {it}" for it in unproved(place.location))


def _decide(server: Server, wanted: list[tuple[str, Any]], answered: list[int]) -> Iterator[str]:
    """Send what was not answered for; say which of the others are not there, and what was refused."""
    kept = server.ask("GET", "/api/judgements?limit=50")[1]["items"]
    if len(kept) < sum(wanted[number][0] == "POST" for number in answered):
        yield f"{len(answered)} decisions were answered for, but only {len(kept)} are kept"
    for number, (method, body) in enumerate(wanted):
        if number in answered:
            continue
        path = "/api/judgements"
        if method == "DELETE":
            kept = server.ask("GET", path + "?limit=50")[1]["items"]
            (identity,) = (it["id"] for it in kept if it["decision"] == body)
            status, answer = server.ask(method, f"{path}/{identity}")
        else:
            status, answer = server.ask(method, path, body)
        # What was taken back before the server died can't be taken back again.
        if status not in (200, 201) and not (method == "DELETE" and status == 409):
            yield f"{method} {body}: refused with {status}: {answer}"
        answered.append(number)


def _reap() -> None:
    """Let go of the forks that kill."""
    try:
        while os.waitpid(-1, 0):
            pass
    except ChildProcessError:
        pass


if __name__ == "__main__":
    sys.exit(main())
