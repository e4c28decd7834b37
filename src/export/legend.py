"""What levels, codes, sheets and colours mean, for someone who has only the report before him."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from typing import Self

from ..model import Severity, Source
from ..records import dataclass
from . import ExportOptions
from .sides import Words
from .views import SEVERITIES, View

Entry = tuple[str, str, str]
"""Kind of entry, name, meaning."""

_NAMED = 20
"""Files that are named; of more, their number is given."""

_SHEETS = (
    ("sheet of findings", "findings say"),
    ("sheet of clauses", "clauses say"),
    ("sheet of rows", "rows say"),
    ("sheet of pairs", "pairs say"),
)

_NOTES = (
    (
        "最后期限",
        "last permitted day",
        "“5月底”按5月31日计；写“长期坚持”的，“长期”一列为“是”。",
        "End of May counts as 31 May; the column 'ongoing' says whether the duty goes on.",
    ),
    (
        "控制字符",
        "control characters",
        "原文中看不见的控制字符以 ␀ ␛ 等图形显示，无法编码的字符以 \ufffd 显示。",
        "Invisible control characters are shown as pictures (␀ ␛), what cannot be encoded as \ufffd.",
    ),
    (
        "超长文字",
        "long texts",
        "超过单元格上限（32767字）的文字截断并注明，全文见 JSON。",
        "A text over 32,767 characters is cut with a mark; the JSON has all of it.",
    ),
)


@dataclass(slots=True)
class Totals:
    """What the legend says of the notices, counted one at a time."""

    notices: int = 0
    files: int = 0
    names: list[str] = field(default_factory=list)
    """Of the first files."""
    counts: Counter[Severity] = field(default_factory=Counter)
    defects: list[str] = field(default_factory=list)

    def add(self, view: View) -> Self:
        self.notices += 1
        names = [source.name for source in _files(view)]
        self.files += len(names)
        self.names += names[: max(_NAMED - len(self.names), 0)]
        self.counts.update(finding.severity for finding in view.report.findings)
        self.defects += view.report.defects
        return self


def legend(totals: Totals, words: Words, options: ExportOptions) -> Iterator[Entry]:
    """Entries in reading order: result, levels, codes."""
    yield from _result(totals, words)
    yield from _severities(words)
    yield from _rules(options, words)


def workbook_legend(totals: Totals, words: Words, options: ExportOptions) -> Iterator[Entry]:
    """What the sheets are, and how texts stand in them, behind the other entries."""
    yield from legend(totals, words, options)
    for sheet, says in _SHEETS:
        yield words.pick("工作表", "sheet"), words(sheet), words(says)
    for zh, en, says_zh, says_en in _NOTES:
        yield words.pick("说明", "note"), words.pick(zh, en), words.pick(says_zh, says_en)


def counts_text(totals: Totals, words: Words) -> str:
    """错误 3，警告 5，提示 1."""
    counted = [(severity, totals.counts[severity]) for severity in SEVERITIES]
    return words.pick("，", ", ").join(f"{words(severity)} {count}" for severity, count in counted)


def _result(totals: Totals, words: Words) -> Iterator[Entry]:
    count = totals.files
    more = words.pick(f" 等 {count} 个文件", f" ... {count} files") if count > len(totals.names) else ""
    yield words.pick("结果", "result"), counts_text(totals, words), "、".join(totals.names) + more
    for defect in totals.defects:
        yield words.pick("出错", "failed"), words.pick("结果可能不全", "result may be incomplete"), defect
    yield words.pick("性质", "nature"), words.pick("只报告，不裁决", "reports, never decides"), words("nature")


def _files(view: View) -> tuple[Source, ...]:
    return (view.report.source, *view.report.attachments)


def _severities(words: Words) -> Iterator[Entry]:
    for severity in SEVERITIES:
        yield words.pick("级别", "severity"), words(severity), words.means(severity)


def _rules(options: ExportOptions, words: Words) -> Iterator[Entry]:
    kind = words.pick("编号", "code")
    for rule in options.catalogue:
        title = words.pick(rule.title_zh, rule.title_en)
        says = words.pick(rule.says_zh, "") or rule.says
        severity = words(rule.severity)
        level = words.pick(f"{rule.rule}；级别：{severity}", f"{rule.rule}; severity: {severity}")
        level = level if says == title else says.rstrip("。") + words.pick(f"（{level}）", f" ({level})")
        yield f"{kind} {rule.code}", title, level
