"""A text for people, in the two languages of the product."""

from __future__ import annotations

import msgspec


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence or paragraph that says the same in Dutch and in English."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `nl` or `en`; any other code reads English."""
        return self.nl if language == "nl" else self.en

    def capitalised(self) -> Text:
        """The text as a sentence begins."""
        return Text(self.nl[:1].upper() + self.nl[1:], self.en[:1].upper() + self.en[1:])

    def filled(self, values: dict[str, Text]) -> Text:
        """The text with each `{name}` replaced by that value in the same language."""
        if "{" not in self.nl and "{" not in self.en:
            return self
        dutch, english = self.nl, self.en
        for name, value in values.items():
            dutch = dutch.replace(f"{{{name}}}", value.nl)
            english = english.replace(f"{{{name}}}", value.en)
        return Text(dutch, english)
