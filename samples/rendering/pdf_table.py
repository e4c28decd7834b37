"""A ruled table over several pages: header repeated, merged cells as one box, a tall row broken at a line.

Heights are counted in text lines. Every physical row owns a run of lines; a merged cell writes into the lines of all
its rows. A page takes as many lines as fit, and each page closes the frame of every cell it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lines import Measure, wrap
from .source import Grid, Region

if TYPE_CHECKING:
    from .as_pdf import Sheet

SIZE, LINE, PAD = 10.5, 15.0, 4.0
LEFT = 28 * 72 / 25.4


@dataclass(frozen=True, slots=True)
class _Box:
    """A region with its wrapped lines and its run of table lines [first, last)."""

    region: Region
    lines: tuple[str, ...]
    first: int
    last: int


def draw_table(sheet: Sheet, grid: Grid, measure: Measure) -> None:
    """Draw the whole table from the sheet's current place on, taking new pages where needed."""
    edges = _edges(grid.widths, sheet.width)
    wrapped = [(region, _lines(region, edges, measure)) for region in grid.regions()]
    starts = _row_starts(grid, wrapped)
    boxes = [_Box(region, lines, starts[region.row], starts[region.row + region.row_span]) for region, lines in wrapped]
    head = starts[grid.header_rows]
    cursor = head
    while cursor < starts[-1]:
        room = int((sheet.room - PAD) / LINE) - head
        stop = _page_stop(cursor, room, starts)
        if stop == cursor:
            sheet.new_page()
            continue
        _draw_lines(sheet, boxes, edges, starts, 0, head)
        _draw_lines(sheet, boxes, edges, starts, cursor, stop)
        cursor = stop
        if cursor < starts[-1]:
            sheet.new_page()


def _edges(widths: tuple[int, ...], room: float) -> list[float]:
    edges = [LEFT]
    for width in widths:
        edges.append(edges[-1] + room * width / sum(widths))
    return edges


def _lines(region: Region, edges: list[float], measure: Measure) -> tuple[str, ...]:
    width = edges[region.column + region.column_span] - edges[region.column] - 2 * PAD
    return tuple(line for text in region.paragraphs for line in wrap(text, width, SIZE, measure))


def _row_starts(grid: Grid, wrapped: list[tuple[Region, tuple[str, ...]]]) -> list[int]:
    """First table line of each row, and one past the last; one line of air is part of every row."""
    heights = [1] * len(grid.cells)
    for region, lines in sorted(wrapped, key=lambda pair: pair[0].row_span):
        rows = range(region.row, region.row + region.row_span)
        lacking = len(lines) + 1 - sum(heights[row] for row in rows)
        if lacking > 0:
            heights[rows[-1]] += lacking
    starts = [0]
    for height in heights:
        starts.append(starts[-1] + height)
    return starts


def _page_stop(cursor: int, room: int, starts: list[int]) -> int:
    """One past the last table line this page takes: a row end, or a line at least two lines inside a tall row."""
    limit = cursor + room
    if limit >= starts[-1]:
        return starts[-1]
    whole = max((start for start in starts if start <= limit), default=cursor)
    following = min(start for start in starts if start > limit)
    if limit - max(whole, cursor) >= 3 and following - limit >= 3:
        return limit
    return max(whole, cursor)


def _draw_lines(sheet: Sheet, boxes: list[_Box], edges: list[float], starts: list[int], first: int, last: int) -> None:
    """Draw table lines [first, last) at the sheet's place: frames closed at both ends, text line by line."""
    top = sheet.y
    for box in boxes:
        low, high = max(box.first, first), min(box.last, last)
        if low >= high:
            continue
        left, right = edges[box.region.column], edges[box.region.column + box.region.column_span]
        upper, lower = top - (low - first) * LINE, top - (high - first) * LINE
        sheet.canvas.rect(left, lower, right - left, upper - lower, stroke=1, fill=0)
        for index in range(low - box.first, min(high - box.first, len(box.lines))):
            baseline = top - (box.first + index - first) * LINE - SIZE - 2
            sheet.write(left + PAD, baseline, box.lines[index], SIZE)
    sheet.y = top - (last - first) * LINE
