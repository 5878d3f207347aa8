"""The receipt has plain words for everything that a server may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml

from bot.guidance import facts
from bot.guidance.content import load_content
from bot.rasa.tracker_store import _OF_THE_TURN
from bot.server.labels import fact_labels
from bot.server.site import load_agencies, load_site

DOMAIN = yaml.load((Path(__file__).parents[2] / "domain.yml").read_bytes(), Loader=yaml.CSafeLoader)


@pytest.fixture(scope="module", params=["nl", "en"])
def labels(request: pytest.FixtureRequest) -> dict[str, Any]:
    return fact_labels(load_site(), load_agencies(), load_content(), request.param)


def test_every_fact_and_every_slot_that_is_kept_has_a_name(labels: dict[str, Any]) -> None:
    structs = (facts.Facts, facts.PriorRequest, facts.ActingFor)
    named = {name for kind in structs for name in get_type_hints(kind)}
    kept = set(DOMAIN["slots"]) - _OF_THE_TURN - {"facts", "intake_answer", "erase_requested"}
    assert named | kept <= labels["names"].keys()


def test_yes_and_no_are_words_and_not_yaml_truth_values(labels: dict[str, Any]) -> None:
    """The receipt said "true" and "false"."""
    assert {labels["yes"], labels["no"]} in ({"ja", "nee"}, {"yes", "no"})


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("situation", facts.Situation), ("also", facts.Situation), ("underlying", facts.Situation),
        ("agency", facts.Agency), ("requesting_authority", facts.Agency), ("request_type", facts.Action),
        ("paper_remedy", facts.Action), ("nationality", facts.Nationality), ("whereabouts", facts.Whereabouts),
        ("criminal_case", facts.CriminalCase), ("paper", facts.Paper), ("frequency", facts.Frequency),
        ("list", facts.SanctionsList), ("stage", facts.Stage), ("regime", facts.Regime), ("phase", facts.Phase),
        ("sent_by", facts.Medium), ("status", facts.Status), ("relation", facts.Relation),
    ],
)  # fmt: skip
def test_every_value_of_a_fact_has_a_label(labels: dict[str, Any], fact: str, values: Any) -> None:
    assert set(get_args(values)) <= labels["values"][fact].keys()
