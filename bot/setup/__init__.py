"""Setting up what a lock file cannot name: the Dutch pipeline and the sentence encoder."""

from bot.setup.dutch_pipeline import SetupError, ensure_dutch_pipeline
from bot.setup.encoder import ensure_encoder

__all__ = ["SetupError", "ensure_dutch_pipeline", "ensure_encoder", "ensure_set_up"]


def ensure_set_up() -> None:
    """Install what is missing; quick where nothing is.

    Raises:
        SetupError: something cannot be installed; the message says what to do.
    """
    ensure_dutch_pipeline()
    ensure_encoder()
