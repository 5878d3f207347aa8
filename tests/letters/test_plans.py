"""Every letter that a plan names can be drafted, and says whose decision it answers."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.guidance.content import Content
from bot.guidance.facts import Agency, Situation
from bot.guidance.plan import make_plan
from bot.letters import draft_letter
from tests.letters.conftest import facts_of

KNOWN = [
    {},
    {"nationality": "nl", "country": "TR"},
    {"nationality": "other", "stage": "entry_ban", "paper_sent_on": "2026-11-10"},
    {"nationality": "eu", "stage": "undesirable", "paper_sent_on": "2026-11-10"},
    {"stage": "exit_ban"},
    {"stage": "intention"},
    {"list": "nl"},
    {"list": "eu"},
    {"list": "un"},
    {"list": "bank"},
]
ASKED = (
    "police",
    "kmar",
    "om",
    "justid",
    "aivd",
    "ind",
    "nctv",
    "buza",
    "interpol",
    "europol",
    "sis",
    "pi_nl",
)
STATES = [
    {"status": "pending", "sent_on": "2026-05-01", "received_on": "2026-05-02"},
    {"status": "refused", "decided_on": "2026-11-10", "decision_sent_on": "2026-11-11"},
    {"status": "no_data", "decided_on": "2026-11-10"},
    {"status": "more_wanted"},
]


@pytest.mark.parametrize("situation", get_args(Situation))
def test_each_letter_of_a_situation_can_be_drafted(content: Content, situation: str):
    known = [*KNOWN, *({"agency": agency} for agency in get_args(Agency))]
    for told in known:
        facts = facts_of(situation=situation, **told)
        for step in make_plan(facts, content).steps:
            if step.letter:
                letter = draft_letter(step.letter.agency, step.letter.type, facts, content, step.letter.about)
                assert (letter.agency, letter.action) == (step.agency, step.action)


@pytest.mark.parametrize("agency", ASKED)
@pytest.mark.parametrize("regime", [None, "wpg", "avg"])
@pytest.mark.parametrize("phase", ["request", "objection", "mediation"])
def test_each_letter_after_a_request_can_be_drafted(
    content: Content, agency: str, regime: str | None, phase: str
):
    for state in STATES:
        request = {"agency": agency, "request_type": "access", "regime": regime, "phase": phase, **state}
        facts = facts_of(situation="request_refused", prior_requests=[request])
        for step in make_plan(facts, content).steps:
            if step.letter:
                letter = draft_letter(step.letter.agency, step.letter.type, facts, content, step.letter.about)
                assert (letter.agency, letter.action) == (step.agency, step.action)
