"""`hedui convert`: progress while it runs, a summary at its end, and what to do when it was stopped."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Literal, NoReturn

import click

from .. import pipeline
from ..batch import BatchResult, convert
from ..batch.engine import BATCH_FILE, BATCH_PAGE, Runner
from ..batch.result import shown
from ..config import Lang, load_settings
from ..errors import ExitCode, InputError
from ..records import dataclass
from .progress import Bar, Lines, is_terminal
from .running import INTERRUPTED

_LISTED = 20
"""Failures printed at the end; batch.json has all of them."""

_TERMINATED = 143
"""Exit code after SIGTERM, as shells have it."""

Progress = Literal["auto", "bar", "json", "none"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks of a batch."""

    paths: tuple[str, ...]
    output: str
    formats: tuple[str, ...]
    jobs: int
    lang: Lang | None
    config: Path | None
    bundle: bool
    retry: bool
    engine: Runner
    progress: Progress
    fail_over: float


class _TerminatedError(KeyboardInterrupt):
    """SIGTERM: stop as Ctrl-C does."""


def convert_with_progress(wish: Wish) -> int:
    """Convert, say on stderr how it goes, and return the exit code."""
    settings = None
    if wish.config:
        settings = load_settings(wish.config, {info.code: info.rule for info in pipeline.rule_catalogue()})
    lines = Lines() if wish.progress == "json" else None
    bar = wish.progress == "bar" or (wish.progress == "auto" and is_terminal())
    try:
        with _terminable(), contextlib.ExitStack() as stack:
            watcher = lines or (stack.enter_context(Bar()) if bar else None)
            result = convert(
                wish.paths,
                wish.output,
                wish.formats,
                wish.jobs,
                settings=settings,
                lang=wish.lang,
                watcher=watcher,
                bundle=wish.bundle,
                retry=wish.retry,
                engine=wish.engine,
            )
    except KeyboardInterrupt as error:
        said = "hedui: interrupted 已中断. What is finished is kept; run the same command again and it goes on."
        click.echo(said, err=True)
        return _TERMINATED if isinstance(error, _TerminatedError) else INTERRUPTED
    if lines:
        lines.end(result.counts)
    _say(result)
    if all(file.status == "skipped" for file in result.files):
        raise InputError(f"no notice found in {', '.join(wish.paths)}; {BATCH_FILE} says what else is there")
    return ExitCode.UNREADABLE if result.trouble > wish.fail_over else ExitCode.OK


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the batch in an orderly way. Only the main thread can say so; elsewhere nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise _TerminatedError


def _say(result: BatchResult) -> None:
    """The summary: failures and defects by name, counts, and where the results are."""
    told = [file for file in result.files if file.status in ("failed", "partial") and file.attachment_of is None]
    for file in told[:_LISTED]:
        click.echo(f"{file.status}: {file.path}: {file.message} [{file.reason}]", err=True)
        if file.trace and click.get_current_context().find_root().params["debug"]:
            click.echo(file.trace, err=True)
    if len(told) > _LISTED:
        click.echo(f"... and {len(told) - _LISTED} more", err=True)
    counts = ", ".join(f"{count} {status}" for status, count in result.counts.items())
    findings = ", ".join(f"{count} {severity}" for severity, count in result.findings.items())
    click.echo(f"files 文件: {counts}\nfindings 差异: {findings}", err=True)
    where = f"{shown(result.output)}; {BATCH_FILE} and {BATCH_PAGE} name every file"
    click.echo(f"results 结果: {where}", err=True)
