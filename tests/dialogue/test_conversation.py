"""The conversation itself: language, back, again, simpler, stop, erase."""

from __future__ import annotations

import asyncio

import pytest

from bot.rasa.assistant import Busy
from bot.rasa.tracker_store import NoConversation
from tests.dialogue.talk import Talk

pytestmark = pytest.mark.model
STORY = "Ik werd op Istanbul Airport teruggestuurd en niemand zegt waarom"


async def test_switching_language_midway_keeps_every_fact(dutch: Talk) -> None:
    await dutch.say(STORY)
    before = await dutch.facts()
    await dutch.say("can you speak English please?")
    assert await dutch.facts() == before
    assert dutch.last.messages[-1]["lang"] == "en"
    assert dutch.asked == "whereabouts"
    assert "Why I ask this" in dutch.text


async def test_a_question_in_the_middle_is_answered_changes_no_fact_and_the_intake_goes_on(
    dutch: Talk,
) -> None:
    await dutch.say(STORY)
    before, asked = await dutch.facts(), dutch.asked
    turn = await dutch.say("wat kost dat eigenlijk in Turkije?")
    assert turn.intent == "ask_cost"
    assert "Bron:" in dutch.text
    assert await dutch.facts() == before
    assert dutch.asked == asked


async def test_a_country_told_wrong_is_corrected(dutch: Talk) -> None:
    await dutch.say(STORY)
    await dutch.say("nee, ik bedoelde Marokko")
    assert (await dutch.facts())["country"] == "MA"


async def test_back_asks_the_question_before_again(dutch: Talk) -> None:
    await dutch.say(STORY)
    first = dutch.asked
    await dutch.say(dutch.buttons[0]["payload"])
    assert dutch.asked != first
    await dutch.say("terug")
    assert dutch.asked == first


async def test_a_skipped_question_is_never_asked_again(dutch: Talk) -> None:
    await dutch.say(STORY)
    first = dutch.asked
    await dutch.say("dat zeg ik liever niet")
    await dutch.say("sla over")
    assert first in (await dutch.facts())["declined"]
    assert dutch.asked != first


async def test_starting_over_asks_first_and_then_forgets(dutch: Talk) -> None:
    await dutch.say(STORY)
    await dutch.say("ik wil helemaal opnieuw beginnen")
    assert (await dutch.facts())["country"] == "TR"
    await dutch.say("ja")
    assert await dutch.facts() == {}
    turn = await dutch.say("hallo")
    assert turn.messages[0]["lang"] == "nl"


async def test_starting_over_can_be_declined(dutch: Talk) -> None:
    await dutch.say(STORY)
    await dutch.say("opnieuw beginnen")
    await dutch.press("nee")
    assert (await dutch.facts())["country"] == "TR"


async def test_stop_stops_and_the_plan_can_still_be_asked_for(dutch: Talk) -> None:
    await dutch.say(STORY)
    await dutch.say("stop maar")
    assert dutch.asked is None
    turn = await dutch.say("laat mijn plan zien")
    assert turn.plan is not None


async def test_again_gives_the_last_answer_again(dutch: Talk) -> None:
    await dutch.say("wat kost een inzageverzoek bij de politie?")
    first = dutch.text
    await dutch.say("kunt u dat herhalen?")
    assert dutch.text == first


async def test_simpler_gives_the_last_answer_in_plainer_words(dutch: Talk) -> None:
    await dutch.say("wat kost een inzageverzoek bij de politie?")
    first = dutch.text
    await dutch.say("ik snap er niks van, kan dat makkelijker?")
    assert dutch.text != first
    assert "gratis" in dutch.text.lower()


async def test_erase_everything_leaves_nothing_behind_the_id(dutch: Talk) -> None:
    await dutch.say(STORY)
    turn = await dutch.say("wis alles")
    assert turn.erased
    assert "gewist" in dutch.text
    with pytest.raises(NoConversation):
        await dutch.say("hallo")
    with pytest.raises(NoConversation):
        await dutch.assistant.opens(dutch.id, dutch.token)


@pytest.fixture
def doubtful(assistant: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is said is as likely one thing as another, and a little a cry for help."""
    names = ["request_refused", "crisis_distress", "stuck_abroad", "report_concern", "ask_cost"]
    ranking = [
        {"name": "nlu_fallback", "confidence": 0.4},
        *({"name": name, "confidence": 0.2} for name in names),
    ]
    parsed = {
        "text": "x", "intent": ranking[0], "intent_ranking": ranking, "entities": [{"entity": "country", "value": "MA"}],
        "language": "nl",
    }  # fmt: skip
    monkeypatch.setattr(assistant._agent.processor, "_parse_message_with_graph", lambda *_: dict(parsed))


async def test_what_is_unclear_is_asked_back_with_readings_and_not_twice_in_a_row(
    dutch: Talk, doubtful: None
) -> None:
    await dutch.say("dat ding van toen")
    assert dutch.last.plan is None
    assert [button["payload"] for button in dutch.buttons] == [
        "/stuck_abroad",
        "/request_refused",
        "/ask_cost",
        "/help",
    ]
    assert "113" in dutch.text
    await dutch.say("dat ding van toen")
    assert "andere woorden" in dutch.text


async def test_what_was_heard_in_an_unclear_message_is_not_asked_again(dutch: Talk, doubtful: None) -> None:
    await dutch.say("dat ding van toen in Marokko")
    await dutch.press("vast of gestrand")
    assert (await dutch.facts())["country"] == "MA"


async def test_fifty_messages_in_a_second_are_answered_in_order_or_declined_and_nothing_is_lost(
    dutch: Talk,
) -> None:
    results = await asyncio.gather(
        *(dutch.assistant.turn(dutch.id, "hallo") for _ in range(50)), return_exceptions=True
    )
    answered = [result for result in results if not isinstance(result, BaseException)]
    assert all(isinstance(result, Busy) for result in results if isinstance(result, BaseException))
    assert 1 <= len(answered) <= 4
    assert all(turn.messages for turn in answered)
    assert (await dutch.say("hallo")).intent == "greet"


async def test_an_intent_is_one_of_the_contract_or_none(dutch: Talk) -> None:
    assert (await dutch.say("hallo")).intent == "greet"
    assert (await dutch.say("   ")).intent is None
    assert (await dutch.say("qwrtp zxcvb")).intent is None
    assert (await dutch.say("opnieuw beginnen")).intent == "restart"
    await dutch.say(STORY)
    assert (await dutch.say(dutch.buttons[0]["payload"])).intent is None


async def test_whoever_says_when_a_letter_came_hears_that_the_term_began_when_it_was_sent(
    dutch: Talk,
) -> None:
    known = {"situation": "screening_refused", "paper": "decision", "stage": "decision"}
    await dutch.ask("paper_sent_on", known, "nl")
    await dutch.say("de brief kwam op 4 november")
    assert "vanaf de dag waarop de brief is verstuurd" in dutch.text
