"""Notice when the file under an open store is moved, removed or replaced by another one."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import StoreError


class Place:
    """Where a store's file lies, and which file was there when it was opened.

    A file that has lost its name can be written to as before: everything would seem well, and be gone
    when the process ends. And the log of one file beside another one destroys that
    (https://www.sqlite.org/howtocorrupt.html, 2.6).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: tuple[int, int] | None = None

    def check(self) -> None:
        """Take the file for ours the first time; later raise StoreError where it is not there any more."""
        try:
            found = self.path.stat()
        except OSError:
            raise StoreError(
                str(self.path),
                "was moved or removed while it was in use: put it back, or give the new path, and run the "
                "command again; what it had not reported as done has to be done again",
            ) from None
        file = found.st_dev, found.st_ino
        if self._file is None:
            self._file = file
        elif self._file != file:
            raise StoreError(
                str(self.path),
                "was replaced by another file while it was in use: nothing was written to that one; run the "
                "command again to go on with it",
            )
