"""One change planted into a notice without differences is found, and nothing else with it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from expected_findings import compare
from rendering import FORMS, parse_source

import hedui
from hedui.model import Report

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PLANTED: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "planted.toml").read_text(encoding="utf-8")
)
CASES = [pytest.param(name, change, id=f"{name}-{n}") for name in PLANTED for n, change in enumerate(PLANTED[name], 1)]


def report_of(source: str, form: str) -> Report:
    body, *attachments = [FORMS[form](part) for part in parse_source(source)]
    return hedui.check(body, attachments)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "change"), CASES)
def test_a_planted_difference_is_found_and_nothing_else(name: str, change: dict[str, Any], form: str) -> None:
    source = (SAMPLES / name / f"{name}.notice").read_text(encoding="utf-8")
    before, found, after = source.rpartition(change["old"])
    assert found == change["old"]
    assert compare(report_of(before + change["new"] + after, form).findings, change["find"]) == ([], [])


def test_there_are_planted_differences() -> None:
    assert len(CASES) >= 30
