"""The texts of steps: by agency, action and variant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from bot.guidance.text import Text

#: The file whose actions hold for every agency that does not say it differently.
SHARED: Final = "_shared"


class StepText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All texts of one step. `letter` is false where the action has a letter that does not fit this variant."""

    title: Text
    why: Text
    how: tuple[Text, ...]
    legal_basis: Text
    cost: Text
    if_refused: Text
    expect: Text
    sources: tuple[str, ...]
    letter: bool = True

    def filled(self, values: dict[str, Text]) -> StepText:
        """The texts with their placeholders replaced."""
        texts = {name: getattr(self, name).filled(values) for name in _TEXTS}
        return msgspec.structs.replace(self, how=tuple(line.filled(values) for line in self.how), **texts)


_TEXTS: Final = ("title", "why", "legal_basis", "cost", "if_refused", "expect")


class PartialText(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a variant says differently from its action."""

    title: Text | None = None
    why: Text | None = None
    how: tuple[Text, ...] | None = None
    legal_basis: Text | None = None
    cost: Text | None = None
    if_refused: Text | None = None
    expect: Text | None = None
    sources: tuple[str, ...] | None = None
    letter: bool | None = None


class ActionText(PartialText, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One action of one agency, with its variants."""

    variants: Mapping[str, PartialText] = {}


class StepFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `bot/content/steps`: how sentences call the agency, and its actions."""

    agency: str
    steps: Mapping[str, ActionText]
    name: Text | None = None


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that facts add to what to do."""

    nl: str
    en: str
    sources: tuple[str, ...]

    @property
    def text(self) -> Text:
        """The line itself."""
        return Text(self.nl, self.en)


class UnknownStep(KeyError):
    """There is no text for a step; the message says which file should have it."""


class StepLibrary(msgspec.Struct, frozen=True):
    """Every step's texts, with their layers already merged and the agency's name filled in."""

    texts: Mapping[tuple[str, str, str], StepText]
    names: Mapping[str, Text]
    notes: Mapping[str, Note]
    rules: Mapping[str, Text]

    @staticmethod
    def of(
        files: Mapping[str, StepFile], notes: Mapping[str, Note], rules: Mapping[str, Text]
    ) -> StepLibrary:
        """Merge the layers: shared action, own action, shared variant, own variant; the last one wins."""
        shared = files[SHARED].steps
        texts: dict[tuple[str, str, str], StepText] = {}
        names: dict[str, Text] = {}
        for file in files.values():
            if file.agency == SHARED or file.name is None:
                continue
            names[file.agency] = file.name
            values = {"agency": file.name, "Agency": file.name.capitalised()}
            for action in {**shared, **file.steps}:
                for variant, layers in _layers(shared.get(action), file.steps.get(action)):
                    merged = _merged(layers)
                    if merged is not None:
                        texts[file.agency, action, variant] = merged.filled(values)
        return StepLibrary(texts, names, notes, rules)

    def text(self, agency: str, action: str, variant: str) -> StepText:
        """The texts of a step; an unknown variant reads as the action itself.

        Raises:
            UnknownStep: no file has this action for this agency.
        """
        found = self.texts.get((agency, action, variant)) or self.texts.get((agency, action, ""))
        if found is None:
            raise UnknownStep(f"steps/{agency}.yml has no {action!r} (variant {variant!r}); add its texts")
        return found


def _layers(shared: ActionText | None, own: ActionText | None) -> list[tuple[str, list[PartialText | None]]]:
    variants = {"", *(shared.variants if shared else ()), *(own.variants if own else ())}
    return [
        (
            variant,
            [
                shared,
                own,
                shared.variants.get(variant) if shared else None,
                own.variants.get(variant) if own else None,
            ],
        )
        for variant in sorted(variants)
    ]


def _merged(layers: list[PartialText | None]) -> StepText | None:
    """The whole text, or None where a shared action is only whole with one of its variants."""
    fields: dict[str, Any] = {}
    for layer in layers:
        if layer is not None:
            fields |= {
                name: value
                for name in StepText.__struct_fields__
                if (value := getattr(layer, name)) is not None
            }
    if not fields.keys() >= set(StepText.__struct_fields__) - {"letter"}:
        return None
    return StepText(**fields)
