"""One encrypted row per conversation."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import pytest

from bot.store import (
    Cipher,
    CipherError,
    Conversations,
    State,
    StoreError,
    StoreUnavailable,
    load_cipher,
    make_engine,
)

KEY = secrets.token_bytes(32)
CANARY = "Kanarie-Casablanca-83"


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


@pytest.fixture
def conversations(database: Path, clock: Clock) -> Conversations:
    made = Conversations(make_engine(f"sqlite:///{database}"), Cipher(KEY), clock)
    made.create_tables()
    return made


def _files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_conversation_is_read_as_it_was_written(conversations: Conversations) -> None:
    id, _, _ = conversations.begin()
    row = conversations.read(id)
    state = State(slots={"facts": {"country": "TR"}}, active_loop="intake_form", events=[("user", "affirm")])
    conversations.write(replace(row, state=state))
    assert conversations.read(id).state == state


def test_neither_facts_nor_id_nor_token_stand_readable_in_the_database(
    conversations: Conversations, tmp_path: Path
) -> None:
    id, token, _ = conversations.begin()
    conversations.write(replace(conversations.read(id), state=State(slots={"facts": {"note": CANARY}})))
    stored = _files(tmp_path)
    assert stored
    for secret in (CANARY, id, token):
        assert secret.encode() not in stored


def test_only_its_own_token_opens_a_conversation(conversations: Conversations) -> None:
    id, token, _ = conversations.begin()
    _, other, _ = conversations.begin()
    assert conversations.opens(id, token) is True
    assert conversations.opens(id, other) is False
    assert conversations.opens("nobody", token) is None


def test_an_erased_conversation_is_gone(conversations: Conversations) -> None:
    id, token, _ = conversations.begin()
    assert conversations.erase(id) is True
    assert conversations.read(id) is None
    assert conversations.opens(id, token) is None
    assert conversations.erase(id) is False


def test_what_was_erased_stands_in_no_file_beside_the_database_either(
    conversations: Conversations, tmp_path: Path
) -> None:
    id, _, _ = conversations.begin()
    kept = conversations.write(
        replace(conversations.read(id), state=State(slots={"facts": {"note": CANARY}}))
    )
    with conversations._engine.connect() as connection:
        sealed = bytes(connection.exec_driver_sql("SELECT payload FROM conversations").scalar_one())
    assert sealed in _files(tmp_path)
    conversations.erase(kept.id)
    assert sealed not in _files(tmp_path)


def test_only_its_owner_reads_the_database_and_what_stands_beside_it(tmp_path: Path) -> None:
    database = tmp_path / "test.db"
    database.touch(0o644)
    made = Conversations(make_engine(f"sqlite:///{database}"), Cipher(KEY))
    made.create_tables()
    made.begin()
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_after_30_minutes_without_anybody_a_conversation_is_gone_and_purging_removes_it(
    conversations: Conversations, clock: Clock
) -> None:
    id, token, _ = conversations.begin()
    clock.now += 30 * 60 - 1
    assert conversations.read(id) is not None
    clock.now += 1
    assert conversations.read(id) is None
    assert conversations.opens(id, token) is None
    assert conversations.purge() == 1
    assert conversations.purge() == 0


def test_whoever_comes_back_keeps_it_but_not_beyond_24_hours(
    conversations: Conversations, clock: Clock
) -> None:
    id, token, ends = conversations.begin()
    while clock.now < ends - 20 * 60:
        clock.now += 20 * 60
        assert conversations.opens(id, token)
    clock.now = ends
    assert conversations.opens(id, token) is None


def test_a_wrong_token_keeps_nothing_alive(conversations: Conversations, clock: Clock) -> None:
    id, _, _ = conversations.begin()
    clock.now += 20 * 60
    assert conversations.opens(id, "wrong") is False
    clock.now += 10 * 60
    assert conversations.read(id) is None


def test_of_two_writers_the_second_is_told_and_overwrites_nothing(conversations: Conversations) -> None:
    id, _, _ = conversations.begin()
    mine, theirs = conversations.read(id), conversations.read(id)
    conversations.write(replace(mine, state=State(slots={"facts": {"country": "TR"}})))
    with pytest.raises(StoreError, match="changed or erased"):
        conversations.write(replace(theirs, state=State()))
    assert conversations.read(id).state.slots == {"facts": {"country": "TR"}}


def test_writing_to_an_erased_conversation_does_not_bring_it_back(conversations: Conversations) -> None:
    id, _, _ = conversations.begin()
    row = conversations.read(id)
    conversations.erase(id)
    with pytest.raises(StoreError):
        conversations.write(row)
    assert conversations.read(id) is None


def test_a_row_moved_to_another_conversation_does_not_open(conversations: Conversations) -> None:
    sealed = Cipher(KEY).seal(b"facts", "one")
    assert Cipher(KEY).open(sealed, "one") == b"facts"
    with pytest.raises(CipherError):
        Cipher(KEY).open(sealed, "another")


def test_another_key_is_named_as_the_reason(database: Path, conversations: Conversations) -> None:
    id, _, _ = conversations.begin()
    other = Conversations(make_engine(f"sqlite:///{database}"), Cipher(secrets.token_bytes(32)))
    other._clock = conversations._clock
    with pytest.raises(CipherError, match="WEGWIJZER_KEY"):
        other.read(id)


def test_a_database_that_does_not_answer_is_an_error_and_not_an_empty_conversation(tmp_path: Path) -> None:
    broken = Conversations(make_engine(f"sqlite:///{tmp_path}/missing/test.db"), Cipher(KEY))
    with pytest.raises(StoreUnavailable):
        broken.read("id")


def test_the_key_of_a_single_machine_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = load_cipher(None, tmp_path / "data", shared_database=False)
    second = load_cipher(None, tmp_path / "data", shared_database=False)
    assert second.open(first.seal(b"facts", "row"), "row") == b"facts"
    assert (tmp_path / "data" / "key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("key", "shared", "says"),
    [("short", False, "base64"), ("c2hvcnQ=", False, "32"), (None, True, "WEGWIJZER_KEY")],
)
def test_an_unusable_key_says_what_to_do(tmp_path: Path, key: str | None, shared: bool, says: str) -> None:
    with pytest.raises(CipherError, match=says):
        load_cipher(key, tmp_path, shared_database=shared)
