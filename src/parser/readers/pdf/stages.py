"""The stages of reading one page of a PDF, as text and as boxes to draw (`hedui inspect`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ....errors import InputError, UsageError
from ....model import BBox
from ...layout.grid import Grid
from ...layout.sheet import Rules, seen_box
from ...layout.study import Page, study
from .file import open_pdf
from .library import pdfium
from .page import PdfPage

_STAGES = ("glyphs", "edges", "cells", "grid")
"""In the order of reading: characters, ruling lines, cells with their text, grid lines."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A box to draw on the picture of a page, in points from its top left corner as seen; `kind` gives the colour."""

    box: BBox
    kind: str


@dataclass(frozen=True, slots=True)
class PageStages:
    """One page, read stage by stage. `lines` and `marks` are keyed by the names of the stages."""

    lines: dict[str, list[str]]
    marks: dict[str, list[Mark]]


def page_count(data: bytes, name: str) -> int:
    """Raises InputError where the file cannot be opened."""
    with open_pdf(data, name) as document:
        count: int = pdfium().FPDF_GetPageCount(document)
        return count


def page_stages(data: bytes, name: str, number: int) -> PageStages:
    """Read page `number` (1-based).

    Raises:
        InputError: the file or the page cannot be opened.
        UsageError: there is no such page.
    """
    with open_pdf(data, name) as document:
        count = pdfium().FPDF_GetPageCount(document)
        if not 1 <= number <= count:
            raise UsageError(f"there is no page {number}: the file has {count} pages.")
        try:
            with PdfPage(document, number) as sheet:
                return _stages(sheet, sheet.rules(), study(sheet))
        except ValueError as error:
            raise InputError(f"{name}: {error}.", "damaged") from error


def _stages(sheet: PdfPage, rules: Rules, page: Page) -> PageStages:
    glyphs = list(_glyphs(sheet))
    edges = list(_edges(rules))
    cells = [found for number, grid in enumerate(page.grids, 1) for found in _cells(page, number, grid)]
    grids = [found for number, grid in enumerate(page.grids, 1) for found in _grid(number, grid)]
    found = dict(zip(_STAGES, (glyphs, edges, cells, grids), strict=True))
    turn = (page.turn, page.width, page.height)
    return PageStages(
        {stage: [line for line, _ in items if line] for stage, items in found.items()},
        {stage: [Mark(seen_box(m.box, *turn), m.kind) for _, m in items if m] for stage, items in found.items()},
    )


Stage = Iterator[tuple[str, Mark | None]]


def _glyphs(sheet: PdfPage) -> Stage:
    for index, char in enumerate(sheet.text):
        if char.isspace():
            continue
        glyph, (size, upright) = sheet.glyph(index), sheet.style(index)
        box = (glyph.left, glyph.base - 0.88 * size, glyph.right, glyph.base + 0.12 * size)
        notes = "" if upright else " turned"
        notes += " faint" if sheet.faint(index) else ""
        place = f"{glyph.left:.1f}-{glyph.right:.1f} base {glyph.base:.1f} size {size:.1f}"
        yield f"{index:>6} {char} {place}{notes}", Mark(box, "glyph" if upright else "turned")


def _edges(rules: Rules) -> Stage:
    for at, low, high in rules.horizontal:
        yield f"level   y {at:.1f}  x {low:.1f}-{high:.1f}", Mark((low, at, high, at), "level")
    for at, low, high in rules.vertical:
        yield f"upright x {at:.1f}  y {low:.1f}-{high:.1f}", Mark((at, low, at, high), "upright")
    for box in rules.filled:
        yield f"shaded  {_numbers(box)}", Mark(box, "shaded")


def _cells(page: Page, number: int, grid: Grid) -> Stage:
    runs = page.cells[number - 1]
    for index, region in enumerate(grid.regions):
        box = (grid.xs[region.left], grid.ys[region.top], grid.xs[region.right], grid.ys[region.bottom])
        rows, columns = region.bottom - region.top, region.right - region.left
        span = f" {rows}x{columns}" if rows * columns > 1 else ""
        text = " | ".join(run.text for run in runs.get(index, ()))
        yield f"table {number} {region.top + 1},{region.left + 1}{span}  {_numbers(box)}: {text}", Mark(box, "cell")
    for run in page.body if number == len(page.grids) else ():
        yield "", Mark(run.box, "text")


def _grid(number: int, grid: Grid) -> Stage:
    yield f"table {number}: {len(grid.ys) - 1} rows, {len(grid.xs) - 1} columns", None
    yield f"  x {_numbers(grid.xs)}", None
    yield f"  y {_numbers(grid.ys)}", None
    for side, columns in (("above", grid.open_top), ("below", grid.open_bottom)):
        if columns:
            yield f"  open {side} in columns {', '.join(str(column + 1) for column in sorted(columns))}", None
    for row in grid.owner:
        yield "  " + " ".join(f"{region + 1:>3}" for region in row), None
    for x in grid.xs:
        yield "", Mark((x, grid.ys[0], x, grid.ys[-1]), "upright")
    for y in grid.ys:
        yield "", Mark((grid.xs[0], y, grid.xs[-1], y), "level")


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.1f}" for value in values)
