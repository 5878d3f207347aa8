"""From a plan's step and the facts to a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from bot.letters.catalogue import Block, Catalogue, Item, Sentence, Template
from bot.letters.context import Subject, find_subject, flags, law_of, values
from bot.letters.model import (
    LANGUAGES,
    Field,
    Language,
    Letter,
    LetterError,
    Section,
    Text,
)

if TYPE_CHECKING:
    from bot.guidance.facts import Facts

_VARIABLE = re.compile(r"\{([a-z_]+)\}")
_SENDER_FIELDS = (
    "name",
    "street",
    "postcode",
    "town",
    "phone",
    "email",
    "sign_place",
    "sign_date",
)
_ADDRESS_FIELD = Text(nl="{recipient_address}", en="{recipient_address}")
_DEEPEST = 4


def draft_letter(
    agency: str,
    action: str,
    facts: Facts,
    catalogue: Catalogue,
    about: Mapping[str, object] | None = None,
    *,
    variant: str | None = None,
) -> Letter:
    """Draft the letter that a plan's step names (`step.letter`).

    Args:
        agency: code of the plan, the step's own (`court`, not the police whose decision is appealed).
        action: exactly the plan's action.
        facts: only days, a country and yes/no facts of them enter the letter; never what happened.
        catalogue: all templates.
        about: `{agency, decided_on}` of the decision that a `court`, `ap` or similar step concerns.
        variant: a template by name where the person chooses (KMar border data: `avg`); else the facts choose.

    Raises:
        LetterError: there is no such letter or no such variant.
    """
    subject = find_subject(facts, agency, about)
    holding = flags(
        facts, subject, str((about or {}).get("regime") or law_of(facts, subject))
    )
    template = _choose(catalogue.variants(agency, action), variant, holding)
    filler = _Filler(
        catalogue.fields,
        _known_words(catalogue, template, subject) | values(facts, subject),
    )
    address = _printable_address(template, facts)
    to_look_up = (_ADDRESS_FIELD,) if template.look_up and not address else ()
    look_up_note = (catalogue.words["look_up"],) if to_look_up else ()

    def said(sentences: Iterable[Sentence]) -> tuple[Text, ...]:
        return tuple(filler.fill(s.text) for s in sentences if holds(s.when, holding))

    subject_line = filler.fill(template.subject)
    sections = tuple(_sections(template.body, catalogue, holding, filler))
    return Letter(
        agency=agency,
        action=action,
        variant=template.variant,
        kind=template.kind,
        language=template.language,
        written_on=facts.today,
        title=catalogue.words["title"],
        file_name=catalogue.words["file_name"],
        addressee=tuple(
            filler.fill(line) for line in (*template.addressee, *address, *to_look_up)
        ),
        subject=subject_line,
        sections=sections,
        signer=said(template.signer),
        send=(*said(template.send), *(filler.fill(note) for note in look_up_note)),
        enclosures=said(template.enclosures),
        reminders=said(template.reminders),
        warnings=said(template.warnings),
        terms=template.terms,
        decision_sent_on=subject.decision_sent_on,
        words=catalogue.words,
        sources=template.sources,
        review=template.review,
        # Last, because filling the texts above is what finds out which fields are needed.
        fields=filler.fields(also=_SENDER_FIELDS if template.kind == "letter" else ()),
    )


def _known_words(
    catalogue: Catalogue, template: Template, subject: Subject
) -> dict[str, Text]:
    asked = subject.request.request_type if subject.request else None
    known = {
        **template.values,
        "request_what": catalogue.words[f"what_{asked or 'unknown'}"],
    }
    if subject.agency in catalogue.controllers:
        known["authority"] = catalogue.controllers[subject.agency]
    if template.look_up:
        known["where"] = template.look_up
    return known


def holds(when: Iterable[str], holding: frozenset[str]) -> bool:
    """Whether every flag holds; `!flag` asks that it does not."""
    return all(
        (flag[1:] not in holding) if flag.startswith("!") else (flag in holding)
        for flag in when
    )


def _choose(
    templates: Iterable[Template], variant: str | None, holding: frozenset[str]
) -> Template:
    for template in templates:
        if template.variant == variant or (
            variant is None and holds(template.when, holding)
        ):
            return template
    names = ", ".join(template.variant for template in templates)
    raise LetterError(f"no variant {variant!r} of this letter fits; there are: {names}")


def _printable_address(template: Template, facts: Facts) -> tuple[Text, ...]:
    if template.address and template.address.printable_on(facts.today):
        return tuple(Text(nl=line, en=line) for line in template.address.lines)
    return ()


def _sections(
    blocks: Iterable[Block],
    catalogue: Catalogue,
    holding: frozenset[str],
    filler: _Filler,
) -> Iterator[Section]:
    for block in blocks:
        if not holds(block.when, holding):
            continue
        if block.use:
            yield from _sections(
                catalogue.blocks[block.use], catalogue, holding, filler
            )
            continue
        heading = filler.fill(block.heading) if block.heading else None
        if block.text:
            kind, items = "paragraph", (Item(sentences=block.text),)
        else:
            kind, items = (
                ("numbered", block.numbered)
                if block.numbered
                else ("bullets", block.bullets)
            )
        said = [
            filler.item(item, holding) for item in items if holds(item.when, holding)
        ]
        if any(said):
            yield Section(
                kind=kind,
                items=tuple(pairs for pairs in said if pairs),
                heading=heading,
            )


class _Filler:
    """Fills `{variables}`: from the facts and the template's words, else with the placeholder of a field."""

    def __init__(self, fields: Mapping[str, Field], known: Mapping[str, Text]) -> None:
        self._fields = fields
        self._known = known
        self._asked: set[str] = set()

    def fill(self, text: Text) -> Text:
        return Text(
            *(
                self._fill(text.in_language(language), language, 0)
                for language in LANGUAGES
            )
        )

    def item(self, item: Item, holding: frozenset[str]) -> tuple[Text, ...]:
        return tuple(
            self.fill(pair.text) for pair in item.pairs if holds(pair.when, holding)
        )

    def fields(self, also: Iterable[str]) -> tuple[Field, ...]:
        wanted = self._asked.union(also)
        return tuple(field for key, field in self._fields.items() if key in wanted)

    def _fill(self, text: str, language: Language, depth: int) -> str:
        if depth > _DEEPEST:
            raise LetterError(
                f"variables refer to one another in a circle near {text[:60]!r}"
            )
        return _VARIABLE.sub(lambda match: self._value(match[1], language, depth), text)

    def _value(self, name: str, language: Language, depth: int) -> str:
        if name in self._known:
            return self._fill(
                self._known[name].in_language(language), language, depth + 1
            )
        if name in self._fields:
            self._asked.add(name)
            return self._fields[name].placeholder.in_language(language)
        raise LetterError(
            f"a letter names {{{name}}}, which is neither a value nor a field: correct the template"
        )
