"""Countries, agencies, kinds of request, relations and dates, on sentences written by hand."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.nlu.date_finder import DateFinder
from bot.nlu.entity_finder import EntityFinder

TODAY = date(2026, 11, 24)
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def finder() -> EntityFinder:
    return EntityFinder.from_lexicon()


@pytest.fixture(scope="module")
def dates() -> DateFinder:
    return DateFinder.from_lexicon()


def entities_of(text: str, finder: EntityFinder, dates: DateFinder) -> set[str]:
    found = {f"{item.entity}={item.value}" for item in finder.find(text)}
    for item in dates.find(text, TODAY):
        found.add(f"date={item.value}" + (f"/{item.role}" if item.role else ""))
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["country", "agency", "request_type", "relation", "date"])
def test_entities_reach_an_f1_of_95(
    language: str, kind: str, finder: EntityFinder, dates: DateFinder
) -> None:
    counts: Counter[str] = Counter()
    for line in yaml.safe_load((DATA / f"entities_{language}.yml").read_text(encoding="utf-8")):
        wanted = {item for item in line["has"] if item.startswith(f"{kind}=")}
        found = {item for item in entities_of(line["text"], finder, dates) if item.startswith(f"{kind}=")}
        counts.update(right=len(wanted & found), wrong=len(wanted ^ found))
    assert 2 * counts["right"] / (2 * counts["right"] + counts["wrong"]) >= 0.95


ORIGINS = [
    "born in {place}",
    "ik ben geboren in {place}",
    "my family comes from {place}",
    "mijn ouders komen uit {place}",
    "ik kom oorspronkelijk uit {place}",
    "I grew up in {place}",
]


@pytest.mark.parametrize("place", ["Rabat", "Turkije", "Syria", "Istanbul", "Somalië", "Poland", "Jordan"])
@pytest.mark.parametrize("frame", ORIGINS)
def test_an_origin_is_no_country_in_question(frame: str, place: str, finder: EntityFinder) -> None:
    assert [item for item in finder.find(frame.format(place=place)) if item.entity == "country"] == []


@pytest.mark.parametrize("origin", ["Turkse", "Marokkaanse", "Poolse", "Iraanse", "Amerikaanse", "Syrische"])
def test_an_origin_changes_nothing_about_the_country(origin: str, finder: EntityFinder) -> None:
    text = f"Mijn {origin} vader werd op het vliegveld van Wenen geweigerd"
    assert [item.value for item in finder.find(text) if item.entity == "country"] == ["AT"]


def test_an_entity_says_where_it_stands(finder: EntityFinder, dates: DateFinder) -> None:
    text = "Op 3 maart hield de Turkse politie mijn zoon vast"
    places = {item.value: text[item.start : item.end] for item in finder.find(text)}
    assert places == {"TR": "Turkse", "child": "mijn zoon"}
    (day,) = dates.find(text, TODAY)
    assert text[day.start : day.end] == "3 maart"


def test_in_capitals_a_pronoun_is_no_country(finder: EntityFinder) -> None:
    assert finder.find("PLEASE LET US GO HOME NOW") == []


def test_a_bezwaar_is_never_a_beroep(finder: EntityFinder) -> None:
    for text in ("bezwaar maken", "bezwaarschrift", "notice of objection", "in bezwaar gaan"):
        assert {item.value for item in finder.find(text)} == {"objection"}


@pytest.mark.parametrize(
    "text",
    [
        "hungry and cold",
        "customer service",
        "my surname",
        "Belast met zorg",
        "een lange plank",
        "de keuken in",
    ],
)
def test_ordinary_words_are_no_misspelt_places(text: str, finder: EntityFinder) -> None:
    assert [item for item in finder.find(text) if item.entity == "country"] == []
