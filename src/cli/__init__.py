"""The command `hedui`: arguments, exit codes. The only room that prints or turns errors into exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from .commands import hedui
from .running import run

__all__ = ["hedui", "main"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end the process with its exit code."""
    sys.exit(run(hedui, list(sys.argv[1:] if arguments is None else arguments)))
