"""The plan for facts that no conversation holds: a case file that its owner opened again. Nothing is kept."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from aiohttp import web

from bot.clock import today
from bot.guidance.facts import FactsError, parse_facts
from bot.guidance.plan import make_plan
from bot.server import api
from bot.server.limits import client_address
from bot.server.problems import Problem


async def plan(request: web.Request) -> web.Response:
    """`POST /api/plan` `{facts}` → the plan of the contract."""
    address = client_address(request, request.app[api.SETTINGS].trusted_proxies)
    if not request.app[api.LIMITS].letters.allows(address):
        raise Problem(429, "too-many", "Too many requests. Wait a minute.", retry_after=60)
    try:
        facts = parse_facts(await _facts(request), today=today())
    except FactsError as error:
        raise Problem(422, "facts", error.message, field=f"facts.{error.field}") from None
    made = make_plan(facts, request.app[api.CONTENT])
    return web.Response(body=msgspec.json.encode(made), content_type="application/json")


async def _facts(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except (ValueError, RecursionError):
        raise Problem(400, "json", "The body is not JSON.") from None
    facts = body.get("facts") if isinstance(body, dict) else None
    if not isinstance(facts, dict):
        raise Problem(422, "invalid", "Give the facts as an object.", field="facts")
    return facts
