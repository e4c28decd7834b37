"""A stand-in for `convert_one` whose worker process dies when a task says so. Worker processes import it by name."""

from __future__ import annotations

import os

from hedui.batch.work import Outcome, Task


def convert(task: Task) -> Outcome:
    if task.stem.startswith("dies"):
        os._exit(1)
    return Outcome(digests=(task.stem,))
