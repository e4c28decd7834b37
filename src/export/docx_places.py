"""From spans to the text of a Word part.

Spans count the text as it was read, with the list numbers Word generates and without what it hides. The long spans of a
report (clauses, cells) are found first, each near the place where its offset points, and carry the short ones inside
them. A place counts only where the very characters of the span stand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ..model import Clause, Measure, Range, Report, Row, Span

_DISTINCT = 8
"""Characters. A shorter text occurs in many places and moves no others."""
_NEAR = 400
"""Characters. A short text is looked for this far from where it should stand."""


class Places:
    """Finds the spans of one part in its text."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self._text = text
        self._starts: list[int] = []
        self._anchors: list[tuple[Span, int]] = []
        shift = 0
        for span in sorted(spans, key=lambda span: (span.start, -span.end)):
            at = self._nearest(span.text, span.start + shift, len(text) if len(span.text) >= _DISTINCT else 0)
            if at is not None:
                shift = at - span.start
                self._starts.append(span.start)
                self._anchors.append((span, at))

    def find(self, span: Span) -> Range | None:
        """Where the span stands; the clause or cell around it where its own characters cannot be told; else None."""
        index = bisect_right(self._starts, span.start) - 1
        around, at = self._anchors[index] if index >= 0 else (None, 0)
        shift = at - around.start if around else 0
        found = self._nearest(span.text, span.start + shift, _NEAR if len(span.text) > 1 else 0)
        if found is not None:
            return (found, found + len(span.text))
        if around is not None and span.end <= around.end:
            return (at, at + len(around.text))
        return None

    def _nearest(self, text: str, expected: int, reach: int) -> int | None:
        """Where the text stands, at most `reach` characters from where it is expected."""
        if self._text.startswith(text, max(expected, 0)) and expected >= 0:
            return expected
        expected = max(expected, 0)
        before = self._text.rfind(text, max(expected - reach, 0), expected + len(text))
        after = self._text.find(text, expected, expected + reach + len(text))
        found = [at for at in (before, after) if at >= 0]
        return min(found, key=lambda at: abs(at - expected)) if found and reach else None


def anchor_spans(report: Report, part: str) -> list[Span]:
    """The spans of clauses, cells and measures of a part: what the places of all others are reckoned from."""
    measures = [measure for row in report.rows for measure in row.measures]
    items: tuple[Clause | Row | Measure, ...] = (*report.clauses, *report.rows, *measures)
    spans = dict.fromkeys(span for item in items for span in item.spans)
    return [span for span in spans if span.part == part and not span.generated and span.text.strip()]
