"""The first of the pinned notices are read and compared right, and the machinery that says so can fail."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from benchmarks.accuracy import floors
from benchmarks.accuracy.building import build
from benchmarks.accuracy.changes import CHANGES
from benchmarks.accuracy.scoring import Scores

import hedui
from hedui.pipeline import rule_catalogue

SEED, SLICE = 20240601, 40
NOT_INJECTED = {"punctuation-differs", "recognition-uncertain", "page-unreadable", "source-not-final"}


@cache
def scores() -> Scores:
    found = Scores()
    for number in range(SLICE):
        found.take(build(SEED, number))
    return found


def test_the_findings_are_the_expected_ones() -> None:
    assert scores().findings.f1 >= 0.97


@pytest.mark.parametrize(("form", "floor"), [("txt", 0.99), ("docx", 0.99), ("pdf", 0.98)])
def test_the_fields_are_read(form: str, floor: float) -> None:
    assert scores().fields_of(form).f1 >= floor


def test_clean_notices_raise_no_alarm() -> None:
    assert scores().clean_notices >= 5
    assert scores().alarmed_share <= 0.02


def test_every_rule_is_injected_but_those_that_need_a_page_or_are_off() -> None:
    injected = {"section-differs" if name == "item in another section" else name for name in CHANGES}
    assert {rule.rule for rule in rule_catalogue()} - NOT_INJECTED - injected == set()


@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
def test_a_seed_is_a_notice(form: str) -> None:
    first, again = build(SEED, 3, form), build(SEED, 3, form)
    assert first.files == again.files
    assert first.plan.findings == again.plan.findings
    assert build(SEED, 4, form).files != first.files


def test_a_wrong_report_costs_points() -> None:
    built, other = build(SEED, 1, "txt"), build(SEED, 2, "txt")
    counted = Scores()
    counted._findings(built.plan, hedui.check(other.files[0], other.files[1:]))
    counted._fields(built.plan, hedui.check(other.files[0], other.files[1:]))
    assert counted.fields_of("txt").f1 < 0.5


def test_a_floor_is_lowered_only_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "FLOORS", tmp_path / "floors.json")
    assert floors.pin(scores(), "a", lower=False) == []
    assert floors.broken(scores(), floors.load(), "a") == []
    worse = Scores()
    worse.take(build(SEED, 0))
    worse.rules["text-reworded"].add(0, 5, 5)
    assert floors.pin(worse, "a", lower=False) != []
    assert floors.load()["findings F1"] == floors.measured(scores())["findings F1"]
    assert floors.pin(worse, "a", lower=True) == []
    assert floors.broken(worse, floors.load(), "a") == []
    assert floors.broken(worse, floors.load(), "b") == ["the notices are not the pinned ones: run with --pin"]
