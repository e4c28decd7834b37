"""A stand-in for the worker that reads: what it does, the first word of the body says. Worker processes import it."""

from __future__ import annotations

import ctypes
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hedui.batch.work import Outcome, Task
from hedui.parser.readers import PageWatch


class _OddError(Exception):
    """An exception that cannot be made from its message alone: pickling it fails on the other side."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one}{two}")


def convert(task: Task, data: Sequence[bytes], watch: PageWatch) -> Outcome:
    word, _, rest = data[0].decode().partition(" ")
    if word == "killworker":
        _kill_the_worker(Path(rest))
    elif word == "pages":
        _pages(rest, watch)
    elif word in DEEDS:
        DEEDS[word]()
    files = {f"{task.stem}.{name}": data[0] for name in task.formats}
    return Outcome(files, digests=tuple(hashlib.sha256(one).hexdigest() for one in data))


def exit_at_once(task: Task, data: Sequence[bytes], watch: PageWatch) -> Outcome:
    os._exit(0)


def _pages(rest: str, watch: PageWatch) -> None:
    """`pages 5 3 4`: five pages, of which the third and the fourth kill."""
    total, *deadly = map(int, rest.split())
    for page in range(1, total + 1):
        if watch.begins("body", page, total):
            if page in deadly:
                os.kill(os.getpid(), signal.SIGSEGV)
            watch.ends("body", page)


def _eat_memory() -> None:
    bytearray(8 << 30)


def _burn() -> None:
    while True:
        pass


def _leave_a_child() -> None:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    os._exit(0)


def _kill_the_run() -> None:
    """The parent of the parent of a reading process is the run."""
    run = Path(f"/proc/{os.getppid()}/stat").read_text().rsplit(")", 1)[1].split()[1]
    if b"batch.rounds" in Path(f"/proc/{run}/cmdline").read_bytes():  # and nothing else, wherever this may run
        os.kill(int(run), signal.SIGKILL)
    time.sleep(60)


def _kill_the_worker(mark: Path) -> None:
    """Once: the worker of a cluster stands where the run stands elsewhere."""
    if not mark.exists():
        mark.touch()
        worker = Path(f"/proc/{os.getppid()}/stat").read_text().rsplit(")", 1)[1].split()[1]
        if b"ray::" in Path(f"/proc/{worker}/cmdline").read_bytes():
            os.kill(int(worker), signal.SIGKILL)
            time.sleep(60)


def _odd() -> None:
    raise _OddError(1, 2)


DEEDS: dict[str, Callable[[], object]] = {
    "memory": _eat_memory,
    "burn": _burn,
    "sleep": lambda: time.sleep(3600),
    "exit": lambda: os._exit(0),
    "exit3": lambda: os._exit(3),
    "quit": lambda: sys.exit(5),
    "crash": lambda: ctypes.string_at(0),
    "odd": _odd,
    "orphan": _leave_a_child,
    "pause": lambda: time.sleep(0.03),
    "killrun": lambda: _kill_the_run(),
    "killparent": lambda: os.kill(os.getppid(), signal.SIGKILL),
}
