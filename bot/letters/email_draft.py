"""A letter as an e-mail draft: for the few requests that an authority takes by e-mail, and never sent by us."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.policy import SMTP

from bot.letters.compose import compose, without_notes
from bot.letters.identity import Identity
from bot.letters.letter import Letter, LetterError, file_name
from bot.letters.pdf import render_sheet as pdf_of
from bot.letters.text import render_sheet as text_of


def render_eml(letter: Letter, identity: Identity | None = None, *, own_text: str | None = None) -> bytes:
    """The letter as an unsent draft: its text, and the same letter as a PDF attached. Same input, same bytes.

    It holds only what is sent, in the language it is sent in, and names no sender: the person's own e-mail
    program adds that. Without a verified address the addressee stays empty.

    Raises:
        LetterError: this request does not go by e-mail, or the own text is empty or too long.
    """
    if letter.email is None:
        raise LetterError(
            f"the {letter.action} letter to {letter.agency} does not go by e-mail: use pdf, docx or txt"
        )
    sheet = without_notes(compose(letter, identity, letter.language, own_text))
    text, pdf = text_of(sheet), pdf_of(sheet, letter.written_on)
    draft = EmailMessage(policy=SMTP)
    if letter.email.address:
        draft["To"] = letter.email.address
    draft["Subject"] = letter.email.subject.in_language(letter.language)
    # Mail programs open a message marked so for editing, instead of showing it as received.
    draft["X-Unsent"] = "1"
    draft.set_content(text)
    draft.add_attachment(
        pdf,
        maintype="application",
        subtype="pdf",
        filename=file_name(letter, "pdf", language=letter.language),
    )
    draft.set_boundary(hashlib.sha256(text.encode()).hexdigest()[:40])
    return draft.as_bytes()
