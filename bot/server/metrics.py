"""Counts without people: how many requests, how they ended, how long they took."""

from __future__ import annotations

import time
from collections import Counter

from aiohttp import web

from bot.server.problems import Handler

_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """Counters by route, in the text format that Prometheus reads."""

    def __init__(self) -> None:
        """Start at nought."""
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests[route, status] += 1
        self._seconds[route] += seconds  # type: ignore[assignment]
        for bound in _BOUNDS:
            if seconds <= bound:
                self._buckets[route, bound] += 1

    def exposition(self) -> str:
        """All counters."""
        totals: Counter[str] = Counter()
        lines = ["# TYPE wegwijzer_requests_total counter"]
        for (route, status), count in sorted(self._requests.items()):
            totals[route] += count
            lines.append(f'wegwijzer_requests_total{{route="{route}",status="{status}"}} {count}')
        lines.append("# TYPE wegwijzer_request_seconds histogram")
        for route, total in sorted(totals.items()):
            for bound in _BOUNDS:
                count = self._buckets[route, bound]
                lines.append(f'wegwijzer_request_seconds_bucket{{route="{route}",le="{bound}"}} {count}')
            lines.append(f'wegwijzer_request_seconds_bucket{{route="{route}",le="+Inf"}} {total}')
            lines.append(f'wegwijzer_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}')
            lines.append(f'wegwijzer_request_seconds_count{{route="{route}"}} {total}')
        return "\n".join(lines) + "\n"


METRICS: web.AppKey[Metrics] = web.AppKey("metrics", Metrics)


@web.middleware
async def counted(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count a request by its route, never by its path, which names the conversation."""
    start = time.perf_counter()
    status = 500
    try:
        response = await handler(request)
        status = response.status
        return response
    except web.HTTPException as error:
        status = error.status
        raise
    finally:
        resource = request.match_info.route.resource
        route = resource.canonical if resource else "other"
        request.app[METRICS].count(route, status, time.perf_counter() - start)
