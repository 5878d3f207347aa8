"""The files a letter becomes: accessible, neutral, and the same bytes for the same letter."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from bot.letters import file_name, render_docx, render_pdf
from tests.letters.conftest import SOMEBODY, Draft

BETRAYING = ("CTER", "politie", "police", "Samira", "Example", "artikel")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_pdf_conforms_to_pdf_ua_and_says_its_language_and_title(draft: Draft, language: str):
    with pikepdf.open(io.BytesIO(render_pdf(draft("police", "access"), SOMEBODY, language=language))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).startswith("nl")
        assert str(pdf.docinfo["/Title"]) == {"nl": "Brief", "en": "Letter"}[language]
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_a_pdf_has_headings_lists_and_a_table_for_the_reading_text(draft: Draft):
    with pikepdf.open(io.BytesIO(render_pdf(draft("police", "access"), SOMEBODY, language="en"))) as pdf:
        tags = {str(node.S) for node in structure(pdf.Root.StructTreeRoot)}
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/P"} <= tags


def structure(node: pikepdf.Object):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid)


def test_pdf_metadata_betray_nothing(draft: Draft):
    with pikepdf.open(io.BytesIO(render_pdf(draft("police", "access"), SOMEBODY))) as pdf:
        told = " ".join([*map(str, pdf.docinfo.values()), pdf.Root.Metadata.read_bytes().decode()])
        assert "/Author" not in pdf.docinfo
    assert not [word for word in BETRAYING if word in told]


def test_docx_metadata_betray_nothing(draft: Draft):
    made = render_docx(draft("police", "access"), SOMEBODY)
    properties = Document(io.BytesIO(made)).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("Brief", "", "")
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        told = b" ".join(packed.read(name) for name in packed.namelist() if "docProps" in name).decode(
            "latin-1"
        )
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [word for word in BETRAYING if word in told]


def test_a_docx_has_real_headings_and_numbers_and_says_its_languages(draft: Draft):
    document = Document(io.BytesIO(render_docx(draft("police", "access"), SOMEBODY, language="en")))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Heading 1", "Heading 2", "List Number", "List Bullet"} <= styles
    languages = {mark.get(qn("w:val")) for mark in document.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL", "en-GB"}
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "nl-NL"


def test_each_numbered_list_of_a_docx_begins_at_one(draft: Draft):
    document = Document(io.BytesIO(render_docx(draft("court", "appeal", variant="wpg"))))
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert len(set(numbers)) == 2


def test_the_same_letter_is_the_same_bytes(draft: Draft):
    letter = draft("police", "access")
    for render in (render_pdf, render_docx):
        assert render(letter, SOMEBODY, language="en") == render(letter, SOMEBODY, language="en")


def test_a_file_name_tells_only_number_and_day(draft: Draft):
    letter = draft("police", "access")
    assert file_name(letter, "pdf") == "brief-1-2026-11-24.pdf"
    assert file_name(letter, "docx", language="en", number=3) == "letter-3-2026-11-24.docx"


def test_the_reader_of_the_other_language_gets_both_and_the_recipient_only_one(draft: Draft):
    letter = draft("police", "access")
    dutch = len(pikepdf.open(io.BytesIO(render_pdf(letter, SOMEBODY))).pages)
    both = len(pikepdf.open(io.BytesIO(render_pdf(letter, SOMEBODY, language="en"))).pages)
    assert both > dutch


@pytest.mark.slow
def test_libreoffice_opens_the_docx(draft: Draft, tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer)")
    path = tmp_path / "letter.docx"
    path.write_bytes(render_docx(draft("police", "access"), SOMEBODY, language="en"))
    command = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "txt:Text",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180
    )
    text = (tmp_path / "letter.txt").read_text("utf-8-sig")
    assert re.search(r"Samira Example\s+Dorpsstraat 12", text)
