"""What is recorded, by whom, who got it, and how to have it corrected or removed."""

from __future__ import annotations

from typing import Final

import msgspec

from bot.guidance.case import Case, is_answered
from bot.guidance.deadlines import Length, Start, own_term
from bot.guidance.refs import StepRef
from bot.guidance.routes.abroad import namesake_redress
from bot.guidance.routes.common import access, complaint, option, request

#: Wpg 25 lid 1 c and Wjsg 39i: recipients of the four years before the request.
RECIPIENTS_WINDOW: Final = Length(years=4)
#: Agencies one can ask to correct or erase what they hold.
HOLDERS: Final = frozenset(
    {
        "police",
        "kmar",
        "om",
        "justid",
        "ind",
        "nctv",
        "rvig",
        "buza",
        "municipality",
        "pi_nl",
        "sis",
        "interpol",
        "europol",
    }
)
SERVICES: Final = frozenset({"aivd", "mivd"})


def police_registration(case: Case) -> list[StepRef]:
    """A list of the police or the Marechaussee; the municipality's case consultation as an option."""
    return [access("police"), access("kmar"), option(access("municipality", "contact_person_first"))]


def intelligence_file(case: Case) -> list[StepRef]:
    """The secret services: access, and a complaint to the minister; never the AP or the Ombudsman."""
    service = "mivd" if case.facts.agency == "mivd" else "aivd"
    return [access(service), complaint(case, service)]


def international_alert(case: Case) -> list[StepRef]:
    """SIS, Interpol or Europol."""
    return [access("sis"), access("police", "recipients"), access("interpol"), access("europol")]


def by_agency(case: Case) -> list[StepRef]:
    """For another person whose situation is not known: the route of the agency the question is about."""
    agency = case.facts.agency
    if agency in SERVICES:
        return intelligence_file(case)
    if agency in ("sis", "interpol", "europol"):
        return international_alert(case)
    holder = _holder(case)
    return police_registration(case) if holder == "police" else [access(holder)]


def shared_abroad(case: Case) -> list[StepRef]:
    """Who received the data: the law reaches back four years, and that window moves every day."""
    asked = [_within_window(case, access(agency, "recipients")) for agency in ("police", "kmar", "om")]
    return [*asked, access("pi_nl"), access("europol")]


def mistaken_identity(case: Case) -> list[StepRef]:
    """Taken for somebody else: see and correct, with proof of who one is; redress abroad for namesakes."""
    holders = ("police", "kmar")
    seen = [access(agency, "proof_of_identity") for agency in holders]
    corrected = [request(agency, "rectification", "proof_of_identity") for agency in holders]
    return [*seen, *corrected, *namesake_redress(case)]


def incorrect(case: Case) -> list[StepRef]:
    """Known and wrong: correction at the holder. The services only add a statement, after access."""
    agency = _holder(case)
    if agency in SERVICES:
        return _statement(case, agency)
    # Europol corrects for whoever has seen the data there (Reg. 2016/794 art. 37).
    seen = [access(agency)] if agency == "europol" and not _has_answer(case, agency) else []
    return [*seen, request(agency, "rectification", "lawyer_first_if_sensitive")]


def removal(case: Case) -> list[StepRef]:
    """Erasure last: it destroys the proof of who received the data."""
    agency = _holder(case)
    if agency in SERVICES:
        return _statement(case, agency)
    holders = [agency] if case.facts.agency in (*HOLDERS, "justis") else [agency, "sis", "interpol"]
    steps: list[StepRef] = []
    for holder in holders:
        if not _has_answer(case, holder):
            steps.append(access(holder, "recipients_before_erasure"))
        if holder == agency:
            steps.append(request(holder, "rectification", "or_shielding"))
        steps.append(request(holder, "erasure"))
    return steps


def _holder(case: Case) -> str:
    """The agency that holds the data; the police where nobody was named, or where the one named cannot hold them."""
    named: str | None = case.facts.agency
    if named == "ind" and case.is_dutch:
        return "police"
    if named == "justis":
        return "justid"  # a certificate of conduct rests on the judicial records
    return named if named is not None and named in HOLDERS | SERVICES else "police"


def _statement(case: Case, service: str) -> list[StepRef]:
    seen = [] if _has_answer(case, service) else [access(service)]
    return [*seen, StepRef(service, "statement")]


def _has_answer(case: Case, agency: str) -> bool:
    """Whether access was answered there before: a correction or erasure then needs no new request."""
    return any(
        is_answered(told) and told.agency == agency and told.request_type in (None, "access")
        for told in case.requests
    )


def _within_window(case: Case, step: StepRef) -> StepRef:
    """Adds the day until which an event lies within the four years; afterwards says that it no longer does."""
    event = case.facts.event_date
    if event is None:
        return step.with_notes("four_years")
    window = own_term("recipients", Start(event, exact=True), RECIPIENTS_WINDOW, case.facts.today)
    if window.past:
        return step.with_notes("window_passed")
    return msgspec.structs.replace(step.with_notes("four_years"), your=window)
