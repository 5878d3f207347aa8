"""Which term holds for which request and remedy: the numbers of the laws, each with the key of its rule in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from bot.guidance.deadlines import Length, Start, TermDay, announced_term, authority_term, own_term
from bot.guidance.facts import PriorRequest

WEEKS_2: Final = Length(weeks=2)
WEEKS_4: Final = Length(weeks=4)
WEEKS_6: Final = Length(weeks=6)
YEAR: Final = Length(years=1)

#: The regimes under which an agency decides on requests; the first holds where the person does not know it.
REGIMES: Final[dict[str, tuple[str, ...]]] = {
    "police": ("wpg", "avg"),
    "kmar": ("wpg", "avg"),
    "sis": ("wpg",),
    "pi_nl": ("wpg",),
    "om": ("wjsg",),
    "justid": ("wjsg",),
    "aivd": ("wiv",),
    "mivd": ("wiv",),
    "ind": ("avg", "vw"),
    "nctv": ("avg",),
    "rvig": ("avg",),
    "municipality": ("avg",),
    "buza": ("avg",),
}
#: Agencies one can ask for data: those with a regime, and two under a law of their own.
DATA_HOLDERS: Final = frozenset({*REGIMES, "europol", "interpol"})
#: Requests about a person's data; other requests have terms of their own.
DATA_REQUESTS: Final = frozenset({"access", "rectification", "erasure", "restriction"})
#: Decisions on these requests fall under aliens law.
ALIENS_REQUESTS: Final = frozenset({"lifting"})
#: Situations in which a decision is one of aliens law, where it is not about data.
ALIENS_SITUATIONS: Final = frozenset({"entry_ban_netherlands", "status_refused"})


class AnswerTerm(msgspec.Struct, frozen=True):
    """The time an authority has to answer."""

    rule: str
    length: Length
    extension: Length | None = None
    foreign: bool = False


_WPG_CHANGE = AnswerTerm("wpg_change", WEEKS_4)
_WJSG_CHANGE = AnswerTerm("wjsg_change", WEEKS_4)
_AVG = AnswerTerm("avg", Length(months=1), Length(months=2))
_CCF_CHANGE = AnswerTerm("ccf_change", Length(months=9), foreign=True)
_ACCESS: Final[dict[str, AnswerTerm]] = {
    # Several regional units or a national unit: six weeks more (Wpg 25 lid 2). The longest lawful term is what counts.
    "police": AnswerTerm("wpg_access_police", WEEKS_6, WEEKS_6),
    "kmar": AnswerTerm("wpg_access", WEEKS_6, WEEKS_4),
    "pi_nl": AnswerTerm("wpg_access", WEEKS_6, WEEKS_4),
    "sis": AnswerTerm("sis_access", WEEKS_6, WEEKS_4),
    "om": AnswerTerm("om_access", WEEKS_6, WEEKS_6),
    "justid": AnswerTerm("justid_access", WEEKS_4),
    "aivd": AnswerTerm("wiv_access", Length(months=3), WEEKS_4),
    "mivd": AnswerTerm("wiv_access", Length(months=3), WEEKS_4),
    # One month to pass the request on, three for Europol itself.
    "europol": AnswerTerm("europol", Length(months=4), foreign=True),
    "interpol": AnswerTerm("ccf_access", Length(months=4), foreign=True),
}
_CHANGE: Final[dict[str, AnswerTerm]] = {
    "police": _WPG_CHANGE,
    "kmar": _WPG_CHANGE,
    "pi_nl": _WPG_CHANGE,
    "sis": _WPG_CHANGE,
    "om": _WJSG_CHANGE,
    "justid": _WJSG_CHANGE,
    "europol": AnswerTerm("europol", Length(months=4), foreign=True),
    "interpol": _CCF_CHANGE,
}
_DEFAULT_NOTICE = AnswerTerm("after_default_notice", WEEKS_2)


def regime_of(agency: str | None, request_type: str | None, told: str | None) -> str | None:
    """The law of a decision: what the person told where it is possible at that agency, else the agency's first."""
    if request_type in ALIENS_REQUESTS:
        return "vw"
    if agency is None:
        return told
    possible = REGIMES.get(agency, ())
    if told in possible:
        return told
    return possible[0] if possible else None


def law_of_decision(
    agency: str | None, request_type: str | None, told: str | None, situations: Iterable[str | None]
) -> str | None:
    """The law of a decision in these situations: what the IND decided in a matter of aliens law is none about data."""
    may_be_aliens = agency == "ind" and told is None and request_type not in DATA_REQUESTS
    if may_be_aliens and not ALIENS_SITUATIONS.isdisjoint(situations):
        return "vw"
    return regime_of(agency, request_type, told)


def answer_term(agency: str, request_type: str, regime: str | None = None) -> AnswerTerm | None:
    """The time an agency has for a request; None where no law that we checked gives one."""
    if request_type == "default_notice":
        return _DEFAULT_NOTICE
    if request_type not in DATA_REQUESTS:
        return None
    law = regime_of(agency, request_type, regime)
    if law == "avg":
        return _AVG
    return (_ACCESS if request_type == "access" else _CHANGE).get(agency)


def answer_rule(agency: str, request_type: str) -> TermDay | None:
    """The rule alone, for a request that was not sent yet."""
    term = answer_term(agency, request_type)
    return None if term is None else TermDay(term.rule)


def answer_day(request: PriorRequest, today: date) -> TermDay | None:
    """Where an authority's term stands for a request that was sent.

    It counts from receipt; from the sending it can only be given "at the earliest". A day that the authority
    announced wins over what is computed.
    """
    if request.extended_until is not None:
        return announced_term(request.extended_until, today)
    if request.agency is None:
        return None
    term = answer_term(request.agency, request.request_type or "access", request.regime)
    if term is None:
        return None
    start = None
    if request.received_on is not None:
        start = Start(request.received_on, exact=True)
    elif request.sent_on is not None:
        start = Start(request.sent_on, exact=False)
    return authority_term(
        term.rule,
        start,
        term.length,
        today,
        extension=term.extension,
        foreign=term.foreign,
    )


def complaint_term(event: date | None, today: date) -> TermDay:
    """The year within which a complaint about conduct is lodged."""
    start = None if event is None else Start(event, exact=True)
    return own_term("complaint", start, YEAR, today)
