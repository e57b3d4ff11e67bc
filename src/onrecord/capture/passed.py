"""What an archive or a folder holds that is no page, told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.model import Drop

#: How many of what was passed over are named; the line must stay readable where there are thousands.
_NAMED = 5


@dataclass
class Passed:
    """What an archive or a folder holds that is no page."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Note something that was passed over."""
        self.count += 1
        if len(self.first) < _NAMED:
            self.first.append(name)

    def told(self, item: str, what: str = "file", advice: str = "") -> Iterator[Drop]:
        """Say in one partial drop what was passed over, if anything was.

        Args:
            item: the archive or folder.
            what: each of them is.
            advice: what can be done about it.

        """
        if self.count:
            more = ", …" if self.count > _NAMED else ""
            kinds = f"{self.count} {what}{'s' if self.count > 1 else ''} of other kinds passed over"
            reason = f"{kinds}: {', '.join(self.first)}{more}{advice}"
            yield Drop(stage="capture", item=item, reason=reason, partial=True)
