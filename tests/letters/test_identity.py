"""What a person types: it is filled in once, made harmless, and kept nowhere."""

from __future__ import annotations

import io
import logging

import pikepdf
import pytest
from docx import Document

from bot.letters import Identity, LetterError, parse_identity, render_docx, render_pdf, render_text
from bot.letters.identity import LINE_LIMIT, clean
from tests.letters.conftest import SOMEBODY, Draft

HOSTILE = {
    "typst": '#eval("1+1") #read("/etc/passwd") *bold* _it_ $x^2$ <label> @ref \\ // /* ',
    "typst closing": "]] #panic() [",
    "xml": "<w:t>&amp;</w:t><![CDATA[x]]>",
    "line breaks": "line\nbreak\r\nand\u2028more\x0b\x0c\ttab",
    "control": "nul\x00 bell\x07 escape\x1b[31m",
    "direction marks": "\u202eright to left override\u202c \u2066isolate\u2069",
    "right to left": "עברית العربية",
    "without glyph": "ﷺ 😀 汉字 👨‍👩‍👧",
    "templates": "{name} {birth_date} {{7*7}} ${jndi:ldap://x}",
    "formula": "=HYPERLINK(1)",
    "lone surrogate": "\ud800 lone",
    "one long word": "x" * 10_000,
    "long": "a b " * 2_500,
    "placeholders": "[straat en huisnummer] [postcode]",
    "quotes": "O'Brien-de “Groot” & Zn.",
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("language", ["nl", "en"])
def test_hostile_text_renders_as_text(draft: Draft, typed: str, language: str):
    letter = draft("police", "rectification")
    fields = {field.key: typed for field in letter.fields}
    identity = parse_identity(fields)
    text = render_text(letter, identity, language=language)
    assert clean(typed) in text
    assert "\x00" not in text
    assert pikepdf.open(io.BytesIO(render_pdf(letter, identity, language=language))).Root.MarkInfo.Marked
    words = "\n".join(
        p.text for p in Document(io.BytesIO(render_docx(letter, identity, language=language))).paragraphs
    )
    assert clean(typed) in words


def test_typed_text_stays_on_one_line_and_is_cut():
    assert clean("a\n\nb\u2028c\td") == "a b c d"
    assert clean("\u202eabc\u202c\x00") == "abc"
    assert len(clean("x" * 10_000)) == LINE_LIMIT


def test_a_name_that_looks_like_a_placeholder_is_not_filled_in_again(draft: Draft):
    text = render_text(draft("police", "access"), Identity(name="[straat en huisnummer]", street="Kade 1"))
    assert text.startswith("[straat en huisnummer]\nKade 1\n")


def test_without_identity_placeholders_stand_in_the_letter(draft: Draft):
    text = render_text(draft("police", "access"))
    for placeholder in ("[uw naam]", "[straat en huisnummer]", "[postcode] [woonplaats]", "[geboortedatum]"):
        assert placeholder in text


def test_an_iso_day_is_written_out_in_each_language(draft: Draft):
    text = render_text(draft("police", "access"), SOMEBODY, language="en")
    assert "4 maart 1988" in text
    assert "4 March 1988" in text


def test_the_place_of_signing_is_the_town_unless_another_is_given(draft: Draft):
    letter = draft("police", "access")
    assert "\nUtrecht, 24 november 2026\n" in render_text(letter, SOMEBODY)
    elsewhere = Identity(town="Utrecht", sign_place="Zeist", sign_date="2026-12-01")
    assert "\nZeist, 1 december 2026\n" in render_text(letter, elsewhere)


def test_an_identity_never_shows_itself():
    assert "Samira" not in repr(SOMEBODY)


def test_a_field_of_the_wrong_kind_is_named_without_its_value():
    with pytest.raises(LetterError, match="'birth_date' is not text") as caught:
        parse_identity({"birth_date": 19880304})
    assert "1988" not in str(caught.value)


def test_unknown_fields_are_kept_for_the_letter_that_asks_for_them():
    identity = parse_identity({"name": "A", "flight": "XY 12", "entries": "x"})
    assert (identity.name, identity.value("flight")) == ("A", "XY 12")


def test_rendering_logs_nothing(draft: Draft, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        render_pdf(draft("police", "access"), SOMEBODY)
        render_docx(draft("police", "access"), SOMEBODY)
    assert "Samira" not in caplog.text
