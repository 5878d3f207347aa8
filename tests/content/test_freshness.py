"""What an editor is told to look at."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from bot.guidance.freshness import check
from bot.guidance.lint import texts
from tests.content.conftest import Files


class Holder(msgspec.Struct):
    files: dict[str, dict[str, Any]]


TODAY = date(2026, 11, 24)
NO_LETTERS = Path(__file__).parent / "none"


def _kinds(node: dict[str, Any], today: date = TODAY) -> list[str]:
    return [finding.kind for finding in check(Holder({"agencies": {"police": node}}), today, NO_LETTERS)]


def test_a_record_is_listed_from_the_day_after_its_review() -> None:
    record = {"review_after": date(2026, 11, 23), "confidence": "V"}
    assert _kinds(record, date(2026, 11, 23)) == []
    assert _kinds(record, date(2026, 11, 24)) == ["past review"]


def test_what_is_not_verified_is_listed_with_its_note() -> None:
    record = {"addresses": [{"lines": ["A", "B"], "confidence": "V-old", "note": "moved in 2024"}]}
    (finding,) = check(Holder({"agencies": {"sis": record}}), TODAY, NO_LETTERS)
    assert (
        str(finding)
        == "not verified: agencies/sis.yml: addresses[0]: marked V-old, not printed; moved in 2024"
    )


def test_conflicts_come_before_what_is_only_unverified() -> None:
    assert _kinds({"a": {"confidence": "V2"}, "b": {"confidence": "V", "conflict": "two terms"}}) == [
        "conflict",
        "not verified",
    ]


def test_a_letter_without_a_lawyers_review_is_listed_until_it_is_filled_in(tmp_path: Path) -> None:
    letters = tmp_path / "police.yml"
    letters.write_text("review: {reviewed_by: null, reviewed_on: null}", "utf-8")
    (finding,) = check(Holder({}), TODAY, tmp_path)
    assert (finding.kind, finding.where) == ("not yet reviewed by a lawyer", "letters/police.yml: review")
    letters.write_text(
        "review: {reviewed_by: a lawyer, reviewed_on: 2026-12-01, text: 0a1b2c3d4e5f}", "utf-8"
    )
    assert check(Holder({}), TODAY, tmp_path, {"police": "0a1b2c3d4e5f"}) == ()


def test_a_letter_that_changed_after_its_review_is_listed_again(tmp_path: Path) -> None:
    review = "review: {reviewed_by: a lawyer, reviewed_on: 2026-12-01, text: 0a1b2c3d4e5f}"
    (tmp_path / "police.yml").write_text(review, "utf-8")
    (finding,) = check(Holder({}), TODAY, tmp_path, {"police": "ffffffffffff"})
    assert finding.kind == "not yet reviewed by a lawyer"
    assert "changed after a lawyer read them" in finding.what


def test_the_conflict_about_the_term_for_sis_is_known(files: Files) -> None:
    found = check(Holder({"sources": dict(files["sources"])}), TODAY)
    assert any(finding.kind == "conflict" and "ap-sis" in finding.where for finding in found)


def test_nothing_is_past_review_today(files: Files) -> None:
    folders = {folder: dict(files[folder]) for folder in ("sources", "agencies", "countries")}
    found = check(Holder(folders), TODAY)
    assert [finding for finding in found if finding.kind == "past review"] == []


def test_no_text_carries_an_address_that_would_outlive_its_review(files: Files) -> None:
    # Addresses stand in agencies/, with the day until which they are printed.
    found = [
        where
        for folder, by_name in files.items()
        for name, data in by_name.items()
        for where, text in texts(data, f"{folder}/{name}.yml")
        if re.search(r"Postbus \d|\b\d{4} [A-Z]{2}\b|\S@\S", f"{text.nl} {text.en}")
    ]
    assert found == []
