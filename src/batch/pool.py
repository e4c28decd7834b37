"""Runs jobs in processes of their own, some at a time, and never loses one: each job has exactly one outcome.

The supervisor's side of `zygote`. Memory does not grow with the number of jobs: they are taken from an iterator when
there is room, and each outcome is handed on at once.
"""

from __future__ import annotations

import json
import os
import selectors
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import field
from typing import Any

from ..errors import HeduiError
from ..records import dataclass
from .child import Request
from .runs import Attempt, Job, Record, judged
from .wire import Unpacker, WireError
from .work import Outcome

WORKER = "hedui.batch.work:convert_bytes"
"""What reads a notice."""

_START_SECONDS = 120.0
_LONGEST_WAIT = 60.0
_LOOK_AGAIN = 30.0
_WORKING = 0.5
"""Processor seconds between two looks: a process that used less is waiting for something."""
_PATIENCE = 10
"""Times its wall time, after which a process is ended even if it still works."""
_CHUNK = 1 << 20
_BOOT = (
    "import json, socket, sys; sys.path[:] = json.loads(sys.argv[2]); from hedui.batch.zygote import serve; "
    "serve(socket.socket(fileno=int(sys.argv[1])))"
)

Finished = tuple[int, Outcome]


@dataclass(slots=True)
class _Running:
    """A process at work."""

    record: Record
    pipe: int | None
    deadline: float
    """When it is looked at whether the process still works."""
    last: float
    """When it is ended in any case."""
    cpu_seen: float = 0.0
    """What it had used when it was looked at before."""
    unpacker: Unpacker = field(default_factory=Unpacker)
    ended: bool = False


class ForkPool:
    """Up to `jobs` reading processes at a time, each forked for one file. A context manager: nothing outlives it."""

    def __init__(self, jobs: int, worker: str | None = None) -> None:
        self._jobs = jobs
        self._worker = worker or WORKER
        self._running: dict[int, _Running] = {}
        self._again: deque[Attempt] = deque()
        self._count = 0

    def __enter__(self) -> ForkPool:
        self._waiting = selectors.DefaultSelector()
        self._start_zygote()
        return self

    def __exit__(self, *error: object) -> None:
        for running in self._running.values():
            self._close_pipe(running)
        self._running.clear()
        self._stop_zygote()
        self._waiting.close()

    def run(self, jobs: Iterator[Job]) -> Iterator[Finished]:
        """The outcome of every job, by its number, in the order they end."""
        more = True
        while True:
            while self._has_room():
                if self._again:
                    self._begin(self._again.popleft())
                elif (job := next(jobs, None) if more else None) is not None:
                    self._begin(Attempt(job))
                else:
                    more = False
                    break
            if not self._running:
                return
            self._wait()
            yield from self._settle()

    def _has_room(self) -> bool:
        """Whether another process may be started now: some attempts run with nothing beside them."""
        if any(running.record.attempt.alone for running in self._running.values()):
            return False
        if self._again and self._again[0].alone:
            return not self._running
        return len(self._running) < self._jobs

    def _begin(self, attempt: Attempt) -> None:
        self._count += 1
        number = self._count
        request = Request(attempt.job.task, self._worker, attempt.bounds, attempt.left_out)
        order = os.memfd_create("order")
        inlet, outlet = os.pipe()
        os.set_blocking(inlet, False)
        try:
            _write_all(order, json.dumps(request.to_plain()).encode())
            with suppress(ConnectionError):  # a zygote that just died is noticed where its end is read
                socket.send_fds(self._control, [_message(start=number)], [order, outlet, *attempt.job.files])
        finally:
            os.close(order)
            os.close(outlet)
        now, wall = time.monotonic(), attempt.bounds.wall_seconds
        self._running[number] = _Running(Record(attempt), inlet, now + wall, now + _PATIENCE * wall)
        self._waiting.register(inlet, selectors.EVENT_READ, number)

    def _wait(self) -> None:
        """Hear what there is to hear, until something comes or a time is up."""
        nearest = min(running.deadline for running in self._running.values())
        for key, _ in self._waiting.select(min(max(0.0, nearest - time.monotonic()), _LONGEST_WAIT)):
            if key.data is None:
                self._hear_zygote()
            elif key.data in self._running:
                self._hear_child(key.data)
        now = time.monotonic()
        for number, running in self._running.items():
            if running.last <= now:
                self._end_waiting(number, running)
            elif running.deadline <= now:
                running.deadline = running.last
                self._tell(look=number)

    def _hear_child(self, number: int) -> None:
        running = self._running[number]
        if running.pipe is None:
            return
        try:
            data = os.read(running.pipe, _CHUNK)
        except BlockingIOError:
            data = None
        if not data:
            if data is not None or running.ended:
                self._close_pipe(running)
            return
        try:
            for frame in running.unpacker.feed(data):
                running.record.hear(frame)
        except WireError:
            running.record.killed = "output-too-large"
            self._close_pipe(running)
            self._kill(number)

    def _hear_zygote(self) -> None:
        try:
            data = self._control.recv(4096)
        except ConnectionError:
            data = b""
        if not data:
            self._zygote_died()
            return
        message = json.loads(data)
        if "looked" in message:
            self._hear_look(message["looked"], message["cpu"])
        running = self._running.get(message.get("ended"))
        if running is not None:
            running.ended = True
            running.record.status = message["status"]
            running.record.cpu_seconds = message["cpu"]
            running.record.peak_bytes = message["peak"]

    def _settle(self) -> Iterator[Finished]:
        """Judge the processes that ended and whose last word was heard."""
        for number, running in list(self._running.items()):
            if running.ended and running.pipe is not None:
                self._drain(number, running)  # its group is gone: nothing more will come than what is in the pipe
            if running.ended and running.pipe is None:
                del self._running[number]
                verdict = judged(running.record)
                if isinstance(verdict, Attempt):
                    self._again.append(verdict)
                else:
                    yield running.record.attempt.job.number, verdict

    def _drain(self, number: int, running: _Running) -> None:
        while running.pipe is not None:
            self._hear_child(number)

    def _hear_look(self, number: int, cpu_seconds: float) -> None:
        """The clock lies on a busy machine: what still works is bounded by its processor time, and goes on."""
        running = self._running.get(number)
        if running is None or running.ended:
            return
        if cpu_seconds - running.cpu_seen < _WORKING:
            self._end_waiting(number, running)
        else:
            running.cpu_seen = cpu_seconds
            running.deadline = min(time.monotonic() + _LOOK_AGAIN, running.last)

    def _end_waiting(self, number: int, running: _Running) -> None:
        running.deadline = running.last = float("inf")
        running.record.killed = "time-wall"
        self._kill(number)

    def _kill(self, number: int) -> None:
        self._tell(kill=number)

    def _tell(self, **content: int) -> None:
        with suppress(ConnectionError):  # a zygote that just died is noticed where its end is read
            self._control.send(_message(**content))

    def _close_pipe(self, running: _Running) -> None:
        if running.pipe is not None:
            self._waiting.unregister(running.pipe)
            os.close(running.pipe)
            running.pipe = None

    def _zygote_died(self) -> None:
        """Its children died with it. Each of their jobs gets another chance with a new one."""
        for running in self._running.values():
            running.ended = True
        self._stop_zygote()
        self._start_zygote()

    def _start_zygote(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-c", _BOOT, str(theirs.fileno()), json.dumps(sys.path)]
        with theirs:
            self._zygote = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        self._control = ours
        ours.settimeout(_START_SECONDS)
        try:
            ready = ours.recv(4096)
        except OSError:
            ready = b""
        if not ready:
            self._stop_zygote()
            raise HeduiError("the process that reads files cannot be started; `hedui --debug check FILE` may say why")
        ours.settimeout(None)
        self._waiting.register(ours, selectors.EVENT_READ, None)

    def _stop_zygote(self) -> None:
        with suppress(KeyError, ValueError):
            self._waiting.unregister(self._control)
        self._control.close()
        try:
            self._zygote.wait(5)
        except subprocess.TimeoutExpired:
            self._zygote.kill()
            self._zygote.wait()


def _message(**content: int) -> bytes:
    return json.dumps(content).encode()


def _write_all(descriptor: int, data: bytes) -> None:
    view: Any = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
