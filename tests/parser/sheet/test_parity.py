"""The table of a notice says the same as a spreadsheet and as a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

import hedui
from hedui.pipeline import Input, documents_of
from parser.likeness import NAMES, SAMPLES, assert_spans_quote, said
from parser.sheet.workbook import bare_book, book_of, divided_book, filled_book, noted_book

from rendering import Part, parse_source, render_docx  # isort: skip
from rendering.source import Grid  # isort: skip

_TITLE = "任务分解表"


BOOKS = (book_of, filled_book, bare_book, noted_book, divided_book)


def _parts(name: str, write: Callable[[str, Iterable[Grid]], bytes]) -> tuple[bytes, bytes, bytes]:
    """The body without its table; the table as DOCX; the table as XLSX."""
    blocks = parse_source((SAMPLES / name / f"{name}.notice").read_text(encoding="utf-8"))[0].blocks
    grids = tuple(block for block in blocks if isinstance(block, Grid))
    body = render_docx(Part(tuple(block for block in blocks if not isinstance(block, Grid))))
    return body, render_docx(Part(grids)), write(_TITLE, grids)


@pytest.mark.parametrize("write", BOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_a_table_in_a_spreadsheet_gives_what_the_same_table_in_word_gives(
    name: str, write: Callable[[str, Iterable[Grid]], bytes]
) -> None:
    body, table, book = (Input(f"{name}.{n}", data) for n, data in enumerate(_parts(name, write)))
    expected, report = hedui.check(body, [table]), hedui.check(body, [book])
    assert report.rows
    assert said(report) == said(expected)
    assert_spans_quote(report, documents_of(body, [book])[1].source.text, "attachment-1")
