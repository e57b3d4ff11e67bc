"""The engine of this machine: a process for each core, each of which loads the model once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from types import TracebackType
from typing import Generic, Self

from onrecord.engine.crew import Crew
from onrecord.engine.protocol import Load, Outcome, Passed
from onrecord.model import Capture

#: Captures that may be on their way for each worker: so many that none runs out of work while the caller
#: links a portion of articles (a second or two), and so few that they fit in memory.
_EACH = 32
#: Bytes of captures on their way at most; one that is larger goes alone.
_MOST_BYTES = 64_000_000


class LocalEngine:
    """Runs the stages in processes; a page that takes its process down is dropped, with the reason."""

    def __init__(self, load: Load, workers: int, limit: float) -> None:
        """Begin the first process; the others are begun as there is work for them.

        Args:
            load: loads the stages in each process.
            workers: how many processes.
            limit: seconds that a page may take.

        """
        self._workers = workers
        self._crew = Crew(load, workers, limit)

    @property
    def model(self) -> str:
        """SHA-256 of the weights that the first process loaded; raises what loading raised."""
        return self._crew.model.result()

    def run(self, items: Iterable[Capture | Passed]) -> Iterator[Outcome | Passed]:
        """Give what becomes of each capture, in the order of the input."""
        window: _Window[Passed] = _Window(self._workers * _EACH)
        try:
            for item in items:
                if isinstance(item, Capture):
                    window.submitted(self._crew.submit(item), len(item.content))
                else:
                    window.passed(item)
                while window.full or window.has_first:
                    yield window.first()
            while window:
                yield window.first()
        finally:
            window.cancel()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._crew.close()


class _Window(Generic[Passed]):
    """What is on its way, in the order of the input."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0
        self._waiting: deque[tuple[Future[Outcome] | Future[Passed], int]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def full(self) -> bool:
        return len(self) >= self._most or (self._bytes > _MOST_BYTES and len(self) > 0)

    @property
    def has_first(self) -> bool:
        """Whether the first has come."""
        return bool(self._waiting) and self._waiting[0][0].done()

    def submitted(self, future: Future[Outcome], size: int) -> None:
        self._waiting.append((future, size))
        self._bytes += size

    def passed(self, item: Passed) -> None:
        future: Future[Passed] = Future()
        future.set_result(item)
        self._waiting.append((future, 0))

    def first(self) -> Outcome | Passed:
        """Wait for the first, and take it out."""
        future, size = self._waiting.popleft()
        self._bytes -= size
        return future.result()

    def cancel(self) -> None:
        for future, _ in self._waiting:
            future.cancel()
