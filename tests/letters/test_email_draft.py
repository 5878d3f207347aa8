"""The few letters that may go by e-mail, as a draft that the person sends."""

from __future__ import annotations

import io
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pikepdf
import pytest

from bot.guidance.content import Content
from bot.letters import LetterError, render_eml, to_card
from tests.letters.conftest import ALL_LETTERS, SOMEBODY, Draft

#: Requests for which the facts name an e-mail address.
BY_EMAIL = {
    *(("justid", action) for action in ("access", "rectification", "erasure", "restriction")),
    *(("pi_nl", action) for action in ("access", "rectification", "erasure", "restriction")),
    *(("sis", action) for action in ("access", "rectification", "erasure")),
    ("rvig", "access"),
    ("ctivd", "complaint"),
    ("un", "delisting"),
}


def opened(made: bytes) -> EmailMessage:
    message = message_from_bytes(made, policy=default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize(("agency", "action", "variant"), ALL_LETTERS)
def test_only_what_the_facts_send_by_email_can_be_drafted_so(
    draft: Draft, agency: str, action: str, variant: str
):
    letter = draft(agency, action, variant=variant)
    assert ("eml" in to_card(letter)["formats"]) == ((agency, action) in BY_EMAIL)
    if (agency, action) in BY_EMAIL:
        assert render_eml(letter)
    else:
        with pytest.raises(LetterError, match="does not go by e-mail"):
            render_eml(letter)


def test_a_draft_is_unsent_and_names_nobody_but_the_addressee(draft: Draft):
    message = opened(render_eml(draft("rvig", "access"), SOMEBODY))
    headers = {name.lower(): str(value) for name, value in message.items()}
    assert set(headers) == {"to", "subject", "x-unsent", "mime-version", "content-type"}
    assert headers["to"] == "info@RvIG.nl"
    assert headers["x-unsent"] == "1"
    assert headers["subject"] == "Brief"


def test_the_draft_carries_the_letter_as_text_and_as_pdf_and_none_of_the_notes(draft: Draft):
    message = opened(render_eml(draft("rvig", "access"), SOMEBODY))
    text, attached = message.get_body(("plain",)), next(message.iter_attachments())
    assert text is not None
    said = text.get_content()
    assert "Samira Example" in said
    assert "artikel 15 AVG" in said
    assert "niet meesturen" not in said
    assert "do not send" not in said
    assert (attached.get_filename(), attached.get_content_type()) == (
        "brief-1-2026-11-24.pdf",
        "application/pdf",
    )
    with pikepdf.open(io.BytesIO(attached.get_content())) as pdf:
        assert len(pdf.pages) == 1
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_without_an_identity_placeholders_stand_in_the_draft(draft: Draft):
    text = opened(render_eml(draft("rvig", "access"))).get_body(("plain",))
    assert text is not None
    assert "[uw naam]" in text.get_content()


@pytest.mark.parametrize("agency", ["pi_nl", "justid", "sis"])
def test_an_unverified_email_address_is_not_printed_but_looked_up(
    content: Content, draft: Draft, agency: str
):
    letter = draft(agency, "access")
    made = render_eml(letter, SOMEBODY)
    assert "to" not in {name.lower() for name in opened(made)}
    for address in content.files["agencies"][agency]["addresses"]:
        assert address["email"].encode() not in made
    assert any("Zoek het op de website van de ontvanger op" in line.nl for line in letter.send)


def test_an_email_address_past_its_review_is_no_longer_printed(draft: Draft):
    assert "To" in opened(render_eml(draft("rvig", "access", today="2027-05-23")))
    assert "To" not in opened(render_eml(draft("rvig", "access", today="2027-05-24")))


def test_the_passenger_unit_gets_the_subject_it_asks_for(draft: Draft):
    assert opened(render_eml(draft("pi_nl", "access")))["Subject"] == "Inzage/correctie PNR"


def test_the_persons_own_text_stands_in_place_of_ours(draft: Draft):
    message = opened(render_eml(draft("rvig", "access"), own_text="Beste RvIG,\n\nSta ik erin?"))
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content().split() == ["Beste", "RvIG,", "Sta", "ik", "erin?"]


def test_the_same_letter_is_the_same_draft(draft: Draft):
    letter = draft("rvig", "access")
    assert render_eml(letter, SOMEBODY) == render_eml(letter, SOMEBODY)
