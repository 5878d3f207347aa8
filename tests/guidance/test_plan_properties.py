"""What holds for every plan, whatever the facts: nothing forbidden, nothing double, nothing without words."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings

from bot.guidance.case import Case, is_answered
from bot.guidance.content import load_content
from bot.guidance.deadlines import is_working_day
from bot.guidance.facts import Facts
from bot.guidance.plan import Plan, encode_plan, make_plan
from tests.guidance.strategies import FACTS

CONTENT = load_content()
SERVICES = ("aivd", "mivd")
every_case = settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def _plan(facts: Facts) -> Plan:
    return make_plan(facts, CONTENT)


def _keys(plan: Plan) -> list[tuple[str, str]]:
    return [(step.agency, step.action) for step in plan.steps]


@every_case
@given(FACTS)
def test_a_plan_has_steps_in_words_and_both_languages(facts: Facts) -> None:
    plan = _plan(facts)
    assert plan.steps
    for step in plan.steps:
        texts = [step.title, step.why, *step.how, step.legal_basis, step.cost, step.if_refused, step.expect]
        texts += [deadline.rule for deadline in (step.agency_deadline, step.your_deadline) if deadline]
        assert all(text.nl and text.en and "{" not in text.nl + text.en for text in texts)
        assert step.how
        assert step.sources


@every_case
@given(FACTS)
def test_the_same_facts_give_the_same_bytes(facts: Facts) -> None:
    again = msgspec.convert(msgspec.to_builtins(facts), Facts)
    assert encode_plan(_plan(facts)) == encode_plan(_plan(again))


@every_case
@given(FACTS)
def test_no_step_is_there_twice_and_options_come_last(facts: Facts) -> None:
    plan = _plan(facts)
    keys = [(step.agency, step.action, step.about) for step in plan.steps]
    assert len(keys) == len(set(keys))
    optional = [step.optional for step in plan.steps]
    assert optional == sorted(optional)


@every_case
@given(FACTS)
def test_a_lapsed_remedy_has_no_letter_and_is_never_also_doubtful(facts: Facts) -> None:
    for step in _plan(facts).steps:
        if step.your_deadline and step.your_deadline.past:
            assert step.letter is None
            assert not step.your_deadline.maybe_past
            assert "voorbij" in step.why.nl


@every_case
@given(FACTS)
def test_a_declined_or_known_fact_is_never_asked(facts: Facts) -> None:
    questions = _plan(facts).questions
    assert not set(questions) & set(facts.declined)
    assert all(facts.told(name) is None for name in questions)
    assert len(questions) == len(set(questions))


@every_case
@given(FACTS)
def test_with_a_criminal_case_the_lawyer_is_first_and_nothing_asks_for_access_while_it_runs(
    facts: Facts,
) -> None:
    case = Case(facts, CONTENT.countries)
    if case.criminal_case in (None, "none"):
        return
    keys = _keys(_plan(facts))
    assert keys[0] == ("lawyer", "lawyer")
    if case.criminal_case in ("running", "sentence_open"):
        assert "access" not in {action for _, action in keys}


@every_case
@given(FACTS)
def test_nothing_is_told_to_a_feared_state(facts: Facts) -> None:
    case = Case(facts, CONTENT.countries)
    if not case.is_protected:
        return
    keys = _keys(_plan(facts))
    assert ("own_embassy", "contact") not in keys
    assert not {("interpol", "access"), ("interpol", "erasure"), ("interpol", "rectification")} & set(keys)
    if case.abroad and case.fears(case.abroad):
        assert ("consulate_abroad", "contact") not in keys
        assert (case.abroad.lower(), "foreign_redress") not in keys


@every_case
@given(FACTS)
def test_nobody_is_sent_where_they_cannot_go(facts: Facts) -> None:
    case = Case(facts, CONTENT.countries)
    keys = _keys(_plan(facts))
    asked = {told.agency for told in case.requests}
    if case.is_dutch and "ind" not in asked and facts.paper_remedy is None:
        assert "ind" not in {agency for agency, _ in keys}
    if case.is_foreign:
        assert ("buza", "contact") not in keys
    for step in _plan(facts).steps:
        about = step.about.agency if step.about else None
        if facts.paper_remedy is None:
            assert not (about in SERVICES and step.agency in ("ap", "ombudsman"))
    for service in SERVICES:
        assert not {(service, "rectification"), (service, "erasure")} & set(keys) or _named(facts, service)


def _named(facts: Facts, agency: str) -> bool:
    """A right that does not exist is only answered where the person already asked for it, or their paper names it."""
    return facts.paper_remedy is not None or any(told.agency == agency for told in facts.prior_requests)


@every_case
@given(FACTS)
def test_a_decision_under_police_law_has_no_objection(facts: Facts) -> None:
    if facts.paper_remedy is not None:
        return
    regimes = {told.agency: told.regime for told in facts.prior_requests}
    for step in _plan(facts).steps:
        if step.action == "objection" and step.agency in ("police", "kmar", "sis", "pi_nl"):
            assert regimes.get(step.agency) == "avg"


@every_case
@given(FACTS)
def test_erasure_never_comes_before_access(facts: Facts) -> None:
    case = Case(facts, CONTENT.countries)
    keys = _keys(_plan(facts))
    answered = {told.agency for told in case.requests if is_answered(told)}
    for place, (agency, action) in enumerate(keys):
        if action == "erasure" and agency not in answered and facts.paper_remedy is None:
            assert (agency, "access") in keys[:place]


@every_case
@given(FACTS)
def test_lifting_never_comes_while_an_appeal_runs(facts: Facts) -> None:
    plan = _plan(facts)
    if facts.paper_remedy is not None or ("ind", "lifting") not in _keys(plan):
        return
    for step in plan.steps:
        about = step.about.agency if step.about else step.agency
        if about == "ind" and step.action in ("appeal", "objection"):
            assert step.your_deadline is not None
            assert step.your_deadline.past


@every_case
@given(FACTS)
def test_a_notice_of_default_only_follows_a_term_that_is_over(facts: Facts) -> None:
    for step in _plan(facts).steps:
        if step.action == "default_notice" and facts.paper_remedy is None:
            assert step.agency_deadline is not None
            assert step.agency_deadline.day is not None
            assert facts.today > step.agency_deadline.day


@every_case
@given(FACTS)
def test_own_days_of_dutch_law_are_working_days(facts: Facts) -> None:
    for step in _plan(facts).steps:
        term = step.your_deadline
        by_law = (
            step.agency in ("court", "ap", "municipality", "justis", "ind", "nctv")
            and step.action != "complaint"
        )
        if term and term.day and by_law and term.day != facts.paper_until:
            assert is_working_day(term.day)
