"""The rules of `guidance.md`, "Letters", as tests."""

from __future__ import annotations

import re

import pytest

from bot.guidance.content import Content
from bot.letters import Letter, render_text
from bot.letters.catalogue import load_catalogue
from tests.letters.conftest import ALL_LETTERS, Draft
from tests.letters.test_every_letter import all_texts

ACCESS = [param for param in ALL_LETTERS if param.values[1] == "access"]
STORY = (
    "geweigerd",
    "tegengehouden",
    "ondervraagd",
    "teruggestuurd",
    "vastgehouden",
    "reis naar",
    "omdat",
    "Turkije",
)
DETAILED = {
    "situation": "refused_entry_abroad",
    "country": "TR",
    "event_date": "2026-10-03",
    "paper": "form",
    "frequency": "repeated",
}


def sent(letter: Letter) -> str:
    """What the recipient reads, in both languages."""
    texts = [letter.subject, *letter.addressee, *letter.enclosures]
    for section in letter.sections:
        texts += [section.heading] if section.heading else []
        texts += [sentence for item in section.items for sentence in item]
    return "\n".join(f"{text.nl}\n{text.en}" for text in texts)


@pytest.mark.parametrize(("agency", "action", "variant"), ACCESS)
def test_an_access_letter_carries_no_story(draft: Draft, agency: str, action: str, variant: str):
    letter = draft(agency, action, variant=variant, **DETAILED)
    for word in (*STORY, "3 oktober 2026", "3 October 2026", "Türkiye"):
        assert word not in sent(letter)


@pytest.mark.parametrize(("agency", "action", "variant"), ACCESS)
def test_an_access_letter_warns_against_a_story(draft: Draft, agency: str, action: str, variant: str):
    letter = draft(agency, action, variant=variant)
    assert any("verhaal" in warning.nl for warning in letter.warnings) or agency == "rvig"


def test_the_police_access_letter_asks_everything_the_law_gives(draft: Draft):
    text = sent(draft("police", "access"))
    for asked in (
        "CTER", "projectcode", "signalering", "Schengeninformatiesysteem (SIS)", "Interpol",
        "vier jaar vóór dit verzoek (sinds 24 november 2022)", "andere landen", "herkomst", "rechtsgrond",
        "Waarvoor u de gegevens verwerkt", "categorieën", "Hoe lang u de gegevens bewaart", "rectificatie",
        "Autoriteit Persoonsgegevens", "alle regionale en landelijke eenheden", "binnen zes weken",
        "artikel 25, eerste lid, Wpg", "artikel 27, tweede lid, Wpg", "schriftelijk en met de redenen",
    ):  # fmt: skip
        assert asked in text


def test_the_police_letter_goes_by_post(draft: Draft):
    assert any(
        "per post" in line.nl and "niet per e-mail" in line.nl for line in draft("police", "access").send
    )


@pytest.mark.parametrize(
    ("agency", "rule"),
    [
        ("police", "met de pasfoto en het burgerservicenummer (BSN) afgedekt"),
        ("kmar", "met de pasfoto en het burgerservicenummer (BSN) afgedekt"),
        ("om", "met de pasfoto en het burgerservicenummer (BSN) afgedekt"),
        ("municipality", "met de pasfoto en het burgerservicenummer (BSN) afgedekt"),
        ("aivd", "burgerservicenummer (BSN) leesbaar"),
        ("mivd", "burgerservicenummer (BSN) leesbaar"),
        ("interpol", "waarop niets is afgedekt"),
    ],
)
def test_the_identity_copy_is_masked_as_the_agency_wants_it(draft: Draft, agency: str, rule: str):
    assert any(rule in enclosure.nl for enclosure in draft(agency, "access").enclosures)


def test_no_letter_asks_to_cover_what_the_directory_wants_to_see(content: Content, draft: Draft):
    for agency, record in content.files["agencies"].items():
        if not load_catalogue().templates.get((agency, "access")):
            continue
        copies = [line.nl for line in draft(agency, "access").enclosures if "identiteitsbewijs" in line.nl]
        shown = {
            part
            for procedure in record["procedures"]
            if "access" in procedure["actions"]
            for part in procedure.get("blocks", {}).get("identity", {}).get("show", ())
        }
        if shown & {"bsn", "all"}:
            assert not any("(BSN) afgedekt" in copy for copy in copies)


WPG_REFUSED = {
    "situation": "request_refused",
    "prior_requests": [
        {
            "agency": "police", "request_type": "access", "regime": "wpg", "status": "refused",
            "sent_on": "2026-09-01", "decided_on": "2026-11-10", "decision_sent_on": "2026-11-11",
        }
    ],
}  # fmt: skip
ABOUT_POLICE = {"agency": "police", "decided_on": "2026-11-10"}


def test_an_appeal_under_police_law_is_direct_and_never_speaks_of_an_objection(draft: Draft):
    letter = draft("court", "appeal", ABOUT_POLICE, **WPG_REFUSED)
    everything = "\n".join(nl for nl, _ in all_texts(letter))
    assert letter.variant == "wpg"
    assert "rechtstreeks beroep" in everything
    assert "bezwaar" not in everything.lower()


def test_an_appeal_has_what_a_court_needs_to_accept_it(draft: Draft):
    letter = draft("court", "appeal", ABOUT_POLICE, **WPG_REFUSED)
    text = render_text(letter)
    for needed in ("[uw naam]", "[straat en huisnummer]", "24 november 2026", "(handtekening)", "Gronden"):
        assert needed in text
    assert "10 november 2026" in text
    assert any(enclosure.nl == "Kopie van de beslissing" for enclosure in letter.enclosures)


def test_an_appeal_names_its_last_day(draft: Draft):
    letter = draft("court", "appeal", ABOUT_POLICE, **WPG_REFUSED)
    assert letter.warnings[0].nl.startswith(
        "Geteld vanaf 11 november 2026 is 23 december 2026 uw laatste dag."
    )


def test_close_to_the_last_day_the_grounds_follow_later(draft: Draft):
    [request] = WPG_REFUSED["prior_requests"]
    late = {**request, "decided_on": "2026-10-15", "decision_sent_on": "2026-10-16"}
    letter = draft(
        "court", "appeal", {"agency": "police"}, situation="request_refused", prior_requests=[late]
    )
    assert "pro forma" in sent(letter)
    assert "Uit de beslissing blijkt niet" not in sent(letter)


def test_no_data_is_appealed_for_the_search_and_not_for_the_refusal(draft: Draft):
    [request] = WPG_REFUSED["prior_requests"]
    letter = draft(
        "court", "appeal", ABOUT_POLICE, situation="request_refused",
        prior_requests=[{**request, "status": "no_data"}],
    )  # fmt: skip
    assert "in welke systemen en hoe is gezocht" in sent(letter)
    assert "weigeringsgrond" not in sent(letter)


def test_only_verified_addresses_are_printed(draft: Draft):
    assert "Postbus 10451" in " ".join(line.nl for line in draft("rvig", "access").addressee)
    police = draft("police", "access")
    assert "[adres van de ontvanger]" in [line.nl for line in police.addressee]
    assert any("Wij hebben geen gecontroleerd adres" in line.nl for line in police.send)


def test_an_address_past_its_review_is_no_longer_printed(content: Content, draft: Draft):
    letter = draft("rvig", "access", today="2028-01-10")
    assert "[adres van de ontvanger]" in [line.nl for line in letter.addressee]


@pytest.mark.parametrize(("agency", "action", "variant"), ALL_LETTERS)
def test_no_letter_carries_an_address_or_phone_of_its_own(
    draft: Draft, agency: str, action: str, variant: str
):
    for field in ("sections", "send", "reminders", "warnings", "enclosures"):
        text = str(getattr(draft(agency, action, variant=variant), field))
        assert not re.search(r"Postbus \d|\b\d{4} [A-Z]{2}\b|@|\b0\d{2,3}[ -]?\d{6,7}\b|\+31", text)


@pytest.mark.parametrize(("agency", "action", "variant"), ALL_LETTERS)
def test_no_letter_promises_or_confirms_anything(draft: Draft, agency: str, action: str, variant: str):
    for dutch, _ in all_texts(draft(agency, action, variant=variant)):
        assert not re.search(
            r"u wint|zal slagen|garanti|u staat geregistreerd|ik sta geregistreerd", dutch, re.I
        )


def test_the_intelligence_services_get_no_request_they_need_not_answer():
    letters = load_catalogue().templates
    for agency in ("aivd", "mivd"):
        assert not {"rectification", "erasure", "restriction"} & {a for g, a in letters if g == agency}
        assert (agency, "statement") in letters
    assert not [action for agency, action in letters if agency == "ombudsman" and action != "complaint"]


def test_a_complaint_about_a_service_goes_to_the_minister_and_names_the_ctivd(draft: Draft):
    letter = draft("aivd", "complaint")
    assert "minister" in letter.addressee[0].nl
    assert any("CTIVD" in line.nl for line in letter.reminders)
    assert not any("ombudsman" in line.nl.lower() for line in letter.reminders)


def test_interpol_is_asked_through_its_portal_only(draft: Draft):
    letter = draft("interpol", "access")
    assert (letter.kind, letter.language, letter.addressee) == ("form", "en", ())
    assert any("portaal" in line.nl for line in letter.send)


def test_the_american_form_is_a_checklist_without_a_narrative(draft: Draft):
    letter = draft("us", "foreign_redress")
    assert letter.kind == "form"
    assert not letter.fields
    assert {section.kind for section in letter.sections} == {"paragraph", "bullets"}


def test_an_enquiry_at_a_consulate_says_nothing_of_causes(draft: Draft):
    text = sent(draft("consulate_abroad", "contact", **DETAILED))
    assert "Türkiye" in text
    for word in ("CTER", "terror", "police", "politie", "registr", "suspect", "Interpol"):
        assert word not in text


def asked(agency: str, **more: str) -> dict[str, object]:
    request = {
        "agency": agency,
        "request_type": "access",
        "sent_on": "2026-09-01",
        "phase": "request",
        **more,
    }
    return {"situation": "no_reply", "prior_requests": [request]}


def test_a_notice_of_default_claims_the_longest_term_is_over_only_when_it_is(draft: Draft):
    # Six weeks are over on 13 October, the longest extension on 24 November: the day itself still counts.
    late = sent(draft("police", "default_notice", **asked("police", sent_on="2026-08-31")))
    early = sent(draft("police", "default_notice", **asked("police")))
    assert "ook als ik de langste verlenging van de wet meetel" in late
    assert "langste verlenging" not in early
    assert "Een bericht dat u de termijn verlengt, heb ik niet gekregen." in early


def test_silence_on_an_objection_is_not_called_silence_on_a_request(draft: Draft):
    told = asked("om", phase="objection", extended_until="2026-11-02")
    notice = draft("om", "default_notice", **told)
    assert "Op 1 september 2026 heb ik bezwaar gemaakt" in sent(notice)
    assert "heb ik u gevraagd" not in sent(notice)
    assert "Kopie van mijn bezwaarschrift" in sent(notice)
    assert "op mijn bezwaar van 1 september 2026" in sent(draft("court", "appeal", {"agency": "om"}, **told))


def test_after_mediation_the_appeal_says_so_and_speaks_of_no_objection(draft: Draft):
    told = asked("municipality", phase="mediation", status="refused", phase_ended_on="2026-11-20")
    letter = draft("court", "appeal", {"agency": "municipality"}, **told)
    assert letter.variant == "after_mediation"
    assert "bericht dat haar bemiddeling is geëindigd" in sent(letter)
    assert "bezwaar" not in sent(letter)


@pytest.mark.parametrize("agency", ["pi_nl", "sis"])
def test_where_a_direct_appeal_is_inferred_the_decision_goes_first(draft: Draft, agency: str):
    told = asked(agency, status="refused", decided_on="2026-11-10")
    letter = draft("court", "appeal", {"agency": agency}, **told)
    assert letter.variant == agency
    assert any("Noemt de beslissing bezwaar" in warning.nl for warning in letter.warnings)


def test_justid_is_not_asked_to_write_that_it_has_nothing(draft: Draft):
    # The law has it answer in writing only where it refuses (Wjsg 18 lid 2).
    assert "Ook als u geen gegevens vindt" not in sent(draft("justid", "access"))
    assert "Ook als u geen gegevens vindt" in sent(draft("om", "access"))


def test_a_complaint_about_silence_needs_no_day_and_no_answer_of_the_minister(draft: Draft):
    letter = draft("ctivd", "complaint", {"agency": "aivd"}, **asked("aivd"))
    assert "Het gebeurde op" not in sent(letter)
    assert [line.nl for line in letter.enclosures] == ["Kopie van mijn verzoek en bewijs van ontvangst"]


def test_an_objection_by_a_lawyer_carries_the_authorisation(draft: Draft):
    letter = draft("om", "objection", acting_for={"relation": "client", "mandate": True})
    assert "Machtiging" in [line.nl for line in letter.enclosures]


@pytest.mark.parametrize(("agency", "action", "variant"), ALL_LETTERS)
def test_a_letter_that_cites_the_wjsg_says_to_check_its_articles(
    draft: Draft, agency: str, action: str, variant: str
):
    # We read the act as it was in 2020.
    letter = draft(agency, action, variant=variant)
    if re.search(r"artikel [^.]*Wjsg", sent(letter)):
        notes = [line.nl for line in (*letter.send, *letter.reminders, *letter.warnings)]
        assert any("ontroleer" in line and "wetten.overheid.nl" in line for line in notes)


def test_the_day_of_a_notice_of_default_is_not_taken_for_that_of_the_request(draft: Draft):
    notice = {"agency": "police", "request_type": "default_notice", "sent_on": "2026-11-02"}
    request = {"agency": "police", "request_type": "access", "sent_on": "2026-07-01"}
    alone = draft("court", "appeal", {"agency": "police"}, situation="no_reply", prior_requests=[notice])
    both = draft(
        "court", "appeal", {"agency": "police"}, situation="no_reply", prior_requests=[request, notice]
    )
    assert "mijn verzoek van [dag van uw verzoek]" in sent(alone)
    assert "mijn verzoek van 1 juli 2026 om inzage in mijn gegevens" in sent(both)
    for letter in (alone, both):
        assert letter.variant == "late"
        assert "Op 2 november 2026 heb ik schriftelijk gemeld dat de termijn voorbij was" in sent(letter)


def test_the_ombudsman_is_told_the_day_of_the_answer_to_the_complaint(draft: Draft):
    told = {"agency": "police", "request_type": "complaint", "decided_on": "2026-11-02", "status": "refused"}
    letter = draft("ombudsman", "complaint", {"agency": "police"}, prior_requests=[told])
    assert "het antwoord is van 2 november 2026" in sent(letter)


@pytest.mark.parametrize(
    ("agency", "action", "about", "variant", "told"),
    [
        ("ind", "objection", None, "undesirable", {"underlying": "entry_ban_netherlands", "nationality": "eu"}),
        ("court", "appeal", {"agency": "ind"}, "vw", {"underlying": "entry_ban_netherlands"}),
        ("ind", "objection", None, "status", {"underlying": "status_refused"}),
        ("ind", "objection", None, "status", {"situation": "status_refused"}),
        ("court", "appeal", {"agency": "ind"}, "vw", {"situation": "status_refused"}),
    ],
)  # fmt: skip
def test_a_letter_in_aliens_law_counts_four_weeks_whoever_it_is_for_as_its_plan_does(
    draft: Draft, agency: str, action: str, about: dict[str, str] | None, variant: str, told: dict[str, str]
):
    paper = {"paper": "decision", "paper_sent_on": "2026-11-02"}
    letter = draft(agency, action, about, **{"situation": "acting_for_other", **paper, **told})
    assert letter.variant == variant
    assert "is 30 november 2026 uw laatste dag" in letter.warnings[0].nl


@pytest.mark.parametrize(
    "answer", [{"status": "pending"}, {"status": "refused", "decision_sent_on": "2026-10-30"}]
)
@pytest.mark.parametrize(
    ("agency", "action", "about", "variant", "told"),
    [
        ("ind", "objection", None, "undesirable", {"situation": "entry_ban_netherlands"}),
        ("court", "appeal", {"agency": "ind"}, "vw", {"situation": "entry_ban_netherlands"}),
        ("aivd", "objection", None, "screening", {"situation": "screening_refused"}),
    ],
)
def test_a_letter_against_a_ban_or_screening_is_not_about_a_request_for_data_at_the_same_agency(
    draft: Draft, agency: str, action: str, about: dict[str, str] | None, variant: str,
    told: dict[str, str], answer: dict[str, str],
):  # fmt: skip
    body = (about or {}).get("agency", agency)
    request = {"agency": body, "request_type": "access", "sent_on": "2026-09-20", **answer}
    paper = {"paper": "decision", "paper_sent_on": "2026-11-02"}
    letter = draft(agency, action, about, **paper, **told, prior_requests=[request])
    assert letter.variant == variant
    assert "Geteld vanaf 2 november 2026" in letter.warnings[0].nl


def test_an_objection_to_refused_access_keeps_its_six_weeks_beside_an_entry_ban(draft: Draft):
    request = {"agency": "ind", "request_type": "access", "status": "refused", "decision_sent_on": "2026-10-30"}  # fmt: skip
    told = {"situation": "entry_ban_netherlands", "paper_sent_on": "2026-11-02", "prior_requests": [request]}
    letter = draft("ind", "objection", {"agency": "ind"}, **told)
    assert letter.variant == "avg"
    assert "is 11 december 2026 uw laatste dag" in letter.warnings[0].nl
