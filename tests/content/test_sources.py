"""What texts cite exists, and says how far it may be trusted."""

from __future__ import annotations

from datetime import date

from bot.guidance.lint import blocks
from tests.content.conftest import Files

#: Slugs that letters, steps and saved cases rely on: they may never disappear.
PERMANENT = frozenset(
    {
        "wpg-25", "wpg-27", "wpg-28", "wpg-29", "awb-bijlage-1", "awb-6-7", "avg-12", "uavg-34", "uavg-41",
        "wjsg-18", "wjsg-39i", "wiv-76", "wiv-77", "wiv-82", "wiv-114", "paspoortwet-23",
        "minister-letter-2024", "ombudsman-2024", "ap-police-rights", "ap-sis", "politie-complaints",
        "ccf-portal-2026", "ccf-art-40", "europol-access", "dhs-trip", "uk-saru", "canada-ppro", "tr-6458",
        "ma-02-03", "nl-worldwide-arrested",
    }
)  # fmt: skip


def test_every_cited_slug_is_a_source(files: Files, marks: dict[str, str]) -> None:
    dead = [
        f"{where}: {slug}"
        for folder, by_name in files.items()
        for name, data in by_name.items()
        for where, block in blocks(data, f"{folder}/{name}.yml")
        for slug in block["sources"]
        if slug not in marks
    ]
    assert dead == []


def test_every_law_of_a_procedure_is_a_source(files: Files, marks: dict[str, str]) -> None:
    procedures = [each for agency in files["agencies"].values() for each in agency["procedures"]]
    cited = {slug for each in [*procedures, *files["regimes"].values()] for slug in each["law"]}
    assert cited <= marks.keys()


def test_a_slug_names_one_source_only(files: Files) -> None:
    slugs = [slug for sources in files["sources"].values() for slug in sources]
    assert len(slugs) == len(set(slugs))


def test_permanent_slugs_stay(marks: dict[str, str]) -> None:
    assert marks.keys() >= PERMANENT


def test_what_is_less_certain_is_reviewed_sooner(files: Files) -> None:
    for sources in files["sources"].values():
        for slug, source in sources.items():
            limit = date(2027, 5, 23) if source["confidence"] in ("V", "V1", "I") else date(2027, 2, 23)
            assert source["checked_on"] < source["review_after"], slug
            if source["checked_on"] == date(2026, 11, 23):
                assert source["review_after"] <= limit, slug
