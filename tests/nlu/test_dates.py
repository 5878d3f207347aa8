"""Dates: relative to a day that is told, never a duration, a law or a telephone number."""

from datetime import date

import pytest

from bot.nlu.date_finder import DateFinder

TUESDAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def dates() -> DateFinder:
    return DateFinder.from_lexicon()


def days(dates: DateFinder, text: str, today: date = TUESDAY) -> list[str]:
    return [item.value for item in dates.find(text, today)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vorige week dinsdag", "2026-11-17"),
        ("dinsdag vorige week", "2026-11-17"),
        ("Tuesday last week", "2026-11-17"),
        ("afgelopen vrijdag", "2026-11-20"),
        ("last Tuesday", "2026-11-17"),
        ("dinsdag", "2026-11-17"),
        ("volgende week maandag", "2026-11-30"),
        ("two weeks ago", "2026-11-10"),
        ("anderhalve week geleden", "2026-11-12"),
        ("een half jaar geleden", "2026-05-24"),
        ("3 maart", "2026-03-03"),
        ("de derde maart", "2026-03-03"),
        ("March 3rd", "2026-03-03"),
        ("3rd of March 2025", "2025-03-03"),
        ("12 december", "2025-12-12"),
        ("12-09-2026", "2026-09-12"),
        ("2026-09-12", "2026-09-12"),
        ("09/30/2026", "2026-09-30"),
        ("12/9", "2026-09-12"),
        ("16-11", "2026-11-16"),
        ("een week of twee terug", "2026-11-10"),
        ("a month or two ago", "2026-09-24"),
        ("29 februari", "2024-02-29"),
        ("begin juni", "2026-06-01"),
        ("eind mei", "2026-05-31"),
        ("mid July", "2026-07-15"),
        ("vorig weekend", "2026-11-21"),
        ("last summer", "2026-06-01"),
        ("in 2019", "2019-01-01"),
        ("overmorgen", "2026-11-26"),
    ],
)
def test_words_of_time_become_days(text: str, day: str, dates: DateFinder) -> None:
    assert days(dates, text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "artikel 25",
        "art. 12/3 Wpg",
        "binnen 6 weken",
        "richtlijn 2004/38",
        "06-12-34-56-78",
        "bel 020-1234567",
        "24/7",
        "3/4 uur wachten",
        "2 à 3 weken",
        "€ 12,50",
        "31 februari",
        "you may ask",
        "they march on",
        "goede morgen",
        "every Friday",
        "elke maandag",
        "in the last two months",
        "geboren op 3 maart 1990",
        "ECLI:NL:RVS:2021:1234",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str, dates: DateFinder) -> None:
    assert days(dates, text) == []


def test_without_a_year_a_date_is_past_unless_the_sentence_looks_forward(dates: DateFinder) -> None:
    assert days(dates, "op 12 december werd ik geweigerd") == ["2025-12-12"]
    assert days(dates, "op 12 december vlieg ik naar Rabat") == ["2026-12-12"]
    assert days(dates, "ik moet vóór 4 december reageren") == ["2026-12-04"]


def test_a_date_in_one_sentence_does_not_look_forward_for_another(dates: DateFinder) -> None:
    text = "Ik vlieg op 12 december. Op 10 oktober ben ik geweigerd."
    assert days(dates, text) == ["2026-12-12", "2026-10-10"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Op 3 maart werd ik aan de grens geweigerd", "event"),
        ("I sent my access request on 3 March", "request_sent"),
        ("mijn verzoek van 3 maart", "request_sent"),
        ("het besluit is van 3 maart", "decision"),
        ("my request was refused on 3 March", "decision"),
        ("the letter from the IND is dated 3 March", "decision"),
        ("3 maart", None),
    ],
)
def test_the_words_around_a_date_say_what_happened(text: str, role: str | None, dates: DateFinder) -> None:
    (found,) = dates.find(text, TUESDAY)
    assert found.role == role


def test_each_date_gets_the_role_of_its_own_half_of_the_sentence(dates: DateFinder) -> None:
    text = "Op 3 maart heb ik een inzageverzoek gestuurd en op 2 april kreeg ik een besluit"
    assert [(item.value, item.role) for item in dates.find(text, TUESDAY)] == [
        ("2026-03-03", "request_sent"),
        ("2026-04-02", "decision"),
    ]


def test_the_precision_says_what_must_be_asked_again(dates: DateFinder) -> None:
    found = dates.find("vorige week, in maart, op 3 mei en in 2020", TUESDAY)
    assert [item.precision for item in found] == ["week", "month", "day", "year"]
