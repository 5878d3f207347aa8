"""`wegwijzer serve`: what cannot be served is said in a sentence, before anything is loaded."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from bot.cli.commands import CommandError
from bot.cli.operations import serve
from bot.settings import Settings


@pytest.mark.parametrize(
    ("port", "workers", "told"), [(99_999, 1, "port 99999"), (-1, 1, "port -1"), (0, 0, "worker")]
)
def test_a_port_or_a_number_of_workers_that_cannot_be_is_refused(port: int, workers: int, told: str) -> None:
    options = Namespace(host="127.0.0.1", port=port, workers=workers)
    with pytest.raises(CommandError, match=told):
        serve(options, Settings(data=Path(), database_url="sqlite://"))
