"""Words on reports that people read, in Chinese and English, and how a rule is called there."""

from __future__ import annotations

from typing import Literal

from ..model import Clause, Finding, Measure, Report, Row
from . import ExportOptions
from .tables import joined_deadlines, joined_units

_WORDS = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "info": ("提示", "info"),
    "lead": ("牵头", "lead"),
    "responsible": ("责任", "responsible"),
    "supporting": ("配合", "supporting"),
    "deadline": ("时限", "deadline"),
    "body": ("正文", "body"),
    "table": ("表中", "table"),
    "nothing": ("（无）", "(nothing)"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "cut": ("…（全文见 JSON）", "… (full text in the JSON)"),
}

_SEVERITY_MEANS = {
    "error": ("责任易主、丢失，或者期限改变", "a duty changes hands, gets lost or changes its date"),
    "warning": ("文字说的不一样", "the text says something else"),
    "info": ("值得看一眼", "worth a look"),
}

# What a clerk does about the findings of one family, by the letters of the code. The report never decides which side
# is right: body and table have equal force.
_ADVICE = {
    "RDR": (
        "先看读取问题：没有读到的文字没有参加核对，请对照原件。",
        "Reading first: text that was not read was not checked.",
    ),
    "MAT": ("查对应：是否漏列、多列，或者编号错位。", "Check the pairing: left out, added, or numbered differently."),
    "NUM": ("查编号：跳号或重号会让条款与事项对错。", "Check the numbering: gaps and repeats lead pairs astray."),
    "UNT": (
        "核单位：请起草单位确认以正文还是以表为准，再统一。",
        "Units: ask the drafters which side holds, then align both.",
    ),
    "DUE": (
        "核时限：期限不一致或少一段的，请起草单位确认后统一。",
        "Deadlines: ask the drafters which date holds.",
    ),
    "TXT": ("核文字：先看数字改动和移位的句子，再看措辞。", "Text: figures and moved sentences first, wording after."),
}


def word(key: str, lang: str) -> str:
    """A word in the language of the report."""
    return _WORDS[key][lang == "en"]


def side(key: Literal["body", "table"], report: Report, lang: str) -> str:
    """What a side is called: body and table of a notice, or the old and the new version."""
    if report.compares == "versions":
        return pick(lang, *(("原版", "old") if key == "body" else ("新版", "new")))
    return word(key, lang)


def pick(lang: str, zh: str, en: str) -> str:
    """The text in the language of the report."""
    return en if lang == "en" else zh


def severity_means(severity: str, lang: str) -> str:
    return _SEVERITY_MEANS[severity][lang == "en"]


def advice(codes: set[str], lang: str) -> list[str]:
    """What to do about findings with these codes, most pressing first."""
    families = {code[:3] for code in codes}
    return [texts[lang == "en"] for family, texts in _ADVICE.items() if family in families]


def rule_title(finding: Finding, options: ExportOptions) -> str:
    """What the rule is called: from the catalogue where the caller gives one, else its plain name."""
    for rule in options.catalogue:
        if rule.code == finding.code:
            return pick(options.lang, rule.title_zh, rule.title_en)
    return finding.rule


def duty_lines(item: Clause | Row | Measure, lang: str) -> list[tuple[str, str]]:
    """(label, value) for the units by role and the deadline; what is empty is left out."""
    values = {
        "lead": joined_units(item.lead_units),
        "responsible": joined_units(item.responsible_units),
        "supporting": joined_units(item.supporting_units),
        "deadline": joined_deadlines(item.deadlines),
    }
    return [(word(key, lang), value) for key, value in values.items() if value]
