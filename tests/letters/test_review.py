"""A lawyer signs a file of letters off: its page says so, until a word of it changes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.guidance.content import Content
from bot.letters import LetterError
from bot.letters.catalogue import FOLDER, Catalogue, load_catalogue
from bot.letters.letter import Review
from bot.letters.review import status

NULL = "review: {reviewed_by: null, reviewed_on: null}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "letters"))


def signed(folder: Path, agency: str, text: str) -> Catalogue:
    path = folder / f"{agency}.yml"
    record = f"review: {{reviewed_by: a lawyer, reviewed_on: 2026-12-01, text: {text}}}"
    path.write_text(path.read_text("utf-8").replace(NULL, record), "utf-8")
    return load_catalogue(folder)


def reviews(catalogue: Catalogue, agency: str) -> set[date | None]:
    templates = [each for (of, _), found in catalogue.templates.items() if of == agency for each in found]
    return {template.review.reviewed_on for template in templates}


def test_a_review_holds_for_the_text_that_was_read(folder: Path):
    catalogue = signed(folder, "rvig", load_catalogue().fingerprints["rvig"])
    assert reviews(catalogue, "rvig") == {date(2026, 12, 1)}
    assert reviews(catalogue, "police") == {None}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rvig", "Of ik in het register sta of stond.", "Of ik in het register sta."),
        ("_blocks", "en waarom de afwijzing noodzakelijk en evenredig is.", "en waarom."),
        ("_patterns", "Zet geen verhaal in deze brief.", "Geen verhaal."),
    ],
)
def test_a_change_of_its_text_ends_a_review_wherever_the_text_stands(
    folder: Path, file: str, old: str, new: str
):
    path = folder / f"{file}.yml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    catalogue = signed(folder, "rvig", load_catalogue().fingerprints["rvig"])
    assert reviews(catalogue, "rvig") == {None}


def test_a_change_elsewhere_ends_no_review(folder: Path):
    path = folder / "police.yml"
    path.write_text(path.read_text("utf-8").replace("De korpschef van politie", "De korpschef"), "utf-8")
    catalogue = signed(folder, "rvig", load_catalogue().fingerprints["rvig"])
    assert reviews(catalogue, "rvig") == {date(2026, 12, 1)}


def test_half_a_review_is_refused_with_what_is_missing(folder: Path):
    path = folder / "rvig.yml"
    path.write_text(
        path.read_text("utf-8").replace(NULL, "review: {reviewed_by: a lawyer, reviewed_on: null}"), "utf-8"
    )
    with pytest.raises(LetterError, match="fill in all three, or none"):
        load_catalogue(folder)


def test_the_page_says_not_yet_reviewed_until_the_record_is_filled_in(content: Content):
    words, sources = load_catalogue().words, [content.source("avg-15")]
    assert status(Review(), sources, words).en == (
        "This text has not yet been reviewed by a lawyer. The sources were checked on 23 November 2026."
    )
    signed_off = Review("a lawyer", date(2026, 12, 1), "0a1b2c3d4e5f")
    assert status(signed_off, sources, words).nl == (
        "Deze tekst is op 1 december 2026 nagekeken door een advocaat. "
        "De bronnen zijn gecontroleerd op 23 november 2026."
    )
