"""Cells on a true grid, whatever the table was made of."""

from __future__ import annotations

import time

import pytest
from lxml import etree

from hedui.parser.document import Table
from hedui.parser.readers.container.package import Package
from hedui.parser.readers.docx.draft import Draft
from hedui.parser.readers.docx.inline import InlineReader
from hedui.parser.readers.docx.numbering import Numbering
from hedui.parser.readers.docx.plain_table import PlainTableReader
from hedui.parser.readers.docx.reader import FORM
from hedui.parser.readers.docx.styles import Styles
from hedui.parser.readers.docx.table import TableReader
from hedui.parser.readers.docx.walker import Walker
from parser.docx.word_xml import cell, docx, grid, only_table, para, part, read, read_body, row, run, table, texts

_START = '<w:vMerge w:val="restart"/>'
_GOES_ON = "<w:vMerge/>"


def _span(columns: object) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


_INNER = table(row("甲", cell("乙", _START)), row("丙", cell("", _GOES_ON)))
_DELETED = row("旧", "行", properties='<w:del w:id="1"/>')
_INSERTED = row("新", "行", properties='<w:ins w:id="2"/>')
_BROKEN = para(run("乙") + '<w:r><w:br w:type="page"/></w:r>' + run("丙") + "<w:r><w:br/></w:r>" + run("丁"))
_GRIDS = {
    "plain": (
        table(row("甲", "乙"), row("丙", "丁")),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")],
    ),
    "merged down": (
        table(row(cell("甲", _START), "乙"), row(cell("", _GOES_ON), "丙"), row(cell("", _GOES_ON), "丁")),
        [(0, 0, 3, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙"), (2, 1, 1, 1, "丁")],
    ),
    "merged right": (
        table(row(cell("甲", _span(2)), "乙"), row("丙", "丁", "戊")),
        [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁"), (1, 2, 1, 1, "戊")],
    ),
    "merged both ways": (
        table(
            row(cell("甲", _span(2) + _START), "乙"),
            row(cell("", _span(2) + _GOES_ON), "丙"),
            row("丁", "戊", "己"),
        ),
        [
            (0, 0, 2, 2, "甲"),
            (0, 2, 1, 1, "乙"),
            (1, 2, 1, 1, "丙"),
            (2, 0, 1, 1, "丁"),
            (2, 1, 1, 1, "戊"),
            (2, 2, 1, 1, "己"),
        ],
    ),
    "merged right the old way": (
        table(
            row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>'), "乙"),
            row("丙", "丁", "戊"),
        ),
        [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁"), (1, 2, 1, 1, "戊")],
    ),
    "a row that begins further right": (
        table(row("甲", "乙"), row("丙", properties='<w:gridBefore w:val="1"/>')),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙")],
    ),
    "a row that ends early": (
        table(row("甲", "乙"), row("丙", properties='<w:gridAfter w:val="1"/>')),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙")],
    ),
    "a merge that begins nowhere is a cell": (
        table(row(cell("甲", _GOES_ON), "乙"), row(cell("", _GOES_ON), "丙")),
        [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙")],
    ),
    "a merge below a cell that is not merged is a cell": (
        table(row("甲", "乙"), row(cell("丙", _GOES_ON), "丁")),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")],
    ),
    "a merge of another width is a cell": (
        table(row(cell("甲", _START), "乙"), row(cell("丙", _span(2) + _GOES_ON))),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 2, "丙")],
    ),
    "two merges one below the other": (
        table(row(cell("甲", _START), "乙"), row(cell("", _GOES_ON), "丙"), row(cell("丁", _START), "戊")),
        [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙"), (2, 0, 1, 1, "丁"), (2, 1, 1, 1, "戊")],
    ),
    "grid lines no cell begins at are not seen": (
        table(row(cell("甲", _span(3)), "乙"), row(cell("丙", _span(3)), "丁")),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")],
    ),
    "content controls around rows and cells": (
        table(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{row('甲', '乙')}</w:sdtContent></w:sdt>",
            f"<w:tr><w:sdt><w:sdtContent>{cell('丙')}</w:sdtContent></w:sdt>{cell('丁')}</w:tr>",
        ),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")],
    ),
    "several paragraphs in a cell": (
        table(row(cell(para("市民政局") + para() + para("市财政局")), "乙")),
        [(0, 0, 1, 1, "市民政局|市财政局"), (0, 1, 1, 1, "乙")],
    ),
    "line breaks in a cell": (
        table(row(cell(para(run("市民政局") + "<w:r><w:br/></w:r>" + run("市财政局"))), "乙")),
        [(0, 0, 1, 1, "市民政局|市财政局"), (0, 1, 1, 1, "乙")],
    ),
    "a table inside a cell": (
        table(
            row(
                cell(para("前") + table(row("甲", cell("乙", _START)), row("丙", cell("", _GOES_ON))) + para("后")),
                "丁",
            )
        ),
        [(0, 0, 1, 1, "前|甲|乙|丙|后"), (0, 1, 1, 1, "丁")],
    ),
    "a deleted row": (
        table(row("甲", "乙"), row("删", "去", properties='<w:del w:id="1"/>'), row("丙", "丁")),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")],
    ),
    "a cell without a paragraph": (table("<w:tr><w:tc/><w:tc/></w:tr>"), [(0, 0, 1, 1, ""), (0, 1, 1, 1, "")]),
    "spans that are no numbers": (
        table(row(cell("甲", _span("abc")), cell("乙", _span(-5))), row("丙", "丁")),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")],
    ),
    "blanks, signs that are written as entities, and page breaks": (
        table(row(cell(f"<w:p><w:r><w:t> 甲 </w:t></w:r>{run(' &amp;lt; ')}</w:p>"), cell(_BROKEN))),
        [(0, 0, 1, 1, "甲 &lt; "), (0, 1, 1, 1, "乙丙|丁")],
    ),
    "centred cells": (
        table(row(cell(para("甲", '<w:jc w:val="center"/>')), cell(para("乙", "<w:jc w:val='right' />")))),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")],
    ),
    "centred cells and stops for tabs": (
        table(row(cell(para("甲", '<w:tabs><w:tab w:val="left"/></w:tabs><w:jc w:val="center"/>')), "乙")),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")],
    ),
}


@pytest.mark.parametrize("name", _GRIDS)
def test_cells_stand_where_one_sees_them(name: str) -> None:
    body, expected = _GRIDS[name]
    assert grid(read_body(body)) == expected


@pytest.mark.parametrize("name", _GRIDS)
def test_no_grid_position_is_covered_twice(name: str) -> None:
    document = read_body(_GRIDS[name][0])
    found = only_table(document)
    covered = [
        (r, c)
        for item in found.cells
        for r in range(item.row, item.row + item.row_span)
        for c in range(item.column, item.column + item.column_span)
    ]
    assert len(covered) == len(set(covered))
    assert all(r < found.rows and c < found.columns for r, c in covered)


_SPECIAL = (
    "merged right the old way",
    "a row that begins further right",
    "content controls around rows and cells",
    "a table inside a cell",
    "a deleted row",
)


def _shape(draft: Draft) -> list[object]:
    cells = [(c.row, c.column, c.row_span, c.column_span, c.blocks) for c in draft.cells]
    return [draft.rows, draft.columns, draft.header_rows, cells]


@pytest.mark.parametrize("name", _GRIDS)
def test_the_linear_pass_reads_what_the_careful_walk_reads_or_gives_up(name: str) -> None:
    markup = Package(docx(_GRIDS[name][0]), "t.docx", FORM).markup("word/document.xml")
    plain = PlainTableReader(Styles()).read(_GRIDS[name][0].encode())
    inline = InlineReader(Styles(), original=False, hiding=False)
    walker = Walker(Styles(), Numbering(), inline, original=False)
    assert (plain is None) == (name in _SPECIAL)
    if plain is not None:
        assert _shape(plain) == _shape(TableReader(walker).read(etree.fromstring(markup)[0][0]))


_SHEET = (
    '<w:style w:type="paragraph" w:styleId="Middle"><w:name w:val="表格文字"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="条目"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "runs", "linear"),
    [
        ('<w:pStyle w:val="Middle"/>', run("甲"), True),
        ('<w:pStyle w:val="Head"/><w:jc w:val="right"/>', run("甲"), True),
        ('<w:pStyle w:val="Nowhere"/>', run("甲"), True),
        ('<w:pStyle w:val="Item"/>', run("甲"), False),
        ('<w:tabs><w:tab w:val="left" w:pos="840"/></w:tabs>', run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), True),
        ("", "<w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/></w:r>", True),
        ("", '<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>甲</w:t></w:r>', True),
        ("", "<w:r><w:tab/><w:t>甲</w:t><w:tab/></w:r><w:r><w:tab /></w:r>", True),
    ],
)
def test_styles_tabs_and_breaks_read_the_same_in_the_linear_pass(properties: str, runs: str, linear: bool) -> None:
    body = table(row("序号", cell(para(runs, properties)), "丁"))
    styles = Styles(etree.fromstring(part("styles", _SHEET).encode()))
    plain = PlainTableReader(styles).read(body.encode())
    assert (plain is not None) == linear
    if plain is not None:
        walker = Walker(styles, Numbering(), InlineReader(styles, original=False, hiding=False), original=False)
        markup = Package(docx(body), "t.docx", FORM).markup("word/document.xml")
        assert _shape(plain) == _shape(TableReader(walker).read(etree.fromstring(markup)[0][0]))


def test_the_original_view_keeps_a_deleted_row_and_drops_an_inserted_one() -> None:
    body = table(
        row("甲", "乙"),
        row("旧", "行", properties='<w:del w:id="1"/>'),
        row("新", "行", properties='<w:ins w:id="2"/>'),
    )
    assert [entry[4] for entry in grid(read_body(body, "original"))] == ["甲", "乙", "旧", "行"]
    assert [entry[4] for entry in grid(read_body(body))] == ["甲", "乙", "新", "行"]


def test_a_table_whose_rows_are_all_deleted_is_gone() -> None:
    assert read_body(table(row("甲", "乙", properties='<w:del w:id="1"/>'))).blocks == ()


def test_repeated_header_rows_are_counted() -> None:
    header = "<w:tblHeader/>"
    body = table(row("序号", "任务", properties=header), row("一", "二", properties=header), row("丙", "丁"))
    assert only_table(read_body(body)).header_rows == 2


def test_only_leading_rows_are_header_rows() -> None:
    body = table(row("甲", "乙"), row("丙", "丁", properties="<w:tblHeader/>"))
    assert only_table(read_body(body)).header_rows == 0


@pytest.mark.parametrize("extra", ["", '<w:tblPr><w:jc w:val="center"/></w:tblPr>'])
def test_a_paragraph_of_a_cell_keeps_its_alignment(extra: str) -> None:
    centred = cell(para("甲", '<w:jc w:val="center"/>'))
    body = f"<w:tbl>{extra}{row(centred, '乙')}</w:tbl>"
    cells = only_table(read_body(body)).cells
    assert [c.paragraphs[0].align for c in cells] == ["center", None]


def test_a_frame_of_one_cell_reads_as_what_it_holds() -> None:
    body = table(row(cell(para("关于工作的通知") + table(row("甲", "乙")) + para("落款"))))
    document = read_body(body)
    assert texts(document) == ["关于工作的通知", "[table]", "落款"]
    assert [entry[4] for entry in grid(document)] == ["甲", "乙"]


def test_places_name_table_row_and_column_from_one() -> None:
    document = read_body(para("题") + table(row("甲", "乙"), row("丙", "丁")) + table(row("戊", "己")))
    assert [(p.block, p.cell) for p in document.source.places] == [
        (1, None),
        (2, (1, 1, 1)),
        (2, (1, 1, 2)),
        (2, (1, 2, 1)),
        (2, (1, 2, 2)),
        (3, (2, 1, 1)),
        (3, (2, 1, 2)),
    ]


def test_the_source_is_lines_row_by_row_with_merged_cells_once() -> None:
    assert read_body(_GRIDS["merged down"][0]).source.text == "甲\n乙\n丙\n丁"


def test_text_under_a_merge_is_not_read_but_noted() -> None:
    document = read_body(table(row(cell("甲", _START), "乙"), row(cell("遮", _GOES_ON), "丙")))
    assert document.source.text == "甲\n乙\n丙"
    assert "1 个被合并遮盖" in document.notes[0].text


@pytest.mark.parametrize("span", [1_000_000, 10**20])
def test_a_span_without_bounds_is_clamped(span: int) -> None:
    start = time.process_time()
    document = read_body(table(*[row(cell("甲", _span(span)), "乙")] * 50))
    assert only_table(document).columns == 2
    assert time.process_time() - start < 2


def test_time_grows_in_step_with_the_length_of_a_merge() -> None:
    def seconds(rows: int) -> float:
        data = docx(table(row(cell("甲", _START), "乙"), *[row(cell("", _GOES_ON), "丙")] * rows))
        read(data)
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            found = read(data)
            best = min(best, time.process_time() - start)
        (block,) = found.blocks
        assert isinstance(block, Table)
        assert block.cells[0].row_span == rows + 1
        return best

    assert seconds(8000) < 4 * 4 * seconds(2000)


@pytest.mark.parametrize(
    "special",
    [
        "<w:ins\nw:id='1'><w:r><w:t>乙</w:t></w:r></w:ins>",
        "<w:r><w:t>&#x4E59;</w:t></w:r>",
        "<w:r><w:t>乙</w:t><w:ptab/></w:r>",
        "<m:oMath><m:r><m:t>乙</m:t></m:r></m:oMath>",
        "<w:r><w:t>乙</w:t>",
    ],
)
def test_the_linear_pass_gives_up_where_care_is_needed(special: str) -> None:
    assert PlainTableReader(Styles()).read(table(row("甲", cell(f"<w:p>{special}</w:p>"))).encode()) is None


@pytest.mark.parametrize("around", ["<!-- {} -->", "<w:p><w:r><w:t><![CDATA[{}]]></w:t></w:r></w:p>"])
def test_a_table_that_is_no_markup_is_no_table(around: str) -> None:
    document = read_body(para("前") + around.format(table(row("甲", "乙"))) + para("后"))
    assert all(not isinstance(block, Table) for block in document.blocks)
    assert {"前", "后"} <= set(texts(document))
