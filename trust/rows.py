"""What a script of this folder prints: one row a promise; and what tells scripts from their helpers.

A script of trust/ is a file with `if __name__ == "__main__":`; `python trust/run.py` (`make trust`) runs
each of them in turn and prints one table. What a script must do:

* take `--quick` (a share of the work, for trying it out) and need no other argument;
* print its rows on stdout with `Report`, one a promise, as `promise | test | tried | faults`: the promise
  in plain words, the file that tries it, how many faults were injected or inputs tried, how often the
  promise broke;
* tell how it is getting on, and what broke, on stderr;
* end with a status other than 0 where a promise broke. What can't be tried here is a row of its own, made
  by `Report.skip`, which says why; it is no fault, and the table shows it in capitals.

A page of docs/ gets its table between `<!-- trust: crash disk -->`, which names the scripts, and
`<!-- /trust -->`: `python trust/run.py --write` fills in every such page whose scripts were all run.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

#: Between the columns; no cell may hold it.
MARK = " | "
HEAD = ("promise", "test", "tried", "faults")
SKIPPED = "SKIPPED"


@dataclass(frozen=True, slots=True)
class Row:
    """One promise, and how it fared."""

    promise: str
    test: str
    tried: int
    #: How often it broke; or why it could not be tried, after "SKIPPED: ".
    faults: str

    @property
    def is_kept(self) -> bool:
        """Whether nothing broke."""
        return self.faults == "0" or self.faults.startswith(SKIPPED)

    def line(self) -> str:
        """Write it as scripts print it."""
        return MARK.join((self.promise, self.test, f"{self.tried:,}", self.faults))

    @classmethod
    def read(cls, line: str) -> Row | None:
        """Read what a script printed; None for a line that is no row."""
        cells = [cell.strip() for cell in line.rstrip("\n").split(MARK)]
        if len(cells) != len(HEAD) or not cells[2].replace(",", "").isdigit():
            return None
        return cls(cells[0], cells[1], int(cells[2].replace(",", "")), cells[3])


@dataclass(slots=True)
class Report:
    """The rows of one script, printed as they come."""

    #: The file whose rows they are, as a reader of the docs finds it: `trust/crash.py`.
    test: str
    rows: list[Row] = field(default_factory=list)

    @classmethod
    def of(cls, file: str) -> Report:
        """Begin the report of a script, given its `__file__`."""
        return cls(test=f"trust/{Path(file).name}")

    def add(self, promise: str, *, tried: int, faults: list[str]) -> None:
        """Print a row; what broke, each a line that names the input, goes to stderr."""
        for fault in faults:
            print(f"FAULT {self.test}: {promise}: {fault}", file=sys.stderr, flush=True)
        self._put(Row(promise, self.test, tried, str(len(faults))))

    def skip(self, promise: str, why: str) -> None:
        """Print a row for what can't be tried here."""
        print(f"{SKIPPED} {self.test}: {promise}: {why}", file=sys.stderr, flush=True)
        self._put(Row(promise, self.test, 0, f"{SKIPPED}: {why}"))

    @property
    def exit_status(self) -> int:
        """Give 0 where every promise was kept, else 1."""
        return 0 if all(row.is_kept for row in self.rows) else 1

    def _put(self, row: Row) -> None:
        self.rows.append(row)
        print(row.line(), flush=True)
