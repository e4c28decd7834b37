"""`hedui convert`: progress while it runs, a summary at its end."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Self

import click

from .. import pipeline
from ..batch import BatchResult, convert
from ..batch.engine import BATCH_FILE
from ..batch.result import shown
from ..config import Lang, load_settings
from ..errors import ExitCode, InputError

_LISTED = 20
"""Failures printed at the end; batch.json has all of them."""


def convert_with_progress(
    paths: tuple[Path, ...],
    output: Path,
    formats: tuple[str, ...],
    jobs: int,
    *,
    lang: Lang | None,
    config: Path | None,
) -> int:
    """Convert, say on stderr how it goes, and return the exit code."""
    settings = None
    if config:
        settings = load_settings(config, {info.code: info.rule for info in pipeline.rule_catalogue()})
    with contextlib.ExitStack() as stack:
        watcher = stack.enter_context(_Bar()) if sys.stderr.isatty() else None
        result = convert(paths, output, formats, jobs, settings=settings, lang=lang, watcher=watcher)
    _say(result)
    if not result.counts["ok"] and not result.failed:
        raise InputError(f"no notice found in {', '.join(map(shown, paths))}; {BATCH_FILE} says what else is there")
    return ExitCode.UNREADABLE if result.failed else ExitCode.OK


class _Bar:
    """A progress bar on stderr: how many notices are done, how long the rest will take, how many could not be read."""

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("hedui 核对"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("", total=None)
        self._failed = 0
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def start(self, notices: int) -> None:
        self._progress.update(self._task, total=notices)

    def done(self, path: Path, *, failed: bool) -> None:
        del path
        self._failed += failed
        description = f"failed 失败 {self._failed}" if self._failed else ""
        self._progress.update(self._task, advance=1, description=description)


def _say(result: BatchResult) -> None:
    """The summary: failures and defects by name, counts, and where the results are."""
    told = [file for file in result.files if file.reason and file.status != "skipped" and file.attachment_of is None]
    for file in told[:_LISTED]:
        click.echo(f"{file.status}: {file.path}: {file.reason}", err=True)
        if file.trace and click.get_current_context().find_root().params["debug"]:
            click.echo(file.trace, err=True)
    if len(told) > _LISTED:
        click.echo(f"... and {len(told) - _LISTED} more", err=True)
    counts = ", ".join(f"{count} {status}" for status, count in result.counts.items())
    findings = ", ".join(f"{count} {severity}" for severity, count in result.findings.items())
    click.echo(f"files 文件: {counts}\nfindings 差异: {findings}", err=True)
    click.echo(f"results 结果: {shown(result.output)}; {BATCH_FILE} names every file", err=True)
