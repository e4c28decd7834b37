"""Accepted findings stay away until their text changes; what no longer occurs is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hedui import check
from hedui.baseline import Baseline, apply_baseline, baseline_text, load_baseline, updated
from hedui.cli import hedui
from hedui.errors import SettingsError

CLAUSES = """1. 修建步道。沿河修建健身步道十公里。（牵头单位：市城管局；完成时限：2024年6月底）
2. 更换路灯。更换主干道路灯。（牵头单位：市住建局；完成时限：2024年9月底）
"""
TABLE = """
事项名称\t主要任务\t牵头单位\t完成时限
1. 修建步道\t沿河修建健身步道十公里。\t市城管局\t2024年5月
2. 更换路灯\t更换主干道和支路路灯。\t市住建局\t2024年9月
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(CLAUSES + TABLE, encoding="utf-8")
    return path


def test_accepted_findings_stay_away(notice: Path) -> None:
    report = check(notice)
    left, stale = apply_baseline(report, updated(report.findings, Baseline()))
    assert [finding.code for finding in report.findings] == ["DUE001", "TXT002"]
    assert (left.findings, stale) == ((), ())


def test_a_finding_whose_text_changed_comes_back(notice: Path) -> None:
    accepted = updated(check(notice).findings, Baseline())
    notice.write_text((CLAUSES + TABLE).replace("支路", "小巷"), encoding="utf-8")
    left, stale = apply_baseline(check(notice), accepted)
    assert [finding.code for finding in left.findings] == ["TXT002"]
    assert [entry.code for entry in stale] == ["TXT002"]


def test_renumbering_and_new_neighbours_bring_nothing_back(notice: Path) -> None:
    accepted = updated(check(notice).findings, Baseline())
    text = CLAUSES.replace("1. ", "3. ").replace("2. ", "4. ") + TABLE.replace("1. ", "3. ").replace("2. ", "4. ")
    notice.write_text(text, encoding="utf-8")
    left, stale = apply_baseline(check(notice), accepted)
    assert (left.findings, stale) == ((), ())


def test_reasons_survive_an_update(notice: Path, tmp_path: Path) -> None:
    findings = check(notice).findings
    data = json.loads(baseline_text(updated(findings, Baseline())))
    data["accepted"][0]["reason"] = "市政府已同意"
    path = tmp_path / "accepted.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assert updated(findings, load_baseline(path)).accepted[0].reason == "市政府已同意"


@pytest.mark.parametrize("text", ["", "[]", '{"version": 9, "accepted": []}', '{"version": 1, "accepted": [{}]}'])
def test_what_is_no_baseline_is_refused_with_the_way_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "accepted.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"accepted\.json"):
        load_baseline(path)


def test_the_command_accepts_and_then_keeps_quiet(notice: Path, tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    arguments = ["check", str(notice), "--format", "json", "--baseline", str(path)]
    first = CliRunner().invoke(hedui, [*arguments, "--update-baseline"], standalone_mode=False)
    second = CliRunner().invoke(hedui, arguments, standalone_mode=False)
    assert (first.return_value, second.return_value) == (0, 0)
    assert json.loads(second.stdout)["findings"] == []
