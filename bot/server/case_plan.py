"""The plan for facts that no conversation holds: a case file that its owner opened again. Nothing is kept."""

from __future__ import annotations

import msgspec
from aiohttp import web

from bot.clock import today
from bot.guidance.facts import FactsError, parse_facts
from bot.guidance.plan import make_plan
from bot.server import api, keys
from bot.server.problems import Problem
from bot.server.requests import allow, json_object


async def plan(request: web.Request) -> web.Response:
    """`POST /api/plan` `{facts}` → the plan of the contract."""
    allow(request, request.app[api.LIMITS].letters)
    raw = (await json_object(request)).get("facts")
    if not isinstance(raw, dict):
        raise Problem(422, "invalid", "Give the facts as an object.", field="facts")
    try:
        facts = parse_facts(raw, today=today())
    except FactsError as error:
        raise Problem(422, "facts", error.message, field=f"facts.{error.field}") from None
    made = make_plan(facts, request.app[keys.CONTENT])
    return web.Response(body=msgspec.json.encode(made), content_type="application/json")
