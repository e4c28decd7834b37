"""What is done for one notice: bytes and settings in, outputs out. Pure, so it runs unchanged in any process.

A `Task` says what is wanted, an `Outcome` what came of it. Both have a plain form, JSON and bytes, in which they cross
from one process to another; nothing is ever pickled between the reading process and the one that watches it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import traceback
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from .. import pipeline
from ..config import Settings
from ..errors import HeduiError, InputError
from ..export import Exporter, ExportOptions, exporter_for, parts_of
from ..export.jsonl import write_jsonl
from ..model import Report
from ..parser.readers import PageWatch
from ..pipeline import Input
from ..records import dataclass
from .reasons import Verdict, verdict
from .result import GRAVEST_FIRST


@dataclass(frozen=True, slots=True)
class Task:
    """One notice to convert. `names` are the file names, the body's first, then the attachments'.

    `stem` is the name of its outputs without suffix, from the output folder.
    """

    names: tuple[str, ...]
    stem: str
    settings: Settings
    formats: tuple[str, ...]
    keep_report: bool
    """Whether the report itself is wanted, for the outputs that hold all notices."""

    def to_plain(self) -> dict[str, Any]:
        plain = {name: getattr(self, name) for name in ("names", "stem", "formats", "keep_report")}
        return plain | {"settings": settings_to_plain(self.settings)}

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> Task:
        given = {field.name: _tupled(plain["settings"][field.name]) for field in dataclasses.fields(Settings)}
        return Task(
            tuple(plain["names"]), plain["stem"], Settings(**given), tuple(plain["formats"]), plain["keep_report"]
        )


def settings_to_plain(settings: Settings) -> dict[str, Any]:
    """Settings as JSON holds them."""
    return {field.name: getattr(settings, field.name) for field in dataclasses.fields(Settings)}


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task. `files` are its own outputs, name from the output folder -> bytes."""

    files: dict[str, bytes] = field(default_factory=dict)
    report: bytes | None = None
    """The report as compressed JSON, where the task keeps it; `combining.read_report` reads it."""
    findings: dict[str, int] = field(default_factory=dict)
    digests: tuple[str, ...] = ()
    """SHA-256 of the bytes of the body and the attachments."""
    pages: tuple[tuple[int, int] | None, ...] = ()
    """Of the body and each attachment: how many pages there are, and how many were read; None without pages."""
    verdict: Verdict | None = None
    """Why it is not simply `ok`."""
    trace: str | None = None
    cpu_seconds: float = 0.0
    peak_bytes: int = 0

    @property
    def failed(self) -> bool:
        return self.verdict is not None and self.verdict.status == "failed"

    def to_plain(self) -> tuple[dict[str, Any], list[bytes]]:
        """The message, and the bytes that follow it: the files in order, then the report."""
        message = {
            "outcome": {
                "files": list(self.files),
                "has_report": self.report is not None,
                "findings": self.findings,
                "digests": self.digests,
                "verdict": None if self.verdict is None else [self.verdict.reason, self.verdict.message],
                "trace": self.trace,
            }
        }
        return message, [*self.files.values(), *([] if self.report is None else [self.report])]

    @staticmethod
    def from_plain(message: Mapping[str, Any], blobs: Sequence[bytes]) -> Outcome:
        """Read what another process sent.

        Raises:
            ValueError: it is no outcome, or bytes are missing.
        """
        try:
            plain = message["outcome"]
            names = [str(name) for name in plain["files"]]
            wanted = len(names) + bool(plain["has_report"])
            if wanted != len(blobs):
                raise ValueError(f"{wanted} blobs announced, {len(blobs)} sent")
            return Outcome(
                dict(zip(names, blobs, strict=False)),
                blobs[-1] if plain["has_report"] else None,
                {str(severity): int(count) for severity, count in plain["findings"].items()},
                tuple(str(digest) for digest in plain["digests"]),
                verdict=None if plain["verdict"] is None else Verdict(*map(str, plain["verdict"])),
                trace=None if plain["trace"] is None else str(plain["trace"]),
            )
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            raise ValueError(f"no outcome: {error!r}") from error


def convert_bytes(task: Task, data: Sequence[bytes], watch: PageWatch | None = None) -> Outcome:
    """Read, check and export one notice. Whatever goes wrong is the outcome; only MemoryError is raised."""
    inputs = [Input(name, one) for name, one in zip(task.names, data, strict=True)]
    digests = tuple(hashlib.sha256(one).hexdigest() for one in data)
    try:
        report = _checked(inputs, task.settings, watch)
        files = _outputs(report, task, pipeline.originals_of(inputs[0], inputs[1:]))
    except InputError as error:
        return Outcome(digests=digests, verdict=verdict(error.reason, _without_name(str(error), task.names)))
    except HeduiError as error:
        return Outcome(digests=digests, verdict=verdict("defect", _without_name(str(error), task.names)))
    except RecursionError:
        return Outcome(digests=digests, verdict=verdict("over-limits", "the file is nested too deep"))
    except MemoryError:
        raise
    except Exception as error:  # a defect in one notice must not end the batch; it is named, and its trace kept
        said = f"defect: {type(error).__name__}: {error}"
        return Outcome(digests=digests, verdict=verdict("defect", said), trace=traceback.format_exc())
    findings: dict[str, int] = {
        severity: sum(finding.severity == severity for finding in report.findings) for severity in GRAVEST_FIRST
    }
    kept = zlib.compress(write_jsonl([report], ExportOptions())["reports.jsonl"], 1) if task.keep_report else None
    return Outcome(files, kept, findings, digests, verdict=_flaw(report))


def _checked(inputs: Sequence[Input], settings: Settings, watch: PageWatch | None) -> Report:
    if watch is None:
        return pipeline.check(inputs[0], inputs[1:], settings)
    return pipeline.check(inputs[0], inputs[1:], settings, watch)


def _flaw(report: Report) -> Verdict | None:
    """What a report that was made lacks nevertheless."""
    if report.defects:
        return verdict("rule-defect", "; ".join(f"defect: {defect}" for defect in report.defects))
    if not report.accounting.characters and not report.clauses and not report.rows:
        return verdict("no-text")
    return None


def _without_name(message: str, names: Sequence[str]) -> str:
    """The message of an error without the name of the body: what it goes into names that file already."""
    return message.removeprefix(f"{names[0]}: ")


def _outputs(report: Report, task: Task, originals: Mapping[str, bytes]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    options = replace(options_for(task.settings.lang), originals=originals)
    given = {source.media_type for source in parts_of(report).values()}
    for exporter in map(exporter_for, task.formats):
        # A folder holds notices of several formats: one that gives the file itself back serves those of its own.
        if exporter.annotates is None or exporter.annotates in given:
            files |= exported([report], exporter, task.stem, options)
    return files


def exported(reports: Sequence[Report], exporter: Exporter, stem: str, options: ExportOptions) -> dict[str, bytes]:
    """Write reports in one format: `STEM.suffix`, or the files of a folder `STEM`."""
    written = exporter.write(reports, options)
    if exporter.folder or len(written) > 1:
        return {f"{stem}/{name}": data for name, data in written.items()}
    (data,) = written.values()
    return {stem + exporter.suffix: data}


def options_for(lang: str) -> ExportOptions:
    """The options of an output that goes to a file."""
    return ExportOptions(lang=lang, catalogue=pipeline.rule_catalogue(lang))
