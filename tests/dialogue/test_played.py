"""What twenty people saw when their conversations were played from beginning to end, each named after it."""

from __future__ import annotations

import pytest

from actions.places import countries_in_question
from bot.chat import load_chat
from bot.nlu.entity_finder import EntityFinder
from tests.dialogue.talk import Talk, steps

pytestmark = pytest.mark.model
STORY = "Ik werd op Istanbul Airport teruggestuurd en niemand zegt waarom"
STORY_EN = "I was turned back at Istanbul Airport and nobody tells me why"
NO_REPLY = "I wrote to the KMar four months ago for my data, nothing back"


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("I was refused entry by the UK because of Iran stamps", ["GB"]),
        ("Ik ben in Dubai geweigerd en ik ben bang dat Iran hierachter zit", ["AE"]),
        ("I flew from Spain to Turkey, they refused me at Istanbul, then sent me to Germany", ["TR"]),
        ("door Marokko geweigerd vanwege een stempel van Syrië", ["MA"]),
        ("op weg naar Tunesië werd ik in Frankrijk tegengehouden", ["FR"]),
        ("nee ik bedoel Algerije, niet Tunesië", ["DZ"]),
        ("Turkije weigerde mij door een visum van Irak", ["TR"]),
        ("eerst in Turkije geweigerd en daarna in Marokko", ["TR", "MA"]),
        ("engeland en turkije allebei", ["GB", "TR"]),
    ],
)
def test_the_country_in_question_is_the_one_that_refused_and_two_that_did_are_both_kept(
    text: str, countries: list[str]
) -> None:
    entities = [entity.as_dict() for entity in EntityFinder.from_lexicon().find(text)]
    assert countries_in_question(text, entities, load_chat()) == countries


async def test_refused_by_the_uk_because_of_iran_stamps_is_not_about_iran(english: Talk) -> None:
    await english.say("I was refused by the UK because of Iran stamps in my passport")
    if english.asked is None:
        await english.press("refused at another country")
    assert (await english.facts())["country"] == "GB"


async def test_two_countries_are_asked_back_with_both_as_answers(dutch: Talk) -> None:
    await dutch.say("Ik werd in Turkije geweigerd en vorige maand ook in Marokko geweigerd")
    assert "country" not in await dutch.facts()
    while dutch.asked != "country":
        await dutch.say("thuis")
    await dutch.press("Marokko")
    assert (await dutch.facts())["country"] == "MA"


@pytest.mark.parametrize(
    "text", ["hij is thuis", "mijn broer is thuis nu", "he is home. nobody is in danger."]
)
async def test_he_is_home_is_no_danger(talk: Talk, text: str) -> None:
    await talk.ask("criminal_case", {"situation": "suspect_police_registration"}, "nl")
    await talk.say(text)
    assert "+31 247 247 247" not in talk.text
    assert talk.asked == "criminal_case"


async def test_he_is_home_with_a_knife_is_danger(english: Talk) -> None:
    await english.say("he is home with a knife, help")
    assert "112" in english.last.messages[0]["text"]
    assert english.last.intent == "in_danger"


async def test_a_lawyer_is_asked_about_the_client_and_told_what_was_understood(english: Talk) -> None:
    await english.say(
        "I represent a client who was refused entry in the UK in September. He wants to know what the police hold on him."
    )
    facts = await english.facts()
    assert (facts["underlying"], facts["country"]) == ("refused_entry_abroad", "GB")
    assert "Where is your client now?" in english.text
    await english.say("my client is in Rotterdam")
    assert (await english.facts())["whereabouts"] == "netherlands"


async def test_a_helpdesk_agent_is_asked_about_the_caller(english: Talk) -> None:
    await english.say("I'm a helpdesk agent, I have a caller on the line whose bank account was frozen")
    assert "against this person" in english.text


async def test_a_mother_is_asked_about_herself_and_not_about_the_child_that_came_along(dutch: Talk) -> None:
    await dutch.say("ik sta op istanbul met mijn dochtertje van 6, ze laten ons niet door")
    assert "acting_for" not in await dutch.facts()
    assert "Hebt u een papier" in dutch.text


async def test_a_father_of_a_boy_of_fourteen_is_asked_about_the_boy(dutch: Talk) -> None:
    await dutch.say(
        "Ik ben de vader van een jongen van 14, de wijkagent zei dat de politie hem op een lijst heeft"
    )
    assert (await dutch.facts())["acting_for"] == {"relation": "child", "age": 14}
    assert "uw kind" in dutch.text


async def test_the_last_day_is_that_of_the_plan(dutch: Talk) -> None:
    known = {"situation": "screening_refused", "paper": "decision", "agency": "aivd", "stage": "decision"}
    await dutch.ask("criminal_case", {**known, "paper_sent_on": "2026-11-17"}, "nl")
    await dutch.say("hoeveel tijd heb ik eigenlijk?")
    assert "29 december 2026" in dutch.text
    assert dutch.asked == "criminal_case"
    await dutch.say("nee")
    await dutch.say("wat is mijn laatste dag")
    assert "29 december 2026" in dutch.text
    assert "verstuurd" not in dutch.text


async def test_are_they_late_is_answered_with_their_day(english: Talk) -> None:
    await english.say(NO_REPLY)
    await english.skip_to_plan()
    await english.say("so are they late?")
    assert "should have answered by" in english.text


async def test_throw_the_letter_away_writes_none(dutch: Talk) -> None:
    await dutch.say(STORY)
    await dutch.skip_to_plan()
    await dutch.say("schrijf de brief aan de politie")
    await dutch.say("verwijder de brief maar")
    assert "de brief is weg" in dutch.text
    assert "artikel 25" not in dutch.text
    assert (await dutch.facts())["country"] == "TR"


async def test_who_does_not_say_when_a_letter_was_posted_is_not_asked_for_ever(dutch: Talk) -> None:
    await dutch.say(STORY)
    await dutch.skip_to_plan()
    await dutch.say("schrijf de brief aan de politie")
    await dutch.press("termijn")
    assert "Op welke dag" in dutch.text
    await dutch.say("dank je wel")
    assert "Op welke dag" not in dutch.text


async def test_sent_it_today_is_the_letter_and_not_the_request_of_before(english: Talk) -> None:
    await english.say(NO_REPLY)
    await english.skip_to_plan()
    before = await english.facts()
    await english.say("write the letter")
    await english.say("sent it today")
    assert "These are the days to watch" in english.text
    assert await english.facts() == before


async def test_after_a_word_about_suicide_the_bank_can_wait(english: Talk) -> None:
    await english.say("the bank froze everything I have and nobody will tell me why")
    await english.say("I can't do this anymore, I just want to end it all")
    await english.say("and I have no money for food, the bank froze my account")
    assert "113" in english.text
    assert english.asked is None
    assert english.last.plan is None
    await english.say("ok let's go on")
    assert english.asked is not None


async def test_something_unclear_after_a_word_about_suicide_gets_no_list_of_legal_readings(
    english: Talk,
) -> None:
    await english.say("I just want to end it all")
    await english.say("ok she is calling 113")
    assert english.buttons == []
    assert "113" in english.text


async def test_go_on_goes_on_after_stopping(dutch: Talk) -> None:
    await dutch.say(STORY)
    asked = dutch.asked
    await dutch.say("stop maar")
    await dutch.say("verder")
    assert dutch.asked == asked


async def test_home_again_after_the_plan_makes_another_plan(dutch: Talk) -> None:
    await dutch.say("ik zit nu vast op het vliegveld van Tel Aviv en ze willen me terugsturen")
    await dutch.skip_to_plan()
    await dutch.say("we zijn weer thuis, godzijdank")
    assert (await dutch.facts())["situation"] == "refused_entry_abroad"
    assert ("police", "access") in steps(dutch.last.plan)


async def test_what_first_is_the_first_step_and_why(english: Talk) -> None:
    await english.say(STORY_EN)
    await english.skip_to_plan()
    await english.say("what do I do first")
    assert "Do this first" in english.text


async def test_a_refugee_whose_first_message_was_not_understood_is_still_a_refugee(english: Talk) -> None:
    await english.say(
        "I have a refugee travel document and the Egypt airport thing went wrong, there is a note"
    )
    assert (await english.facts())["protection"] is True
    await english.say("please write a letter to Interpol")
    assert not any((message["card"] or {}).get("type") == "letter" for message in english.last.messages)


async def test_will_they_tell_eritrea_changes_no_country(english: Talk) -> None:
    await english.ask(
        "criminal_case", {"situation": "refused_entry_abroad", "country": "EG", "paper": "none"}, "en"
    )
    await english.say("will they tell Eritrea about me?")
    assert (await english.facts())["country"] == "EG"


async def test_before_sunday_is_no_journey(dutch: Talk) -> None:
    await dutch.say("Mijn paspoort is door de gemeente geweigerd en ik moet voor zondag bezwaar maken")
    facts = await dutch.facts()
    assert "journey_on" not in facts
    assert facts["paper_until"]


async def test_two_situations_in_one_message_are_both_kept(english: Talk) -> None:
    await english.say(
        "My ESTA was refused last month and the police still haven't answered my access request from July"
    )
    await english.skip_to_plan()
    await english.press("visa or travel permission")
    facts = await english.facts()
    assert {facts["situation"], *facts["also"]} == {"no_reply", "travel_permit_refused"}


async def test_an_answer_that_came_yesterday_is_not_dated_yesterday(dutch: Talk) -> None:
    await dutch.say("Gisteren kreeg ik antwoord van de AIVD, er staat dat ze geen gegevens over mij hebben")
    request = (await dutch.facts())["prior_requests"][0]
    assert request == {"agency": "aivd", "status": "no_data"}
    assert dutch.asked == "prior_request.decision_sent_on"


async def test_nationalities_in_the_first_message_are_known_and_shown(dutch: Talk) -> None:
    await dutch.say(
        "Ik heb de Nederlandse en de Iraanse nationaliteit en ben op het vliegveld van Dubai geweigerd"
    )
    facts = await dutch.facts()
    assert (facts["nationality"], facts["second_nationality"], facts["country"]) == ("nl_dual", "IR", "AE")
    await dutch.skip_to_plan()
    assert "nationaliteit:" in dutch.text


async def test_a_plan_without_letters_is_not_called_no_plan(english: Talk) -> None:
    await english.say("the marechaussee is holding my brother at Schiphol right now")
    await english.skip_to_plan()
    await english.say("write the letter")
    assert "There is no plan yet" not in english.text


async def test_the_bank_says_it_is_the_national_list_is_an_answer(english: Talk) -> None:
    await english.ask("list", {"situation": "assets_frozen", "criminal_case": "none"}, "en")
    await english.say("the bank says it's the national list")
    assert (await english.facts())["list"] == "nl"


async def test_who_becomes_stuck_while_answering_reads_the_number_at_once(dutch: Talk) -> None:
    await dutch.say(STORY)
    await dutch.say("ik zit daar nog vast")
    assert "+31 247 247 247" in dutch.last.messages[0]["text"]


async def test_a_yes_to_a_question_before_a_letter_counts(dutch: Talk) -> None:
    await dutch.say("Ik ben vorige maand in Dubai geweigerd en teruggestuurd naar huis")
    await dutch.skip_to_plan()
    await dutch.say("schrijf een brief aan interpol")
    if dutch.asked == "protection":
        await dutch.say("ja, Iran mag niks weten")
        assert (await dutch.facts())["protection"] is True
        assert ("interpol", "access") not in steps(dutch.last.plan)


async def test_an_angry_story_is_heard_and_asked_about(dutch: Talk) -> None:
    await dutch.say(
        "JULLIE ZIJN ALLEMAAL HETZELFDE ik word al 3 jaar bij elke grens eruit gehaald en niemand doet iets"
    )
    await dutch.press("telkens gecontroleerd")
    assert (await dutch.facts())["situation"] == "extra_border_checks"


async def test_who_made_this_is_answered_also_during_the_intake(english: Talk) -> None:
    await english.say(STORY_EN)
    asked = english.asked
    await english.say("is this the government?")
    assert "not from the police" in english.text
    assert english.asked == asked


async def test_he_is_free_and_home_is_no_danger_and_makes_another_plan(dutch: Talk) -> None:
    await dutch.say("mijn vriend zit vast op het vliegveld van Cairo")
    await dutch.skip_to_plan()
    await dutch.say("hij is nu vrij en thuis")
    assert "Goed om te horen" in dutch.text
    assert (await dutch.facts())["situation"] == "refused_entry_abroad"
    assert dutch.last.plan is not None


async def test_a_letter_of_yesterday_about_an_exit_ban_is_not_asked_about_again(dutch: Talk) -> None:
    await dutch.say(
        "ik kreeg gisteren een brief dat ik een uitreisverbod heb en mijn paspoort moet inleveren"
    )
    facts = await dutch.facts()
    assert (facts["paper"], facts["stage"]) == ("decision", "exit_ban")
    assert dutch.asked == "criminal_case"


async def test_six_weeks_it_says_is_no_question_about_sources(dutch: Talk) -> None:
    await dutch.ask("paper_until", {"situation": "assets_frozen", "list": "eu"}, "nl")
    await dutch.say("6 weken staat er")
    assert "Hier komt de informatie vandaan" not in dutch.text
    assert dutch.asked != "paper_until"


async def test_my_wife_gets_no_certificate_does_not_make_my_own_case_hers(dutch: Talk) -> None:
    await dutch.say("mijn naturalisatie is afgewezen")
    await dutch.skip_to_plan()
    await dutch.say("en mijn vrouw krijgt geen VOG")
    assert "acting_for" not in await dutch.facts()


async def test_a_sister_of_fifteen_who_turns_out_sixteen(english: Talk) -> None:
    await english.say("my sister was refused entry in London yesterday, she's 15")
    assert (await english.facts())["acting_for"] == {"relation": "sibling", "age": 15}
    await english.skip_to_plan()
    await english.say("no wait, she is 16")
    assert (await english.facts())["acting_for"]["age"] == 16


async def test_in_serbia_alone_is_asked_back(english: Talk) -> None:
    await english.say("in serbia")
    assert (await english.facts()).get("situation") is None
    await english.press("refused at another country")
    assert (await english.facts())["country"] == "RS"


async def test_they_said_no_before_anything_is_known_is_not_offered_a_plan(english: Talk) -> None:
    await english.say("they said no")
    assert not any(button["payload"] == "/show_plan" for button in english.buttons)


async def test_no_money_for_food_makes_the_plan_urgent(english: Talk) -> None:
    await english.say("the bank froze my account because of the national terror list")
    await english.say("I have no money for food")
    plan = await english.skip_to_plan()
    assert (await english.facts())["no_money"] is True
    assert plan["urgent"] is True


async def test_a_term_that_is_over_is_told_after_the_one_that_runs(dutch: Talk) -> None:
    known = {"situation": "passport_problem", "paper": "decision", "paper_sent_on": "2026-11-01"}
    await dutch.ask("criminal_case", known, "nl")
    await dutch.say("haal ik dat nog??")
    assert dutch.text.index("Uiterste dag") < dutch.text.index("is voorbij")


async def test_a_yes_after_going_on_starts_nothing_over(dutch: Talk) -> None:
    await dutch.say(STORY)
    await dutch.say("opnieuw beginnen")
    await dutch.say("ga verder")
    await dutch.skip_to_plan()
    await dutch.say("ja")
    assert (await dutch.facts())["country"] == "TR"
