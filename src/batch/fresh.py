"""Jobs run each in a fresh interpreter, for systems where forking is not safe or not there (macOS, Windows).

Slower by the start of Python, and the limits are what the system offers: the clock everywhere, processor time where it
is known. A file still costs nothing but itself.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress

from . import pool
from .child import Request, perform, read_whole, sender
from .pool import Finished
from .runs import Attempt, Job, Record, judged
from .wire import Unpacker, WireError, packed
from .work import Outcome

_BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from hedui.batch.fresh import answer; answer()"


class FreshPool:
    """As `ForkPool`, by way of fresh interpreters."""

    def __init__(self, jobs: int, worker: str | None = None) -> None:
        self._jobs = jobs
        self._worker = worker or pool.WORKER
        self._alive: set[subprocess.Popen[bytes]] = set()

    def __enter__(self) -> FreshPool:
        self._threads = ThreadPoolExecutor(self._jobs)
        return self

    def __exit__(self, *error: object) -> None:
        for process in list(self._alive):
            _end(process)
        self._threads.shutdown(cancel_futures=True)

    def run(self, jobs: Iterator[Job]) -> Iterator[Finished]:
        """The outcome of every job, by its number, in the order they end."""
        running: dict[Future[Outcome], Job] = {}
        more = True
        while more or running:
            while more and len(running) < self._jobs:
                job = next(jobs, None)
                more = job is not None
                if job is not None:
                    running[self._threads.submit(self._outcome, job)] = job
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                yield running.pop(future).number, future.result()

    def _outcome(self, job: Job) -> Outcome:
        step: Outcome | Attempt = Attempt(job)
        while isinstance(step, Attempt):
            step = judged(self._attempt(step))
        return step

    def _attempt(self, attempt: Attempt) -> Record:
        record = Record(attempt)
        request = Request(attempt.job.task, self._worker, attempt.bounds, attempt.left_out)
        order = packed(request.to_plain()) + b"".join(packed(read_whole(one)) for one in attempt.job.files)
        process = subprocess.Popen(
            [sys.executable, "-c", _BOOT, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._alive.add(process)
        try:
            said, _ = process.communicate(order, timeout=attempt.bounds.wall_seconds)
        except subprocess.TimeoutExpired:
            record.killed = "time-wall"
            _end(process)
            said, _ = process.communicate()
        finally:
            self._alive.discard(process)
        with suppress(WireError):
            for frame in Unpacker().feed(said):
                record.hear(frame)
        record.status = _as_status(process.returncode)
        return record


def answer() -> None:
    """In the fresh interpreter: do what stdin asks, say the outcome on stdout, end."""
    said = os.dup(sys.stdout.fileno())
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, sys.stdout.fileno())
    request, *inputs = Unpacker(sys.maxsize).feed(sys.stdin.buffer.read())
    if isinstance(request, bytes):
        raise SystemExit(1)
    data = [one for one in inputs if isinstance(one, bytes)]
    os._exit(perform(Request.from_plain(request), data, sender(said)))


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _as_status(code: int) -> int:
    """The exit code as `os.wait` gives it."""
    return -code if code < 0 else code << 8
