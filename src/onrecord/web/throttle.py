"""Whoever shows wrong tokens has to wait, longer each time: nobody tries out what a token may be."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from threading import Lock

#: Wrong tokens that cost nothing: people mistype.
FREE = 5
#: Seconds to wait behind the next one, twice as long behind each further one, up to the longest. A token of
#: six letters would stand for more than a thousand years.
FIRST_WAIT, LONGEST_WAIT = 2.0, 900.0
#: Seconds behind a wrong token after which it is forgotten.
_REMEMBERED = 3_600.0
#: Addresses that are remembered; what failed longest ago goes first.
_MOST = 10_000


@dataclass(slots=True)
class _Failures:
    count: int
    until: float
    last: float


class Throttle:
    """Counts wrong tokens by network address.

    Args:
        now: seconds that go on.

    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failures: OrderedDict[str, _Failures] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str) -> float:
        """Give the seconds before this address may try again; 0 where it may now."""
        with self._lock:
            known = self._failures.get(_network(address))
            return max(0.0, known.until - self._now()) if known else 0.0

    def failed(self, address: str) -> None:
        """Note a wrong token."""
        network, now = _network(address), self._now()
        with self._lock:
            known = self._failures.pop(network, None)
            count = known.count + 1 if known and now - known.last < _REMEMBERED else 1
            wait = FIRST_WAIT * 2.0 ** min(count - FREE - 1, 20) if count > FREE else 0.0
            self._failures[network] = _Failures(count, now + min(wait, LONGEST_WAIT), now)
            while len(self._failures) > _MOST:
                self._failures.popitem(last=False)

    def succeeded(self, address: str) -> None:
        """Forget the wrong tokens of somebody who knows the right one."""
        with self._lock:
            self._failures.pop(_network(address), None)


def _network(address: str) -> str:
    """Give what one person has at least: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(ip) >> 64 << 64)) if isinstance(ip, IPv6Address) else address
