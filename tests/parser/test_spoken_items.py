"""Items whose sentences say who acts, in a notice without brackets and labels."""

from __future__ import annotations

import pytest

import hedui
from hedui import Clause

NOTICE = """云川市人民政府办公室关于印发专项行动分工的通知
一、工作分工
1.{first}
2.关于社会保险制度的问题，由市财政局会同市农业局、市民政局等部门研究提出具体意见并组织实施。
3.关于经费保障的问题，由市财政局牵头落实年度预算，市审计局配合。
二、工作要求
（一）加强组织领导。由市政府办公室牵头建立联席会议制度，定期会商。
（二）强化督促检查。各单位按月报送进展。
"""


def clauses(first: str) -> list[Clause]:
    return hedui.check(NOTICE.format(first=first).encode()).clauses


def duties(clause: Clause) -> tuple[list[str], list[str], list[str], str]:
    units = (clause.lead_units, clause.responsible_units, clause.supporting_units)
    lead, responsible, supporting = ([unit.name for unit in role] for role in units)
    return lead, responsible, supporting, clause.text


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (
            "市公安局牵头，负责组织开展道路交通整治。市交通局、市城管局配合。",
            (["市公安局"], [], ["市交通局", "市城管局"], "负责组织开展道路交通整治。"),
        ),
        (
            "关于农产品质量的问题，由市质监局负责组织开展抽检。",
            ([], ["市质监局"], [], "关于农产品质量的问题，组织开展抽检。"),
        ),
        (
            "关于粮食安全的问题，由市发展改革委、粮食局会同市委农办提出意见。",
            (["市发展改革委", "市粮食局"], ["市委农办"], [], "关于粮食安全的问题，提出意见。"),
        ),
    ],
)
def test_who_acts_is_read_and_what_is_done_stays_text(
    first: str, expected: tuple[list[str], list[str], list[str], str]
) -> None:
    assert duties(clauses(first)[0]) == expected


def test_all_items_of_the_list_are_clauses_and_those_of_other_lists_are_not() -> None:
    found = clauses("市公安局牵头，负责组织开展道路交通整治。")
    assert [clause.number for clause in found] == ["1", "2", "3"]
    assert duties(found[2]) == (["市财政局"], [], ["市审计局"], "关于经费保障的问题，落实年度预算。")


def test_where_duties_stand_in_brackets_a_sentence_is_text() -> None:
    notice = NOTICE.format(first="开展抽检。（责任单位：市质监局）")
    found = hedui.check(notice.encode()).clauses
    assert [len(clause.lead_units) for clause in found] == [0, 0, 0]
