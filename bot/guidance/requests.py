"""What an earlier request leads to: the remedy against an answer, or what to do about silence."""

from __future__ import annotations

from typing import Final

import msgspec

from bot.guidance.case import Case, is_answered
from bot.guidance.deadlines import Length, Start, TermDay, own_term, paper_term, start_of
from bot.guidance.facts import PriorRequest
from bot.guidance.refs import EARLIER_REQUEST, About, StepRef, lawyer
from bot.guidance.routes.common import option, request
from bot.guidance.terms import (
    DATA_HOLDERS,
    DATA_REQUESTS,
    WEEKS_4,
    WEEKS_6,
    YEAR,
    answer_day,
    answer_term,
    law_of_decision,
)

#: Bodies to which Dutch law on deciding in time applies.
DUTCH_BODIES: Final = frozenset(
    {
        "police", "kmar", "om", "justid", "aivd", "mivd", "ind", "nctv", "rvig", "municipality", "pi_nl", "sis",
        "buza", "justis", "finance",
    }
)  # fmt: skip
_SERVICES: Final = frozenset({"aivd", "mivd"})
_OBJECTION_FIRST: Final = frozenset({"avg", "wjsg", "wiv"})
#: Laws under which the AP mediates (Wpg 29 lid 2, UAVG 36, Wjsg 23 and 39n).
_MEDIATED: Final = frozenset({"wpg", "avg", "wjsg"})
#: Where the remedy lies under police law is inferred for these (PNR-wet 17, AP on SIS): the letter decides.
_PROBABLY_POLICE_LAW: Final = frozenset({"pi_nl", "sis"})
#: Who answers in a phase, where that is not the agency itself.
_ANSWERS: Final = {"mediation": "ap", "court": "court"}
#: Requests whose answer has the remedy of the agency's law; None where the person did not say what was asked.
_OF_REGIME: Final = frozenset(
    {None, *DATA_REQUESTS, "statement", "objection", "appeal", "mediation", "default_notice", "supplement"}
)
#: What follows an answer to these is an objection; the value is the variant of its texts.
_DECIDED_AFTER: Final = {"view": "screening", "hold_request": "passport"}
#: Situations that are about earlier requests themselves.
_ASKS: Final = frozenset({"no_reply", "request_refused"})
#: Situations whose paper is a decision on something else than data.
NOT_ABOUT_DATA: Final = frozenset({"passport_problem", "assets_frozen", "screening_refused"})
_EXTENSION = "prior_request.extended_until"


def earlier_steps(case: Case) -> list[StepRef]:
    """The steps of every earlier request: those that were answered, are overdue, or are what the person asks about."""
    steps: list[StepRef] = []
    for told in case.requests:
        if is_answered(told) or told.phase_ended_on:
            steps += after_answer(case, told)
        elif _ASKS & set(case.situations) or is_overdue(case, told):
            steps += after_silence(case, told)
    return [msgspec.structs.replace(step, rank=EARLIER_REQUEST) for step in steps]


def is_overdue(case: Case, told: PriorRequest) -> bool:
    """Whether the first term for an answer is over."""
    term = _answer_term(case, told)
    return term is not None and term.day is not None and case.facts.today > term.day


def _answer_term(case: Case, told: PriorRequest) -> TermDay | None:
    """Where the agency's term stands. For an objection only an announced day is known, for a court none."""
    if told.phase == "request" or told.extended_until is not None:
        return answer_day(told, case.facts.today)
    return None


def is_open(case: Case, told: PriorRequest) -> bool:
    """Whether a new request for the same would come too early: the old one still runs, or can still be challenged."""
    if not is_answered(told):
        return True
    return not any(step.your and step.your.past for step in after_answer(case, told))


def after_answer(case: Case, told: PriorRequest) -> list[StepRef]:
    """The remedy against an answer, by the law and the phase it was given in."""
    about = About(told.agency, told.decided_on)
    regime = _regime(case, told)
    if told.status == "more_wanted" and told.agency:
        return _with_what_is_left(case, told, _supplement(case, told.agency, about))
    if told.agency == "europol" and told.status == "not_competent":
        return [request("europol", "access")]  # it was not Europol's national authority that was asked
    if told.agency == "europol":
        return [StepRef("edps", "complaint", about=about)]
    if told.agency == "interpol":
        # Six months from the discovery of the new fact (Statute art. 42), a day that no fact holds.
        return [StepRef("interpol", "revision", your=TermDay("ccf_revision"))]
    if told.request_type == "complaint":
        return _after_complaint(case, told, about)
    if told.phase == "court":
        return [StepRef("court", "appeal", "higher", about=about, your=TermDay("in_the_ruling"))]
    if told.phase == "mediation" and (regime in _MEDIATED or told.agency is None):
        return _after_mediation(case, told, about)
    if regime == "vw":
        return _aliens_law(case, told, about)
    if told.phase == "objection":
        return _after_objection(case, told, about, regime)
    if told.request_type not in _OF_REGIME:
        return _other_answer(case, told, about)
    if regime == "wpg":
        return _police_law(case, told, about)
    if regime in _OBJECTION_FIRST and (told.agency or regime == "wiv"):
        objection = StepRef(
            told.agency or "aivd",
            "objection",
            regime or "",
            about=about,
            your=_term(case, told, "objection", WEEKS_6),
        )
        return _with_what_is_left(case, told, objection)
    return [_remedy_clause(_term(case, told, "remedy_clause", WEEKS_6))]


def _remedy_clause(term: TermDay) -> StepRef:
    """Nobody knows which remedy the answer has. A lawyer can still be asked when the usual term is over."""
    return lawyer("remedy_clause", "late") if term.past else lawyer("remedy_clause", your=term)


def _other_answer(case: Case, told: PriorRequest, about: About) -> list[StepRef]:
    """An answer not about data: after a view or a hold request an objection, else what the answer itself names."""
    variant = _DECIDED_AFTER.get(told.request_type or "")
    if variant is None or told.agency is None:
        return [_remedy_clause(_term(case, told, "remedy_clause", WEEKS_6))]
    term = _term(case, told, "objection", WEEKS_6)
    return _with_what_is_left(case, told, StepRef(told.agency, "objection", variant, about=about, your=term))


def _regime(case: Case, told: PriorRequest) -> str | None:
    return law_of_decision(told.agency, told.request_type, told.regime, case.situations)


def _police_law(case: Case, told: PriorRequest, about: About) -> list[StepRef]:
    """No objection exists: the court, or mediation by the AP inside the court's term (Wpg 29, Awb bijlage 1)."""
    term = _term(case, told, "appeal", WEEKS_6)
    notes = ["no_data_is_a_decision"] if told.status == "no_data" else []
    if told.agency == "kmar" and told.regime is None:
        notes.append("border_data_object_first")
    variant = "police_law_probably" if told.agency in _PROBABLY_POLICE_LAW else "police_law"
    appeal = StepRef("court", "appeal", variant, about=about, your=term, notes=tuple(notes))
    if term.past or term.maybe_past:
        return _with_what_is_left(case, told, appeal)
    return [appeal, _mediation(about, term)]


def _mediation(about: About, term: TermDay) -> StepRef:
    """Mediation or advice by the AP, inside the court's term."""
    return StepRef("ap", "mediation", about=about, your=msgspec.structs.replace(term, rule="mediation"))


def _after_objection(case: Case, told: PriorRequest, about: About, regime: str | None) -> list[StepRef]:
    """The court, or as an option first the AP where it mediates under that law."""
    variant = "service" if told.agency in _SERVICES and not _is_screening(case, told) else "objection"
    term = _term(case, told, "appeal", WEEKS_6)
    appeal = StepRef("court", "appeal", variant, about=about, your=term)
    if regime not in _MEDIATED or _is_no_data_decision(case, told) or term.past or term.maybe_past:
        return _with_what_is_left(case, told, appeal)
    return [appeal, option(_mediation(about, term))]


def _after_mediation(case: Case, told: PriorRequest, about: About) -> list[StepRef]:
    """Six weeks for the court from the day the notice of the AP was received (Wpg 29 lid 2, UAVG 36)."""
    start = None if told.phase_ended_on is None else Start(told.phase_ended_on, exact=True)
    term = own_term("after_mediation", start, WEEKS_6, case.facts.today)
    return _with_what_is_left(case, told, StepRef("court", "appeal", "mediation", about=about, your=term))


def _is_no_data_decision(case: Case, told: PriorRequest) -> bool:
    """Whether the objection was against a passport or a listing: there the AP does not mediate (UAVG 36)."""
    return told.request_type == "objection" and not NOT_ABOUT_DATA.isdisjoint(case.situations)


def _is_screening(case: Case, told: PriorRequest) -> bool:
    """Whether it was asked against a screening, and not for data: another court, and no new request for data."""
    return "screening_refused" in case.situations and told.request_type in ("view", "objection")


def _aliens_law(case: Case, told: PriorRequest, about: About) -> list[StepRef]:
    """Four weeks. A refused lifting of an entry ban goes straight to court, of an undesirability to the IND first."""
    term = _term(case, told, "appeal_aliens", WEEKS_4)
    if told.phase == "objection":
        return _with_what_is_left(
            case, told, StepRef("court", "appeal", "aliens_objection", about=about, your=term)
        )
    if told.request_type != "lifting":
        return [_remedy_clause(msgspec.structs.replace(term, rule="remedy_clause_aliens"))]
    if case.is_undesirable:
        objection = msgspec.structs.replace(term, rule="objection_aliens")
        remedy = StepRef("ind", "objection", "lifting_refused", about=about, your=objection)
    else:
        remedy = StepRef("court", "appeal", "aliens", about=about, your=term)
    return _with_what_is_left(case, told, remedy)


def _after_complaint(case: Case, told: PriorRequest, about: About) -> list[StepRef]:
    """The second step of a chain: the CTIVD for the services, the Ombudsman for everybody else."""
    term = _term(case, told, "after_complaint", YEAR)
    if told.agency in _SERVICES:
        return [StepRef("ctivd", "complaint", about=about, your=term)]
    if told.agency not in DUTCH_BODIES:
        return [lawyer("remedy_clause")]
    return [StepRef("ombudsman", "complaint", about=about, your=term)]


def _with_what_is_left(case: Case, told: PriorRequest, remedy: StepRef) -> list[StepRef]:
    """Where a term has lapsed, a new request: its decision opens a new term."""
    if remedy.your is None or not remedy.your.past or told.agency is None:
        return [remedy]
    if _regime(case, told) == "vw":
        lifting = StepRef(
            "ind", "lifting", "undesirable" if case.is_undesirable else "", notes=("new_request",)
        )
        return [remedy, lifting]
    about_data = told.request_type in _OF_REGIME and not _is_screening(case, told)
    if not about_data or told.agency not in DATA_HOLDERS:
        return [remedy, lawyer()]
    wanted = told.request_type if told.request_type in DATA_REQUESTS else None
    again = request(told.agency, wanted or "access", "new_request")
    # The same law decides again: the letter is written under it, and its time is what the plan has to say.
    term = answer_term(told.agency, again.action, told.regime)
    return [remedy, msgspec.structs.replace(again, answer=TermDay(term.rule) if term else None)]


def _supplement(case: Case, agency: str, about: About) -> StepRef:
    until = case.facts.paper_until
    term = TermDay("in_the_letter") if until is None else paper_term("in_the_letter", until, case.facts.today)
    return StepRef(agency, "supplement", about=about, your=term)


def _term(case: Case, told: PriorRequest, rule: str, length: Length) -> TermDay:
    start = start_of(told.decision_sent_on, told.decided_on)
    return own_term(rule, start, length, case.facts.today)


def after_silence(case: Case, told: PriorRequest) -> list[StepRef]:
    """Wait, ask, send again, or give notice of default: by what was sent, how, and when."""
    agency = told.agency
    if agency in (None, "lawyer"):
        return [lawyer("silence")]
    asked = told.request_type or "access"
    if agency == "police" and told.sent_by == "email" and asked in DATA_REQUESTS and told.phase == "request":
        return [request("police", asked, "again_by_post")]
    about = About(agency)
    term = _answer_term(case, told)
    waiting = StepRef(_ANSWERS.get(told.phase or "", agency), "contact", "status", answer=term)
    if agency == "interpol" or told.phase in _ANSWERS:
        return [waiting]
    if term is None or term.day is None or not _is_past(case, told, term):
        if term is not None and term.day is not None and case.facts.today > term.day:
            return [msgspec.structs.replace(waiting, variant="extension")]
        return [waiting if told.received_on else waiting.with_notes("acknowledged")]
    if agency == "europol":
        return [StepRef("edps", "complaint", "no_answer", about=about, answer=term)]
    if agency not in DUTCH_BODIES:
        return [waiting]
    notes = ("acknowledged",) if term.at_earliest else ()
    if told.request_type == "default_notice":
        return [StepRef("court", "appeal", "no_decision", about=about, notes=notes)]
    steps = [StepRef(agency, "default_notice", about=about, answer=term, notes=notes)]
    if agency in _SERVICES:
        steps.append(StepRef("ctivd", "complaint", "no_answer", about=about))
    return steps


def _is_past(case: Case, told: PriorRequest, term: TermDay) -> bool:
    """Whether notice of default may be given.

    Between the first term and the longest extension the person is asked first whether an extension was announced;
    one that was never announced in writing does not exist (Wpg 25 lid 2, Wiv 76 lid 1).
    """
    today = case.facts.today
    if term.past or term.day is None:
        return term.past
    return today > term.day and _EXTENSION in case.facts.declined
