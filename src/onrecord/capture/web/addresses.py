"""Which web addresses may be fetched: http and https, and hosts that everybody can reach.

A page that somebody else wrote decides what is fetched: a feed's items, a redirect, a name whose
answer changes. None of them may lead to what only this machine, or the network it stands in, can see.
"""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import urldefrag

import anyio
import httpx

#: Gives the addresses of a host and a port, as figures.
Resolve = Callable[[str, int], Awaitable[list[str]]]

#: Longer ones are no page's: what browsers and servers take ends below this.
MOST_CHARACTERS = 4_000
#: IPv4 inside IPv6: its last 32 bits are an IPv4 address (RFC 6052, and RFC 4291 2.5.5.1, long given up).
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
#: Translation inside one network (RFC 8215).
_LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")
_SCHEMES: Final = ("http", "https")
#: So many addresses of one host are tried.
_MOST_ADDRESSES = 4


class FetchError(Exception):
    """A page can't be had; its text says why, and what to do, for a person.

    Args:
        reason: why.
        wait: seconds after which its server wants to be asked again, where it says so.

    """

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def checked_url(given: str) -> httpx.URL:
    """Read an address that is to be fetched, without its fragment; FetchError where it may not be."""
    if len(given) > MOST_CHARACTERS:
        raise FetchError(f"an address of more than {MOST_CHARACTERS:,} characters: no page has one")
    try:
        url = httpx.URL(urldefrag(given.strip()).url)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"no web address ({error}): see how it is written") from None
    if url.scheme not in _SCHEMES or not url.host:
        raise FetchError("only http and https addresses are fetched: save the page and give the file")
    if url.userinfo:
        raise FetchError("has a name or password in it, which the record would keep: take it out")
    return url


async def addresses_of(url: httpx.URL, resolve: Resolve, *, allow_private: bool) -> list[str]:
    """Ask for the addresses of a host; FetchError where one of them is not public.

    The caller connects to one of these and asks no second time, so that a name whose answer changes
    leads nowhere else. Decimal, octal and hexadecimal ways to write an address are read by the resolver.
    """
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = list(dict.fromkeys(await resolve(url.raw_host.decode("ascii"), port)))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"its host is not known ({error}): see how it is written") from None
    hidden = [address for address in found if not is_public(address)]
    if not found:
        raise FetchError("its host has no address: see how it is written")
    if hidden and not allow_private:
        raise FetchError(
            f"leads to {hidden[0]}, which is no public address: not fetched; --allow-private lets it"
        )
    return found[:_MOST_ADDRESSES]


async def ask_system(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def is_public(address: str) -> bool:
    """Tell whether an address in figures can be reached by everybody: not loopback, private, link-local.

    Of an IPv6 address that stands for an IPv4 one (mapped, 6to4, NAT64) the latter counts.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return _is_global(ip)
    inside = _inside(ip)
    if inside is not None:
        return _is_global(inside)
    return _is_global(ip) and not (ip.scope_id or ip.is_site_local or ip in _LOCAL_NAT64)


def _inside(ip: IPv6Address) -> IPv4Address | None:
    """Give the IPv4 address that an IPv6 address stands for."""
    if ip in _NAT64 or ip in _COMPATIBLE:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
