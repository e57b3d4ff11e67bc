"""The engine of one process: this one, one capture after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from onrecord.engine.protocol import ItemStages, Outcome, Passed
from onrecord.model import Capture


class InProcess:
    """Runs the stages here. A page that takes its process down takes the run down."""

    def __init__(self, stages: ItemStages) -> None:
        self._stages = stages

    @property
    def model(self) -> str:
        """SHA-256 of the model's weights."""
        return self._stages.model

    def run(self, items: Iterable[Capture | Passed]) -> Iterator[Outcome | Passed]:
        """Give what becomes of each capture before the next is read."""
        for item in items:
            yield self._stages(item) if isinstance(item, Capture) else item

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        pass
