"""From a situation in a person's own words to a plan and a letter."""

from __future__ import annotations

import pytest

from tests.dialogue.talk import Talk, steps

pytestmark = pytest.mark.model


async def test_somebody_sent_back_at_istanbul_gets_a_plan_after_a_few_questions(dutch: Talk) -> None:
    turn = await dutch.say("Ik werd op Istanbul Airport teruggestuurd en niemand zegt waarom")
    assert turn.intent == "refused_entry_abroad"
    assert (await dutch.facts())["country"] == "TR"
    assert dutch.asked == "whereabouts"
    asked = 0
    while turn.plan is None:
        asked += 1
        turn = await dutch.say(dutch.buttons[-1]["payload"])
    assert asked <= 6
    found = steps(turn.plan)
    assert ("tr", "foreign_redress") in found
    assert found.index(("police", "access")) < found.index(("kmar", "access"))


async def test_the_letter_to_the_police_has_placeholders_and_no_story(dutch: Talk) -> None:
    await dutch.say("Ik werd op Istanbul Airport teruggestuurd en niemand zegt waarom")
    await dutch.skip_to_plan()
    await dutch.say("schrijf de brief aan de politie")
    assert "artikel 25" in dutch.text
    assert "[" in dutch.text
    assert "Istanbul" not in dutch.text
    assert "teruggestuurd" not in dutch.text


async def test_the_same_story_in_english(english: Talk) -> None:
    turn = await english.say("I was turned back at Istanbul Airport and nobody tells me why")
    assert turn.intent == "refused_entry_abroad"
    plan = await english.skip_to_plan()
    assert ("police", "access") in steps(plan)
    await english.say("write the letter to the police")
    assert "artikel 25" in english.text
    assert "article 25" in english.text.lower()


async def test_somebody_stuck_abroad_reads_the_number_before_any_question(talk: Talk) -> None:
    turn = await talk.say("Help ik zit nu vast op het vliegveld van Casablanca, ze laten me niet gaan")
    assert turn.intent == "stuck_abroad"
    assert "+31 247 247 247" in turn.messages[0]["text"]
    assert turn.messages[0]["card"]["type"] == "contacts"


async def test_a_suspected_police_registration_leads_to_police_and_kmar(dutch: Talk) -> None:
    turn = await dutch.say("Volgens mij sta ik bij de politie als radicaal geregistreerd")
    assert turn.intent == "suspect_police_registration"
    assert steps(await dutch.skip_to_plan())[:2] == [("police", "access"), ("kmar", "access")]


async def test_a_refusal_by_the_police_leads_to_the_court_with_its_last_day_read_back(dutch: Talk) -> None:
    turn = await dutch.say("De politie heeft mijn inzageverzoek afgewezen met een brief")
    assert turn.intent == "request_refused"
    for _ in range(8):
        if dutch.asked == "prior_request.decision_sent_on" or turn.plan is not None:
            break
        turn = await dutch.say(dutch.buttons[-1]["payload"])
    if dutch.asked:
        turn = await dutch.say("gisteren")
        assert "Ik heb genoteerd" in dutch.text
    plan = turn.plan or await dutch.skip_to_plan()
    appeal = next(step for step in plan["steps"] if (step["agency"], step["action"]) == ("court", "appeal"))
    assert appeal["your_deadline"]["day"]
    assert ("police", "objection") not in steps(plan)


async def test_no_answer_in_time_asks_when_it_was_sent(english: Talk) -> None:
    turn = await english.say("I asked the police for my data four months ago and they never replied")
    assert turn.intent == "no_reply"
    request = (await english.facts())["prior_requests"][0]
    assert request["agency"] == "police"
    plan = await english.skip_to_plan()
    assert plan["steps"]


async def test_a_second_situation_joins_the_first_in_one_plan(dutch: Talk) -> None:
    await dutch.say("Ik werd teruggestuurd op het vliegveld van Istanbul")
    await dutch.skip_to_plan()
    await dutch.say("En mijn paspoort is door de gemeente geweigerd")
    facts = await dutch.facts()
    assert facts["situation"] == "refused_entry_abroad"
    assert facts["also"] == ["passport_problem"]
    plan = await dutch.skip_to_plan()
    assert len(steps(plan)) == len({(s["agency"], s["action"], str(s["about"])) for s in plan["steps"]})


async def test_no_data_is_explained_before_what_can_be_done_about_it(dutch: Talk) -> None:
    await dutch.say("De politie heeft mijn inzageverzoek afgewezen met een brief")
    for _ in range(8):
        if dutch.asked == "prior_request.status":
            break
        await dutch.say(dutch.buttons[-1]["payload"])
    await dutch.press("geen gegevens")
    await dutch.skip_to_plan()
    assert "Wat dit antwoord betekent" in dutch.text
    assert "bewijst niet" in dutch.text


async def test_yes_also_that_country_tells_both_nationalities(dutch: Talk) -> None:
    await dutch.say("Ik werd op Istanbul Airport teruggestuurd en niemand zegt waarom")
    await dutch.press("weer in nederland")
    await dutch.press("nee, niets")
    while dutch.asked != "nationality":
        await dutch.say(dutch.buttons[-1]["payload"])
    assert "de nationaliteit van Turkije" in dutch.text
    await dutch.press("die van turkije")
    facts = await dutch.facts()
    assert (facts["nationality"], facts["second_nationality"]) == ("nl_dual", "TR")
    await dutch.skip_to_plan()
    assert "de Nederlandse en die van Turkije" in dutch.text
    assert "Nee, de Nederlandse en een andere" not in dutch.text


async def test_a_refused_passport_is_not_asked_about_entry_bans(dutch: Talk) -> None:
    await dutch.say("De gemeente heeft mijn paspoort geweigerd")
    while dutch.asked != "stage":
        await dutch.say(dutch.buttons[-1]["payload"])
    titles = [button["title"] for button in dutch.buttons]
    assert any("uitreisverbod" in title for title in titles)
    assert not any("inreisverbod" in title or "grens" in title for title in titles)
