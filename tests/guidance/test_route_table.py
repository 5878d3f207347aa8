"""The route table of `guidance.md`, written out again: which steps must, may and must not stand in a plan.

Nothing here is taken from the code. A row says for one set of key facts which steps a plan needs, in which order,
and which it must never hold; the other facts are drawn at random, so that no combination breaks a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.guidance.content import load_content
from bot.guidance.facts import Situation, parse_facts
from bot.guidance.plan import Plan, make_plan

TODAY = date(2026, 11, 24)
CONTENT = load_content()
LATELY, LONG_AGO = "2026-11-10", "2026-03-10"


class Row(NamedTuple):
    """Key facts, the steps a plan needs in this order, options it needs, and steps it must not hold.

    A step is `agency/action`; `*` stands for any agency or any action.
    """

    facts: dict[str, Any]
    steps: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def row(situation: str, steps: str = "", options: str = "", never: str = "", **facts: Any) -> Row:
    return Row(
        {"situation": situation, **facts}, tuple(steps.split()), tuple(options.split()), tuple(never.split())
    )


HOME = {"whereabouts": "netherlands"}
DECIDED = {"paper": "decision", "paper_sent_on": LATELY}
NO_DUTCH_PRIVACY_BODY = "ap/* ombudsman/*"
ABROAD = "aivd/access mivd/access europol/access"

ROWS = [
    row("stuck_abroad", "buza/contact lawyer/lawyer tr/foreign_redress", never="own_embassy/*", country="TR",
        nationality="nl"),
    row("stuck_abroad", "own_embassy/contact lawyer/lawyer tr/foreign_redress", never="buza/*", country="TR",
        nationality="other"),
    row("stuck_abroad", "lawyer/lawyer tr/foreign_redress", never="buza/* own_embassy/*", country="TR",
        nationality="other", second_nationality="TR"),
    row("held_in_netherlands", "lawyer/lawyer", never="*/access"),
    row("refused_entry_abroad", "tr/foreign_redress police/access kmar/access interpol/access consulate_abroad/contact "
        "buza/contact", ABROAD, "sis/* ind/*", country="TR", nationality="nl", **HOME),
    row("refused_entry_abroad", "ma/foreign_redress police/access kmar/access interpol/access consulate_abroad/contact",
        ABROAD, "sis/* buza/contact", country="MA", nationality="other", **HOME),
    row("refused_entry_abroad", "de/foreign_redress police/access kmar/access sis/access buza/contact", ABROAD,
        "interpol/*", country="DE", nationality="nl_dual", **HOME),
    row("refused_entry_abroad", "police/access kmar/access interpol/access us/foreign_redress", ABROAD, "sis/*",
        country="US", **HOME),
    row("refused_entry_abroad", "buza/contact lawyer/lawyer il/foreign_redress police/access kmar/access", ABROAD,
        country="IL", nationality="nl", whereabouts="stuck_abroad"),
    row("extra_border_checks", "police/access kmar/access sis/access pi_nl/access", never="interpol/*", country="FR",
        **HOME),
    row("extra_border_checks", "police/access kmar/access interpol/access pi_nl/access us/foreign_redress",
        never="sis/*", country="US", **HOME),
    row("travel_permit_refused", "gb/foreign_redress police/access", country="GB", **HOME),
    row("travel_permit_refused", "ma/foreign_redress police/access", country="MA", **HOME),
    row("suspect_police_registration", "police/access kmar/access", "municipality/access", "*/objection */appeal"),
    row("suspect_intelligence_file", "aivd/access aivd/complaint", never=f"{NO_DUTCH_PRIVACY_BODY} aivd/erasure",
        agency="aivd"),
    row("suspect_intelligence_file", "mivd/access mivd/complaint", never=NO_DUTCH_PRIVACY_BODY, agency="mivd"),
    row("suspect_international_alert", "sis/access police/access interpol/access europol/access"),
    row("data_shared_abroad", "police/access kmar/access om/access pi_nl/access europol/access"),
    row("passport_problem", "court/appeal court/interim_relief lawyer/lawyer", never="*/objection municipality/*",
        stage="exit_ban"),
    row("passport_problem", "municipality/hold_request municipality/objection nctv/objection rvig/access lawyer/lawyer",
        never="rvig/objection", agency="nctv", **DECIDED),
    row("entry_ban_netherlands", "police/access", never="ind/* court/appeal", nationality="nl"),
    row("entry_ban_netherlands", "police/access", never="ind/* court/appeal", nationality="nl_dual"),
    row("entry_ban_netherlands", "lawyer/lawyer", never="ind/lifting", stage="border_refusal", nationality="other"),
    row("entry_ban_netherlands", "ind/objection lawyer/lawyer", never="court/appeal ind/lifting sis/access",
        nationality="eu", stage="undesirable", **DECIDED),
    row("entry_ban_netherlands", "lawyer/lawyer court/appeal court/interim_relief sis/access",
        never="ind/lifting ind/objection", nationality="other", stage="entry_ban", **DECIDED),
    row("entry_ban_netherlands", "lawyer/lawyer ind/lifting sis/access", never="court/interim_relief",
        nationality="other", stage="entry_ban", paper="decision", paper_sent_on=LONG_AGO),
    row("status_refused", "lawyer/lawyer ind/access police/access", "aivd/access", nationality="other"),
    row("status_refused", "lawyer/lawyer police/access", "aivd/access", "ind/*", nationality="nl"),
    row("assets_frozen", "lawyer/lawyer finance/exemption buza/objection", never="un/* council_eu/* bank/*", list="nl"),
    row("assets_frozen", "lawyer/lawyer court/appeal council_eu/delisting", never="un/* buza/objection", list="eu"),
    row("assets_frozen", "lawyer/lawyer un/delisting", never="buza/objection council_eu/*", list="un"),
    row("assets_frozen", "lawyer/lawyer bank/complaint", never="buza/objection un/* council_eu/*", list="bank"),
    row("screening_refused", "justis/view", never="aivd/* mivd/* justis/objection", agency="justis", stage="intention"),
    row("screening_refused", "justis/objection court/interim_relief", never="aivd/* justis/view", agency="justis",
        **DECIDED, stage="decision"),
    row("screening_refused", "aivd/objection court/interim_relief", never="justis/* aivd/view", agency="aivd",
        **DECIDED, stage="decision"),
    row("approached_by_authorities", "municipality/access police/access police/complaint discriminatie_nl/contact",
        "lse/contact", agency="police"),
    row("criminal_procedure", "lawyer/lawyer", never="*/access"),
    row("criminal_procedure", "lawyer/lawyer court/appeal court/interim_relief", never="*/access */objection",
        **DECIDED),
    row("mistaken_identity", "police/access kmar/access police/rectification kmar/rectification us/foreign_redress",
        country="US", **HOME),
    row("criminal_case_data", "lawyer/lawyer", never="*/access", criminal_case="running"),
    row("criminal_case_data", "justid/access justid/rectification om/access police/access", criminal_case="none"),
    row("data_incorrect", "police/rectification", agency="police"),
    row("data_incorrect", "buza/rectification", never="police/rectification", agency="buza"),
    row("data_incorrect", "aivd/access aivd/statement", never="aivd/rectification", agency="aivd"),
    row("want_data_removed", "police/access police/rectification police/erasure", agency="police"),
    row("want_data_removed", "mivd/access mivd/statement", never="mivd/erasure", agency="mivd"),
    row("unfair_treatment", "kmar/complaint discriminatie_nl/contact", never="ombudsman/*", agency="kmar"),
    row("unfair_treatment", "aivd/complaint", never="ombudsman/* ctivd/*", agency="aivd"),
    row("unfair_treatment", "ma/foreign_redress", never="ombudsman/* police/*", country="MA", **HOME),
    row("acting_for_other", "buza/contact lawyer/lawyer tr/foreign_redress", underlying="stuck_abroad", country="TR",
        nationality="nl"),
    row("acting_for_other", "aivd/access", agency="aivd"),
]  # fmt: skip


def _request(kind: str, steps: str, options: str = "", never: str = "", **request: Any) -> Row:
    return row(kind, steps, options, never, prior_request={"request_type": "access", **request})


LAW = {
    "police": "wpg", "kmar": "wpg", "sis": "wpg", "pi_nl": "wpg", "om": "wjsg", "justid": "wjsg", "aivd": "wiv",
    "mivd": "wiv", "ind": "avg", "nctv": "avg", "rvig": "avg", "municipality": "avg",
}  # fmt: skip


def _answers() -> Iterator[Row]:
    late = {"status": "pending", "sent_by": "post", "sent_on": "2026-01-05", "received_on": "2026-01-06"}
    for agency, law in LAW.items():
        told = {"agency": agency, "status": "refused", "decision_sent_on": LATELY}
        if law == "wpg":
            yield _request("request_refused", "court/appeal ap/mediation", "", "*/objection", **told)
        elif law == "wiv":
            yield _request("request_refused", f"{agency}/objection", "", "ap/* ombudsman/* */appeal", **told)
        else:
            yield _request("request_refused", f"{agency}/objection", "", "court/appeal", **told)
            yield _request(
                "request_refused", "court/appeal", "ap/mediation", "*/objection", **told, phase="objection"
            )
        if law in ("wpg", "avg", "wjsg"):
            told |= {"phase": "mediation", "phase_ended_on": LATELY}
            yield _request("request_refused", "court/appeal", "", "*/objection ap/*", **told)
        more = "ctivd/complaint" if law == "wiv" else ""
        yield _request(
            "no_reply", f"{agency}/default_notice {more}", "", "court/* ap/*", agency=agency, **late
        )
        yield _request("no_reply", f"{agency}/contact", "", "*/default_notice court/*", agency=agency, status="pending",
                       sent_by="post", received_on=LATELY)  # fmt: skip
    yield _request(
        "request_refused", "edps/complaint", never="ap/* court/*", agency="europol", status="refused"
    )
    yield _request(
        "request_refused", "interpol/revision", never="ap/* court/*", agency="interpol", status="refused"
    )
    yield _request("no_reply", "edps/complaint", never="*/default_notice", agency="europol", **late)
    yield _request("no_reply", "interpol/contact", never="*/default_notice", agency="interpol", **late)
    yield _request(
        "no_reply", "police/access", never="*/default_notice", agency="police", **late | {"sent_by": "email"}
    )


#: Facts that change no row by themselves: dates of journeys, who asks, what was declined.
OTHERS = st.fixed_dictionaries(
    {},
    optional={
        "journey_on": st.sampled_from(["2026-11-30", "2027-03-01"]),
        "no_money": st.just(True),
        "passport_demanded": st.just(True),
        "frequency": st.sampled_from(["once", "repeated"]),
        "event_date": st.sampled_from(["2026-11-01", "2020-05-05"]),
        "acting_for": st.sampled_from([{"relation": "child", "age": 10}, {"relation": "client"}]),
        "declined": st.lists(
            st.sampled_from(["criminal_case", "protection", "paper_sent_on", "agency"]), max_size=2
        ),
        "return_decision": st.booleans(),
    },
)
ALL = [*ROWS, *_answers()]


def _plan(facts: dict[str, Any]) -> Plan:
    return make_plan(parse_facts(facts, today=TODAY), CONTENT)


def _matches(step: str, pattern: str) -> bool:
    return all(
        wanted in ("*", part) for part, wanted in zip(step.split("/"), pattern.split("/"), strict=True)
    )


def _assert_row(facts: dict[str, Any], wanted: Row) -> None:
    plan = _plan(facts)
    steps = [f"{step.agency}/{step.action}" for step in plan.steps if not step.optional]
    options = [f"{step.agency}/{step.action}" for step in plan.steps if step.optional]
    assert [step for step in steps if step in wanted.steps] == list(wanted.steps)
    assert set(wanted.options) <= set(options)
    assert [step for step in steps + options for pattern in wanted.never if _matches(step, pattern)] == []


@pytest.mark.parametrize("wanted", ALL, ids=lambda wanted: str(wanted.facts)[:110])
def test_a_row_of_the_route_table_holds(wanted: Row) -> None:
    _assert_row(wanted.facts, wanted)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(ALL), OTHERS)
def test_no_other_fact_breaks_a_row(wanted: Row, others: dict[str, Any]) -> None:
    _assert_row({**others, **wanted.facts}, wanted)


def test_every_situation_has_a_row() -> None:
    assert {wanted.facts["situation"] for wanted in ALL} == set(get_args(Situation))


GATED = [wanted for wanted in ROWS if "criminal_case" not in wanted.facts]


@pytest.mark.parametrize("wanted", GATED, ids=lambda wanted: str(wanted.facts)[:110])
def test_whatever_the_row_a_running_case_puts_the_lawyer_first_and_takes_access_out(wanted: Row) -> None:
    plan = _plan({**wanted.facts, "criminal_case": "running"})
    assert plan.steps[0].action == "lawyer"
    assert "access" not in {step.action for step in plan.steps}


@pytest.mark.parametrize("wanted", ROWS, ids=lambda wanted: str(wanted.facts)[:110])
def test_whatever_the_row_a_feared_state_hears_nothing(wanted: Row) -> None:
    country = wanted.facts.get("country", "TR")
    facts = {**wanted.facts, "country": country, "protection": True, "feared_states": [country]}
    told = {f"{step.agency}/{step.action}" for step in _plan(facts).steps}
    feared = {"own_embassy/contact", "consulate_abroad/contact", f"{country.lower()}/foreign_redress"}
    ccf = {"interpol/access", "interpol/rectification", "interpol/erasure"}
    assert not told & (feared | ccf)


NAMED = [
    wanted
    for wanted in ROWS
    if wanted.facts["situation"] not in ("held_in_netherlands", "criminal_procedure")
]


@pytest.mark.parametrize("wanted", NAMED, ids=lambda wanted: str(wanted.facts)[:110])
def test_whatever_the_row_a_remedy_on_the_paper_comes_first_after_a_lawyer(wanted: Row) -> None:
    plan = _plan({**wanted.facts, "paper_remedy": "objection", "paper_until": "2026-12-04"})
    first = next(step for step in plan.steps if step.action != "lawyer" or step.your_deadline)
    assert first.action in ("objection", "foreign_redress", "lawyer")
    assert first.your_deadline is not None
    assert first.your_deadline.day == date(2026, 12, 4)


SOON = ("stuck_abroad", "held_in_netherlands")


@given(
    st.lists(
        st.sampled_from(ROWS), min_size=2, max_size=3, unique_by=lambda wanted: wanted.facts["situation"]
    )
)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_several_situations_give_each_step_once_and_the_urgent_first(rows: list[Row]) -> None:
    facts = {name: value for wanted in reversed(rows) for name, value in wanted.facts.items()}
    facts["also"] = [wanted.facts["situation"] for wanted in rows[1:]]
    plan = _plan(facts)
    keys = [(step.agency, step.action, msgspec.json.encode(step.about)) for step in plan.steps]
    assert len(keys) == len(set(keys))
    told = {facts["situation"], *facts["also"], facts.get("underlying")}
    if told & set(SOON) and facts.get("whereabouts") != "netherlands":
        assert plan.urgent
        assert any(step.action in ("lawyer", "contact") for step in plan.steps[:2])
