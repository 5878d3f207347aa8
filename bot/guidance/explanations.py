"""Answers to what people want to know, for the agency, country or situation they ask about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from bot.guidance.text import Text

if TYPE_CHECKING:
    from bot.guidance.content import Content, Source

About = Mapping[str, str | None]


class Answer(msgspec.Struct, frozen=True):
    """One answer; `when` names the agencies, countries or situations it is for, none where it is for all."""

    text: Text
    simple: Text
    sources: tuple[str, ...]
    when: Mapping[str, tuple[str, ...]] = {}

    def fits(self, about: About) -> bool:
        """Whether every condition is met."""
        return all(about.get(name) in values for name, values in self.when.items())


class Topic(msgspec.Struct, frozen=True):
    """All answers to one question; `more` names questions that often follow."""

    intent: str
    title: Text
    answers: tuple[Answer, ...]
    more: tuple[str, ...] = ()


class Explanation(msgspec.Struct, frozen=True):
    """An answer with its sources, ready to be said."""

    text: Text
    simple: Text
    sources: tuple[Source, ...]
    more: tuple[tuple[str, Text], ...]


def explain(intent: str, content: Content, asked: About, known: About) -> Explanation:
    """The answer to a question.

    Args:
        intent: a question intent (`ask_…`), or a topic that another answer refers to (`topic_…`).
        content: all content.
        asked: `agency` and `country` in the question itself; they win.
        known: `agency`, `country` and `situation` of the conversation.

    Raises:
        KeyError: there is no such topic.
    """
    topic = _topic(intent, content)
    answer = next(_candidates(topic, asked, known))
    return Explanation(
        text=answer.text,
        simple=answer.simple,
        sources=tuple(content.source(slug) for slug in answer.sources),
        more=tuple((name, _topic(name, content).title) for name in topic.more),
    )


def _topic(name: str, content: Content) -> Topic:
    return msgspec.convert(content.files["explanations"][name], Topic)


def _candidates(topic: Topic, asked: About, known: About) -> Iterator[Answer]:
    named = {name for name, value in asked.items() if value}
    for answer in topic.answers:
        if named & set(answer.when) and answer.fits(asked):
            yield answer
    # Somebody who asks about the IND does not want to hear about the police of the last plan.
    about = {**known, **{name: asked.get(name) for name in named}}
    for answer in topic.answers:
        if answer.when and answer.fits(about):
            yield answer
    yield from (answer for answer in topic.answers if not answer.when)
