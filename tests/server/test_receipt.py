"""The receipt lists exactly what the server holds: compared with the row as it stands in the database."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from aiohttp.test_utils import TestClient

from bot.guidance.content import load_content
from bot.server.labels import fact_labels
from bot.server.receipt import told
from bot.server.site import LANGUAGES, Language, load_agencies, load_site
from bot.store import State
from tests.server.conftest import Visitor

STORY = "Ik werd op 3 november op Istanbul Airport teruggestuurd en niemand zegt waarom"
#: Columns beside the sealed payload; the receipt's words (`receipt_also`) name each but the number of the row's format.
TOLD_IN_WORDS = {"id_hash", "token_hash", "ends_at", "expires_at", "revision"}


@pytest.mark.model
async def test_the_receipt_is_the_decrypted_row_with_nothing_left_out(
    client: TestClient, visitor: Visitor, served: object
) -> None:
    await visitor.say(STORY)
    receipt = await (await client.get(visitor.path, headers=visitor.headers)).json()
    conversations = served._conversations
    with conversations._engine.connect() as connection:
        named = {"id": hashlib.sha256(visitor.id.encode()).hexdigest()}
        query = "SELECT * FROM conversations WHERE id_hash = :id"
        row = dict(connection.exec_driver_sql(query, named).one()._mapping)
    state = msgspec.msgpack.decode(conversations._cipher.open(row.pop("payload"), row["id_hash"]))
    held = msgspec.to_builtins(msgspec.convert(state, State))
    shown = {
        "slots": receipt["held"],
        "active_loop": receipt["open_question"],
        "paused": receipt["paused"],
        "events": receipt["last_events"],
        "issued": receipt["buttons"],
    }
    assert {name: shown[name] for name in held} == msgspec.json.decode(msgspec.json.encode(held))
    assert shown.keys() == set(State.__struct_fields__)
    assert row.keys() == TOLD_IN_WORDS | {"format"}
    assert row["ends_at"] == receipt["expires_at"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_in_words_has_a_line_for_each_thing_also_where_it_is_a_no(language: Language) -> None:
    """ "Seeks protection: no" is held as well, and was not listed."""
    labels = fact_labels(load_site(), load_agencies(), load_content(), language)
    facts = {
        "situation": "refused_entry_abroad",
        "country": "TR",
        "protection": False,
        "event_date": "2026-11-03",
    }
    receipt = {
        "held": {"facts": facts, "language": language, "unheard_of": {"a": [1, None]}},
        "last_events": [["user", "affirm"]],
        "buttons": ["/affirm"],
        "open_question": None,
        "paused": False,
    }
    known, rest = told(receipt, labels, language)
    assert len(known) == len(facts)
    assert {"nl": "nee", "en": "no"}[language] in dict(known).values()
    assert {"nl": "Turkije", "en": "Türkiye"}[language] in dict(known).values()
    assert ("unheard_of", "a: 1; None") in rest
