"""Sections of tables: headings over them, tables that continue, and headings among rows in a text file."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest

import hedui
from hedui import Report

BODY = """云川市人民政府办公室关于印发重点任务分工的通知
现将任务分工如下。
一、建设宜居城市
1.改造老旧小区。完成改造20个小区。（责任单位：市住建局）
2.整治市容。清理占道经营点位。（责任单位：市城管局）
二、守护群众健康
3.建设社区医院。建成社区医院3家。（责任单位：市卫健委）
4.推进医保改革。落实支付方式改革。（责任单位：市医保局）
附件
重点任务分解表"""
HEADER = ("序号", "重点任务", "具体措施", "责任单位")
ROWS = (
    ("1", "改造老旧小区", "完成改造20个小区。", "市住建局"),
    ("2", "整治市容", "清理占道经营点位。", "市城管局"),
    ("3", "建设社区医院", "建成社区医院3家。", "市卫健委"),
    ("4", "推进医保改革", "落实支付方式改革。", "市医保局"),
)
Piece = str | Sequence[tuple[str, ...]]


def checked(*pieces: Piece) -> Report:
    """A DOCX with the body, and below it lines and tables; a row of one cell goes across its table."""
    document = docx.Document()
    for line in BODY.splitlines():
        document.add_paragraph(line)
    for piece in pieces:
        if isinstance(piece, str):
            document.add_paragraph(piece)
            continue
        table = document.add_table(0, len(HEADER))
        for row in (HEADER, *piece):
            cells = table.add_row().cells
            if len(row) == 1:
                cells[0].merge(cells[-1]).text = row[0]
            else:
                for cell, text in zip(cells, row, strict=True):
                    cell.text = text
    file = io.BytesIO()
    document.save(file)
    return hedui.check(file.getvalue())


def sections(report: Report) -> list[str | None]:
    titles = {section.id: section.title for section in report.table_sections}
    return [titles.get(row.section or "") for row in report.rows]


def test_a_heading_over_each_table_is_the_section_of_its_rows() -> None:
    report = checked("一、建设宜居城市", ROWS[:2], "二、守护群众健康", ROWS[2:])
    assert sections(report) == ["建设宜居城市", "建设宜居城市", "守护群众健康", "守护群众健康"]
    assert not report.findings
    assert not report.accounting.unaccounted


@pytest.mark.parametrize(
    ("pieces", "row"),
    [
        (("一、建设宜居城市", ROWS[:3], "二、守护群众健康", ROWS[3:]), "3"),
        (("一、建设宜居城市", ROWS[:2], "二、保障群众用水", ROWS[2:]), None),
    ],
)
def test_another_section_is_told(pieces: tuple[Piece, ...], row: str | None) -> None:
    assert [(finding.code, finding.row) for finding in checked(*pieces).findings] == [("MAT005", row)]


@pytest.mark.parametrize("mark", ["续表", "（续表）", "续表1"])
def test_a_table_that_continues_goes_on_in_its_section(mark: str) -> None:
    first, second = (("一、建设宜居城市",),), (("二、守护群众健康",),)
    report = checked((*first, *ROWS[:1]), mark, (*ROWS[1:2], *second, *ROWS[2:3]), mark, ROWS[3:])
    assert sections(report) == ["建设宜居城市", "建设宜居城市", "守护群众健康", "守护群众健康"]


def test_a_line_without_a_number_over_numbered_tasks_is_a_heading() -> None:
    rows = [
        f"（{number}）{title}\t{text}\t{unit}" for number, (_, title, text, unit) in zip("一二三四", ROWS, strict=True)
    ]
    table = ["重点任务\t具体措施\t责任单位", "建设宜居城市\t\t", *rows[:2], "守护群众健康\t\t", *rows[2:]]
    report = hedui.check("\n".join([BODY, *table]).encode())
    assert sections(report) == ["建设宜居城市", "建设宜居城市", "守护群众健康", "守护群众健康"]


def test_rows_without_a_number_belong_to_the_row_above_though_another_row_is_lost() -> None:
    table = """序号\t重点任务\t具体措施\t责任单位
1\t改造老旧小区\t完成改造20个小区。\t市住建局
\t\t同步改造管网。\t市水务局
2\t整治市容\t清理占道经营点位。\t市城管局
\t\t规范户外广告。\t市城管局
4\t推进医保改革\t落实支付方式改革。\t市医保局"""
    report = hedui.check("\n".join([BODY, table]).encode())
    assert [(row.number, len(row.measures)) for row in report.rows] == [("1", 2), ("2", 2), ("4", 1)]


def test_a_table_that_lost_its_first_row_uses_no_number_twice() -> None:
    body = BODY.replace("3.建设", "1.建设").replace("4.推进", "2.推进")
    below = f"2\t{ROWS[3][1]}\t{ROWS[3][2]}\t{ROWS[3][3]}"
    tables = [
        "\t".join(HEADER),
        *("\t".join(row) for row in ROWS[:2]),
        "",
        "附件2",
        "健康任务分解表",
        "\t".join(HEADER),
        below,
    ]
    report = hedui.check("\n".join([body, *tables]).encode())
    assert [(finding.code, finding.clause) for finding in report.findings] == [("MAT001", "1")]
