"""Which template the facts choose, and what of the facts enters a letter."""

from __future__ import annotations

import pytest

from bot.guidance.content import Content
from bot.guidance.refs import About
from bot.letters import LetterError, draft_letter, has_letter, to_card
from tests.letters.conftest import Draft, facts_of
from tests.letters.test_rules import sent


def request(**told: str) -> dict[str, object]:
    return {"situation": "no_reply", "prior_requests": [{"request_type": "access", **told}]}


def test_the_marechaussee_is_asked_under_police_law_unless_the_person_says_otherwise(draft: Draft):
    assert draft("kmar", "access").variant == "wpg"
    assert draft("kmar", "access", {"regime": "avg"}).variant == "avg"
    assert draft("kmar", "access", variant="avg").variant == "avg"


def test_a_notice_of_default_follows_the_law_of_the_request(draft: Draft):
    assert "Wet politiegegevens" in sent(draft("kmar", "default_notice", **request(agency="kmar")))
    assert "(AVG)" in sent(draft("kmar", "default_notice", **request(agency="kmar", regime="avg")))


def test_a_notice_of_default_names_the_days_it_knows(draft: Draft):
    told = request(
        agency="police", sent_on="2026-08-03", received_on="2026-08-04", extended_until="2026-10-27"
    )
    text = sent(draft("police", "default_notice", **told))
    for day in ("3 augustus 2026", "4 augustus 2026", "27 oktober 2026"):
        assert day in text


def test_an_unknown_day_is_left_to_the_person(draft: Draft):
    letter = draft("police", "default_notice", **request(agency="police"))
    assert "[dag van uw verzoek]" in sent(letter)
    assert "request_date" in [field.key for field in letter.fields]


def test_silence_after_a_notice_leads_to_an_appeal_for_lateness(draft: Draft):
    letter = draft("court", "appeal", {"agency": "police"}, **request(agency="police", status="pending"))
    assert letter.variant == "late"
    assert "de korpschef van politie niet op tijd heeft beslist" in sent(letter)


@pytest.mark.parametrize(
    ("agency", "variant", "court"),
    [
        ("police", "wpg", "De rechtbank"),
        ("om", "after_objection", "De rechtbank"),
        ("municipality", "after_objection", "De rechtbank"),
        ("aivd", "wiv", "De rechtbank Den Haag"),
    ],
)
def test_the_court_and_the_route_follow_the_law_of_the_decision(
    draft: Draft, agency: str, variant: str, court: str
):
    told = request(agency=agency, status="refused", decided_on="2026-11-10")
    letter = draft("court", "appeal", About(agency), **told)
    assert (letter.variant, letter.addressee[0].nl) == (variant, court)


def test_an_entry_ban_is_appealed_in_four_weeks_at_the_aliens_division(draft: Draft):
    letter = draft(
        "court", "appeal", About("ind"), situation="entry_ban_netherlands", paper_sent_on="2026-11-20"
    )
    assert letter.variant == "vw"
    assert letter.addressee[1].nl == "Vreemdelingenkamer"
    assert letter.warnings[0].nl.startswith("Geteld vanaf 20 november 2026 is 18 december 2026")


def test_an_exit_ban_is_appealed_directly(draft: Draft):
    told = {"situation": "criminal_procedure", "stage": "exit_ban", "paper_sent_on": "2026-11-20"}
    assert draft("court", "appeal", **told).variant == "exit_ban"


def test_a_screening_is_objected_to_as_a_screening(draft: Draft):
    assert draft("aivd", "objection", situation="screening_refused").variant == "screening"
    told = {"situation": "request_refused", "prior_requests": [{"agency": "aivd", "status": "refused"}]}
    assert draft("aivd", "objection", **told).variant == "wiv"


def test_a_passport_alert_is_objected_to_at_the_authority_that_asked_for_it(draft: Draft):
    letter = draft("nctv", "objection", situation="passport_problem")
    assert "Register paspoortsignaleringen" in sent(letter)


def test_a_parent_writes_for_a_child_under_sixteen(draft: Draft):
    letter = draft("police", "access", acting_for={"relation": "child", "age": 12})
    assert "wettelijk vertegenwoordiger" in sent(letter)
    assert "represented_name" in [field.key for field in letter.fields]
    assert "birth_date" not in [field.key for field in letter.fields]


def test_from_sixteen_a_child_signs_for_themselves(draft: Draft):
    letter = draft("police", "access", acting_for={"relation": "child", "age": 16})
    assert "wettelijk vertegenwoordiger" not in sent(letter)
    assert any("ondertekent" in line.nl for line in letter.signer)


def test_a_lawyer_encloses_the_special_authorisation(draft: Draft):
    letter = draft("police", "access", acting_for={"relation": "client", "mandate": True})
    assert "Bijzondere machtiging" in [line.nl for line in letter.enclosures]


def test_relatives_of_the_deceased_enclose_the_death_certificate(draft: Draft):
    letter = draft("aivd", "access", acting_for={"relation": "parent", "deceased": True})
    assert "Overlijdensakte" in [line.nl for line in letter.enclosures]


def test_the_same_facts_make_the_same_letter(draft: Draft):
    assert draft("police", "access", country="TR") == draft("police", "access", country="TR")


def test_a_letter_that_does_not_exist_is_refused_with_those_that_do(draft: Draft):
    assert not has_letter("ombudsman", "access")
    with pytest.raises(LetterError, match="letters for 'ombudsman': complaint"):
        draft("ombudsman", "access")
    with pytest.raises(LetterError, match="no variant 'wjsg'"):
        draft("police", "access", variant="wjsg")


def test_a_day_that_is_none_is_refused_by_name(draft: Draft):
    with pytest.raises(LetterError, match=r"about\.decided_on"):
        draft("court", "appeal", {"agency": "police", "decided_on": "31-02-2026"})


def test_a_card_is_plain_data_without_any_identity(draft: Draft):
    card = to_card(draft("police", "access"))
    assert card["formats"] == ["txt", "docx", "pdf", "ics"]
    assert card["written_on"] == "2026-11-24"
    assert {"key", "label", "placeholder", "reason", "kind", "required"} == set(card["fields"][0])


def test_a_country_is_named_as_a_sentence_names_it(draft: Draft):
    letter = draft("consulate_abroad", "contact", country="US")
    assert letter.addressee[0].en == "The embassy or consulate of the United States"
    assert letter.addressee[0].nl == "De ambassade of het consulaat van de Verenigde Staten"


def test_an_appeal_about_nobody_named_is_about_the_only_decision_that_was_told(draft: Draft):
    told = request(agency="police", status="no_data", decided_on="2026-11-10")
    assert draft("court", "appeal", **told).variant == "wpg"
    assert "artikel 29, tweede lid, Wpg" in sent(draft("ap", "mediation", **told))


def test_an_appeal_against_an_entry_ban_is_never_counted_in_six_weeks(draft: Draft):
    told = {"situation": "entry_ban_netherlands", "nationality": "other", "paper_sent_on": "2026-11-20"}
    assert (
        draft("court", "appeal", **told)
        .warnings[0]
        .nl.startswith("Geteld vanaf 20 november 2026 is 18 december 2026")
    )


def test_interim_relief_against_an_entry_ban_goes_to_the_court_of_the_appeal(draft: Draft):
    told = {"situation": "entry_ban_netherlands", "nationality": "other", "paper_sent_on": "2026-11-20"}
    assert [line.nl for line in draft("court", "interim_relief", About("ind"), **told).addressee][1:2] == [
        "Vreemdelingenkamer"
    ]


def test_a_reporting_duty_is_not_called_a_decision_on_an_objection(draft: Draft):
    told = {"situation": "criminal_procedure", "stage": "decision", "paper_sent_on": "2026-11-20"}
    letter = draft("court", "appeal", **told)
    assert "beslissing op mijn bezwaar" not in sent(letter)
    assert not any("uw laatste dag" in line.nl for line in letter.warnings)


def test_the_alert_is_not_dated_by_the_letter_on_the_passport(draft: Draft):
    told = {"situation": "passport_problem", "stage": "intention", "paper_date": "2026-11-18"}
    letter = draft("nctv", "objection", **told)
    assert "18 november 2026" not in sent(letter)
    assert not any("uw laatste dag" in line.nl for line in letter.warnings)


def test_a_complaint_about_the_police_rests_on_police_law(content: Content):
    letter = draft_letter("ap", "complaint", facts_of(situation="data_incorrect", agency="police"), content)
    assert "artikel 31a" in sent(letter)


def test_a_refused_clearance_is_not_appealed_as_a_request_for_data(draft: Draft):
    told = {"agency": "aivd", "request_type": "objection", "phase": "objection", "status": "refused"}
    letter = draft(
        "court", "appeal", {"agency": "aivd"}, situation="screening_refused", prior_requests=[told]
    )
    assert letter.variant == "screening"
    assert "76 Wiv" not in sent(letter)


def test_an_objection_to_a_refused_lifting_is_not_one_to_the_declaration_itself(draft: Draft):
    told = {"agency": "ind", "request_type": "lifting", "status": "refused", "decided_on": "2026-11-10"}
    letter = draft("ind", "objection", {"agency": "ind"}, situation="request_refused", prior_requests=[told])
    assert "op te heffen" in sent(letter)


def test_an_eu_citizen_asks_to_lift_a_declaration_and_no_entry_ban(draft: Draft):
    letter = draft("ind", "lifting", situation="entry_ban_netherlands", nationality="eu")
    assert letter.variant == "undesirable"
