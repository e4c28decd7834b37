"""What is done for one notice: files and settings in, outputs out. Runs unchanged in this process or in a worker."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from .. import pipeline
from ..config import Settings
from ..errors import HeduiError
from ..export import Exporter, ExportOptions, exporter_for, parts_of
from ..model import Report
from .result import GRAVEST_FIRST


@dataclass(frozen=True, slots=True)
class Task:
    """One notice to convert. `stem` is the name of its outputs without suffix, from the output folder."""

    body: Path
    attachments: tuple[Path, ...]
    stem: str
    settings: Settings
    formats: tuple[str, ...]
    keep_report: bool
    """Whether the report itself is wanted, for the outputs that hold all notices."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task. `files` are its own outputs, name from the output folder -> bytes."""

    files: dict[str, bytes] = field(default_factory=dict)
    report: Report | None = None
    findings: dict[str, int] = field(default_factory=dict)
    digests: tuple[str, ...] = ()
    """SHA-256 of the body and the attachments, as far as they could be read from the disk."""
    failed: bool = False
    reason: str | None = None
    """Why it failed. For one that did not: the rules of hedui that crashed on it, None where none did."""
    trace: str | None = None


def convert_one(task: Task) -> Outcome:
    """Read, check and export one notice. Whatever goes wrong is the outcome; nothing is raised."""
    digests: list[str] = []
    try:
        inputs = []
        for path in (task.body, *task.attachments):
            inputs.append(pipeline.load(path))
            digests.append(hashlib.sha256(inputs[-1].data).hexdigest())
        report = pipeline.check(inputs[0], inputs[1:], task.settings)
        files = _outputs(report, task, pipeline.originals_of(inputs[0], inputs[1:]))
    except HeduiError as error:
        return Outcome(digests=tuple(digests), failed=True, reason=_without_name(str(error), task.body))
    except Exception as error:  # a defect in one notice must not end the batch; it is named, and its trace kept
        reason = f"defect: {type(error).__name__}: {error}"
        return Outcome(digests=tuple(digests), failed=True, reason=reason, trace=traceback.format_exc())
    findings: dict[str, int] = {
        severity: sum(finding.severity == severity for finding in report.findings) for severity in GRAVEST_FIRST
    }
    defects = "; ".join(f"defect: {defect}" for defect in report.defects) or None
    return Outcome(files, report if task.keep_report else None, findings, tuple(digests), reason=defects)


def _without_name(message: str, path: Path) -> str:
    """The message of an error without the name of the file: what it goes into names the file already."""
    return message.removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")


def _outputs(report: Report, task: Task, originals: Mapping[str, bytes]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    options = replace(options_for(task.settings.lang), originals=originals)
    given = {source.media_type for source in parts_of(report).values()}
    for exporter in map(exporter_for, task.formats):
        # A folder holds notices of several formats: one that gives the file itself back serves those of its own.
        if exporter.annotates is None or exporter.annotates in given:
            files |= exported([report], exporter, task.stem, options)
    return files


def exported(reports: Iterable[Report], exporter: Exporter, stem: str, options: ExportOptions) -> dict[str, bytes]:
    """Write reports in one format: `STEM.suffix`, or the files of a folder `STEM`."""
    written = exporter.write(tuple(reports), options)
    if exporter.folder or len(written) > 1:
        return {f"{stem}/{name}": data for name, data in written.items()}
    (data,) = written.values()
    return {stem + exporter.suffix: data}


def options_for(lang: str) -> ExportOptions:
    """The options of an output that goes to a file."""
    return ExportOptions(lang=lang, catalogue=pipeline.rule_catalogue(lang))
