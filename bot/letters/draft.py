"""From a plan's step and the facts to a letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import cast, get_args

import msgspec

from bot.guidance.content import Content
from bot.guidance.deadlines import dutch_end, foreign_end
from bot.guidance.facts import Facts, Regime
from bot.guidance.refs import About
from bot.guidance.terms import answer_term
from bot.guidance.text import Text
from bot.letters.addresses import email_of, printable_address
from bot.letters.catalogue import Catalogue, Sentence, Template, load_catalogue
from bot.letters.context import Subject, find_subject, flags, law_of, values
from bot.letters.filling import Filler, holds, sections
from bot.letters.identity import written_text
from bot.letters.letter import Email, Letter, LetterError, Term
from bot.letters.review import status

SENDER_FIELDS = ("name", "street", "postcode", "town", "phone", "email", "sign_place", "sign_date")
_ADDRESS_FIELD = Text(nl="{recipient_address}", en="{recipient_address}")


def has_letter(agency: str, action: str) -> bool:
    """Whether a plan's step of this agency and action has a letter."""
    return (agency, action) in load_catalogue().templates


def draft_letter(
    agency: str,
    action: str,
    facts: Facts,
    content: Content,
    about: About | Mapping[str, object] | None = None,
    *,
    variant: str | None = None,
) -> Letter:
    """Draft the letter that a plan's step names (`step.letter`).

    Args:
        agency: code of the plan, the step's own (`court`, not the police whose decision is appealed).
        action: exactly the plan's action.
        facts: only days, a country and yes/no facts of them enter the letter; never what happened.
        content: the directory, for verified addresses.
        about: `{agency, decided_on}` of the decision that a `court`, `ap` or similar step concerns.
        variant: a template by name where the person chooses (KMar border data: `avg`); else the facts choose.

    Raises:
        LetterError: there is no such letter or no such variant.
    """
    named = cast("Mapping[str, object]", msgspec.to_builtins(about) if about else {})
    subject = find_subject(facts, agency, action, named)
    holding = flags(facts, subject, str(named.get("regime") or law_of(facts, subject)))
    catalogue = load_catalogue()
    template = _choose(catalogue.variants(agency, action), variant, holding)
    filler = Filler(
        catalogue.fields, _words(catalogue, template, subject) | values(facts, subject, content.country_names)
    )
    address = printable_address(content, agency, action, facts.today) if template.look_up else ()
    sources = tuple(content.source(slug) for slug in template.sources)
    own_start = subject.decision_sent_on or facts.paper_sent_on or facts.paper_date
    looked_up = template.look_up is not None and not address
    to_look_up = (_ADDRESS_FIELD,) if looked_up else ()
    email_subject = template.email_subject or catalogue.words["title"]
    email = email_of(content, agency, action, facts.today, email_subject)

    def said(sentences: Iterable[Sentence]) -> tuple[Text, ...]:
        return tuple(filler.fill(sentence.text) for sentence in sentences if holds(sentence.when, holding))

    return Letter(
        agency=agency,
        action=action,
        variant=template.variant,
        kind=template.kind,
        language=template.language,
        written_on=facts.today,
        title=catalogue.words["title"],
        file_name=catalogue.words["file_name"],
        addressee=address or tuple(filler.fill(line) for line in (*template.addressee, *to_look_up)),
        subject=filler.fill(template.subject),
        sections=tuple(sections(template.body, catalogue.blocks, holding, filler)),
        signer=said(template.signer),
        send=(*said(template.send), *map(filler.fill, _where(catalogue.words, looked_up, email))),
        enclosures=said(template.enclosures),
        reminders=said(template.reminders),
        warnings=(*_own_day_note(template, own_start, facts, catalogue.words), *said(template.warnings)),
        terms=_terms(agency, action, template),
        decision_sent_on=own_start,
        words=catalogue.words,
        sources=sources,
        review=template.review,
        status=status(template.review, sources, catalogue.words),
        email=email,
        # Last, because filling the texts above is what finds out which fields are needed.
        fields=filler.fields(also=SENDER_FIELDS if template.kind == "letter" else ()),
    )


def _where(words: Mapping[str, Text], looked_up: bool, email: Email | None) -> Iterator[Text]:
    if looked_up:
        yield words["look_up"]
    if email:
        yield words["email_draft" if email.address else "email_draft_without_address"]


def _choose(templates: Iterable[Template], variant: str | None, holding: frozenset[str]) -> Template:
    for template in templates:
        if template.variant == variant or (variant is None and holds(template.when, holding)):
            return template
    names = ", ".join(template.variant for template in templates)
    raise LetterError(f"no variant {variant!r} of this letter fits; there are: {names}")


def _words(catalogue: Catalogue, template: Template, subject: Subject) -> dict[str, Text]:
    asked = subject.request.request_type if subject.request else None
    what = catalogue.words.get(f"what_{asked}", catalogue.words["what_unknown"])
    known = {**template.values, "request_what": what}
    if subject.agency in catalogue.controllers:
        known["authority"] = catalogue.controllers[subject.agency]
    if template.look_up:
        known["where"] = template.look_up
    return known


def _terms(agency: str, action: str, template: Template) -> tuple[Term, ...]:
    terms = []
    if template.own_term:
        terms.append(Term("own", template.own_term, starts="decision", foreign=template.own_term_foreign))
    regime = template.regime if template.regime in get_args(Regime) else None
    answer = answer_term(agency, action, regime)
    if answer and action == "default_notice":
        terms.append(Term("decide_after_default", answer.length))
    elif answer:
        terms.append(Term("answer", answer.length, extension=answer.extension, foreign=answer.foreign))
    return tuple(terms)


def _own_day_note(
    template: Template, start: date | None, facts: Facts, words: Mapping[str, Text]
) -> tuple[Text, ...]:
    if template.own_term is None or start is None:
        return ()
    count = foreign_end if template.own_term_foreign else dutch_end
    day = facts.paper_until or count(start, template.own_term)
    note = words["own_day_past" if day < facts.today else "own_day"]
    return (note.filled({"start": written_text(start), "day": written_text(day)}),)
