"""A log says what happened, never to whom."""

from __future__ import annotations

import io
import logging

import pytest
import structlog

from bot.privacy.logs import PlacesOnly, configure_logging, prepare_process
from bot.settings import SettingsError, load_settings

CANARY = "Kanarie-Casablanca-83"


@pytest.fixture
def log() -> io.StringIO:
    configure_logging("INFO")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(PlacesOnly())
    logging.getLogger().handlers[:] = [handler]
    yield stream
    configure_logging("WARNING")


def test_words_that_other_code_logs_do_not_reach_the_log(log: io.StringIO) -> None:
    logging.getLogger("rasa.core.processor").error("Failed to handle %s", CANARY)
    logging.getLogger("py.warnings").warning(CANARY)
    assert CANARY not in log.getvalue()
    assert "in test_logs:" in log.getvalue()


def test_an_exception_keeps_its_kind_and_loses_its_message(log: io.StringIO) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("bot.rasa").exception("turn failed")
    assert CANARY not in log.getvalue()
    assert "turn failed (ValueError)" in log.getvalue()


def test_what_structlog_is_given_beside_the_event_does_not_reach_the_log(log: io.StringIO) -> None:
    structlog.get_logger("rasa").warning("processor.message.parse", parse_data_text=CANARY)
    assert CANARY not in log.getvalue()


def test_our_own_records_are_kept(log: io.StringIO) -> None:
    logging.getLogger("bot.server").info("purged %s", 3)
    assert "purged 3" in log.getvalue()


def test_debug_is_refused_outside_tests_because_rasa_logs_every_word_at_that_level() -> None:
    with pytest.raises(SettingsError, match="DEBUG"):
        load_settings({"LOG_LEVEL": "debug"})
    assert load_settings({"LOG_LEVEL": "DEBUG", "WEGWIJZER_TESTING": "1"}).log_level == "DEBUG"


def test_telemetry_is_off_whatever_the_surroundings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    prepare_process()
    from rasa.telemetry import is_telemetry_enabled

    assert is_telemetry_enabled() is False


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    settings = load_settings(
        {"WEGWIJZER_KEY": "k3y", "METRICS_TOKEN": "t0ken", "DATABASE_URL": "postgresql://u:pw@h/d"}
    )
    for secret in ("k3y", "t0ken", "pw"):
        assert secret not in repr(settings)
