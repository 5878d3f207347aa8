"""A stand-in for the JSON API while it is built: the shapes of docs/design.md, with canned answers."""

from __future__ import annotations

import asyncio
import secrets
import time
from typing import Any

from aiohttp import web

    _m.rendered_letter = None
    _s.modules["bot.server.letters"] = _m
from bot.server import headers, pages

PLAN: dict[str, Any] = {
    "urgent": True,
    "questions": [],
    "steps": [
        {
            "agency": "police",
            "action": "access",
            "about": None,
            "optional": False,
            "title": {
                "nl": "Vraag de politie wat er over u is geregistreerd",
                "en": "Ask the police what they have recorded about you",
            },
            "why": {
                "nl": "De politie kan gegevens over u hebben en ze aan andere landen hebben gegeven.",
                "en": "The police may hold data about you and may have passed them on to other countries.",
            },
            "how": [
                {"nl": "Stuur de brief per post.", "en": "Send the letter by post."},
                {"nl": "Bewaar een kopie.", "en": "Keep a copy."},
            ],
            "legal_basis": {
                "nl": "Wet politiegegevens, artikel 25",
                "en": "Police Data Act, article 25",
            },
            "cost": {"nl": "Gratis", "en": "Free"},
            "agency_deadline": {
                "rule": {"nl": "6 weken", "en": "6 weeks"},
                "day": "2027-01-05",
                "latest": "2027-02-02",
                "past": False,
                "maybe_past": False,
            },
            "your_deadline": None
            if n
            else {
                "rule": {"nl": "6 weken", "en": "6 weeks"},
                "day": "2026-12-01",
                "latest": None,
                "past": False,
                "maybe_past": True,
            },
            "if_refused": {
                "nl": "U kunt binnen 6 weken naar de rechtbank.",
                "en": "You can go to the court within 6 weeks.",
            },
            "expect": {
                "nl": "Vaak krijgt u een deel te zien. Soms niets.",
                "en": "Often you get to see a part. Sometimes nothing.",
            },
            "letter": {"agency": "police", "type": "access", "about": None},
            "sources": [
                {
                    "id": "wpg-25",
                    "title": {"nl": "Wpg art. 25", "en": "Police Data Act art. 25"},
                    "url": "https://wetten.overheid.nl/BWBR0022463",
                    "checked_on": "2026-11-23",
                    "confidence": "V1",
                }
            ],
        }
        for n in range(3)
    ],
    "expectations": [
        {
            "nl": "Niemand kan beloven dat u een registratie te zien krijgt.",
            "en": "Nobody can promise that you will see a registration.",
        }
    ],
    "help": [
        {
            "nl": "Het Juridisch Loket geeft gratis advies.",
            "en": "The Legal Aid Counter gives free advice.",
        }
    ],
}
PLAN["steps"][2]["optional"] = True


def text(nl: str, en: str) -> dict[str, str]:
    return {"nl": nl, "en": en}


WORDS = {
    "subject": text("Betreft", "Subject"),
    "salutation": text("Geachte heer, mevrouw,", "Dear Sir or Madam,"),
    "closing": text("Met vriendelijke groet,", "Yours faithfully,"),
    "signature": text("(handtekening)", "(signature)"),
    "enclosures": text("Bijlagen", "Enclosures"),
    "notes_warnings": text("Let op", "Please note"),
    "notes_send": text("Zo verstuurt u de brief", "How to send the letter"),
    "notes_signer": text("Wie ondertekent", "Who signs"),
    "notes_enclosures": text("Dit doet u erbij", "What to enclose"),
    "notes_reminders": text("Wat daarna komt", "What comes next"),
    "not_reviewed": text("Nog niet nagekeken door een advocaat.", "Not yet reviewed by a lawyer."),
}
LETTER: dict[str, Any] = {
    "agency": "police",
    "action": "access",
    "variant": "",
    "kind": "letter",
    "language": "nl",
    "written_on": "2026-11-24",
    "title": text("Brief", "Letter"),
    "file_name": text("brief", "letter"),
    "addressee": [text("Politie", "Police")],
    "subject": text("verzoek om inzage", "request for access"),
    "sections": [
        {
            "kind": "paragraph",
            "heading": None,
            "items": [
                [
                    text("Mijn naam is [uw naam].", "My name is [your name]."),
                    text(
                        "Ik ben geboren op [geboortedatum].",
                        "I was born on [date of birth].",
                    ),
                ]
            ],
        },
        {
            "kind": "numbered",
            "heading": text("Mijn verzoek", "My request"),
            "items": [
                [
                    text(
                        "Welke gegevens hebt u over mij?",
                        "Which data do you hold about me?",
                    )
                ],
                [text("Aan wie hebt u die gegeven?", "To whom did you give them?")],
            ],
        },
    ],
    "signer": [text("U ondertekent zelf.", "You sign it yourself.")],
    "send": [text("Stuur de brief per post.", "Send it by post.")],
    "enclosures": [
        text(
            "kopie van uw identiteitsbewijs, BSN en foto afgedekt",
            "copy of your ID, citizen service number and photo covered",
        )
    ],
    "reminders": [],
    "warnings": [text("Schrijf geen verhaal in deze brief.", "Write no story in this letter.")],
    "terms": [{"key": "answer"}],
    "decision_sent_on": None,
    "words": WORDS,
    "sources": [],
    "review": {"reviewed_by": None, "reviewed_on": None},
    "fields": [
        {
            "key": key,
            "label": text(nl, en),
            "placeholder": text(f"[{pnl}]", f"[{pen}]"),
            "reason": text(
                "De ontvanger moet weten van wie de brief is.",
                "The recipient must know who the letter is from.",
            ),
            "kind": kind,
            "required": True,
        }
        for key, nl, en, pnl, pen, kind in [
            ("name", "Naam", "Name", "uw naam", "your name", "text"),
            (
                "street",
                "Straat",
                "Street",
                "straat en huisnummer",
                "street and number",
                "text",
            ),
            ("postcode", "Postcode", "Postcode", "postcode", "postcode", "text"),
            ("town", "Woonplaats", "Town", "woonplaats", "town", "text"),
            ("email", "E-mail", "E-mail", "e-mailadres", "e-mail address", "text"),
            (
                "birth_date",
                "Geboortedatum",
                "Date of birth",
                "geboortedatum",
                "date of birth",
                "date",
            ),
            ("sign_place", "Plaats", "Place", "plaats", "place", "text"),
            ("sign_date", "Datum", "Date", "datum", "date", "date"),
        ]
    ],
}


class FakeApi:
    """Conversations in memory; what was sent stays visible for a test."""

    def __init__(self) -> None:
        self.turns: dict[str, list[str]] = {}
        self.keys: dict[str, dict[str, Any]] = {}
        self.letters: list[dict[str, Any]] = []
        self.fail_next = 0

    async def begin(self, _request: web.Request) -> web.Response:
        id = secrets.token_urlsafe(8)
        self.turns[id] = []
        return web.json_response(
            {"id": id, "token": "t-" + id, "expires_at": int(time.time()) + 86400},
            status=201,
        )

    def _known(self, request: web.Request) -> str:
        id = request.match_info["id"]
        if id not in self.turns:
            raise web.HTTPNotFound
        if request.headers.get("Authorization") != "Bearer t-" + id:
            raise web.HTTPUnauthorized
        return id

    async def message(self, request: web.Request) -> web.Response:
        id = self._known(request)
        key = request.headers.get("Idempotency-Key", "")
        body = await request.json()
        if key not in self.keys:
            self.turns[id].append(body["text"])
            self.keys[key] = {
                "messages": self._answer(len(self.turns[id]), body.get("lang") or "nl", body["text"])
            }
        if self.fail_next:
            self.fail_next -= 1
            raise web.HTTPServiceUnavailable
        await asyncio.sleep(0.05)
        return web.json_response(self.keys[key])

    def _answer(self, turn: int, lang: str, said: str) -> list[dict[str, Any]]:
        if "danger" in said or "gevaar" in said:
            items = [
                {
                    "title": text("Alarmnummer", "Emergency number"),
                    "phone": "112",
                    "url": None,
                    "note": text("Nu bellen.", "Call now."),
                }
            ]
            return [
                {
                    "text": "Bel nu 112." if lang == "nl" else "Call 112 now.",
                    "lang": lang,
                    "buttons": [],
                    "card": {"type": "contacts", "urgent": True, "items": items},
                }
            ]
        if turn == 1:
            question = "Bent u daar nog?" if lang == "nl" else "Are you still there?"
            yes, no, skip = ("Ja", "Nee", "Overslaan") if lang == "nl" else ("Yes", "No", "Skip")
            card = {
                "type": "question",
                "fact": "whereabouts",
                "reason": text(
                    "Dan weet ik wat nu het eerst moet.",
                    "Then I know what must come first.",
                ),
                "skippable": True,
            }
            return [
                {
                    "text": "Dat is vervelend." if lang == "nl" else "I am sorry to hear that.",
                    "lang": lang,
                    "buttons": [],
                    "card": None,
                },
                {
                    "text": question,
                    "lang": lang,
                    "buttons": [{"title": t, "payload": f"/a{{{i}}}"} for i, t in enumerate((yes, no, skip))],
                    "card": card,
                },
            ]
        return [
            {
                "text": "Ik heb een plan voor u." if lang == "nl" else "I have a plan for you.",
                "lang": lang,
                "buttons": [],
                "card": {"type": "plan", "plan": PLAN},
            }
        ]

    async def receipt(self, request: web.Request) -> web.Response:
        self._known(request)
        return web.json_response(
            {
                "expires_at": int(time.time()) + 86400,
                "held": {"language": "nl", "facts": {"country": "TR"}},
                "last_events": [],
            }
        )

    async def plan(self, request: web.Request) -> web.Response:
        self._known(request)
        return web.json_response(PLAN)

    async def plan_for(self, request: web.Request) -> web.Response:
        assert (await request.json())["facts"]
        return web.json_response(PLAN)

    async def erase(self, request: web.Request) -> web.Response:
        self.turns.pop(self._known(request))
        return web.Response(status=204)

    async def letter(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.letters.append(body)
        if body["format"] == "json":
            return web.json_response(LETTER)
        return web.Response(body=b"file", content_type="application/octet-stream")


def make_app(fake: FakeApi) -> web.Application:
    app = web.Application(middlewares=[headers.middleware])
    app.router.add_post("/api/conversations", fake.begin)
    app.router.add_post("/api/conversations/{id}/messages", fake.message)
    app.router.add_get("/api/conversations/{id}/plan", fake.plan)
    app.router.add_get("/api/conversations/{id}", fake.receipt)
    app.router.add_delete("/api/conversations/{id}", fake.erase)
    app.router.add_post("/api/plan", fake.plan_for)
    app.router.add_post("/api/letters", fake.letter)
    pages.add_routes(app, None)
    return app


if __name__ == "__main__":
    web.run_app(make_app(FakeApi()), host="127.0.0.1", port=8791, print=None)
