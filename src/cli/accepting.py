"""`--baseline`: leave out what was accepted, name what is gone, or accept all of it."""

from __future__ import annotations

from pathlib import Path

import click

from ..baseline import Baseline, apply_baseline, baseline_text, load_baseline, updated
from ..batch.writing import write_whole
from ..errors import UsageError
from ..model import Report


def compare_with_baseline(report: Report, path: Path | None, *, update: bool) -> Report:
    """The report without the accepted findings. With `update` the file is written anew first.

    Raises:
        UsageError: there is nothing to update.
        SettingsError: the file cannot be read, or is no baseline.
    """
    if path is None:
        raise UsageError("--update-baseline needs --baseline FILE, the file to write")
    before = load_baseline(path) if path.exists() or not update else Baseline()
    if update:
        before = updated(report.findings, before)
        write_whole(path, baseline_text(before).encode())
        click.echo(f"{path}: {len(before.accepted)} findings accepted", err=True)
    left, stale = apply_baseline(report, before)
    for entry in stale:
        click.echo(
            f"{path}: {entry.code} of clause {entry.clause or '-'} is accepted and no longer occurs; "
            "--update-baseline drops it",
            err=True,
        )
    return left
