"""How much one address may ask for."""

from __future__ import annotations

from aiohttp.test_utils import make_mocked_request

from bot.server.limits import RateLimit, client_address


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_allowed_and_then_the_average_counts() -> None:
    clock = Clock()
    limit = RateLimit(per_minute=60, burst=3, clock=clock)
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]
    assert limit.allows("b")
    clock.now = 1.0
    assert limit.allows("a")
    assert not limit.allows("a")


def test_no_address_is_kept_and_nothing_for_longer_than_an_hour() -> None:
    clock = Clock()
    limit = RateLimit(per_minute=60, burst=3, clock=clock)
    limit.allows("203.0.113.7")
    assert "203.0.113.7" not in repr(vars(limit))
    clock.now = 3601.0
    limit.allows("another")
    assert len(limit._buckets) == 1


def _request(remote: str, forwarded: str | None = None) -> object:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = make_mocked_request("GET", "/", headers=headers)
    return request.clone(remote=remote)


def test_a_client_behind_our_own_proxy_is_seen_and_a_forged_header_is_not_believed() -> None:
    proxies = ("10.0.0.0/8",)
    assert client_address(_request("10.0.0.1", "198.51.100.9, 203.0.113.7"), proxies) == "203.0.113.7"
    assert client_address(_request("10.0.0.1", "203.0.113.7, 10.0.0.2"), proxies) == "203.0.113.7"
    assert client_address(_request("203.0.113.7", "198.51.100.9"), proxies) == "203.0.113.7"
    assert client_address(_request("203.0.113.7"), ()) == "203.0.113.7"
