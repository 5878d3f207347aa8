"""The description of the API says what there is, in the words of the code."""

from __future__ import annotations

import json
from typing import Any, get_args, get_type_hints

import pytest

from bot.guidance import facts
from bot.guidance.content import load_content
from bot.server import api
from tests.browser.scripted import ScriptedAssistant, make_app

DESCRIBED: dict[str, Any] = json.loads((api.Path(api.__file__).parent / "openapi.json").read_text("utf-8"))
_SCHEMAS = DESCRIBED["components"]["schemas"]


def test_every_address_of_the_api_is_described_and_no_other() -> None:
    content = load_content()
    app = make_app(ScriptedAssistant(content), content)
    served = {
        (route.resource.canonical, route.method.lower())
        for route in app.router.routes()
        if route.resource and route.resource.canonical.startswith("/api/") and route.method != "HEAD"
    }
    described = {
        (path, method)
        for path, item in DESCRIBED["paths"].items()
        for method in item
        if method != "parameters"
    }
    assert described == served


@pytest.mark.parametrize("kind", [facts.Facts, facts.PriorRequest, facts.ActingFor])
def test_the_facts_are_described_as_the_code_has_them(kind: type) -> None:
    described = _SCHEMAS[kind.__name__]["properties"]
    assert set(described) - {"prior_request"} == set(get_type_hints(kind))


@pytest.mark.parametrize(("name", "values"), [("situation", facts.Situation), ("agency", facts.Agency)])
def test_a_fact_has_the_values_of_the_code(name: str, values: Any) -> None:
    assert _SCHEMAS["Facts"]["properties"][name]["enum"] == list(get_args(values))


def test_what_may_be_declined_is_every_name_of_a_fact() -> None:
    assert set(_SCHEMAS["Facts"]["properties"]["declined"]["items"]["enum"]) == facts.fact_names()
