"""What no text may say: the "Never" of guidance.md as patterns over sentences, per language.

A rule finds ways of saying a thing, not the thought itself: a person reads all texts as well.
"""

from __future__ import annotations

from typing import Final

import msgspec


class Rule(msgspec.Struct, frozen=True):
    """A thing that is never said.

    `unless_nl` and `unless_en` are words that make it harmless in the same sentence ("never send …", "whether
    you are …"); what no such word makes harmless stands in a second rule of the same name. Where `beside` is
    given the rule looks at the whole block; it is broken where one of these is missing.
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
_LIST_NL: Final = r"(\w*lijst|\w*register|\w*systee?m(en)?|sis|databank)"
_LIST_EN: Final = r"(list|watchlist|register|systems?|sis|database)"
_RECORD_NL: Final = r"([\w-]*registratie|signalering|code|lijst)"
_RECORD_EN: Final = r"(registration|alert|code|list)"
_FAITH_NL: Final = r"(\w*naam|geloof|afkomst|uiterlijk)"
_FAITH_EN: Final = r"(\w*name|religion|faith|origin|looks)"
_OFFICE_NL: Final = (
    r"([Mm]inister|[Ss]taatssecretaris|[Oo]mbudsman|[Kk]orpschef|[Dd]irecteur|[Bb]urgemeester"
    r"|[Dd]e heer|[Mm]evrouw)"
)
_OFFICE_EN: Final = r"([Mm]inister|[Ss]ecretary|[Oo]mbudsman|[Mm]ayor|[Cc]hief|[Dd]irector|Mr|Mrs|Ms)\.?"
#: An initial or a surname, but not "van Justitie en Veiligheid" and other names of offices.
_SURNAME: Final = (
    r" (?!van (Justitie|Defensie|Financiën|Binnenlandse|Buitenlandse|Asiel|BZK?)\b)"
    r"(([Vv]an|[Dd]e[nr]?|[Ee]l|[Tt]en) )*[A-Z](\.|[a-zë-]+)"
)

_WHO_NL: Final = r"(minister|regering|kabinet)"
_WHO_EN: Final = r"(minister|government|cabinet)"
_HARMLESS_NL: Final = (
    r"(geen (hinder|last|gevolg|invloed)|merkt u niets|\bnooit (vanzelf|automatisch|tot een signalering))"
)
_HARMLESS_EN: Final = (
    r"(does not (hinder|trouble|affect)|no (hindrance|consequence|effect)|notice nothing"
    r"|never (becomes|leads|automatically))"
)

RULES: Final = (
    Rule(
        "confirms or denies a registration",
        nl=(
            rf"\bu (staat|stond) (\w+ )?(op|in) (een|de|die|deze|geen|het)\b.*\b{_LIST_NL}\b",
            r"\bu (staat|stond) (\w+ )?in sis\b",
            r"\bu bent (\w+ )?(geregistreerd|gesignaleerd)\b",
            r"\b(is|staat|loopt|bestaat) (wel|geen|een) (\w+ )?(registratie|signalering) (van|over|tegen|op) u\b",
            r"\b(heeft|hebben) u (\w+ ){0,3}(geregistreerd|gesignaleerd)\b",
            rf"\bu (komt|blijkt) (\w+ ){{0,3}}(op|in) (\w+ ){{0,3}}{_LIST_NL}\b",
            r"\b(wij|we|ik) zien dat (u|uw)\b",
            r"\bover u (is|zijn|staat|staan|werd) (\w+ )?(niets|iets|geen|een|gegevens|wel)\b",
            r"\ber (is|staat) (\w+ ){0,2}(niets|iets) over u\b",
            r"\bu staat (er |nergens |niet |wel )+(in|op|geregistreerd|gesignaleerd)\b",
            r"\b(kent|kennen) u (niet|wel)\b",
            r"\buw naam is (\w+ )?gevonden\b",
            r"\b(heeft|hebben) (een|geen) (signalering|registratie) (voor|over|van|tegen|op) u\b",
            rf"\buw (naam|gegevens) (staat|staan|komt|komen) (\w+ )?(op|in|voor) (\w+ ){{0,3}}{_LIST_NL}\b",
            r"\buw gegevens (zijn|werden) (\w+ )?(gedeeld|verstrekt|doorgegeven|gestuurd)\b",
        ),
        en=(
            r"\byou are (\w+ )?(registered|listed|flagged|alerted)\b",
            rf"\byou are (\w+ )?on (a|the|any|no) (\w+ )?{_LIST_EN}\b",
            r"\byou are (\w+ )?in (the )?(sis|register|system)\b",
            r"\bthere is (an?|no) (registration|alert) (of|on|about|against) you\b",
            r"\b(an?|no|the) (alert|registration) (on|of|about|against) you (is|was|exists)\b",
            r"\b(has|have) (registered|flagged|listed) you\b",
            rf"\byou (do not |don't )?(appear|turn out to be) (on|in) (\w+ ){{0,2}}{_LIST_EN}\b",
            r"\b(we|i) (can )?see that (you|your)\b",
            r"\b(nothing|something) (is )?(recorded|registered|known|held|on record) (about|on) you\b",
            r"\byou are (not )?(in|on) it\b",
            r"\b(does not|do not|don't|doesn't) know you\b",
            r"\byour name (was|has been) found\b",
            r"\bhas (placed|entered|made) (an?|no) (alert|registration) (for|on|about|against) you\b",
            rf"\byour (name|data) (is|are|appears?) (on|in) (\w+ ){{0,2}}{_LIST_EN}\b",
            r"\byour data (were|have been) (shared|passed|sent|given)\b",
        ),
        unless_nl=r"\b(als (u|er|dat|de|een|het|iemand|uw)|of|denkt|wanneer|wat|bewijs\w*|zegt|zeggen|schrijft)\b|\?",
        unless_en=r"\b(if|whether|think|suspect|when|what|how|prove|proof|mean|not say|conclude)\b|\?",
    ),
    Rule(
        "promises a result",
        nl=(r"\b(geen zorgen te maken|maakt? u geen zorgen)\b",),
        en=(r"\b(need not|do not need to|don't|do not) worry\b",),
    ),
    Rule(
        "promises a result",
        nl=(
            r"\b(gegarandeerd|garanderen|garandeert|beloven|belooft)\b",
            r"\b(lukt|gaat|komt|helpt|krijgt u) (zeker|vast|altijd|sowieso)\b",
            r"\b(krijgt|hebt|heeft) (u )?(zeker|vast|altijd|sowieso) gelijk\b",
            r"\b(rechter|rechtbank|ombudsman|ctivd|ap|minister) (geeft|zal) u (\w+ )?gelijk\b",
            r"\bu (wint|zult winnen|zult slagen)\b",
            r"\buw (naam|gegevens|registratie|signalering|verbod|geld)"
            r" (wordt|worden|gaat|gaan|komt|komen) (\w+ ){0,3}(gewist|verwijderd|weg|af|vrij|opgeheven)\b",
            r"\bgaat uw naam (van|uit)\b",
            r"\b(dan|daarna|zo|hiermee|daarmee) (komt|mag|wordt) u (weer |\w+ )?(binnen|erin|toegelaten)\b",
            r"\bbent u (\w+ ){0,3}van (de |die |uw )?(\w+ )?(controles?|signalering|registratie|verbod) (af|verlost)\b",
            r"\bdit lost (het|uw probleem|alles) op\b",
            r"\bkunt u (weer )?(vrij |gewoon |weer )+(reizen|vliegen)\b",
            r"\bverzoek wordt (ingewilligd|toegewezen)\b",
            r"\b(werkt|slaagt) altijd\b",
            r"\bzorgt (ervoor )?dat uw\b",
        ),
        en=(
            r"\b(guarantee[ds]?|we promise|certainly|definitely|for sure|surely)\b",
            r"\byou will (\w+ )?(win|succeed|get in|be (admitted|let in|allowed in|able to (travel|enter)))\b",
            r"\byou always win\b",
            r"\b(court|judge|ombudsman|ctivd|ap|minister) will (rule|find|decide) (for you|in your favour)\b",
            r"\byour (name|data|registration|alert|ban|money)"
            r" (will be (erased|deleted|removed|lifted|freed)|(comes|will come|goes) off|is removed from)\b",
            r"\byou can (\w+ )?travel (freely|again)\b",
            r"\brequest will be granted\b",
            r"\balways works\b",
            r"\bmakes sure that your\b",
            r"\b(this|it) (\w+ )?(ends|stops|solves) (the|your|all) (checks?|refusals?|problems?)\b",
        ),
        unless_nl=_NO_NL + r"|\bof\b",
        unless_en=_NO_EN + r"|\bwhether\b",
    ),
    Rule(
        "infers a cause",
        nl=(
            r"\b(geweigerd|gecontroleerd|aangehouden|tegengehouden) (omdat|doordat|vanwege|wegens|door)"
            r" (u|uw|een|de|nederland)\b",
            r"\b(weigert|weigerde|controleert|hield u tegen)\b.*\b(omdat|doordat)\b.*\b(nederland|u|uw|politie)\b",
            rf"\b(komt|kwam|ligt) (\w+ )?(door|aan) (uw|een|de) ({_RECORD_NL}|{_FAITH_NL})\b",
            r"\b(geweigerd|gecontroleerd|aangehouden|tegengehouden) op basis van\b",
            r"\b(weigering|controle) hangt samen met\b",
            rf"\bde (reden|oorzaak) (is|was) (\w+ )?(uw|een|de) ({_RECORD_NL}|{_FAITH_NL})\b",
            rf"\b(vanwege|wegens|door) uw ({_RECORD_NL}|{_FAITH_NL})\b",
            rf"\b(blijkt|betekent|bewijst|volgt) dat u (\w+ )*({_LIST_NL}|geregistreerd|gesignaleerd)\b",
        ),
        en=(
            r"\b(refused|checked|stopped|arrested|turned back) because (you|your|of|the netherlands)\b",
            r"\b(refuses|checks|stops) you because\b",
            r"\byou were (refused|checked|stopped|arrested) on the basis of\b",
            r"\b(refusal|checks?) (is|are) linked to\b",
            rf"\b(caused by|due to|comes from) (your|an?|the) {_RECORD_EN}\b",
            rf"\bthe (reason|cause) (is|was) (your|an?|the) (\w+ )?({_RECORD_EN}|{_FAITH_EN})\b",
            rf"\bbecause of your (\w+ )?({_RECORD_EN}|{_FAITH_EN})\b",
            r"\b(shows|proves|means) that you are (on|in|registered|listed|flagged)\b",
        ),
        unless_nl=_NO_NL + r"|\b(of|als|volgens|schrijft)\b",
        unless_en=_NO_EN + r"|\b(whether|if|according|write)\b",
    ),
    Rule(
        "infers a cause",
        nl=(r"\bdoor (de|een|uw|deze) (signalering|registratie) (kwam|kon|mocht|werd|wordt|bent) u\b",),
        en=(rf"\b{_RECORD_EN} is (the reason|why) you\b",),
    ),
    Rule(
        "names a person in office",
        nl=(rf"\b{_OFFICE_NL}{_SURNAME}",),
        en=(rf"\b{_OFFICE_EN}{_SURNAME}",),
        case_counts=True,
    ),
    Rule(
        "asks for identity in the chat",
        nl=(
            r"\b(geef|stuur|typ|noem|plak|upload|vul)\b"
            r".*\b(bsn|burgerservicenummer|uw naam|paspoortnummer|kopie)\b"
            r".*\b(hier|hieronder|deze chat|dit gesprek|dit venster)\b",
            r"\b(geef|stuur|typ|noem|plak|upload|vul) (ons )?(hier|hieronder)\b"
            r".*\b(bsn|burgerservicenummer|naam|adres|geboortedatum|paspoort(nummer)?|kopie)\b",
            r"\bdeel uw (\w+ )?(bsn|burgerservicenummer|naam|adres|geboortedatum|paspoort)\b",
            r"\bwat is uw (volledige )?(naam|bsn|burgerservicenummer|adres|geboortedatum)\b",
            r"\b(hoe heet u|mag ik uw (\w+ )?(naam|bsn|burgerservicenummer|adres|geboortedatum|paspoort))\b",
            r"\bupload (een |uw )?(\w+ van )?(uw )?(paspoort|identiteitsbewijs|id-kaart|bsn)\b",
        ),
        en=(
            r"\b(give|send|type|enter|paste|upload|fill in)\b"
            r".*\b(bsn|citizen (service )?number|your name|passport|date of birth|copy)\b"
            r".*\b(here|below|this chat|this conversation|this window)\b",
            r"\bwhat is your (full )?(name|bsn|citizen (service )?number|address|date of birth)\b",
            r"\b(what are you called|may i have your (\w+ )?(name|bsn|citizen|address|date of birth|passport))\b",
            r"\bshare your (\w+ )?(bsn|citizen|name|address|date of birth|passport)\b",
            r"\bupload (a |your )?(\w+ of )?(your )?(passport|identity (document|card)|bsn)\b",
        ),
        unless_nl=_NO_NL,
        unless_en=_NO_EN,
    ),
    Rule(
        "asks for identity in the chat",
        nl=(r"\bgeef uw (volledige )?(naam|bsn|burgerservicenummer|geboortedatum|adres)\b",),
        en=(r"\bgive your (full )?(name|bsn|citizen (service )?number|date of birth|address)\b",),
        unless_nl=_NO_NL + r"|\b(brief|brieven|formulier)\b",
        unless_en=_NO_EN + r"|\b(letters?|form)\b",
    ),
    Rule(
        "asks about faith, views, contacts or money",
        nl=(
            r"\b(wat gelooft u|bent u (moslim|gelovig|religieus)|waarom (reisde|ging|was) u)\b",
            r"\bwaarom (bent|heeft|hebt) u (\w+ )*(gereisd|gegaan|geweest|bezocht)\b",
            r"\b(met wie (sprak|had|heeft|hebt|ging) u|aan wie gaf u|wie zijn uw vrienden)\b",
            r"\bwat (vindt|vond|denkt|dacht) u van\b",
            r"\b(bezoekt|bezocht) u (\w+ ){0,2}(moskee|kerk|synagoge|tempel)\b",
            r"\b(bidt u|vast u|bent u (\w+ )?lid)\b",
            r"\bwat is uw (geloof|religie|overtuiging|mening)\b",
            r"\b(heeft|hebt|had) u (\w+ ){0,2}geld (\w+ ){0,2}(gegeven|gestuurd|overgemaakt|gedoneerd)\b",
        ),
        en=(
            r"\b(what do you believe|are you (a )?(muslim|religious)|why did you (travel|go))\b",
            r"\bwhy have you (\w+ )?(travelled|been|gone|visited)\b",
            r"\b(whom? did you (meet|give|speak)|what (do|did) you think of|who are your friends)\b",
            r"\bdo you (attend|visit|go to) (a|the) (mosque|church|synagogue|temple)\b",
            r"\b(do you (pray|fast)|are you a member)\b",
            r"\bwhat is your (religion|faith|belief|opinion)\b",
            r"\b(have you|did you) (ever )?(sent|send|given|give|donated|donate|transferred|transfer) money\b",
        ),
    ),
    Rule(
        "helps to evade a check",
        nl=(
            r"\b(omzeil|ontwijk|vermijd)\w* (de |een )?(controle|grens|douane|politie)\b",
            r"\b(gebruik|neem|toon|reis met) (een |uw )?(ander|andere|tweede) paspoort\b",
            r"\b(wis|verberg|verstop) (eerst )?(uw |de )?(telefoon|berichten|foto's|paspoort|stempels?)\b",
            r"\bverzwijg\w*\b",
        ),
        en=(
            r"\b(evade|avoid|bypass|dodge)\w* (the |a )?(check|border|control|customs|police)\b",
            r"\b(use|take|show|travel on) (another|a different|a second|your (other|second)) passport\b",
            r"\b(wipe|hide|conceal) (your |the )?(phone|messages|photos|passport|stamps?)\b",
        ),
        unless_nl=_NO_NL,
        unless_en=_NO_EN,
    ),
    Rule(
        "helps to evade a check",
        nl=(
            r"\breis (dan |liever |beter )?(via|over) [a-z]",
            r"\b(vermeld|noem|schrijf|zet)\b[^.]* niet (op|in) (het|een|uw) (\w*formulier|aanvraag)\b",
            r"\b(reset|zet) uw telefoon\b",
            r"\bnieuw paspoort\b.*\bstempels?\b",
            r"\b(blijft|blijf) (u )?(uit beeld|onopgemerkt|onder de radar|uit het zicht)\b",
        ),
        en=(
            r"\btravel (rather |better )?via [a-z]",
            r"\bdo not (mention|write|declare|list)\b[^.]* on (the|a|your) (\w+ )?form\b",
            r"\breset your phone\b",
            r"\bnew passport\b.*\bstamps?\b",
            r"\bstay (out of sight|unnoticed|under the radar)\b",
        ),
    ),
    Rule(
        "says in general that one need not answer",
        nl=(
            r"\bu hoeft (\w+ )?(niet|geen|niets)( \w+)* (te antwoorden|antwoord te geven|te zeggen tegen)\b",
            r"\bu bent (niet|nergens|nooit) verplicht (om )?(te antwoorden|antwoord te geven|iets te zeggen)\b",
            r"\bu (mag|kunt) (altijd )?(zwijgen|weigeren te antwoorden)\b",
            r"\bweiger elke vraag\b",
            r"\bzeg niets (tegen|aan) (de |een )?(politie|douane|beambte|agent|marechaussee)\b",
        ),
        en=(
            r"\byou (need not|do not have to|don't have to) (answer|say anything)\b",
            r"\byou are (not|never|nowhere) (obliged|required) to (answer|say)\b",
            r"\byou (may|can) (always )?(remain silent|refuse to answer)\b",
            r"\brefuse every question\b",
            r"\bsay nothing to (the |an )?(police|customs|officer|marechaussee)\b",
        ),
    ),
    Rule(
        "gives the minister's view on effects alone",
        nl=(rf"{_WHO_NL}.*{_HARMLESS_NL}", rf"{_HARMLESS_NL}.*{_WHO_NL}"),
        en=(rf"{_WHO_EN}.*{_HARMLESS_EN}", rf"{_HARMLESS_EN}.*{_WHO_EN}"),
        beside=(
            r"ombudsman",
            r"uitsluiten|uit te sluiten|niet zeker|rule out|ruled out|not sure",
        ),
    ),
)
