"""A batch that a test kills from outside: `python -m batch.rounds INPUT OUTPUT [retry]`. Its readers are stand-ins."""

from __future__ import annotations

import sys

from hedui import batch
from hedui.batch import journal, pool

if __name__ == "__main__":
    journal.code_version = lambda: "the same all the time"
    pool.WORKER = "batch.dying:convert"
    batch.convert(sys.argv[1], sys.argv[2], ("json", "html", "jsonl"), 2, retry="retry" in sys.argv)
