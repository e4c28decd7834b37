"""Where the characters that differ stand inside a shown text.

A finding may carry `details["edits"]`, a list of {"body", "table", "body_range", "table_range", "measure"}. The ranges
are offsets into the text of the clause and into the text of the named measure (without a name: into the texts of all
measures, joined). A range counts only where the quoted characters really stand there: no mark is better than a wrong
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from ..model import Clause, Finding, Range, Row

Side = Literal["body", "table"]

# A text cut behind each end of a sentence.
_SENTENCES = re.compile(r"[^。；;！!？?\n]*[。；;！!？?\n]?")


def body_marks(clause: Clause, findings: Iterable[Finding]) -> tuple[Range, ...]:
    """Ranges of the clause's text that differ from the table: edits, and sentences that are quoted whole."""
    ranges: list[Range | None] = []
    for finding in findings:
        for edit in _edits(finding):
            ranges.append(_at(clause.text, edit.get("body"), _start(edit.get("body_range"))))
        if not _edits(finding):
            ranges.append(_sentence(clause.text, finding.body))
    return merged(ranges)


def table_marks(row: Row, findings: Iterable[Finding]) -> tuple[Range, ...]:
    """Ranges of `row_text(row)` that differ from the body."""
    text = row_text(row)
    ranges: list[Range | None] = []
    for finding in findings:
        for edit in _edits(finding):
            ranges += [_at(text, edit.get("table"), start) for start in _starts_in_row(row, edit)]
        if not _edits(finding):
            ranges.append(_sentence(text, finding.table))
    return merged(ranges)


def duty_marks(text: str, findings: Iterable[Finding], side: Side) -> tuple[Range, ...]:
    """Ranges of the units and deadlines that findings without edits are about, in a list of units and deadlines."""
    ranges = []
    for finding in findings:
        quotes: list[str | None] = [*_units(finding)] or [finding.body if side == "body" else finding.table]
        if parts := _parts(finding):
            quotes = [part.get("text") for part in parts if part.get("only_in") == side]
        if not _edits(finding):
            ranges += [_only(text, quote) for quote in quotes]
    return merged(ranges)


def quote_marks(quote: str, finding: Finding, item: Clause | Row | None) -> tuple[Range, ...]:
    """Ranges of what the finding quotes from one side: its edits, or its units that the other side does not name."""
    if (parts := _parts(finding)) and item is not None:
        side = "body" if isinstance(item, Clause) else "table"
        return merged(_only(quote, part.get("text")) for part in parts if part.get("only_in") == side)
    if not _edits(finding):
        other = finding.table if quote == finding.body else finding.body
        return merged(_only(quote, unit) for unit in _units(finding) if unit not in (other or ""))
    if isinstance(item, Clause):
        return carried(quote, item.text, body_marks(item, (finding,)))
    return carried(quote, row_text(item), table_marks(item, (finding,))) if item else ()


def carried(quote: str, whole: str, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """Ranges of `whole` carried over to `quote`, which is made of sentences of it, in their order."""
    found: list[Range | None] = []
    behind = offset = 0
    for sentence in _SENTENCES.findall(quote):
        start = whole.find(sentence, behind) if sentence else -1
        if start >= 0:
            behind = start + len(sentence)
            inside = ((max(low, start), min(high, behind)) for low, high in ranges)
            found += [(low - start + offset, high - start + offset) for low, high in inside if low < high]
        offset += len(sentence)
    return merged(found)


def row_text(row: Row) -> str:
    """The task text of a row: its measures, a line feed between them."""
    return "\n".join(measure.text for measure in row.measures)


def merged(ranges: Iterable[Range | None]) -> tuple[Range, ...]:
    """The ranges sorted, those that touch or overlap as one."""
    result: list[Range] = []
    for start, end in sorted(found for found in ranges if found is not None):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def _edits(finding: Finding) -> list[dict[str, Any]]:
    edits = finding.details.get("edits")
    return [edit for edit in edits if isinstance(edit, dict)] if isinstance(edits, list | tuple) else []


def _units(finding: Finding) -> list[str]:
    units = finding.details.get("units")
    return [unit for unit in units if isinstance(unit, str)] if isinstance(units, list | tuple) else []


def _parts(finding: Finding) -> list[dict[str, Any]]:
    """Parts of a deadline that stand on one side only."""
    parts = finding.details.get("parts")
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list | tuple) else []


def _start(span: object) -> int | None:
    first = span[0] if isinstance(span, list | tuple) and span else None
    return first if isinstance(first, int) and first >= 0 else None


def _starts_in_row(row: Row, edit: dict[str, Any]) -> Iterator[int | None]:
    """Where the edit begins in `row_text(row)`."""
    start = _start(edit.get("table_range"))
    offset = seen = 0
    for measure in row.measures:
        if start is not None and edit.get("measure", measure.id) == measure.id:
            within = start if "measure" in edit else start - seen
            if 0 <= within < len(measure.text):
                yield offset + within
        seen += len(measure.text)
        offset += len(measure.text) + 1


def _at(text: str, quote: object, start: int | None) -> Range | None:
    if start is None or not isinstance(quote, str) or not quote or not text.startswith(quote, start):
        return None
    return (start, start + len(quote))


def _only(text: str, quote: object) -> Range | None:
    """The only place where the quote stands, white space in either left out of account."""
    if not isinstance(quote, str) or not (sought := "".join(quote.split())):
        return None
    places = [offset for offset, sign in enumerate(text) if not sign.isspace()]
    signs = "".join(text[offset] for offset in places)
    start = signs.find(sought)
    if start < 0 or signs.find(sought, start + 1) >= 0:
        return None
    return (places[start], places[start + len(sought) - 1] + 1)


def _sentence(text: str, quote: object) -> Range | None:
    """The only place where the quote stands, if it begins a sentence there and ends one."""
    found = _only(text, quote)
    if found is None:
        return None
    ends = "。；;！!？?\n"
    begins = found[0] == 0 or text[found[0] - 1] in ends
    return found if begins and (found[1] == len(text) or text[found[1] - 1] in ends) else None
