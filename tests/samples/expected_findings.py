"""Findings of a report against a list written by hand: [rule, clause, {row, units, severity}]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hedui.model import Finding

NO_CLAUSE = "@none"
"""Stands for no clause where a file format has no null."""


def compare(findings: Sequence[Finding], expected: Sequence[list[Any]]) -> tuple[list[list[Any]], list[list[Any]]]:
    """What is expected and not reported, and what is reported and not expected."""
    missing, surplus = list(expected), []
    for finding in findings:
        match = next((entry for entry in missing if fits(finding, entry)), None)
        if match is None:
            units = finding.details.get("units")
            surplus.append([finding.rule, finding.clause, finding.row, finding.severity, units, finding.message])
        else:
            missing.remove(match)
    return missing, surplus


def fits(finding: Finding, expected: list[Any]) -> bool:
    """Whether a finding is what an entry says; what the entry leaves out may be anything."""
    rule, clause, *rest = expected
    wanted = dict(rest[0]) if rest else {}
    if "units" in wanted:
        wanted["units"] = sorted(wanted["units"])
    actual = {"row": finding.row, "units": sorted(finding.details.get("units", ())), "severity": finding.severity}
    same_item = finding.rule == rule and finding.clause == (None if clause == NO_CLAUSE else clause)
    return same_item and all(actual[key] == wanted[key] for key in wanted)
