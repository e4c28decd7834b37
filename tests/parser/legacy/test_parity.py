"""A notice in DOC, WPS, RTF or ODT says what it says in DOCX; a table in XLS or ODS what it says in XLSX."""

from __future__ import annotations

import hashlib
from pathlib import Path

import openpyxl
import pytest

import hedui
from hedui.model import Report, Source
from hedui.parser.readers import Blob, read_document
from hedui.parser.readers.legacy import reader as reader_module
from hedui.parser.readers.legacy.kinds import kind_of
from hedui.pipeline import Input, documents_of
from parser.legacy.conversions import convert_all, needs_office
from parser.likeness import NAMES, SAMPLES, assert_spans_quote, said
from parser.sheet.workbook import book_of, shown

from rendering import parse_source  # isort: skip
from rendering.source import Grid  # isort: skip

pytestmark = needs_office

_DOCX = "docx:MS Word 2007 XML"


@pytest.mark.parametrize(("form", "suffix"), [("doc", "wps"), ("rtf", "doc"), ("odt", "odt")])
def test_an_old_form_gives_what_the_docx_gives(
    form: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = convert_all([SAMPLES / name / f"{name}.docx" for name in NAMES], form, tmp_path / "old")
    expected = {name: hedui.check(SAMPLES / name / f"{name}.docx") for name in NAMES}
    name = NAMES[0]
    _check_one(files[name], f"{name}.{suffix}", expected[name])

    # The others are converted in one run: a run for each would take minutes.
    again = convert_all([tmp_path / "old" / f"{name}.{form}" for name in NAMES], _DOCX, tmp_path / "new")
    made = {files[name]: again[name] for name in NAMES}
    monkeypatch.setattr(reader_module, "convert", lambda data, *_: made[data])
    for name in NAMES:
        given = Input(f"{name}.{form}", files[name])
        report = hedui.check(given)
        assert said(report) == said(expected[name]), name
        assert_spans_quote(report, documents_of(given)[0].source.text, "body")


def _check_one(data: bytes, name: str, expected: Report) -> None:
    """The file is told by its content, keeps its name and hash, and the report says that it was converted."""
    report, kind = hedui.check(Input(name, data)), kind_of(data)
    assert kind is not None
    assert said(report) == said(expected)
    assert report.source == Source(name, hashlib.sha256(data).hexdigest(), kind.media_type, None)
    finding = next(finding for finding in report.findings if finding.code == "RDR007")
    assert finding.severity == "info"
    assert kind.name in finding.message
    assert "LibreOffice" in finding.message


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_an_old_spreadsheet_gives_what_the_xlsx_gives(form: str, tmp_path: Path) -> None:
    part = parse_source((SAMPLES / "farmland" / "farmland.notice").read_text(encoding="utf-8"))[0]
    grids = [block for block in part.blocks if isinstance(block, Grid)]
    book = tmp_path / "table.xlsx"
    book.write_bytes(book_of("任务分解表", grids))
    data = convert_all([book], form, tmp_path / "made")["table"]
    document = read_document(Blob(data, f"附件.{form}", "attachment-1"))
    assert shown(document) == shown(read_document(Blob(book.read_bytes(), "附件.xlsx", "attachment-1")))
    assert [note.kind for note in document.notes] == ["converted"]
    assert document.origin.name == f"附件.{form}"


def test_dates_of_an_old_spreadsheet_read_as_their_cells_show_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for column, code in enumerate(('yyyy"年"m"月"d"日"', "yyyy-mm-dd", "0%"), 1):
        book.worksheets[0].cell(1, column, 45473 if "y" in code else 0.35).number_format = code
    book.save(tmp_path / "dates.xlsx")
    data = convert_all([tmp_path / "dates.xlsx"], "xls", tmp_path / "made")["dates"]
    assert shown(read_document(Blob(data, "a.xls", "body"))) == [[["2024年6月30日", "2024-06-30", "35%"]]]
