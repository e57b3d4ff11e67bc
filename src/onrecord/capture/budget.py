"""How much an input may unpack to: what keeps a small file from becoming a large one."""

from __future__ import annotations

from onrecord.capture.build import megabytes
from onrecord.settings import Settings

#: So much may always be unpacked, however small the file: a day of one outlet's pages has less.
FREE_BYTES = 50_000_000


class TooMuchError(Exception):
    """An input goes beyond a limit; its text is the reason, for a person."""


class Budget:
    """What one input as given has unpacked so far, archives inside it included.

    Args:
        settings: `max_unpacked_bytes` and `max_unpacked_ratio`.
        packed: size of the input in bytes, None where that is only known as it is read.

    """

    def __init__(self, settings: Settings, packed: int | None = None) -> None:
        self._most = settings.max_unpacked_bytes
        self._ratio = settings.max_unpacked_ratio
        self._known = packed is not None
        self._packed = packed or 0
        self._unpacked = 0

    def read(self, count: int) -> None:
        """Note that `count` bytes of the input itself were read; without effect where its size is known."""
        if not self._known:
            self._packed += count

    def unpack(self, count: int) -> None:
        """Note that `count` bytes came out of something packed; TooMuchError where that is beyond a limit."""
        self._unpacked += count
        if self._unpacked > self._most:
            raise TooMuchError(
                f"unpacks to more than {megabytes(self._most)}, not read on: split it, or raise "
                "max_unpacked_bytes"
            )
        if self._unpacked > FREE_BYTES + self._ratio * self._packed:
            raise TooMuchError(
                f"unpacks to more than {self._ratio} times its size (archives built to harm do), not read "
                "on: unpack it yourself, or raise max_unpacked_ratio"
            )
