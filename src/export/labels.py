"""Words on reports that people read, in Chinese and English, and how a rule is called there."""

from __future__ import annotations

from ..model import Clause, Finding, Measure, Report, Row
from . import ExportOptions
from .tables import joined_deadlines, joined_units

_WORDS = {
    "lead": ("牵头", "lead"),
    "responsible": ("责任", "responsible"),
    "supporting": ("配合", "supporting"),
    "deadline": ("时限", "deadline"),
    "nothing": ("（无）", "(nothing)"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "cut": ("…（全文见 JSON）", "… (full text in the JSON)"),
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


def pick(lang: str, zh: str, en: str) -> str:
    """The text in the language of the report."""
    return en if lang == "en" else zh


def advice(report: Report, lang: str) -> list[str]:
    """What to do about the findings, most pressing first. Between two versions a change is no fault to put right."""
    if report.compares == "versions":
        return []
    families = {finding.code[:3] for finding in report.findings}
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
