"""The process that reading processes are forked from: it has loaded all that reading needs, and never reads itself.

It is started as a fresh interpreter, with one thread, so that forking it is safe whatever the program that uses hedui
does with threads. It answers on one socket. A request is `{"start": n}` with open files: what to do, where to send the
outcome, then the inputs; or `{"kill": n}`; or `{"look": n}`, which it answers with the processor time used so far,
`{"looked": n, "cpu": ...}`. It says `{"ended": n, "status": ..., "cpu": ..., "peak": ...}`.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from ..kept import keep
from .child import Request, die_with_parent, perform, read_whole, sender
from .warming import warm_up

MOST_FILES = 128
"""Open files that go with one request."""
MESSAGE = 4096


def serve(control: socket.socket) -> None:
    """Answer until the other side closes."""
    die_with_parent()
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    warm_up()
    keep()
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the supervisor, which tells us
    _Zygote(control).run()


class _Zygote:
    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._children: dict[int, int] = {}
        """Request -> process."""
        self._woken, wake = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _noticed)

    def run(self) -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._control, selectors.EVENT_READ)
            waiting.register(self._woken, selectors.EVENT_READ)
            self._control.send(b'{"ready": true}')
            while True:
                ready = [key.fileobj for key, _ in waiting.select()]
                if self._woken in ready:
                    with suppress(BlockingIOError):
                        os.read(self._woken, 4096)
                if self._control in ready and not self._answer():
                    break
                self._reap()
        for process in self._children.values():
            with suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)

    def _answer(self) -> bool:
        try:
            data, files, _, _ = socket.recv_fds(self._control, MESSAGE, MOST_FILES)
        except ConnectionError:
            return False
        if not data:
            return False
        message = json.loads(data)
        if "start" in message:
            self._start(message["start"], files)
        elif "look" in message:
            if (process := self._children.get(message["look"])) is not None:
                self._control.send(json.dumps({"looked": message["look"], "cpu": used_by_group(process)}).encode())
        elif (process := self._children.get(message["kill"])) is not None:
            with suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
        return True

    def _start(self, number: int, files: Sequence[int]) -> None:
        parent = os.getpid()
        process = os.fork()
        if not process:
            _become_child(parent, self._control.fileno(), files)
        # Both sides set the group, so that it is there before anybody signals it.
        with suppress(PermissionError, ProcessLookupError):
            os.setpgid(process, process)
        self._children[number] = process
        for descriptor in files:
            os.close(descriptor)

    def _reap(self) -> None:
        for number, process in list(self._children.items()):
            # Look without reaping: until the process is reaped, its group cannot be anybody else's.
            if os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                continue
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process, signal.SIGKILL)
            _, status, usage = os.wait4(process, 0)
            del self._children[number]
            ended = {"ended": number, "status": status, "cpu": usage.ru_utime + usage.ru_stime}
            self._control.send(json.dumps(ended | {"peak": usage.ru_maxrss * 1024}).encode())


def used_by_group(group: int) -> float:
    """Processor seconds that the living processes of a group and their ended children have used."""
    ticks = 0
    for name in os.listdir("/proc"):  # noqa: PTH208 - thousands of names, of which few are wanted
        if name.isdigit():
            try:
                fields = Path(f"/proc/{name}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:
                continue  # it ended
            if int(fields[2]) == group:
                ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _noticed(number: int, frame: FrameType | None) -> None:
    """A child ended: being interrupted is all that is needed."""


def _become_child(parent: int, control: int, files: Sequence[int]) -> None:
    """In the child: cut all ties, do what is asked, end. Does not return."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        die_with_parent()
        if os.getppid() != parent:
            os._exit(1)
        os.close(control)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        order, outcome, *inputs = files
        request = Request.from_plain(json.loads(read_whole(order)))
        code = perform(request, [read_whole(one) for one in inputs], sender(outcome))
    finally:
        os._exit(code)
