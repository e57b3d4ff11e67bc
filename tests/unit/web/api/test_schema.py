"""Schemathesis against the API: every answer is as described, whatever is asked.

`make schemathesis` goes deeper. A few examples an operation here: each is a request in this process.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from onrecord.store import open_store
from onrecord.web.app import create_app

TOKEN = {"Authorization": "Bearer heron-on-the-ninth-pier", "Host": "testserver"}
#: Requests of each kind for each operation.
EXAMPLES = int(os.environ.get("ONRECORD_SCHEMATHESIS", "3"))


@pytest.fixture(scope="module")
def schema(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    import shutil

    path = tmp_path_factory.mktemp("schema") / "record.db"
    shutil.copy(samples, path)
    with open_store(str(path)) as store:
        app = create_app(store, token="heron-on-the-ninth-pier", allowed_hosts=("testserver", "localhost"))
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app)


@pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value
)
def test_every_answer_is_as_described(schema: schemathesis.BaseSchema, mode: GenerationMode) -> None:
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=TOKEN)

        try:
            ask()
        except Unsatisfiable:
            # Whatever stands in a path is a string: there is nothing wrong to ask for.
            assert mode is GenerationMode.NEGATIVE
        else:
            tried += 1
    assert tried > 10
