"""Get a page as a polite visitor does: robots.txt, pauses, redirects, and coming back when asked to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from importlib.metadata import version

import httpx

from onrecord.capture.web import robots
from onrecord.capture.web.addresses import FetchError, Resolve, ask_system, checked_url
from onrecord.capture.web.client import Answer, Client
from onrecord.capture.web.headers import retry_after
from onrecord.capture.web.pace import Clock, Pace
from onrecord.capture.web.robots import Robots
from onrecord.model.visit import Visit
from onrecord.settings import Settings

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
#: "Too many requests" and "service unavailable".
_BUSY = frozenset((429, 503))
#: How often a busy server is asked, and the first wait in seconds where it names none; then twice as long.
_TRIES = 3
_FIRST_WAIT = 5.0
#: A robots.txt may lead so far (RFC 9309 2.3.1.2).
_ROBOTS_REDIRECTS = 5
#: … and is taken to say the same for so many seconds (2.4: a day at most).
_ROBOTS_SECONDS = 43_200.0


def agent(settings: Settings) -> str:
    """Say who asks: the name that robots.txt speaks to, the version, and whom to write to."""
    told = f"; {settings.fetch_contact}" if settings.fetch_contact else ""
    return f"{robots.NAME}/{version('onrecord')} (reads news pages for a record of who said what{told})"


class Getter:
    """Gets pages; to be closed.

    Args:
        settings: the limits.
        allow_private: whether addresses that are not public may be fetched.
        clock: the time.
        resolve: gives the addresses of a host.

    """

    def __init__(
        self,
        settings: Settings,
        *,
        allow_private: bool,
        clock: Clock,
        resolve: Resolve = ask_system,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._pace = Pace(clock, settings.fetch_pause_seconds, settings.fetch_wait_seconds)
        self._client = Client(settings, agent(settings), allow_private=allow_private, resolve=resolve)
        #: By scheme, host and port: the rules, or why nothing may be fetched; and when that was learnt.
        self._robots: dict[str, tuple[Robots | str, float]] = {}

    def get(self, url: httpx.URL, visit: Visit | None = None) -> Answer:
        """Get what an address leads to; FetchError where there is nothing, or it may not be had.

        The status is that of a page (200), or 304 where the page is that of the last visit.
        """
        for _ in range(self._settings.max_redirects + 1):
            self._ask_robots(url)
            answer = self._patiently(url, _validators(url, visit))
            if answer.status not in _REDIRECTS:
                return _usable(answer)
            answer.body.close()
            url = _next(url, answer)
        most = self._settings.max_redirects
        raise FetchError(f"leads on and on, more than {most} times: give the address where it ends")

    def _patiently(self, url: httpx.URL, headers: Mapping[str, str]) -> Answer:
        """Ask, and where the server is busy, ask again when it wants to be asked."""
        host = _site(url)
        rules = self._robots[host][0]
        pause = rules.delay if isinstance(rules, Robots) else 0.0
        wait = _FIRST_WAIT
        for left in reversed(range(_TRIES)):
            self._pace.wait(host, pause)
            answer = self._client.get(
                url, {"Accept-Encoding": "gzip", **headers}, limit=self._settings.max_fetched_bytes
            )
            if answer.status not in _BUSY:
                return answer
            answer.body.close()
            asked = retry_after(answer.headers, self._clock.now())
            wait = wait if asked is None else asked
            self._pace.hold(host, wait)
            if not left:
                raise FetchError(f"its server is busy (status {answer.status}): try again later", wait)
            wait *= 2
        raise FetchError("its server is busy: try again later", wait)

    def _ask_robots(self, url: httpx.URL) -> None:
        """Let through what the site's robots.txt allows; FetchError for the rest."""
        site = _site(url)
        rules, learnt = self._robots.get(site, ("", 0.0))
        if site not in self._robots or self._clock.now() - learnt > _ROBOTS_SECONDS:
            rules = self._read_robots(url)
            self._robots[site] = rules, self._clock.now()
        if isinstance(rules, str):
            raise FetchError(rules)
        if not rules.allows(url.raw_path.decode("ascii")):
            raise FetchError(
                "its site's robots.txt does not let onrecord fetch it: save the page with a browser and give "
                "the file"
            )

    def _read_robots(self, url: httpx.URL) -> Robots | str:
        """Read the rules of a site; without a robots.txt all is allowed, with one out of reach nothing."""
        place = url.copy_with(raw_path=b"/robots.txt")
        for _ in range(_ROBOTS_REDIRECTS + 1):
            self._pace.wait(_site(place))
            answer = self._client.get(
                place, {"Accept-Encoding": "identity"}, limit=robots.MOST_BYTES, cut=True
            )
            with answer.body:
                if answer.status in _BUSY or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    return f"its site's robots.txt can't be read (status {answer.status}): try again later"
                if answer.status == HTTPStatus.OK:
                    return Robots(answer.body.read().decode("utf-8", "replace"))
                if answer.status not in _REDIRECTS:
                    return Robots("")
                place = _next(place, answer)
        return Robots("")

    def close(self) -> None:
        """Let go of the network."""
        self._client.close()


@contextmanager
def closing_body(answer: Answer) -> Iterator[Answer]:
    """Let go of the body at the end."""
    with answer.body:
        yield answer


def _site(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _validators(url: httpx.URL, visit: Visit | None) -> dict[str, str]:
    """Give the headers that ask for the page only if it is another than at the last visit."""
    if visit is None or visit.address != str(url):
        return {}
    headers = {"If-None-Match": visit.etag, "If-Modified-Since": visit.modified}
    return {name: value for name, value in headers.items() if value}


def _next(url: httpx.URL, answer: Answer) -> httpx.URL:
    """Give where an answer leads, checked like every address."""
    place = answer.headers.get("Location", "")
    if not place:
        raise FetchError(f"its server leads on (status {answer.status}) and does not say where")
    try:
        target = str(url.join(place))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"leads to what is no web address ({error})") from None
    return checked_url(target)


def _usable(answer: Answer) -> Answer:
    """Let a page through; FetchError for another answer, with what it means."""
    if answer.status in (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION, HTTPStatus.NOT_MODIFIED):
        return answer
    answer.body.close()
    status = answer.status
    if status in (401, 402, 403, 407, 451):
        raise FetchError(f"its server does not let us in (status {status}): save the page with a browser")
    if status in (404, 410):
        raise FetchError(f"its server has no such page (status {status}): see how the address is written")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise FetchError(f"its server fails (status {status}): try again later")
    raise FetchError(f"its server gives no page (status {status}): see what a browser shows")
