"""Cells of ruled tables against pdfplumber's `extract_tables`, one by one, None and '' included.

On all prints kept in the tests they are the same. Where they differ, on the pages drawn here, `CASES` says how and why.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pdfplumber
import pytest

from hedui.parser.layout.radicals import repair
from hedui.parser.layout.study import study
from hedui.parser.readers.pdf.file import open_pdf
from hedui.parser.readers.pdf.page import PdfPage

from .checks import HERE, squeeze
from .drawings import ROWS, draw, table, text

PRINTS = sorted([*(HERE / "data").glob("*.pdf"), *(HERE.parents[1] / "parity_print" / "data").glob("*.pdf")])
_SPACE = re.compile(r"\s+")

Cells = list[list[str | None]]


def tables_of_both(data: bytes) -> list[tuple[list[Cells], list[Cells]]]:
    """(ours, pdfplumber's) for each page."""
    found = []
    with open_pdf(data, "file.pdf") as document, pdfplumber.open(io.BytesIO(data)) as theirs:
        for page in theirs.pages:
            with PdfPage(document, page.page_number) as sheet:
                ours = study(sheet)
            tables = [[[_plain(cell) for cell in row] for row in cells] for cells in page.extract_tables()]
            found.append(([_rows(grid, runs) for grid, runs in zip(ours.grids, ours.cells, strict=True)], tables))
    return found


def _plain(cell: str | None) -> str | None:
    return None if cell is None else _SPACE.sub("", repair(cell))


def _rows(grid, runs) -> Cells:
    rows: Cells = [[None] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
    for index, region in enumerate(grid.regions):
        rows[region.top][region.left] = squeeze("".join(run.text for run in runs.get(index, ())))
    return rows


def test_all_prints_are_compared():
    pages = [page for path in PRINTS for page in tables_of_both(path.read_bytes())]
    assert len(PRINTS) == 18
    assert sum(len(row) for ours, _ in pages for cells in ours for row in cells) > 1400


@pytest.mark.parametrize("path", PRINTS, ids=lambda path: path.stem)
def test_cells_of_every_page_equal_those_of_pdfplumber_none_and_blank_included(path):
    for ours, theirs in tables_of_both(path.read_bytes()):
        assert ours == theirs


PLAIN: Cells = [[squeeze(cell) for cell in row] for row in ROWS]


@dataclass(frozen=True)
class Case:
    """A drawing whose true cells are `true`; `theirs` is what pdfplumber makes of it."""

    paint: Callable
    theirs: list[Cells]
    true: Cells


def _changed(**cells: str) -> list[Cells]:
    rows = [list(row) for row in PLAIN]
    for place, word in cells.items():
        rows[int(place[1])][int(place[2])] = word
    return [rows]


def _doubled(rows: Cells) -> Cells:
    """A blank row and column on every line of the table."""
    blank: list[str | None] = [""] * (2 * len(rows[0]) + 1)
    wide = [["", *(word for cell in row for word in (cell, ""))] for row in rows]
    return [blank, *(line for row in wide for line in (row, blank))]


def _bold(canvas) -> None:
    table(canvas, 70, 500)
    text(canvas, 134.2, 500 - 24 - 14, "推进社区服务", 10)


def _hidden(canvas) -> None:
    table(canvas, 70, 500)
    layer = canvas.beginText(74, 500 - 64 - 14)
    layer.setFont("STSong-Light", 10)
    layer.setTextRenderMode(3)
    layer.textOut("2")
    canvas.drawText(layer)


def _watermark(canvas) -> None:
    canvas.saveState()
    canvas.setFillGray(0.85)
    canvas.translate(220, 440)
    canvas.rotate(45)
    text(canvas, 0, 0, "样", 20)
    canvas.restoreState()
    table(canvas, 70, 500)


def _hanging(canvas) -> None:
    table(canvas, 70, 500, [["1", "推进社区服务，", "市民政局"]], (60, 64, 200), (24,), inset=0)


def _double(canvas) -> None:
    for shift in (-2.25, 2.25):
        for y in (500, 476, 436, 412):
            canvas.line(70, y + shift, 530, y + shift)
        for x in (70, 130, 330, 530):
            canvas.line(x + shift, 500, x + shift, 412)
    table(canvas, 70, 500, lines=False)


def _open(canvas) -> None:
    """A row cut by the page end, its frame left open there, as browsers print it."""
    for y in (500, 476, 436):
        canvas.line(70, y, 530, y)
    for x in (70, 130, 330, 530):
        canvas.line(x, 500, x, 412)
    table(canvas, 70, 500, lines=False)


def _frameless(canvas) -> None:
    for y in (476, 436):
        canvas.line(70, y, 530, y)
    for x in (130, 330):
        canvas.line(x, 500, x, 412)
    table(canvas, 70, 500, lines=False)


CASES = {
    "a letter painted twice to look bold counts twice": Case(_bold, _changed(c11="推推进进社社区区服服务务"), PLAIN),
    "a hidden text layer counts as well": Case(_hidden, _changed(c20="22"), PLAIN),
    "a watermark runs into cells": Case(_watermark, _changed(c11="推进社区服务样"), PLAIN),
    "a stop that hangs over the border falls into the next cell": Case(
        _hanging, [[["1", "推进社区服务", "，市民政局"]]], [["1", "推进社区服务，", "市民政局"]]
    ),
    "a double line gives rows and columns without text": Case(_double, [_doubled(PLAIN)], PLAIN),
    "a row left open at the page end is lost": Case(_open, [PLAIN[:2]], PLAIN),
    "without an outer frame no table is found": Case(_frameless, [], PLAIN),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_where_pdfplumber_differs_ours_is_as_drawn(case: Case):
    ((ours, theirs),) = tables_of_both(draw(case.paint))
    assert ours == [case.true]
    assert theirs == case.theirs
