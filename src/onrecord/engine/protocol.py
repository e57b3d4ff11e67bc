"""What an engine is; the contract suite in tests/contract/test_engine.py runs on each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self, TypeVar

from onrecord.model import Capture, CaptureResult, Drop

#: What becomes of one capture.
Outcome = CaptureResult | Drop
#: What is no capture, and passes through an engine untouched, in its place.
Passed = TypeVar("Passed")


class ItemStages(Protocol):
    """The item stages with all that they need, loaded: a pure function of one capture."""

    @property
    def model(self) -> str:
        """SHA-256 of the model's weights."""

    def __call__(self, capture: Capture) -> Outcome:
        """Give what becomes of a capture; raises nothing that a page could cause."""


#: Loads the stages, once in each process; it can be pickled. Raises OnrecordError where that fails.
Load = Callable[[], ItemStages]


class Engine(Protocol):
    """Runs the item stages; open it with `with`, which ends its processes whatever happens."""

    @property
    def model(self) -> str:
        """SHA-256 of the weights that its processes loaded; raises what loading them raised."""

    def run(self, items: Iterable[Capture | Passed]) -> Iterator[Outcome | Passed]:
        """Give what becomes of each capture, in the order of the input.

        What is no capture passes through in its place: when it comes out, everything before it has.
        `items` is read ahead by a bounded number of captures and bytes, and in the caller's thread.
        """

    def __enter__(self) -> Self:
        """Open it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """End its processes."""
