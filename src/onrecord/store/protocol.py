"""What every store can do; the contract suite in tests/contract/test_store.py runs on each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from onrecord.model import (
    Act,
    Activity,
    AnnotatedArticle,
    Capture,
    CaptureResult,
    Date,
    Drop,
    Event,
    EventType,
    Modality,
    Polarity,
    Statement,
    StatementKind,
    Visit,
)

if TYPE_CHECKING:
    from onrecord.model.audit import Signature
    from onrecord.store.forgetting import Kept
    from onrecord.store.linkage import Linkage
    from onrecord.store.raw_rows import KeyedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFilter:
    """Which statements to read: all that is given must hold; None lets everything through.

    Words are compared without regard to case and accents. A day may be given as a year or a month:
    `from_day="2022"` is its first day, `to_day="2022"` its last.
    """

    #: Words of the speaker's name, in any order: "vasko" finds Anna Vaskó.
    speaker: str | None = None
    #: Words of the content, all of them, in any order.
    about: str | None = None
    #: Part of the publisher's name.
    publisher: str | None = None
    #: Said (or, where that is not known, published) on this day or later.
    from_day: str | None = None
    #: Said (or, where that is not known, published) on this day or earlier.
    to_day: str | None = None
    kind: StatementKind | None = None
    act: Act | None = None
    polarity: Polarity | None = None
    #: Words of which the content has one at least; a word of it may go on after them.
    any_word: frozenset[str] | None = None
    #: Only these statements, by id.
    ids: frozenset[str] | None = None
    #: These, by id, pass whatever `speaker`, `from_day` and `to_day` ask: whoever knows more about them than
    #: their article says (which person a name means, what somebody corrected) decides himself.
    besides: frozenset[str] = frozenset()
    #: Statements whose day only another article may fix (another report of the same words, the original of
    #: an undated copy) pass `from_day` and `to_day` as well: whoever knows the linked record decides himself.
    open_days: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A statement with the address and the head of its article."""

    statement: Statement
    #: Id of the article.
    article: str
    path: str
    key: str | None
    url: str | None
    publisher: str | None
    title: str | None
    published: Date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events to read: all that is given must hold; None lets everything through.

    Words are compared without regard to case. A day may be given as a year or a month.
    """

    #: Words of who did it.
    actor: str | None = None
    #: Words of whom or what it was done to.
    recipient: str | None = None
    #: Words of the deed, its sides and its place.
    about: str | None = None
    #: Words of the name of who tells it.
    speaker: str | None = None
    #: Part of the publisher's name.
    publisher: str | None = None
    #: Done (or, where that is not known, published) on this day or later.
    from_day: str | None = None
    #: Done (or, where that is not known, published) on this day or earlier.
    to_day: str | None = None
    type: EventType | None = None
    modality: Modality | None = None
    #: Only these events, by id.
    ids: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event with the address and the head of its article."""

    event: Event
    #: Id of the article.
    article: str
    path: str
    key: str | None
    url: str | None
    publisher: str | None
    title: str | None
    published: Date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that the database itself shows to be wrong: a parent is missing, an index disagrees."""

    table: str
    #: The row, by its id or by its key columns.
    row: str
    reason: str


class Store(Protocol):
    """A record that can be added to and read; every method raises StoreError where that fails.

    Reading goes by path, key, capture, item and the order within the article: the same record is
    read in the same order, in whatever order it was added. An iterator sees one state of the store,
    however long it is read.
    """

    @property
    def location(self) -> str:
        """Say where the store is, for messages."""

    def add(self, result: CaptureResult) -> bool:
        """Add a capture and all that was made of it, whole or not at all; False where it is there."""

    def has(self, capture_id: str) -> bool:
        """Tell whether the capture is in the store, and with it all that was made of it."""

    def add_drop(self, drop: Drop) -> None:
        """Keep a drop that belongs to no capture (an input that gave none); the same one once."""

    def begin_activity(self, activity: Activity) -> None:
        """Name the run that makes what is added from now on; kept with the first capture it adds."""

    def capture_ids(self) -> Iterator[str]:
        """Give the ids of all captures."""

    def capture(self, capture_id: str) -> Capture:
        """Give one capture with its bytes; StoreError where it is missing or can't be unpacked."""

    def captures(self) -> Iterator[Capture]:
        """Give all captures with their bytes."""

    def activity_of(self, capture_id: str) -> Activity | None:
        """Give the run that added a capture; None where none was named."""

    def results(self) -> Iterator[CaptureResult]:
        """Give all captures with what was made of them, as they were added."""

    def articles(
        self,
        *,
        capture: str | None = None,
        about: str | None = None,
        any_word: Collection[str] | None = None,
        article: str | None = None,
    ) -> Iterator[AnnotatedArticle]:
        """Give articles with their annotations.

        Args:
            capture: only those of the capture with this id.
            article: only the one with this id.
            about: only those that hold all these words in title or text.
            any_word: only those that hold one of these words there, or a longer one that begins with it.

        """

    def statements(self, filter: StatementFilter | None = None) -> Iterator[StatementRow]:  # noqa: A002
        """Give the statements that pass the filter, each with the head of its article."""

    def events(self, filter: EventFilter | None = None) -> Iterator[EventRow]:  # noqa: A002
        """Give the events that pass the filter, each with the head of its article."""

    def visit(self, url: str) -> Visit | None:
        """Give the last visit to a web address; None where there was none."""

    def keep_visit(self, visit: Visit) -> None:
        """Remember a visit in place of the one before; no change of the record."""

    def captures_at(self, place: str) -> list[Kept]:
        """Find the captures of a path, of what lies under it, of an address or by a key."""

    def captures_naming(self, items: Collection[str], names: Collection[str]) -> list[Kept]:
        """Find the captures where one of `items` (of the stage "entities") or one of `names` stands."""

    def forget(self, capture_ids: Collection[str], by: Signature) -> int:
        """Take captures out with all that was made of them, and their bytes out of the file.

        Each leaves a tombstone of digests. What was linked has to be linked anew. Gives how many were there.
        """

    def forgotten(self, capture: Capture) -> str | None:
        """Give when a capture, its bytes or its address were forgotten; None where they were not."""

    def linking(self) -> AbstractContextManager[Linkage]:
        """Open what the corpus stages keep, to change it: all of it is kept at the end, or nothing."""

    def linked(self) -> AbstractContextManager[Linkage]:
        """Open what the corpus stages keep, to read one state of it."""

    def drops(self) -> Iterator[Drop]:
        """Give all drops, each once, by item, stage and reason."""

    def activities(self) -> Iterator[Activity]:
        """Give all activities, by id."""

    def state(self) -> str:
        """Name the state that the store is in; it has another name after each change, and is read quickly."""

    def counts(self) -> Mapping[str, int]:
        """Count the rows of each table."""

    def rows(self, table: str) -> Iterator[KeyedRow]:
        """Give the rows of a table as they stand, with their keys and in the order of these."""

    def faults(self) -> Iterator[Fault]:
        """Check what the database can check by itself: structure, references, search indexes."""

    def limit_reading(self, seconds: float) -> None:
        """Break off what reads for longer from now on, with a StoreError; for servers."""

    def close(self) -> None:
        """Let go of the store."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...
