"""A month without a year takes that of the title, else of the date, else of the notice's own number."""

from __future__ import annotations

import datetime

import pytest

import hedui

ITEM = "\n\n一、绿化\n\n1.新建公园三处。（责任单位：市城管局；完成时限：6月底）\n"


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("云政发〔2023〕5号\n\n云川市人民政府关于落实2024年公园建设任务的意见", 2024),
        ("云政发〔2023〕5号\n\n云川市人民政府关于公园建设的意见\n\n云川市人民政府\n\n2022年3月8日", 2022),
        ("云政发〔2023〕5号\n\n云川市人民政府关于公园建设的意见", 2023),
        ("云川市人民政府关于公园建设的意见", None),
    ],
)
def test_the_year_of_a_month(head: str, year: int | None) -> None:
    (deadline,) = hedui.read(f"{head}{ITEM}".encode()).clauses[0].deadlines
    assert deadline.date == (datetime.date(year, 6, 30) if year else None)


TABLE = "序号\t工作任务\t责任单位\t完成时限\n1\t新建公园三处\t市城管局\t6月底\n2\t修剪行道树\t市林业局\t8月底\n"


@pytest.mark.parametrize(
    ("above", "year"),
    [
        ("2024年云川市公园建设任务分解表\n", 2024),
        ("云川市公园建设任务分解表\n（2024年度）\n", 2024),
        ("云川市2024年至2026年公园建设任务分解表\n", None),
        ("云川市公园建设任务分解表\n", None),
        ("云川市人民政府关于公园建设的意见\n云政发〔2023〕5号\n附件\n2024年公园建设任务分解表\n", 2023),
    ],
)
def test_a_table_alone_takes_the_year_of_its_own_title(above: str, year: int | None) -> None:
    deadline = hedui.read(f"{above}{TABLE}".encode()).rows[0].deadlines[0]
    assert deadline.date == (datetime.date(year, 6, 30) if year else None)
