"""All letters of a plan in one ZIP."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from icalendar import Calendar

from bot.guidance.content import Content
from bot.guidance.plan import make_plan
from bot.letters import LetterError, bundle, bundle_letters
from tests.letters.conftest import SOMEBODY, Draft, facts_of


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def files(draft: Draft) -> dict[str, bytes]:
    letters = [draft("police", "access"), draft("kmar", "access")]
    return opened(bundle_letters(letters, SOMEBODY))


def test_it_holds_every_letter_the_checklist_and_one_calendar(files: dict[str, bytes]):
    assert sorted(files) == [
        "agenda-2026-11-24.ics",
        *(f"brief-{number}-2026-11-24.{ext}" for number in (1, 2) for ext in ("docx", "pdf", "txt")),
        "lijst-2026-11-24.pdf",
        "lijst-2026-11-24.txt",
    ]


def test_the_checklist_says_for_each_letter_where_it_goes_and_what_goes_along(files: dict[str, bytes]):
    text = files["lijst-2026-11-24.txt"].decode()
    assert re.search(r"Brief 1\n  De korpschef van politie", text)
    assert "Brief 2\n  De minister van Defensie" in text
    assert text.count("[ ] Kopie van een geldig identiteitsbewijs") == 2
    assert "niet mee over een grens" in text


def test_the_calendar_tells_the_letters_apart_by_number(files: dict[str, bytes]):
    titles = [
        str(event["SUMMARY"]) for event in Calendar.from_ical(files["agenda-2026-11-24.ics"]).walk("VEVENT")
    ]
    assert "Brief 1: antwoord verwacht" in titles
    assert "Brief 2: antwoord verwacht" in titles


def test_a_letter_that_may_go_by_email_is_there_as_a_draft_too(draft: Draft):
    names = opened(bundle_letters([draft("police", "access"), draft("rvig", "access")], SOMEBODY))
    assert [name for name in names if name.endswith(".eml")] == ["brief-2-2026-11-24.eml"]


def test_the_same_letters_are_the_same_bytes(draft: Draft):
    letters = [draft("police", "access")]
    assert bundle_letters(letters, SOMEBODY) == bundle_letters(letters, SOMEBODY)


def test_a_bundle_without_letters_is_refused():
    with pytest.raises(LetterError, match="has no letters"):
        bundle_letters([])


def test_a_plan_is_bundled_in_its_order_without_what_is_optional(content: Content):
    facts = facts_of(situation="suspect_police_registration", criminal_case="none")
    plan = make_plan(facts, content)
    wanted = [step for step in plan.steps if step.letter and not step.optional]
    made = opened(bundle(plan, facts, content))
    assert len([name for name in made if name.endswith(".pdf")]) == len(wanted) + 1
    assert "De korpschef van politie" in made["brief-1-2026-11-24.txt"].decode()
