"""What an answer adds to the facts."""

from __future__ import annotations

from actions.telling import set_fact, unset_fact

BOTH = {"nationality": "nl_dual", "second_nationality": "TR"}


def test_an_answer_can_tell_two_facts_at_once() -> None:
    assert set_fact({"country": "TR"}, "nationality", BOTH) == {"country": "TR", **BOTH}


def test_an_answer_that_is_changed_leaves_nothing_of_the_first_one() -> None:
    told = set_fact({}, "nationality", BOTH)
    assert set_fact(told, "nationality", "nl") == {"nationality": "nl"}


def test_going_back_forgets_both_facts_of_an_answer() -> None:
    assert unset_fact(set_fact({}, "nationality", BOTH), "nationality") == {"declined": []}


def test_the_second_nationality_can_be_told_after_the_first() -> None:
    assert set_fact({"nationality": "nl_dual"}, "second_nationality", "MA")["nationality"] == "nl_dual"
