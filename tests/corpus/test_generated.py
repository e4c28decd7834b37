"""Notices generated without any difference give no finding, in every form."""

from __future__ import annotations

import pytest
from generator import Author
from rendering import FORMS, parse_source

import hedui

SEEDS = range(30)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_notice_without_a_difference_gives_no_finding(seed: int, form: str) -> None:
    author = Author(seed)
    body, *attachments = [FORMS[form](part) for part in parse_source(author.notice())]
    report = hedui.check(body, attachments)
    found = [(finding.rule, finding.clause, finding.body, finding.table) for finding in report.findings]
    assert (len(report.clauses), len(report.rows), found) == (len(author.tasks), len(author.tasks), [])
    assert [span.text for span in report.accounting.unaccounted] == []


def test_generated_notices_differ_from_each_other() -> None:
    assert len({Author(seed).notice() for seed in SEEDS}) == len(SEEDS)
