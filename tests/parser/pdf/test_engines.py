"""pdfplumber as the second opinion, and a way to read when pdfium fails."""

from __future__ import annotations

import pytest

from hedui.errors import InputError

from .checks import HERE, flat, grid, paragraphs, read, squeeze, tables
from .drawings import draw, table, text

RULED = sorted((HERE / "data").glob("libreoffice*.pdf"))


def test_there_are_files_to_compare():
    assert len(RULED) == 2


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
