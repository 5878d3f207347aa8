"""What a country's content file says: what can be done on the spot, which terms run, which step is its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

import msgspec

from bot.guidance.deadlines import Length
from bot.guidance.territories import FREE_MOVEMENT
from bot.guidance.text import Text

#: The file for every country without one of its own.
GENERAL: Final = "_other"
Applies = Literal["held_now", "entry_refusal", "deportation", "travel_permit", "no_board_letter"]


class SpotLine(msgspec.Struct, frozen=True):
    """Something to do while held or stranded there."""

    text: Text
    sources: tuple[str, ...]


class CountryTerm(msgspec.Struct, frozen=True):
    """A term of that country's law; without a length the paper or a lawyer there says how long it is."""

    id: str
    applies: tuple[Applies, ...]
    counts_from: Literal["notification", "event", "before_flight"]
    rule: Text
    confidence: str
    sources: tuple[str, ...]
    length: Length | None = None


class Redress(msgspec.Struct, frozen=True):
    """The country's own next step."""

    id: str
    applies: tuple[Applies, ...]
    title: Text
    why: Text
    how: tuple[Text, ...]
    legal_basis: Text
    cost: Text
    expect: Text
    if_refused: Text
    tells_state: bool
    sources: tuple[str, ...]
    term: str | None = None


class Country(msgspec.Struct, frozen=True):
    """One file of `bot/content/countries`."""

    code: str
    name: Text
    on_the_spot: tuple[SpotLine, ...]
    terms: tuple[CountryTerm, ...]
    redress: tuple[Redress, ...]
    consulate_inquiry: bool
    schengen: bool
    sources: tuple[str, ...]
    checked_on: date
    review_after: date
    confidence: str

    def redress_for(self, kind: Applies) -> Redress | None:
        """The country's first step for what happened, or None where it has none."""
        return next((redress for redress in self.redress if kind in redress.applies), None)

    def term_of(self, redress: Redress) -> CountryTerm | None:
        """The term that runs for a step."""
        return next((term for term in self.terms if term.id == redress.term), None)


def country_of(code: str, countries: Mapping[str, Country]) -> Country:
    """The file that holds for a country: its own, that of the EU and EEA states, or the general one."""
    general = "_eu" if code in FREE_MOVEMENT else GENERAL
    return countries.get(code) or countries[general]
