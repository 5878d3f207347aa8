"""Case codes: what is kept, who can open it, and when it is gone."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Cipher, CipherError, Conversations, make_engine
from bot.store.case_code import ALPHABET, CaseCode, CodeError
from bot.store.cases import LEFT_OUT, Cases, NoCase, NothingToKeep, _own_cipher, kept_facts
from bot.store.models import cases as table

KEY = secrets.token_bytes(32)
FACTS = {"situation": "refused_entry_abroad", "country": "TR", "event_date": "2026-11-01"}
codes = st.text(ALPHABET, min_size=15, max_size=15).map(lambda signs: CaseCode(signs[:7], signs[7:]))


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.engine.Engine]:
    made = make_engine(f"sqlite:///{tmp_path / 'test.db'}")
    Conversations(made, Cipher(KEY)).create_tables()
    yield made
    made.dispose()


@pytest.fixture
def cases(engine: sa.engine.Engine, clock: Clock) -> Cases:
    return Cases(engine, Cipher(KEY), clock)


def wrong(code: CaseCode) -> CaseCode:
    """The same lookup with another second half."""
    return replace(code, key=ALPHABET[(ALPHABET.index(code.key[0]) + 1) % 32] + code.key[1:])


def test_facts_come_back_under_their_code_and_more_than_once(cases: Cases) -> None:
    code, _ = cases.keep(FACTS)
    assert cases.open(code) == FACTS
    assert cases.open(CaseCode.parse(str(code))) == FACTS


def test_a_code_is_four_groups_of_four_without_signs_that_are_misread() -> None:
    code = str(CaseCode.new())
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert set(code) <= set("-0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@given(codes)
def test_a_code_is_read_however_it_was_written_down(code: CaseCode) -> None:
    written = str(code)
    misread = written.lower().replace("0", "o").replace("1", "l")
    for typed in (written, written.replace("-", ""), f" {written.replace('-', ' ')} ", misread):
        assert CaseCode.parse(typed) == code


@given(codes, st.data())
def test_one_wrong_sign_is_noticed_before_anything_is_looked_up(code: CaseCode, data: st.DataObject) -> None:
    signs = str(code).replace("-", "")
    at = data.draw(st.integers(0, 15))
    other = data.draw(st.sampled_from(sorted(set(ALPHABET) - {signs[at]})))
    with pytest.raises(CodeError):
        CaseCode.parse(signs[:at] + other + signs[at + 1 :])


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "U" * 16, "ABCD-EFGH-JKMN-PQR", "٣" * 16, "A" * 5000, "\0" * 16]
)
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(CodeError):
        CaseCode.parse(typed)


def test_neither_the_database_nor_the_servers_key_opens_a_case(
    cases: Cases, engine: sa.engine.Engine, tmp_path: Path
) -> None:
    code, _ = cases.keep({**FACTS, "country": "TR"})
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in (code.lookup, code.key, str(code), "refused_entry_abroad"):
        assert secret.encode() not in stored
    with engine.connect() as connection:
        row = connection.execute(sa.select(table)).one()
    inner = Cipher(KEY).open(row.payload, row.lookup_hash)
    assert b"refused_entry_abroad" not in inner
    with pytest.raises(CipherError):
        _own_cipher(wrong(code), row.salt).open(inner, row.lookup_hash)
    with pytest.raises(CipherError):
        # Without the server's key the code alone is not enough either.
        _own_cipher(code, row.salt).open(row.payload, row.lookup_hash)


def test_five_wrong_tries_kill_a_code_and_four_do_not(cases: Cases) -> None:
    dies, lives = cases.keep(FACTS)[0], cases.keep(FACTS)[0]
    for code, tries in ((dies, 5), (lives, 4)):
        for _ in range(tries):
            with pytest.raises(NoCase):
                cases.open(wrong(code))
    assert cases.open(lives) == FACTS
    with pytest.raises(NoCase):
        cases.open(dies)


def test_wrong_tries_are_not_forgiven_by_a_right_one(cases: Cases) -> None:
    code, _ = cases.keep(FACTS)
    for _ in range(4):
        with pytest.raises(NoCase):
            cases.open(wrong(code))
    assert cases.open(code) == FACTS
    with pytest.raises(NoCase):
        cases.open(wrong(code))
    with pytest.raises(NoCase):
        cases.open(code)


def test_after_seven_days_a_code_opens_nothing_and_purging_removes_the_row(
    cases: Cases, clock: Clock
) -> None:
    code, expires_at = cases.keep(FACTS)
    clock.now = expires_at - 1
    assert cases.open(code) == FACTS
    clock.now = expires_at
    with pytest.raises(NoCase):
        cases.open(code)
    assert (cases.purge(), cases.purge()) == (1, 0)


def test_only_the_whole_code_withdraws_it(cases: Cases) -> None:
    code, _ = cases.keep(FACTS)
    with pytest.raises(NoCase):
        cases.revoke(wrong(code))
    cases.revoke(code)
    with pytest.raises(NoCase):
        cases.open(code)


def test_what_hurts_most_is_not_kept_nor_given_away_by_another_fact() -> None:
    told = {
        **FACTS,
        "also": ["criminal_procedure", "data_incorrect"],
        "declined": ["protection", "acting_for.age", "paper"],
        "protection": True,
        "feared_states": ["TR"],
        "criminal_case": "running",
        "arrest_feared": True,
        "acting_for": {"relation": "child"},
    }
    kept = kept_facts(told)
    assert not LEFT_OUT & kept.keys()
    assert kept == {**FACTS, "also": ["data_incorrect"], "declined": ["paper"]}


@pytest.mark.parametrize("facts", [{}, {"country": "TR"}, {"situation": "criminal_procedure"}])
def test_without_a_situation_or_in_a_criminal_case_there_is_no_code(cases: Cases, facts: dict) -> None:
    with pytest.raises(NothingToKeep):
        cases.keep(facts)
