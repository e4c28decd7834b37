"""Items of 保障措施 are no tasks because a sentence in them sounds like a duty."""

from __future__ import annotations

import pytest

import hedui

NOTICE = """云川市人民政府关于印发行动方案的通知
一、重点任务
（一）开展检查。每月检查一次。（责任单位：市商务局）
（二）公开结果。公开检查结果。（责任单位：市商务局、市司法局）
三、{heading}
（一）加强协调。{said}
（二）强化监测。每月分析研判，及时调整。
"""


def numbers(heading: str, said: str) -> list[str | None]:
    notice = NOTICE.format(heading=heading, said=said)
    return [clause.number for clause in hedui.check(notice.encode()).clauses]


@pytest.mark.parametrize("heading", ["保障措施", "工作要求", "组织实施", "强化组织保障", "有关要求", "加强组织领导"])
def test_sentences_there_set_no_task(heading: str) -> None:
    assert numbers(heading, "市商务局负责统筹协调，各部门密切配合。") == ["一", "二"]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("保障措施", "健全机制。（责任单位：市商务局）"),  # a duty in brackets is one wherever it stands
        ("完善市场体系", "市商务局负责统筹协调，各部门密切配合。"),
    ],
)
def test_other_items_stay_tasks(heading: str, said: str) -> None:
    assert len(numbers(heading, said)) >= 3
