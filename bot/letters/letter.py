"""What a letter is: sentence pairs, numbered requests, what to enclose, who signs, which terms run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from bot.guidance.content import Source
from bot.guidance.deadlines import Length
from bot.guidance.text import Text

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
FORMATS: tuple[str, ...] = ("txt", "docx", "pdf", "ics")
EMAIL_FORMAT = "eml"


class LetterError(ValueError):
    """A letter cannot be drafted or rendered; the message says what is wrong and what to do."""


class Section(msgspec.Struct, frozen=True):
    """A run of paragraphs or list items under an optional heading; every item is a run of sentence pairs."""

    kind: Literal["paragraph", "numbered", "bullets"]
    items: tuple[tuple[Text, ...], ...]
    heading: Text | None = None


class Field(msgspec.Struct, frozen=True):
    """What the person fills in themselves: typed in the letter form only, never in a conversation."""

    key: str
    label: Text
    placeholder: Text
    reason: Text
    kind: Literal["text", "date", "long"] = "text"
    required: bool = True


class Term(msgspec.Struct, frozen=True):
    """A term that this letter starts or must keep.

    `starts` says which day it counts from: the posting of this letter, or the sending of the decision it
    answers. `extension` is the longest lawful one. A `foreign` term never moves to a later day.
    """

    key: Literal["answer", "decide_after_default", "own"]
    length: Length
    starts: Literal["posting", "decision"] = "posting"
    extension: Length | None = None
    foreign: bool = False


class Email(msgspec.Struct, frozen=True):
    """That a request also goes by e-mail, under a neutral subject.

    `address` is None where we have none that is verified: the person then looks it up.
    """

    subject: Text
    address: str | None = None


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signed a letter's text off; empty until a lawyer has read it.

    `text` is the fingerprint of what was read: a later change of the text ends the review.
    """

    reviewed_by: str | None = None
    reviewed_on: date | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        filled = [value is not None for value in (self.reviewed_by, self.reviewed_on, self.text)]
        if any(filled) and not all(filled):
            raise ValueError("a review names reviewed_by, reviewed_on and text; fill in all three, or none")


class Letter(msgspec.Struct, frozen=True):
    """A drafted letter in both languages, without identity: placeholders stand where the person's data come.

    `language` is the language in which it is sent; the other one is the reading text. `title` and `file_name`
    are neutral, so that a download betrays nothing.
    """

    agency: str
    action: str
    variant: str
    kind: Literal["letter", "form"]
    language: Language
    written_on: date
    title: Text
    file_name: Text
    addressee: tuple[Text, ...]
    subject: Text
    sections: tuple[Section, ...]
    signer: tuple[Text, ...]
    send: tuple[Text, ...]
    enclosures: tuple[Text, ...]
    reminders: tuple[Text, ...]
    warnings: tuple[Text, ...]
    terms: tuple[Term, ...]
    decision_sent_on: date | None
    fields: tuple[Field, ...]
    words: Mapping[str, Text]
    sources: tuple[Source, ...]
    review: Review
    status: Text
    email: Email | None = None


def to_card(letter: Letter) -> dict[str, Any]:
    """The letter as plain data for a page: sentence pairs, fields to fill in, and its formats."""
    formats = (*FORMATS, EMAIL_FORMAT) if letter.email else FORMATS
    return {**msgspec.to_builtins(letter), "formats": list(formats)}


def file_name(letter: Letter, extension: str, *, language: Language = "nl", number: int = 1) -> str:
    """`brief-1-2026-11-24.pdf`: no name, no agency, no subject."""
    return f"{letter.file_name.in_language(language)}-{number}-{letter.written_on.isoformat()}.{extension}"
