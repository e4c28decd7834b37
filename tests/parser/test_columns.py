"""Header words: which column is what, decided jointly."""

from __future__ import annotations

import pytest

from hedui.parser.columns import find_header, role_of_word


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("序号", "number"),
        ("工 作 任 务", "task"),
        ("牵头单位", "lead"),
        ("牵头\n部门", "lead"),
        ("责任单位（排名第一的为牵头单位）", "responsible"),
        ("2024年工作任务", "task"),
        ("市级责任单位", "responsible"),
        ("完成时限（2024年）", "deadline"),
        ("备注", "other"),
        ("分管厅领导", "leader"),
        ("项目负责人", "person"),
        ("实事项目", "task"),
        ("协办部室", "supporting"),
        ("协助部门", "supporting"),
        ("整改期限", "deadline"),
        ("重点任务及措施", "task"),
        ("目标任务和具体举措", "task"),
        ("措施及完成时限", None),
        ("牵头组", "lead"),
        ("配合专班", "supporting"),
        ("实施办法", None),
        ("主抓局办", "lead"),
        ("协同站所", "supporting"),
        ("整改牵头部门", "lead"),
        ("主责（牵头）科局", "lead"),
        ("挂点县领导", "leader"),
        ("办理期限", "deadline"),
        ("举办日期", "deadline"),
        ("报送时间", None),
        ("牵头及配合科局", "responsible"),
        ("主要负责", "responsible"),
        ("共同参与", "supporting"),
        ("盯办部门", "lead"),
        ("联建单位", "supporting"),
        ("属地街道", "responsible"),
        ("政府部门", None),
        ("云川市", None),
    ],
)
def test_a_header_word_has_a_role(word: str, role: str | None) -> None:
    assert role_of_word(word) == role


SHORT, LONG = "稳岗扩就业", "面向高校毕业生、退役军人等群体开展专场招聘，全年不少于四十场。"


@pytest.mark.parametrize(
    ("header", "row", "roles"),
    [
        (["事项名称", "主要任务", "牵头单位"], [SHORT, LONG, "市人社局"], ("task", "measure", "lead")),
        (["主要任务", "具体措施", "牵头单位"], [SHORT, LONG, "市人社局"], ("task", "measure", "lead")),
        (["重点工作", "工作任务", "责任单位"], [SHORT, LONG, "市人社局"], ("task", "measure", "responsible")),
        (["完成时限", "责任单位", "工作任务"], ["6月底", "市人社局", SHORT], ("deadline", "responsible", "task")),
        (
            ["类别", "任务内容", "牵头领导", "责任单位"],
            ["民生", LONG, "某副市长", "市人社局"],
            ("category", "task", "leader", "responsible"),
        ),
        (
            ["事项", "举措", "责任处室", "起讫"],
            [SHORT, LONG, "就业科", "2023年6月1日至2023年8月25日"],
            ("task", "measure", "responsible", "deadline"),
        ),
        (
            ["事项", "举措", "责任处室", "来文日期"],
            [SHORT, LONG, "就业科", "2023年6月1日"],
            ("task", "measure", "responsible", "other"),
        ),
        (["活动", "内容", "牵头科室"], [SHORT, LONG, "就业科"], ("task", "measure", "lead")),
        (
            ["病灶", "良方", "牵头科室", "完成时限"],
            ["流程", LONG, "就业科", "6月"],
            ("task", "measure", "lead", "deadline"),
        ),
        (
            ["序号", "工作", "目标", "抓落实站所"],
            ["1", SHORT, LONG, "市人社局"],
            ("number", "task", "measure", "responsible"),
        ),
        (
            ["序号", "工作任务", "谁来办", "啥时办好"],
            ["1", SHORT, "市人社局、市财政局", "6月底前"],
            ("number", "task", "responsible", "deadline"),
        ),
        (["工作任务", "牵头单位", "一起办"], [SHORT, "市人社局", "市财政局"], ("task", "lead", "responsible")),
        (["工作任务", "责任单位", "填报单位名称"], [SHORT, "市人社局", "市财政局"], ("task", "responsible", "other")),
        (["", "工作任务", "责任单位"], ["1", LONG, "市人社局"], ("number", "task", "responsible")),
    ],
)
def test_columns_are_named_jointly(header: list[str], row: list[str], roles: tuple[str, ...]) -> None:
    found = find_header([header, row])
    assert found is not None
    assert found.roles == roles


def test_an_unknown_column_over_rows_with_duties_of_their_own_is_a_category() -> None:
    rows = [["抓生产", LONG, "就业科", "6月"], ["抓生产", SHORT, "信息科", "7月"], ["抓管理", SHORT, "财务科", "9月"]]
    rows += [["抓管理", LONG, "后勤科", "8月"]]
    found = find_header([["条线", "任务及措施", "牵头科室", "完成时限"], *rows])
    assert found is not None
    assert found.roles == ("category", "task", "lead", "deadline")


def test_the_header_may_stand_below_a_title_row() -> None:
    title = ["云川市重点工作任务分解表"] * 3
    found = find_header([title, ["序号", "工作任务", "责任单位"], ["1", LONG, "市人社局"]])
    assert found is not None
    assert (found.first, found.last) == (1, 2)


def test_a_header_of_two_levels_takes_the_lower_words() -> None:
    upper = ["序号", "工作任务", "责任单位", "时间节点", "时间节点"]
    lower = ["序号", "工作任务", "责任单位", "启动时间", "完成时间"]
    found = find_header([upper, lower, ["1", LONG, "市人社局", "3月", "9月"]])
    assert found is not None
    assert (found.last, found.roles) == (2, ("number", "task", "responsible", "start", "deadline"))


@pytest.mark.parametrize("blank", [False, True], ids=["merged cells", "blanks behind the first cell"])
def test_a_word_over_several_columns_is_followed_by_their_own_words(blank: bool) -> None:
    upper = ["序号", "工作任务", "责任分工", "责任分工", "推进安排", "推进安排"]
    lower = ["序号", "工作任务", "责任处室", "分管厅领导", "一季度", "二季度"]
    if blank:
        upper, lower = [*upper[:3], "", upper[4], ""], ["", "", *lower[2:]]
    found = find_header([upper, lower, ["1", LONG, "就业处", "某副厅长", "制定方案", "开场20场"]])
    assert found is not None
    assert (found.last, found.roles) == (2, ("number", "task", "responsible", "leader", "progress", "progress"))


@pytest.mark.parametrize(
    "grid",
    [
        [["索引号", "000014349"], ["发文机关", "云川市人民政府"]],
        [["序号", "指标名称", "目标值", "统计单位"], ["1", "检查率", "100%", "市消防救援支队"]],
        [["姓名", "电话"], ["张某", "12345"]],
        [["序号", "指标", "单位", "目标值"], ["1", "生产总值增速", "%", "7"]],
        [],
    ],
)
def test_other_tables_are_left_alone(grid: list[list[str]]) -> None:
    assert find_header(grid) is None
