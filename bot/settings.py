"""Settings: every environment variable the program knows, read once into one typed object."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?|https?://\[[0-9a-fA-F:]+\](?::\d+)?")
_SECRETS = {"key", "metrics_token", "database_url", "redis_url"}


class SettingsError(Exception):
    """A setting has a value the program cannot work with; the message says which and what to do."""


@dataclass(frozen=True)
class Settings:
    """What the surroundings decide. Secrets are masked in `repr`, so that no log or traceback shows them."""

    data: Path
    database_url: str
    redis_url: str | None = None
    action_endpoint_url: str | None = None
    key: str | None = None
    allowed_origins: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    metrics_token: str | None = None
    log_level: str = "INFO"
    model_folder: Path = field(default_factory=lambda: ROOT / "models")

    def __repr__(self) -> str:
        shown = (
            f"{f.name}={'***' if f.name in _SECRETS and getattr(self, f.name) else getattr(self, f.name)!r}"
            for f in fields(self)
        )
        return f"Settings({', '.join(shown)})"


def _list(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(",") if part.strip())


def _origins(value: str | None) -> tuple[str, ...]:
    origins = tuple(part.rstrip("/") for part in _list(value))
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingsError(
                f"ALLOWED_ORIGINS names {origin!r}, which is no origin. Write scheme and host, with commas between: "
                "https://www.gemeente.example,https://ngo.example"
            )
    return origins


def _networks(value: str | None) -> tuple[str, ...]:
    for network in _list(value):
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError:
            raise SettingsError(
                f"TRUSTED_PROXIES names {network!r}, which is no address or network. Write them as 10.0.0.0/8,::1"
            ) from None
    return _list(value)


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a value cannot be read, or LOG_LEVEL is DEBUG outside tests. At that level Rasa logs every word
            a person writes.
    """
    env = os.environ if environ is None else environ
    data = Path(env.get("WEGWIJZER_DATA") or ROOT / ".wegwijzer")
    level = (env.get("LOG_LEVEL") or "INFO").upper()
    if level == "DEBUG" and not env.get("WEGWIJZER_TESTING"):
        raise SettingsError(
            "LOG_LEVEL=DEBUG writes what people type into the log, so Wegwijzer does not start with it. "
            "Use INFO or WARNING."
        )
    return Settings(
        data=data,
        database_url=env.get("DATABASE_URL") or f"sqlite:///{data / 'wegwijzer.db'}",
        redis_url=env.get("REDIS_URL") or None,
        action_endpoint_url=env.get("ACTION_ENDPOINT_URL") or None,
        key=env.get("WEGWIJZER_KEY") or None,
        allowed_origins=_origins(env.get("ALLOWED_ORIGINS")),
        trusted_proxies=_networks(env.get("TRUSTED_PROXIES")),
        metrics_token=env.get("METRICS_TOKEN") or None,
        log_level=level,
    )
