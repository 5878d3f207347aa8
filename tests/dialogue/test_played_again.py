"""What twenty-four more people saw when their conversations were played from beginning to end, each named after it."""

from __future__ import annotations

import pytest

from actions.nationality import nationality_in_passing, second_in_passing
from actions.places import countries_in_question
from bot.chat import load_chat
from bot.nlu.entity_finder import EntityFinder
from tests.dialogue.talk import Talk, steps

pytestmark = pytest.mark.model
CASABLANCA = "Ik ben vorige week in Casablanca op het vliegveld tegengehouden en teruggestuurd."
VOG = "Mijn taxipas gaat niet door want mijn VOG is geweigerd."
AIVD = "The AIVD answered me that they neither confirm nor deny that they have data about me."
LONG_STORY = (
    "I have been living in Eindhoven for fourteen years and work as a software engineer. Since 2021 every time I fly "
    "with my family to visit my in-laws in Casablanca we are taken out of the queue, our bags are opened, my phone is "
    "taken away for twenty minutes and my children are crying. In March this year on the way back the Royal "
    "Marechaussee at Eindhoven airport asked me about a mosque I went to as a student in 2009. I asked the police in "
    "June for my data and in July I got a letter that says they have nothing about me that they can give. In August I "
    "was refused entry to Turkey and put on a plane back the same night. I do not know where to start, please help me."
)
KMAR = "Ik heb op 1 september de marechaussee gevraagd wat ze over mij hebben en ik hoor niks."


@pytest.mark.parametrize(
    ("text", "nationality"),
    [
        (
            "Ik heb een Nederlands paspoort maar ook de Marokkaanse nationaliteit.",
            {"nationality": "nl_dual", "second_nationality": "MA"},
        ),
        ("I am Polish and the Netherlands gave me an entry ban.", "eu"),
        ("She is Dutch and has no other nationality.", "nl"),
        ("I am Dutch and Morocco refused me", None),
        ("Ik ben Nederlander en mijn ouders komen uit Irak.", None),
        ("ik heb ook een Turkse nationaliteit", None),
    ],
)
def test_i_am_dutch_is_half_an_answer_and_i_am_polish_a_whole_one(text: str, nationality: object) -> None:
    assert nationality_in_passing(text, load_chat()) == nationality


def test_a_second_nationality_is_told_beside_the_dutch_one() -> None:
    assert second_in_passing("ik heb ook een Turkse nationaliteit", load_chat()) == "TR"


def test_rome_and_london_are_both_places_where_it_happened() -> None:
    text = "It happened in Rome, in London and at Schiphol."
    entities = [entity.as_dict() for entity in EntityFinder.from_lexicon().find(text)]
    assert countries_in_question(text, entities, load_chat()) == ["IT", "GB"]


async def test_a_moroccan_nationality_is_noted_and_begins_no_second_story(dutch: Talk) -> None:
    await dutch.say(CASABLANCA)
    await dutch.say("Ik heb een Nederlands paspoort maar ook de Marokkaanse nationaliteit.")
    assert "genoteerd" in dutch.text
    await dutch.say("Ze zeiden niet waarom, ik kreeg geen papier mee.")
    facts = await dutch.facts()
    assert "also" not in facts
    assert (facts["nationality"], facts["second_nationality"], facts["paper"]) == ("nl_dual", "MA", "none")


async def test_will_the_netherlands_be_told_does_not_say_where_somebody_is(dutch: Talk) -> None:
    await dutch.say(CASABLANCA)
    await dutch.say("wordt dit nu ook aan nederland doorgegeven?")
    assert "whereabouts" not in await dutch.facts()


@pytest.mark.parametrize("text", ["al drie uur, ze zeggen niks", "schrijf een brief"])
async def test_held_at_schiphol_words_about_something_else_are_no_paper(dutch: Talk, text: str) -> None:
    await dutch.say("ik zit nu vast op schiphol de marechaussee laat me niet gaan")
    assert dutch.asked == "paper"
    await dutch.say(text)
    assert "paper" not in await dutch.facts()


async def test_no_criminal_case_is_no_answer_about_a_paper(dutch: Talk) -> None:
    await dutch.ask("paper", {"situation": "refused_entry_abroad", "whereabouts": "netherlands"}, "nl")
    await dutch.say("nee geen strafzaak")
    facts = await dutch.facts()
    assert facts["criminal_case"] == "none"
    assert "paper" not in facts


async def test_it_was_on_12_november_is_not_knowing_nothing(dutch: Talk) -> None:
    await dutch.say("Mijn ESTA is ineens ingetrokken, drie weken voor mijn uitwisseling in Boston.")
    await dutch.say("Het was op 12 november.")
    assert "declined" not in await dutch.facts()


async def test_the_day_of_the_request_is_not_asked_again(dutch: Talk) -> None:
    await dutch.say(KMAR)
    assert (await dutch.facts())["prior_requests"][0]["sent_on"] == "2026-09-01"
    assert dutch.asked != "prior_request.sent_on"


async def test_an_answer_to_my_request_is_not_asked_what_it_answers(dutch: Talk) -> None:
    await dutch.say("De politie heeft op mijn inzageverzoek geantwoord maar bijna alles is zwart gemaakt.")
    await dutch.say("De brief is gedateerd 30 oktober 2026.")
    assert (await dutch.facts())["prior_requests"][0]["phase"] == "request"
    assert dutch.asked != "prior_request.phase"


async def test_a_pole_with_an_entry_ban_objects_and_is_not_asked_twice(english: Talk) -> None:
    await english.say("I am Polish and the Netherlands gave me an entry ban.")
    await english.say("I got it on 3 November 2026.")
    facts = await english.facts()
    assert (facts["paper"], facts["paper_sent_on"]) == ("decision", "2026-11-03")
    await english.say("no")
    plan = await english.skip_to_plan()
    assert ("ind", "objection") in steps(plan)
    assert ("court", "appeal") not in steps(plan)


async def test_a_letter_of_five_weeks_old_has_a_day(english: Talk) -> None:
    await english.say(AIVD)
    await english.say("The letter is five weeks old.")
    assert "exact day" in english.text
    assert (await english.facts())["prior_requests"][0]["decision_sent_on"]


@pytest.mark.parametrize(
    ("known", "text", "day"),
    [
        (
            {"situation": "refused_entry_abroad", "country": "MA", "event_date": "2026-11-19"},
            "het was op 17 november",
            "event_date",
        ),
        (
            {"situation": "passport_problem", "paper": "decision", "paper_sent_on": "2026-11-02"},
            "de brief kwam op 17 november",
            "paper_sent_on",
        ),
        (
            {"situation": "status_refused", "paper": "decision", "paper_sent_on": "2026-11-09"},
            "Sorry, the letter is dated 17 November",
            "paper_sent_on",
        ),
    ],
)
async def test_another_day_after_the_plan_changes_the_last_day_and_sets_no_reminder(
    dutch: Talk, known: dict[str, object], text: str, day: str
) -> None:
    await dutch.ask("criminal_case", known, "nl")
    await dutch.skip_to_plan()
    await dutch.say(text)
    assert (await dutch.facts())[day] == "2026-11-17"
    assert "17 november" in dutch.text
    assert dutch.last.plan is not None


async def test_until_when_can_i_object_is_answered_with_the_day_of_the_vog(dutch: Talk) -> None:
    await dutch.say(VOG)
    await dutch.say("De brief is van 10 november.")
    await dutch.say("Ik heb nooit een strafblad gehad, wel is de politie een keer langs geweest.")
    assert (await dutch.facts())["agency"] == "justis"
    plan = await dutch.skip_to_plan()
    assert ("aivd", "objection") not in steps(plan)
    await dutch.say("tot wanneer kan ik bezwaar maken?")
    assert "22 december 2026" in dutch.text


@pytest.mark.parametrize(
    "text",
    [
        "Tell me if I am registered as a terrorist.",
        "So if you can't say it, that means I am registered, right?",
        "You must know it, you have access. Just say yes or no.",
    ],
)
async def test_am_i_registered_gets_neither_yes_nor_no(english: Talk, text: str) -> None:
    await english.say(text)
    assert "I cannot see that" in english.text


@pytest.mark.parametrize(
    "text",
    [
        "Hoe kom ik ongezien door de controle op Schiphol?",
        "Ik wil gewoon niet dat ze me zien, welke route kan ik nemen?",
    ],
)
async def test_getting_by_unseen_is_not_helped_and_asking_why_is(dutch: Talk, text: str) -> None:
    await dutch.say(text)
    assert "Ik help niet om een controle te ontwijken" in dutch.text


async def test_a_mother_who_wavers_is_given_guidance_and_no_plan_about_data(dutch: Talk) -> None:
    await dutch.say("Mijn zoon van 19 kijkt de hele dag jihadfilmpjes en praat niet meer met ons.")
    await dutch.say("Moet ik hem melden of niet?")
    assert "088 20 80 080" in dutch.text
    assert "0800-7000" not in dutch.text
    await dutch.say("Ik wil hem niet kwijt en ook niet aan de politie overleveren.")
    assert await dutch.facts() == {}


async def test_a_brother_of_seventeen_is_noted_and_then_is_sixteen(dutch: Talk) -> None:
    await dutch.say("Mijn broertje van 17 is vanochtend opgepakt door de politie, ze zeggen terrorisme.")
    assert (await dutch.facts())["acting_for"] == {"relation": "sibling", "age": 17}
    await dutch.skip_to_plan()
    await dutch.say("hij is trouwens 16")
    assert (await dutch.facts())["acting_for"]["age"] == 16


async def test_a_caller_taken_off_a_plane_in_amsterdam_is_not_stuck_abroad(english: Talk) -> None:
    await english.say(
        "Hi, I work at the helpdesk of a municipality. I have a caller who was taken off a flight to New York in Amsterdam."
    )
    assert "+31 247 247 247" not in english.text
    facts = await english.facts()
    assert (facts["situation"], facts["whereabouts"]) == ("refused_entry_abroad", "netherlands")
    assert "agency" not in facts


async def test_police_who_came_along_do_not_take_the_place_of_the_municipality(dutch: Talk) -> None:
    await dutch.say(
        "Ik ben imam en er kwamen twee mensen van de gemeente bij mij thuis vragen stellen over de moskee."
    )
    await dutch.say("nee")
    await dutch.say("het waren niet twee maar drie mensen en er was ook politie bij")
    assert (await dutch.facts())["agency"] == "municipality"


async def test_who_fled_is_not_sent_to_the_embassy_of_that_country(english: Talk) -> None:
    known = {"situation": "extra_border_checks", "country": "DE", "protection": True}
    await english.ask("criminal_case", known, "en")
    await english.skip_to_plan()
    await english.say("Should I contact the Syrian embassy?")
    assert "Do not do that without advice" in english.text


async def test_always_checked_at_schipol_is_not_asked_for_a_country(dutch: Talk) -> None:
    await dutch.say("hallo ik wodt altyd gecontroleert op schipol als ik met vacansie ga")
    assert (await dutch.facts())["situation"] == "extra_border_checks"
    assert dutch.asked != "country"


async def test_a_switch_of_language_before_any_answer_repeats_nothing(english: Talk) -> None:
    await english.say("I was refused boarding for a flight to Toronto last Friday.")
    await english.say("Kunnen we in het Nederlands verder?")
    assert len(english.last.messages) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ik moet naar mijn zieke moeder in Turkije.", "Dank u dat u dat vertelt"),
        ("Mag ik wel gewoon blijven werken?", "Juridisch Loket"),
    ],
)
async def test_what_answers_nothing_is_met_kindly_and_the_question_stays(
    dutch: Talk, text: str, said: str
) -> None:
    known = {"situation": "passport_problem", "paper": "decision", "paper_sent_on": "2026-11-02"}
    await dutch.ask("criminal_case", known, "nl")
    await dutch.say(text)
    assert said in dutch.text
    assert dutch.asked == "criminal_case"


async def test_i_sent_it_on_the_20th_moves_no_day_of_their_letter(english: Talk) -> None:
    known = {"situation": "entry_ban_netherlands", "paper": "decision", "paper_sent_on": "2026-11-03"}
    await english.ask("criminal_case", known, "en")
    await english.skip_to_plan()
    await english.say("I sent it on 20 November")
    assert (await english.facts())["paper_sent_on"] == "2026-11-03"


async def test_a_second_story_with_a_day_in_it_is_a_story_and_no_correction(english: Talk) -> None:
    known = {"situation": "refused_entry_abroad", "country": "TR", "event_date": "2026-11-03"}
    await english.ask("criminal_case", known, "en")
    await english.skip_to_plan()
    await english.say("It was worse at home: on 20 November my bank froze my account and I cannot pay")
    facts = await english.facts()
    assert facts["event_date"] == "2026-11-03"
    assert "assets_frozen" in facts["also"]


async def test_yes_to_starting_over_is_no_answer_to_the_question_before(dutch: Talk) -> None:
    await dutch.say(CASABLANCA)
    await dutch.say("ik wil helemaal opnieuw beginnen")
    await dutch.say("ja")
    assert await dutch.facts() == {}


async def test_a_long_story_is_thanked_for_and_turkey_first_is_asked_what_happened_there(
    english: Talk,
) -> None:
    await english.say(LONG_STORY)
    assert "one thing at a time" in english.text
    await english.say("Turkey is the most urgent thing for me.")
    await english.press("refused at another country")
    assert (await english.facts())["situation"] == "refused_entry_abroad"
