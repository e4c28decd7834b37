"""What a report calls its two sides: body and table of one notice, or the old and the new version of one.

Every format takes these words from here, so that none calls the old version "body". Keys are the same for both kinds
of report; a text may have places for values, as `str.format` fills them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Clause, Report, Row, Severity
from ..records import dataclass
from .labels import pick, word
from .views import of_table

Both = tuple[str, str]
"""A text in Chinese and in English."""

_WORDS: dict[str, tuple[Both, Both]] = {
    # before a quotation
    "body": (("正文", "body"), ("旧版", "old version")),
    "table": (("表中", "table"), ("新版", "new version")),
    # above a column
    "left": (("正文", "Body"), ("旧版", "Old version")),
    "right": (("任务分解表", "Breakdown table"), ("新版", "New version")),
    # before a number, and before many
    "clause": (("条款", "clause"), ("旧版", "old")),
    "row": (("表中", "row"), ("新版", "new")),
    "clause of a table": (("条款", "clause"), ("旧版表中", "old row")),
    "row of a table": (("表中", "row"), ("新版表中", "new row")),
    "table items": (("任务分解表", "Breakdown table"), ("任务分解表", "Breakdown table")),
    "clauses": (("条款", "Clauses"), ("旧版", "Old")),
    "rows": (("表中", "Rows"), ("新版", "New")),
    "no row": (("表中无", "no row"), ("新版无", "not in the new one")),
    "rows alone": (
        ("表中有、正文没有对应条款的事项", "Rows without a clause"),
        ("新版新增的内容", "New in the new version"),
    ),
    "report": (("核对报告：", "hedui report: "), ("版本比对：", "hedui, two versions: ")),
    # what came out
    "look first": (("先看条款：", "Look first at clauses: "), ("先看旧版：", "Look first at old items: ")),
    "scope": (
        (
            "正文 {clauses} 条，表中 {rows} 项，{clean} 条无差异",
            "{clauses} clauses, {rows} rows, {clean} clauses without a finding",
        ),
        (
            "旧版 {clauses} 项，新版 {rows} 项，{clean} 项未改动",
            "{clauses} items in the old version, {rows} in the new one, {clean} unchanged",
        ),
    ),
    "units": (
        ("错误涉及的单位：", "Units the errors are about: "),
        ("重要改动涉及的单位：", "Units the major changes are about: "),
    ),
    "clean": (("无差异", "no finding"), ("未改动", "unchanged")),
    "alone": (("未核对", "not compared"), ("无对应", "no counterpart")),
    "agree": (
        ("正文与分解表一致，没有发现差异。", "Body and table agree. No differences found."),
        ("两版内容一致，没有发现改动。", "Both versions say the same. No changes found."),
    ),
    "empty": (
        ("没有分解表可供核对。", "There is no breakdown table to check against."),
        ("两版没有可以比对的内容。", "There is nothing to compare in the two versions."),
    ),
    "mild": (
        (
            "没有错误；{warnings} 处警告、{infos} 处提示，请酌情统一。",
            "No errors; {warnings} warnings and {infos} infos to look at.",
        ),
        (
            "没有重要改动；{warnings} 处一般改动、{infos} 处提示。",
            "No major changes; {warnings} minor ones and {infos} infos.",
        ),
    ),
    "wrong": (
        (
            "有 {errors} 处错误，涉及 {items} 条：{subjects}不一致，请起草单位核定。",
            "{errors} errors in {items} clauses: {subjects} differ. Ask the drafters which side holds.",
        ),
        (
            "有 {errors} 处重要改动，涉及 {items} 项：{subjects}有变动。",
            "{errors} major changes in {items} items: {subjects} changed.",
        ),
    ),
    "nature": (
        (
            "正文与分解表效力相同。这里只说哪里不一致、原文在哪里；以哪一边为准，由起草单位确定。",
            "Body and table have equal force. This says what differs and where; the drafters decide which side holds.",
        ),
        (
            "这里只说新版与旧版哪里不同、原文在哪里；改动是否恰当，由起草单位判断。",
            "This says what the new version changes and where; whether a change is right, the drafters decide.",
        ),
    ),
    # how grave a finding is
    "error": (("错误", "error"), ("重要", "major")),
    "warning": (("警告", "warning"), ("一般", "minor")),
    "info": (("提示", "info"), ("提示", "info")),
    "error means": (
        ("责任易主、丢失，或者期限改变", "a duty changes hands, gets lost or changes its date"),
        (
            "任务增减，责任易主，数字或者期限改变",
            "a task comes or goes, a duty changes hands, a figure or a date changes",
        ),
    ),
    "warning means": (
        ("文字说的不一样", "the text says something else"),
        ("文字或者参与单位有改动", "the text or a unit beside others changed"),
    ),
    "info means": (("值得看一眼", "worth a look"), ("值得看一眼", "worth a look")),
    "differences": (("差异", "findings"), ("改动", "changes")),
    # sheets of the workbook and its columns
    "sheet of findings": (("差异", "Findings"), ("改动", "Changes")),
    "sheet of clauses": (("条款", "Clauses"), ("旧版", "Old version")),
    "sheet of pairs": (("对照", "Side by side"), ("对照", "Side by side")),
    "sheet of rows": (("分解表", "Breakdown table"), ("新版", "New version")),
    "left number": (("条款", "clause"), ("旧版编号", "old number")),
    "left text": (("正文", "body"), ("旧版", "old version")),
    "left duties": (("正文责任与时限", "duties in the body"), ("旧版责任与时限", "duties in the old version")),
    "right number": (("事项", "row"), ("新版编号", "new number")),
    "right text": (("分解表", "breakdown table"), ("新版", "new version")),
    "right duties": (("表中责任与时限", "duties in the table"), ("新版责任与时限", "duties in the new version")),
    "findings say": (
        ("每处差异一行，按级别、编号、条款筛选。", "One line a finding; filter by severity, code, clause."),
        ("每处改动一行，按级别、编号筛选。", "One line a change; filter by severity, code, number."),
    ),
    "clauses say": (
        ("正文每条一行：责任单位、完成时限、对应的表中事项。", "One line a clause, with its units and deadline."),
        ("旧版每条（项）一行：责任单位、完成时限、新版中的对应编号。", "One line an item of the old version."),
    ),
    "rows say": (
        ("表中每项措施一行，合并单元格已还原到每行。", "One line a measure, merged cells carried."),
        ("新版每条（项）一行，分项措施各一行。", "One line an item of the new version, or one of its measures."),
    ),
    "pairs say": (
        ("条款与对应事项左右并排，不同的文字用红色标出。", "Each clause beside its row; what differs is red."),
        ("旧版在左，新版在右，改动的文字用红色标出。", "The old version left, the new one right; what changed is red."),
    ),
}

# What findings of a family of codes are about, in the order in which they weigh.
_SUBJECTS: dict[str, Both] = {
    "MAT": ("任务项目", "tasks"),
    "NUM": ("编号", "numbers"),
    "UNT": ("责任单位", "units"),
    "DUE": ("完成时限", "deadlines"),
    "TXT": ("文字内容", "texts"),
    "RDR": ("读到的文字", "what could be read"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a report in its language."""

    versions: bool
    lang: str

    def __call__(self, key: str, /, **values: object) -> str:
        """The word or the sentence for this kind of report; a word that is the same for both, otherwise."""
        if key not in _WORDS:
            return word(key, self.lang)
        return pick(self.lang, *_WORDS[key][self.versions]).format(**values)

    def pick(self, zh: str, en: str) -> str:
        """The text in the language of the report."""
        return pick(self.lang, zh, en)

    def item(self, item: Clause | Row) -> str:
        """What stands before the number of an item: 条款, 表中, 旧版, 新版表中."""
        key = "clause" if isinstance(item, Clause) else "row"
        return self(f"{key} of a table" if self.versions and of_table(item) else key)

    def means(self, severity: Severity) -> str:
        """What a severity means."""
        return self(f"{severity} means")

    def subjects(self, codes: set[str]) -> str:
        """What findings with these codes are about: 责任单位、完成时限."""
        families = {code[:3] for code in codes}
        named = [self.pick(*both) for family, both in _SUBJECTS.items() if family in families]
        return self.pick("、", ", ").join(named)


def words_of(reports: Sequence[Report], lang: str) -> Words:
    """The words for these reports: those of versions where all of them compare versions."""
    return Words(bool(reports) and all(report.compares == "versions" for report in reports), lang)
