"""What testers saw go wrong, each named after what they saw."""

from __future__ import annotations

import pytest

from tests.dialogue.talk import Talk, steps

pytestmark = pytest.mark.model
STORY = "Ik werd op Istanbul Airport teruggestuurd en niemand zegt waarom"


async def _until(talk: Talk, fact: str) -> None:
    for _ in range(8):
        if talk.asked == fact:
            return
        await talk.say(talk.buttons[-1]["payload"])
    raise AssertionError(f"{fact} was never asked")


async def test_a_thrown_away_envelope_does_not_erase_the_conversation(dutch: Talk) -> None:
    await dutch.say(STORY)
    await dutch.press("weer in nederland")
    await dutch.press("brief of besluit")
    turn = await dutch.say("de envelop heb ik weggegooid")
    assert not turn.erased
    assert (await dutch.facts())["country"] == "TR"


async def test_erasing_at_the_police_is_not_erasing_this_conversation(english: Talk) -> None:
    turn = await english.say("please delete my data from the police system")
    assert not turn.erased


async def test_dutch_as_a_nationality_is_not_the_dutch_language(english: Talk) -> None:
    await english.say("I was turned back at Istanbul Airport and nobody tells me why")
    await _until(english, "nationality")
    await english.say("Dutch and Turkish, both")
    assert english.last.messages[0]["lang"] == "en"
    facts = await english.facts()
    assert (facts["nationality"], facts["second_nationality"]) == ("nl_dual", "TR")


async def test_yes_but_what_does_it_cost_is_no_criminal_case(dutch: Talk) -> None:
    await dutch.say(STORY)
    await _until(dutch, "criminal_case")
    await dutch.say("ja maar wat kost dat")
    assert "criminal_case" not in await dutch.facts()
    assert dutch.asked == "criminal_case"


@pytest.mark.parametrize("doubt", ["dat zou kunnen", "ik weet het niet", "geen idee"])
async def test_not_being_sure_of_a_criminal_case_puts_the_lawyer_first(dutch: Talk, doubt: str) -> None:
    await dutch.say(STORY)
    await _until(dutch, "criminal_case")
    await dutch.say(doubt)
    assert (await dutch.facts())["criminal_case"] == "possible"
    plan = await dutch.skip_to_plan()
    assert steps(plan)[0] == ("lawyer", "lawyer")


async def test_somebody_held_in_israel_reads_the_hours_before_any_question(dutch: Talk) -> None:
    await dutch.say("ik zit nu vast op het vliegveld van Tel Aviv en ze willen me terugsturen")
    assert "4 uur" in dutch.text
    asked = 0
    while dutch.last.plan is None:
        asked += 1
        await dutch.say(dutch.buttons[-1]["payload"])
    assert asked <= 2


async def test_a_refugee_is_heard_and_gets_no_letter_to_the_state(english: Talk) -> None:
    await english.say(
        "I fled from Egypt, I live in Utrecht and last month I was refused at the border in Dubai"
    )
    plan = await english.skip_to_plan()
    assert (await english.facts())["protection"] is True
    assert not {"interpol", "consulate_abroad", "own_embassy"} & {step["agency"] for step in plan["steps"]}


async def test_a_letter_that_tells_a_state_waits_for_the_question_whether_that_is_safe(dutch: Talk) -> None:
    await dutch.say("Ik ben vorige maand in Casablanca geweigerd en teruggestuurd naar huis")
    plan = await dutch.skip_to_plan()
    if "protection" in plan["questions"]:
        assert not any("consulaat" in button["title"].lower() for button in dutch.buttons)


async def test_just_a_letter_to_the_police_is_a_letter(dutch: Talk) -> None:
    await dutch.say("gewoon een brief aan de politie")
    assert "artikel 25" in dutch.text


async def test_a_bare_date_is_no_letter_that_was_posted_and_no_word_about_suicide(dutch: Talk) -> None:
    await dutch.say("20 augustus")
    assert not any("leven" in button["title"] for button in dutch.buttons)
    await dutch.say(STORY)
    await _until(dutch, "criminal_case")
    await dutch.say("3 november")
    assert "Verstuurd op" not in dutch.text


async def test_no_reply_by_mail_is_asked_neither_twice_nor_defaulted_too_soon(dutch: Talk) -> None:
    await dutch.say(
        "heb 3 maanden geleden een mail gestuurd naar de politie om mijn gegevens te zien en niks gehoord"
    )
    request = (await dutch.facts())["prior_requests"][0]
    assert (request["agency"], request["sent_by"]) == ("police", "email")
    assert "u verstuurde het verzoek op" in dutch.text
    plan = await dutch.skip_to_plan()
    assert ("police", "default_notice") not in steps(plan)


async def test_skip_all_questions_shows_the_plan(dutch: Talk) -> None:
    await dutch.say(STORY)
    turn = await dutch.say("ik sla alle vragen over")
    assert turn.plan is not None


async def test_why_do_you_ask_is_answered_with_the_reason(dutch: Talk) -> None:
    await dutch.say(STORY)
    asked = dutch.asked
    await dutch.say("waarom wil je dat weten?")
    assert dutch.asked == asked
    assert "Waarom ik dit vraag" in dutch.text
    assert "Bron" not in dutch.text


async def test_next_and_a_stray_hello_end_nothing(dutch: Talk) -> None:
    await dutch.say(STORY)
    asked = dutch.asked
    for text in ("volgende", "hij is 24"):
        await dutch.say(text)
        assert dutch.asked == asked


async def test_back_asks_again_even_after_many_answers(dutch: Talk) -> None:
    await dutch.say(STORY)
    for _ in range(2):
        await dutch.say(dutch.buttons[-1]["payload"])
    before = dutch.asked
    await dutch.say(dutch.buttons[-1]["payload"])
    await dutch.say("terug")
    assert dutch.asked == before


async def test_the_day_in_the_first_message_is_read_back(dutch: Talk) -> None:
    await dutch.say("Op 5 november ben ik op het vliegveld van Istanbul teruggestuurd")
    assert "het gebeurde op donderdag 5 november 2026" in dutch.text


async def test_the_plan_says_what_it_assumed(dutch: Talk) -> None:
    await dutch.say(STORY)
    await dutch.press("weer in nederland")
    await dutch.skip_to_plan()
    assert "Ik ging uit van: Turkije; Weer in Nederland" in dutch.text


async def test_after_a_word_about_suicide_a_bare_no_gets_no_menu(dutch: Talk) -> None:
    await dutch.say("ik wil er niet meer zijn")
    await dutch.say("nee")
    assert "113" in dutch.text
    assert dutch.buttons == []


async def test_may_i_call_him_keeps_the_arrest(dutch: Talk) -> None:
    await dutch.say("mijn broer is net opgepakt op schiphol door de marechaussee wat moeten we doen")
    await dutch.skip_to_plan()
    await dutch.say("mag ik hem bellen")
    facts = await dutch.facts()
    assert "held_in_netherlands" in (facts["situation"], facts.get("underlying"))


async def test_must_i_sign_is_answered_to_somebody_who_is_held(dutch: Talk) -> None:
    await dutch.say("ik zit nu vast op het vliegveld van Tel Aviv en ze willen me terugsturen")
    asked = dutch.asked
    await dutch.say("moet ik tekenen?")
    assert "Teken niets" in dutch.text
    assert dutch.asked == asked


async def test_friday_the_thirteenth_is_the_thirteenth(dutch: Talk) -> None:
    await dutch.say("Vrijdag de 13e ben ik op het vliegveld van Istanbul teruggestuurd")
    assert (await dutch.facts())["event_date"][-2:] == "13"


async def test_whoever_says_to_be_home_is_no_longer_stuck(dutch: Talk) -> None:
    await dutch.say("ik zit nu vast op het vliegveld van Tel Aviv en ze willen me terugsturen")
    await dutch.say("ik ben weer thuis")
    facts = await dutch.facts()
    assert (facts["situation"], facts["whereabouts"]) == ("refused_entry_abroad", "netherlands")


async def test_a_letter_for_a_boy_of_fifteen_is_for_the_boy(dutch: Talk) -> None:
    await dutch.say("mijn zoon van 15 staat volgens mij bij de politie als radicaal geregistreerd")
    assert (await dutch.facts())["acting_for"] == {"relation": "child", "age": 15}


async def test_what_the_answer_said_is_not_asked_again(dutch: Talk) -> None:
    await dutch.say("De politie antwoordt op mijn inzageverzoek dat er geen gegevens over mij zijn")
    assert (await dutch.facts())["prior_requests"][0]["status"] == "no_data"


async def test_a_flight_that_is_mentioned_in_passing_counts(english: Talk) -> None:
    await english.say("I was turned back at Istanbul Airport and nobody tells me why")
    await english.say("my next flight is tomorrow")
    assert (await english.facts()).get("journey_on")


async def test_a_day_after_the_plan_corrects_the_day_before_it(dutch: Talk) -> None:
    await dutch.say(
        "heb 3 maanden geleden een mail gestuurd naar de politie om mijn gegevens te zien en niks gehoord"
    )
    await dutch.skip_to_plan()
    await dutch.say("nee, het was 20 augustus")
    assert (await dutch.facts())["prior_requests"][0]["sent_on"].endswith("-08-20")


async def test_a_feared_state_gets_no_letter_on_request_either(english: Talk) -> None:
    await english.say("I am a refugee and last month I was refused at the border in Dubai")
    await english.skip_to_plan()
    await english.say("write the letter to Interpol")
    letters = [
        m["card"]["letter"] for m in english.last.messages if (m["card"] or {}).get("type") == "letter"
    ]
    assert "interpol" not in [letter["agency"] for letter in letters]
