"""What a letter may know of the facts: yes/no flags, and the few values (days, a country) it may name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from bot.guidance.deadlines import URGENT_WITHIN, Length, dutch_end
from bot.guidance.facts import ANSWERED, Facts, PriorRequest
from bot.guidance.terms import REGIMES, WEEKS_4, WEEKS_6, answer_day, law_of_decision
from bot.guidance.text import Text
from bot.letters.identity import written_text
from bot.letters.letter import LetterError

UNDER_AGE = 16
"""Under this age a legal representative asks (Wpg art. 26 lid 2)."""
RECIPIENTS_WINDOW = Length(years=-4)
"""Recipients are told of the four years before the request (Wpg art. 25 lid 1 c)."""
#: Situations whose paper is a decision with an objection or appeal of its own.
_HAS_ITS_PAPER = frozenset(
    {"passport_problem", "entry_ban_netherlands", "status_refused", "screening_refused"}
)
#: Situations in which a paper is a decision of the IND, with the shorter terms of aliens law.
_IND_DECIDES = frozenset({"entry_ban_netherlands", "status_refused"})
#: Situations that are about earlier requests and nothing else.
_ABOUT_REQUESTS = frozenset({"request_refused", "no_reply", "acting_for_other"})
#: Where one complains or appeals about somebody else's decision.
_ABOUT_OTHERS = frozenset({"court", "ap", "ctivd", "edps"})
_DIRECT_APPEAL = frozenset(agency for agency, laws in REGIMES.items() if laws[0] == "wpg")


class Subject(msgspec.Struct, frozen=True):
    """The agency whose decision or silence a letter concerns, and the earlier request there."""

    agency: str
    decided_on: date | None = None
    request: PriorRequest | None = None
    default_notice: PriorRequest | None = None

    @property
    def decision_sent_on(self) -> date | None:
        """The day one's own term runs from: a mediation's end, the sending of the decision, else its date."""
        if self.request is None:
            return self.decided_on
        known = (
            self.request.phase_ended_on,
            self.request.decision_sent_on,
            self.request.decided_on,
            self.decided_on,
        )
        return next((day for day in known if day is not None), None)


def find_subject(facts: Facts, agency: str, action: str, about: Mapping[str, object] | None) -> Subject:
    """The earlier request that a letter answers, at the agency `about` names, else at its own.

    A notice of default about it stands beside it. A remedy against a paper that was given is about no request.

    Raises:
        LetterError: `decided_on` is no day.
    """
    named = about or {}
    target = str(named.get("agency") or _decided_by(facts, agency))
    day = _day(named.get("decided_on"))
    there = [request for request in facts.prior_requests if request.agency == target]
    exact = [request for request in there if day and day in (request.decided_on, request.decision_sent_on)]
    notices = [request for request in there if request.request_type == "default_notice"]
    has_paper = not notices and not _HAS_ITS_PAPER.isdisjoint(_situations(facts))
    found = exact or [request for request in there if not (has_paper and _is_beside(request, action, named))]
    # A notice of default is about a request: where that one was told as well, it is what the letter answers.
    about_data = [request for request in found if request not in notices] or found
    return Subject(
        agency=target,
        decided_on=day,
        request=about_data[-1] if about_data else None,
        default_notice=notices[-1] if notices else None,
    )


def _decided_by(facts: Facts, agency: str) -> str:
    """Whose decision a letter is about where nobody named it: only where the facts leave no choice."""
    if agency not in _ABOUT_OTHERS:
        return agency
    if agency == "ap" and not facts.prior_requests and facts.agency in REGIMES:
        return str(facts.agency)
    with_paper = set(_situations(facts)) - _ABOUT_REQUESTS
    if with_paper:
        return "ind" if agency == "court" and with_paper <= _IND_DECIDES else agency
    asked = {request.agency for request in facts.prior_requests if request.agency}
    return asked.pop() if len(asked) == 1 else agency


def _is_beside(request: PriorRequest, action: str, named: Mapping[str, object]) -> bool:
    """Whether a remedy cannot be against the answer to this request.

    A plan names what an objection to such an answer is about, and has an appeal only after that objection.
    """
    return (action == "objection" and not named) or (
        action == "appeal" and request.phase in (None, "request") and request.agency not in _DIRECT_APPEAL
    )


def _day(told: object) -> date | None:
    if told is None or isinstance(told, date):
        return told
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        raise LetterError("about.decided_on is not a day: write it as YYYY-MM-DD") from None


def law_of(facts: Facts, subject: Subject) -> str:
    """The law of the decision or silence: wpg, avg, wjsg, wiv, vw, or "" where none is known."""
    request = subject.request
    asked, told = (request.request_type, request.regime) if request else (None, None)
    return law_of_decision(subject.agency, asked, told, _situations(facts)) or ""


def flags(facts: Facts, subject: Subject, law: str) -> frozenset[str]:
    """Names of everything that holds; templates say sentences by them."""
    found = {
        f"about_{subject.agency}",
        f"law_{law}",
        *_representation(facts),
        *_request_flags(subject, facts.today),
    }
    found |= {f"situation_{situation}" for situation in _situations(facts)}
    found |= {f"{name}_{value}" for name in ("list", "stage", "nationality") if (value := facts.told(name))}
    if facts.paper in ("decision", "form"):
        found.add("paper")
    if facts.stage == "undesirable" or (facts.stage is None and facts.nationality == "eu"):
        found.add("undesirable")
    if subject.request and subject.request.request_type:
        found.add(f"asked_{subject.request.request_type}")
    if _is_pressing(facts, subject, law):
        found.add("pro_forma")
    return frozenset(found)


def _situations(facts: Facts) -> tuple[str, ...]:
    """Every situation that was told, also that of the person somebody acts for."""
    return tuple(name for name in (facts.situation, *facts.also, facts.underlying) if name)


def values(facts: Facts, subject: Subject, country_names: Mapping[str, Text]) -> dict[str, Text]:
    """The days and names that a template may fill in; what is unknown becomes a placeholder."""
    request, notice = subject.request, subject.default_notice
    days: dict[str, date | None] = {
        "window_start": RECIPIENTS_WINDOW.after(facts.today),
        "event_date": facts.event_date,
        "paper_date": facts.paper_date,
        "decision_date": (request.decided_on if request else None) or subject.decided_on or facts.paper_date,
        "request_date": request.sent_on if request and request is not notice else None,
        "default_date": notice.sent_on if notice else None,
        "received_date": request.received_on if request else None,
        "extended_until": request.extended_until if request else None,
        "complaint_answer_date": _complaint_answered(request),
    }
    found = {key: written_text(day) for key, day in days.items() if day is not None}
    if facts.country:
        found["country"] = country_names[facts.country]
    return found


def _complaint_answered(request: PriorRequest | None) -> date | None:
    return request.decided_on if request and request.request_type == "complaint" else None


def _representation(facts: Facts) -> set[str]:
    other = facts.acting_for
    if other is None:
        return {"self"}
    if other.deceased:
        return {"deceased"}
    if other.age is not None and other.age < UNDER_AGE:
        return {"minor"}
    return {"lawyer"} if other.relation == "client" and other.mandate else {"self", "written_by_other"}


def _request_flags(subject: Subject, today: date) -> set[str]:
    request = subject.request
    if request is None:
        return set()
    found = {
        f"{name}_{value}" for name in ("status", "phase", "sent_by") if (value := getattr(request, name))
    }
    if request.received_on:
        found.add("received")
    if request.extended_until:
        found.add("extended")
    term = answer_day(request, today) if request.phase in (None, "request") else None
    if term and term.past:
        found.add("longest_over")
    answered = request.status in ANSWERED or request.decided_on or request.phase_ended_on
    return found | {"request", "answered" if answered else "unanswered"}


def _is_pressing(facts: Facts, subject: Subject, law: str) -> bool:
    """Whether one's own term may end within two weeks; then the letter goes out with grounds to follow."""
    start = subject.decision_sent_on or facts.paper_sent_on or facts.paper_date
    if facts.paper_until is None and start is None:
        return False
    end = facts.paper_until or dutch_end(start or facts.today, WEEKS_4 if law == "vw" else WEEKS_6)
    return end - facts.today <= URGENT_WITHIN
