"""Which characters of a clause, a row and a quote are marked as differing."""

from __future__ import annotations

from typing import Any

import pytest

from hedui.export.marks import body_marks, duty_marks, quote_marks, row_text, table_marks
from hedui.model import Finding

from .sample_report import clause, finding, row

CLAUSE = clause("1", None, "新建公园12处。扎实推进绿道贯通。按季通报。")
ROW = row("1", None, ("新建公园12处。", "加快推进绿道贯通。按季通报。"))


def _reworded(**edit: Any) -> Finding:
    quoted = {"body": "扎实推进绿道贯通。", "table": "加快推进绿道贯通。"}
    return finding("TXT002", "warning", "", **quoted, details={"edits": [{"body": "扎实", "table": "加快"} | edit]})


def test_an_edit_is_marked_in_the_clause_at_its_range() -> None:
    assert body_marks(CLAUSE, [_reworded(body_range=[8, 10])]) == ((8, 10),)
    assert CLAUSE.text[8:10] == "扎实"


@pytest.mark.parametrize("edit", [{"table_range": [8, 10]}, {"table_range": [0, 2], "measure": "r1-2"}])
def test_an_edit_is_marked_in_the_row_counted_over_all_measures_or_in_its_own(edit: dict[str, Any]) -> None:
    ((start, end),) = table_marks(ROW, [_reworded(**edit)])
    assert row_text(ROW)[start:end] == "加快"


@pytest.mark.parametrize(
    "edit",
    [
        {},
        {"body_range": None},
        {"body_range": [3, 5]},
        {"body_range": [-1, 1]},
        {"body_range": [10_000, 10_002]},
        {"body_range": ["8", "10"]},
        {"body_range": [8, 10], "body": None},
        {"body_range": [8, 8], "body": ""},
        {"table_range": [0, 2], "measure": "r9-9"},
    ],
)
def test_no_mark_is_better_than_a_wrong_one(edit: dict[str, Any]) -> None:
    assert body_marks(CLAUSE, [_reworded(**edit)]) == ()
    assert table_marks(ROW, [_reworded(**edit)]) == ()


@pytest.mark.parametrize("details", [{}, {"edits": None}, {"edits": ["x"]}, {"edits": {"body": "扎实"}}])
def test_details_of_another_shape_are_no_edits(details: dict[str, Any]) -> None:
    assert body_marks(CLAUSE, [finding("TXT002", "warning", "", details=details)]) == ()


def test_a_sentence_that_is_quoted_whole_is_marked_whole() -> None:
    missing = finding("TXT003", "warning", "", body="按季通报。", details={"sentence": "按季通报。"})
    assert body_marks(CLAUSE, [missing]) == ((17, 22),)


@pytest.mark.parametrize("quote", ["公园12处", "绿道贯通。", "", "没有这句。"])
def test_a_piece_of_a_sentence_is_not_marked_without_a_range(quote: str) -> None:
    assert body_marks(CLAUSE, [finding("TXT001", "info", "", body=quote)]) == ()


def test_in_a_quote_the_marks_of_the_clause_are_carried_over() -> None:
    reworded = _reworded(body_range=[8, 10], table_range=[8, 10])
    assert quote_marks("扎实推进绿道贯通。", reworded, CLAUSE) == ((0, 2),)
    assert quote_marks("加快推进绿道贯通。", reworded, ROW) == ((0, 2),)
    assert quote_marks("新建公园12处。扎实推进绿道贯通。", reworded, CLAUSE) == ((8, 10),)
    assert quote_marks("别的话。扎实推进绿道贯通。", reworded, CLAUSE) == ((4, 6),)


def test_a_quote_of_nothing_has_no_marks() -> None:
    assert quote_marks("扎实", _reworded(body_range=[8, 10]), None) == ()
    assert quote_marks("", _reworded(body_range=[8, 10]), CLAUSE) == ()


def test_units_and_deadlines_are_marked_where_they_stand_once() -> None:
    duties = "牵头：市水务局\n责任：市民政局、市水务局分局\n时限：5月底"
    assert duty_marks(
        duties, [finding("UNT005", "error", "", details={"units": ["市民政局", "市水务局"]})], "body"
    ) == ((11, 15),)
    ((start, end),) = duty_marks(duties, [finding("DUE001", "error", "", table="5月底")], "table")
    assert duties[start:end] == "5月底"


@pytest.mark.parametrize(
    ("text", "quote", "marked"),
    [
        ("时限：2031 年 5 月底；长期坚持", "2031年5月底", "2031 年 5 月底"),
        ("牵头：市 水务局", "市水务局", "市 水务局"),
        ("牵头：市水务局、市水务局", "市水务局", None),
        ("牵头：市水务局", "市园林局", None),
    ],
)
def test_a_quote_is_found_whatever_white_space_stands_in_it(text: str, quote: str, marked: str | None) -> None:
    found = finding("DUE001", "error", "", body=quote)
    assert [text[start:end] for start, end in duty_marks(text, [found], "body")] == ([marked] if marked else [])


def test_the_part_of_a_deadline_that_one_side_lacks_is_marked_alone() -> None:
    parts = [{"only_in": "body", "text": "长期坚持"}]
    found = finding("DUE004", "error", "", body="5月底，长期坚持", table="5月底", details={"parts": parts})
    text = "时限：5月底；长期坚持"
    assert [text[start:end] for start, end in duty_marks(text, [found], "body")] == ["长期坚持"]
    assert duty_marks("时限：5月底", [found], "table") == ()
    assert [str(found.body)[start:end] for start, end in quote_marks(found.body or "", found, CLAUSE)] == ["长期坚持"]
    assert quote_marks("5月底", found, ROW) == ()
