"""What no text may say: the "Never" of guidance.md as patterns over sentences, per language.

A rule finds ways of saying a thing, not the thought itself: a person reads all texts as well.
"""

from __future__ import annotations

from typing import Final

import msgspec


class Rule(msgspec.Struct, frozen=True):
    """A thing that is never said.

    `unless_nl` and `unless_en` are words that make it harmless in the same sentence ("never send …", "whether
    you are …"). Where `beside` is given the rule looks at the whole block; it is broken where one of these is
    missing.
    """

    name: str
    nl: tuple[str, ...]
    en: tuple[str, ...]
    unless_nl: str = ""
    unless_en: str = ""
    beside: tuple[str, ...] = ()
    case_counts: bool = False


_NO_NL: Final = r"\b(niet|geen|niets|niemand|nooit)\b"
_NO_EN: Final = r"\b(not|no|nothing|none|nobody|never|cannot)\b|n't\b"
_NAMED: Final = (r"\bVan Weel\b", r"\bEl Abassi\b", r"\bVan Zutphen\b")

RULES: Final = (
    Rule(
        "confirms or denies a registration",
        nl=(
            r"\bu (staat|stond) (\w+ )?(op|in) (een|de|die|deze|geen|het)\b"
            r".*\b(lijst|register|systee?m(en)?)\b",
            r"\bu (staat|stond) (\w+ )?in sis\b",
            r"\bu bent (\w+ )?(geregistreerd|gesignaleerd)\b",
            r"\ber (is|staat) (wel|geen|een) (\w+ )?(registratie|signalering) (van|over) u\b",
        ),
        en=(
            r"\byou are (\w+ )?(registered|listed|flagged|alerted)\b",
            r"\byou are (\w+ )?on (a|the|any|no) (\w+ )?(list|watchlist)\b",
            r"\byou are (\w+ )?in (the )?(sis|register|system)\b",
            r"\bthere is (an?|no) (registration|alert) (of|about|on) you\b",
        ),
        unless_nl=r"\b(als|of|denkt|wanneer)\b",
        unless_en=r"\b(if|whether|think|suspect|when|prove|mean|not say)\b",
    ),
    Rule(
        "promises a result",
        nl=(
            r"\b(gegarandeerd|garanderen|garandeert|beloven|belooft)\b",
            r"\b(lukt|gaat|komt|helpt|krijgt u) zeker\b",
            r"\buw (gegevens|registratie|verbod) (wordt|worden|gaat|gaan) (zeker )?(gewist|verwijderd|weg)\b",
        ),
        en=(
            r"\b(guarantee[ds]?|we promise|certainly|definitely|for sure|surely)\b",
            r"\byou will (win|succeed|be admitted)\b",
            r"\byour (data|registration|ban) will be (erased|deleted|removed|lifted)\b",
        ),
        unless_nl=_NO_NL,
        unless_en=_NO_EN,
    ),
    Rule(
        "infers a cause",
        nl=(
            r"\b(geweigerd|gecontroleerd|aangehouden|tegengehouden) (omdat|doordat|vanwege|wegens|door)"
            r" (u|uw|een|de)\b",
            r"\b(komt|kwam|ligt) (\w+ )?(door|aan) (uw|een|de) (registratie|signalering|code|lijst)\b",
        ),
        en=(
            r"\b(refused|checked|stopped|arrested|turned back) because (you|your|of)\b",
            r"\b(caused by|due to|comes from) (your|an?|the) (registration|alert|code|list)\b",
        ),
        unless_nl=_NO_NL + r"|\b(of|als|volgens|schrijft)\b",
        unless_en=_NO_EN + r"|\b(whether|if|according|write)\b",
    ),
    Rule(
        "names a person in office",
        nl=(
            r"\b([Mm]inister|[Ss]taatssecretaris|[Oo]mbudsman|[Kk]orpschef|[Bb]urgemeester)"
            r" (Van|De|Den|El|Ten) [A-Z]",
            *_NAMED,
        ),
        en=(r"\b([Mm]inister|[Ss]ecretary|[Oo]mbudsman|[Mm]ayor) (Van|De|Den|El|Ten) [A-Z]", *_NAMED),
        case_counts=True,
    ),
    Rule(
        "asks for identity in the chat",
        nl=(
            r"\b(geef|stuur|typ|noem|plak|upload|vul)\b"
            r".*\b(bsn|burgerservicenummer|uw naam|paspoortnummer|kopie)\b"
            r".*\b(hier|deze chat|dit gesprek|dit venster)\b",
            r"\bwat is uw (volledige )?(naam|bsn|burgerservicenummer|adres)\b",
        ),
        en=(
            r"\b(give|send|type|enter|paste|upload|fill in)\b"
            r".*\b(bsn|citizen number|your name|passport number|copy)\b"
            r".*\b(here|this chat|this conversation|this window)\b",
            r"\bwhat is your (full )?(name|bsn|citizen number|address)\b",
        ),
        unless_nl=_NO_NL,
        unless_en=_NO_EN,
    ),
    Rule(
        "asks about faith, views, contacts or money",
        nl=(
            r"\b(wat gelooft u|bent u (moslim|gelovig|religieus)|waarom (reisde|ging|was) u)\b",
            r"\b(met wie (sprak|had) u|aan wie gaf u|wat vindt u van)\b",
        ),
        en=(
            r"\b(what do you believe|are you (a )?(muslim|religious)|why did you (travel|go))\b",
            r"\b(whom? did you (meet|give)|what do you think of)\b",
        ),
    ),
    Rule(
        "helps to evade a check",
        nl=(
            r"\b(omzeil|ontwijk|vermijd)\w* (de |een )?(controle|grens|douane|politie)\b",
            r"\b(gebruik|neem|reis met) (een |uw )?(ander|tweede) paspoort\b",
        ),
        en=(
            r"\b(evade|avoid|bypass|dodge)\w* (the |a )?(check|border|control|customs|police)\b",
            r"\b(use|take|travel on) (another|a different|a second|your other) passport\b",
        ),
        unless_nl=_NO_NL,
        unless_en=_NO_EN,
    ),
    Rule(
        "says in general that one need not answer",
        nl=(
            r"\bu hoeft (\w+ )?(niet|geen|niets)( \w+)* (te antwoorden|antwoord te geven|te zeggen tegen)\b",
        ),
        en=(r"\byou (need not|do not have to|don't have to) (answer|say anything)\b",),
    ),
    Rule(
        "gives the minister's view on effects alone",
        nl=(
            r"minister.*(geen hinder|geen last|nooit (vanzelf|automatisch))",
            r"(geen hinder|geen last|nooit (vanzelf|automatisch)).*minister",
        ),
        en=(
            r"minister.*(does not (hinder|trouble)|no hindrance|never (becomes|leads|automatically))",
            r"(does not (hinder|trouble)|no hindrance|never (becomes|leads|automatically)).*minister",
        ),
        beside=(
            r"ombudsman",
            r"uitsluiten|uit te sluiten|niet zeker|rule out|ruled out|not sure",
        ),
    ),
)
