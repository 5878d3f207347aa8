"""How much one address may ask for, without keeping the address."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

_HOUR = 3600.0


@dataclass
class _Bucket:
    tokens: float
    at: float


class RateLimit:
    """A token bucket per key. Keys are hashed with a secret that lives as long as the process, for an hour at most."""

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow `burst` at once and `per_minute` on average."""
        self._rate = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._buckets: dict[bytes, _Bucket] = {}
        self._swept = clock()

    def allows(self, key: str) -> bool:
        """Take one token; False where none is left."""
        now = self._clock()
        self._sweep(now)
        hashed = hmac.digest(self._secret, key.encode(), "sha256")[:16]
        bucket = self._buckets.setdefault(hashed, _Bucket(self._burst, now))
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True

    def _sweep(self, now: float) -> None:
        if now - self._swept < _HOUR / 60:
            return
        self._swept = now
        # A bucket that is full again says nothing that a new one would not.
        full_after = min(_HOUR, self._burst / self._rate)
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if now - bucket.at < full_after}


def client_address(request: web.Request, trusted_proxies: tuple[str, ...]) -> str:
    """The address that asks: the nearest one that is not one of our own proxies (TRUSTED_PROXIES)."""
    networks = [ipaddress.ip_network(proxy, strict=False) for proxy in trusted_proxies]
    hops = [
        hop.strip()
        for hop in ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
        if hop.strip()
    ]
    address = request.remote or ""
    while hops and _inside(address, networks):
        address = hops.pop()
    return address


def _inside(address: str, networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in networks)
