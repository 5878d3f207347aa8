"""The plan: the ordered steps of a case, in words. Same facts, same bytes."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.guidance.assemble import assemble, is_urgent
from bot.guidance.case import Case
from bot.guidance.content import Content, Source
from bot.guidance.countries import Country, Redress
from bot.guidance.deadlines import TermDay
from bot.guidance.entries import Entry
from bot.guidance.facts import Facts
from bot.guidance.questions import open_questions
from bot.guidance.refs import About, StepRef, is_lawyer
from bot.guidance.steps import StepText
from bot.guidance.text import Text

#: The steps/ file with what holds for any foreign state.
_ANY_STATE = "foreign"


class Deadline(msgspec.Struct, frozen=True):
    """A term in words and, where the dates are known, days. `latest` is the longest lawful extension."""

    rule: Text
    day: date | None
    latest: date | None
    past: bool
    maybe_past: bool


class LetterRef(msgspec.Struct, frozen=True):
    """The letter of a step: `type` is the step's action."""

    agency: str
    type: str
    about: About | None


class Step(msgspec.Struct, frozen=True):
    """One step, with everything a person needs to take it."""

    agency: str
    action: str
    about: About | None
    optional: bool
    title: Text
    why: Text
    how: tuple[Text, ...]
    legal_basis: Text
    cost: Text
    agency_deadline: Deadline | None
    your_deadline: Deadline | None
    if_refused: Text
    expect: Text
    letter: LetterRef | None
    sources: tuple[Source, ...]


class Sentence(msgspec.Struct, frozen=True):
    """A sentence with what it rests on."""

    nl: str
    en: str
    sources: tuple[Source, ...]

    def in_language(self, language: str) -> str:
        """The sentence in `nl` or `en`."""
        return self.nl if language == "nl" else self.en


class Helper(msgspec.Struct, frozen=True):
    """Who helps beside the steps."""

    nl: str
    en: str
    phone: str | None
    url: str | None
    sources: tuple[Source, ...]

    def in_language(self, language: str) -> str:
        """The sentence in `nl` or `en`."""
        return self.nl if language == "nl" else self.en


class Plan(msgspec.Struct, frozen=True):
    """What to do, in order; what would change it; what it will not do; who helps."""

    urgent: bool
    questions: tuple[str, ...]
    steps: tuple[Step, ...]
    expectations: tuple[Sentence, ...]
    help: tuple[Helper, ...]

    def about(self, agency: str, action: str) -> About | None:
        """Whose decision the first such step concerns, for a letter of which only these two names are known."""
        return next(
            (step.about for step in self.steps if (step.agency, step.action) == (agency, action)), None
        )


def make_plan(facts: Facts, content: Content) -> Plan:
    """The plan for these facts: a pure function of both arguments."""
    case = Case(facts, content.countries)
    refs = assemble(case)
    writer = _Writer(case, content)
    return Plan(
        urgent=is_urgent(case, refs),
        questions=open_questions(case, refs),
        steps=tuple(writer.step(ref) for ref in refs),
        expectations=tuple(
            Sentence(entry.text.nl, entry.text.en, writer.sources(entry.sources))
            for entry in _holding(content.expectations, case, refs)
        ),
        help=tuple(
            Helper(entry.text.nl, entry.text.en, entry.phone, entry.url, writer.sources(entry.sources))
            for entry in _holding(content.help, case, refs)
        ),
    )


def encode_plan(plan: Plan) -> bytes:
    """The plan as JSON, always the same bytes for the same plan."""
    return msgspec.json.encode(plan)


def _holding(entries: tuple[Entry, ...], case: Case, refs: tuple[StepRef, ...]) -> list[Entry]:
    return [entry for entry in entries if entry.when.holds(case, refs)]


class _Writer:
    """Puts steps into words."""

    def __init__(self, case: Case, content: Content) -> None:
        self._case = case
        self._content = content
        self._steps = content.steps
        name = content.country_names.get(case.abroad or "")
        self._values = {"country": name or self._steps.rules["_that_country"]}

    def step(self, ref: StepRef) -> Step:
        """One step in words."""
        text = self._text(ref).filled(self._values | self._decided_by(ref))
        notes = [self._steps.notes[note] for note in ref.notes if note != "on_the_spot"]
        lapsed = ref.your is not None and ref.your.past
        merged = [self._text(msgspec.structs.replace(ref, variant=name)) for name in ref.also]
        left = self._what_is_left(ref, text) if lapsed else ()
        own = () if lapsed and not is_lawyer(ref) else text.how
        extra = tuple(slug for note in notes for slug in note.sources)
        lines = (
            *left,
            *own,
            *(line for other in merged for line in other.how),
            *(note.text for note in notes),
        )
        return Step(
            agency=ref.agency,
            action=ref.action,
            about=ref.about,
            optional=ref.optional,
            title=text.title,
            why=self._why(ref, text),
            how=tuple(dict.fromkeys(lines)),
            legal_basis=text.legal_basis,
            cost=text.cost,
            agency_deadline=self._deadline(ref.answer, "_answer_at_earliest", "_answer_from_receipt"),
            your_deadline=self._deadline(
                ref.your, "_at_earliest_abroad" if ref.your and _is_foreign(ref.your) else "_at_earliest"
            ),
            if_refused=text.if_refused,
            expect=text.expect,
            letter=self._letter(ref) if text.letter and not lapsed else None,
            sources=self.sources(tuple(slug for cited in (text, *merged) for slug in cited.sources) + extra),
        )

    def _letter(self, ref: StepRef) -> LetterRef | None:
        exists = (ref.agency, ref.action) in self._content.letters
        return LetterRef(ref.agency, ref.action, ref.about) if exists else None

    def sources(self, slugs: tuple[str, ...]) -> tuple[Source, ...]:
        """The sources of these slugs, each once."""
        return tuple(self._content.source(slug) for slug in dict.fromkeys(slugs))

    def _decided_by(self, ref: StepRef) -> dict[str, Text]:
        agency = ref.about.agency if ref.about else None
        name = self._steps.names.get(agency or "") or self._steps.rules["_the_agency"]
        return {"about": name, "About": name.capitalised()}

    def _text(self, ref: StepRef) -> StepText:
        if ref.action != "foreign_redress":
            return self._steps.text(ref.agency, ref.action, ref.variant)
        country = self._case.country
        if country is not None:
            for redress in country.redress:
                if redress.id == ref.variant:
                    return _foreign_text(country, redress, on_the_spot="on_the_spot" in ref.notes)
        return self._steps.text(_ANY_STATE, ref.action, ref.variant)

    def _why(self, ref: StepRef, text: StepText) -> Text:
        """Why, and before anything else that a term is over, or that nobody can know whether it is."""
        rules, term = self._steps.rules, ref.your
        if term is not None and term.past and is_lawyer(ref):
            return Text(f"{rules['_past'].nl} {text.why.nl}", f"{rules['_past'].en} {text.why.en}")
        if term is not None and term.past:
            return rules["_past"]
        if term is not None and term.maybe_past:
            first = rules["_maybe_past_abroad" if _is_foreign(term) else "_maybe_past"]
            return Text(f"{first.nl} {text.why.nl}", f"{first.en} {text.why.en}")
        return text.why

    def _what_is_left(self, ref: StepRef, text: StepText) -> tuple[Text, ...]:
        if ref.action == "foreign_redress":
            return (text.if_refused,)
        of_complaint = "_of_a_complaint" if ref.action == "complaint" else ""
        return (self._steps.rules[f"_what_is_left{of_complaint}"],)

    def _deadline(self, term: TermDay | None, at_earliest: str, exact: str = "") -> Deadline | None:
        """A term in words; a known day says what it was counted from, one that was announced needs no more."""
        if term is None:
            return None
        rule = self._rule(term.rule)
        said = at_earliest if term.at_earliest else exact
        if said and term.day is not None and term.rule != "announced":
            rule = self._steps.rules[said].filled({"rule": rule})
        return Deadline(rule, term.day, term.latest, term.past, term.maybe_past)

    def _rule(self, key: str) -> Text:
        code, _, term_id = key.partition(":")
        if not term_id:
            return self._steps.rules[key]
        return next(term.rule for term in self._content.countries[code].terms if term.id == term_id)


def _is_foreign(term: TermDay) -> bool:
    """Whether the rule is one of a country's file (`TR:entry_ban_court`)."""
    return ":" in term.rule


def _foreign_text(country: Country, redress: Redress, *, on_the_spot: bool) -> StepText:
    spot = country.on_the_spot if on_the_spot else ()
    return StepText(
        title=redress.title,
        why=redress.why,
        how=(*(line.text for line in spot), *redress.how),
        legal_basis=redress.legal_basis,
        cost=redress.cost,
        if_refused=redress.if_refused,
        expect=redress.expect,
        sources=(*redress.sources, *(slug for line in spot for slug in line.sources)),
    )
