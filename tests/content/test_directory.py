"""The directory: one small check per agency, and what all records share."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.guidance.directory import Agency, read_directory
from tests.content.conftest import Files, read

WHOLE = frozenset(
    {
        "rights", "who_may_ask", "identity", "language", "medium", "cost", "term", "refusal_grounds",
        "answer", "supervisor", "retention",
    }
)  # fmt: skip
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def directory(files: Files) -> dict[str, Agency]:
    return read_directory(files["agencies"], files["regimes"])


def _access(agency: Agency) -> Any:
    procedure = agency.procedure_for("access")
    assert procedure is not None
    return procedure


def _remedies(procedure: Any) -> list[tuple[str, str | None]]:
    return [(remedy.action, remedy.agency) for remedy in procedure.remedies]


#: Agency: what must be true of its record.
CHECKS = {
    "police": lambda it: _access(it).blocks["medium"].ways == ("post",),
    "kmar": lambda it: [each.regime for each in it.procedures if "access" in each.actions] == ["wpg", "avg"],
    "om": lambda it: _remedies(_access(it))[0] == ("objection", None),
    "justid": lambda it: "geen kopie" in _access(it).blocks["answer"].text.nl,
    "aivd": lambda it: _access(it).blocks["identity"].show == ("bsn",),
    "mivd": lambda it: (
        ("appeal", "court") in _remedies(_access(it)) and not _access(it).blocks["identity"].cover
    ),
    "ind": lambda it: "4 weken" in it.procedure_for("lifting").blocks["term"].text.nl,
    "nctv": lambda it: "CTIVD gaat niet over de NCTV" in _access(it).blocks["supervisor"].text.nl,
    "rvig": lambda it: it.addresses[0].is_printable(TODAY) and "RvIG" in it.addresses[0].lines[0],
    "buza": lambda it: it.phones[0].number == "+31 247 247 247",
    "municipality": lambda it: "na de laatste verwerking" in _access(it).blocks["retention"].text.nl,
    "pi_nl": lambda it: _access(it).regime == "wpg" and not it.addresses[0].is_printable(TODAY),
    "sis": lambda it: _access(it).blocks["language"].accepted[:2] == ("nl", "en"),
    "europol": lambda it: _remedies(_access(it)) == [("complaint", "edps")],
    "interpol": lambda it: (
        _access(it).blocks["medium"].ways == ("portal",)
        and _access(it).blocks["identity"].show == ("all",)
        and "nl" not in _access(it).blocks["language"].accepted
    ),
    "ap": lambda it: it.procedure_for("mediation").remedies[0].action == "appeal",
    "ctivd": lambda it: it.procedure_for("complaint").regime == "wiv",
    "ombudsman": lambda it: it.addresses[0].is_printable(TODAY),
    "inspectie_jenv": lambda it: it.procedure_for("complaint") is None,
    "justis": lambda it: not it.addresses[0].is_printable(TODAY),
    "court": lambda it: "direct beroep" in it.procedure_for("appeal").blocks["rights"].text.nl,
    "juridisch_loket": lambda it: it.phones == (),
    "lawyer": lambda it: "bijzondere machtiging" in it.what.nl,
    "discriminatie_nl": lambda it: "gratis" in it.what.nl,
    "lse": lambda it: it.phones[0].number == "088 20 80 080",
    "crisis_line": lambda it: it.phones[0].number == "113",
    "edps": lambda it: "Europol" in it.what.nl,
    "finance": lambda it: "strafbaar" in it.pitfalls[0].text.nl,
    "council_eu": lambda it: "loopt door" in it.pitfalls[0].text.nl,
    "un": lambda it: "iets anders dan een CTER-registratie" in it.pitfalls[0].text.nl,
    "bank": lambda it: "advocaat" in it.pitfalls[0].text.nl,
    "consulate_abroad": lambda it: "geen contact" in it.pitfalls[0].text.nl,
    "own_embassy": lambda it: "Bent u bang voor dat land" in it.what.nl,
    "unhcr": lambda it: "buiten die staat" in it.what.nl,
}


@pytest.mark.parametrize("code", read("agencies"))
def test_an_agency_holds_what_people_most_need_to_know_of_it(code: str, directory: dict[str, Agency]) -> None:
    assert CHECKS[code](directory[code])


def test_whoever_is_asked_for_data_has_a_whole_record(directory: dict[str, Agency]) -> None:
    missing = {
        (code, procedure.id): WHOLE - procedure.blocks.keys()
        for code, agency in directory.items()
        for procedure in agency.procedures
        if "access" in procedure.actions and not procedure.blocks.keys() >= WHOLE
    }
    assert missing == {}


def test_no_decision_under_police_law_leads_to_an_objection(directory: dict[str, Agency]) -> None:
    for agency in directory.values():
        for procedure in agency.procedures:
            if procedure.regime == "wpg":
                assert "objection" not in {action for action, _ in _remedies(procedure)}
                assert "objection" not in procedure.actions


def test_only_verified_addresses_are_printed_and_only_until_their_review(
    directory: dict[str, Agency],
) -> None:
    addresses = [(agency, address) for agency in directory.values() for address in agency.addresses]
    printed = {agency.code for agency, address in addresses if address.is_printable(TODAY)}
    assert printed == {"mivd", "ombudsman", "rvig"}
    assert not any(address.is_printable(date(2027, 5, 24)) for _, address in addresses)


def test_an_agency_that_says_nothing_of_its_own_takes_the_words_of_its_law() -> None:
    block = {"text": {"nl": "Gratis.", "en": "Free."}, "confidence": "V", "sources": ["wpg-24a"]}
    law = {"wpg": {"regime": "wpg", "name": {}, "law": [], "blocks": {"cost": block}, "remedies": []}}
    record = {**read("agencies")["police"]}
    own = {**record["procedures"][0], "blocks": {}}
    found = read_directory({"police": {**record, "procedures": [own]}}, law)
    assert found["police"].procedures[0].blocks["cost"].text.nl == "Gratis."


def test_a_file_under_a_wrong_name_is_refused() -> None:
    with pytest.raises(ValueError, match=r"agencies/politie\.yml says code 'police'"):
        read_directory({"politie": read("agencies")["police"]}, {})
