"""How fast letters are: `python -m benchmarks.letters` prints medians beside their goals."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date

from bot.guidance.content import load_content
from bot.guidance.facts import parse_facts
from bot.letters import (
    Identity,
    bundle_letters,
    draft_letter,
    render_docx,
    render_ics,
    render_pdf,
    render_text,
)
from bot.letters.catalogue import load_catalogue

ROUNDS = 15
SEVEN = ("police", "kmar", "sis", "pi_nl", "om", "municipality", "aivd")
IDENTITY = Identity(
    name="Sam Example", street="Kade 1", postcode="1234 AB", town="Utrecht", birth_date="1990-01-01"
)


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of a piece of work, in milliseconds, after one round that does not count."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Measure and print."""
    content = load_content()
    facts = parse_facts({"situation": "refused_entry_abroad", "country": "TR"}, today=date(2026, 11, 24))
    letter = draft_letter("police", "access", facts, content)
    seven = [draft_letter(agency, "access", facts, content) for agency in SEVEN]
    uncached = load_catalogue.__wrapped__
    rows = [
        ("read all templates", median(uncached), 100),
        ("draft", median(lambda: draft_letter("police", "access", facts, content)), 5),
        ("text", median(lambda: render_text(letter, IDENTITY, language="en")), 5),
        ("pdf, with reading text", median(lambda: render_pdf(letter, IDENTITY, language="en")), 150),
        ("docx, with reading text", median(lambda: render_docx(letter, IDENTITY, language="en")), 150),
        ("ics", median(lambda: render_ics(letter)), 20),
        (
            "zip of seven letters",
            median(lambda: bundle_letters(seven, IDENTITY, language="en"), rounds=5),
            1500,
        ),
    ]
    print("| what | median, ms | goal, ms |\n| --- | ---: | ---: |")
    for what, measured, goal in rows:
        print(f"| {what} | {measured:.1f} | {goal} |")


if __name__ == "__main__":
    main()
