"""What a message tells beside what it answers: somebody fled, is home again, has a paper, asks for a client."""

from __future__ import annotations

from typing import Any

from actions.nationality import nationality_in_passing, second_in_passing
from actions.places import countries_in_question
from actions.telling import decline, set_fact
from actions.turn import Turn
from bot.clock import today

_ADULT = 18
#: What may as well take place at a Dutch airport.
_AT_HOME_TOO = frozenset({"extra_border_checks", "mistaken_identity", "unfair_treatment"})
#: Who decides on a certificate of conduct or a clearance.
_SCREENERS = frozenset({"justis", "aivd", "mivd"})
_STAGES = ("exit_ban", "entry_ban", "undesirable", "intention", "decided")
_PAPERS = {"say_paper_none": "none", "say_paper_letter": "decision", "say_paper_form": "form"}


def tell_in_passing(turn: Turn, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with what the message says of them without having been asked; never a guess."""
    told = _safety(turn, dict(facts))
    told = _other_person(turn, told)
    told = _requests(turn, told)
    if told.get("nationality") == "nl" and turn.says("say_also"):
        second = second_in_passing(turn.text, turn.chat)
        told |= {"nationality": "nl_dual", "second_nationality": second} if second else {}
    plan = turn.plan(told)
    return _open(turn, told, plan.questions) if plan else told


def kind_of_day_ahead(turn: Turn) -> str | None:
    """What a day ahead in the message is the day of, where it says so."""
    return "paper_until" if turn.says("say_term") else "journey_on" if turn.says("say_journey") else None


def day_ahead(turn: Turn) -> tuple[str, str] | None:
    """A day ahead in the message, with the fact that it tells; None where it does not say of what it is."""
    day, name = turn.entity("date"), kind_of_day_ahead(turn)
    return (name, str(day)) if name and day and str(day) > today().isoformat() else None


def _safety(turn: Turn, told: dict[str, Any]) -> dict[str, Any]:
    """What changes a plan's safety wherever it is said."""
    if "protection" not in told and turn.mentions("say_protection"):
        told["protection"] = True
    situations = (told.get("situation"), *told.get("also", []))
    if "assets_frozen" in situations and turn.says("say_no_money"):
        told["no_money"] = True
    if "passport_problem" in situations and turn.says("say_passport_demanded"):
        told["passport_demanded"] = True
    if "arrest_feared" not in told and turn.mentions("say_arrest_feared"):
        told["arrest_feared"] = True
    home = (
        turn.mentions("say_home")
        or (turn.says("say_safe") and turn.says("say_is_home"))
        or (turn.is_reassuring and turn.says("say_home_word"))
    )
    if home and told.get("situation") == "refused_entry_abroad" and "whereabouts" not in told:
        told["whereabouts"] = "netherlands"
    if home and told.get("situation") == "stuck_abroad":
        # Whoever is home again is no longer stuck.
        told |= {"situation": "refused_entry_abroad", "whereabouts": "netherlands"}
    return told


def _other_person(turn: Turn, told: dict[str, Any]) -> dict[str, Any]:
    text = turn.text.lower()
    if "acting_for" not in told and not turn.facts.get("situation"):
        # Only a first message says whose case it is; a later one may tell of somebody else besides.
        told = _of_whom(turn, told, text)
    age = turn.chat.find("age_of_somebody", text)
    if age and "acting_for" in told:
        told["acting_for"] = {**told["acting_for"], "age": int(age["age"])}
    return told


def _of_whom(turn: Turn, told: dict[str, Any], text: str) -> dict[str, Any]:
    child = turn.chat.find("child_of_age", text)
    age = int(child["age"]) if child else _ADULT
    if child and age < _ADULT and not turn.chat.find("came_along", text[: child.start()]):
        told["acting_for"] = {"relation": "child", "age": age}
    elif turn.says("say_client"):
        told["acting_for"] = {"relation": "client"}
    elif turn.says("say_caller"):
        told["acting_for"] = {"relation": "other"}
        told = _without_employer(turn, told)
    elif relation := _to_whom_it_happened(turn, text):
        told["acting_for"] = {"relation": relation}
    return told


def _without_employer(turn: Turn, told: dict[str, Any]) -> dict[str, Any]:
    """The facts without the agency that somebody only works for: "I work at the helpdesk of a municipality"."""
    for found in turn.entities:
        works_there = "start" in found and turn.chat.find("works_at", turn.text[: found["start"]].lower())
        if found["entity"] == "agency" and works_there and told.get("agency") == found["value"]:
            return {name: value for name, value in told.items() if name != "agency"}
    return told


def _to_whom_it_happened(turn: Turn, text: str) -> str | None:
    """The relation whose story it is: "mijn broer werd …", unless it happened to the person too."""
    find = turn.chat.find
    for found in turn.entities:
        is_relation = found["entity"] == "relation" and "end" in found
        if is_relation and find("happened", text[found["end"] :]) and not find("happened_to_me", text):
            return str(found["value"])
    return None


def _requests(turn: Turn, told: dict[str, Any]) -> dict[str, Any]:
    request = (told.get("prior_requests") or [{}])[0]
    if told.get("situation") == "request_refused" and "status" not in request:
        status = (
            "no_data"
            if turn.mentions("say_no_data")
            else "partial"
            if turn.mentions("say_blacked_out")
            else None
        )
        if status:
            told["prior_requests"] = [{**request, "status": status}]
    answers = told.get("situation") == "request_refused" and "phase" not in request
    if answers and turn.says("say_my_request") and not turn.says("say_remedy"):
        told = set_fact(told, "prior_request.phase", "request")
    if told.get("situation") == "no_reply" and "sent_by" not in request and turn.mentions("say_by_email"):
        told["prior_requests"] = [{**request, "sent_by": "email"}]
    return told


def _paper(turn: Turn, told: dict[str, Any]) -> str | None:
    for name, value in _PAPERS.items():
        if turn.says(name):
            return value
    is_dated = turn.says("say_received") or "paper_date" in told or "paper_sent_on" in told
    return "decision" if is_dated and turn.says("say_letter") and not turn.says("say_not") else None


def _criminal_case(turn: Turn) -> str | None:
    if turn.says("say_suspect"):
        return "running"
    return "none" if turn.says("say_no_case") else None


def _open(turn: Turn, told: dict[str, Any], questions: tuple[str, ...]) -> dict[str, Any]:
    """Answers to questions that would have been asked."""
    found: dict[str, object] = {
        "paper": _paper(turn, told),
        "stage": _stage(turn),
        "criminal_case": _criminal_case(turn),
        "nationality": nationality_in_passing(turn.text, turn.chat) if "nationality" in questions else None,
        "agency": _agency(turn, told),
        "prior_request.agency": turn.entity("agency"),
    }
    countries = countries_in_question(turn.text, turn.entities, turn.chat)
    if len(countries) == 1:
        found["country"] = countries[0]
    elif not countries and told.get("situation") in _AT_HOME_TOO and turn.says("say_dutch_airport"):
        # It took place in the Netherlands: no other country is in question.
        told = decline(told, "country")
    day = turn.entity("date", "event")
    if day and str(day) <= today().isoformat():
        found["event_date"] = day
    for name, value in found.items():
        if value is not None and name in questions:
            told = set_fact(told, name, value)
    return told


def _stage(turn: Turn) -> str | None:
    stage = next((stage for stage in _STAGES if turn.says(f"say_{stage}")), None)
    return "decision" if stage == "decided" else stage


def _agency(turn: Turn, told: dict[str, Any]) -> str | None:
    """The agency in question; one that cannot be is only mentioned: "the police came by once" decides no VOG."""
    if told.get("situation") == "screening_refused":
        return "justis" if turn.says("say_vog") else _clearance(turn)
    return turn.entity("agency")


def _clearance(turn: Turn) -> str | None:
    named = turn.entity("agency")
    return named if named in _SCREENERS else None
