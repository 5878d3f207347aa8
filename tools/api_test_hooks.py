"""For schemathesis: every call that may be authorised gets a conversation of its own, with facts in it."""

from __future__ import annotations

from typing import Any

import schemathesis
from requests import post


@schemathesis.auth(refresh_interval=None)
class Conversation:
    """The token of a conversation that was begun for this one call."""

    def get(self, case: Any, ctx: Any) -> dict[str, str]:
        """Begin a conversation and say two things, after which there is a plan."""
        base = case.operation.base_url.rstrip("/")
        begun = post(f"{base}/api/conversations", json={"lang": "en"}, timeout=10).json()
        headers = {"Authorization": f"Bearer {begun['token']}"}
        for text in ("I was turned back", "I am in the Netherlands"):
            address = f"{base}/api/conversations/{begun['id']}/messages"
            post(address, json={"text": text}, headers=headers, timeout=10)
        return begun

    def set(self, case: Any, begun: dict[str, str], ctx: Any) -> None:
        """Put what exists where the call names something; the stream would never end."""
        if case.operation.label.endswith("/events"):
            return
        headers = {"Authorization": f"Bearer {begun['token']}"}
        case.headers = {**(case.headers or {}), **headers}
        if "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = begun["id"]
        body = case.body if isinstance(case.body, dict) else {}
        if isinstance(body.get("conversation"), str):
            body["conversation"] = begun["id"]
        if isinstance(body.get("code"), str) and 16 <= len(body["code"]) <= 60:
            address = f"{case.operation.base_url.rstrip('/')}/api/cases"
            kept = post(address, json={"conversation": begun["id"]}, headers=headers, timeout=10)
            body["code"] = kept.json()["code"]
        if isinstance(body.get("agency"), str) and isinstance(body.get("type"), str):
            body |= {"agency": "police", "type": "access"}
