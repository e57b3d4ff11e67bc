"""Read what stands at a web address, as the same bytes would be read from a file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self

import httpx

from onrecord.capture.build import refused
from onrecord.capture.files import read_stream
from onrecord.capture.names import suffix_of
from onrecord.capture.web.addresses import FetchError, Resolve, ask_system, checked_url
from onrecord.capture.web.client import Answer
from onrecord.capture.web.getting import Getter, closing_body
from onrecord.capture.web.headers import LONGEST, fresh_for, media_type
from onrecord.capture.web.next_page import next_page
from onrecord.capture.web.pace import Clock
from onrecord.capture.web.visits import OneRun, Visits
from onrecord.model import Capture, Drop
from onrecord.model.visit import Visit
from onrecord.settings import Settings

#: What a body may come in: as it is, or in gzip, which is found by its first bytes and unpacked in measure.
_ENCODINGS: Final = frozenset(("", "identity", "gzip", "x-gzip"))
#: The first wait in seconds behind a failure; twice as long behind the next, up to a day.
_FIRST_WAIT = 900.0


class Web:
    """Fetches inputs from the web; to be closed.

    Args:
        settings: the limits.
        visits: remembers what was fetched, so that what has not changed is not sent again.
        allow_private: whether addresses may be fetched that are not public: this machine's, its network's.
        follow: whether pages are fetched that a feed or a record only points to, and the further pages of
            an article that is printed on several.
        columns: as for files.
        clock: the time.
        resolve: gives the addresses of a host.

    """

    def __init__(
        self,
        settings: Settings,
        *,
        visits: Visits | None = None,
        allow_private: bool = False,
        follow: bool = False,
        columns: Mapping[str, str] | None = None,
        clock: Clock | None = None,
        resolve: Resolve = ask_system,
    ) -> None:
        self._settings = settings
        self._visits = visits or OneRun()
        self._follows = follow
        self._columns = columns
        self._clock = clock or Clock()
        self._getter = Getter(settings, allow_private=allow_private, clock=self._clock, resolve=resolve)
        self._followed = 0
        #: Pages that are those of the last visit, or were visited a short while ago.
        self.unchanged = 0

    def read(self, address: str) -> Iterator[Capture | Drop]:
        """Fetch what stands at `address`, and read it; what can't be had becomes a drop that says why.

        What the server says has not changed since the last visit gives nothing. A visit is remembered
        when the caller has taken all that came of it, so that a run that is broken off can be run again.
        """
        self._followed = 0
        yield from self._read(address, follow=self._follows)

    def follow(self, address: str) -> Iterator[Capture | Drop]:
        """Fetch a page that an input points to, unless that was done a short while ago."""
        try:
            visit = self._visits.visit(str(checked_url(address)))
        except FetchError as error:
            yield refused(address, str(error))
            return
        if visit is not None and not self._is_due(visit, self._settings.fetch_revisit_seconds):
            self.unchanged += not visit.failures
            return
        self._followed += 1
        if self._followed == self._settings.max_followed_pages + 1:
            most = self._settings.max_followed_pages
            yield refused(
                address, f"not fetched, nor those behind it: the input points to more than {most} pages; run "
                "it again to go on, or raise max_followed_pages",
            )  # fmt: skip
        if self._followed <= self._settings.max_followed_pages:
            yield from self._read(address, follow=False)

    def is_due(self, address: str, every: float) -> bool:
        """Tell whether an address is to be polled: `every` so many seconds, or when its server wants."""
        visit = self._visits.visit(str(checked_url(address)))
        return visit is None or self._is_due(visit, every)

    def _is_due(self, visit: Visit, every: float) -> bool:
        """Behind a failure the wait that it asks for is in place of `every`."""
        now = self._clock.now()
        if visit.not_before and now < _seconds(visit.not_before):
            return False
        return visit.failures > 0 or now >= _seconds(visit.visited) + every

    def _read(self, address: str, *, follow: bool) -> Iterator[Capture | Drop]:
        visit = None
        try:
            url = checked_url(address)
            visit = self._visits.visit(str(url))
            answer = self._getter.get(url, visit)
        except FetchError as error:
            yield refused(address, str(error))
            self._remember_failure(address, visit, error.wait)
            return
        with closing_body(answer):
            if answer.status == HTTPStatus.NOT_MODIFIED:
                if visit is None:
                    yield refused(address, "its server says that it has not changed, but it was never read")
                    return
                self.unchanged += 1
                self._remember(url, answer, visit)
                return
            gave, whole = False, True
            for item in self._with_next(self._read_body(address, answer, follow=follow), str(answer.url)):
                gave = gave or isinstance(item, Capture)
                whole = whole and (isinstance(item, Capture) or item.partial)
                yield item
            # What was not wholly read is fetched again the next time, changed or not.
            self._remember(url, answer, _read_visit(url, answer) if gave and whole else None)

    def _with_next(self, items: Iterable[Capture | Drop], url: str) -> Iterator[Capture | Drop]:
        """Give what came from `url`; of a page of an article the next one too, if that was asked for."""
        page = None
        for item in items:
            page = item if isinstance(item, Capture) and item.url == url else page
            yield item
        further = next_page(page) if page is not None and self._follows else None
        if further is not None:
            yield from self.follow(further)

    def _read_body(self, address: str, answer: Answer, *, follow: bool) -> Iterator[Capture | Drop]:
        encoding = answer.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in _ENCODINGS:
            yield refused(address, f"comes packed as {encoding[:40]}, which was not asked for: save the page")
            return
        kind, charset = media_type(answer.headers)
        if kind == "text/plain" and suffix_of(answer.url.path) not in ("", ".txt"):
            # Servers call what they do not know plain text; its name says more.
            kind = None
        yield from read_stream(
            answer.body, address, self._settings, size=answer.size, captured=self._moment(),
            url=str(answer.url), media_type=kind, charset=charset, columns=self._columns,
            follow=self.follow if follow else None,
        )  # fmt: skip

    def _remember(self, url: httpx.URL, answer: Answer, visit: Visit | None) -> None:
        fresh = fresh_for(answer.headers)
        self._visits.keep_visit(
            Visit(
                url=str(url),
                address=str(answer.url),
                etag=visit.etag if visit else None,
                modified=visit.modified if visit else None,
                visited=self._moment(),
                not_before=self._moment(fresh) if fresh else None,
            )
        )

    def _remember_failure(self, address: str, visit: Visit | None, wait: float | None) -> None:
        """Note that nothing was got beside what is known from before."""
        try:
            url = str(checked_url(address))
        except FetchError:
            return
        before = visit or Visit(url=url, address=url, visited=self._moment())
        doubled = min(LONGEST, _FIRST_WAIT * 2 ** min(before.failures, 10))
        self._visits.keep_visit(
            dataclasses.replace(
                before,
                visited=self._moment(),
                failures=before.failures + 1,
                not_before=self._moment(max(wait or 0.0, doubled)),
            )
        )

    def _moment(self, later: float = 0.0) -> str:
        return datetime.fromtimestamp(self._clock.now() + later, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def close(self) -> None:
        """Let go of the network."""
        self._getter.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read_visit(url: httpx.URL, answer: Answer) -> Visit:
    """Give the names that the server has for this version of the page."""
    named = {name: answer.headers.get(name, "") for name in ("ETag", "Last-Modified")}
    named = {
        name: it if it.isascii() and it.isprintable() and len(it) < 1000 else "" for name, it in named.items()
    }
    return Visit(
        url=str(url),
        address=str(answer.url),
        visited="",
        etag=named["ETag"] or None,
        modified=named["Last-Modified"] or None,
    )


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
