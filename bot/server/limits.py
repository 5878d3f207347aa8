"""How much one address may ask for, without keeping the address."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

#: With the sweep that follows within minutes, no hash of an address lives for an hour.
_RENEW_SECONDS = 50 * 60.0


@dataclass
class _Bucket:
    tokens: float
    at: float


class RateLimit:
    """A token bucket per key. Keys are hashed with a secret that is thrown away within the hour, with all buckets."""

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow `burst` at once and `per_minute` on average."""
        self._rate = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._begin_anew()

    def allows(self, key: str) -> bool:
        """Take one token; False where none is left."""
        now = self._clock()
        hashed = hmac.digest(self._secret, key.encode(), "sha256")[:16]
        bucket = self._buckets.setdefault(hashed, _Bucket(self._burst, now))
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True

    def sweep(self) -> None:
        """Forget who has not asked for a while; to be called every few minutes, whoever asks meanwhile."""
        now = self._clock()
        if now - self._begun >= _RENEW_SECONDS:
            self._begin_anew()
            return
        # A bucket that is full again says nothing that a new one would not.
        full_after = self._burst / self._rate
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if now - bucket.at < full_after}

    def _begin_anew(self) -> None:
        self._begun = self._clock()
        self._secret = secrets.token_bytes(32)
        self._buckets: dict[bytes, _Bucket] = {}
