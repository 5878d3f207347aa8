"""The regular expressions of the date grammar, built from its word list, in the order in which they win."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.nlu.datewords import DateWords

AMBIGUOUS_MONTHS = frozenset({"may", "march", "june", "april", "august"})
"""English months that are also a verb or a person; alone they need a word of time before them."""

_YEAR = r"(?P<year>(?:19|20)\d\d|'\d\d)"
_ORDINAL = r"(?:e|de|ste|st|nd|rd|th)"
_TIME_OF_DAY = r"(?:s|ochtend|morgen|middag|avond|nacht)?"
_NOT_EVERY = r"(?<!\belke )(?<!\biedere )(?<!\bevery )(?<!\beach )"
_NO_ARTICLE = r"(?<!\bart )(?<!\bart\. )(?<!\bartikel )(?<!\barticle )(?<!\bartikelen )(?<!\barticles )"
_OF = r"(?:of\s+|van\s+|in\s+)?"


def date_patterns(words: DateWords) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the name of a reading and the expression that asks for it; earlier ones win where two overlap."""
    for reading, parts in (
        *_numeric(words),
        *_with_month_name(words),
        *_weekdays(words),
        *_counted(words),
        *_periods(words),
        *_lone_months(words),
        *_named(words),
    ):
        yield reading, re.compile(parts)


def _numeric(words: DateWords) -> Iterator[tuple[str, str]]:
    yield "numeric", rf"(?<![\d-]){_YEAR}-(?P<month>\d{{1,2}})-(?P<d>\d{{1,2}})(?![\d-])"
    yield (
        "numeric",
        r"(?<![\d.,/:-])(?P<d>\d{1,2})(?P<sep>[-/.] ?)(?P<month>\d{1,2})(?P=sep)"
        r"(?P<year>\d{4}|\d\d)(?![\d/:-]|\.\d)",
    )
    day, month = r"(?P<d>\d{1,2})", r"(?P<month>\d{1,2})(?![\d/-]|[.,:]\d)" + _no_count(words)
    # With a hyphen it may as well be a range ("3-4 weken"); a word of time must stand before it.
    yield "numeric", rf"\b(?:op|on|van|of|sinds|since|from|dated|d\.d\.|per)\s+{day}[-/]{month}"
    yield "numeric", rf"^\W*{day}-{month}\W*$"
    yield "numeric", rf"{_NO_ARTICLE}(?<![\d.,/:€-]){day}/{month}"


def _with_month_name(words: DateWords) -> Iterator[tuple[str, str]]:
    month = rf"(?P<name>{_any_of(words.months)})\b\.?"
    weekday = rf"(?:(?:{_any_of(words.weekdays)})[.,]?\s+)?"
    day = rf"(?P<d>\d{{1,2}}|{_any_of(words.ordinals)})"
    year = rf"{_YEAR}(?!\d)"
    part = rf"(?:(?P<part>{_any_of(words.parts)})\s+{_OF})?"
    yield (
        "day_and_month",
        rf"\b{weekday}(?:de\s+|the\s+)?{day}{_ORDINAL}?[\s-]*(?:van\s+|of\s+)?{month}(?:[\s,-]+{year})?",
    )
    yield (
        "day_and_month",
        rf"\b{weekday}{month}\s+(?:the\s+)?(?P<d>\d{{1,2}}){_ORDINAL}?\b(?![:.,]\d|-\d){_no_count(words)}"
        rf"(?:[\s,]+{year})?",
    )
    yield "month_and_year", rf"\b{part}{month}\s+{_OF}{year}"


def _weekdays(words: DateWords) -> Iterator[tuple[str, str]]:
    which = _which(words)
    full_day = _any_of(word for word in words.weekdays if word not in words.short)
    day = rf"(?P<day>{full_day})"
    number = rf"(?P<n>{_any_of(words.numbers)}|\d)"
    ago = _any_of(words.ago)
    yield "weekday_and_day", rf"\b{day}\s+(?:de|the)\s+(?P<d>\d{{1,2}}){_ORDINAL}?\b(?![:.,]\d)"
    yield "weekday_of_week", rf"\b{which}\s+(?:week|wk)\s+(?:op\s+|on\s+)?{day}{_TIME_OF_DAY}\b"
    yield "weekday_of_week", rf"\b{day}{_TIME_OF_DAY}\s+{_OF}(?:de\s+)?{which}\s+week\b"
    yield "weekday_weeks_ago", rf"\b{day}\s+{number}\s+(?:weken|weeks)\s+{ago}\b"
    yield "weekday", rf"\b{which}\s+(?P<day>{_any_of(words.weekdays)}){_TIME_OF_DAY}\b"
    yield (
        "weekday",
        rf"\b{_NOT_EVERY}{day}(?:ochtend|morgen|middag|avond|nacht)?(?P<which>\s+jl)?\b",
    )


def _counted(words: DateWords) -> Iterator[tuple[str, str]]:
    units, ago = _any_of(words.units), _any_of(words.ago)
    number = rf"\d{{1,3}}|{_any_of(words.numbers)}"
    half = r"(?P<half>half\s+(?:een\s+|a\s+|an\s+)?|een\s+half\s+|a\s+half\s+|anderhal(?:f|ve)\s+)"
    yield "ago", rf"\b(?:(?P<n>{number})\s*|{half})(?P<unit>{units})\s+{ago}\b"
    # "een week of drie geleden", "a week or two ago"
    yield "ago", rf"\b(?:een|a|an)\s+(?P<unit>{units})\s+(?:of|or)\s+(?P<n>{number})\s+{ago}(?P<half>)\b"
    yield "ahead", rf"\bover\s+(?P<n>{number})\s+(?P<unit>{units})\b"
    yield "ahead", rf"\b(?P<n>{number})\s+(?P<unit>{units})\s+from\s+now\b"


def _periods(words: DateWords) -> Iterator[tuple[str, str]]:
    season = _any_of(words.seasons)
    yield "holiday", rf"\b(?P<name>{_any_of(words.holidays)})\b(?:\s+{_YEAR}(?!\d))?"
    yield "season", rf"\b{_which(words)}\s+(?P<season>{season})\b(?P<year>)"
    yield "season", rf"\b(?P<season>{season})\s+{_OF}{_YEAR}(?!\d)"
    # "the last month" is a duration, "last month" a time.
    yield (
        "unit",
        rf"(?<!\bde )(?<!\bhet )(?<!\bthe )\b{_which(words)}\s+"
        r"(?P<unit>week|weekend|wk|maand|month|jaar|year)\b",
    )


def _lone_months(words: DateWords) -> Iterator[tuple[str, str]]:
    clear = [word for word in words.months if word not in words.short and word not in AMBIGUOUS_MONTHS]
    doubtful = [*AMBIGUOUS_MONTHS, "mei"]
    part = rf"(?P<part>{_any_of(words.parts)})\s+{_OF}"
    before = rf"(?P<which>{_any_of(words.month_before)})\s+(?:the\s+|de\s+)?"
    any_month = rf"(?P<name>{_any_of([*clear, *doubtful])})\b"
    yield "month", rf"\b{part}{any_month}"
    yield "month", rf"\b{before}{any_month}"
    yield "month", rf"{_NOT_EVERY}\b(?P<name>{_any_of(clear)})\b"
    yield "month", rf"^\W*(?P<name>{_any_of(doubtful)})\W*$"


def _named(words: DateWords) -> Iterator[tuple[str, str]]:
    yield "named_day", rf"\b(?:{_any_of(words.not_named_days)}|(?P<name>{_any_of(words.named_days)}))\b"
    yield "day_of_month", rf"\b(?:op|on)\s+(?:de|the)\s+(?P<d>\d{{1,2}}){_ORDINAL}\b(?=\s*(?:$|[.,;!?]))"
    yield "year", r"\b(?:in|sinds|since|anno)\s+(?P<year>(?:19|20)\d\d)\b(?![-/]\d)"


def _which(words: DateWords) -> str:
    return rf"(?P<which>{_any_of(words.last | words.this | words.next)})"


def _no_count(words: DateWords) -> str:
    """Exclude amounts: "3/4 uur", "juni 3 keer"."""
    return rf"(?!\s*(?:{_any_of(words.units)}|{_any_of(words.counted)}|%)\b)"


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in longest_first) + ")"
