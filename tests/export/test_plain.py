"""Reports as plain data and back."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest

from hedui import model
from hedui.export.plain import notice_from_plain, notice_to_plain, report_from_plain, report_to_plain, to_plain
from hedui.model import Report

from .sample_report import clean, hostile, notice, sample, span

REPORTS = [sample, hostile, clean]


@pytest.mark.parametrize("build", REPORTS)
def test_a_report_comes_back_from_its_json(build: Callable[[], Report]) -> None:
    plain = report_to_plain(build())
    assert report_to_plain(report_from_plain(json.loads(json.dumps(plain)))) == plain


def test_a_notice_comes_back_from_its_json() -> None:
    plain = notice_to_plain(notice())
    assert notice_to_plain(notice_from_plain(json.loads(json.dumps(plain)))) == plain


def test_a_report_read_back_has_the_types_of_the_model() -> None:
    back = report_from_plain(report_to_plain(sample()))
    assert back.clauses[0].deadlines[0].date == datetime.date(2031, 5, 31)
    assert back.clauses[0].spans[0] == dataclasses.replace(
        span(back.clauses[0].text), bbox=(72.0, 100.0, 300.13, 114.5)
    )
    assert back.rows == report_from_plain(report_to_plain(back)).rows


def _walk(value: Any, plain: Any) -> None:
    if dataclasses.is_dataclass(value):
        assert list(plain) == [field.name for field in dataclasses.fields(value)]
        for name, item in plain.items():
            _walk(getattr(value, name), item)
    elif isinstance(value, tuple):
        assert isinstance(plain, list)
        for one, other in zip(value, plain, strict=True):
            _walk(one, other)


def test_the_keys_are_the_fields_in_their_order() -> None:
    _walk(sample(), report_to_plain(sample()))
    _walk(notice(), notice_to_plain(notice()))


def test_boxes_keep_two_decimals_and_scores_four() -> None:
    plain = report_to_plain(sample())
    assert plain["clauses"][0]["spans"][0]["bbox"] == [72.0, 100.0, 300.13, 114.5]
    assert plain["pairs"][0]["score"] == 0.9123


def test_details_may_hold_model_values_dates_and_sets() -> None:
    details = {"units": ("甲", "乙"), "on": datetime.date(2031, 5, 31), "roles": {"b", "a"}, 3: span("文")}
    assert list(to_plain(details)) == ["units", "on", "roles", "3"]
    assert to_plain(details)["roles"] == ["a", "b"]
    assert to_plain(details)["on"] == "2031-05-31"
    assert to_plain(details)["3"]["text"] == "文"


def test_a_value_no_report_has_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot hold a complex"):
        to_plain({"z": 1j})


def test_a_missing_key_is_named() -> None:
    plain = report_to_plain(clean())
    del plain["notice"]
    with pytest.raises(ValueError, match="Report: the key 'notice' is missing"):
        report_from_plain(plain)


def test_a_key_with_a_default_may_be_missing() -> None:
    plain = report_to_plain(sample())
    del plain["findings"][0]["clause_id"]
    assert report_from_plain(plain).findings[0].clause_id is None


def test_an_unknown_key_is_passed_over() -> None:
    assert report_from_plain(report_to_plain(clean()) | {"new": 1}) == report_from_plain(report_to_plain(clean()))


def test_something_other_than_an_object_is_refused() -> None:
    with pytest.raises(ValueError, match="Source: an object is expected, not str"):
        report_from_plain(report_to_plain(clean()) | {"source": "x"})


def test_every_type_of_the_model_that_a_report_holds_is_exercised_by_the_sample() -> None:
    seen: set[str] = set()

    def collect(value: Any) -> None:
        if dataclasses.is_dataclass(value):
            seen.add(type(value).__name__)
            for field in dataclasses.fields(value):
                collect(getattr(value, field.name))
        elif isinstance(value, tuple):
            for item in value:
                collect(item)

    collect(sample())
    internal = {"Place", "SourceText", "Quote", "Notice", "RuleInfo"}
    types = {name for name, kind in vars(model).items() if dataclasses.is_dataclass(kind)}
    assert seen == types - internal
