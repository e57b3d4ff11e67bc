"""One request to one address: what comes back, within limits of time and size."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Final, Self

import anyio
import httpx
from anyio.from_thread import start_blocking_portal

from onrecord.capture.build import megabytes
from onrecord.capture.web.addresses import FetchError, Resolve, addresses_of, ask_system
from onrecord.settings import Settings

#: What asks for nothing that we can't read, and for the size that we can limit.
_ACCEPT: Final = {
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, application/rss+xml;q=0.9, "
    "application/atom+xml;q=0.9, application/feed+json;q=0.9, text/plain;q=0.8, */*;q=0.5",
    "Accept-Language": "en, *;q=0.5",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server gave, its redirects not followed; the body as it came, still compressed."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    #: A file without a name, gone when it is closed.
    body: BinaryIO
    size: int


class Client:
    """Sends requests, one at a time; to be closed.

    Every request has a connection of its own, to an address that was checked: one kept open to an
    address that several hosts share would let one of them answer for another. No proxy and no cookie is
    used. The work runs in a thread of its own, so that a limit of time can end it wherever it waits.

    Args:
        settings: the limits.
        agent: who we say that we are.
        allow_private: whether addresses that are not public may be fetched.
        resolve: gives the addresses of a host.

    """

    def __init__(
        self, settings: Settings, agent: str, *, allow_private: bool = False, resolve: Resolve = ask_system
    ) -> None:
        self._settings = settings
        self._agent = agent
        self._allow_private = allow_private
        self._resolve = resolve
        self._timeout = httpx.Timeout(settings.fetch_read_seconds, connect=settings.fetch_connect_seconds)
        self._stack = ExitStack()
        self._portal = self._stack.enter_context(start_blocking_portal())
        # The transport alone: a client would keep cookies and follow what it is told to.
        self._transport = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def get(self, url: httpx.URL, headers: Mapping[str, str], *, limit: int, cut: bool = False) -> Answer:
        """Ask for `url`; FetchError where no whole answer came in time.

        Args:
            url: http or https.
            headers: besides those that every request has.
            limit: bytes of the body, as it comes.
            cut: whether a longer body is cut there, rather than refused.

        """
        # Closed by whoever has the answer.
        body = io.BufferedReader(tempfile.TemporaryFile(buffering=0))  # noqa: SIM115
        try:
            return self._portal.call(self._get, url, headers, body, limit, cut)
        except TimeoutError:
            body.close()
            seconds = self._settings.fetch_total_seconds
            raise FetchError(
                f"took longer than {seconds} s: try again, or raise fetch_total_seconds"
            ) from None
        except httpx.TimeoutException:
            body.close()
            raise FetchError("its server does not answer in time: try again later") from None
        except httpx.RemoteProtocolError as error:
            body.close()
            raise FetchError(f"its server's answer is broken ({error}): try again later") from None
        except httpx.HTTPError as error:
            body.close()
            raise FetchError(f"its server can't be reached ({error}): try again later") from None
        except BaseException:
            body.close()
            raise

    async def _get(
        self, url: httpx.URL, headers: Mapping[str, str], body: BinaryIO, limit: int, cut: bool
    ) -> Answer:
        with anyio.fail_after(self._settings.fetch_total_seconds):
            addresses = await addresses_of(url, self._resolve, allow_private=self._allow_private)
            response = await self._first_answer(url, headers, addresses)
            try:
                size = await self._keep(response, body, limit, cut)
            finally:
                with anyio.CancelScope(shield=True, deadline=anyio.current_time() + 1):
                    await response.aclose()
        body.seek(0)
        return Answer(url=url, status=response.status_code, headers=response.headers, body=body, size=size)

    async def _first_answer(
        self, url: httpx.URL, headers: Mapping[str, str], addresses: list[str]
    ) -> httpx.Response:
        """Ask one address after the other until a connection is made."""
        for number, address in enumerate(addresses, 1):
            request = httpx.Request(
                "GET",
                url.copy_with(host=address),
                headers={
                    **_ACCEPT, "User-Agent": self._agent, **headers, "Host": url.netloc.decode("ascii")
                },
                extensions={
                    "timeout": self._timeout.as_dict(), "sni_hostname": url.raw_host.decode("ascii")
                },
            )  # fmt: skip
            try:
                return await self._transport.handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise FetchError("its host has no address: see how it is written")

    async def _keep(self, response: httpx.Response, body: BinaryIO, limit: int, cut: bool) -> int:
        """Write the body to a file; gives its size."""
        stated = response.headers.get("Content-Length", "")
        too_large = FetchError(
            f"larger than {megabytes(limit)}, not fetched: no page is; raise max_fetched_bytes for archives"
        )
        if not cut and stated.isdecimal() and int(stated[:18]) > limit:
            raise too_large
        size = 0
        async for chunk in response.aiter_raw():
            part = chunk[: limit - size]
            size += len(part)
            _write(body, part)
            if len(part) < len(chunk):
                if cut:
                    break
                raise too_large
        return size

    def close(self) -> None:
        """End the thread, and whatever it still waits for."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _write(body: BinaryIO, data: bytes) -> None:
    """Write all of `data` to the file under `body`."""
    raw = body.raw  # type: ignore[attr-defined]
    while data:
        data = data[raw.write(data) :]
