"""A letter that the person changed: their text stands in every file, whole and as plain lines."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from docx import Document

from bot.letters import Letter, LetterError, render_docx, render_pdf, render_text
from bot.letters.compose import OWN_TEXT_LIMIT, own_lines
from tests.letters.conftest import SOMEBODY, Draft

OWN = "Jan Jansen\nDorpsstraat 1\n\nBetreft: mijn verzoek\n\n1. Eerste vraag.\n2. #let *Tweede* [vraag]."


@pytest.fixture
def letter(draft: Draft) -> Letter:
    return draft("police", "access")


def test_a_word_file_holds_the_own_text_in_place_of_ours(letter: Letter):
    document = Document(io.BytesIO(render_docx(letter, SOMEBODY, own_text=OWN)))
    written = [paragraph.text for paragraph in document.paragraphs]
    assert written[:3] == [
        "Jan Jansen\nDorpsstraat 1",
        "Betreft: mijn verzoek",
        "1. Eerste vraag.\n2. #let *Tweede* [vraag].",
    ]
    assert not any("Samira" in line or "artikel 25" in line for line in written[:4])
    assert not document.tables


def test_a_pdf_of_the_own_text_still_conforms_to_pdf_ua(letter: Letter):
    made = render_pdf(letter, own_text=OWN, language="en")
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert made != render_pdf(letter, own_text=OWN.replace("Jan", "Piet"), language="en")


def test_a_text_file_begins_with_the_own_text_and_keeps_the_notes(letter: Letter):
    made = render_text(letter, own_text=OWN)
    assert made.startswith("Jan Jansen\nDorpsstraat 1\n\nBetreft: mijn verzoek\n\n1. Eerste vraag.\n2. ")
    assert re.search(r"\n-{20,}\n", made)


def test_typed_signs_that_turn_or_hide_text_are_dropped():
    assert own_lines("a\u202eb\u200b\tc\x00\n\n \n\nd\r\ne") == (("ab c",), ("d", "e"))


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u202e", "a" * (OWN_TEXT_LIMIT + 1)])
def test_nothing_and_too_much_are_refused(letter: Letter, text: str):
    with pytest.raises(LetterError):
        render_text(letter, own_text=text)
