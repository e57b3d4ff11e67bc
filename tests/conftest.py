"""For all tests: commands read pages in their own process, where a test can stand in for the model.

A server for stores is started when the first test asks for one. What hypothesis draws is the same in each
run, so that a run of CI says something about the change it is for; `trust/properties.py` draws at random.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from strategies.postgres import Server

os.environ.setdefault("ONRECORD_WORKERS", "1")
# No profile looks at the clock: a busy machine is no fault.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("random", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")


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
