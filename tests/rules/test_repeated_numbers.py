"""Numbers that start again in each section: a message says which section is meant."""

from __future__ import annotations

import hedui

NOTICE = """云川市人民政府办公室关于印发2024年工作要点的通知
现将工作要点印发给你们。
云川市人民政府办公室
2024年2月1日
一、扩大需求
1.实施重大项目40个。（市发展改革委牵头，6月底前完成）
2.开展消费活动60场。（市商务局牵头，6月底前完成）
二、改善民生
1.新建幼儿园26所。（市教育局牵头，6月底前完成）
3.改造老旧小区11个。（市住房城乡建设局牵头，6月底前完成）

附件
任务分解表
序号\t工作任务\t牵头单位\t完成时限
一、扩大需求
1\t实施重大项目40个\t市发展改革委\t6月底
2\t开展消费活动60场\t市商务局\t6月底
二、改善民生
1\t新建幼儿园26所\t市教育局\t7月底
3\t改造老旧小区11个\t市住房城乡建设局\t7月底
"""


def test_a_number_that_stands_twice_is_told_by_its_section() -> None:
    first, second = (f.message for f in hedui.check(NOTICE.encode()).findings if f.code == "DUE001")
    assert first.startswith("正文第1条（二、改善民生）")
    assert "表中第1项（二、改善民生）" in first
    assert second.startswith("正文第3条的")
