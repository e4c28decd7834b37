"""What levels, codes, sheets and colours mean, for someone who has only the report before him."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from ..model import Severity
from . import ExportOptions
from .labels import pick, severity_means, word
from .views import SEVERITIES, View

Entry = tuple[str, str, str]
"""Kind of entry, name, meaning."""

_NAMED = 20
"""Notices that are named; of more, their number is given."""

_SHEETS = (
    (
        "差异",
        "Findings",
        "每处差异一行，按级别、编号、条款筛选。",
        "One line a finding; filter by severity, code, clause.",
    ),
    (
        "条款",
        "Clauses",
        "正文每条一行：责任单位、完成时限、对应的表中事项。",
        "One line a clause, with its units and deadline.",
    ),
    (
        "分解表",
        "Breakdown table",
        "表中每项措施一行，合并单元格已还原到每行。",
        "One line a measure, merged cells carried.",
    ),
    (
        "对照",
        "Side by side",
        "条款与对应事项左右并排，不同的文字用红色标出。",
        "Each clause beside its row; what differs is red.",
    ),
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
    names: list[str] = field(default_factory=list)
    """Of the first notices."""
    counts: Counter[Severity] = field(default_factory=Counter)
    defects: list[str] = field(default_factory=list)

    def add(self, view: View) -> Self:
        self.notices += 1
        if len(self.names) < _NAMED:
            self.names.append(view.report.source.name)
        self.counts.update(finding.severity for finding in view.report.findings)
        self.defects += view.report.defects
        return self


def legend(totals: Totals, options: ExportOptions) -> Iterator[Entry]:
    """Entries in reading order: result, levels, codes, sheets, notes."""
    yield from _result(totals, options.lang)
    yield from _severities(options.lang)
    yield from _rules(options)
    for kind, entries in ((("工作表", "sheet"), _SHEETS), (("说明", "note"), _NOTES)):
        for zh, en, says_zh, says_en in entries:
            yield pick(options.lang, *kind), pick(options.lang, zh, en), pick(options.lang, says_zh, says_en)


def counts_text(totals: Totals, lang: str) -> str:
    """错误 3，警告 5，提示 1."""
    counted = [(severity, totals.counts[severity]) for severity in SEVERITIES]
    return pick(lang, "，", ", ").join(f"{word(severity, lang)} {count}" for severity, count in counted)


def _result(totals: Totals, lang: str) -> Iterator[Entry]:
    count = totals.notices
    more = pick(lang, f" 等 {count} 个文件", f" ... {count} files") if count > len(totals.names) else ""
    yield pick(lang, "结果", "result"), counts_text(totals, lang), "、".join(totals.names) + more
    for defect in totals.defects:
        yield pick(lang, "出错", "failed"), pick(lang, "结果可能不全", "result may be incomplete"), defect
    yield (
        pick(lang, "性质", "nature"),
        pick(lang, "只报告，不裁决", "reports, never decides"),
        pick(
            lang,
            "正文与分解表效力相同。这里只说哪里不一致、原文在哪里；以哪一边为准，由起草单位确定。",
            "Body and table have equal force. This says what differs and where; the drafters decide which side holds.",
        ),
    )


def _severities(lang: str) -> Iterator[Entry]:
    for severity in SEVERITIES:
        yield pick(lang, "级别", "severity"), word(severity, lang), severity_means(severity, lang)


def _rules(options: ExportOptions) -> Iterator[Entry]:
    kind = pick(options.lang, "编号", "code")
    for rule in options.catalogue:
        title = pick(options.lang, rule.title_zh, rule.title_en)
        level = pick(options.lang, f"级别：{word(rule.severity, 'zh')}", f"severity: {rule.severity}")
        yield f"{kind} {rule.code}", title, f"{rule.says} ({rule.rule}; {level})"
