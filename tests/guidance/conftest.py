"""What guidance tests share: the content, a fixed day, and plans written as short lists."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.guidance.content import Content, load_content
from bot.guidance.facts import parse_facts
from bot.guidance.plan import Plan, Step, make_plan

#: A Tuesday.
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content()


def plan_of(content: Content, **facts: Any) -> Plan:
    return make_plan(parse_facts(facts, today=TODAY), content)


def written(step: Step) -> str:
    """`police/access`, with a question mark where the step is an option."""
    return f"{step.agency}/{step.action}{'?' if step.optional else ''}"


def steps_of(content: Content, **facts: Any) -> list[str]:
    return [written(step) for step in plan_of(content, **facts).steps]


def step_of(content: Content, key: str, **facts: Any) -> Step:
    """The step written as `key`."""
    return next(step for step in plan_of(content, **facts).steps if written(step) == key)
