"""How a batch goes on: a bar for people, lines of JSON for programs. Both on stderr."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any, Self

import click

from ..batch.reasons import Status


class Bar:
    """Files done, how many a second, how long the rest will take, how many failed so far."""

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("hedui 核对"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("", total=None, rate="")
        self._failed = self._done = 0
        self._started = time.monotonic()
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def start(self, notices: int) -> None:
        self._progress.update(self._task, total=notices)

    def done(self, path: str, status: Status, reason: str | None) -> None:
        del path, reason
        self._done += 1
        self._failed += status == "failed"
        rate = self._done / max(time.monotonic() - self._started, 0.001)
        description = f"failed 失败 {self._failed}" if self._failed else ""
        self._progress.update(self._task, advance=1, rate=f"{rate:.1f}/s", description=description)


class Lines:
    """One JSON object a line: `start`, `done` for each notice, and `end` with the counts."""

    def __init__(self, write: Callable[[str], Any] = lambda line: click.echo(line, err=True)) -> None:
        self._write = write
        self._done = self._failed = self._notices = 0
        self._started = time.monotonic()

    def start(self, notices: int) -> None:
        self._notices = notices
        self._say("start", notices=notices)

    def done(self, path: str, status: Status, reason: str | None) -> None:
        self._done += 1
        self._failed += status == "failed"
        seconds = time.monotonic() - self._started
        left = seconds / self._done * (self._notices - self._done)
        self._say(
            "done",
            path=path,
            status=status,
            reason=reason,
            done=self._done,
            notices=self._notices,
            failed=self._failed,
            seconds=round(seconds, 1),
            seconds_left=round(left, 1),
        )

    def end(self, counts: dict[str, int]) -> None:
        self._say("end", counts=counts, seconds=round(time.monotonic() - self._started, 1))

    def _say(self, event: str, **content: Any) -> None:
        self._write(json.dumps({"event": event, **content}))


def is_terminal() -> bool:
    """Whether somebody is there to look at a bar."""
    return sys.stderr.isatty()
