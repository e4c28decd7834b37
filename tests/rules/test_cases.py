"""Every rule has cases in which it fires and cases in which it keeps silent, and they give exactly what they say."""

from __future__ import annotations

from collections import Counter

import pytest

from hedui.normalize.rules import all_rules
from hedui.pipeline import documents_of

from .notice import CASES, GRAVE, Case, differing, load_cases, report_of, shown

ALL = load_cases()
CODES = [rule.code for rule in all_rules()]
NOT_FROM_TEXT = frozenset({"RDR006", "RDR007"})
"""Needs a page, which a text has not: tests/rules/test_readers.py has its cases."""

each_case = pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.file}: {case.name}")
each_rule = pytest.mark.parametrize("code", [code for code in CODES if code not in NOT_FROM_TEXT])


def test_there_are_case_files() -> None:
    assert len(list(CASES.glob("*.yaml"))) >= 6


def test_every_case_has_a_name_of_its_own() -> None:
    assert [name for name, times in Counter(f"{case.file}: {case.name}" for case in ALL).items() if times > 1] == []


def test_cases_name_rules_that_exist() -> None:
    named = {item.code for case in ALL for item in case.fires} | {code for case in ALL for code in case.silent}
    assert named - set(CODES) == set()


@each_rule
def test_the_rule_has_two_cases_in_which_it_fires(code: str) -> None:
    assert len([case for case in ALL if any(item.code == code for item in case.fires)]) >= 2


@each_rule
def test_the_rule_has_three_cases_in_which_it_keeps_silent(code: str) -> None:
    assert len([case for case in ALL if code in case.silent]) >= 3


@each_case
def test_the_case_asserts_something(case: Case) -> None:
    assert case.fires or case.silent
    assert not {item.code for item in case.fires} & set(case.silent)


@each_case
def test_the_findings_are_exactly_those_of_the_case(case: Case) -> None:
    assert differing(report_of(case).findings, case.fires) == ([], [])


@each_case
def test_the_silent_rules_are_silent(case: Case) -> None:
    findings = [finding for finding in report_of(case).findings if finding.code in case.silent]
    assert [shown(finding) for finding in findings] == []


@each_case
def test_no_rule_crashes(case: Case) -> None:
    assert report_of(case).defects == ()


@each_case
def test_a_message_is_a_sentence(case: Case) -> None:
    messages = [finding.message for finding in report_of(case).findings if finding.severity in GRAVE]
    assert [message for message in messages if not message.endswith("。") or "None" in message] == []


@each_case
def test_what_the_case_wants_said_is_said(case: Case) -> None:
    if case.says is not None:
        assert case.says in [finding.message for finding in report_of(case).findings]


@each_case
def test_every_finding_quotes_the_source(case: Case) -> None:
    (document,) = documents_of(case.text.encode())
    spans = [s for f in report_of(case).findings for s in (*f.spans.body, *f.spans.table)]
    assert [s for s in spans if document.source.text[s.start : s.end] != s.text] == []
