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
