"""Which facts would change a plan, in the order in which they are asked, and how they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from bot.guidance.assemble import assemble, is_urgent
from bot.guidance.case import Case, is_answered
from bot.guidance.facts import ActingFor, Facts, PriorRequest, Situation, Stage
from bot.guidance.refs import StepRef
from bot.guidance.territories import FREE_MOVEMENT
from bot.guidance.text import Text

if TYPE_CHECKING:
    from bot.guidance.content import Content
    from bot.guidance.plan import Plan


#: In a text the name of the country in question, in a value its code.
_COUNTRY: Final = "{country}"
#: In a value: the nationality of whoever holds only that of the country.
_FOREIGN: Final = "{foreign}"


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer one can press; `says` are words people type for it.

    A value that is a mapping tells several facts at once. `situations` are those in which the answer makes sense;
    without them it always does.
    """

    label: Text
    value: Any = None
    says: Mapping[str, tuple[str, ...]] = {}
    situations: tuple[Situation, ...] = ()


class CountryQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a fact is asked where the country in question is known: texts and values may hold `{country}`.

    A value may also hold `{foreign}`: `eu` or `other`, as that country is one of free movement or not.
    """

    text: Text
    reason: Text
    options: tuple[Option, ...]


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a fact is asked: the words, the reason, the answers. Every question can be skipped."""

    fact: str
    kind: Literal["choice", "date", "country", "agency"]
    text: Text
    reason: Text
    skip: Text
    sources: tuple[str, ...]
    options: tuple[Option, ...] = ()
    of_country: CountryQuestion | None = None


def next_question(plan: Plan, content: Content, facts: Facts) -> Question | None:
    """The first question of a plan as it is asked for these facts, or None where nothing would change it."""
    return question_about(plan.questions[0], content, facts) if plan.questions else None


def question_about(name: str, content: Content, facts: Facts) -> Question:
    """How a fact is asked: of the country by its name where it is known, with the answers the situation allows.

    Args:
        name: a fact that has a question (`bot/content/questions`).
        content: all guidance content.
        facts: what is known so far.
    """
    question, case = content.questions[name], Case(facts, content.countries)
    if question.of_country is not None and case.abroad is not None:
        named = content.country_names[case.abroad]
        question = _of_country(question, question.of_country, case.abroad, named)
    situations = frozenset(_asked_situations(case))
    offered = (
        option for option in question.options if not option.situations or situations & {*option.situations}
    )
    return msgspec.structs.replace(question, options=tuple(offered))


def _of_country(question: Question, asked: CountryQuestion, code: str, name: Text) -> Question:
    values = {"country": name}
    options = (
        msgspec.structs.replace(
            option, label=option.label.filled(values), value=_with_code(option.value, code)
        )
        for option in asked.options
    )
    return msgspec.structs.replace(
        question, text=asked.text.filled(values), reason=asked.reason.filled(values), options=tuple(options)
    )


def _with_code(value: Any, code: str) -> Any:
    if not isinstance(value, Mapping):
        return value
    filled = {_COUNTRY: code, _FOREIGN: "eu" if code in FREE_MOVEMENT else "other"}
    return {name: filled.get(part, part) for name, part in value.items()}


#: Facts that gate everything come first: where the person is, their paper, a criminal case.
_GATES: Final = {
    "underlying": 0,
    "whereabouts": 0,
    "country": 0,
    "paper": 1,
    "paper_sent_on": 1,
    "paper_date": 1,
    "paper_until": 1,
    "event_date": 1,
    "criminal_case": 2,
}
_AFTER_GATES: Final = 3
_PAPER: Final = ("paper", "paper_sent_on", "paper_date", "paper_until")
#: What may be asked in a situation. A fact is asked only where a value of it would change the plan; `journey_on`,
#: `no_money`, `passport_demanded` and the like never, they count where a person says them.
_ASKED: Final[dict[str, tuple[str, ...]]] = {
    "stuck_abroad": ("country", "paper", "paper_until", "criminal_case", "nationality", "protection"),
    "held_in_netherlands": ("paper", "paper_until", "nationality"),
    "refused_entry_abroad": (
        "whereabouts", "country", *_PAPER, "event_date", "criminal_case", "nationality", "second_nationality",
        "protection",
    ),
    "extra_border_checks": ("country", "criminal_case", "protection"),
    "travel_permit_refused": ("country", *_PAPER, "criminal_case", "protection"),
    "suspect_police_registration": ("criminal_case",),
    "suspect_intelligence_file": ("criminal_case", "agency"),
    "suspect_international_alert": ("criminal_case", "protection"),
    "data_shared_abroad": ("event_date", "criminal_case"),
    "passport_problem": (*_PAPER, "criminal_case", "stage", "requesting_authority"),
    "entry_ban_netherlands": (*_PAPER, "criminal_case", "nationality", "stage"),
    "status_refused": ("paper", "paper_until", "criminal_case", "nationality"),
    "assets_frozen": ("criminal_case", "list", "paper_sent_on", "paper_until"),
    "screening_refused": (*_PAPER, "criminal_case", "agency", "stage"),
    "approached_by_authorities": ("criminal_case", "agency"),
    "criminal_procedure": _PAPER,
    "mistaken_identity": ("country", "criminal_case", "protection"),
    "criminal_case_data": ("criminal_case",),
    "data_incorrect": ("criminal_case", "agency"),
    "want_data_removed": ("criminal_case", "agency", "protection"),
    "request_refused": (
        "prior_request.agency", "prior_request.regime", "prior_request.decision_sent_on", "prior_request.decided_on",
        "prior_request.phase", "prior_request.phase_ended_on", "prior_request.status",
    ),
    "no_reply": (
        "prior_request.agency", "prior_request.sent_by", "prior_request.sent_on", "prior_request.received_on",
        "prior_request.extended_until",
    ),
    "unfair_treatment": ("criminal_case", "agency", "country", "event_date", "protection"),
    "acting_for_other": ("underlying", "criminal_case", "agency", "acting_for.age"),
}  # fmt: skip
_EARLIER: Final = (
    "prior_request.decision_sent_on",
    "prior_request.decided_on",
    "prior_request.extended_until",
)


def open_questions(case: Case, steps: tuple[StepRef, ...]) -> tuple[str, ...]:
    """The facts that would change this plan, in the order in which they are asked; never a declined one."""
    now = _outcome(case, steps)
    asked = dict.fromkeys(name for situation in _asked_situations(case) for name in _ASKED[situation])
    if case.facts.prior_requests:
        asked |= dict.fromkeys(_EARLIER)
    ordered = sorted(asked, key=lambda name: _GATES.get(name, _AFTER_GATES))
    return tuple(name for name in ordered if _would_change(name, case, steps, now))


def _asked_situations(case: Case) -> Iterator[str]:
    if "acting_for_other" in (case.facts.situation, *case.facts.also):
        yield "acting_for_other"
    yield from case.situations


def _outcome(case: Case, steps: tuple[StepRef, ...]) -> tuple[object, ...]:
    return steps, is_urgent(case, steps), case.other_person


def _would_change(name: str, case: Case, steps: tuple[StepRef, ...], now: tuple[object, ...]) -> bool:
    if name in case.facts.declined or _is_known(name, case.facts) or not _makes_sense(name, case, steps):
        return False
    for facts in _trials(name, case):
        other = Case(facts, case.countries)
        if _outcome(other, assemble(other)) != now:
            return True
    return False


def _is_known(name: str, facts: Facts) -> bool:
    """Whether it was told, also where it was told of the paper or the agency instead of the request."""
    twin = {
        "prior_request.agency": "agency",
        "prior_request.decision_sent_on": "paper_sent_on",
        "prior_request.decided_on": "paper_date",
    }.get(name)
    return facts.told(name) is not None or (twin is not None and facts.told(twin) is not None)


def _makes_sense(name: str, case: Case, steps: tuple[StepRef, ...]) -> bool:
    """Whether the question can be asked at all before or after what is known."""
    facts = case.facts
    on_paper = facts.paper in ("decision", "form")
    match name:
        case "paper_sent_on":
            return facts.paper != "none"
        case "paper_date":
            return on_paper and "paper_sent_on" in facts.declined
        case "paper_until":
            return (on_paper or facts.list == "eu") and not any(step.your and step.your.day for step in steps)
        case "event_date":
            return facts.paper == "none" or "paper" not in _ASKED[case.situations[0]]
        case "second_nationality":
            return facts.nationality == "nl_dual"
        case "prior_request.regime":
            return any(told.agency == "kmar" for told in case.requests[:1])
        case "prior_request.decided_on":
            return "prior_request.decision_sent_on" in facts.declined
        case "prior_request.phase_ended_on":
            return any(told.phase == "mediation" for told in case.requests[:1])
        case "prior_request.decision_sent_on":
            return any(is_answered(told) and told.phase != "mediation" for told in case.requests[:1])
        case "prior_request.extended_until":
            return any(step.variant == "extension" for step in steps)
        case "acting_for.age":
            return facts.acting_for is None or facts.acting_for.relation in (None, "child", "sibling")
        case _:
            return True


def _trials(name: str, case: Case) -> Iterator[Facts]:
    """The facts with a few telling values of the one that is unknown."""
    head, facts = name.partition(".")[0], case.facts
    for values in _telling(name, facts, case.situations):
        if head == "prior_request":
            first, *others = facts.prior_requests or (PriorRequest(),)
            changed = msgspec.structs.replace(first, **values)
            yield msgspec.structs.replace(facts, prior_requests=(changed, *others))
        elif head == "acting_for":
            changed_for = msgspec.structs.replace(facts.acting_for or ActingFor(), **values)
            yield msgspec.structs.replace(facts, acting_for=changed_for)
        else:
            yield msgspec.structs.replace(facts, **values)


def _telling(name: str, facts: Facts, asked: Iterable[str]) -> Iterable[dict[str, Any]]:
    lately, later = facts.today - timedelta(days=10), facts.today + timedelta(days=20)
    part = name.rpartition(".")[2]
    if part in _PAST:
        return [{part: lately}]
    if part in ("paper_until", "extended_until"):
        return [{part: later}]
    if part in ("sent_on", "received_on"):
        return [{part: lately}, {part: facts.today - timedelta(days=150)}]
    if name == "stage":
        return [{part: stage} for situation in asked for stage in _STAGES.get(situation, ())]
    if name == "nationality" and facts.country:
        return [{part: "nl_dual", "second_nationality": facts.country}, *_TELLING[part]]
    if name == "second_nationality":
        return [{part: facts.country}]
    return _TELLING[part]


_PAST: Final = frozenset(
    {"paper_sent_on", "paper_date", "event_date", "decision_sent_on", "decided_on", "phase_ended_on"}
)
#: The stages that a situation knows (the fact table of `guidance.md`).
_STAGES: Final[dict[str, tuple[Stage, ...]]] = {
    "screening_refused": ("intention", "decision"),
    "passport_problem": ("intention", "decision", "exit_ban"),
    "entry_ban_netherlands": ("border_refusal", "entry_ban", "undesirable", "sis_refusal"),
}
_TELLING: Final[dict[str, list[dict[str, Any]]]] = {
    "underlying": [{"underlying": "stuck_abroad"}, {"underlying": "status_refused"}],
    "whereabouts": [{"whereabouts": "stuck_abroad"}],
    "country": [{"country": "TR"}, {"country": "US"}],
    "paper": [{"paper": "decision", "paper_remedy": "appeal"}],
    "criminal_case": [{"criminal_case": "running"}],
    "nationality": [{"nationality": "other"}, {"nationality": "nl"}, {"nationality": "eu"}],
    "protection": [{"protection": True}],
    "agency": [{"agency": "kmar"}, {"agency": "aivd"}, {"agency": "mivd"}, {"agency": "justis"}],
    "requesting_authority": [{"requesting_authority": "om"}],
    "list": [{"list": "nl"}, {"list": "bank"}],
    "regime": [{"regime": "avg"}],
    "phase": [{"phase": "objection"}, {"phase": "mediation"}],
    "status": [{"status": "more_wanted"}],
    "sent_by": [{"sent_by": "email"}],
    "age": [{"age": 10}],
}
