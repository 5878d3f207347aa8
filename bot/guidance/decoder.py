"""The answer decoder: what an agency's answer means, what remains against it, and the next letter.

The steps come from the plan itself, so its gates, terms and order hold here too. The meanings are content
(`bot/content/outcomes`): a law's own file where that law differs, else `_any`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, get_args

import msgspec

from bot.guidance.content import Content, Source
from bot.guidance.facts import Facts, PriorRequest
from bot.guidance.plan import LetterRef, Step, make_plan
from bot.guidance.requests import NOT_ABOUT_DATA
from bot.guidance.terms import DATA_REQUESTS, law_of_decision
from bot.guidance.text import Text

Outcome = Literal[
    "refused", "no_data", "partial", "neither_confirm_nor_deny", "deleted", "more_wanted", "not_competent",
    "silence", "extension", "objection_decided", "mediation_ended",
]  # fmt: skip
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
_GENERAL: Final = "_any"
#: Bodies with a law of their own, for which the facts have no regime.
_OWN_LAW: Final[dict[str, str]] = {"interpol": "ccf", "europol": "europol"}
#: What an outcome says about the request. "Neither yes nor no" is a refusal; deleted data are shown no more.
_TOLD: Final[dict[Outcome, dict[str, str]]] = {
    "refused": {"status": "refused"},
    "no_data": {"status": "no_data"},
    "partial": {"status": "partial"},
    "neither_confirm_nor_deny": {"status": "refused"},
    "deleted": {"status": "partial"},
    "more_wanted": {"status": "more_wanted"},
    "not_competent": {"status": "not_competent"},
    "silence": {"status": "pending"},
    "extension": {"status": "pending"},
    "objection_decided": {"phase": "objection", "status": "refused"},
    "mediation_ended": {"phase": "mediation", "status": "refused"},
}
#: Situations whose paper is the answer to the first request; in any other it is another paper, with its own term.
_ABOUT_ANSWERS: Final = frozenset({"request_refused", "no_reply"})
_NO_PAPER: Final = dict.fromkeys(("paper", "paper_date", "paper_sent_on", "paper_remedy", "paper_until"))
_EXTENDED: Final = "prior_request.extended_until"
_UNANSWERED: Final = frozenset({"silence", "extension"})
#: An objection against a clearance or certificate is no request for data, and has another court.
_OF_SCREENING: Final = frozenset({"objection"})
#: What a decision on that objection leaves behind.
_BEFORE_COURT: Final = frozenset({"view", "objection", "interim_relief"})
#: Requests that "deleted" grants instead of refusing.
_CHANGES: Final = DATA_REQUESTS - {"access"}


class DecoderError(ValueError):
    """Nothing can be said about this answer; the message says what is missing."""


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an outcome means and does not mean."""

    means: Text
    not_means: Text
    sources: tuple[str, ...]


class Decoded(msgspec.Struct, frozen=True):
    """An answer in plain words.

    `remains` holds only steps that can still be taken, in order, each with its last day; `next_letter` is the
    first letter among them. `lapsed` is said where a remedy's term is over. `questions` are facts
    that would change it.
    """

    outcome: Outcome
    agency: str | None
    regime: str | None
    means: Text
    not_means: Text
    remains: tuple[Step, ...]
    lapsed: Text | None
    next_letter: LetterRef | None
    questions: tuple[str, ...]
    sources: tuple[Source, ...]


def decode(outcome: Outcome, facts: Facts, content: Content, place: int = 0) -> Decoded:
    """Decode what came back on an earlier request.

    Args:
        outcome: what came back.
        facts: the conversation's facts; its gates (`criminal_case`, `protection`) hold for what remains.
        content: all content.
        place: which of `prior_requests` it came back on. Without requests, the agency of the facts is meant.

    Raises:
        DecoderError: there is no request at that place.
    """
    request = _request(facts, place)
    situations = _situations(facts)
    law = law_of_decision(request.agency, request.request_type, request.regime, situations)
    if law == "vw":
        # What remains is planned without the situation, which alone says that aliens law and its four weeks hold.
        request = msgspec.structs.replace(request, regime="vw")
    screened = "screening_refused" in situations and request.request_type in _OF_SCREENING
    regime = None if screened else _OWN_LAW.get(request.agency or "") or law
    files = content.files["outcomes"]
    if outcome == "deleted" and request.request_type in _CHANGES:
        meaning = _meaning(files, regime, "deleted_as_asked")
        return _decoded(outcome, request, regime, meaning, content)
    meaning = _meaning(files, regime, outcome)
    plan = make_plan(_only(outcome, facts, request, place), content)
    questions = plan.questions
    if _lacks_its_day(outcome, request):
        questions = tuple(name for name in (_EXTENDED,) if name not in facts.declined)
    gone = _BEFORE_COURT if screened else frozenset()
    if request.request_type == "objection" and not NOT_ABOUT_DATA.isdisjoint(situations):
        gone |= {"mediation"}
    steps = tuple(step for step in plan.steps if step.action not in gone)
    remains = tuple(step for step in steps if not _is_past(step))
    lapsed = len(remains) < len(steps)
    return _decoded(outcome, request, regime, meaning, content, remains, lapsed, questions)


def _request(facts: Facts, place: int) -> PriorRequest:
    if not facts.prior_requests and place == 0:
        return PriorRequest(agency=facts.agency)
    try:
        return facts.prior_requests[place]
    except IndexError:
        raise DecoderError(
            f"prior_requests has no place {place}; there are {len(facts.prior_requests)} requests"
        ) from None


def _only(outcome: Outcome, facts: Facts, request: PriorRequest, place: int) -> Facts:
    """The same person with this answer and nothing else, so that the plan holds what remains against it."""
    told = msgspec.structs.replace(request, **{"phase": request.phase or "request", **_TOLD[outcome]})
    if outcome in _UNANSWERED:
        told = msgspec.structs.replace(told, decided_on=None, decision_sent_on=None, phase_ended_on=None)
    if _lacks_its_day(outcome, request):
        # The announced day wins over any that could be computed (Wpg 25 lid 2, Wiv 76): ask for it first.
        told = msgspec.structs.replace(told, sent_on=None, received_on=None)
    if place > 0 or not _ABOUT_ANSWERS & {facts.situation, *facts.also}:
        facts = msgspec.structs.replace(facts, **_NO_PAPER)
    screened = request.request_type in _OF_SCREENING and "screening_refused" in _situations(facts)
    return msgspec.structs.replace(
        facts,
        situation="no_reply" if outcome in _UNANSWERED else "request_refused",
        also=("screening_refused",) if screened else (),
        underlying=None,
        prior_requests=(told,),
    )


def _situations(facts: Facts) -> frozenset[str]:
    """Every situation that was told, also that of the person somebody acts for."""
    return frozenset(name for name in (facts.situation, *facts.also, facts.underlying) if name)


def _lacks_its_day(outcome: Outcome, request: PriorRequest) -> bool:
    return outcome == "extension" and request.extended_until is None


def _is_past(step: Step) -> bool:
    return step.your_deadline is not None and step.your_deadline.past


def _decoded(
    outcome: Outcome,
    request: PriorRequest,
    regime: str | None,
    meaning: Meaning,
    content: Content,
    remains: tuple[Step, ...] = (),
    lapsed: bool = False,
    questions: tuple[str, ...] = (),
) -> Decoded:
    left = content.files["outcomes"][_GENERAL]["lapsed"] if lapsed else None
    slugs = (*meaning.sources, *(left["sources"] if left else ()))
    return Decoded(
        outcome=outcome,
        agency=request.agency,
        regime=regime,
        means=meaning.means,
        not_means=meaning.not_means,
        remains=remains,
        lapsed=msgspec.convert(left["text"], Text) if left else None,
        next_letter=next((step.letter for step in remains if step.letter), None),
        questions=questions,
        sources=tuple(content.source(slug) for slug in dict.fromkeys(slugs)),
    )


def _meaning(files: Mapping[str, Any], regime: str | None, outcome: str) -> Meaning:
    own = files.get(regime or _GENERAL, files[_GENERAL])["outcomes"]
    return msgspec.convert(own.get(outcome) or files[_GENERAL]["outcomes"][outcome], Meaning)
