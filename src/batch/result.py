"""What became of every input of a batch."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path, PurePath
from typing import Any

from .._version import VERSION
from ..model import Severity
from ..records import dataclass
from .reasons import STATUSES, Status

GRAVEST_FIRST: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResult:
    r"""One input file.

    `path` is as given, `/` between folders, bytes that are no UTF-8 as \xNN; a file inside a ZIP stands below the ZIP.
    `reason` is a code of the closed list (`reasons.REASONS`), None where there is nothing to say; `message` is a
    sentence. `output` is the file its report went to, from the output folder. `sha256` is the input's, None where it
    was not read. `pages_total` and `pages_done` are None for forms without pages. An attachment has the status and the
    output of its notice, which `attachment_of` names. `findings` counts the notice's findings by severity.
    """

    path: str
    status: Status
    reason: str | None = None
    message: str | None = None
    output: str | None = None
    sha256: str | None = None
    pages_total: int | None = None
    pages_done: int | None = None
    cpu_seconds: float | None = None
    """Processor time the notice took, all attempts together. On the entry of its body."""
    peak_bytes: int | None = None
    """The most memory the reading process held."""
    attachment_of: str | None = None
    duplicate_of: str | None = None
    findings: Mapping[str, int] = field(default_factory=dict)
    trace: str | None = field(default=None, compare=False, repr=False)
    """For a defect of hedui: where it happened. Not part of `batch.json`."""

    def to_plain(self) -> dict[str, Any]:
        """The entry in `batch.json`."""
        names = (name for name in FileResult.__dataclass_fields__ if name not in ("findings", "trace"))
        return {name: getattr(self, name) for name in names} | {"findings": dict(self.findings)}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """A whole batch: every input once, in the order of reading, and where the combined outputs are."""

    output: Path
    files: tuple[FileResult, ...]
    combined: tuple[str, ...] = ()
    """Outputs that hold all notices together, from the output folder."""

    @property
    def counts(self) -> dict[str, int]:
        """How many inputs ended how: `{"ok": 3, "partial": 0, "failed": 1, "skipped": 0}`."""
        counted = Counter(file.status for file in self.files)
        return {status: counted[status] for status in STATUSES}

    @property
    def findings(self) -> dict[str, int]:
        """Findings of all notices by severity, the gravest first."""
        return {severity: sum(file.findings.get(severity, 0) for file in self.files) for severity in GRAVEST_FIRST}

    @property
    def failed(self) -> tuple[FileResult, ...]:
        """The inputs that could not be read."""
        return tuple(file for file in self.files if file.status == "failed")

    @property
    def trouble(self) -> float:
        """Per cent of the inputs that failed or are partial, of those that were not skipped."""
        counts = self.counts
        tried = len(self.files) - counts["skipped"]
        return 100.0 * (counts["failed"] + counts["partial"]) / tried if tried else 0.0

    def to_json(self) -> bytes:
        """`batch.json`."""
        plain = {
            "tool_version": VERSION,
            "counts": self.counts,
            "findings": self.findings,
            "combined": list(self.combined),
            "files": [file.to_plain() for file in self.files],
        }
        return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def shown(path: PurePath) -> str:
    r"""A path as people and JSON can hold it: `/` between folders, bytes that are no UTF-8 as \xNN."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
