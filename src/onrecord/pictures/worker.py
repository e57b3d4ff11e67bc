"""Drawing in a process of its own, so that a server's pages never wait for a picture.

The engine holds Python's lock while it draws, some hundredths of a second: in the server's process all
other answers would wait as long. A drawing that brings the engine down takes no page with it either.
`python -m onrecord.pictures.worker` reads requests from stdin and ends with it.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable
from threading import Lock, Thread, Timer
from typing import IO

from onrecord.errors import OnrecordError
from onrecord.pictures.render import HERE

#: Seconds after which a drawing is given up: the longest one takes a tenth of that on a busy machine.
_PATIENCE = 20.0
#: Drawings after which the process is changed for a new one, whatever memory the engine kept till then.
_DRAWINGS = 2_000
_SIZE = 8
_SMALLEST = '{"mark":"point","data":{"values":[]}}'


class Worker:
    """Draws in another process, one drawing after another; started by the first, and again where it dies."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ending: Callable[[], object] | None = None
        self._left = 0

    def draw(self, spec: str) -> str:
        """Give the SVG of a specification; OnrecordError where it can't be drawn."""
        return self._ask("svg", spec).decode()

    def rasterise(self, drawn: str) -> bytes:
        """Give the PNG of an SVG; OnrecordError where it can't be drawn."""
        return self._ask("png", drawn)

    def warm_up(self) -> None:
        """Start the process and the engine in it, in the background: that takes longer than a drawing."""
        Thread(target=self._start, daemon=True).start()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _start(self) -> None:
        # Whoever asks for the first picture is told what is wrong.
        with contextlib.suppress(OnrecordError):
            self.draw(_SMALLEST)

    def _ask(self, form: str, text: str) -> bytes:
        with self._lock:
            try:
                good, answer = self._exchange(form, text)
            except (OSError, EOFError) as error:
                self._end()
                raise OnrecordError("a picture", "could not be drawn: what draws it broke off") from error
        if not good:
            raise OnrecordError("a picture", f"could not be drawn: {answer.decode(errors='replace')[:200]}")
        return answer

    def _exchange(self, form: str, text: str) -> tuple[bool, bytes]:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        watch = Timer(_PATIENCE, process.kill)
        watch.start()
        try:
            process.stdin.write(json.dumps([form, text]).encode() + b"\n")
            process.stdin.flush()
            good = _read(process.stdout, 1) == b"+"
            return good, _read(process.stdout, int.from_bytes(_read(process.stdout, _SIZE), "big"))
        finally:
            watch.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._left <= 0 or (self._process is not None and self._process.poll() is not None):
            self._end()
        if self._process is None:
            arguments = [sys.executable, "-m", "onrecord.pictures.worker"]
            self._process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            # Also when nobody holds the worker any more, and when Python ends.
            self._ending = weakref.finalize(self, _stop, self._process)
            self._left = _DRAWINGS
        self._left -= 1
        return self._process

    def _end(self) -> None:
        if self._ending is not None:
            self._ending()
        self._process = self._ending = None


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):  # what was not read any more
                stream.close()


def _read(stream: IO[bytes], size: int) -> bytes:
    content: bytes = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content


def main() -> None:
    """Answer each line of stdin, [form, text] as JSON, with + or -, eight bytes of length, and the answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to hear; this ends with its stdin
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        form, text = json.loads(line)
        try:
            good, answer = b"+", HERE.draw(text).encode() if form == "svg" else HERE.rasterise(text)
        except Exception as error:  # whatever the engine says of it
            good, answer = b"-", str(error).encode()
        out.write(good + len(answer).to_bytes(_SIZE, "big") + answer)
        out.flush()


if __name__ == "__main__":
    main()
