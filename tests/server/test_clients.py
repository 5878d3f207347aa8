"""Who asks, where a proxy of our own stands before us and where somebody only says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.server import keys
from bot.server.clients import client_address, client_scheme
from bot.settings import Settings, SettingsError, load_settings

PROXIES = ("10.0.0.0/8",)


def asked_by(remote: str, proxies: tuple[str, ...] = PROXIES, **headers: str) -> web.Request:
    app = web.Application()
    app[keys.SETTINGS] = Settings(Path("unused"), "sqlite://", trusted_proxies=proxies)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return make_mocked_request("GET", "/", headers=named, app=app).clone(remote=remote)


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("10.0.0.1", "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        ("10.0.0.1", "203.0.113.7, 10.0.0.2", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.9", "203.0.113.7"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("::ffff:203.0.113.7", "198.51.100.9", "203.0.113.7"),
    ],
)
def test_a_client_behind_our_own_proxy_is_seen_and_a_forged_header_is_not_believed(
    remote: str, forwarded: str, address: str
) -> None:
    assert client_address(asked_by(remote, X_Forwarded_For=forwarded)) == address


def test_whoever_owns_a_whole_ipv6_network_is_one_client() -> None:
    first, second = (client_address(asked_by(f"2001:db8:1:2::{end}")) for end in ("1", "ffff"))
    assert first == second
    assert first != client_address(asked_by("2001:db8:1:3::1"))


def test_only_our_own_proxy_says_that_the_browser_came_over_https() -> None:
    assert client_scheme(asked_by("10.0.0.1", X_Forwarded_Proto="https")) == "https"
    assert client_scheme(asked_by("203.0.113.7", X_Forwarded_Proto="https")) == "http"
    assert client_scheme(asked_by("10.0.0.1", X_Forwarded_Proto="javascript")) == "http"


@pytest.mark.parametrize("name", ["ALLOWED_ORIGINS", "TRUSTED_PROXIES"])
@pytest.mark.parametrize("value", ["gemeente.example", "https://a.example; script-src *", "10.0.0.0/99"])
def test_a_setting_that_would_not_work_or_would_open_the_policy_is_named_at_the_start(
    name: str, value: str
) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({name: value})


def test_a_slash_behind_an_origin_does_no_harm() -> None:
    settings = load_settings({"ALLOWED_ORIGINS": "https://gemeente.example/, http://localhost:8080"})
    assert settings.allowed_origins == ("https://gemeente.example", "http://localhost:8080")
