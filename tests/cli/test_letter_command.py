"""`wegwijzer letter`: one letter, or one sentence that says what to do."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from bot.cli.commands import CommandError
from bot.cli.guidance import letter
from bot.settings import Settings


@pytest.fixture
def options(tmp_path: Path) -> Namespace:
    """What a person asks for who wants to see what the police holds."""
    facts = tmp_path / "facts.json"
    facts.write_text('{"situation": "suspect_police_registration", "today": "2026-11-26"}', "utf-8")
    return Namespace(agency="police", type="access", facts=facts, format="txt", sent_on=None, out=None)


def run(options: Namespace) -> int:
    return letter(options, Settings(data=Path(), database_url="sqlite://"))


def told(captured: pytest.CaptureFixture[bytes]) -> dict[str, Any]:
    error: dict[str, Any] = json.loads(captured.readouterr().out)["error"]
    return error


@pytest.mark.parametrize("format", ["txt", "docx", "pdf", "ics"])
def test_a_letter_goes_to_the_file_that_is_named(options: Namespace, tmp_path: Path, format: str) -> None:
    options.format, options.out = format, tmp_path / "letter"
    assert run(options) == 0
    assert options.out.stat().st_size > 1_000


def test_a_letter_type_that_does_not_exist_is_not_called_a_wrong_day(
    options: Namespace, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    options.type = "poem"
    assert run(options) == 2
    error = told(capsysbinary)
    assert error["field"] == "type"
    assert "access" in error["message"]


def test_an_agency_that_does_not_exist_is_named(
    options: Namespace, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    options.agency = "policee"
    assert run(options) == 2
    assert told(capsysbinary)["field"] == "agency"


def test_an_impossible_fact_is_named(options: Namespace, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    options.facts.write_text('{"situation": "no_reply", "country": "ZZ"}', "utf-8")
    assert run(options) == 2
    assert told(capsysbinary)["field"] == "country"


def test_a_letter_that_cannot_be_written_says_where(options: Namespace, tmp_path: Path) -> None:
    options.out = tmp_path / "no-such-folder" / "letter"
    with pytest.raises(CommandError, match="no-such-folder"):
        run(options)


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "9999-12-31", "0001-01-01"])
def test_a_day_of_posting_that_cannot_be_is_refused(options: Namespace, day: str) -> None:
    options.format, options.sent_on = "ics", day
    with pytest.raises(CommandError, match="--sent-on"):
        run(options)


def test_a_letter_to_the_court_names_whose_decision_the_plan_means(
    options: Namespace, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """It said "[who took the decision]", although the facts told that it was Justis."""
    options.agency, options.type = "court", "interim_relief"
    options.facts.write_text('{"situation": "screening_refused", "agency": "justis"}', "utf-8")
    assert run(options) == 0
    written = capsysbinary.readouterr().out.decode()
    assert "de beslissing van de minister van Justitie en Veiligheid" in written
    assert "[wie de beslissing nam]" not in written
