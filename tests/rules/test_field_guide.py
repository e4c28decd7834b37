"""The cases of the field guide beside the checkout: what a practitioner expects of twenty short items."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from hedui import check
from hedui.model import Report

from .notice import GRAVE, Office, notice_text

CASES = Path(__file__).resolve().parents[3] / "shared" / "field-guide" / "cases.jsonl"

OURS: dict[str, tuple[tuple[str, ...], ...]] = {
    "LEAD_MISSING_IN_TABLE": (("UNT001",),),
    "LEAD_CHANGED": (("UNT001", "UNT002"), ("UNT004", "UNT002"), ("UNT009",)),
    "ROLE_SWAPPED": (("UNT004",),),
    "DEADLINE_ONGOING_DROPPED": (("DUE004",),),
    "DEADLINE_KIND_CHANGED": (("DUE004",),),
    "DEADLINE_CHANGED": (("DUE001",),),
    "DEADLINE_INVALID": (("DUE005",),),
    "MEASURE_SHIFTED": (("TXT005",),),
    "MEASURE_MISSING_IN_TABLE": (("TXT003",),),
    "ROW_MISSING": (("MAT001",),),
    "RESP_ADDED_IN_TABLE": (("UNT006",), ("UNT007",)),
    "COLLECTIVE_SCOPE_CHANGED": (("UNT008",),),
    "NUMBER_DUPLICATE": (("NUM002",),),
    "UNIT_RENAMED": ((),),
    "OPEN_TAIL_DROPPED": ((),),
}
"""The guide's findings as rules at warning or above; several alternatives where the guide's word covers them."""

GRAVER_HERE = {"EXTRACTION_DAMAGE": "UNT010"}
"""What the guide counts as information and the rules as a warning."""


def cases() -> list[dict[str, Any]]:
    if not CASES.is_file():
        return []
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines() if line.strip()]


def notice_of(case: dict[str, Any]) -> str:
    context = case["context"]
    year, month, day = context["doc_date"].split("-")
    office = Office(context["place"], str(context["doc_year"]), f"{year}年{int(month)}月{int(day)}日")
    stated = "".join(f"{rule}。\n\n" for rule in context.get("rules", ()))
    header = list(case["rows"][0])
    rows = [[str(row.get(name, "")).replace("\n", " ") for name in header] for row in case["rows"]]
    table = "\n".join(" | ".join(row) for row in [header, *rows])
    return notice_text(stated + case["clause"], table, office)


def report_of(case: dict[str, Any]) -> Report:
    return check(notice_of(case).encode())


def wanted(case: dict[str, Any]) -> list[list[str]]:
    """Each list of rules that would answer the case."""
    alternatives = [OURS[finding["code"]] for finding in case["expected_findings"]]
    also = [GRAVER_HERE[item["code"]] for item in case["expected_info"] if item["code"] in GRAVER_HERE]
    return [sorted([*itertools.chain(*choice), *also]) for choice in itertools.product(*alternatives)]


def test_the_field_guide_has_its_cases(shared: Path) -> None:
    assert len(cases()) == 20
    assert (shared / "field-guide" / "cases.jsonl") == CASES


@pytest.mark.skipif(not CASES.is_file(), reason="there is no folder `shared` beside the checkout")
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in cases()])
def test_the_findings_are_those_of_the_practitioner(case: dict[str, Any]) -> None:
    found = [finding for finding in report_of(case).findings if finding.severity in GRAVE]
    assert sorted(finding.code for finding in found) in wanted(case), [finding.message for finding in found]
