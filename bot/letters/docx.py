"""A letter as a Word document: real headings and lists, languages marked, nothing in the metadata."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bot.letters.compose import Pair, Part, Sheet, compose
from bot.letters.identity import Identity
from bot.letters.letter import Language, Letter

FONT = "Arial"
_TAGS: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def render_docx(
    letter: Letter,
    identity: Identity | None = None,
    *,
    language: Language = "nl",
    own_text: str | None = None,
) -> bytes:
    """The letter, then the reading text and the notes on pages of their own. Same input, same bytes.

    Raises:
        LetterError: the own text is empty or too long.
    """
    sheet = compose(letter, identity, language, own_text)
    document = Document()
    _prepare(document, sheet, letter.written_on)
    _write_letter(document, sheet)
    if sheet.reading:
        _write_reading(document, sheet)
    _write_notes(document, sheet)
    packed = io.BytesIO()
    document.save(packed)
    return _with_fixed_times(packed.getvalue())


def _prepare(document: DocumentObject, sheet: Sheet, made_on: date) -> None:
    properties = document.core_properties
    moment = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    properties.title, properties.language = sheet.title, _TAGS[sheet.language]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = moment
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name, size in (("Normal", 11), ("Heading 1", 12.5), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), _TAGS[sheet.language])


def _write_letter(document: DocumentObject, sheet: Sheet) -> None:
    for block in (sheet.sender, sheet.recipient, (sheet.dateline,)):
        if any(block):
            _lines(document, block)
    if sheet.subject:
        _styled(document, sheet.subject, "Heading1")
    if sheet.salutation:
        document.add_paragraph(sheet.salutation)
    for part in sheet.parts:
        _write_part(document, part)
    if sheet.is_letter:
        document.add_paragraph(sheet.closing).paragraph_format.space_after = Pt(42)
        _lines(document, (sheet.signature, sheet.name))
    if sheet.enclosures:
        _styled(document, sheet.enclosures_heading, "Heading2")
        _bullets(document, sheet.enclosures)


def _write_part(document: DocumentObject, part: Part) -> None:
    if part.kind == "heading":
        _styled(document, part.lines[0], "Heading2")
    elif part.kind == "paragraph":
        for line in part.lines:
            document.add_paragraph(line)
    elif part.kind == "bullets":
        _bullets(document, part.lines)
    elif part.kind == "lines":
        _lines(document, part.lines)
    else:
        number_id = _new_numbering(document)
        for line in part.lines:
            _numbered(_styled(document, line, "ListNumber"), number_id)


def _write_reading(document: DocumentObject, sheet: Sheet) -> None:
    _new_page_heading(document, sheet.reading_heading, sheet.reader)
    _speak(document.add_paragraph(sheet.reading_note), sheet.reader)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    _repeat_as_header(table.rows[0]._tr)
    for cell, heading in zip(table.rows[0].cells, sheet.reading_columns, strict=True):
        _speak(
            cell.paragraphs[0],
            sheet.reader,
            [cell.paragraphs[0].add_run(heading)],
            bold=True,
        )
    for pair in sheet.reading:
        cells = table.add_row().cells
        for cell, text, language in (
            (cells[0], pair.sent, sheet.language),
            (cells[1], pair.read, sheet.reader),
        ):
            paragraph = cell.paragraphs[0]
            _speak(
                paragraph,
                language,
                [paragraph.add_run(_marked(pair, text))],
                bold=pair.heading,
            )


def _write_notes(document: DocumentObject, sheet: Sheet) -> None:
    _new_page_heading(document, sheet.notes_heading, sheet.reader)
    _speak(document.add_paragraph(sheet.notes_note), sheet.reader)
    for group in sheet.notes:
        _speak(_styled(document, group.heading, "Heading2"), sheet.reader)
        for paragraph in _bullets(document, group.lines):
            _speak(paragraph, sheet.reader)


def _marked(pair: Pair, text: str) -> str:
    return f"{pair.number}. {text}" if pair.number else text


def _lines(document: DocumentObject, lines: Iterable[str]) -> None:
    paragraph = document.add_paragraph()
    for index, line in enumerate(line for line in lines if line):
        run = paragraph.add_run()
        if index:
            run.add_break()
        run.add_text(line)


def _styled(document: DocumentObject, text: str, style_id: str) -> Paragraph:
    """A paragraph in a style given by its id: python-docx needs milliseconds to look one up by name."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = style_id
    return paragraph


def _bullets(document: DocumentObject, lines: Iterable[str]) -> list[Paragraph]:
    return [_styled(document, line, "ListBullet") for line in lines]


def _new_page_heading(document: DocumentObject, text: str, language: Language) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _speak(_styled(document, text, "Heading1"), language)


def _speak(
    paragraph: Paragraph,
    language: Language,
    runs: list[Run] | None = None,
    *,
    bold: bool = False,
) -> None:
    """Mark in which language a paragraph is read out."""
    for run in runs or paragraph.runs:
        if bold:
            run.bold = True
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), _TAGS[language])
        run._r.get_or_add_rPr().append(mark)


def _repeat_as_header(row: object) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]


def _new_numbering(document: DocumentObject) -> int:
    """A numbering of its own, because Word would go on counting from the list before."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    base = numbering.num_having_numId(style).abstractNumId.val
    fresh = numbering.add_num(base)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(fresh.numId)


def _numbered(paragraph: Paragraph, number_id: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number_id
    properties.get_or_add_ilvl().val = 0


def _with_fixed_times(packed: bytes) -> bytes:
    """Repack with one fixed time, so that a file tells no moment and equal letters are equal bytes."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in source.namelist():
            fixed.writestr(
                zipfile.ZipInfo(name, _ZIP_EPOCH),
                source.read(name),
                zipfile.ZIP_DEFLATED,
            )
    return target.getvalue()
