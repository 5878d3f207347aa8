"""`parse` and `say`: what is understood, and what is answered."""

from __future__ import annotations

import asyncio
import secrets
from argparse import Namespace
from typing import Any

from bot.cli.lines import BAD_INPUT, LineError, read_lines, write_error, write_line
from bot.nlu.cleaning import clean
from bot.privacy.masking import mask
from bot.rasa.assistant import CONTRACT_NAMES
from bot.settings import Settings

_RANKING = 5


def parse(options: Namespace, settings: Settings) -> int:
    """Write for each line what is understood of it."""
    from bot.cli.operations import loaded_agent

    agent = loaded_agent(settings)
    return asyncio.run(_parse_lines(agent))


async def _parse_lines(agent: Any) -> int:
    code = 0
    for number, line in read_lines():
        text = mask(clean(line.lstrip("/"))).text
        if not text:
            write_error(number, LineError("text", "The line is empty; write a message."))
            code = BAD_INPUT
            continue
        write_line({"text": line, **understood(await agent.parse(text))})
    return code


def understood(parsed: dict[str, Any]) -> dict[str, Any]:
    """Rasa's parse data in the names and the shape of the contract."""
    ranking = [
        [CONTRACT_NAMES.get(reading["name"], reading["name"]), reading["confidence"]]
        for reading in parsed.get("intent_ranking", [])
        if reading["name"] != "nlu_fallback"
    ]
    return {
        "language": parsed.get("language"),
        "intent": ranking[0][0] if ranking else None,
        "confidence": ranking[0][1] if ranking else 0.0,
        "ranking": ranking[:_RANKING],
        "clarify": parsed["intent"]["name"] in ("nlu_fallback", None),
        "entities": [
            {"entity": found["entity"], "value": found["value"], "role": found.get("role")}
            for found in parsed.get("entities", [])
        ],
    }


def say(options: Namespace, settings: Settings) -> int:
    """Hold one conversation with the lines; nothing of it is kept afterwards."""
    from bot.cli.operations import make_assistant

    assistant = make_assistant(settings, database_url="sqlite://", key=secrets.token_bytes(32))
    return asyncio.run(_say_lines(assistant, options))


async def _say_lines(assistant: Any, options: Namespace) -> int:
    id, _, _ = await assistant.begin(options.lang)
    for _, line in read_lines():
        turn = await assistant.turn(id, line, options.channel)
        said = [{key: message[key] for key in ("text", "buttons", "card")} for message in turn.messages]
        answer: dict[str, Any] = {"user": line, "bot": said, "intent": turn.intent}
        if turn.plan is not None:
            answer["plan"] = turn.plan
        write_line(answer)
        if turn.erased:
            id, _, _ = await assistant.begin(options.lang)
    return 0
