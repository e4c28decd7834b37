"""Deadline fields are read as the table of readings says, and unlabelled deadlines are told from other text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hedui.lexicon.dates import fold
from hedui.normalize.deadlines import Calendar, find_deadline_tail, is_blank, is_deadline, is_ditto, read_deadlines
from hedui.normalize.deadlines import tail as tails_of_texts
from normalize.deadline_text import calendar_of, lines_of, quote_of, readings

READINGS = readings()
KINDS = {
    "point": "by", "points": "by", "suspect": "by", "invalid": "by", "damaged": "by", "relative": "event",
    "immediate": "event", "staged": "event", "external": "event",
}  # fmt: skip


def test_the_table_of_readings_is_there() -> None:
    assert len(READINGS) > 200


@pytest.mark.parametrize(("calendar", "text", "expected"), READINGS, ids=[text for _, text, _ in READINGS])
def test_a_deadline_field_says(calendar: str, text: str, expected: list[str]) -> None:
    assert lines_of(text, calendar_of(calendar)) == expected


def test_every_form_of_the_field_guide_has_its_kind_and_day(shared: Path) -> None:
    path = shared / "field-guide" / "deadline_forms.csv"
    if not path.is_file():
        pytest.skip("there is no field guide in the folder `shared`")
    rows = [row for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()) if row["kind"] in _COMPARED]
    calendar = calendar_of("2022 2022-05-21")
    wrong = []
    for row in rows:
        found = read_deadlines(quote_of(row["raw"].replace("\\n", "\n").split(" (")[0]), calendar).deadlines[-1]
        seen = (found.kind, str(found.date or ""), str(found.start or ""), found.precision or "")
        kind = "range" if ".." in row["date"] else KINDS.get(row["kind"], row["kind"])
        if seen != (kind, *_days(row), _precision(row)):
            wrong.append((row["raw"], seen))
    assert len(rows) > 70
    assert wrong == []


_COMPARED = frozenset(KINDS) | {"ongoing", "recurring", "range", "event"}


def _days(row: dict[str, str]) -> tuple[str, str]:
    """Last and first day of a row; days printed without a year are of 2022."""
    first, _, last = row["date"].rpartition("..")
    with_year = [f"2022-{day}" if len(day) == 5 else day for day in (last, first or row["start"])]
    return with_year[0], with_year[1]


def _precision(row: dict[str, str]) -> str:
    return {"2022年底11月前": "year"}.get(row["raw"], row["precision"])


# --- unlabelled deadlines -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("annotation", "tail"),
    [
        ("市商务局牵头，市财政局等按职责分工负责，6月底前完成", "6月底前完成"),
        ("各有关部门分别负责,年内持续推进", "年内持续推进"),
        ("（市教育局、市体育局负责；2023年12月底前完成，长期坚持）", "2023年12月底前完成，长期坚持"),
        ("〔责任单位：区城管局；2023年9月底〕", "2023年9月底"),
        ("县水利局、县应急局落实，汛期前完成。", "汛期前完成"),
        ("由市民政局负责2023年10月底前完成", "2023年10月底前完成"),
        ("牵头单位：市工信局 责任单位：市科技局 2023 年 12 月底前", "2023 年 12 月底前"),
        ("市医保局负责，6月底前、12月底前", "6月底前、12月底前"),
        ("市统计局牵头，每季度末(分别在6月、9月和12月底)", "每季度末(分别在6月、9月和12月底)"),
        ("各乡镇政府负责，每周一、周四", "每周一、周四"),
        ("区司法局负责，2023年6月底前出台方案，12月底前全面完成", "2023年6月底前出台方案，12月底前全面完成"),
        ("市信访局负责，立行立改", "立行立改"),
        ("市财政局牵头，4月底前出台配套政策，年内持续推进", "4月底前出台配套政策，年内持续推进"),
        ("市司法局负责，8月1日起全市推行", "8月1日起全市推行"),
        ("市城管局负责，每季度调度一次", "每季度调度一次"),
        ("市文旅局牵头，10月前后集中开展", "10月前后集中开展"),
        ("市住建局负责，即日起至2023\n年12月底", "即日起至2023\n年12月底"),
        ("长期坚持", "长期坚持"),
    ],
)
def test_the_deadline_at_the_end_of_an_annotation_is_found(annotation: str, tail: str) -> None:
    found = find_deadline_tail(annotation)
    assert found is not None
    assert annotation[slice(*found)] == tail


@pytest.mark.parametrize(
    "annotation",
    [
        "",
        "市商务局牵头，市财政局、市税务局等按职责分工负责",
        "市商务局牵头，各县（市、区）政府按要求落实",
        "各单位于每月25日前报督查室",
        "市应急局负责，每月25日前报市安委办",
        "实施期限至2025年12月31日",
        "市人社局负责，有效期至2025年12月31日",
        "责任单位：市发展改革委，自2023年6月1日起施行",
        "截至2023年5月底，已有12个项目开工建设",
        "根据2023年全市重点工作安排，市直各部门落实",
        "责任单位：市水务局、2022年度考核专班",
        "市医保局牵头，市长期护理保险服务中心配合",
        "市农业农村局、市乡村振兴局按职责分工负责，持续改善农村人居环境",
        "责任单位：各区县政府；12",
    ],
)
def test_other_dates_at_the_end_of_an_annotation_are_no_deadline(annotation: str) -> None:
    assert find_deadline_tail(annotation) is None


@pytest.mark.parametrize(
    "text",
    [
        "2023年6月",
        "6月底前完成",
        "长期坚持",
        "2023年底前取得阶段性成效，并持续推进",
        "每季度",
        "三季度",
        "2023.6.30",
        "年内开工",
    ],
)
def test_a_text_that_is_nothing_but_a_deadline_is_one(text: str) -> None:
    assert is_deadline(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "12", "2023", "市财政局", "完成", "已完成", "同上", "—", "6月底前市财政局", "三年", "持续优化营商环境"),
        *("每月5日前报送", "按要求落实", "在2023年6月底前建成12个社区食堂并投入使用，方便居民就近用餐"),
    ],
)
def test_a_text_that_says_more_or_less_is_no_deadline(text: str) -> None:
    assert not is_deadline(text)


# --- ditto and blank ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["同上", " 同 上\n", "〃", '"'])
def test_ditto_marks_are_known(text: str) -> None:
    assert is_ditto(text)
    assert not is_blank(text)


@pytest.mark.parametrize("text", ["", " \n　", "—", "——", "-", "/", "无"])
def test_blank_cells_are_known(text: str) -> None:
    assert is_blank(text)
    assert not is_ditto(text)


@pytest.mark.parametrize("text", ["同上", "—", "", "已完成", "已完成。"])
def test_what_is_no_deadline_leaves_nothing_unread(text: str) -> None:
    assert lines_of(text, Calendar(2022, None)) == []


# --- evidence -------------------------------------------------------------------------------------------------------


def test_each_deadline_has_its_own_span_in_the_source() -> None:
    quote = quote_of("（完成时限：2022年5月\n底，长期坚持）").cut(6)
    reading = read_deadlines(quote, Calendar(2022, None))
    assert [(d.raw, d.span.start, d.span.end, d.span.text) for d in reading.deadlines] == [
        ("2022年5月\n底", 6, 15, "2022年5月\n底"),
        ("长期坚持", 16, 20, "长期坚持"),
    ]


def test_a_look_at_the_beginning_never_hides_a_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without that look, what stands behind any character of the texts above is a deadline or is none."""
    texts = [fold(text).text for _, text, _ in READINGS]
    tails = sorted({text[at:] for text in texts for at in range(min(len(text), 40))})
    seen = {text for text in tails if tails_of_texts._is_deadline.__wrapped__(text)}
    monkeypatch.setattr(tails_of_texts, "opens_with_item", lambda src, calendar: True)
    assert len(seen) > 300
    assert seen == {text for text in tails if tails_of_texts._is_deadline.__wrapped__(text)}
