"""The workbook, reopened."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from hedui.export import ExportOptions, exporter_for
from hedui.export import workbook as workbook_module
from hedui.export.visible import cell_text
from hedui.export.workbook import CELL_LIMIT, Cell, Sheet, fitted, workbook
from hedui.model import Report

from .sample_report import CATALOGUE, HOSTILE_TEXTS, LONG_TEXT, clean, hostile, sample

OPTIONS = ExportOptions(catalogue=CATALOGUE)
SHEETS = ["差异", "条款", "分解表", "对照", "说明"]
CUT = "…（全文见 JSON）"


def _write(*reports: Report, lang: str = "zh") -> bytes:
    (data,) = exporter_for("xlsx").write(reports, ExportOptions(lang=lang, catalogue=CATALOGUE)).values()
    return data


def _open(data: bytes, *, rich: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=rich)


def _column(sheet: Any, heading: str) -> list[Any]:
    index = [cell.value for cell in sheet[1]].index(heading)
    return [line[index].value for line in sheet.iter_rows(min_row=2)]


def test_the_sheets_of_one_notice() -> None:
    assert _open(_write(sample())).sheetnames == SHEETS


def test_a_finding_links_to_its_clause_and_its_row() -> None:
    book = _open(_write(sample(), sample()))
    heads = [cell.value for cell in book["差异"][1]]
    seen = 0
    for line in book["差异"].iter_rows(min_row=2):
        for name in ("条款", "事项"):
            cell = line[heads.index(name)]
            if cell.value is None:
                continue
            assert cell.hyperlink is not None
            sheet, _, place = cell.hyperlink.location.partition("!")
            there = book[sheet.strip("'")]
            index = [c.value for c in there[1]].index(name)
            assert there[there[place].row][index].value == cell.value
            seen += 1
    assert seen > 10


def test_every_sheet_prints_on_landscape_pages_with_its_heading_and_page_numbers() -> None:
    for sheet in _open(_write(sample())).worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
        assert sheet.print_title_rows == "$1:$1"
        assert "&P" in sheet.oddFooter.center.text


def test_several_notices_have_a_sheet_that_lists_them() -> None:
    book = _open(_write(sample(), clean()))
    assert book.sheetnames == ["文件", *SHEETS]
    assert _column(book["文件"], "错误") == [5, 0]
    assert len(_column(book["条款"], "文件")) == 6


@pytest.mark.parametrize("build", [sample, hostile, clean])
def test_no_cell_is_a_formula_an_error_or_a_link_out_of_the_file(build: Callable[[], Report]) -> None:
    data = _write(build())
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        sheets = [parts.read(name).decode() for name in names if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(SHEETS)
    assert not [name for name in names if "/worksheets/_rels/" in name]
    assert not any(re.search(r"<f[ >]|t=\"e\"|r:id=", sheet) for sheet in sheets)
    links = [link for sheet in sheets for link in re.findall(r"<hyperlink [^>]*>", sheet)]
    assert all(re.search(r" location=\"'(条款|分解表)'!A[0-9]+\"", link) for link in links)
    kinds = {cell.data_type for sheet in _open(data) for line in sheet.iter_rows() for cell in line}
    assert kinds <= {"s", "n"}


def test_hostile_text_reads_back_the_same_cell_by_cell() -> None:
    book = _open(_write(hostile()))
    expected = [fitted(text, CUT) for text in (*HOSTILE_TEXTS, LONG_TEXT)]
    assert _column(book["条款"], "正文") == expected
    assert _column(book["分解表"], "措施内容") == expected
    assert _column(book["差异"], "说明") == expected
    assert _column(book["差异"], "正文写法") == expected


def test_control_characters_are_shown_as_pictures() -> None:
    assert cell_text("a\x00\x1b\r\n\t\x7f\x85\ud83d\uffff") == "a␀␛␍\n\t␡\ufffd\ufffd\ufffd"


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark() -> None:
    cell = fitted(LONG_TEXT, CUT)
    assert len(cell) == CELL_LIMIT
    assert cell.endswith("…（全文见 JSON）")
    assert LONG_TEXT.startswith(cell.removesuffix(CUT))


def test_excel_counts_characters_beyond_the_first_plane_twice() -> None:
    assert fitted("😀" * 16_383, CUT) == "😀" * 16_383
    assert len(fitted("😀" * 16_384, CUT).encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_the_same_reports_give_the_same_bytes() -> None:
    assert _write(sample(), hostile()) == _write(sample(), hostile())


def test_the_heading_stays_in_view_and_filters() -> None:
    for sheet in _open(_write(sample())).worksheets:
        assert sheet.freeze_panes is not None
        assert (sheet.auto_filter.ref is None) == (sheet.title == "说明")


def _coloured(value: object) -> list[str]:
    runs = value if isinstance(value, CellRichText) else []
    return [
        run.text for run in runs if isinstance(run, TextBlock) and run.font.color and run.font.color.rgb == "FFC00000"
    ]


def test_what_differs_stands_in_colour_on_both_sides() -> None:
    sheet = _open(_write(sample()), rich=True)["对照"]
    lines = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [_coloured(lines[0][column]) for column in (1, 2, 4, 5)] == [
        ["扎实"],
        ["市水务局", "2031年5月底，长期坚持"],
        ["加快"],
        ["2031年5月底"],
    ]
    assert _coloured(lines[1][1]) == ["对社区食堂开展用餐补贴，补贴标准另行公布。"]
    assert _coloured(lines[2][4]) == ["对社区食堂开展用餐补贴，补贴标准另行公布。"]


def test_a_text_that_some_program_would_break_in_colours_stays_in_one() -> None:
    texts = ("绿道连成网。" * 3000, "又见_x0041_处", "绿道连成网。")
    lines = [(Cell(text, marks=((0, 2),)),) for text in texts]
    book = _open(workbook([Sheet("色", ["文"], [8], lines)], "t", CUT), rich=True)
    assert [_coloured(line[0].value) for line in book["色"].iter_rows(min_row=2)] == [[], [], ["绿道"]]


def test_clauses_and_rows_without_a_partner_have_a_line_of_their_own() -> None:
    sheet = _open(_write(sample()))["对照"]
    assert list(zip(_column(sheet, "条款"), _column(sheet, "事项"), strict=True)) == [
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
        ("4", None),
        (None, None),
        (None, "5"),
    ]


def test_severities_are_written_in_words_and_filled_with_a_colour() -> None:
    sheet = _open(_write(sample()))["差异"]
    assert set(_column(sheet, "级别")) == {"错误", "警告", "提示"}
    fills = {line[0].value: line[0].fill.fgColor.rgb for line in sheet.iter_rows(min_row=2)}
    assert len(set(fills.values())) == 3


def test_the_last_sheet_explains_every_code() -> None:
    explained = _column(_open(_write(sample()))["说明"], "项目")
    assert {f"编号 {rule.code}" for rule in CATALOGUE} <= set(explained)


def test_the_english_workbook_speaks_english() -> None:
    book = _open(_write(sample(), lang="en"))
    assert book.sheetnames == ["Findings", "Clauses", "Breakdown table", "Side by side", "About"]
    assert set(_column(book["Findings"], "severity")) == {"error", "warning", "info"}


def test_more_lines_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_module, "SHEET_LINES", 2)
    sheet = Sheet("多", ["数"], [8], [(Cell(str(number)),) for number in range(5)])
    book = _open(workbook([sheet], "t", CUT))
    assert {page.title: _column(page, "数") for page in book} == {"多": ["0", "1"], "多 2": ["2", "3"], "多 3": ["4"]}
