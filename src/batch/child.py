"""Inside the process that reads one file: bind it, read, send the outcome, end. Nothing here outlives one file."""

from __future__ import annotations

import ctypes
import importlib
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from ..parser.readers import PageWatch
from ..records import dataclass
from . import limits
from .wire import packed
from .work import Outcome, Task

EXIT_MEMORY = 77
"""Exit code of a process that ran out of memory: nothing more can be said from inside."""

Worker = Callable[[Task, Sequence[bytes], PageWatch], Outcome]
Send = Callable[[bytes], None]

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Request:
    """What one process is asked to do. `worker` is `module:function`; `left_out` are pages by part."""

    task: Task
    worker: str
    bounds: limits.Limits
    left_out: Mapping[str, Sequence[int]]

    def to_plain(self) -> dict[str, Any]:
        bounds = {name: getattr(self.bounds, name) for name in limits.Limits.__dataclass_fields__}
        left_out = {part: list(pages) for part, pages in self.left_out.items()}
        return {"task": self.task.to_plain(), "worker": self.worker, "bounds": bounds, "left_out": left_out}

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> Request:
        bounds = limits.Limits(**plain["bounds"])
        return Request(Task.from_plain(plain["task"]), plain["worker"], bounds, plain["left_out"])


class PageClock:
    """Says which page is being read, leaves out those that must not be, and gives each page its time."""

    def __init__(self, request: Request, send: Send) -> None:
        self._left_out = {part: frozenset(pages) for part, pages in request.left_out.items()}
        self._bounds = request.bounds
        self._send = send

    def begins(self, part: str, page: int, pages: int) -> bool:
        if page in self._left_out.get(part, ()):
            self._send(packed({"page": page, "part": part, "pages": pages, "state": "left out"}))
            return False
        self._send(packed({"page": page, "part": part, "pages": pages, "state": "begins"}))
        if self._bounds.page_seconds is not None:
            until = limits.cpu_used() + self._bounds.page_seconds
            limits.allow_until(min(until, self._bounds.cpu_seconds))
        return True

    def ends(self, part: str, page: int) -> None:
        self._send(packed({"page": page, "part": part, "state": "ends"}))
        limits.allow_until(self._bounds.cpu_seconds)


def perform(request: Request, data: Sequence[bytes], send: Send) -> int:
    """Do what is asked and send the outcome; the exit code of the process."""
    try:
        limits.confine(request.bounds)
        limits.keep_memory()
        outcome = worker_called(request.worker)(request.task, data, PageClock(request, send))
        message, blobs = outcome.to_plain()
        send(packed(message))
        for blob in blobs:
            send(packed(blob))
    except MemoryError:
        return EXIT_MEMORY
    except BaseException as error:  # nothing may escape: what it is called is all that crosses
        with suppress(BaseException):
            send(packed({"escaped": f"{type(error).__name__}: {error}"[:2000]}))
        return 1
    return 0


def worker_called(name: str) -> Worker:
    """The function `module:function`."""
    module, _, function = name.partition(":")
    worker: Worker = getattr(importlib.import_module(module), function)
    return worker


def sender(descriptor: int) -> Send:
    """Writes whole frames to a pipe."""

    def send(data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]

    return send


def read_whole(descriptor: int) -> bytes:
    """The bytes of an open file from its beginning, wherever its position is."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    with open(descriptor, "rb", closefd=False) as file:
        return file.read()


def die_with_parent() -> None:
    """On Linux, end when the process that started this one ends, however it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
