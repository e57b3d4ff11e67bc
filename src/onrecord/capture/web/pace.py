"""Keep a distance between two requests to one host."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.capture.web.addresses import FetchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time, and a way to wait; tests have their own."""

    #: Seconds since 1970.
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


class Pace:
    """Knows when each host may be asked again.

    Args:
        clock: the time.
        pause: seconds between two requests to one host.
        longest: seconds that a wait may take; a host that wants a longer one is left alone.

    """

    def __init__(self, clock: Clock, pause: float, longest: float) -> None:
        self._clock = clock
        self._pause = pause
        self._longest = longest
        self._next: dict[str, float] = {}

    def wait(self, host: str, pause: float = 0.0) -> None:
        """Wait until `host` may be asked, and count this as a request; FetchError where that is too long.

        Args:
            host: with its port.
            pause: seconds that it wants between two requests.

        """
        now = self._clock.now()
        left = self._next.get(host, now) - now
        if left > self._longest:
            raise FetchError(
                f"its server asks to be left alone for {left:.0f} s more: try again then", wait=left
            )
        if left > 0:
            self._clock.sleep(left)
        self._next[host] = max(now, now + left) + max(self._pause, min(pause, self._longest))

    def hold(self, host: str, seconds: float) -> None:
        """Leave `host` alone for so long."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock.now() + seconds)
