"""Decisions with a term of their own: passport, entry ban, status, frozen money, screening."""

from __future__ import annotations

from typing import Final

import msgspec

from bot.guidance.case import Case
from bot.guidance.deadlines import Length, TermDay, own_term, paper_term
from bot.guidance.refs import About, StepRef, lawyer
from bot.guidance.routes.common import access, option
from bot.guidance.terms import WEEKS_2, WEEKS_4, WEEKS_6

#: Bodies that can ask for a passport alert and decide on an objection to it; for security it is the NCTV.
REQUESTING: Final = frozenset({"nctv", "om", "justis", "municipality", "buza", "finance", "aivd", "mivd"})


def own(case: Case, rule: str, length: Length) -> TermDay:
    """The person's own term against the paper that was given."""
    return own_term(rule, case.paper_start, length, case.facts.today)


def own_or_on_paper(case: Case, rule: str, length: Length) -> TermDay:
    """The same where the paper can only be about this remedy: then a last day it names wins."""
    return own(case, rule, length) if case.facts.paper_until is None else on_paper(case, rule)


def on_paper(case: Case, rule: str = "on_paper") -> TermDay:
    """A term that only the paper itself gives."""
    until = case.facts.paper_until
    return TermDay(rule) if until is None else paper_term(rule, until, case.facts.today)


def court(case: Case, variant: str, agency: str | None, term: TermDay) -> StepRef:
    """An appeal to the court against the paper."""
    return StepRef("court", "appeal", variant, about=_about(case, agency), your=term)


def interim_relief(case: Case, variant: str, agency: str | None) -> StepRef:
    """A provisional measure, beside an objection or appeal."""
    return StepRef("court", "interim_relief", variant, about=_about(case, agency))


def _about(case: Case, agency: str | None) -> About | None:
    return None if agency is None else About(agency, case.facts.paper_date)


def passport(case: Case) -> list[StepRef]:
    """An exit ban goes straight to court; an alert in the register has two objections and a short hold request."""
    if case.stage == "exit_ban":
        term = own_or_on_paper(case, "appeal", WEEKS_6)
        if term.past:
            return [court(case, "exit_ban", None, term), lawyer("", "exit_ban")]
        return [
            court(case, "exit_ban", None, term),
            interim_relief(case, "exit_ban", None),
            lawyer("", "exit_ban"),
        ]
    told = case.facts.requesting_authority
    authority = told if told in REQUESTING else "nctv"
    steps = [StepRef("municipality", "hold_request", your=own(case, "hold_request", WEEKS_2))]
    if case.stage != "intention":
        steps.append(StepRef("municipality", "objection", "passport", your=own(case, "objection", WEEKS_6)))
    # That decision has a letter of its own; the paper that was told is mostly the municipality's.
    alert = StepRef(authority, "objection", "passport_alert", your=own(case, "objection", WEEKS_6))
    steps.append(alert.with_notes("alert_has_its_own_letter"))
    return [*steps, access("rvig"), lawyer()]


def entry_ban(case: Case) -> list[StepRef]:
    """By nationality: none for the Dutch, undesirability for EU citizens, an appeal while it runs for others."""
    facts = case.facts
    if case.is_dutch:
        return [access("police", "no_entry_ban_for_dutch"), access("kmar")]
    at_border = facts.stage == "border_refusal" or (facts.stage is None and facts.paper == "form")
    if at_border:
        return [lawyer("border_form", your=on_paper(case, "on_form"))]
    if facts.nationality == "eu" and facts.stage == "sis_refusal":
        return [lawyer("aliens"), access("police", "no_refusal_alert_for_eu")]
    if facts.nationality == "eu" or facts.stage == "undesirable":
        return _undesirable(case)
    if facts.stage == "sis_refusal" and facts.paper != "decision":
        return [lawyer("aliens"), access("sis", "lift_the_ban_first")]
    return _banned(case)


def _undesirable(case: Case) -> list[StepRef]:
    term = own_or_on_paper(case, "objection_aliens", WEEKS_4)
    objection = StepRef("ind", "objection", "undesirable", your=term)
    lifting = [StepRef("ind", "lifting", "undesirable")] if term.past else []
    if case.facts.nationality == "eu":
        return [objection, lawyer("aliens"), *lifting]
    return [lawyer("aliens"), objection, *lifting, access("sis", "lift_the_ban_first")]


def _banned(case: Case) -> list[StepRef]:
    term = own_or_on_paper(case, "appeal_aliens", WEEKS_4)
    told = case.facts.return_decision
    notes = () if told is None else ("return_decision" if told else "no_return_decision",)
    steps = [lawyer("aliens", *notes), court(case, "entry_ban", "ind", term)]
    if term.past:
        # Only a ban that can no longer be appealed is lifted on request (Vw 66b).
        steps.append(StepRef("ind", "lifting"))
    else:
        steps.append(interim_relief(case, "entry_ban", "ind"))
    return [*steps, access("sis", "lift_the_ban_first")]


def status(case: Case) -> list[StepRef]:
    """A permit, naturalisation or visa refused: the term on the paper first, then what the refusal may rest on."""
    steps = [lawyer("status", your=None if case.facts.paper == "none" else on_paper(case))]
    if not case.is_dutch:
        steps.append(access("ind"))
    return [*steps, access("police"), option(access("aivd", "if_report_named"))]


def assets(case: Case) -> list[StepRef]:
    """Frozen money: a lawyer, then the remedy of the list it stands on."""
    frozen_by = case.sanctions_list
    first = lawyer("assets")
    if frozen_by == "nl":
        return [
            first,
            StepRef("finance", "exemption"),
            StepRef("buza", "objection", "sanctions", your=own(case, "objection", WEEKS_6)),
        ]
    if frozen_by == "eu":
        appeal = court(case, "eu_list", "council_eu", on_paper(case, "eu_court"))
        return [first, appeal, StepRef("council_eu", "delisting")]
    if frozen_by == "un":
        return [first, StepRef("un", "delisting")]
    if frozen_by == "bank":
        return [first.with_notes("bank"), StepRef("bank", "complaint")]
    return [first.with_notes("which_list")]


def screening(case: Case) -> list[StepRef]:
    """A certificate of conduct (Justis) or a clearance (AIVD, MIVD); both where it is not known which."""
    named = case.facts.agency
    bodies = [named] if named in ("justis", "aivd", "mivd") else ["justis", "aivd"]
    steps = [step for body in bodies for step in _screening_by(case, body)]
    if named not in bodies:
        # Nobody knows yet who decided: each step says first for which paper it is meant.
        steps = [msgspec.structs.replace(step, variant=f"{step.variant}_if".lstrip("_")) for step in steps]
    # Interim relief exists only beside an objection that can still be made.
    if not any(step.action == "objection" and step.your and not step.your.past for step in steps):
        return steps
    return [*steps, interim_relief(case, "job", named if named in bodies else None)]


def _screening_by(case: Case, body: str) -> list[StepRef]:
    steps = []
    if case.stage in (None, "intention"):
        term = own(case, "view", WEEKS_2) if body == "justis" else on_paper(case, "in_the_intention")
        steps.append(StepRef(body, "view", your=term))
    if case.stage != "intention":
        steps.append(StepRef(body, "objection", "screening", your=own(case, "objection", WEEKS_6)))
    return steps
