"""Item stages that do what hostile pages do; workers of an engine import them by name."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from onrecord.capture.build import make_capture
from onrecord.engine import Outcome
from onrecord.errors import ModelError
from onrecord.model import Capture, CaptureResult, Drop
from onrecord.pipeline import ItemStages
from onrecord.settings import Settings


def page(content: str, path: str | None = None) -> Capture:
    return make_capture(content.encode(), media_type="text/plain", path=path or content.replace(" ", "-"))


@dataclass(frozen=True)
class Odd:
    """Does what a page says: die, hang, die once."""

    #: Where "die once" remembers that it did.
    folder: Path | None = None
    model: str = "weights"

    def __call__(self, capture: Capture) -> Outcome:
        word, _, rest = capture.content.decode().partition(" ")
        if word == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "segfault":
            faulthandler.disable()
            faulthandler._sigsegv()
        if word == "exit":
            os._exit(3)
        if word == "hang":
            signal.pause()
        if word == "once" and self.folder is not None:
            mark = self.folder / rest
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if word == "refused":
            return Drop(stage="extract", item=capture.path, reason="no article")
        return CaptureResult(capture=capture, articles=())


def no_model() -> Odd:
    raise ModelError("encoder.onnx", "is missing")


def dies_while_loading() -> Odd:
    sys.stderr.flush()
    os.kill(os.getpid(), signal.SIGKILL)
    return Odd()


@dataclass(frozen=True)
class EndsItsActorOnce:
    """The real stages; on the first page that any process reads, who began that process is killed."""

    mark: Path
    real: ItemStages

    @property
    def model(self) -> str:
        return self.real.model

    def __call__(self, capture: Capture) -> Outcome:
        try:
            self.mark.touch(exist_ok=False)
        except FileExistsError:
            return self.real(capture)
        os.kill(os.getppid(), signal.SIGKILL)
        signal.pause()
        raise AssertionError


def ends_its_actor_once(mark: Path, settings: Settings) -> EndsItsActorOnce:
    return EndsItsActorOnce(mark, ItemStages(settings))
