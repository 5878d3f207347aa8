"""Two people who tell the same thing are read the same, whoever they are."""

import pytest

from bot.nlu.alike import Alike
from bot.nlu.cleaning import MAX_LENGTH
from bot.nlu.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader({})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Mijn naam is Fatima El Amrani. Ze lieten me niet door.",
            "Ik heet Jan de Boer, ze lieten me niet door.",
        ),
        ("Mohammed here. They turned me back.", "My name is Susan Miller. They turned me back."),
        ("I was born in Rabat and they keep stopping me", "I was born in Leeds and they keep stopping me"),
        ("geboren in aleppo, toch Nederlander", "geboren in Groningen, toch Nederlander"),
        ("Mijn ouders komen uit Suriname. Wat nu?", "Mijn ouders komen uit Gent. Wat nu?"),
        ("Als moslim word ik er altijd uitgehaald", "Als christen word ik er altijd uitgehaald"),
        ("they asked about my mosque", "they asked about my synagogue"),
        ("my sister was sent back", "my brother was sent back"),
        ("Zij hielden mijn moeder tegen", "Zij hielden mijn vader tegen"),
        ("yo, waarom duurt het zo lang", "Geachte heer/mevrouw, waarom duurt het zo lang"),
        ("Why is it taking so long? Kind regards, A. Peters", "Why is it taking so long?"),
    ],
)
def test_who_says_it_does_not_matter(reader: Reader, one: str, other: str) -> None:
    assert reader.read(one).strip(" .?") == reader.read(other).strip(" .?")


@pytest.mark.parametrize(
    "text",
    [
        "mijn naam is verkeerd gespeld",
        "Mijn naam is gestolen",
        "my name is on a list",
        "hallo daar",
        "good morning",
        "Dear Sir or Madam",
        "I am Moroccan, may I still enter?",
        "held in Istanbul",
    ],
)
def test_what_the_message_is_about_stays(text: str) -> None:
    assert Alike.from_lexicon().without_person(text) == text


@pytest.mark.parametrize(
    "text",
    ["", " ", "Fatima hier.", "yo", "\ud800", "geboren in", "x" * 5000, "Hi,\nMet vriendelijke groet,\nJan"],
)
def test_nothing_makes_it_fail(reader: Reader, text: str) -> None:
    assert isinstance(reader.read(text), str)


@pytest.mark.parametrize("text", ["." * 50_000, " ," * 50_000, "geboren in " * 5_000, "hoi " * 20_000])
def test_no_message_makes_a_worker_wait_for_more_than_is_read(reader: Reader, text: str) -> None:
    assert len(reader.read(text)) <= MAX_LENGTH
