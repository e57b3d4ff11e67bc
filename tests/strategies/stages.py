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
