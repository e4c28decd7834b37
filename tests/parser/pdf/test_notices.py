"""Invented notices printed by LibreOffice and Chromium read as they were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import notices
from .checks import HERE, furniture, grid, paragraphs, read, squeeze, tables

DATA = sorted((HERE / "data").glob("*.pdf"))


def assert_reads_as(document, notice: notices.Notice) -> None:
    expected = [*notice.title, *notice.body, notice.caption, *notice.tail]
    assert [squeeze(text) for text in paragraphs(document)] == [squeeze(text) for text in expected]
    (table,) = tables(document)
    assert grid(document, table) == {where: squeeze(text) for where, text in notice.cells.items()}


def test_every_committed_file_is_known():
    assert [path.stem for path in DATA] == sorted(notices.committed())


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_a_committed_print_reads_as_the_notice_behind_it(path):
    assert_reads_as(read(path), notices.committed()[path.stem])


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_headers_repeat_once_for_each_further_page_of_the_table(path):
    document = read(path)
    (table,) = tables(document)
    heads = [text for (row, *_), text in notices.committed()[path.stem].cells.items() if row == 0]
    pages = {place.page for place in document.source.places if place.cell}
    repeated = [text for text in furniture(document) if text in heads]
    assert repeated == heads * (len(pages) - 1)
    assert table.header_rows == 1


VARIANTS = {
    "merged cells": {"seed": 20, "items": 16},
    "no full stops": {"seed": 21, "items": 16, "stops": False},
    "no merged cells": {"seed": 22, "items": 16, "merged": False},
    "numbers in their own column": {"seed": 23, "items": 16, "separate_number": True},
    "numbers apart, no full stops": {"seed": 26, "items": 16, "separate_number": True, "stops": False},
}


@pytest.mark.skipif(notices.SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("can_split", [True, False])
def test_what_libreoffice_prints_reads_as_it_was_written(variant: str, can_split: bool, tmp_path: Path):
    notice = notices.invent(**VARIANTS[variant])
    notice.landscape = not can_split
    assert_reads_as(read(notices.print_docx(notices.docx_bytes(notice, can_split=can_split), tmp_path)), notice)


BORDERLESS = {
    "numbered titles": {"seed": 2, "merged": False},
    "numbers in their own column": {"seed": 1, "merged": False, "separate_number": True},
    "no full stops": {"seed": 6, "merged": False, "separate_number": True, "stops": False},
}


@pytest.mark.parametrize("program", ["LibreOffice", "Chromium"])
@pytest.mark.parametrize("variant", BORDERLESS)
def test_a_printed_table_without_lines_reads_as_it_was_written(program: str, variant: str, tmp_path: Path):
    if {"LibreOffice": notices.SOFFICE, "Chromium": notices.CHROMIUM}[program] is None:
        pytest.skip(f"{program} is not installed")
    notice = notices.invent(**BORDERLESS[variant])
    notice.borders = False
    if program == "LibreOffice":
        document = read(notices.print_docx(notices.docx_bytes(notice), tmp_path))
    else:
        document = read(notices.print_html(notices.html_text(notice), tmp_path))
    assert_reads_as(document, notice)
    assert not tables(document)[0].merged_known


@pytest.mark.skipif(notices.CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("justify", [True, False])
def test_what_chromium_prints_reads_as_it_was_written(variant: str, justify: bool, tmp_path: Path):
    notice = notices.invent(**VARIANTS[variant])
    notice.landscape = not justify
    assert_reads_as(read(notices.print_html(notices.html_text(notice, justify=justify), tmp_path)), notice)
