"""Logs that say what happened and never to whom: ids and outcomes of our own, places only of everybody else's.

Rasa writes the person's words at several levels above DEBUG: an unparsable payload, a failed slot validation, the
traceback of a failed action (docs/decisions/0003-facts-not-words.md). So a record that did not come from this project
keeps its place in the code and the kind of error, and loses its message.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings

import structlog

_OWN = ("bot", "actions")


def _is_own(logger_name: str) -> bool:
    return logger_name.partition(".")[0] in _OWN


class PlacesOnly(logging.Filter):
    """Takes the words out of records that other people's code wrote."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; it always passes."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        # A traceback ends in the exception's message, which may quote anything.
        record.exc_info = None
        record.exc_text = None
        record.stack_info = None
        if not _is_own(record.name):
            record.msg = f"in {record.module}:{record.lineno}"
            record.args = ()
        if kind:
            record.msg = f"{record.getMessage()} ({kind})"
            record.args = ()
        return True


def prepare_process() -> None:
    """Switch off what other packages would send or print; before Rasa is imported.

    Rasa's telemetry also reports uncaught exceptions, with their message, to a third party (rasa/telemetry.py).
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    warnings.simplefilter("ignore")
    # Rasa and TensorFlow switch warnings on again while they are imported.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def configure_logging(level: str) -> None:
    """Send all records through one handler with the filter above; structlog's debug events go nowhere."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(PlacesOnly())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        other = logging.getLogger(name)
        other.handlers.clear()
        other.propagate = True
        if not _is_own(name):
            other.setLevel(max(logging.WARNING, root.level))
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    structlog.configure(
        processors=[_event_only],
        wrapper_class=structlog.make_filtering_bound_logger(max(logging.WARNING, root.level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _event_only(_logger: object, _method: str, event: dict[str, object]) -> str:
    return str(event.get("event", ""))
