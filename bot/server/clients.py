"""Who asks, as far as our own proxies (`TRUSTED_PROXIES`) can be believed: the address and the scheme."""

from __future__ import annotations

import ipaddress

from aiohttp import web

from bot.server import keys

_FORWARDED_FOR = "X-Forwarded-For"
_FORWARDED_PROTO = "X-Forwarded-Proto"
#: One household or phone gets a network of this size, and can take any address in it.
_IPV6_NETWORK = 64


def client_address(request: web.Request) -> str:
    """The address that asks: the nearest one that is not one of our own proxies; of IPv6 its network."""
    hops = [
        hop.strip() for hop in ",".join(request.headers.getall(_FORWARDED_FOR, [])).split(",") if hop.strip()
    ]
    address = request.remote or ""
    while hops and _is_our_proxy(request, address):
        address = hops.pop()
    return _network(address)


def client_scheme(request: web.Request) -> str:
    """`https` or `http`, as the browser used it: our own proxy says so where one stands before us."""
    forwarded = request.headers.get(_FORWARDED_PROTO, "").strip().lower()
    if forwarded in ("http", "https") and _is_our_proxy(request, request.remote or ""):
        return forwarded
    return request.scheme


def _is_our_proxy(request: web.Request, address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    proxies = request.app[keys.SETTINGS].trusted_proxies
    return any(parsed in ipaddress.ip_network(proxy, strict=False) for proxy in proxies)


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, ipaddress.IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))
