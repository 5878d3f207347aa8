"""What holds for every letter of every agency."""

from __future__ import annotations

import re

import pikepdf
import pytest

from bot.letters import Letter, render_docx, render_ics, render_pdf, render_text
from bot.letters.catalogue import load_catalogue
from tests.letters.conftest import ALL_LETTERS, SOMEBODY, Draft

TOLD = {
    "country": "TR",
    "event_date": "2026-10-03",
    "prior_requests": [
        {"agency": "police", "request_type": "access", "status": "refused", "decided_on": "2026-11-10"},
    ],
}
PLACEHOLDER = re.compile(r"\[[^\]]+\]")
every_letter = pytest.mark.parametrize(("agency", "action", "variant"), ALL_LETTERS)


def all_texts(letter: Letter) -> list[tuple[str, str]]:
    """Every sentence pair of a letter and its notes, Dutch and English."""
    said = [letter.subject, *letter.addressee, *letter.signer, *letter.send, *letter.enclosures]
    said += [*letter.reminders, *letter.warnings]
    for section in letter.sections:
        said += [section.heading] if section.heading else []
        said += [sentence for item in section.items for sentence in item]
    return [(text.nl, text.en) for text in said]


@every_letter
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_renders_in_every_format(draft: Draft, agency: str, action: str, variant: str, language: str):
    letter = draft(agency, action, variant=variant, **TOLD)
    assert SOMEBODY.name in render_text(letter, SOMEBODY, language=language) or letter.kind == "form"
    assert render_pdf(letter, SOMEBODY, language=language).startswith(b"%PDF")
    assert render_docx(letter, SOMEBODY, language=language).startswith(b"PK")
    assert render_ics(letter, language=language).startswith(b"BEGIN:VCALENDAR")


@every_letter
def test_it_says_the_same_number_of_things_in_both_languages(
    draft: Draft, agency: str, action: str, variant: str
):
    for dutch, english in all_texts(draft(agency, action, variant=variant)):
        assert dutch
        assert english
        assert len(PLACEHOLDER.findall(dutch)) == len(PLACEHOLDER.findall(english))
        assert len(sentences(dutch)) == len(sentences(english))


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!])\s+(?=[A-Z])", text)


@every_letter
def test_every_placeholder_is_a_field_that_can_be_filled_in(
    draft: Draft, agency: str, action: str, variant: str
):
    letter = draft(agency, action, variant=variant)
    known = {
        placeholder for field in letter.fields for placeholder in (field.placeholder.nl, field.placeholder.en)
    }
    used = {found for pair in all_texts(letter) for text in pair for found in PLACEHOLDER.findall(text)}
    assert used <= known


@every_letter
def test_nothing_is_left_to_fill_in_once_every_field_is_filled_in(
    draft: Draft, agency: str, action: str, variant: str
):
    letter = draft(agency, action, variant=variant)
    entries = {field.key: "X" for field in letter.fields if field.key not in SOMEBODY.__struct_fields__}
    identity = type(SOMEBODY)(
        **{key: "X" for key in SOMEBODY.__struct_fields__ if key != "entries"}, entries=entries
    )
    for language in ("nl", "en"):
        assert not PLACEHOLDER.findall(render_text(letter, identity, language=language))


@every_letter
def test_every_source_exists_and_is_no_mere_general_knowledge(
    draft: Draft, agency: str, action: str, variant: str
):
    letter = draft(agency, action, variant=variant)
    assert letter.sources
    for source in letter.sources:
        assert source.confidence not in ("G", "GK")
        assert source.title.en in render_text(letter, language="en")


@every_letter
def test_it_numbers_its_requests(draft: Draft, agency: str, action: str, variant: str):
    letter = draft(agency, action, variant=variant)
    exempt = action in ("authorisation", "foreign_redress")
    assert exempt or any(section.kind == "numbered" for section in letter.sections)


@every_letter
def test_title_and_file_name_betray_nothing(draft: Draft, agency: str, action: str, variant: str):
    letter = draft(agency, action, variant=variant)
    assert (letter.title.nl, letter.title.en) == ("Brief", "Letter")
    assert (letter.file_name.nl, letter.file_name.en) == ("brief", "letter")


@every_letter
def test_it_says_whether_a_lawyer_has_read_it(draft: Draft, agency: str, action: str, variant: str):
    letter = draft(agency, action, variant=variant)
    is_reviewed = letter.review.reviewed_by is not None
    assert ("nog niet nagekeken door een advocaat" in render_text(letter)) != is_reviewed
    assert "{" not in letter.status.nl + letter.status.en


@every_letter
def test_a_letter_to_a_dutch_authority_is_in_dutch(draft: Draft, agency: str, action: str, variant: str):
    abroad = {"interpol", "edps", "council_eu", "un", "consulate_abroad", "airline", "us"}
    assert draft(agency, action, variant=variant).language == ("en" if agency in abroad else "nl")


@every_letter
def test_no_sentence_is_too_long_to_read(draft: Draft, agency: str, action: str, variant: str):
    for pair in all_texts(draft(agency, action, variant=variant)):
        for text in pair:
            assert max(len(sentence.split()) for sentence in sentences(text)) <= 45


def test_there_are_letters_for_every_agency_that_can_be_asked():
    letters = load_catalogue().templates
    for agency in ("police", "kmar", "om", "justid", "aivd", "mivd", "ind", "nctv", "rvig", "pi_nl", "sis"):
        assert (agency, "access") in letters
    assert len(letters) >= 45


def test_pdf_conforms_and_carries_no_name(draft: Draft, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(render_pdf(draft("police", "access"), SOMEBODY))
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")
        assert pdf.Root.StructTreeRoot is not None
        assert str(pdf.docinfo["/Title"]) == "Brief"
        assert "/Author" not in pdf.docinfo
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
