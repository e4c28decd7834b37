"""Reports of files and folders, for the commands that make one thing out of many notices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from ..config import Lang, Settings, find_settings, load_settings
from ..errors import InputError, UsageError
from ..model import Report
from ..records import dataclass


@dataclass(frozen=True, slots=True)
class Collected:
    """Reports in the order of the inputs, and whether any input could not be read (said on stderr already)."""

    reports: tuple[Report, ...]
    failed: bool


def collect(
    paths: tuple[Path, ...],
    attachments: tuple[Path, ...],
    *,
    jobs: int,
    lang: Lang | None = None,
    config: Path | None = None,
) -> Collected:
    """Read and check every notice. Folders are read as `hedui convert` reads them, each file by itself.

    Raises:
        UsageError: attachments are given for more than one notice.
        InputError: there is no notice among the inputs, or the only one cannot be read.
    """
    from .. import pipeline
    from ..batch import convert
    from ..batch.result import shown

    settings = settings_of(config)
    if attachments:
        if len(paths) != 1:
            raise UsageError("--attachment belongs to one notice; name that notice alone")
        own = settings_of(config or find_settings(paths[0])) or Settings()
        report = pipeline.check(paths[0], attachments, replace(own, lang=lang or own.lang))
        return Collected((report,), failed=False)
    import tempfile

    with tempfile.TemporaryDirectory(prefix="hedui-") as folder:
        result = convert(paths, folder, ("jsonl",), jobs, settings=settings, lang=lang)
        reports = tuple(_reports(result.output / name for name in result.combined))
    for file in result.files:
        if file.status in ("failed", "partial") and file.attachment_of is None:
            click.echo(f"{file.status}: {file.path}: {file.message}", err=True)
    if not reports:
        raise InputError(f"no notice could be read in {', '.join(map(shown, paths))}")
    return Collected(reports, bool(result.failed))


def settings_of(config: Path | None) -> Settings | None:
    """The settings of a file that was named; None leaves each input to the nearest one above it."""
    from .. import pipeline

    if config is None:
        return None
    return load_settings(config, {info.code: info.rule for info in pipeline.rule_catalogue()})


def _reports(files: Iterator[Path]) -> Iterator[Report]:
    from ..export.plain import report_from_plain

    for path in files:
        with path.open("rb") as lines:
            for line in lines:
                yield report_from_plain(json.loads(line))
