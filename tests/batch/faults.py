"""Fails at every durable operation of a small batch, one after the other, and lets each batch go on afterwards.

    python -m batch.faults kill|full WORKFOLDER

Each batch runs in a fork of this process, which dies by SIGKILL at its Nth operation (kill) or is told that the disk is
full (full). The answer, as JSON on stdout: how many operations there are, and at which ones the resumed outputs differ
from those of a batch that nothing happened to.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from batch import dying
from hedui import batch
from hedui.batch import inline, journal
from hedui.errors import UsageError

GAVE_UP = 2
_OPERATIONS = [(os, "fsync"), (Path, "replace"), (Path, "mkdir"), (Path, "unlink"), (journal, "commit")]
_MOST = 500


class Fault:
    """Counts operations; the Nth one fails."""

    def __init__(self, how: str, at: int) -> None:
        self._how = how
        self._left = at

    def around(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*arguments: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left:
                return operation(*arguments, **named)
            if self._how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if operation.__name__ == "commit":
                raise sqlite3.OperationalError("database or disk is full")
            raise OSError(errno.ENOSPC, "No space left on device")

        return guarded


def outputs(folder: Path) -> dict[str, bytes]:
    """What a batch wrote; of its account, the statuses."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".hedui" not in path.parts
    }
    entries = json.loads(found["batch.json"])["files"]
    ends = [[entry[name] for name in ("path", "status", "reason", "output", "sha256")] for entry in entries]
    return found | {"batch.json": json.dumps(ends).encode()}


def converted(source: Path, output: Path, fault: Fault | None = None) -> int:
    """Run a batch in a fork; how it ended, as a shell says it."""
    process = os.fork()
    if not process:
        inline.convert_bytes = dying.convert
        journal.code_version = lambda: "the same all the time"
        for owner, name in _OPERATIONS if fault else ():
            setattr(owner, name, fault.around(getattr(owner, name)))
        try:
            batch.convert(source, output, ("json", "html", "jsonl"), engine="inline")
        except UsageError:
            os._exit(GAVE_UP)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def main(how: str, work: Path) -> dict[str, Any]:
    source, calm, shaken = work / "in", work / "calm", work / "shaken"
    source.mkdir()
    for number in range(5):
        (source / f"{number}.txt").write_text(f"good {number}")
    (source / "double.txt").write_text("good 1")
    assert converted(source, calm) == 0
    wanted = outputs(calm)
    bad: list[int] = []
    ways: set[int] = set()
    for at in range(1, _MOST):
        shutil.rmtree(shaken, ignore_errors=True)
        ended = converted(source, shaken, Fault(how, at))
        ways.add(ended)
        if ended == 0:
            return {"operations": at - 1, "bad": bad, "ways": sorted(ways)}
        if converted(source, shaken) != 0 or outputs(shaken) != wanted:
            bad.append(at)
    raise RuntimeError("there is no end of operations")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
