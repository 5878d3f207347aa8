"""Gates before any route: a criminal case, a feared state, a paper that names its own remedy."""

from __future__ import annotations

from functools import reduce
from typing import Final

import msgspec

from bot.guidance.case import Case, is_answered
from bot.guidance.deadlines import Start, TermDay, own_term, paper_term, start_of
from bot.guidance.facts import PriorRequest
from bot.guidance.refs import EARLIER_REQUEST, ON_THE_SPOT, About, StepRef, is_lawyer, lawyer
from bot.guidance.terms import ALIENS_SITUATIONS, DATA_REQUESTS, WEEKS_2, WEEKS_4, WEEKS_6
from bot.guidance.territories import SCHENGEN

_CLOSED: Final = ("running", "sentence_open")
#: Nothing of these goes out before access was answered (guidance.md: erasure destroys the proof of who got the data).
_AFTER_ACCESS: Final = frozenset({"erasure", "statement"})
#: The services, which alone have a rule on relatives of somebody who died.
ANSWER_RELATIVES: Final = frozenset({"aivd", "mivd"})
_ABOUT_DATA: Final = DATA_REQUESTS | {"statement"}
_ABROAD: Final = frozenset(
    {
        "refused_entry_abroad",
        "stuck_abroad",
        "travel_permit_refused",
        "extra_border_checks",
        "mistaken_identity",
    }
)
#: Whose decision a paper is, where nobody said so.
_DECIDES: Final = {
    "passport_problem": "municipality",
    "entry_ban_netherlands": "ind",
    "status_refused": "ind",
    "assets_frozen": "buza",
    "screening_refused": "justis",
    "unfair_treatment": "police",
    "approached_by_authorities": "police",
}
#: Remedies that lie with one body whatever the matter.
_BODY: Final = {
    "appeal": "court", "interim_relief": "court", "mediation": "ap", "revision": "interpol", "lifting": "ind",
    "hold_request": "municipality", "exemption": "finance", "lawyer": "lawyer",
}  # fmt: skip
#: Steps whose last day a paper may name.
REMEDIES: Final = frozenset(
    {
        "objection",
        "appeal",
        "view",
        "hold_request",
        "foreign_redress",
        "supplement",
        "revision",
        "complaint",
        "lawyer",
    }
)
#: These answer an intention: a decision names no last day for them.
_BEFORE_A_DECISION: Final = frozenset({"view", "hold_request"})
#: Where a paper names one of these, the other is no longer offered against it.
_INSTEAD: Final = {"objection": "appeal", "appeal": "objection"}


def criminal_gate(case: Case, steps: list[StepRef]) -> list[StepRef]:
    """With a criminal case a lawyer comes first; one that runs is seen through criminal procedure (Sv 30-34)."""
    state = case.criminal_case
    if state in (None, "none"):
        return steps
    if state in _CLOSED:
        steps = _without_access(case, steps)
    notes = [f"criminal_{state}", "no_travel"]
    known = next((step for step in steps if is_lawyer(step)), None)
    first = msgspec.structs.replace(known or lawyer(), rank=ON_THE_SPOT).with_notes(*notes)
    return [first, *(step for step in steps if not is_lawyer(step))]


def _without_access(case: Case, steps: list[StepRef]) -> list[StepRef]:
    seen = {told.agency for told in case.requests if is_answered(told)}
    return [
        step.with_notes("lawyer_decides") if step.action in _ABOUT_DATA else step
        for step in steps
        if step.action != "access" and not (step.action in _AFTER_ACCESS and step.agency not in seen)
    ]


def deceased_gate(case: Case, steps: list[StepRef]) -> list[StepRef]:
    """About somebody who died AIVD and MIVD answer relatives (Wiv 79); elsewhere a lawyer says what is possible."""
    if case.other_person != "deceased":
        return steps
    kept = [step for step in steps if step.action not in _ABOUT_DATA or step.agency in ANSWER_RELATIVES]
    return kept if len(kept) == len(steps) else [*kept, lawyer()]


def protection_gate(case: Case, steps: list[StepRef]) -> list[StepRef]:
    """Nothing is told to a feared state: a local lawyer and UNHCR stand where that step stood."""
    if not case.is_protected:
        return steps
    kept: list[StepRef] = []
    replaced = False
    notes: list[str] = []
    term: TermDay | None = None
    for step in steps:
        if not _tells_a_feared_state(case, step):
            kept.append(step.with_notes("protection_buza") if step.agency == "buza" else step)
            continue
        if not replaced:
            kept += _instead(case, step)
        replaced = True
        if step.agency == "interpol":
            notes.append("protection_ccf")
        if step.your is not None and term is None:
            term = step.your
            notes.append("protection_term")
    if not replaced:
        return kept
    told = lawyer("abroad" if case.abroad else "", "protection", *notes, your=term)
    return _one_lawyer(kept, told)


def _instead(case: Case, step: StepRef) -> list[StepRef]:
    first = lawyer("abroad" if case.abroad else "", rank=step.rank)
    # Nobody is a refugee in the country of their own nationality.
    if case.is_dutch or case.facts.nationality == "eu" or case.is_national_of_country:
        return [first]
    return [first, StepRef("unhcr", "contact", rank=step.rank)]


def _one_lawyer(steps: list[StepRef], told: StepRef) -> list[StepRef]:
    """The first lawyer's step says what the others would have said."""
    first, *others = (step for step in steps if is_lawyer(step))
    for other in (told, *others):
        first = first.merged(other)
    place = next(place for place, step in enumerate(steps) if is_lawyer(step))
    rest = [step for step in steps if not is_lawyer(step)]
    return [*rest[:place], first, *rest[place:]]


def _tells_a_feared_state(case: Case, step: StepRef) -> bool:
    if step.agency == "own_embassy":
        return True
    if step.agency == "interpol":
        return step.action in ("access", "rectification", "erasure")
    if step.agency == "sis" and step.action in DATA_REQUESTS:
        # The state that entered an alert first gives its view (Reg. 2018/1861 art. 53 lid 2).
        return bool(SCHENGEN & set(case.facts.feared_states))
    if step.agency == "consulate_abroad":
        return case.abroad is not None and case.fears(case.abroad)
    return step.action == "foreign_redress" and case.fears(step.agency.upper())


def paper_gate(case: Case, steps: list[StepRef]) -> list[StepRef]:
    """A remedy or a last day that stands on the paper wins over every table; only a lawyer stays before it."""
    facts = case.facts
    if facts.paper_remedy is not None:
        named = _named_remedy(case, facts.paper_remedy)
        others = [step for step in steps if not _is_replaced(step, named)]
        same = [step for step in steps if step.key == named.key]
        if same:
            known = reduce(StepRef.merged, same)
            your = known.your if facts.paper_until is None and known.your else named.your
            named = msgspec.structs.replace(
                named, variant=known.variant, notes=known.notes, also=known.also, your=your
            )
        return _before_all_but_a_lawyer(others, named)
    if facts.paper_until is None:
        return steps
    return _with_last_day(case, steps)


def _may_be_meant(case: Case, step: StepRef) -> bool:
    """Whether a paper's last day may be that of this step: not of an earlier request, unless the paper answers it."""
    if step.your is None or step.action not in REMEDIES:
        return False
    if step.rank == EARLIER_REQUEST and not _is_answer(case):
        return False
    return not (case.stage == "decision" and step.action in _BEFORE_A_DECISION)


def _with_last_day(case: Case, steps: list[StepRef]) -> list[StepRef]:
    """The last day on the paper is that of the first remedy that has a term; without one it is told with the lawyer."""
    assert case.facts.paper_until is not None
    place = next((place for place, step in enumerate(steps) if _may_be_meant(case, step)), None)
    rule = "on_paper" if place is None else (steps[place].your or TermDay("on_paper")).rule
    term = paper_term(rule, case.facts.paper_until, case.facts.today)
    if place is None:
        return _before_all_but_a_lawyer(steps, lawyer("remedy_clause", your=term))
    remedy = msgspec.structs.replace(steps[place], your=term)
    return _before_all_but_a_lawyer([*steps[:place], remedy, *steps[place + 1 :]], remedy)


def _before_all_but_a_lawyer(steps: list[StepRef], first: StepRef) -> list[StepRef]:
    """The first step in front, behind a lawyer who stood in front; a lawyer with what every lawyer's step says."""
    if is_lawyer(first):
        told = reduce(StepRef.merged, [*filter(is_lawyer, steps), first])
        rest = [step for step in steps if not is_lawyer(step)]
        return [msgspec.structs.replace(told, your=first.your, rank=ON_THE_SPOT), *rest]
    others = [step for step in steps if step is not first]
    leading = [msgspec.structs.replace(step, rank=ON_THE_SPOT) for step in others[:1] if is_lawyer(step)]
    return [*leading, msgspec.structs.replace(first, rank=ON_THE_SPOT), *others[len(leading) :]]


def _is_replaced(step: StepRef, named: StepRef) -> bool:
    if step.key == named.key:
        return True
    if step.action not in (named.action, _INSTEAD.get(named.action)) or step.action not in _INSTEAD:
        return False
    return _decided_by(step) == _decided_by(named) and "court" in (step.agency, named.agency)


def _decided_by(step: StepRef) -> str | None:
    """Whose decision an objection or appeal is against."""
    if step.about is not None:
        return step.about.agency
    return None if step.agency == "court" else step.agency


def _named_remedy(case: Case, action: str) -> StepRef:
    facts = case.facts
    if case.abroad and facts.agency is None and _ABROAD & set(case.situations):
        return StepRef(case.abroad.lower(), "foreign_redress", "paper", your=_paper_day(case, action))
    if action == "foreign_redress":
        return lawyer("remedy_clause", your=_paper_day(case, action))
    decides, about = _whose_paper(case)
    body = _BODY.get(action) or ("un" if action == "delisting" and facts.list == "un" else None) or decides
    if action == "delisting" and body != "un":
        body = "council_eu"
    if body is None:
        return lawyer("remedy_clause", your=_paper_day(case, action))
    if body in ("court", "ap"):
        return StepRef(body, action, "paper", about=about, your=_paper_day(case, action))
    variant = "paper" if action in ("objection", "complaint", "view") else ""
    return StepRef(
        body, action, variant, about=about if _is_answer(case) else None, your=_paper_day(case, action)
    )


def _is_answer(case: Case) -> bool:
    return "request_refused" in case.situations


def _whose_paper(case: Case) -> tuple[str | None, About | None]:
    facts = case.facts
    if _is_answer(case) and case.requests:
        told: PriorRequest = case.requests[0]
        return told.agency, About(told.agency, told.decided_on)
    if case.stage == "exit_ban":
        return None, None
    decides = (_DECIDES[name] for name in case.situations if name in _DECIDES)
    agency: str | None = facts.agency if facts.agency != "lawyer" else None
    agency = agency or next(decides, None)
    return agency, None if agency is None else About(agency, facts.paper_date)


def _paper_start(case: Case) -> Start | None:
    if _is_answer(case) and case.requests:
        told = case.requests[0]
        return start_of(told.decision_sent_on, told.decided_on)
    return case.paper_start


def _paper_day(case: Case, action: str) -> TermDay:
    """The last day on the paper; without it the term of the law, from the day the paper was given."""
    facts = case.facts
    if facts.paper_until is not None:
        return paper_term("on_paper", facts.paper_until, facts.today)
    if action in ("objection", "appeal") and not _ABROAD & set(case.situations):
        aliens = bool(ALIENS_SITUATIONS & set(case.situations))
        rule = f"{action}_aliens" if aliens else action
        return own_term(rule, _paper_start(case), WEEKS_4 if aliens else WEEKS_6, facts.today)
    if action in ("view", "hold_request"):
        return own_term(action, case.paper_start, WEEKS_2, facts.today)
    return TermDay("on_paper")
