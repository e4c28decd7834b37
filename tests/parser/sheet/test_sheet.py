"""What a spreadsheet shows is what is read: merges, titles, several sheets, and nothing that is hidden."""

from __future__ import annotations

import io
import zipfile

import pytest

from hedui.errors import InputError
from hedui.parser.document import Table
from hedui.parser.readers.container import package as package_module
from hedui.parser.readers.sheet import MEDIA_TYPE, READER
from hedui.parser.readers.sheet import cells as cells_module
from hedui.parser.readers.sheet import layout as layout_module
from parser.docx.word_xml import docx, para
from parser.sheet.workbook import (
    MAIN,
    STRICT,
    asides,
    cell,
    merges,
    number,
    read,
    sheet,
    shown,
    styles,
    workbook,
)

_HEAD = cell("A1", "序号") + cell("B1", "任务") + cell("C1", "责任单位")
_PLAIN = sheet({1: _HEAD, 2: cell("A2", "1") + cell("B2", "修路") + cell("C2", "市甲局")})
_SHOWN = [["序号", "任务", "责任单位"], ["1", "修路", "市甲局"]]


def _strings(*items: str) -> str:
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def _shared(place: str, index: object) -> str:
    return f'<c r="{place}" t="s"><v>{index}</v></c>'


def test_a_table_is_read_with_the_media_type_and_hash_of_its_file() -> None:
    document = read(workbook(_PLAIN))
    assert shown(document) == [_SHOWN]
    assert document.origin.media_type == MEDIA_TYPE
    assert document.notes == ()


def test_a_place_is_the_address_that_the_spreadsheet_shows() -> None:
    document = read(
        workbook(sheet({5: cell("B5", "序号") + cell("D5", "任务"), 9: cell("B9", "1") + cell("D9", "修路")}))
    )
    assert [(document.source.text[p.start : p.end], p.cell) for p in document.source.places] == [
        ("序号", (1, 5, 2)),
        ("任务", (1, 5, 4)),
        ("1", (1, 9, 2)),
        ("修路", (1, 9, 4)),
    ]


def test_merged_cells_hold_their_rows_and_columns() -> None:
    rows = {
        1: cell("A1", "序号") + cell("B1", "责任单位"),
        2: cell("B2", "牵头") + cell("C2", "配合"),
        3: cell("A3", "1") + cell("B3", "甲") + cell("C3", "乙"),
        4: cell("B4", "丙") + cell("C4", "丁"),
    }
    document = read(workbook(sheet(rows, after=merges("A1:A2", "B1:C1", "A3:A4"))))
    table = document.blocks[0]
    assert isinstance(table, Table)
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in table.cells}
    assert (table.rows, table.columns) == (4, 3)
    assert spans[0, 0] == (2, 1)
    assert spans[0, 1] == (1, 2)
    assert spans[2, 0] == (2, 1)
    assert spans[3, 2] == (1, 1)


def test_a_title_above_the_table_is_a_paragraph() -> None:
    rows = {1: cell("A1", "附件2"), 2: cell("A2", "任务分解表"), 4: _HEAD.replace('"A1"', '"A4"')}
    rows[4] = cell("A4", "序号") + cell("B4", "任务")
    assert shown(read(workbook(sheet(rows, after=merges("A2:B2"))))) == ["附件2", "任务分解表", [["序号", "任务"]]]


def test_sheets_follow_one_another_in_the_order_of_their_tabs() -> None:
    second = sheet({1: cell("A1", "甲") + cell("B1", "乙")})
    document = read(workbook(_PLAIN, second))
    assert shown(document) == [_SHOWN, [["甲", "乙"]]]
    assert document.source.places[-1].cell == (2, 1, 2)


def test_the_lines_of_a_cell_are_paragraphs() -> None:
    document = read(workbook(sheet({1: cell("A1", "一是修路。\n\n二是架桥。_x000D_\n") + cell("B1", "甲")})))
    assert shown(document) == [[["一是修路。/二是架桥。", "甲"]]]


def test_runs_are_joined_and_reading_aids_left_out() -> None:
    strings = _strings("<r><t>市教</t></r><r><rPr/><t>育局</t></r><rPh><t>shi</t></rPh>", "<t>民政局</t>")
    document = read(workbook(sheet({1: _shared("A1", 0) + _shared("B1", 1)}), strings=strings))
    assert shown(document) == [[["市教育局", "民政局"]]]


def test_dates_and_shares_read_as_their_cells_show_them() -> None:
    style_sheet = styles('yyyy"年"m"月"d"日"', "0%")
    row = number("A1", "45473", 1) + number("B1", "0.35", 2) + number("C1", "12")
    assert shown(read(workbook(sheet({1: row}), style_sheet=style_sheet))) == [[["2024年6月30日", "35%", "12"]]]


def test_the_stored_result_of_a_formula_is_read_and_a_missing_one_noted() -> None:
    row = (
        '<c r="A1" t="str"><f>B9</f><v>市甲局</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>NOW()</f><v></v></c>'
    )
    document = read(workbook(sheet({1: row})))
    assert shown(document) == [[["市甲局", "2"]]]
    assert [(note.kind, note.original) for note in document.notes] == [("text-damaged", "=NOW()")]


def test_cells_without_an_address_follow_one_another() -> None:
    row = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in "甲乙")
    markup = f'<worksheet xmlns="{MAIN}"><sheetData><row>{row}</row><row>{row}</row></sheetData></worksheet>'
    assert shown(read(workbook(markup))) == [[["甲", "乙"], ["甲", "乙"]]]


_HIDDEN = {
    "a hidden row": sheet({1: _HEAD, 3: cell("A3", "2") + cell("B3", "修路") + cell("C3", "市甲局")}).replace(
        '<row r="3" ', '<row r="3" hidden="1" '
    ),
    "a row without height": sheet({1: _HEAD, 3: cell("B3", "修路")}).replace('<row r="3" ', '<row r="3" ht="0" '),
    "a hidden column": sheet(
        {1: _HEAD + cell("E1", "备注"), 2: cell("E2", "修路")}, before='<cols><col min="5" max="9" hidden="1"/></cols>'
    ),
    "a cell under a merged cell": sheet({1: _HEAD, 2: cell("A2", "1") + cell("B2", "修路")}, after=merges("A2:C2")),
}


@pytest.mark.parametrize("name", _HIDDEN)
def test_what_nobody_sees_is_furniture_and_a_note_says_so(name: str) -> None:
    document = read(workbook(_HIDDEN[name]))
    assert "修路" in asides(document)
    assert "修路" not in str(shown(document))
    assert [note.kind for note in document.notes] == ["hidden-text"]
    assert document.notes[0].span is not None
    assert document.notes[0].span.text == asides(document)[0]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_furniture_and_counts_as_no_table(state: str) -> None:
    document = read(workbook(sheet({1: cell("A1", "旧稿")}), _PLAIN, states=(state, "visible")))
    assert shown(document) == [_SHOWN]
    assert asides(document) == ["旧稿"]
    assert document.source.places[0].cell == (1, 1, 1)


def test_a_merged_cell_whose_first_row_is_hidden_is_still_seen() -> None:
    markup = sheet({1: cell("A1", "甲"), 2: cell("B2", "乙")}, after=merges("A1:A2")).replace(
        'r="1" ', 'r="1" hidden="1" '
    )
    assert shown(read(workbook(markup))) == [[["甲", "乙"]]]


def test_every_character_has_a_place_and_belongs_to_a_block_or_to_the_furniture() -> None:
    for markup in (_PLAIN, *_HIDDEN.values()):
        document = read(workbook(markup))
        covered = bytearray(len(document.source.text))
        for place in document.source.places:
            assert not any(covered[place.start : place.end])
            covered[place.start : place.end] = b"\1" * (place.end - place.start)
        assert all(mark or char.isspace() for mark, char in zip(covered, document.source.text, strict=True))


def test_the_strict_form_and_utf_16_are_read() -> None:
    markup = {f"xl/worksheets/sheet{1}.xml": _PLAIN.replace(MAIN, STRICT)}
    assert shown(read(workbook(_PLAIN, parts=markup))) == [_SHOWN]
    wide = {"xl/worksheets/sheet1.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + _PLAIN).encode("utf-16")}
    assert shown(read(workbook(_PLAIN, parts=wide))) == [_SHOWN]


# --- hostile ---------------------------------------------------------------------------------------------------------


def test_cells_at_both_ends_of_a_sheet_make_a_small_table() -> None:
    document = read(workbook(sheet({1: cell("A1", "甲") + cell("B1", "乙"), 1048576: cell("XFD1048576", "丙")})))
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert (table.rows, table.columns) == (2, 3)


def test_huge_merges_cost_nothing_and_overlapping_ones_are_undone() -> None:
    rows = {1: cell("A1", "甲") + cell("B1", "乙"), 2: cell("A2", "丙") + cell("B2", "丁")}
    huge = merges("B1:XFD1048576", *(f"A{n}:XFD1048576" for n in range(2, 20_000)))
    table = read(workbook(sheet(rows, after=huge))).blocks[0]
    assert isinstance(table, Table)
    taken = [
        (r, c)
        for one in table.cells
        for r in range(one.row, one.row + one.row_span)
        for c in range(one.column, one.column + one.column_span)
    ]
    assert len(taken) == len(set(taken))


def test_cells_beyond_the_sheet_and_wrong_references_are_left_out() -> None:
    row = cell("A1", "甲") + cell("ZZZ1", "远") + _shared("B1", 99) + _shared("C1", "x") + number("D1", "", 7)
    markup = sheet({1: row, 1048577: cell("A1048577", "远")}, after=merges("A1", "x:y", "A1:B0"))
    assert shown(read(workbook(markup))) == ["甲"]


def test_a_hidden_range_of_all_columns_hides_all() -> None:
    markup = sheet({1: _HEAD}, before='<cols><col min="1" max="999999999" hidden="1"/><col min="9" max="2"/></cols>')
    document = read(workbook(markup))
    assert document.blocks == ()
    assert len(asides(document)) == 3


def _diagonal(size: int) -> str:
    letters = [chr(65 + n // 26) + chr(65 + n % 26) for n in range(size)]
    return sheet({n: cell(f"{letter}{n}", "甲") for n, letter in enumerate(letters, 1)})


_REFUSED = {
    "cut off": (lambda: workbook(_PLAIN)[:-30], "damaged", "incomplete"),
    "without a workbook": (lambda: workbook(_PLAIN, parts={"xl/workbook.xml": None}), "damaged", "workbook"),
    "without sheets": (lambda: workbook(), "damaged", "no worksheet"),
    "with a broken workbook": (lambda: workbook(_PLAIN, parts={"xl/workbook.xml": "<a"}), "damaged", "workbook"),
    "with broken texts": (lambda: workbook(_PLAIN, strings="<sst><si>"), "damaged", "texts"),
    "with broken styles": (lambda: workbook(_PLAIN, style_sheet="<a"), "damaged", "number formats"),
    "with a DOCTYPE": (
        lambda: workbook(_PLAIN, parts={"xl/worksheets/sheet1.xml": "<!DOCTYPE a><a/>"}),
        "forbidden",
        "DOCTYPE",
    ),
    "in the binary form": (lambda: workbook(_PLAIN, parts={"xl/workbook.bin": b"x"}), "unknown-type", "XLSB"),
    "with 201 sheets": (lambda: workbook(*[_PLAIN] * 201), "over-limits", "201 sheets"),
}


@pytest.mark.parametrize("name", _REFUSED)
def test_a_workbook_that_cannot_be_read_is_refused_in_one_sentence(name: str) -> None:
    make, reason, words = _REFUSED[name]
    with pytest.raises(InputError, match=words) as caught:
        read(make())
    assert caught.value.reason == reason
    assert "XLSX" in str(caught.value) or "xlsx" in str(caught.value)


def test_a_damaged_sheet_is_read_as_far_as_it_goes() -> None:
    document = read(workbook(_PLAIN, parts={"xl/worksheets/sheet1.xml": _PLAIN[: _PLAIN.index("市甲局")]}))
    assert "修路" in str(shown(document))
    assert [note.kind for note in document.notes] == ["text-damaged"]


def test_a_long_text_that_many_cells_share_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout_module, "TEXT_LIMIT", 100_000)
    rows = {n: _shared(f"A{n}", 0) + _shared(f"B{n}", 0) for n in range(1, 100)}
    with pytest.raises(InputError, match="more than 100000 characters"):
        read(workbook(sheet(rows), strings=_strings(f"<t>{'甲' * 1000}</t>")))


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_module, "CELL_LIMIT", 5)
    with pytest.raises(InputError, match="more than 5 cells"):
        read(workbook(_PLAIN))


def test_cells_that_stand_too_far_apart_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hedui.parser.readers.sheet.frame.AREA_LIMIT", 10_000)
    with pytest.raises(InputError, match="101 rows and 101 columns"):
        read(workbook(_diagonal(101)))
    assert shown(read(workbook(_diagonal(100))))


def test_all_parts_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "TOTAL_LIMIT", 2_000)
    with pytest.raises(InputError, match="inflate"):
        read(workbook(*[_PLAIN] * 5))


def test_a_workbook_is_told_by_its_parts() -> None:
    assert READER.sniff(workbook(_PLAIN)) == 95
    assert READER.sniff(workbook(_PLAIN)[:-30]) == 60
    assert READER.sniff(docx(para("正文"), parts={"xl/x.xml": "<a/>"})) == 0
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert READER.sniff(stream.getvalue()) == 0
    assert READER.sniff(b"PK\x03\x04") == 0
