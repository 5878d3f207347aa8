"""From a situation to its steps: one function per situation, in files by theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.guidance.case import Case
from bot.guidance.facts import Situation
from bot.guidance.refs import StepRef
from bot.guidance.routes import abroad, criminal, decisions, people, records

Route = Callable[[Case], list[StepRef]]

ROUTES: Final[dict[Situation, Route]] = {
    "stuck_abroad": abroad.stuck,
    "held_in_netherlands": criminal.held,
    "refused_entry_abroad": abroad.refused,
    "extra_border_checks": abroad.extra_checks,
    "travel_permit_refused": abroad.travel_permit,
    "suspect_police_registration": records.police_registration,
    "suspect_intelligence_file": records.intelligence_file,
    "suspect_international_alert": records.international_alert,
    "data_shared_abroad": records.shared_abroad,
    "passport_problem": decisions.passport,
    "entry_ban_netherlands": decisions.entry_ban,
    "status_refused": decisions.status,
    "assets_frozen": decisions.assets,
    "screening_refused": decisions.screening,
    "approached_by_authorities": people.approached,
    "criminal_procedure": criminal.procedure,
    "mistaken_identity": records.mistaken_identity,
    "criminal_case_data": criminal.closed_case,
    "data_incorrect": records.incorrect,
    "want_data_removed": records.removal,
    "request_refused": lambda case: [],
    "no_reply": lambda case: [],
    "unfair_treatment": people.unfair_treatment,
    "acting_for_other": records.by_agency,
}
"""The steps of `request_refused` and `no_reply` come from the earlier requests themselves (`requests.py`), in every
situation. `acting_for_other` stands here for the case that the other person's situation is not known."""
