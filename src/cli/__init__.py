"""The command `hedui`: arguments, exit codes. The only room that prints or turns errors into exit codes."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

from .commands import hedui
from .running import run

__all__ = ["hedui", "main"]

_OBJECTS = 100_000
"""New objects after which Python looks for cycles. Modules and a notice make many objects and hardly any cycle: with
its own 700, Python would spend a twentieth of a check on looking."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end the process with its exit code."""
    gc.set_threshold(_OBJECTS)
    code = run(hedui, list(sys.argv[1:] if arguments is None else arguments))
    gc.freeze()  # the process ends: what is left needs no looking through
    sys.exit(code)
