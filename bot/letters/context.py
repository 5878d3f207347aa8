"""What a letter may know of the facts: yes/no flags, and the few values (days, a country) that it may name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
from babel import Locale
from dateutil.relativedelta import relativedelta

from bot.letters.identity import written_date
from bot.letters.model import LANGUAGES, Span, Text
from bot.letters.terms import last_day

if TYPE_CHECKING:
    from bot.guidance.facts import Facts, PriorRequest

UNDER_AGE = 16
"""Under this age a legal representative asks (Wpg art. 26 lid 2)."""
RECIPIENTS_WINDOW = relativedelta(years=4)
"""Recipients are told of the four years before the request (Wpg art. 25 lid 1 c)."""
PRO_FORMA_WITHIN = timedelta(days=14)
OWN_TERM = Span(weeks=6)
ALIENS_TERM = Span(weeks=4)
SCHENGEN = frozenset(
    "AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()
)
REGIME_OF: Mapping[str, str] = {
    "police": "wpg",
    "kmar": "wpg",
    "sis": "wpg",
    "pi_nl": "wpg",
    "om": "wjsg",
    "justid": "wjsg",
    "aivd": "wiv",
    "mivd": "wiv",
    "ind": "avg",
    "nctv": "avg",
    "rvig": "avg",
    "municipality": "avg",
}
"""The law under which an agency decides on a request, where the person does not know it (`guidance.md`, Facts)."""
_ANSWERED = frozenset({"refused", "partial", "no_data", "more_wanted", "not_competent"})


class Subject(msgspec.Struct, frozen=True):
    """What the letter is about: the agency whose decision or silence it concerns, and the earlier request there."""

    agency: str
    decided_on: date | None = None
    request: PriorRequest | None = None

    @property
    def decision_sent_on(self) -> date | None:
        """The day a term runs from: the sending of the decision, else the earliest day known."""
        if self.request is None:
            return self.decided_on
        return (
            self.request.decision_sent_on or self.request.decided_on or self.decided_on
        )


def find_subject(
    facts: Facts, agency: str, about: Mapping[str, object] | None
) -> Subject:
    """The earlier request a letter answers: at the agency `about` names, else at the letter's own agency."""
    target = str((about or {}).get("agency") or agency)
    decided_on = (about or {}).get("decided_on")
    day = date.fromisoformat(decided_on) if isinstance(decided_on, str) else decided_on
    matching = [r for r in facts.prior_requests if r.agency == target]
    exact = [r for r in matching if day and day in (r.decided_on, r.decision_sent_on)]
    request = (exact or matching or [None])[-1]
    return Subject(
        agency=target,
        decided_on=day if isinstance(day, date) else None,
        request=request,
    )


def law_of(facts: Facts, subject: Subject) -> str:
    """The law of the decision or silence a letter is about: wpg, avg, wjsg, wiv, vw, or "" where none is known."""
    if subject.request and subject.request.regime:
        return subject.request.regime
    if (
        subject.request is None
        and subject.agency == "ind"
        and facts.situation == "entry_ban_netherlands"
    ):
        return "vw"
    return REGIME_OF.get(subject.agency, "")


def flags(facts: Facts, subject: Subject, law: str) -> frozenset[str]:
    """Names of everything that holds; templates say sentences by them."""
    found = {
        f"about_{subject.agency}",
        f"law_{law}",
        *_representation(facts),
        *_request_flags(subject),
    }
    found |= {
        f"situation_{s}" for s in (facts.situation, *facts.also, facts.underlying) if s
    }
    if facts.list:
        found.add(f"list_{facts.list}")
    if facts.stage:
        found.add(f"stage_{facts.stage}")
    if facts.country:
        found.add("country")
        found.add("schengen" if facts.country in SCHENGEN else "outside_schengen")
    if facts.event_date:
        found.add("event")
    if facts.nationality:
        found.add(f"nationality_{facts.nationality}")
    if facts.return_decision:
        found.add("return_decision")
    if _is_pressing(facts, subject, law):
        found.add("pro_forma")
    return frozenset(found)


def values(facts: Facts, subject: Subject) -> dict[str, Text]:
    """The days and names that a template may fill in; what is unknown is left out and becomes a placeholder."""
    request = subject.request
    days: dict[str, date | None] = {
        "today": facts.today,
        "window_start": facts.today - RECIPIENTS_WINDOW,
        "event_date": facts.event_date,
        "paper_date": facts.paper_date,
        "decision_date": (request.decided_on if request else None)
        or subject.decided_on
        or facts.paper_date,
        "request_date": request.sent_on if request else None,
        "received_date": request.received_on if request else None,
        "extended_until": request.extended_until if request else None,
    }
    found = {key: _written(day) for key, day in days.items() if day is not None}
    if facts.country:
        found["country"] = Text(
            *(Locale(lang).territories[facts.country] for lang in LANGUAGES)
        )
    return found


def _written(day: date) -> Text:
    return Text(*(written_date(day, language) for language in LANGUAGES))


def _representation(facts: Facts) -> set[str]:
    other = facts.acting_for
    if other is None:
        return {"self"}
    if other.deceased:
        return {"deceased"}
    if other.age is not None and other.age < UNDER_AGE:
        return {"minor"}
    return (
        {"lawyer"}
        if other.relation == "client" and other.mandate
        else {"self", "written_by_other"}
    )


def _request_flags(subject: Subject) -> set[str]:
    request = subject.request
    if request is None:
        return set()
    found = {"request"}
    for name in ("request_type", "status", "phase", "sent_by"):
        value = getattr(request, name)
        if value:
            found.add(f"{name}_{value}")
    if request.received_on:
        found.add("received")
    if request.extended_until:
        found.add("extended")
    found.add(
        "answered"
        if request.status in _ANSWERED or request.decided_on
        else "unanswered"
    )
    return found


def _is_pressing(facts: Facts, subject: Subject, law: str) -> bool:
    """Whether the person's own term may end within two weeks: then the letter goes out with grounds to follow."""
    start = subject.decision_sent_on or facts.paper_sent_on or facts.paper_date
    if start is None:
        return False
    end = facts.paper_until or last_day(
        start, ALIENS_TERM if law == "vw" else OWN_TERM, dutch_law=True
    )
    return end - facts.today <= PRO_FORMA_WITHIN
