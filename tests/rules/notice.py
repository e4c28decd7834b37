"""Short notices as data: a body and a breakdown table, set into the head that every notice has.

A case file holds a base notice and cases. `front` stands above the head. `body` and `table` of a case are a whole text,
or a mapping from words of the base to the words that stand there instead. In a table | parts the cells, and a blank
cell is part of a merged one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from hedui import check
from hedui.config import Settings
from hedui.model import Finding, Report

CASES = Path(__file__).parent / "cases"
GRAVE = ("warning", "error")
_HEAD = """\
{place}人民政府文件

云政发〔{year}〕8号

{place}人民政府关于印发{place}{year}年重点工作要点的通知

各县（市、区）人民政府，市政府各部门：

现将《{place}{year}年重点工作要点》印发给你们，请认真贯彻执行。

{place}人民政府

{date}

（此件公开发布）

{place}{year}年重点工作要点

"""
_CAPTION = "\n\n附件\n\n{place}{year}年重点工作任务分解表\n\n"


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues a notice, and when."""

    place: str = "云川市"
    year: str = "2023"
    date: str = "2023年3月20日"


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding as a case writes it down; what it leaves out is not compared."""

    code: str
    clause: str | None
    row: str | None = None
    units: tuple[str, ...] | None = None
    severity: str | None = None
    only: int = 2
    """How many of the places (clause, row) the case gives."""


@dataclass(frozen=True, slots=True)
class Case:
    """One notice, the findings it must give (all at warning or above), and the rules that must keep silent."""

    name: str
    file: str
    text: str
    fires: tuple[Expected, ...]
    silent: tuple[str, ...]
    settings: Settings
    says: str | None


def notice_text(body: str, table: str | None, office: Office | None = None) -> str:
    """A whole notice as a TXT file has it."""
    words = {name: getattr(office or Office(), name) for name in Office.__dataclass_fields__}
    end = _CAPTION.format(**words) + with_tabs(table) if table else "\n"
    return _HEAD.format(**words) + body.strip() + end


def with_tabs(table: str) -> str:
    lines = ["\t".join(cell.strip() for cell in line.split("|")) if "|" in line else line for line in table.split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def load_cases() -> list[Case]:
    """Every case of every file, in order."""
    return [case for path in sorted(CASES.glob("*.yaml")) for case in _cases_of(path)]


def _cases_of(path: Path) -> list[Case]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [_case(path, content["body"], content["table"], item) for item in content["cases"]]


def _case(path: Path, body: str, table: str, item: Mapping[str, Any]) -> Case:
    where = f"{path.name}: {item['name']}"
    unknown = set(item) - {"name", "front", "body", "table", "office", "fires", "silent", "select", "says"}
    assert not unknown, f"{where}: unknown keys {unknown}"
    text = notice_text(
        _changed(body, item.get("body", {}), where),
        _changed(table, item.get("table", {}), where),
        replace(Office(), **item.get("office", {})),
    )
    return Case(
        name=item["name"],
        file=path.stem,
        text=item.get("front", "") + text,
        fires=tuple(_expected(entry) for entry in item.get("fires", ())),
        silent=tuple(item.get("silent", ())),
        settings=Settings(select=tuple(item.get("select", ()))),
        says=item.get("says"),
    )


def _changed(base: str, change: str | Mapping[str, str], where: str) -> str:
    if isinstance(change, str):
        return change
    for words in change:
        assert base.count(words) == 1, f"{where}: {words!r} stands {base.count(words)} times in the base"
    pattern = "|".join(map(re.escape, change))
    return re.sub(pattern, lambda match: change[match.group()], base) if change else base


def _expected(entry: Sequence[Any]) -> Expected:
    code, *places = [item for item in entry if not isinstance(item, list) and item not in (*GRAVE, "info")]
    clause, row = (*(None if place is None else str(place) for place in places), None, None)[:2]
    units = next((tuple(item) for item in entry if isinstance(item, list)), None)
    severity = next((item for item in entry if item in (*GRAVE, "info")), None)
    return Expected(code, clause, row, units, severity, only=len(places))


def report_of(case: Case) -> Report:
    return check(case.text.encode(), settings=case.settings)


def differing(findings: Sequence[Finding], expected: Sequence[Expected]) -> tuple[list[Expected], list[str]]:
    """Expected findings that did not come, and surplus ones: at warning or above, or of an expected rule."""
    missing, surplus = list(expected), []
    codes = {item.code for item in expected}
    for finding in findings:
        if finding.severity not in GRAVE and finding.code not in codes:
            continue
        match = next((item for item in missing if _fits(finding, item)), None)
        if match is None:
            surplus.append(shown(finding))
        else:
            missing.remove(match)
    return missing, surplus


def _fits(finding: Finding, expected: Expected) -> bool:
    places = (finding.clause, finding.row)[: expected.only]
    return (
        finding.code == expected.code
        and places == (expected.clause, expected.row)[: expected.only]
        and expected.units in (None, tuple(finding.details.get("units", ())))
        and expected.severity in (None, finding.severity)
    )


def shown(finding: Finding) -> str:
    return f"{finding.code} {finding.severity} {finding.clause}/{finding.row}: {finding.message}"
