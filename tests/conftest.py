"""For all tests: commands read pages in their own process, where a test can stand in for the model.

A server for stores is started when the first test asks for one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from strategies.postgres import Server

os.environ.setdefault("ONRECORD_WORKERS", "1")


@pytest.fixture(scope="session")
def server_on_demand() -> Iterator[Callable[[], Server]]:
    """Give what starts the server the first time, and stop it at the end."""
    from strategies.postgres import start

    on_demand = cache(start)
    yield on_demand
    if on_demand.cache_info().currsize:
        on_demand().stop()


@pytest.fixture(scope="session")
def server(server_on_demand: Callable[[], Server]) -> Server:
    """Give the PostgreSQL server."""
    return server_on_demand()


@pytest.fixture(params=["sqlite", "postgresql"])
def location(
    request: pytest.FixtureRequest, tmp_path: Path, server_on_demand: Callable[[], Server]
) -> Callable[[], str]:
    """Give fresh places for stores, on each kind of database in turn."""
    from strategies.postgres import locations

    return locations(request.param, tmp_path, server_on_demand)
