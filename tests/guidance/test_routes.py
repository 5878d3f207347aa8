"""Which steps each situation gives, in order. `?` marks an option."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from bot.guidance.content import Content
from bot.guidance.facts import Situation
from tests.guidance.conftest import plan_of, step_of, steps_of

HOME = {"whereabouts": "netherlands"}
OPTIONS = ["aivd/access?", "mivd/access?", "europol/access?"]
#: A decision sent two weeks ago, and one whose terms are long over.
LATELY = {"paper": "decision", "paper_sent_on": "2026-11-10"}
LONG_AGO = {"paper": "decision", "paper_sent_on": "2026-06-10"}

CASES: list[tuple[dict[str, Any], list[str]]] = [
    # Held or stranded abroad: who helps, a lawyer there, the country's own card.
    (
        {"situation": "stuck_abroad", "country": "TR"},
        ["buza/contact", "lawyer/lawyer", "tr/foreign_redress"],
    ),
    ({"situation": "stuck_abroad"}, ["buza/contact", "lawyer/lawyer"]),
    (
        {"situation": "stuck_abroad", "country": "MA", "nationality": "other"},
        ["own_embassy/contact", "lawyer/lawyer", "ma/foreign_redress"],
    ),
    ({"situation": "held_in_netherlands"}, ["lawyer/lawyer"]),
    # Refused abroad.
    (
        {"situation": "refused_entry_abroad", "country": "TR", **HOME},
        [
            "tr/foreign_redress", "police/access", "kmar/access", "interpol/access", "consulate_abroad/contact",
            "buza/contact", *OPTIONS,
        ],
    ),
    (
        {"situation": "refused_entry_abroad", "country": "DE", **HOME},
        ["de/foreign_redress", "police/access", "kmar/access", "sis/access", "buza/contact", *OPTIONS],
    ),
    (
        {"situation": "refused_entry_abroad", "country": "US", **HOME},
        [
            "police/access", "kmar/access", "interpol/access", "us/foreign_redress", "consulate_abroad/contact",
            "buza/contact", *OPTIONS,
        ],
    ),
    (
        {"situation": "refused_entry_abroad", "country": "TR", "whereabouts": "stuck_abroad"},
        [
            "buza/contact", "lawyer/lawyer", "tr/foreign_redress", "police/access", "kmar/access", "interpol/access",
            "consulate_abroad/contact", *OPTIONS,
        ],
    ),
    (
        {"situation": "refused_entry_abroad", "country": "SR", **HOME},
        [
            "police/access", "kmar/access", "interpol/access", "sr/foreign_redress", "consulate_abroad/contact",
            "buza/contact", *OPTIONS,
        ],
    ),
    ({"situation": "refused_entry_abroad"}, ["police/access", "kmar/access", "buza/contact", *OPTIONS]),
    (
        {"situation": "extra_border_checks", "country": "US"},
        ["police/access", "kmar/access", "interpol/access", "pi_nl/access", "us/foreign_redress"],
    ),
    (
        {"situation": "extra_border_checks", "country": "FR"},
        ["police/access", "kmar/access", "sis/access", "pi_nl/access"],
    ),
    ({"situation": "travel_permit_refused", "country": "GB"}, ["gb/foreign_redress", "police/access"]),
    # Records.
    (
        {"situation": "suspect_police_registration"},
        ["police/access", "kmar/access", "municipality/access?"],
    ),
    ({"situation": "suspect_intelligence_file"}, ["aivd/access", "aivd/complaint"]),
    ({"situation": "suspect_intelligence_file", "agency": "mivd"}, ["mivd/access", "mivd/complaint"]),
    (
        {"situation": "suspect_international_alert"},
        ["sis/access", "police/access", "interpol/access", "europol/access"],
    ),
    (
        {"situation": "data_shared_abroad"},
        ["police/access", "kmar/access", "om/access", "pi_nl/access", "europol/access"],
    ),
    (
        {"situation": "mistaken_identity", "country": "US"},
        ["police/access", "kmar/access", "police/rectification", "kmar/rectification", "us/foreign_redress"],
    ),
    ({"situation": "data_incorrect", "agency": "om"}, ["om/rectification"]),
    ({"situation": "data_incorrect", "agency": "aivd"}, ["aivd/access", "aivd/statement"]),
    ({"situation": "data_incorrect", "agency": "ind", "nationality": "nl"}, ["police/rectification"]),
    (
        {"situation": "want_data_removed", "agency": "police"},
        ["police/access", "police/rectification", "police/erasure"],
    ),
    (
        {"situation": "want_data_removed"},
        [
            "police/access", "police/rectification", "police/erasure", "sis/access", "sis/erasure",
            "interpol/access", "interpol/erasure",
        ],
    ),
    # Passport.
    (
        {"situation": "passport_problem", "stage": "exit_ban"},
        ["court/appeal", "court/interim_relief", "lawyer/lawyer"],
    ),
    (
        {"situation": "passport_problem", **LATELY},
        ["municipality/hold_request", "municipality/objection", "nctv/objection", "rvig/access", "lawyer/lawyer"],
    ),
    (
        {"situation": "passport_problem", "stage": "intention"},
        ["municipality/hold_request", "nctv/objection", "rvig/access", "lawyer/lawyer"],
    ),
    (
        {"situation": "passport_problem", "requesting_authority": "om"},
        ["municipality/hold_request", "municipality/objection", "om/objection", "rvig/access", "lawyer/lawyer"],
    ),
    # Entry ban and status.
    ({"situation": "entry_ban_netherlands", "nationality": "nl"}, ["police/access", "kmar/access"]),
    ({"situation": "entry_ban_netherlands", "paper": "form"}, ["lawyer/lawyer"]),
    (
        {"situation": "entry_ban_netherlands", "nationality": "eu", **LATELY},
        ["ind/objection", "lawyer/lawyer"],
    ),
    (
        {"situation": "entry_ban_netherlands", "nationality": "eu", **LONG_AGO},
        ["ind/objection", "lawyer/lawyer", "ind/lifting"],
    ),
    (
        {"situation": "entry_ban_netherlands", "nationality": "other", **LATELY},
        ["lawyer/lawyer", "court/appeal", "court/interim_relief", "sis/access"],
    ),
    (
        {"situation": "entry_ban_netherlands", "nationality": "other", **LONG_AGO},
        ["lawyer/lawyer", "court/appeal", "ind/lifting", "sis/access"],
    ),
    (
        {"situation": "entry_ban_netherlands", "nationality": "other", "stage": "undesirable", **LATELY},
        ["lawyer/lawyer", "ind/objection", "sis/access"],
    ),
    (
        {"situation": "status_refused", "nationality": "other"},
        ["lawyer/lawyer", "ind/access", "police/access", "aivd/access?"],
    ),
    ({"situation": "status_refused", "nationality": "nl"}, ["lawyer/lawyer", "police/access", "aivd/access?"]),
    # Money.
    ({"situation": "assets_frozen"}, ["lawyer/lawyer"]),
    ({"situation": "assets_frozen", "list": "nl"}, ["lawyer/lawyer", "finance/exemption", "buza/objection"]),
    ({"situation": "assets_frozen", "agency": "buza"}, ["lawyer/lawyer", "finance/exemption", "buza/objection"]),
    ({"situation": "assets_frozen", "list": "eu"}, ["lawyer/lawyer", "court/appeal", "council_eu/delisting"]),
    ({"situation": "assets_frozen", "list": "un"}, ["lawyer/lawyer", "un/delisting"]),
    ({"situation": "assets_frozen", "list": "bank"}, ["lawyer/lawyer", "bank/complaint"]),
    # Screening.
    ({"situation": "screening_refused", "agency": "justis", "stage": "intention"}, ["justis/view"]),
    (
        {"situation": "screening_refused", "agency": "justis", **LATELY},
        ["justis/objection", "court/interim_relief"],
    ),
    ({"situation": "screening_refused", "agency": "aivd", "stage": "intention"}, ["aivd/view"]),
    (
        {"situation": "screening_refused", "agency": "mivd", "stage": "decision"},
        ["mivd/objection", "court/interim_relief"],
    ),
    # People and criminal law.
    (
        {"situation": "approached_by_authorities"},
        ["municipality/access", "police/access", "police/complaint", "discriminatie_nl/contact", "lse/contact?"],
    ),
    ({"situation": "unfair_treatment", "agency": "kmar"}, ["kmar/complaint", "discriminatie_nl/contact"]),
    ({"situation": "unfair_treatment", "agency": "aivd"}, ["aivd/complaint"]),
    ({"situation": "unfair_treatment", "country": "MA"}, ["ma/foreign_redress"]),
    ({"situation": "criminal_procedure"}, ["lawyer/lawyer"]),
    (
        {"situation": "criminal_procedure", **LATELY},
        ["lawyer/lawyer", "court/appeal", "court/interim_relief"],
    ),
    ({"situation": "criminal_case_data", "criminal_case": "running"}, ["lawyer/lawyer"]),
    (
        {"situation": "criminal_case_data"},
        ["justid/access", "justid/rectification", "om/access", "police/access"],
    ),
    # For somebody else: their situation, else the agency the question is about.
    (
        {"situation": "acting_for_other", "underlying": "stuck_abroad", "country": "TR"},
        ["buza/contact", "lawyer/lawyer", "tr/foreign_redress"],
    ),
    ({"situation": "acting_for_other", "agency": "aivd"}, ["aivd/access", "aivd/complaint"]),
    ({"situation": "acting_for_other", "agency": "nctv"}, ["nctv/access"]),
    ({"situation": "acting_for_other"}, ["police/access", "kmar/access", "municipality/access?"]),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "steps"), CASES, ids=lambda value: str(value)[:70])
def test_a_situation_gives_its_steps_in_order(
    content: Content, facts: dict[str, Any], steps: list[str]
) -> None:
    assert steps_of(content, **facts) == steps


def test_every_situation_stands_in_the_table() -> None:
    answered_elsewhere = {"request_refused", "no_reply"}  # test_requests.py
    assert {facts["situation"] for facts, _ in CASES} | answered_elsewhere == set(get_args(Situation))


def test_several_situations_give_one_plan_without_double_steps(content: Content) -> None:
    also = ["extra_border_checks", "approached_by_authorities"]
    steps = steps_of(content, situation="suspect_police_registration", also=also)
    assert steps == [
        "police/access", "kmar/access", "sis/access", "pi_nl/access", "municipality/access", "police/complaint",
        "discriminatie_nl/contact", "lse/contact?",
    ]  # fmt: skip


def test_a_situation_that_cannot_wait_comes_first_wherever_it_was_told(content: Content) -> None:
    steps = steps_of(content, situation="suspect_police_registration", also=["stuck_abroad"], country="MA")
    assert steps[:4] == ["buza/contact", "lawyer/lawyer", "ma/foreign_redress", "police/access"]


def test_back_home_a_stranded_person_is_a_refused_one(content: Content) -> None:
    told = {"country": "TR", **HOME}
    assert steps_of(content, situation="stuck_abroad", **told) == steps_of(
        content, situation="refused_entry_abroad", **told
    )


def test_the_number_of_foreign_affairs_is_in_the_first_words(content: Content) -> None:
    plan = plan_of(content, situation="stuck_abroad")
    assert plan.urgent
    assert "+31 247 247 247" in plan.steps[0].title.nl
    assert "informeer de Nederlandse ambassade" in plan.steps[0].how[0].nl


def test_a_dual_national_hears_that_help_may_be_limited(content: Content) -> None:
    step = step_of(content, "buza/contact", situation="stuck_abroad", nationality="nl_dual")
    assert any("andere nationaliteit" in line.nl for line in step.how)


def test_the_israeli_hours_are_over_once_home(content: Content) -> None:
    there = step_of(content, "il/foreign_redress", situation="stuck_abroad", country="IL")
    assert there.your_deadline is not None
    assert "4 uur" in there.your_deadline.rule.nl
    assert not there.your_deadline.past
    assert "il/foreign_redress" in steps_of(content, situation="refused_entry_abroad", country="IL", **HOME)


def test_a_canadian_letter_has_sixty_days(content: Content) -> None:
    step = step_of(
        content, "ca/foreign_redress", situation="refused_entry_abroad", country="CA", paper="decision",
        paper_sent_on="2026-11-02", **HOME,
    )  # fmt: skip
    assert step.your_deadline is not None
    assert (
        str(step.your_deadline.day) == "2026-12-31"
    )  # 1 January is no working day, and foreign terms never move later


def test_the_window_for_recipients_moves_every_day(content: Content) -> None:
    step = step_of(content, "police/access", situation="data_shared_abroad", event_date="2022-12-05")
    assert step.your_deadline is not None
    assert str(step.your_deadline.day) == "2026-12-05"  # a Saturday: terms in years do not move
    later = step_of(content, "police/access", situation="data_shared_abroad", event_date="2021-12-05")
    assert later.your_deadline is None
    assert later.letter is not None
    assert any("langer dan 4 jaar geleden" in line.nl for line in later.how)


def test_a_turkish_ban_keeps_its_term_where_a_visa_was_refused_too(content: Content) -> None:
    step = step_of(
        content, "tr/foreign_redress", situation="refused_entry_abroad", also=["travel_permit_refused"],
        country="TR", paper="decision", paper_sent_on="2026-11-02", **HOME,
    )  # fmt: skip
    assert step.your_deadline is not None
    assert str(step.your_deadline.day) == "2026-12-31"


def test_a_refused_visa_has_a_next_step_also_where_the_country_has_none_of_its_own(content: Content) -> None:
    assert steps_of(content, situation="travel_permit_refused", country="MA") == [
        "ma/foreign_redress",
        "police/access",
    ]


def test_a_namesake_is_not_sent_to_the_court_of_a_state_that_decided_nothing(content: Content) -> None:
    told = {"situation": "mistaken_identity", "country": "DE"}
    assert "de/foreign_redress" not in steps_of(content, **told)
    assert "de/foreign_redress" in steps_of(content, **told, paper="decision")


def test_a_remedy_that_runs_comes_before_requests_of_another_situation(content: Content) -> None:
    steps = steps_of(content, situation="suspect_police_registration", also=["passport_problem"], **LATELY)
    assert steps[0] == "municipality/hold_request"
    assert steps.index("lawyer/lawyer") < steps.index("police/access")


def test_a_merged_lawyer_says_what_every_situation_needs(content: Content) -> None:
    step = plan_of(content, situation="status_refused", also=["assets_frozen", "criminal_procedure"]).steps[0]
    told = " ".join(line.nl for line in step.how)
    assert step.title.nl == "Praat met een advocaat voordat u iets verklaart"
    assert "Lees vandaag welke weg" in told
    assert "Geef geen uitleg over geld" in told


def test_an_unknown_screening_says_first_for_which_paper_each_step_is_meant(content: Content) -> None:
    plan = plan_of(content, situation="screening_refused")
    titles = [step.title.nl for step in plan.steps if step.action in ("view", "objection")]
    assert len(titles) == len([title for title in titles if "?" in title]) == 4
    assert "agency" in plan.questions


def test_interim_relief_needs_an_objection_that_can_still_be_made(content: Content) -> None:
    told = {"situation": "screening_refused", "agency": "justis", "stage": "decision"}
    assert "court/interim_relief" in steps_of(content, **told)
    assert "court/interim_relief" not in steps_of(content, **told, paper_sent_on="2026-06-01")


def test_border_data_asked_for_again_have_the_term_of_the_privacy_law(content: Content) -> None:
    told = {
        "agency": "kmar",
        "request_type": "access",
        "regime": "avg",
        "phase": "objection",
        "status": "refused",
    }
    step = step_of(
        content,
        "kmar/access",
        situation="request_refused",
        prior_request={**told, "decided_on": "2026-06-12"},
    )
    assert step.agency_deadline is not None
    assert step.agency_deadline.rule.nl.startswith("1 maand")


def test_a_criminal_judgment_is_not_given_six_weeks(content: Content) -> None:
    step = step_of(content, "court/appeal", situation="criminal_procedure", **LATELY)
    assert step.title.nl.startswith("Meldplicht, gebiedsverbod of uitreisverbod?")
    assert "vonnis" in step.how[0].nl
    assert step.your_deadline is not None
    assert step.your_deadline.day is None
    exit_ban = step_of(content, "court/appeal", situation="criminal_procedure", **LATELY, stage="exit_ban")
    assert exit_ban.your_deadline is not None
    assert str(exit_ban.your_deadline.day) == "2026-12-22"


def test_europol_corrects_only_for_whoever_has_seen_the_data(content: Content) -> None:
    told = {"situation": "data_incorrect", "agency": "europol"}
    assert steps_of(content, **told) == ["europol/access", "europol/rectification"]


def test_somebody_who_may_not_ask_now_is_not_told_that_asking_is_always_allowed(content: Content) -> None:
    told = {"situation": "suspect_police_registration"}
    allowed = "U mag dit altijd vragen"
    assert any(allowed in line.nl for line in plan_of(content, **told).expectations)
    running = plan_of(content, **told, criminal_case="running").expectations
    assert not any(allowed in line.nl for line in running)


def test_whoever_complains_of_a_foreign_consulate_is_not_sent_to_the_dutch_police(content: Content) -> None:
    told = {"situation": "unfair_treatment", "country": "MA", "agency": "consulate_abroad"}
    assert steps_of(content, **told) == ["ma/foreign_redress"]


def test_a_complaint_after_its_year_opens_no_new_term(content: Content) -> None:
    told = {"situation": "unfair_treatment", "agency": "kmar", "event_date": "2025-06-01"}
    step = step_of(content, "kmar/complaint", **told)
    assert step.your_deadline is not None
    assert step.your_deadline.past
    assert not any("nieuwe termijn" in line.nl for line in step.how)


def test_a_passport_alert_is_not_over_by_the_date_of_the_passport_letter_alone(content: Content) -> None:
    step = step_of(content, "nctv/objection", situation="passport_problem", **LONG_AGO)
    assert any("Kreeg u nooit zo'n brief?" in line.nl for line in step.how)


@pytest.mark.parametrize(("situation", "agency"), [("passport_problem", "nctv"), ("assets_frozen", "buza")])
def test_mediation_is_not_offered_where_the_objection_was_not_about_data(
    content: Content, situation: str, agency: str
) -> None:
    told = {"agency": agency, "request_type": "objection", "phase": "objection", "status": "refused"}
    steps = steps_of(content, situation=situation, prior_request={**told, "decision_sent_on": "2026-11-10"})
    assert "court/appeal" in steps
    assert not any(step.startswith("ap/") for step in steps)
