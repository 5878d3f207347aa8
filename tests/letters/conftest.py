"""What letter tests share: the content, plain facts, and every letter there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.guidance import content as guidance_content
from bot.guidance.content import Content
from bot.guidance.facts import Facts, parse_facts
from bot.letters import Identity, Letter, draft_letter
from bot.letters.catalogue import load_catalogue

TODAY = date(2026, 11, 24)
ALL_LETTERS = [
    pytest.param(agency, action, template.variant, id=f"{agency}-{action}-{template.variant}")
    for (agency, action), templates in load_catalogue().templates.items()
    for template in templates
]
SOMEBODY = Identity(
    name="Samira Example",
    street="Dorpsstraat 12",
    postcode="3511 AB",
    town="Utrecht",
    birth_date="1988-03-04",
    birth_place="Gouda",
)
Draft = Callable[..., Letter]


def facts_of(**told: Any) -> Facts:
    return parse_facts({"situation": "refused_entry_abroad", **told}, today=TODAY)


@pytest.fixture(scope="session")
def content() -> Content:
    return guidance_content.load_content()


@pytest.fixture(scope="session")
def draft(content: Content) -> Draft:
    """Draft a letter from facts given by keyword."""

    def drafted(
        agency: str, action: str, about: Any = None, variant: str | None = None, **told: Any
    ) -> Letter:
        return draft_letter(agency, action, facts_of(**told), content, about, variant=variant)

    return drafted
