"""How much one address may ask for, and what is kept of it."""

from __future__ import annotations

from bot.server.limits import RateLimit


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


def test_no_address_is_kept_and_who_stays_away_is_forgotten_without_anybody_else_asking() -> None:
    clock = Clock()
    limit = RateLimit(per_minute=60, burst=3, clock=clock)
    limit.allows("203.0.113.7")
    assert "203.0.113.7" not in repr(vars(limit))
    clock.now = 4.0
    limit.sweep()
    assert not limit._buckets


def test_the_hash_of_an_address_that_keeps_asking_is_another_one_within_the_hour() -> None:
    clock = Clock()
    limit = RateLimit(per_minute=60, burst=3, clock=clock)
    limit.allows("203.0.113.7")
    (before,) = limit._buckets
    for minute in range(0, 61, 5):
        clock.now = minute * 60.0
        limit.allows("203.0.113.7")
        limit.sweep()
    limit.allows("203.0.113.7")
    assert before not in limit._buckets
