"""What guards a store in a file guards one on a server, too: the audit log, and the limit on reading."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from onrecord import judging
from onrecord.errors import StoreError
from onrecord.store import Store, open_store
from strategies.pier import DORN, fill
from strategies.postgres import Server


@pytest.fixture(scope="module")
def location(server: Server) -> str:
    place = server.store()
    with open_store(place) as store:
        fill(store)
        judging.decide_group(store, "merge", DORN, "Ilmar Dorne", who="Ada", when="2031-06-01T08:00:00Z")
    return place


def log_faults(store: Store) -> list[str]:
    return [it.row for it in store.faults() if it.table == "audit_log"]


@pytest.mark.parametrize(
    "sql", ["UPDATE audit_log SET who = 'Nobody'", "DELETE FROM audit_log", "TRUNCATE audit_log"]
)
def test_the_server_refuses_to_change_the_log(server: Server, location: str, sql: str) -> None:
    with server.connect(location) as connection, pytest.raises(Exception, match="only added to"):
        connection.execute(sql)  # type: ignore[call-overload]
    with open_store(location) as store:
        assert log_faults(store) == []
        with store.linked() as linkage:
            assert [(it.action, it.who) for it in linkage.audit_log()] == [("merge", "Ada")]


def test_what_reads_too_long_is_broken_off(location: str) -> None:
    with open_store(location) as store:
        store.limit_reading(0.01)
        with pytest.raises(StoreError, match="ask for less"), store.linked() as linkage:
            linkage._connection.execute(text("SELECT pg_sleep(60)"))


def test_a_line_changed_by_other_means_is_found(server: Server, location: str) -> None:
    with server.connect(location) as connection:
        connection.execute("ALTER TABLE audit_log DISABLE TRIGGER audit_log_guard")
        connection.execute("UPDATE audit_log SET who = 'Nobody'")
        connection.execute("ALTER TABLE audit_log ENABLE TRIGGER audit_log_guard")
        connection.commit()
    with open_store(location) as store:
        assert log_faults(store) == ["1"]
