"""Any string becomes safe to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.cleaning import MAX_LENGTH, clean


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  visum \n\t geweigerd ", "visum geweigerd"),
        ("vis\u200bum", "visum"),
        ("\u202egeweigerd\u202c", "geweigerd"),
        ("a\ud800b", "ab"),
        ("a\x00b\x07c", "abc"),
        ("１２３ ﬁn", "123 fin"),
        ("Istan\u0301bul", "Istańbul"),
        ("", ""),
        ("\ufdfa", "صلى الله عليه وسلم"),
    ],
)
def test_invisible_and_odd_characters_vanish(written: str, read: str) -> None:
    assert clean(written) == read


def test_a_long_message_keeps_its_head_and_its_tail() -> None:
    cleaned = clean("begin " + "x" * 10_000 + " wat kost dat?")
    assert len(cleaned) <= MAX_LENGTH
    assert cleaned.startswith("begin ")
    assert cleaned.endswith(" wat kost dat?")


def test_a_flood_of_ligatures_stays_short() -> None:
    assert len(clean("\ufdfa" * 100_000)) <= MAX_LENGTH


@given(st.text(st.characters(), max_size=400))
def test_cleaning_never_fails_and_cleans_only_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")
