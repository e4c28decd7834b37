"""The seed notice as PDF says the same as the seed notice as DOCX."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from .checks import SHARED, flat, furniture, grid, paragraphs, read, squeeze, tables

PDF = SHARED / "seed" / "notice.pdf"
DOCX = SHARED / "seed" / "notice.docx"
pytestmark = pytest.mark.skipif(not PDF.is_file(), reason="the seed notice is not beside the checkout")


@pytest.fixture(scope="module")
def document():
    return read(PDF)


def test_the_body_paragraphs_equal_those_of_the_docx(document):
    expected = [squeeze(p.text) for p in docx.Document(str(DOCX)).paragraphs if p.text.strip()]
    assert [squeeze(text) for text in paragraphs(document)] == expected


def test_the_table_over_seven_pages_equals_that_of_the_docx(document):
    (table,) = tables(document)
    assert flat(grid(document, table)) == docx_grid(DOCX)


def test_page_numbers_and_repeated_headers_are_furniture(document):
    found = furniture(document)
    assert [f"— {n} —" for n in range(1, 19)] == [text for text in found if text.startswith("—")]
    assert len(found) == 18 + 6 * 5


def docx_grid(path: Path) -> dict[tuple[int, int, int, int], str]:
    """(row, column, row_span, column_span) -> text of the first table of a DOCX."""
    cells: dict[tuple[int, int], list] = {}
    for row, tr in enumerate(docx.Document(str(path)).tables[0]._tbl.tr_lst):
        column = 0
        for tc in tr.tc_lst:
            span = tc.grid_span
            text = squeeze("".join(t.text or "" for t in tc.iter(qn("w:t"))))
            if tc.vMerge == "continue":
                owner = next(cells[r, column] for r in range(row - 1, -1, -1) if (r, column) in cells)
                owner[2] = row + 1 - owner[0]
                assert text == ""
            else:
                cells[row, column] = [row, column, 1, span, text]
            column += span
    return {(cell[0], cell[1], cell[2], cell[3]): cell[4] for cell in cells.values()}
