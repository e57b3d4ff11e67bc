"""The same kills as `crash.py` on a PostgreSQL server; and kills of the server itself under a command.

A server is started for it (as the tests do), in a folder of its own. A command whose server dies must end
with a message that names the store; run again when the server is back, it gives the record of a clean run.

    python trust/crash_postgres.py [--quick] [--seed WORDS]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import select
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The tests' own server.
sys.path.append(str(HERE.parent / "tests"))

import crash_serve  # noqa: E402
from crash import CASES, STORE, Case, Trial, tried  # noqa: E402
from ground import refusal  # noqa: E402
from killing import Child, command, run, warm_up  # noqa: E402
from pages import write_pages  # noqa: E402
from rows import Report  # noqa: E402

from strategies.older import make_older_on_server  # noqa: E402
from strategies.postgres import Server, start  # noqa: E402

#: Kills of each command, and of the server under each.
KILLS = {"add": (16, 8), "judge": (8, 4), "forget": (8, 4), "load": (6, 2), "upgrade": (12, 3)}
#: The version whose store is upgraded, and a store of the present one, of which it has the rows.
OLDEST, NEWEST = "0001", Path("newest.db")
UPGRADE = Case(
    "upgrade",
    "`upgrade`, killed and run again, brings every row of the oldest version's store along, each once",
    12,
    (("upgrade", "--backed-up", "--store", STORE), ("statements", "--store", STORE, "--format", "csv")),
    older=lambda location: make_older_on_server(location, OLDEST, NEWEST),
)
#: Kills of `serve`.
SERVES = 16
SERVER = "a PostgreSQL server that is killed under {} ends it with a message; run again, nothing is lost"


class Databases:
    """Stores in databases of a server, which can be killed and started again."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.location = server.address("killed")
        # Where it listens stands in its own settings from now on, so that it can be started without options.
        with (server.folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(f"unix_socket_directories = '{server.folder}'\nlisten_addresses = ''\n")
            # Processes are killed, not the machine: what was written is there, synced or not.
            settings.write("fsync = off\n")

    def kill(self) -> None:
        """Kill every process of the server at once, as a machine that stops does."""
        told = self.server.folder / "data" / "postmaster.pid"
        first = int(told.read_text().split()[0])
        os.kill(first, signal.SIGSTOP)
        handles = []
        for pid in [*_children(first), first]:
            with contextlib.suppress(ProcessLookupError):
                handles.append(os.pidfd_open(pid))
                os.kill(pid, signal.SIGKILL)
        for handle in handles:
            select.select([handle], [], [], 60)
            os.close(handle)
        # Where nobody buries the dead (in a container), the number in these files seems to be of a process.
        for left in (told, *self.server.folder.glob(".s.PGSQL.*.lock")):
            left.unlink()

    def restart(self) -> None:
        """Start the server, which mends what the kill left."""
        folder = self.server.folder
        self.server._run(
            "pg_ctl", "start", "--wait", "--pgdata", str(folder / "data"), "--log", str(folder / "log")
        )

    def begin(self, saved: str | None) -> None:
        """Put the database there that was saved under a name; or an empty one."""
        self._do("DROP DATABASE IF EXISTS killed WITH (FORCE)")
        self._do(f'CREATE DATABASE killed TEMPLATE "{saved or "template0"}"')

    def save(self, name: str) -> None:
        """Keep the present database under a name."""
        self._do(f'DROP DATABASE IF EXISTS "{name}"')
        self._do(f'CREATE DATABASE "{name}" TEMPLATE killed')

    def is_there(self) -> bool:
        """Tell whether a kill left the tables of a store."""
        with self.server.connect(self.location) as connection:
            found = connection.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchone()
        return bool(found and found[0])

    def holding(self, secret: bytes) -> Iterator[str]:
        """Name the files of the database that hold some bytes; the server's log of changes is not asked."""
        self._do("CHECKPOINT")
        with self.server.connect(self.location) as connection:
            row = connection.execute(
                "SELECT oid::text FROM pg_database WHERE datname = current_database()"
            ).fetchone()
        folder = self.server.folder / "data" / "base" / str(row[0] if row else "")
        yield from (it.name for it in folder.iterdir() if secret in it.read_bytes())

    def _do(self, command: str) -> None:
        with self.server.connect(self.server.address("postgres")) as connection:
            connection.execute(command)  # type: ignore[call-overload]


def main() -> int:
    """Kill as often as is asked for; give 1 where a record differed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a share of the kills")
    parser.add_argument("--seed", default="2031", help="another draw of moments")
    parser.add_argument("--only", choices=[*KILLS, "serve"], help="one command")
    asked = parser.parse_args()
    report = Report.of(__file__)
    with tempfile.TemporaryDirectory(prefix="onrecord-trust-") as folder:
        os.chdir(folder)
        server = _server(report)
        if server is not None:
            warm_up(write_pages(Path("pages")))
            run(command("add", "pages", "--store", str(NEWEST)))
            try:
                for case in (
                    it for it in (*CASES, UPGRADE) if it.name in ([asked.only] if asked.only else KILLS)
                ):
                    kills, deaths = (max(2, it // 10) if asked.quick else it for it in KILLS[case.name])
                    place = Databases(server)
                    faults = list(tried(case, kills, asked.seed, place))
                    report.add(f"{case.promise} (PostgreSQL)", tried=kills, faults=faults)
                    faults = list(bereaved(case, deaths, asked.seed, place))
                    report.add(SERVER.format(f"`{case.name}`"), tried=deaths, faults=faults)
                if asked.only in (None, "serve"):
                    kills = max(2, SERVES // 10) if asked.quick else SERVES
                    faults = list(crash_serve.tried(kills, asked.seed, Databases(server)))
                    report.add(f"{crash_serve.PROMISE} (PostgreSQL)", tried=kills, faults=faults)
            finally:
                server.stop()
        os.chdir("/")
    return report.exit_status


def bereaved(case: Case, deaths: int, seed: str, place: Databases) -> Iterator[str]:
    """Kill the server under a command so many times, and say what was wrong afterwards."""
    trial = Trial(case, place)
    drawn = random.Random(f"{seed} {case.name}")
    for number in range(deaths):
        trial.begin()
        at = (number + drawn.random()) / deaths * trial.clean.seconds
        child = Child(trial.work)
        child.has_ended(at)
        place.kill()
        if not child.has_ended(60):
            child.kill()
            yield f"server killed after {at:.2f} s: the command hangs"
        ended = child.end()
        place.restart()
        if ended.status != trial.clean.status:
            told = ("went away", "no server answers", "run it again", "see that it runs")
            wrong = refusal(ended, place.location.partition("?")[0], *told)
            yield from (f"server killed after {at:.2f} s: {it}" for it in wrong)
        yield from (f"server killed after {at:.2f} s: {it}" for it in trial.faults())


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # Behind the name in brackets: the state, and the parent.
            if int(path.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(path.parent.name))
    return found


def _server(report: Report) -> Server | None:
    import pytest

    try:
        return start()
    except pytest.skip.Exception as error:
        cases = [it.promise for it in (*CASES, UPGRADE) if it.name in KILLS]
        for promise in (*cases, crash_serve.PROMISE):
            report.skip(f"{promise} (PostgreSQL)", str(error))
        return None


if __name__ == "__main__":
    sys.exit(main())
