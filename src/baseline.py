"""Accepted findings, remembered by the fingerprint of what they compare (`hedui check --baseline FILE`).

A finding whose text changes gets another fingerprint and comes back; an accepted finding that no longer occurs is stale
and is named. The file is JSON, sorted, with a reason a person may write beside each entry:

    {"version": 1, "accepted": [{"fingerprint": "...", "code": "TXT002", "clause": "3", "reason": "..."}]}
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .errors import SettingsError
from .model import Finding, Report
from .records import dataclass

VERSION = 1


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted finding. `times` finding(s) of this fingerprint are accepted."""

    fingerprint: str
    code: str
    clause: str | None
    row: str | None
    message: str
    reason: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    accepted: tuple[Accepted, ...] = ()


def load_baseline(path: Path) -> Baseline:
    """Read a baseline file.

    Raises:
        SettingsError: the file cannot be read, or is no baseline.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"{path}: the baseline cannot be read ({error.strerror}). `--update-baseline` writes a new one."
        ) from error
    except ValueError as error:
        raise SettingsError(
            f"{path}: the baseline is no JSON ({error}). `--update-baseline` writes a new one."
        ) from error
    if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("accepted"), list):
        raise SettingsError(f"{path}: this is no baseline of version {VERSION}. `--update-baseline` writes a new one.")
    return Baseline(tuple(_accepted(entry, path) for entry in data["accepted"]))


def _accepted(entry: Any, path: Path) -> Accepted:
    if not isinstance(entry, dict) or not isinstance(entry.get("fingerprint"), str):
        raise SettingsError(f"{path}: an entry has no fingerprint: {json.dumps(entry, ensure_ascii=False)[:80]}")
    return Accepted(
        entry["fingerprint"],
        str(entry.get("code", "")),
        entry.get("clause"),
        entry.get("row"),
        str(entry.get("message", "")),
        str(entry.get("reason", "")),
        int(entry.get("times", 1)),
    )


def apply_baseline(report: Report, baseline: Baseline) -> tuple[Report, tuple[Accepted, ...]]:
    """The report without the accepted findings, and the entries that no longer occur."""
    left = Counter({entry.fingerprint: entry.times for entry in baseline.accepted})
    kept: list[Finding] = []
    for finding in report.findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            kept.append(finding)
    stale = tuple(entry for entry in baseline.accepted if left[entry.fingerprint] >= entry.times)
    return replace(report, findings=tuple(kept)), stale


def updated(findings: Sequence[Finding], before: Baseline) -> Baseline:
    """A baseline that accepts exactly `findings`; reasons given before are kept."""
    reasons = {entry.fingerprint: entry.reason for entry in before.accepted}
    times = Counter(finding.fingerprint for finding in findings)
    entries = {
        f.fingerprint: Accepted(
            f.fingerprint, f.code, f.clause, f.row, f.message, reasons.get(f.fingerprint, ""), times[f.fingerprint]
        )
        for f in findings
    }
    return Baseline(tuple(entries.values()))


def baseline_text(baseline: Baseline) -> str:
    """The file, in the order of the report, for people to read and to write reasons into."""
    entries = [
        {
            "fingerprint": entry.fingerprint,
            "code": entry.code,
            "clause": entry.clause,
            "row": entry.row,
            "message": entry.message,
            "reason": entry.reason,
            "times": entry.times,
        }
        for entry in baseline.accepted
    ]
    return json.dumps({"version": VERSION, "accepted": entries}, ensure_ascii=False, indent=2) + "\n"
