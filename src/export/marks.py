"""Where the characters that differ stand inside a shown text.

A finding may carry `details["edits"]`: a list of {"body", "table", "body_range", "table_range"}, the ranges relative to
the text of the clause and to the joined text of the row's measures. The shown text may have line feeds between
measures or be one sentence of the whole, so a range counts only where the quoted characters really stand there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from ..model import Finding, Range

Side = Literal["body", "table"]


def marks(text: str, findings: Iterable[Finding], side: Side) -> tuple[Range, ...]:
    """Ranges of `text` that differ from the other side, sorted, without overlap."""
    ranges = []
    for finding in findings:
        edits = _edits(finding)
        if edits:
            ranges += [_place(text, edit.get(side), edit.get(f"{side}_range")) for edit in edits]
        else:
            ranges.append(_place(text, finding.body if side == "body" else finding.table, None))
    return merged(found for found in ranges if found is not None)


def duty_marks(text: str, findings: Iterable[Finding], side: Side) -> tuple[Range, ...]:
    """Ranges of the units and deadlines that findings without edits are about, in a list of units and deadlines."""
    ranges = []
    for finding in findings:
        quotes = finding.details.get("units") or [finding.body if side == "body" else finding.table]
        if not _edits(finding):
            ranges += [_place(text, quote, None) for quote in quotes if isinstance(quotes, list | tuple)]
    return merged(found for found in ranges if found is not None)


def quoted_marks(quote: str, whole: str, finding: Finding, side: Side) -> tuple[Range, ...]:
    """Ranges of `quote`, a piece of `whole` that the finding shows, that differ from the other side."""
    if not _edits(finding):
        return ()
    start = whole.find(quote)
    if start < 0:
        return ()
    end = start + len(quote)
    inside = [(max(low, start), min(high, end)) for low, high in marks(whole, (finding,), side)]
    return tuple((low - start, high - start) for low, high in inside if low < high)


def _edits(finding: Finding) -> list[dict[str, Any]]:
    edits = finding.details.get("edits")
    return [edit for edit in edits if isinstance(edit, dict)] if isinstance(edits, list | tuple) else []


def _place(text: str, quote: object, hint: object) -> Range | None:
    """Where the quote stands: at the hint, at the hint counted without line feeds, or at its only occurrence."""
    if not isinstance(quote, str) or not quote.strip():
        return None
    for start in _starts(text, hint):
        if text.startswith(quote, start):
            return (start, start + len(quote))
    start = text.find(quote)
    if start < 0 or text.find(quote, start + 1) >= 0:
        return None
    return (start, start + len(quote))


def _starts(text: str, hint: object) -> list[int]:
    if not isinstance(hint, list | tuple) or not hint or not isinstance(hint[0], int) or hint[0] < 0:
        return []
    return [hint[0], _skip_breaks(text, hint[0])]


def _skip_breaks(text: str, count: int) -> int:
    """Offset of the character before which `count` characters other than line feeds stand."""
    offset = count
    while (wanted := count + text.count("\n", 0, offset + 1)) != offset and wanted <= len(text):
        offset = wanted
    return offset


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges sorted, those that touch or overlap as one."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
