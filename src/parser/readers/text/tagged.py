"""Tables written as HTML inside plain text or Markdown: `<table><tr><td rowspan="2">1</td>…`, as converters leave them.

Tags become furniture; the texts between them stay where they stand. Spans are laid on the grid of the HTML reader.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ....model import Range
from ....patterns import lazy_regex
from ..html.draft import Box, Draft, DraftCell
from .lines import Line, TextCell, TextTable

_OPENS = lazy_regex(r"\s*(?:<(?:html|body|div|center)[^<>]{0,200}>\s*)*+<table[\s>]", regex.IGNORECASE)
_CLOSES = lazy_regex(r"</table\s*>", regex.IGNORECASE)
_TAG = lazy_regex(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]{0,15})(?P<more>[^<>]{0,400})>|&nbsp;", regex.IGNORECASE)
_SPAN = lazy_regex(r"(?P<way>row|col)span\s*=\s*[\"']?(?P<number>\d{1,4})", regex.IGNORECASE)
_DIVIDING = frozenset({"p", "br", "div", "span"})
"""Tags inside a cell that `marks` takes out."""


def find_tagged(lines: Sequence[Line], index: int) -> TextTable | None:
    """The table that begins at line `index`, None where none does. One that is never closed runs to the end."""
    if _OPENS.match(lines[index].text) is None:
        return None
    reader = _Tagged()
    end = index
    while end < len(lines):
        reader.take(lines[end])
        end += 1
        if _CLOSES.search(lines[end - 1].text):
            break
    return reader.table(end)


class _Tagged:
    """Reads one table, line by line."""

    def __init__(self) -> None:
        self._draft = Draft(Box(None, 0))
        self._cells: list[tuple[DraftCell, list[Range]]] = []
        self._rules: list[Range] = []
        self._open = self._in_head = False

    def take(self, line: Line) -> None:
        at = 0
        for match in _TAG.finditer(line.text):
            if (match["name"] or "").lower() in _DIVIDING and self._open:
                continue
            self._text(line, at, match.start())
            self._rules.append((line.start + match.start(), line.start + match.end()))
            if match["name"]:
                self._tag(match["name"].lower(), match["more"], end=bool(match["end"]))
            at = match.end()
        self._text(line, at, len(line.text))

    def _text(self, line: Line, start: int, end: int) -> None:
        if self._open and start < end:
            self._cells[-1][1].append((line.start + start, line.start + end))

    def _tag(self, name: str, more: str, *, end: bool) -> None:
        if name == "thead":
            self._in_head = not end
        elif name == "tr":
            self._open = False
            if not end:
                self._draft.open_row(in_head=self._in_head)
        elif name in ("td", "th"):
            self._open = not end
            if not end:
                spans = {match["way"].lower(): int(match["number"]) for match in _SPAN.finditer(more)}
                cell = self._draft.open_cell(spans.get("row"), spans.get("col"), heading=name == "th")
                self._cells.append((cell, []))
        elif name == "table" and end:
            self._open = False

    def table(self, end: int) -> TextTable:
        self._draft.close()
        rows: list[list[TextCell]] = [[] for _ in range(self._draft.rows)]
        for cell, ranges in self._cells:
            rows[cell.row].append(TextCell(cell.column, ranges, cell.column_span, cell.row_span))
        return TextTable(end, self._draft.columns, rows, self._rules, merged_known=True)
