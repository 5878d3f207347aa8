"""Random facts: every fact known or unknown, possible days only."""

from __future__ import annotations

import types
from datetime import date, timedelta
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from bot.guidance.facts import _PAST, ActingFor, Facts, PriorRequest, fact_names
from tests.guidance.conftest import TODAY

COUNTRIES = ("TR", "MA", "IL", "GB", "US", "CA", "DE", "IE", "CH", "EG", "SR", "NL")
_DAYS = st.integers(min_value=0, max_value=1500)


def _days(name: str) -> st.SearchStrategy[date]:
    past = _DAYS.map(lambda days: TODAY - timedelta(days=days))
    if name in _PAST:
        return past
    return st.one_of(past, st.integers(0, 400).map(lambda days: TODAY + timedelta(days=days)))


def _value(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if hint is date:
        return _days(name)
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(0, 100)
    if hint is str:
        return st.sampled_from(COUNTRIES)
    if hint in (PriorRequest, ActingFor):
        return told(hint)
    assert get_origin(hint) is tuple
    if name == "declined":
        return st.lists(st.sampled_from(sorted(fact_names())), max_size=3).map(tuple)
    return st.lists(_value(name, get_args(hint)[0]), max_size=2).map(tuple)


def told(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """A struct of facts with each fact known about every third time."""
    hints = get_type_hints(kind)
    fields = {
        name: st.one_of(*[st.just(default)] * 2, _value(name, hints[name]))
        for name, default in zip(
            kind.__struct_fields__[-len(kind.__struct_defaults__) :], kind.__struct_defaults__, strict=True
        )
    }
    if kind is Facts:
        fields |= {"situation": _value("situation", hints["situation"]), "today": st.just(TODAY)}
    return st.builds(kind, **fields)


FACTS = told(Facts)
