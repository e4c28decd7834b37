"""pdfplumber as the second opinion: the same cells, and a way to read when pdfium fails."""

from __future__ import annotations

import re

import pytest

from hedui.errors import InputError
from hedui.parser.layout.radicals import repair
from hedui.parser.layout.study import study
from hedui.parser.readers.pdf.file import open_pdf
from hedui.parser.readers.pdf.page import PdfPage

from .checks import HERE, flat, grid, paragraphs, read, squeeze, tables
from .drawings import draw, table, text

RULED = sorted((HERE / "data").glob("libreoffice*.pdf"))
_SPACE = re.compile(r"\s+")


def test_there_are_files_to_compare():
    assert len(RULED) == 2


@pytest.mark.parametrize("path", RULED, ids=lambda path: path.stem)
def test_cells_of_every_page_equal_those_of_pdfplumber_none_and_blank_included(path):
    import pdfplumber

    data = path.read_bytes()
    compared = 0
    with open_pdf(data, path.name) as document, pdfplumber.open(path) as theirs:
        for page in theirs.pages:
            with PdfPage(document, page.page_number) as sheet:
                ours = study(sheet)
            expected = [[[_plain(cell) for cell in row] for row in found] for found in page.extract_tables()]
            assert [_rows(found, runs) for found, runs in zip(ours.grids, ours.cells, strict=True)] == expected
            compared += sum(len(row) for found in expected for row in found)
    assert compared > 100


def _plain(cell: str | None) -> str | None:
    return None if cell is None else _SPACE.sub("", repair(cell))


def _rows(found, runs) -> list[list[str | None]]:
    rows: list[list[str | None]] = [[None] * (len(found.xs) - 1) for _ in range(len(found.ys) - 1)]
    for index, region in enumerate(found.regions):
        rows[region.top][region.left] = squeeze("".join(run.text for run in runs.get(index, ())))
    return rows


@pytest.mark.parametrize("path", RULED, ids=lambda path: path.stem)
def test_both_engines_give_the_same_document(path):
    one, two = read(path), read(path, engine="pdfplumber")
    assert [squeeze(p) for p in paragraphs(two)] == [squeeze(p) for p in paragraphs(one)]
    assert [flat(grid(two, t)) for t in tables(two)] == [flat(grid(one, t)) for t in tables(one)]
    assert two.notes == ()


def test_engines_that_see_different_text_are_noted(monkeypatch):
    from hedui.parser.readers.pdf import plumber

    def paint(canvas):
        text(canvas, 80, 700, "第一页的文字。")
        table(canvas, 70, 500)

    monkeypatch.setattr(plumber.PlumberSheet, "_spell", lambda self: iter(()))
    (note,) = read(draw(paint), engine="pdfplumber").notes
    assert note.kind == "engine-disagrees"
    assert note.page == 1


def test_a_file_of_pages_without_text_is_a_document_that_says_so():
    document = read(draw(lambda canvas: (canvas.showPage(), canvas.showPage())))
    assert document.blocks == ()
    assert [(note.kind, note.page) for note in document.notes] == [("page-unreadable", 1), ("page-unreadable", 2)]


def test_the_second_engine_refuses_a_damaged_file_too():
    with pytest.raises(InputError):
        read(b"%PDF-1.4 nothing", engine="pdfplumber")
